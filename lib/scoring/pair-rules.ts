import { type CrossSell, MIN_TOGETHER, type PairMeasures, pairMeasures } from './cross-sell.ts';
import { exp } from './numeric/exact.ts';
import { lnGamma } from './numeric/gamma.ts';

/** Two items bought together more often than chance would have it. */
export interface PairRule {
  readonly first: number;
  readonly second: number;
  readonly measures: PairMeasures;
  /** Chance of as many together if they had nothing to do with each other (Fisher's exact test, one-sided). */
  readonly pValue: number;
  /** Holds at a false discovery rate of 5 % over all pairs that could have been found. */
  readonly isSignificant: boolean;
}

const FALSE_DISCOVERIES = 0.05;

/** Every pair with at least 5 baskets together, packed: a big shop has millions. */
export interface JudgedPairs {
  readonly count: number;
  /** Of pair number `p` its place in `other` of the counts, below its mirror's. */
  readonly at: Uint32Array;
  /** Whose neighbour that is. */
  readonly item: Uint32Array;
  readonly pValue: Float64Array;
  /** Numbers of pairs, the surest first. */
  readonly order: Uint32Array;
  /** So many of these hold at a false discovery rate of 5 % over all pairs that could have been found. */
  readonly significant: number;
}

/**
 * Judges pairs, the surest first; each is one rule, read from the rarer item to the other.
 * With 1,000 pairs 50 would pass p < 0.05 by chance alone: significance is by Benjamini & Hochberg 1995, and counts among the pairs
 * looked at all that both items were frequent enough for. In steps, one an item.
 */
export function* judgePairsInSteps(model: CrossSell): Generator<void, JudgedPairs> {
  const { baskets, withItem, from, other, together } = model;
  let count = 0;
  for (let i = 0; i + 1 < from.length; i += 1)
    for (let k = from[i] as number; k < (from[i + 1] as number); k += 1)
      if ((other[k] as number) > i && (together[k] as number) >= MIN_TOGETHER) count += 1;
  const [at, item] = [new Uint32Array(count), new Uint32Array(count)];
  const pValue = new Float64Array(count);
  let next = 0;
  for (let i = 0; i + 1 < from.length; i += 1) {
    for (let k = from[i] as number; k < (from[i + 1] as number); k += 1) {
      const j = other[k] as number;
      const n = together[k] as number;
      if (j < i || n < MIN_TOGETHER) continue;
      const [first, second] = readFrom(withItem, i, j);
      at[next] = k;
      item[next] = i;
      pValue[next] = chanceOf(baskets, withItem[first] as number, withItem[second] as number, n);
      next += 1;
    }
    yield;
  }
  const lift = (p: number) => {
    const [i, k] = [item[p] as number, at[p] as number];
    return (together[k] as number) / ((withItem[i] as number) * (withItem[other[k] as number] as number));
  };
  const order = Uint32Array.from({ length: count }, (_, p) => p).sort((a, b) => {
    const bySure = (pValue[a] as number) - (pValue[b] as number) || lift(b) - lift(a);
    if (bySure !== 0) return bySure;
    const [firstA, secondA] = readFrom(withItem, item[a] as number, other[at[a] as number] as number);
    const [firstB, secondB] = readFrom(withItem, item[b] as number, other[at[b] as number] as number);
    return firstA - firstB || secondA - secondB;
  });
  const frequent = withItem.reduce((sum, n) => sum + (n >= MIN_TOGETHER ? 1 : 0), 0);
  const looked = pairCount(frequent);
  let significant = count;
  for (; significant > 0; significant -= 1)
    if ((pValue[order[significant - 1] as number] as number) <= (FALSE_DISCOVERIES * significant) / looked) break;
  return { count, at, item, pValue, order, significant };
}

/** The rarer of two items first. */
const readFrom = (withItem: Uint32Array, i: number, j: number): readonly [first: number, second: number] =>
  (withItem[i] as number) <= (withItem[j] as number) ? [i, j] : [j, i];

/** The judged pairs in full, the surest first. @param most so many */
export function rulesOf(model: CrossSell, judged: JudgedPairs, most = judged.count): PairRule[] {
  const { baskets, withItem, other, together } = model;
  return Array.from(judged.order.subarray(0, most), (p, rank): PairRule => {
    const k = judged.at[p] as number;
    const [first, second] = readFrom(withItem, judged.item[p] as number, other[k] as number);
    const [a, b] = [withItem[first] as number, withItem[second] as number];
    const measures = pairMeasures(baskets, a, b, together[k] as number);
    return { first, second, measures, pValue: judged.pValue[p] as number, isSignificant: rank < judged.significant };
  });
}

/** Every pair with at least 5 baskets together, judged, the surest first. */
export function pairRules(model: CrossSell): PairRule[] {
  const steps = judgePairsInSteps(model);
  for (;;) {
    const step = steps.next();
    if (step.done) return rulesOf(model, step.value);
  }
}

/** How many pairs so many items make. */
export const pairCount = (items: number): number => (items * (items - 1)) / 2;

/** P(at least `together`) where `a` and `b` of `n` baskets were drawn blindly: the hypergeometric upper tail. */
export function chanceOf(n: number, a: number, b: number, together: number): number {
  const choose = (of: number, k: number) => lnGamma(of + 1) - lnGamma(k + 1) - lnGamma(of - k + 1);
  // From the side on which terms get smaller: from the other one there may be thousands.
  const isRare = together * n > a * b;
  let k = isRare ? together : together - 1;
  let term = k < Math.max(0, a + b - n) ? 0 : exp(choose(a, k) + choose(n - a, b - k) - choose(n, b));
  let sum = term;
  while (term > 1e-17 * sum) {
    term *= isRare
      ? ((a - k) * (b - k)) / ((k + 1) * (n - a - b + k + 1))
      : (k * (n - a - b + k)) / ((a - k + 1) * (b - k + 1));
    k += isRare ? 1 : -1;
    sum += term;
  }
  return Math.min(1, isRare ? sum : 1 - sum);
}
