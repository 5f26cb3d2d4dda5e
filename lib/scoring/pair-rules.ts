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

/**
 * Every pair with at least 5 baskets together, the surest first; each is one rule, read from the rarer item to the other.
 * With 1,000 pairs 50 would pass p < 0.05 by chance alone: significance is by Benjamini & Hochberg 1995, and counts among the pairs
 * looked at all that both items were frequent enough for.
 */
export function pairRules(model: CrossSell): PairRule[] {
  const steps = pairRulesInSteps(model);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same in steps, one an item. */
export function* pairRulesInSteps(model: CrossSell): Generator<void, PairRule[]> {
  const { baskets, withItem, from, other, together } = model;
  const rules: Omit<PairRule, 'isSignificant'>[] = [];
  for (let i = 0; i + 1 < from.length; i += 1) {
    for (let k = from[i] as number; k < (from[i + 1] as number); k += 1) {
      const j = other[k] as number;
      const n = together[k] as number;
      if (j < i || n < MIN_TOGETHER) continue;
      const [first, second] = (withItem[i] as number) <= (withItem[j] as number) ? [i, j] : [j, i];
      const [a, b] = [withItem[first] as number, withItem[second] as number];
      rules.push({ first, second, measures: pairMeasures(baskets, a, b, n), pValue: chanceOf(baskets, a, b, n) });
    }
    yield;
  }
  rules.sort(
    (a, b) => a.pValue - b.pValue || b.measures.lift - a.measures.lift || a.first - b.first || a.second - b.second,
  );
  const frequent = withItem.reduce((count, n) => count + (n >= MIN_TOGETHER ? 1 : 0), 0);
  const looked = pairCount(frequent);
  const last = rules.findLastIndex(({ pValue }, k) => pValue <= (FALSE_DISCOVERIES * (k + 1)) / looked);
  return rules.map((rule, k) => ({ ...rule, isSignificant: k <= last }));
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
