import type { RuleSet, ScoreRule, TierRules } from '../../domain/score.ts';
import { BASE_SCORE, type RuleMeans } from './evaluate.ts';
import type { KnownAttribute, KnownAttributes } from './known-attributes.ts';
import type { RuleIssue } from './rule-issue.ts';
import { deadChoices, deadRanges, shareSpan } from './shape-span.ts';

/** What attributes rest on that more than one of them rests on. */
const BASES = {
  recency: ['pBuy', 'stage', 'sinceDays', 'recency', 'group'],
  money: ['valueRank', 'netRank', 'monetary', 'abc'],
} as const;

/**
 * What is wrong with rules, gives nobody points, or is worth knowing, in the order of the rules; tiers after them.
 * @param means of a shop's customers, as a preview knows them: without them nothing is said of how far scores can reach
 */
export function validateRules(
  ruleSet: Pick<RuleSet, 'rules' | 'tiers'>,
  known: KnownAttributes,
  means?: RuleMeans,
): RuleIssue[] {
  const { rules, tiers } = ruleSet;
  const ids = new Set<string>();
  const issues = rules.flatMap((rule): RuleIssue[] => {
    const isTaken = ids.has(rule.id);
    ids.add(rule.id);
    return [...(isTaken ? [{ type: 'same-id' as const, ruleId: rule.id }] : []), ...issuesOf(rule, known)];
  });
  const reach = means ? reachOf(rules, known, means) : undefined;
  if (reach && (reach.min < 0 || reach.max > 100)) issues.push({ type: 'clamped', ...reach });
  return [...issues, ...overlaps(rules), ...tierIssues(tiers, reach?.max)];
}

/** The least and the most that rules can give, before that is kept within 0..100. What is unknown gives nothing. */
export function reachOf(
  rules: readonly ScoreRule[],
  known: KnownAttributes,
  means: RuleMeans,
): { readonly min: number; readonly max: number } {
  let [min, max] = [BASE_SCORE, BASE_SCORE];
  for (const { id, attribute, shape, points } of rules) {
    const mean = means.get(id);
    const about = known.get(attribute);
    const span = about && shareSpan(shape, about);
    if (!span || mean === undefined) continue;
    const ends = [points * (span.from - mean), points * (span.to - mean), 0];
    min += Math.min(...ends);
    max += Math.max(...ends);
  }
  return { min, max };
}

function issuesOf(rule: ScoreRule, known: KnownAttributes): RuleIssue[] {
  const { id: ruleId, attribute, points } = rule;
  const issues: RuleIssue[] = points === 0 ? [{ type: 'no-points', ruleId }] : [];
  const about = known.get(attribute);
  if (!about) return [{ type: 'unknown-attribute', ruleId, attribute }, ...issues];
  return [...issues, ...shapeIssues(rule, about)];
}

function shapeIssues({ id: ruleId, shape }: ScoreRule, about: KnownAttribute): RuleIssue[] {
  const issues: RuleIssue[] = [];
  if (shape.type === 'linear') {
    if (about.kind !== 'number') return [{ type: 'wrong-kind', ruleId }];
    shape.points.forEach(({ at }, pointIndex) => {
      const before = shape.points[pointIndex - 1];
      if (before && at <= before.at) issues.push({ type: 'points-not-ascending', ruleId, pointIndex });
    });
  } else {
    const isNumber = about.kind === 'number';
    const { dead } = isNumber ? deadRanges(shape, about) : deadChoices(shape, about);
    shape.cases.forEach(({ when }, caseIndex) => {
      if ((when.is === 'between') !== isNumber) issues.push({ type: 'wrong-kind', ruleId, caseIndex });
      const why = dead[caseIndex];
      if (why) issues.push({ type: why, ruleId, caseIndex });
      if (when.is !== 'any-of' || isNumber) return;
      for (const value of new Set(when.values))
        if (about.values && !about.values.includes(value)) issues.push(unknownValue(about, ruleId, caseIndex, value));
    });
  }
  const span = shareSpan(shape, about);
  // Said only of a shape that has nothing else the matter with it: what is wrong is to be put right first.
  if (issues.length === 0 && span && span.from === span.to) issues.push({ type: 'constant-shape', ruleId });
  return issues;
}

function unknownValue({ name, refused }: KnownAttribute, ruleId: string, caseIndex: number, value: string): RuleIssue {
  if (name !== 'segment') return { type: 'unknown-value', ruleId, caseIndex, value };
  const why = refused?.get(value);
  return { type: why === undefined ? 'segment-gone' : `segment-${why}`, ruleId, caseIndex, value };
}

function overlaps(rules: readonly ScoreRule[]): RuleIssue[] {
  const byAttribute = Map.groupBy(
    // Tags and choices are many things in one: two rules about different ones of them are no overlap.
    rules.filter(({ attribute }) => attribute !== 'tag' && attribute !== 'segment'),
    ({ attribute }) => attribute,
  );
  const same = Array.from(byAttribute, ([attribute, some]) => ({ attribute, ruleIds: some.map(({ id }) => id) }))
    .filter(({ ruleIds }) => ruleIds.length > 1)
    .map((one): RuleIssue => ({ type: 'same-attribute', ...one }));
  const shared = (['recency', 'money'] as const).flatMap((basis): RuleIssue[] => {
    const names: readonly string[] = BASES[basis];
    const some = rules.filter(({ attribute }) => names.includes(attribute));
    const isSeveral = new Set(some.map(({ attribute }) => attribute)).size > 1;
    return isSeveral ? [{ type: 'overlap', basis, ruleIds: some.map(({ id }) => id) }] : [];
  });
  return [...same, ...shared];
}

function tierIssues({ by, least, margin }: TierRules, most: number | undefined): RuleIssue[] {
  const issues: RuleIssue[] = [];
  if (least.B >= least.A) issues.push({ type: 'tiers-not-descending', tier: 'B' });
  if (least.C >= least.B) issues.push({ type: 'tiers-not-descending', tier: 'C' });
  // Whoever comes from the tier below has to be past the limit by the margin.
  const top = by === 'score' ? Math.min(100, most ?? 100) : by === 'rfm' ? 15 : Number.POSITIVE_INFINITY;
  for (const tier of ['A', 'B', 'C'] as const)
    if (least[tier] + margin > top) issues.push({ type: 'tier-unreachable', tier });
  return issues;
}
