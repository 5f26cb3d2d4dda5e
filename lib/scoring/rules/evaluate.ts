import type { RuleSet, ScorePart } from '../../domain/score.ts';
import type { Attributes, FactDays } from './attribute-columns.ts';
import { shareOf } from './share.ts';

/** What the score of a customer about whom nothing is known is, and of one who is like the shop's mean. */
export const BASE_SCORE = 50;

/** The mean share of each rule, by its id, over the customers of whom its attribute is known; absent where of nobody. */
export type RuleMeans = ReadonlyMap<string, number>;

export interface Evaluation {
  /** 0..100. */
  readonly score: number;
  /** What the parts add up to, with 50: the score before it was kept within 0..100. */
  readonly unclamped: number;
  /** One for each rule, in their order. */
  readonly parts: readonly ScorePart[];
  /** Attributes that rules ask for and nothing is known of: they gave no points. */
  readonly missing: readonly string[];
}

/**
 * `score = clamp(50 + Σ points × (share − mean share), 0, 100)`. For such a sum each part is the Shapley value of its
 * attribute under independence (Lundberg & Lee 2017): the explanation is exact.
 */
export function evaluate(
  { rules }: Pick<RuleSet, 'rules'>,
  attributes: Attributes,
  means: RuleMeans,
  factDays: FactDays = {},
): Evaluation {
  const missing = new Set<string>();
  let unclamped = BASE_SCORE;
  const parts = rules.map((rule): ScorePart => {
    const { id: ruleId, attribute, points: weight } = rule;
    const value = Object.hasOwn(attributes, attribute) ? attributes[attribute] : undefined;
    const share = shareOf(rule, value);
    const known = means.get(ruleId);
    if (share === undefined || value === undefined) {
      missing.add(attribute);
      return { ruleId, attribute, mean: known ?? 0, weight, points: 0 };
    }
    // Of nobody else is it known: they are their own mean.
    const mean = known ?? share;
    const points = weight * (share - mean);
    unclamped += points;
    const factAt = factDays[attribute];
    const said = typeof value === 'number' || typeof value === 'string' ? value : [...value];
    return { ruleId, attribute, value: said, share, mean, weight, points, ...(factAt === undefined ? {} : { factAt }) };
  });
  return { score: clampScore(unclamped), unclamped, parts, missing: [...missing] };
}

export const clampScore = (unclamped: number): number => Math.min(100, Math.max(0, unclamped));
