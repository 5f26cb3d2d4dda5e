import type { Stage } from '../domain/receipt.ts';
import type { AbcClass } from './abc.ts';
import type { NextWindow } from './next-purchase.ts';
import type { Quintile } from './rfm.ts';
import type { RfmGroup } from './rfm-group.ts';

/** Why a customer should be heard from: silent beyond their own rhythm, or half as likely to buy as after their last purchase. */
export const ALARM_REASONS = ['overdue', 'chance-halved'] as const;
export type AlarmReason = (typeof ALARM_REASONS)[number];

/** How the worth of one purchase was estimated: by the shop's Gamma-Gamma fit, or the customer's own mean drawn to the shop's. */
export const VALUE_BASES = ['gamma-gamma', 'shrunken-mean'] as const;
export type ValueBasis = (typeof VALUE_BASES)[number];

/** Everything the models say of one customer as of one day. What cannot be said is absent. */
export interface CustomerFigures {
  /** Purchase days, and those after the first. */
  readonly n: number;
  readonly x: number;
  /** Weeks from the first purchase to the last, and to the as-of day. */
  readonly tx: number;
  readonly T: number;
  /** Day numbers; absent without a purchase, as is whatever follows from one. */
  readonly firstDay?: number;
  readonly lastDay?: number;
  readonly sinceDays?: number;
  /** Mean gap between purchases; absent with fewer than two. */
  readonly usualGapDays?: number;
  /** After how many quiet days this customer is at risk, and churned. */
  readonly riskDays?: number;
  readonly churnDays?: number;
  /** Net minor units over all that is on file; absent where no amount is known. */
  readonly net?: number;
  /** Mean of the repeat purchases with a positive amount, minor units; absent without one. */
  readonly z?: number;
  readonly r?: Quintile;
  readonly f?: Quintile;
  readonly m?: Quintile;
  readonly group?: RfmGroup;
  readonly abc?: AbcClass;
  readonly stage: Stage;
  /** The shop's history is too short for "churned" to mean much. */
  readonly provisional: boolean;
  /** Bought again, lately, after having been churned. */
  readonly wonBack: boolean;
  /** Probabilities 0..1; absent where no model could be fitted. Say them only where the model's verdict allows. */
  readonly pAlive?: number;
  /** Of a purchase within the model's horizon; the churn probability is 1 − this. */
  readonly pBuy?: number;
  /** What `pBuy` was on the day after the last purchase. */
  readonly dayAfterPBuy?: number;
  /** Expected purchases of the next 12 months. */
  readonly expected12m?: number;
  /** Discounted value of the next 12 months in minor units; absent where the shop is too small for amounts. */
  readonly clv12?: number;
  readonly valueBasis?: ValueBasis;
  /** Share of the shop's buyers whose 12-month value is below this one's, 0..1; given in small shops too. */
  readonly valueRank?: number;
  /** Days from the as-of day by which the next purchase has come with 10, 50 and 90 %, if they are still a customer. */
  readonly nextWindow?: NextWindow;
  readonly alarm?: { readonly reason: AlarmReason /** Since which day number. */; readonly day: number };
  /** What "whom to contact first" is sorted by, minor units; see `expected-loss.ts`. An amount only where `clv12` is one. */
  readonly expectedLoss?: number;
}
