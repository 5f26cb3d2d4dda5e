import { FEW_FOR_CHANCES } from '../../domain/chances.ts';
import type { CustomerId } from '../../domain/ids.ts';
import type { Currency } from '../../domain/money.ts';
import type { Stage, Tier } from '../../domain/receipt.ts';
import type { RuleSet } from '../../domain/score.ts';
import type { EpochMs } from '../../domain/time.ts';
import type { ShopCounts, ShopModel } from '../../scoring/shop-model.ts';
import type { RuleSegment } from './rule-segments.ts';
import type { ToldFigures } from './told-figures.ts';

/** Under which name scores are stored. */
export const SCORES = 'scores';
/** Changes whenever the same file would be scored otherwise, or be written down otherwise. */
export const SCORES_VERSION = 'scores-5';

/** Of whom what tiers go by is unknown. */
export const LAST_TIER = 'D' satisfies Tier;

/** Alarms and moves are news for so long. */
export const NEWS_DAYS = 14;

/** So much of all purchases may be new before the models are fitted again. */
export const NEW_SHARE = 0.02;

/** After how many changed customers everybody is scored anew: at once where with them chances may begin or cease to be told. */
export const changesUntilDue = ({ purchases, buyers }: ShopCounts): number => {
  const toLimit = buyers < FEW_FOR_CHANCES ? FEW_FOR_CHANCES - buyers : buyers - FEW_FOR_CHANCES + 1;
  return Math.max(1, Math.min(NEW_SHARE * purchases, toLimit));
};

export interface ScoreWarning {
  readonly type: 'history-cut' | 'currency-without-rate' | 'guests' | 'undated' | 'future' | 'unpriced';
  readonly count: number;
  /** A currency, or a day. */
  readonly about?: string;
}

/**
 * What a scoring of the whole file came to, less the customers: all that scoring one of them needs of the others, and
 * all that explaining any of its scores needs.
 */
export interface ScoreHead {
  readonly version: string;
  readonly scoredAt: EpochMs;
  /** `settingsKey` of the settings it was made under. */
  readonly settings: string;
  readonly model: ShopModel;
  readonly rules: RuleSet;
  /** Mean share of each rule by its id; a rule of which nothing is known of anybody is not among them. */
  readonly means: readonly (readonly [string, number])[];
  /** Nets of buyers at 0, 1/200 … 1 of them, ascending. */
  readonly netQuantiles: readonly number[];
  readonly currency?: Currency | undefined;
  /** Of each rule the words its values are places in; null where they are numbers, or texts of their own. */
  readonly words: readonly (readonly string[] | null)[];
  /** The segments that rules ask for, as they were. */
  readonly segments: readonly RuleSegment[];
  /** Customers in each chunk. */
  readonly counts: readonly number[];
  readonly warnings: readonly ScoreWarning[];
  /** How many alarms sounded on each of the last days that have any. */
  readonly alarms?: readonly (readonly [day: number, count: number])[];
}

/** Where somebody stands, as lists and badges show it. */
export interface Standing {
  readonly score: number;
  readonly tier: Tier;
  readonly stage: Stage;
  /** Day number of the last purchase: a stage said earlier holds until they buy again. */
  readonly lastDay: number;
  /** What the models say beside: the row of the stored columns, or the figures themselves of who was scored alone since. */
  readonly told?: number | ToldFigures;
}

/** Somebody whose tier has changed. */
export interface TierMove {
  readonly customerId: CustomerId;
  readonly at: EpochMs;
  readonly from: Tier;
  readonly to: Tier;
  readonly score: number;
  /** The attribute that moved the score most, or what else made the difference. */
  readonly reason: string;
}
