import type { CustomerId, OrderId } from '../domain/ids.ts';
import type { Stage, Tier } from '../domain/receipt.ts';
import type { Abc, Group, Unsure } from '../domain/score.ts';
import type { EpochMs } from '../domain/time.ts';

export type { Rehearsal } from '../domain/rules-outcome.ts';

/** Days are whole days since 1970-01-01 in the shop's zone, weeks are days / 7, amounts minor units of the base currency. */
export interface ScoreRow {
  readonly id: CustomerId;
  readonly x: number;
  readonly tx: number;
  readonly T: number;
  readonly r?: number;
  readonly f?: number;
  readonly m?: number;
  readonly abc?: Abc;
  readonly group?: Group;
  readonly stage: Stage;
  readonly tier?: Tier;
  readonly score?: number;
  readonly pAlive?: number;
  readonly pBuy?: number;
  /** Purchases expected in the horizon of the models' holdout, or in 12 months. */
  readonly expected?: number;
  readonly clv12?: number;
  /** What the list "whom to contact first" is sorted by, minor units; an amount only where `clv12` is one. */
  readonly loss?: number;
}

/** A model with what it was fitted to. */
export interface FittedModel {
  readonly name: 'nbd' | 'bg-nbd' | 'mbg-nbd' | 'mbg-nbd-map' | 'gamma-gamma';
  readonly parameters: Readonly<Record<string, number>>;
  readonly logLikelihood: number;
  /** Customers it was fitted to. */
  readonly n: number;
  readonly verdict: 'fitted' | 'not-converged' | 'too-few';
}

export interface ModelReport {
  readonly asOf: EpochMs;
  readonly currency: string | undefined;
  readonly customers: number;
  readonly purchasers: number;
  readonly repeats: number;
  readonly clock: {
    g50: number;
    g80: number;
    g90: number;
    g95: number;
    returning: number;
    gaps: number;
    source: string;
  };
  readonly horizonDays: number;
  readonly models: readonly FittedModel[];
  /** Twice the gain in log-likelihood over customers who never leave; 5.99 is needed. */
  readonly identification: {
    readonly statistic: number;
    readonly verdict: 'churn-seen' | 'no-churn-signal' | 'too-few';
  };
  readonly value: {
    readonly pearson: number;
    readonly spearman: number;
    readonly uses: 'gamma-gamma' | 'own-mean' | Unsure;
    /** Why it is not Gamma-Gamma: amounts go with frequency, too few repeat purchases, or no fit that holds. */
    readonly why?: 'depends' | 'few' | 'no-fit';
  };
  /** What was foretold for the time after, and what happened; absent without such a time on file. */
  readonly holdout?: {
    readonly until: EpochMs;
    readonly auc: number;
    readonly aucByRecency: number;
    readonly brier: number;
    readonly brierOfBaseRate: number;
    readonly foretold: number;
    readonly happened: number;
    /** By tenths of the foretold probability. */
    readonly calibration: readonly { readonly foretold: number; readonly happened: number; readonly n: number }[];
    readonly byStage: readonly { readonly stage: Stage; readonly n: number; readonly bought: number }[];
  };
  /** What the numbers do not know: `history-cut`, `currency-without-rate`, … with how much of it. */
  readonly warnings: readonly { readonly type: string; readonly count: number; readonly about?: string }[];
}

export interface Overview {
  readonly asOf: EpochMs;
  readonly currency: string | undefined;
  readonly kpis: readonly { readonly name: string; readonly value: number | null; readonly n: number }[];
  /** `cells[r-1][f-1]`. */
  readonly rfm: {
    readonly cells: readonly (readonly { readonly n: number; readonly net: number }[])[];
    /**
     * What the fifths are: days since the last purchase at most, of 5, 4, 3, 2; purchases at least, and net at least in minor
     * units, of 2, 3, 4, 5, both of the last `windowDays`, whatever was before. Absent where they cannot be said in whole days.
     */
    readonly limits?: {
      readonly recency: readonly number[];
      readonly frequency: readonly number[];
      readonly monetary?: readonly number[];
      readonly windowDays: number;
    };
  };
  /** Half of those of whom an amount is known brought no more net; minor units. One wholesaler moves the mean alone. */
  readonly medianRevenue?: number;
  readonly groups: readonly { readonly group: Group; readonly n: number; readonly net: number }[];
  /** Shares of customers (the biggest first) and of the net, ascending; ABC with its limits. */
  readonly pareto: {
    readonly points: readonly (readonly [number, number])[];
    readonly gini: number | null;
    readonly classes: readonly { readonly abc: Abc; readonly n: number; readonly net: number }[];
  };
  readonly cohorts: readonly {
    /** `2026-03`. */
    readonly month: string;
    readonly size: number;
    /** Part that bought again in the k-th month after; the first entry is month 1, the last month that is over the last. */
    readonly kept: readonly number[];
    readonly beforeImport: boolean;
  }[];
  /** The month of `asOf` is not over: `kept` ends with the month before it. */
  readonly isMonthOpen: boolean;
  readonly funnel: readonly { readonly stage: Stage; readonly n: number; readonly net: number }[];
}

