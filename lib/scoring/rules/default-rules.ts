import type { RuleSet, ScoreRule } from '../../domain/score.ts';

const rising = {
  type: 'linear',
  points: [
    { at: 0, share: 0 },
    { at: 1, share: 1 },
  ],
} satisfies ScoreRule['shape'];
const of = (stage: string, share: number) => ({ when: { is: 'any-of' as const, values: [stage] }, share });

/** The rules of a shop that has made none of its own. */
export const DEFAULT_RULES: RuleSet = {
  version: 0,
  rules: [
    { id: 'buy', attribute: 'pBuy', shape: rising, points: 30 },
    { id: 'value', attribute: 'valueRank', shape: rising, points: 25 },
    {
      id: 'stage',
      attribute: 'stage',
      shape: {
        type: 'cases',
        cases: [of('loyal', 1), of('active', 0.75), of('new', 0.6), of('at-risk', 0.3)],
        otherwise: 0,
      },
      points: 20,
    },
    { id: 'satisfaction', attribute: 'satisfaction', shape: rising, points: 15 },
    { id: 'refunds', attribute: 'refundShare', shape: rising, points: -10 },
  ],
  tiers: {
    by: 'score',
    // Without a churn signal the best of a shop have some 70 points: they too are somebody.
    least: { A: 65, B: 55, C: 40 },
    margin: 3,
    policies: { A: { sentence: '' }, B: { sentence: '' }, C: { sentence: '' }, D: { sentence: '' } },
  },
};
