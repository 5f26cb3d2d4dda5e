import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustomerId } from '../../domain/ids.ts';
import { TIERS, type Tier } from '../../domain/receipt.ts';
import type { RuleSet, ScoreRule } from '../../domain/score.ts';
import type { AttributeColumns } from './attribute-columns.ts';
import { DEFAULT_RULES } from './default-rules.ts';
import { type PreviewOf, previewRules } from './preview.ts';
import { scoreColumns } from './score-columns.ts';
import { tierOf } from './tier-of.ts';

const STAGE_WORDS = ['loyal', 'churned'];
const rule = (points: number): ScoreRule => ({
  id: 'days',
  attribute: 'sinceDays',
  shape: {
    type: 'linear',
    points: [
      { at: 0, share: 1 },
      { at: 100, share: 0 },
    ],
  },
  points,
});
const setOf = (...rules: ScoreRule[]): RuleSet => ({
  ...DEFAULT_RULES,
  rules,
  tiers: { ...DEFAULT_RULES.tiers, least: { A: 70, B: 55, C: 40 }, margin: 2 },
});

const peopleOf = (days: readonly number[], tiers: readonly (Tier | undefined)[] = []): PreviewOf => {
  const columns: AttributeColumns = {
    n: days.length,
    column: (name) =>
      name === 'sinceDays'
        ? { kind: 'number', values: days }
        : name === 'stage'
          ? { kind: 'choice', words: STAGE_WORDS, at: days.map((day) => (day > 90 ? 1 : 0)) }
          : undefined,
  };
  return {
    columns,
    measures: () => ({}),
    tier: (index) => tiers[index],
    who: (index) => ({ customerId: `c${index}` as CustomerId, name: `Name ${index}` }),
  };
};

describe('a preview', () => {
  it('says who moves which way, by how much, and what both look like', () => {
    const of = peopleOf([0, 100, 50, 50]);
    const preview = previewRules(of, setOf(rule(10)), setOf(rule(60)));
    // Means of 0.5: 55, 45, 50, 50 before; 80, 20, 50, 50 after.
    expect(preview.before).toEqual([0, 0, 0, 0, 1, 3, 0, 0, 0, 0]);
    expect(preview.after).toEqual([0, 0, 1, 0, 0, 2, 0, 0, 1, 0]);
    expect(preview.tiersBefore).toEqual({ A: 0, B: 1, C: 3, D: 0 });
    expect(preview.tiersAfter).toEqual({ A: 1, B: 0, C: 2, D: 1 });
    expect([preview.up, preview.down]).toEqual([1, 1]);
    expect(preview.examples).toEqual([
      { customerId: 'c0', name: 'Name 0', before: { score: 55, tier: 'B' }, after: { score: 80, tier: 'A' } },
      { customerId: 'c1', name: 'Name 1', before: { score: 45, tier: 'C' }, after: { score: 20, tier: 'D' } },
    ]);
    expect(preview.rules).toEqual([{ ruleId: 'days', known: 4, mean: 0.5 }]);
  });

  it('says which cases nobody is in', () => {
    const stages: ScoreRule = {
      id: 'stages',
      attribute: 'stage',
      shape: {
        type: 'cases',
        cases: [
          { when: { is: 'any-of', values: ['new'] }, share: 1 },
          { when: { is: 'any-of', values: ['loyal'] }, share: 0.5 },
        ],
        otherwise: 0,
      },
      points: 10,
    };
    const nobodys: ScoreRule = { ...stages, id: 'nobodys', attribute: 'tag' };
    const { unreached, rules } = previewRules(peopleOf([10, 95]), setOf(), setOf(stages, nobodys));
    expect(unreached).toEqual([
      { ruleId: 'stages', caseIndex: 0 },
      { ruleId: 'nobodys', caseIndex: 0 },
      { ruleId: 'nobodys', caseIndex: 1 },
    ]);
    expect(rules).toEqual([
      { ruleId: 'stages', known: 2, mean: 0.25 },
      { ruleId: 'nobodys', known: 0, mean: 0 },
    ]);
  });

  it('of nobody is empty, not wrong', () => {
    const { before, up, examples } = previewRules(peopleOf([]), setOf(rule(10)), setOf(rule(20)));
    expect([before.reduce((sum, n) => sum + n, 0), up, examples]).toEqual([0, 0, []]);
  });

  it('counts exactly the moves that saving would make', () => {
    const days = fc.array(fc.integer({ min: 0, max: 130 }), { minLength: 1, maxLength: 60 });
    const points = fc.integer({ min: -80, max: 80 });
    fc.assert(
      fc.property(
        days,
        points,
        points,
        fc.array(fc.option(fc.constantFrom<Tier>(...TIERS), { nil: undefined }), { maxLength: 60 }),
        (some, a, b, tiers) => {
          const of = peopleOf(some, tiers);
          const [now, next] = [setOf(rule(a)), setOf(rule(b))];
          const preview = previewRules(of, now, next);
          const [was, is] = [scoreColumns(now, of.columns).score, scoreColumns(next, of.columns).score];
          const moves = some.map((_, index) => {
            const from = tierOf(now.tiers, { score: was[index] }, tiers[index]);
            const to = tierOf(next.tiers, { score: is[index] }, from);
            return TIERS.indexOf(from ?? 'D') - TIERS.indexOf(to ?? 'D');
          });
          expect(preview.up).toBe(moves.filter((move) => move > 0).length);
          expect(preview.down).toBe(moves.filter((move) => move < 0).length);
          for (const counts of [
            preview.before,
            preview.after,
            Object.values(preview.tiersBefore),
            Object.values(preview.tiersAfter),
          ])
            expect(counts.reduce((sum, n) => sum + n, 0)).toBe(some.length);
          const most = Math.max(0, ...moves);
          const [first] = preview.examples;
          if (most > 0)
            expect(TIERS.indexOf(first?.before.tier ?? 'D') - TIERS.indexOf(first?.after.tier ?? 'D')).toBe(most);
        },
      ),
    );
  });
});
