import type { CustomerId } from '../../domain/ids.ts';
import { TIERS, type Tier } from '../../domain/receipt.ts';
import type { RulesPreview, ScoreAndTier } from '../../domain/rules-outcome.ts';
import type { RuleSet, ScoreRule } from '../../domain/score.ts';
import { type AttributeColumn, type AttributeColumns, valueAt } from './attribute-columns.ts';
import { scoreColumns } from './score-columns.ts';
import { caseOf } from './share.ts';
import { type TierMeasures, tierOf } from './tier-of.ts';

/** What a preview needs of the customers beside what rules ask of them; all by place. */
export interface PreviewOf {
  readonly columns: AttributeColumns;
  /** Net in major units, and the sum of the fifths. */
  measures(index: number): Omit<TierMeasures, 'score'>;
  /** The tier they have now. */
  tier(index: number): Tier | undefined;
  who(index: number): { readonly customerId: CustomerId; readonly name: string };
}

const EXAMPLES = 12;

/**
 * What other rules would change: exactly what saving them would, the margin of the tiers included. Tiers before are those
 * that the customers have now.
 */
export function previewRules(of: PreviewOf, now: RuleSet, next: RuleSet): RulesPreview {
  const before = scoreColumns(now, of.columns);
  const after = scoreColumns(next, of.columns);
  const counts = { before: noTiers(), after: noTiers() };
  const best = { up: createBest(EXAMPLES / 2), down: createBest(EXAMPLES / 2) };
  let [up, down] = [0, 0];
  const standing = (
    scores: Float64Array,
    { tiers }: RuleSet,
    index: number,
    former: Tier | undefined,
  ): ScoreAndTier => {
    const score = scores[index] ?? 0;
    const tier = tierOf(tiers, { ...of.measures(index), score }, former);
    return tier === undefined ? { score } : { score, tier };
  };
  for (let index = 0; index < of.columns.n; index += 1) {
    const was = standing(before.score, now, index, of.tier(index));
    const is = standing(after.score, next, index, was.tier);
    if (was.tier) counts.before[was.tier] += 1;
    if (is.tier) counts.after[is.tier] += 1;
    const steps = was.tier && is.tier ? TIERS.indexOf(was.tier) - TIERS.indexOf(is.tier) : 0;
    if (steps > 0) up += 1;
    if (steps < 0) down += 1;
    // A tier is more than any number of points within one.
    const gain = steps * 1000 + (is.score - was.score);
    if (gain > 0) best.up.offer(index, gain);
    if (gain < 0) best.down.offer(index, -gain);
  }
  const exampleOf = (index: number) => {
    const was = standing(before.score, now, index, of.tier(index));
    return { ...of.who(index), before: was, after: standing(after.score, next, index, was.tier) };
  };
  return {
    before: tenths(before.score),
    after: tenths(after.score),
    tiersBefore: counts.before,
    tiersAfter: counts.after,
    up,
    down,
    examples: [...best.up.list(), ...best.down.list()].map(exampleOf),
    rules: next.rules.map(({ id }) => ({
      ruleId: id,
      known: after.known.get(id) ?? 0,
      mean: after.means.get(id) ?? 0,
    })),
    unreached: next.rules.flatMap((rule) =>
      unreachedCases(rule, of.columns.column(rule.attribute), of.columns.n).map((caseIndex) => ({
        ruleId: rule.id,
        caseIndex,
      })),
    ),
  };
}

const noTiers = (): Record<Tier, number> => ({ A: 0, B: 0, C: 0, D: 0 });

function tenths(scores: Float64Array): number[] {
  const counts = new Array<number>(10).fill(0);
  for (const score of scores) {
    const at = Math.min(9, Math.floor(score / 10));
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

/** Cases of a rule that none of the customers is in. Of an attribute that nobody has all of them are. */
function unreachedCases(rule: ScoreRule, column: AttributeColumn | undefined, n: number): number[] {
  const { shape } = rule;
  if (shape.type === 'linear') return [];
  const reached = new Set<number | undefined>();
  for (let index = 0; column && index < n && reached.size <= shape.cases.length; index += 1) {
    const value = valueAt(column, index);
    if (value !== undefined) reached.add(caseOf(rule, value));
  }
  return shape.cases.map((_, caseIndex) => caseIndex).filter((caseIndex) => !reached.has(caseIndex));
}

/** Keeps the places with the most, of equals those that came first; the most first. */
function createBest(size: number) {
  const kept: { index: number; value: number }[] = [];
  return {
    offer(index: number, value: number) {
      if (kept.length === size && value <= (kept.at(-1)?.value ?? 0)) return;
      const at = kept.findIndex((one) => one.value < value);
      kept.splice(at < 0 ? kept.length : at, 0, { index, value });
      if (kept.length > size) kept.pop();
    },
    list: () => kept.map(({ index }) => index),
  };
}
