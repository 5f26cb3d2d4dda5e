import { describe, expect, it } from 'vitest';
import type { RuleSet, ScoreRule } from '../../domain/score.ts';
import { compareRules } from './compare.ts';
import { DEFAULT_RULES } from './default-rules.ts';

const [buy, value, stage] = DEFAULT_RULES.rules as [ScoreRule, ScoreRule, ScoreRule];
const withRules = (...rules: ScoreRule[]): RuleSet => ({ ...DEFAULT_RULES, rules });

describe('comparing rules', () => {
  it('finds nothing between rules that say the same, however they are written and whatever their number', () => {
    const turned = JSON.parse(JSON.stringify(DEFAULT_RULES), (_, part) =>
      part && typeof part === 'object' && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).reverse())
        : part,
    ) as RuleSet;
    expect(compareRules(DEFAULT_RULES, { ...turned, version: 7, groupNames: {} })).toEqual([]);
  });

  it('tells what was added, removed, changed and moved', () => {
    const steeper: ScoreRule = {
      ...value,
      points: 40,
      shape: {
        type: 'linear',
        points: [
          { at: 0.5, share: 0 },
          { at: 1, share: 1 },
        ],
      },
    };
    const other: ScoreRule = { ...stage, attribute: 'group' };
    const fresh: ScoreRule = { ...buy, id: 'fresh' };
    expect(compareRules(withRules(buy, value, stage), withRules(other, steeper, fresh))).toEqual([
      { type: 'removed', rule: buy },
      { type: 'attribute', from: stage, to: other },
      { type: 'points', rule: steeper, from: 25, to: 40 },
      { type: 'shape', from: value, to: steeper },
      { type: 'added', rule: fresh },
      { type: 'order' },
    ]);
    expect(compareRules(withRules(buy, value, stage), withRules(value, stage))).toEqual([
      { type: 'removed', rule: buy },
    ]);
  });

  it('tells how tiers and names changed', () => {
    const { tiers } = DEFAULT_RULES;
    const changed: RuleSet = {
      ...DEFAULT_RULES,
      tiers: {
        by: 'value',
        least: { A: 80, B: 55, C: 41 },
        margin: 5,
        policies: { ...tiers.policies, A: { sentence: '', responseHours: 2 } },
      },
      groupNames: { vip: 'Stars' },
    };
    expect(compareRules(DEFAULT_RULES, changed)).toEqual([
      { type: 'tiers-by', from: 'score', to: 'value' },
      { type: 'limit', tier: 'A', from: 65, to: 80 },
      { type: 'limit', tier: 'C', from: 40, to: 41 },
      { type: 'margin', from: 3, to: 5 },
      { type: 'policy', tier: 'A', from: tiers.policies.A, to: { sentence: '', responseHours: 2 } },
      { type: 'group-name', group: 'vip', from: undefined, to: 'Stars' },
    ]);
  });
});
