import { growing } from './numeric/growing.ts';

/** Purchases as sets of items. Refunds, postage lines and the same product in another currency stay outside. */
export interface BasketColumns {
  /** How many different items there are; items are numbers below it. */
  readonly items: number;
  readonly count: number;
  /** count + 1 entries: basket i holds item[start[i]] … item[start[i+1] − 1], each item once. */
  readonly start: Uint32Array;
  readonly item: Uint32Array;
}

/** What was bought with what. */
export interface CrossSell {
  readonly baskets: number;
  /** Baskets with each item. */
  readonly withItem: Uint32Array;
  /** Neighbours of item i, ascending, from[i] … from[i+1] − 1: the other item and in how many baskets they were together. */
  readonly from: Uint32Array;
  readonly other: Uint32Array;
  readonly together: Uint32Array;
}

/** Fewer baskets together than this say nothing. */
export const MIN_TOGETHER = 5;
// A pair seen this often counts half of its cosine.
const SHRINKAGE = 10;

/** Counts every pair of every basket. */
export function countPairs(baskets: BasketColumns): CrossSell {
  const steps = countPairsInSteps(baskets);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same in steps, one an item, so that long work can rest or be broken off between them. */
export function* countPairsInSteps({ items, count, start, item }: BasketColumns): Generator<void, CrossSell> {
  const withItem = new Uint32Array(items);
  for (const one of item) withItem[one] = (withItem[one] as number) + 1;
  const basketsFrom = new Uint32Array(items + 1);
  for (let i = 0; i < items; i += 1) basketsFrom[i + 1] = (basketsFrom[i] as number) + (withItem[i] as number);
  const next = basketsFrom.slice(0, items);
  const basketsOf = new Uint32Array(item.length);
  for (let basket = 0; basket < count; basket += 1) {
    for (let k = start[basket] as number; k < (start[basket + 1] as number); k += 1) {
      const one = item[k] as number;
      basketsOf[next[one] as number] = basket;
      next[one] = (next[one] as number) + 1;
    }
  }
  const from = new Uint32Array(items + 1);
  const [other, together] = [growing(), growing()];
  const counts = new Uint32Array(items);
  for (let i = 0; i < items; i += 1) {
    const seen: number[] = [];
    for (let b = basketsFrom[i] as number; b < (basketsFrom[i + 1] as number); b += 1) {
      const basket = basketsOf[b] as number;
      for (let k = start[basket] as number; k < (start[basket + 1] as number); k += 1) {
        const j = item[k] as number;
        if (j === i) continue;
        if (counts[j] === 0) seen.push(j);
        counts[j] = (counts[j] as number) + 1;
      }
    }
    for (const j of seen.sort((a, b) => a - b)) {
      other.push(j);
      together.push(counts[j] as number);
      counts[j] = 0;
    }
    from[i + 1] = other.length();
    yield;
  }
  return { baskets: count, withItem, from, other: other.values(), together: together.values() };
}

/** What having bought one item says of another. Agrawal & Srikant 1994; Brin et al. 1997; cosine: Sarwar et al. 2001. */
export interface PairMeasures {
  readonly together: number;
  readonly support: number;
  /** Of the baskets with the first, the share that held the second. */
  readonly confidence: number;
  readonly lift: number;
  readonly leverage: number;
  /** Absent where the second was in every basket with the first. */
  readonly conviction?: number;
  readonly cosine: number;
}

/** @param n baskets @param first @param second baskets with each @param together with both */
export function pairMeasures(n: number, first: number, second: number, together: number): PairMeasures {
  const confidence = together / first;
  const support = together / n;
  return {
    together,
    support,
    confidence,
    lift: (n * together) / (first * second),
    leverage: support - (first * second) / (n * n),
    ...(together < first ? { conviction: (1 - second / n) / (1 - confidence) } : {}),
    cosine: together / Math.sqrt(first * second),
  };
}

/** What a pair says for its second item, 0..1: few baskets say less. @param first @param second baskets with each */
export const shrunkenCosine = (first: number, second: number, together: number): number =>
  ((together / Math.sqrt(first * second)) * together) / (together + SHRINKAGE);

export interface Suggestion {
  readonly item: number;
  readonly score: number;
  /** The owned item that says most for it, and what it says: the explanation. */
  readonly because: number;
  readonly measures: PairMeasures;
}

/**
 * What to offer next: up to `limit` items by `Σ over owned i of cosine_ij × n_ij / (n_ij + 10)` (shrunken basket cosine), greatest
 * first, equal ones by number. An item needs one owned item with which it was bought at least 5 times, or there is nothing to say for it.
 * @param canOffer whether an item is to be had; owned ones are left out anyway
 * @param canExplain whether a pair, by its place in `other`, is sure enough to be a reason; one that is not still adds to the score
 */
export function suggestItems(
  model: CrossSell,
  owned: readonly number[],
  canOffer: (item: number) => boolean = () => true,
  limit = 10,
  canExplain: (pair: number) => boolean = () => true,
): Suggestion[] {
  const { baskets, withItem, from, other, together } = model;
  const has = new Set(owned);
  const found = new Map<number, { score: number; part: number; because: number; together: number }>();
  for (const i of Array.from(has).sort((a, b) => a - b)) {
    for (let k = from[i] ?? 0; k < (from[i + 1] ?? 0); k += 1) {
      const j = other[k] as number;
      if (has.has(j) || !canOffer(j)) continue;
      const n = together[k] as number;
      const part = shrunkenCosine(withItem[i] as number, withItem[j] as number, n);
      const known = found.get(j) ?? { score: 0, part: 0, because: i, together: 0 };
      known.score += part;
      if (n >= MIN_TOGETHER && part > known.part && canExplain(k))
        Object.assign(known, { part, because: i, together: n });
      found.set(j, known);
    }
  }
  return Array.from(found)
    .filter(([, one]) => one.together >= MIN_TOGETHER)
    .sort(([i, a], [j, b]) => b.score - a.score || i - j)
    .slice(0, limit)
    .map(([item, one]) => ({
      item,
      score: one.score,
      because: one.because,
      measures: pairMeasures(baskets, withItem[one.because] as number, withItem[item] as number, one.together),
    }));
}
