import type { EpochMs } from '../domain/time.ts';

// What goes as JSON text from the background to pages of ours.

/** A product in one currency. */
export interface Goods {
  readonly name: string;
  readonly sku?: string;
  /** Another product has the same name: the SKU tells them apart. */
  readonly isNameShared?: true;
  /** Absent where all of the shop's goods are in one. */
  readonly currency?: string;
}

/** How often two products were bought at once, of all purchases whose goods are known; shares are of 1. */
export interface Together {
  /** Purchases with both, with the first, with the second, and at all. */
  readonly together: number;
  readonly withFirst: number;
  readonly withSecond: number;
  readonly baskets: number;
  readonly support: number;
  /** Of the purchases with the first, the share that held the second. */
  readonly confidence: number;
  readonly lift: number;
  /** Of as many together by chance (Fisher's exact test, one-sided). */
  readonly pValue: number;
}

/** Something to offer, with what they bought that says most for it: the first of the two. */
export interface Offer extends Together {
  readonly goods: Goods;
  readonly because: Goods;
  /** By which offers are ranked: what everything they bought says for it. */
  readonly score: number;
}

/** Why nothing is offered. */
export type NoOffers =
  /** The goods have not been counted yet. */
  | 'pending'
  /** No order on file says what was in it. */
  | 'no-goods'
  /** No two products were bought together five times. */
  | 'too-few'
  /** Some were, but none more often than chance would have it. */
  | 'by-chance'
  /** Of this customer no purchase is known, or not what was in it. */
  | 'unknown-goods'
  /** What goes with what they bought they have had already, or nothing goes with it. */
  | 'nothing-more';

export interface CustomerOffers {
  /** When purchases were counted, and how many there were whose goods are known; none while it is pending. */
  readonly countedAt?: EpochMs;
  readonly baskets: number;
  /** The best first. */
  readonly offers: readonly Offer[];
  /** Why there is none. */
  readonly none?: NoOffers;
}

export interface Pair extends Together {
  readonly first: Goods;
  readonly second: Goods;
  /** By what the two are known again: what customers are filtered by. */
  readonly keys: readonly [first: string, second: string];
  /** How many customers bought both, at once or not, and how many the one and not the other yet; as the file is now. */
  readonly customers: { readonly both: number; readonly firstOnly: number; readonly secondOnly: number };
  /**
   * `sure`: more often than by chance, which holds at a false discovery rate of 5 % over all pairs that could have been found;
   * `less`: no more often than by chance.
   */
  readonly verdict: 'sure' | 'chance' | 'less';
}

/** What is bought together in the shop. */
export interface PairReport {
  readonly countedAt: EpochMs;
  readonly baskets: number;
  /** Products bought five times or more; pairs of them; those bought together five times; of these the sure ones. */
  readonly goods: number;
  readonly looked: number;
  readonly found: number;
  readonly sure: number;
  /** The surest first; at most 200. */
  readonly pairs: readonly Pair[];
}
