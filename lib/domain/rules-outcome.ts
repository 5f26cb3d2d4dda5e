import type { CustomerId } from './ids.ts';
import type { Tier } from './receipt.ts';

/** Where somebody is by some rules. */
export interface ScoreAndTier {
  readonly score: number;
  /** Absent where what tiers go by is unknown. */
  readonly tier?: Tier;
}

/** What other rules would change, on the customers as they are. */
export interface RulesPreview {
  /** Customers by tenths of the score, 0–10 … 90–100. */
  readonly before: readonly number[];
  readonly after: readonly number[];
  readonly tiersBefore: Readonly<Record<Tier, number>>;
  readonly tiersAfter: Readonly<Record<Tier, number>>;
  /** How many would move to a better tier, and to a worse one. */
  readonly up: number;
  readonly down: number;
  /** Those whose tier, or else score, would change most: the ways up first. */
  readonly examples: readonly {
    readonly customerId: CustomerId;
    readonly name: string;
    readonly before: ScoreAndTier;
    readonly after: ScoreAndTier;
  }[];
  /** Of each rule: of how many customers its attribute is known, and the mean share. */
  readonly rules: readonly { readonly ruleId: string; readonly known: number; readonly mean: number }[];
  /**
   * What amounts are in, and limits to begin with for tiers by value, in major units; absent where no amount is known, and
   * without limits where all have spent much the same, so that none tells them apart.
   */
  readonly money?: { readonly currency: string; readonly least?: Readonly<Record<'A' | 'B' | 'C', number>> };
  /** Cases that no customer is in: dead parts as the file stands. */
  readonly unreached: readonly { readonly ruleId: string; readonly caseIndex: number }[];
}

/** What rules would have said at the end of a past month, from what was known by then, and what then happened. */
export interface RehearsedMonth {
  /** `2026-03` */
  readonly month: string;
  /** Customers with a purchase by then. */
  readonly customers: number;
  /** By tier, and how many of them bought in the month after. Who has none, since what tiers go by was unknown, is left out. */
  readonly tiers: Readonly<Record<Tier, { readonly n: number; readonly bought: number }>>;
  /** Moves since the end of the month before; none in the first. */
  readonly up: number;
  readonly down: number;
  /**
   * Alarms raised in that month. Right: no purchase within the horizon after. Wrong: one came. The rest cannot be told yet.
   */
  readonly alarms: { readonly raised: number; readonly right: number; readonly wrong: number };
  /** How well the score ranks who then bought: area under the curve; null where all or none did. */
  readonly auc: number | null;
}

export interface Rehearsal {
  /** The earliest first. */
  readonly months: readonly RehearsedMonth[];
  /** Attributes of the rules of which no past is on file: they count as unknown, so they give no points in any month. */
  readonly withoutPast: readonly string[];
  /** A large file is thinned: so many customers of so many. Absent where all were looked at. */
  readonly sample?: { readonly customers: number; readonly of: number };
}
