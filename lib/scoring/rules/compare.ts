import type { Tier } from '../../domain/receipt.ts';
import { TIERS } from '../../domain/receipt.ts';
import {
  GROUPS,
  type Group,
  type RuleSet,
  type ScoreRule,
  type ServicePolicy,
  type TierRules,
} from '../../domain/score.ts';

/** One thing in which rules differ from earlier ones. */
export type RuleChange =
  | { readonly type: 'added'; readonly rule: ScoreRule }
  | { readonly type: 'removed'; readonly rule: ScoreRule }
  | { readonly type: 'attribute'; readonly from: ScoreRule; readonly to: ScoreRule }
  | { readonly type: 'points'; readonly rule: ScoreRule; readonly from: number; readonly to: number }
  | { readonly type: 'shape'; readonly from: ScoreRule; readonly to: ScoreRule }
  | { readonly type: 'order' }
  | { readonly type: 'tiers-by'; readonly from: TierRules['by']; readonly to: TierRules['by'] }
  | { readonly type: 'limit'; readonly tier: Exclude<Tier, 'D'>; readonly from: number; readonly to: number }
  | { readonly type: 'margin'; readonly from: number; readonly to: number }
  | { readonly type: 'policy'; readonly tier: Tier; readonly from: ServicePolicy; readonly to: ServicePolicy }
  | {
      readonly type: 'group-name';
      readonly group: Group;
      readonly from: string | undefined;
      readonly to: string | undefined;
    };

/** What is different from one rule set to another, rules by their ids; nothing for two that say the same. */
export function compareRules(from: RuleSet, to: RuleSet): RuleChange[] {
  const was = new Map(from.rules.map((rule) => [rule.id, rule]));
  const is = new Set(to.rules.map(({ id }) => id));
  const changes: RuleChange[] = from.rules
    .filter(({ id }) => !is.has(id))
    .map((rule): RuleChange => ({ type: 'removed', rule }));
  for (const rule of to.rules) {
    const former = was.get(rule.id);
    if (former) changes.push(...changesOf(former, rule));
    else changes.push({ type: 'added', rule });
  }
  const kept = (rules: readonly ScoreRule[]) => rules.map(({ id }) => id).filter((id) => was.has(id) && is.has(id));
  if (kept(from.rules).join('\n') !== kept(to.rules).join('\n')) changes.push({ type: 'order' });
  return [...changes, ...tierChanges(from.tiers, to.tiers), ...nameChanges(from, to)];
}

function changesOf(from: ScoreRule, to: ScoreRule): RuleChange[] {
  if (from.attribute !== to.attribute) return [{ type: 'attribute', from, to }];
  const changes: RuleChange[] = [];
  if (from.points !== to.points) changes.push({ type: 'points', rule: to, from: from.points, to: to.points });
  if (!isSame(from.shape, to.shape)) changes.push({ type: 'shape', from, to });
  return changes;
}

function tierChanges(from: TierRules, to: TierRules): RuleChange[] {
  const changes: RuleChange[] = from.by === to.by ? [] : [{ type: 'tiers-by', from: from.by, to: to.by }];
  for (const tier of ['A', 'B', 'C'] as const)
    if (from.least[tier] !== to.least[tier])
      changes.push({ type: 'limit', tier, from: from.least[tier], to: to.least[tier] });
  if (from.margin !== to.margin) changes.push({ type: 'margin', from: from.margin, to: to.margin });
  for (const tier of TIERS) {
    const [was, is] = [from.policies[tier], to.policies[tier]];
    if (!isSame(was, is)) changes.push({ type: 'policy', tier, from: was, to: is });
  }
  return changes;
}

const nameChanges = ({ groupNames: from = {} }: RuleSet, { groupNames: to = {} }: RuleSet): RuleChange[] =>
  GROUPS.filter((group) => from[group] !== to[group]).map((group) => ({
    type: 'group-name',
    group,
    from: from[group],
    to: to[group],
  }));

/** Whether two values hold the same, whatever the order of names in them. */
function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => isSame((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name]));
}
