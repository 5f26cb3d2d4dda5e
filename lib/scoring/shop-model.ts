import type { Stage } from '../domain/receipt.ts';
import type { AbcClass, AbcCuts } from './abc.ts';
import type { PurchaseColumns, ScoringOptions } from './columns.ts';
import type { CustomerFigures } from './figures.ts';
import type { RfmGroup } from './rfm-group.ts';

/** One fitted model. `logLikelihood` is of the data alone, without any prior. */
export interface Fit<Params> {
  readonly params: Params;
  readonly logLikelihood: number;
  /** False when the parameters ran to the end of where they may go: the data do not hold them. */
  readonly converged: boolean;
  readonly iterations: number;
}
export interface RateParams {
  readonly r: number;
  /** Weeks. */
  readonly alpha: number;
}
export interface DropoutParams extends RateParams {
  readonly a: number;
  readonly b: number;
}
export interface SpendParams {
  readonly p: number;
  readonly q: number;
  /** Major units of the base currency. */
  readonly gamma: number;
}

/** Whether the purchases tell customers who left from those who wait. `no-time`: nobody's first purchase is past yet. */
export type ChurnVerdict = 'identified' | 'no-signal' | 'no-time' | 'no-buyers';
/** Which worth of a purchase was used, and why. */
export type ValueVerdict =
  | 'gamma-gamma'
  | 'depends-on-frequency'
  | 'too-few'
  | 'no-mean'
  | 'not-converged'
  | 'no-amounts';
/** Whether amounts of expected value may be said: from 100 customers with 30 repeat purchases on. */
export type MoneyVerdict = 'amounts' | 'ranks-only' | 'no-amounts';

/** The shop's own rhythm in days after a purchase: by when 50, 80, 90, 95 % of those who return have returned. */
export interface ShopClock {
  readonly g50: number;
  readonly g80: number;
  readonly g90: number;
  readonly g95: number;
  /** `default` below 30 closed gaps. */
  readonly source: 'default' | 'shop';
  readonly closedGaps: number;
  /** Share of purchases after which another comes at all; absent by default. */
  readonly everReturn?: number;
  /** Share not yet returned after so many days (Kaplan–Meier), ascending, thinned to at most 200 steps. */
  readonly survival: readonly { readonly day: number; readonly share: number }[];
}

/** All that scoring one customer needs of the others: plain, serialisable, a few kilobytes. */
export interface ShopModel {
  readonly version: string;
  readonly asOfDay: number;
  readonly horizonDays: number;
  readonly minorDigits: number;
  readonly margin?: number;
  readonly monthlyDiscount: number;
  readonly rfmWindowDays: number;
  readonly historyStartDay?: number;
  readonly n: {
    readonly customers: number;
    readonly buyers: number;
    readonly repeaters: number;
    readonly purchases: number;
    readonly repeatPurchases: number;
    readonly orders: number;
    /** Days from the first purchase on file to the as-of day. */
    readonly historyDays: number;
    /** Entries after the as-of day, and without a known amount. */
    readonly future: number;
    readonly unpriced: number;
  };
  readonly clock: ShopClock;
  /** "Churned" means little yet: the history is shorter than 3 × G95. */
  readonly provisional: boolean;
  readonly churn: {
    readonly verdict: ChurnVerdict;
    /** 2 (LL of MBG/NBD − LL of NBD); a signal above 5.99. */
    readonly ratio?: number;
    /** What figures are worked out with; the others are for comparison. */
    readonly map?: Fit<DropoutParams>;
    readonly mbgnbd?: Fit<DropoutParams>;
    readonly bgnbd?: Fit<DropoutParams>;
    readonly nbd?: Fit<RateParams>;
    readonly meanT?: number;
  };
  readonly value: {
    readonly verdict: ValueVerdict;
    readonly money: MoneyVerdict;
    readonly gammaGamma?: Fit<SpendParams>;
    /** Customers with a repeat purchase of a positive amount. */
    readonly customers: number;
    readonly pearson?: number;
    readonly spearman?: number;
    /** Mean worth of a purchase over customers, major units, and how many purchases it weighs as. */
    readonly prior?: { readonly mean: number; readonly weight: number };
  };
  readonly rfm: {
    /** Below 25 buyers the cuts are fixed ones, not fifths. */
    readonly cuts: 'quintiles' | 'fixed';
    /** Four values each: quintile k + 2 needs more than the k-th (fixed cuts of frequency and money: at least it). */
    readonly r: readonly number[];
    readonly f: readonly number[];
    readonly m: readonly number[];
  };
  readonly abc: AbcCuts;
  /** 12-month values of buyers in minor units at 0, 1/200 … 1 of them, ascending. */
  readonly valueQuantiles: readonly number[];
  /** What features average to over buyers. */
  readonly means: { readonly pAlive?: number; readonly pBuy?: number; readonly valueRank?: number };
  readonly stages: Readonly<Record<Stage, number>>;
  readonly groups: Readonly<Record<RfmGroup, number>>;
  readonly classes: Readonly<Record<AbcClass, { readonly customers: number; readonly net: number }>>;
}

/** A stage said earlier, so that a changed clock makes nobody flicker; without effect once they have bought since. */
export interface EarlierStage {
  readonly stage: Stage;
  readonly lastDay: number;
}
/** fitShop(columns, options): in `fit-shop.ts`. */
export type FitShop = (columns: PurchaseColumns, options: ScoringOptions) => ShopModel;
/** scoreCustomer(columnsOf([days]), model, earlier?): in `score.ts`; `scoreAll(columns, model, into?, from?, to?)` beside it. */
export type ScoreCustomer = (one: PurchaseColumns, model: ShopModel, earlier?: EarlierStage) => CustomerFigures;
