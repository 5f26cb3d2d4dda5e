import type { Stage } from '../domain/receipt.ts';
import type { AbcClass, AbcCuts } from './abc.ts';
import type { DropoutParams } from './mbg-nbd.ts';
import type { Fit } from './model-fit.ts';
import type { RateParams } from './nbd.ts';
import type { ValueModel } from './purchase-value.ts';
import type { RfmCuts } from './rfm-cuts.ts';
import type { RfmGroup } from './rfm-group.ts';
import type { ShopClock } from './shop-clock.ts';

/** Changes whenever the same purchases would give other figures. */
export const MODEL_VERSION = 'models-3';

/** Whether purchases tell customers who left from those who wait. `no-time`: nobody's first purchase is a day old yet. */
export type ChurnVerdict = 'identified' | 'no-signal' | 'no-time' | 'no-buyers';

/** Whether expected value may be said as amounts: from 100 buyers with 30 repeat purchases on; below that only ranks and bands. */
export type MoneyVerdict = 'amounts' | 'ranks-only' | 'no-amounts';

/** The purchase models of a shop; those but `map` are for comparison. */
export interface ChurnModel {
  readonly verdict: ChurnVerdict;
  /** 2 (LL of MBG/NBD − LL of NBD): a signal above 5.99. */
  readonly ratio?: number;
  /** What figures are worked out with. */
  readonly map?: Fit<DropoutParams>;
  readonly mbgnbd?: Fit<DropoutParams>;
  readonly bgnbd?: Fit<DropoutParams>;
  readonly nbd?: Fit<RateParams>;
  /** Mean weeks since the first purchase. */
  readonly meanT?: number;
}

/** How much a fit rests on. */
export interface ShopCounts {
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
}

/** All that scoring one customer needs of the others: plain, serialisable, a few kilobytes. */
export interface ShopModel {
  readonly version: string;
  readonly asOfDay: number;
  readonly horizonDays: number;
  readonly minorDigits: number;
  /** Absent: values are revenue. */
  readonly margin?: number;
  readonly monthlyDiscount: number;
  readonly rfmWindowDays: number;
  readonly historyStartDay?: number;
  readonly counts: ShopCounts;
  readonly clock: ShopClock;
  /** "Churned" means little yet: the history is shorter than 3 × G95. */
  readonly provisional: boolean;
  readonly churn: ChurnModel;
  readonly value: ValueModel;
  readonly money: MoneyVerdict;
  readonly rfm: RfmCuts;
  readonly abc: AbcCuts;
  /** 12-month values of buyers in minor units at 0, 1/200 … 1 of them, ascending; empty where there are none. */
  readonly valueQuantiles: readonly number[];
  /** What buyers' figures average to. */
  readonly means: { readonly pAlive?: number; readonly pBuy?: number; readonly valueRank?: number };
  /** Sums over buyers: expected purchases and, where amounts may be said, the value of the next 12 months in minor units. */
  readonly totals: { readonly expected12m?: number; readonly clv12?: number };
  readonly stages: Readonly<Record<Stage, number>>;
  readonly groups: Readonly<Record<RfmGroup, number>>;
  readonly classes: Readonly<Record<AbcClass, { readonly customers: number; readonly net: number }>>;
}
