import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BasketColumns, countPairs, pairMeasures, suggestItems } from './cross-sell.ts';
import { chanceOf, pairRules } from './pair-rules.ts';

const basketsOf = (items: number, baskets: readonly (readonly number[])[]): BasketColumns => ({
  items,
  count: baskets.length,
  start: Uint32Array.from([0, ...baskets.map((_, k) => baskets.slice(0, k + 1).flat().length)]),
  item: Uint32Array.from(baskets.flat()),
});
const times = <T>(count: number, make: T): T[] => Array.from({ length: count }, () => make);

describe('what is bought together', () => {
  it('is counted as if by hand, whatever the baskets', () => {
    const baskets = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 7 }), { maxLength: 6 }), { maxLength: 25 });
    fc.assert(
      fc.property(baskets, (lists) => {
        const { withItem, from, other, together } = countPairs(basketsOf(8, lists));
        for (let i = 0; i < 8; i += 1) {
          const holding = lists.filter((list) => list.includes(i));
          expect(withItem[i]).toBe(holding.length);
          const found = Array.from({ length: (from[i + 1] ?? 0) - (from[i] ?? 0) }, (_, k) => {
            const at = (from[i] ?? 0) + k;
            return [other[at], together[at]];
          });
          const wanted = Array.from({ length: 8 }, (_, j) => [j, holding.filter((list) => list.includes(j)).length]);
          expect(found).toEqual(wanted.filter(([j, count]) => j !== i && count));
        }
      }),
    );
  });

  it('is measured by the published formulas', () => {
    // Brin et al. 1997, table 1: tea and coffee of 100 baskets, 25 with tea, 90 with coffee, 20 with both.
    const tea = pairMeasures(100, 25, 90, 20);
    expect(tea).toMatchObject({ support: 0.2, confidence: 0.8 });
    expect(tea.lift).toBeCloseTo(0.89, 2);
    expect(tea.leverage).toBeCloseTo(0.2 - 0.25 * 0.9, 12);
    expect(tea.conviction).toBeCloseTo(0.1 / 0.2, 12);
    expect(tea.cosine).toBeCloseTo(20 / Math.sqrt(25 * 90), 12);
    expect(pairMeasures(100, 20, 90, 20).conviction).toBeUndefined();
  });
});

describe('what to offer next', () => {
  // 0 and 1 go together often, 0 and 2 sometimes, 3 only ever with 0 but four times.
  const model = countPairs(
    basketsOf(5, [
      ...times(30, [0, 1]),
      ...times(10, [0, 2]),
      ...times(4, [0, 3]),
      ...times(20, [1]),
      ...times(40, [4]),
    ]),
  );

  it('is what was bought with what they own, shrunken, with the reason', () => {
    const suggestions = suggestItems(model, [0]);
    expect(suggestions.map(({ item }) => item)).toEqual([1, 2]);
    const [first] = suggestions;
    expect(first?.score).toBeCloseTo((30 / Math.sqrt(44 * 50)) * (30 / 40), 12);
    expect(first).toMatchObject({ because: 0, measures: { together: 30 } });
  });

  it('adds up what several owned items say, and leaves out what they own and what is not to be had', () => {
    const both = suggestItems(model, [1, 2]);
    expect(both.map(({ item }) => item)).toEqual([0]);
    expect(both[0]?.score).toBeCloseTo(
      (30 / Math.sqrt(44 * 50)) * (30 / 40) + (10 / Math.sqrt(44 * 10)) * (10 / 20),
      12,
    );
    expect(suggestItems(model, [0], (item) => item !== 1).map(({ item }) => item)).toEqual([2]);
  });

  it('is nothing on fewer than 5 baskets, or of items nobody knows', () => {
    expect(suggestItems(model, [3])).toEqual([]);
    expect(suggestItems(model, [])).toEqual([]);
    expect(suggestItems(model, [99])).toEqual([]);
  });

  it('is at most as many as asked for, in one order', () => {
    const wide = countPairs(
      basketsOf(
        20,
        times(
          6,
          Array.from({ length: 20 }, (_, k) => k),
        ),
      ),
    );
    expect(suggestItems(wide, [0]).map(({ item }) => item)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(suggestItems(wide, [0], undefined, 3)).toHaveLength(3);
  });
});

describe('rules', () => {
  it('take what chance would not, by Fisher’s exact test', () => {
    const model = countPairs(basketsOf(2, [...times(6, [0, 1]), ...times(2, [0]), ...times(2, [1]), ...times(6, [])]));
    const [rule] = pairRules(model);
    // By hand: Σ_{k=6..8} C(8,k) C(8,8−k) / C(16,8) = (28·28 + 8·8 + 1) / 12870.
    expect(rule?.pValue).toBeCloseTo(849 / 12_870, 12);
    expect(rule?.isSignificant).toBe(false);
  });

  it('find the pair that goes together among many that do not, and call those chance', () => {
    let state = 7;
    const roll = () => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    const baskets = Array.from({ length: 600 }, () => {
      const list = Array.from({ length: 30 }, (_, k) => k).filter((k) => k > 1 && roll() < 0.12);
      return roll() < 0.1 ? [0, 1, ...list] : list;
    });
    const rules = pairRules(countPairs(basketsOf(30, baskets)));
    expect(rules[0]).toMatchObject({ first: 0, second: 1, isSignificant: true });
    const significant = rules.filter(({ isSignificant }) => isSignificant);
    const unadjusted = rules.filter(({ pValue }) => pValue < 0.05);
    expect(significant.length).toBeLessThan(5);
    expect(unadjusted.length).toBeGreaterThan(significant.length + 5);
  });

  it('need 5 baskets', () => {
    expect(pairRules(countPairs(basketsOf(2, [...times(4, [0, 1]), ...times(50, [])])))).toEqual([]);
  });
});

describe('chance', () => {
  it('is the same counted from either side, by whole numbers', () => {
    const choose = (n: number, k: number): bigint =>
      k < 0 || k > n ? 0n : k === 0 ? 1n : (choose(n - 1, k - 1) * BigInt(n)) / BigInt(k);
    const sizes = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(sizes, sizes, sizes, sizes, (more, first, second, few) => {
        const n = Math.max(first, second) + more;
        const together = Math.min(few, first, second);
        let tail = 0n;
        for (let k = together; k <= Math.min(first, second); k += 1)
          tail += choose(first, k) * choose(n - first, second - k);
        const wanted = Number((tail * 10n ** 18n) / choose(n, second)) / 1e18;
        expect(Math.abs(chanceOf(n, first, second, together) - wanted)).toBeLessThan(1e-11);
      }),
    );
  });
});
