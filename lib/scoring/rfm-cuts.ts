import type { Clock } from './lifecycle.ts';
import { MIN_CUSTOMERS, type Quintile } from './rfm.ts';

/** Where fifths begin, four values for 2 to 5: all that rating one customer needs of the others. */
export interface RfmCuts {
  /**
   * Below 25 customers with the fact the cuts are fixed ones, not fifths; money may be known of fewer customers than visits. So
   * they are where the fifths of recency all begin on one day, that of most customers: whoever bought on it would be long
   * gone by fifths, were it yesterday.
   */
  readonly cuts: 'quintiles' | 'fixed';
  readonly moneyCuts: 'quintiles' | 'fixed';
  /** Days since the last purchase, descending: a fifth needs fewer (fixed cuts: at most as many). */
  readonly r: readonly number[];
  /** Purchase days and net minor units: a fifth needs more (fixed cuts: at least as many). Money is empty when none is known. */
  readonly f: readonly number[];
  readonly m: readonly number[];
}

/**
 * The cuts of a shop, by independent fifths (Hughes 1994; Miglautsch 2000) with the tie rule `min(5, 1 + floor(5 × below / N))`:
 * equal values are rated alike in any order, so that two runs agree (unlike NTILE). All arrays ascending.
 * @param since days since the last purchase of all buyers
 * @param frequency their purchase days @param nets of those with a known amount, minor units
 */
export function rfmCuts(since: Float64Array, frequency: Float64Array, nets: Float64Array, clock: Clock): RfmCuts {
  // Recency is rated by its negative: what must be exceeded counts from the other end.
  const recency = fifths(since.length).map((rank) => since[since.length - rank] as number);
  const isLarge = since.length >= MIN_CUSTOMERS && recency[0] !== recency[3];
  const hasMoney = isLarge && nets.length >= MIN_CUSTOMERS;
  return {
    cuts: isLarge ? 'quintiles' : 'fixed',
    moneyCuts: hasMoney ? 'quintiles' : 'fixed',
    r: isLarge ? recency : [clock.g95, clock.g90, clock.g80, clock.g50],
    f: isLarge ? fifths(frequency.length).map((rank) => frequency[rank - 1] as number) : [2, 3, 4, 6],
    m: hasMoney ? fifths(nets.length).map((rank) => nets[rank - 1] as number) : aroundMedian(nets),
  };
}

/** How many customers must be below for the second to the fifth fifth. */
const fifths = (count: number): number[] => [1, 2, 3, 4].map((k) => Math.ceil((k * count) / 5));

/** Half, 0.8, 1.25 and 2 times the median. Around a median of nothing, by its side: 2, 3 or 4. */
function aroundMedian(nets: Float64Array): number[] {
  if (nets.length === 0) return [];
  const upper = nets[Math.floor(nets.length / 2)] as number;
  const median = nets.length % 2 === 1 ? upper : (upper + (nets[nets.length / 2 - 1] as number)) / 2;
  if (median > 0) return [0.5, 0.8, 1.25, 2].map((times) => times * median);
  return [-Number.MAX_VALUE, median, Math.floor(median) + 1, Number.MAX_VALUE];
}

const rate = (cuts: readonly number[], reaches: (cut: number) => boolean): Quintile => {
  let rating = 1;
  for (const cut of cuts) if (reaches(cut)) rating += 1;
  return rating as Quintile;
};

/** 5 the most recent. */
export function rateRecency({ cuts, r }: RfmCuts, sinceDays: number): Quintile {
  return cuts === 'fixed' ? rate(r, (cut) => sinceDays <= cut) : rate(r, (cut) => sinceDays < cut);
}

export function rateFrequency({ cuts, f }: RfmCuts, purchaseDays: number): Quintile {
  return cuts === 'fixed' ? rate(f, (cut) => purchaseDays >= cut) : rate(f, (cut) => purchaseDays > cut);
}

/** Bought, but no page said for how much: the least that a purchase gives. */
export function rateMoney({ moneyCuts, m }: RfmCuts, net: number | undefined): Quintile {
  if (net === undefined) return 1;
  return moneyCuts === 'fixed' ? rate(m, (cut) => net >= cut) : rate(m, (cut) => net > cut);
}