/**
 * What "whom to contact first" is ordered by. `loss`: what silence took off the 12-month value since the day after the last
 * purchase, times P(alive). `clock`: the same by the lifecycle clock, where purchases tell nothing of churn. `rhythm`: days
 * of silence as a share of the days until at risk, of those at risk. `gone`: of the churned who left last, as nobody is at
 * risk. `nobody`: neither.
 */
export type ContactOrder = 'loss' | 'clock' | 'rhythm' | 'gone' | 'nobody';

export interface TodayRow {
  readonly customerId: CustomerId;
  /** Else a company or contact; empty when nothing of it is on file. */
  readonly name: string;
  /** Number of the latest order of who has no name and no contact. */
  readonly order?: string;
  readonly tier?: Tier;
  readonly stage: Stage;
  readonly sinceDays: number;
  readonly usualGapDays?: number;
  readonly riskDays?: number;
  readonly churnDays?: number;
  readonly churn?: number;
  /** What is at stake by `order`, minor units; see `lib/scoring/expected-loss.ts`. Absent where amounts are not said. */
  readonly expectedLoss?: number;
}

/** Of a file with few buyers what their own records say. */
export interface FewToday {
  /** Who bought last, the latest first, at most five; on how many days in all. */
  readonly lately: readonly (TodayRow & { readonly boughtAt: EpochMs; readonly purchases: number })[];
  /** Of several, of those not at risk yet, the one who is nearest to it. */
  readonly quietest?: TodayRow;
  /** Orders that nobody has paid yet, the oldest first, those without a date last, at most five of `waitingTotal`. */
  readonly waiting: readonly {
    readonly customerId: CustomerId;
    readonly orderId: OrderId;
    readonly name: string;
    readonly number?: string;
    readonly placedAt?: EpochMs;
  }[];
  readonly waitingTotal: number;
  /** Paid orders, and those of them that do not say what was bought. */
  readonly paidOrders: number;
  readonly withoutGoods: number;
  /** Customers without an email, a whole phone number or an account on file. */
  readonly withoutContact: number;
  /** Gaps between purchases on file: what the shop's own rhythm is worked out from. */
  readonly gaps: number;
  readonly warnings: ModelReport['warnings'];
}

export interface Today {
  readonly asOf: EpochMs;
  readonly currency: string | undefined;
  readonly order: ContactOrder;
  readonly contactFirst: readonly TodayRow[];
  readonly alarms: readonly (TodayRow & { readonly since: EpochMs; readonly reason: 'at-risk' | 'half-as-likely' })[];
  /** Nothing either way for longer than their usual gap. */
  readonly silent: readonly (TodayRow & { readonly contactAt?: EpochMs })[];
  readonly moves: readonly {
    readonly customerId: CustomerId;
    readonly name: string;
    readonly order?: string;
    readonly at: EpochMs;
    readonly from?: Tier;
    readonly to: Tier;
    readonly reason: string;
  }[];
  /** Absent where there are more. */
  readonly few?: FewToday;
  readonly totals: {
    /** Who has bought, and of them who is at risk and who is churned. */
    readonly buyers: number;
    readonly atRisk: number;
    readonly churned: number;
    readonly contactFirst: number;
    readonly alarms: number;
    readonly silent: number;
    readonly moves: number;
  };
}

export interface ScoringProgress {
  readonly phase: 'reading' | 'fitting' | 'scoring' | 'rehearsing' | 'pairs';
  readonly done: number;
  readonly total: number;
}
