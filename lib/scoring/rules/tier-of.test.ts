import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TIERS, type Tier } from '../../domain/receipt.ts';
import type { TierRules } from '../../domain/score.ts';
import { DEFAULT_RULES } from './default-rules.ts';
import { tierMeasure, tierOf } from './tier-of.ts';

const { tiers } = DEFAULT_RULES;
const tierRules = fc
  .tuple(
    fc.uniqueArray(fc.double({ min: 1, max: 99, noNaN: true }), { minLength: 3, maxLength: 3 }),
    fc.double({ min: 0, max: 20, noNaN: true }),
  )
  .map(([cuts, margin]): TierRules => {
    const [A = 0, B = 0, C = 0] = cuts.toSorted((a, b) => b - a);
    return { ...tiers, least: { A, B, C }, margin };
  });
const score = fc.double({ min: 0, max: 100, noNaN: true });
const former = fc.option(fc.constantFrom<Tier>(...TIERS), { nil: undefined });
const rank = (tier: Tier | undefined): number => TIERS.indexOf(tier as Tier);

describe('a tier', () => {
  it('begins at its limit for whoever has none yet', () => {
    const { A, B, C } = tiers.least;
    const of = (value: number) => tierOf(tiers, { score: value });
    expect([A, A - 0.001, B, B - 0.001, C, C - 0.001, 0, 100].map(of)).toEqual([
      'A',
      'B',
      'B',
      'C',
      'C',
      'D',
      'D',
      'A',
    ]);
  });

  it('is kept until its limit is passed by the margin, up and down', () => {
    const rules: TierRules = { ...tiers, least: { A: 80, B: 60, C: 40 }, margin: 5 };
    const from = (tier: Tier) => (value: number) => tierOf(rules, { score: value }, tier);
    expect([75, 74.99, 54, 30].map(from('A'))).toEqual(['A', 'B', 'C', 'D']);
    expect([84.99, 85, 55, 54.99].map(from('B'))).toEqual(['B', 'A', 'B', 'C']);
    expect([44.99, 45, 70, 100].map(from('D'))).toEqual(['D', 'C', 'B', 'A']);
  });

  it('asks for what the shop chose, and is none where that is unknown', () => {
    const measures = { score: 90, net: 1200, rfm: 9 };
    const by = (what: TierRules['by'], A: number): TierRules => ({ ...tiers, by: what, least: { A, B: 2, C: 1 } });
    expect([by('score', 90), by('value', 1200), by('rfm', 9)].map((rules) => tierMeasure(rules, measures))).toEqual([
      90, 1200, 9,
    ]);
    expect([by('score', 91), by('value', 1200), by('rfm', 10)].map((rules) => tierOf(rules, measures))).toEqual([
      'B',
      'A',
      'B',
    ]);
    expect(tierOf(by('value', 1200), { score: 90 }, 'A')).toBeUndefined();
    expect(tierOf(by('value', 1200), { net: Number.NaN })).toBeUndefined();
  });

  it('never flickers: numbers within the margin of each other change it once at the most', () => {
    const near = fc.tuple(
      tierRules,
      score,
      fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { maxLength: 30 }),
    );
    fc.assert(
      fc.property(near, former, ([rules, base, steps], start) => {
        let tier = start ?? tierOf(rules, { score: base });
        let changes = 0;
        for (const step of steps) {
          // A little less than the margin, so that no rounding makes it more.
          const next = tierOf(rules, { score: base + step * rules.margin * 0.999_999 }, tier);
          if (next !== tier) changes += 1;
          tier = next;
        }
        expect(changes).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('asked again with what it just gave, gives the same', () => {
    fc.assert(
      fc.property(tierRules, score, former, (rules, value, start) => {
        const once = tierOf(rules, { score: value }, start);
        expect(tierOf(rules, { score: value }, once)).toBe(once);
      }),
    );
  });

  it('is never worse for more, whatever it was before', () => {
    fc.assert(
      fc.property(tierRules, score, score, former, (rules, a, b, start) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((value) =>
          rank(tierOf(rules, { score: value }, start)),
        );
        expect(high).toBeLessThanOrEqual(low as number);
      }),
    );
  });

  it('differs from the one without a past by the margin at the most', () => {
    fc.assert(
      fc.property(tierRules, score, former, (rules, value, start) => {
        const tier = tierOf(rules, { score: value }, start);
        const near = [value - rules.margin, value, value + rules.margin].map((one) =>
          rank(tierOf(rules, { score: one })),
        );
        expect(rank(tier)).toBeLessThanOrEqual(Math.max(...near));
        expect(rank(tier)).toBeGreaterThanOrEqual(Math.min(...near));
      }),
    );
  });
});
