import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { activeRules, readRuleVersions } from '../../lib/app/scoring/score-rules.ts';
import type { ActionId } from '../../lib/domain/ids.ts';
import type { RuleSet } from '../../lib/domain/score.ts';
import { newestFirst, type SavedRules } from '../../lib/domain/score-versions.ts';
import { DEFAULT_RULES } from '../../lib/scoring/rules/default-rules.ts';
import { newAction } from '../storage/open-test-store.ts';
import { openApp, type TestApp } from './open-app.ts';

const pointsOf = (rules: RuleSet) => rules.rules.map(({ points }) => points);
const withBuy = (points: number): RuleSet => ({
  ...DEFAULT_RULES,
  rules: DEFAULT_RULES.rules.map((rule) => (rule.id === 'buy' ? { ...rule, points } : rule)),
});
const save = (test: TestApp, rules: RuleSet, note?: string) =>
  test.call('rules.save', { actionId: newAction(), rules, ...(note === undefined ? {} : { note }) });
const listed = async (test: TestApp) =>
  (await test.call('rules.list', {})).versions.map(({ ruleSet }) => ruleSet.version);

describe('score rules', () => {
  it('are those that come with the product until the shop makes its own, each save a version that stays', async () => {
    const test = await openApp();
    expect(await test.call('rules.list', {})).toEqual({ active: DEFAULT_RULES, versions: [] });
    expect((await save(test, withBuy(40), ' More weight on buying ')).version).toBe(1);
    test.time.now += 1000;
    // Whatever number it says: its number is given here.
    expect((await save(test, { ...withBuy(50), version: 99 })).version).toBe(2);
    const { active, versions } = await (await test.reopen()).call('rules.list', {});
    expect([active.version, pointsOf(active)[0]]).toEqual([2, 50]);
    expect(versions.map(({ ruleSet, note }) => [ruleSet.version, pointsOf(ruleSet)[0], note])).toEqual([
      [2, 50, undefined],
      [1, 40, 'More weight on buying'],
    ]);
    expect(await test.store.read(activeRules)).toEqual(active);
  });

  it('are not saved again when they say the same, in whatever order their parts are written', async () => {
    const test = await openApp();
    expect((await save(test, DEFAULT_RULES)).version).toBe(0);
    await save(test, withBuy(40));
    const turned = JSON.parse(JSON.stringify(withBuy(40)), (_, value) =>
      value && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    ) as RuleSet;
    expect((await save(test, turned)).version).toBe(1);
    expect(await listed(test)).toEqual([1]);
  });

  it('go back to an earlier version as a new one, and to those that come with the product', async () => {
    const test = await openApp();
    await save(test, withBuy(40));
    await save(test, withBuy(50));
    const [, first] = (await test.call('rules.list', {})).versions;
    const back = await test.call('rules.activate', { actionId: newAction(), id: first?.id });
    expect(back.version).toBe(3);
    const origin = await test.call('rules.activate', { actionId: newAction() });
    expect(origin.version).toBe(4);
    const { active, versions } = await test.call('rules.list', {});
    expect(pointsOf(active)).toEqual(pointsOf(DEFAULT_RULES));
    expect(versions.map(({ ruleSet, again }) => [ruleSet.version, again])).toEqual([
      [4, 0],
      [3, 1],
      [2, undefined],
      [1, undefined],
    ]);
    await expect(
      test.call('rules.activate', { actionId: newAction(), id: '01890000-0000-7000-8000-00000000dead' }),
    ).rejects.toThrow('not-found');
  });

  it('are undone and done again like anything else', async () => {
    const test = await openApp();
    await save(test, withBuy(40));
    const { actionId } = await save(test, withBuy(50));
    await test.call('history.undo', { actionId: newAction(), undo: actionId });
    expect(await listed(test)).toEqual([1]);
    expect(pointsOf(await test.store.read(activeRules))[0]).toBe(40);
    await test.call('history.redo', { actionId: newAction(), redo: actionId });
    expect(await listed(test)).toEqual([2, 1]);
    const { entries } = await test.call('activity.list', { limit: 5, automatic: false });
    expect(entries.map(({ action }) => action)).toContain('rules.save');
  });

  it('asked twice are saved once', async () => {
    const test = await openApp();
    const actionId = newAction() as ActionId;
    await test.call('rules.save', { actionId, rules: withBuy(40) });
    await test.call('rules.save', { actionId, rules: withBuy(40) });
    expect(await listed(test)).toEqual([1]);
  });

  it('that are wrong are refused, and nothing is kept of them', async () => {
    const test = await openApp();
    const [buy] = DEFAULT_RULES.rules;
    if (!buy) throw new Error('no rule');
    const wrong: RuleSet[] = [
      { ...DEFAULT_RULES, tiers: { ...DEFAULT_RULES.tiers, least: { A: 10, B: 20, C: 30 } } },
      { ...DEFAULT_RULES, rules: [buy, buy] },
      {
        ...DEFAULT_RULES,
        rules: [
          {
            ...buy,
            shape: {
              type: 'linear',
              points: [
                { at: 1, share: 0 },
                { at: 0, share: 1 },
              ],
            },
          },
        ],
      },
    ];
    for (const rules of wrong) await expect(save(test, rules)).rejects.toThrow('bad-request');
    expect(await listed(test)).toEqual([]);
    // A field that is gone does not stand in the way of changing the rest.
    await save(test, { ...DEFAULT_RULES, rules: [{ ...buy, attribute: 'custom:gone' }] });
    expect(await listed(test)).toEqual([1]);
  });

  it('that some other version of the product wrote, and cannot be read, are passed over', async () => {
    const test = await openApp();
    await save(test, withBuy(40));
    await test.store.commit({ id: newAction(), name: 'rules.save', source: { type: 'user' } }, async () => ({
      edits: [
        { kind: 'set', table: 'scoreRules', id: '01890000-0000-7000-8000-00000000beef', field: 'version', value: 7 },
        { kind: 'set', table: 'scoreRules', id: '01890000-0000-7000-8000-00000000beef', field: 'rules', value: 'none' },
      ],
      reply: null,
    }));
    expect((await test.store.read(readRuleVersions)).map(({ ruleSet }) => ruleSet.version)).toEqual([1]);
  });

  it('of one number, made by two browsers, are in one order in each', () => {
    const of = (id: string, version: number, savedAt: number): SavedRules => ({
      id,
      savedAt,
      ruleSet: { ...DEFAULT_RULES, version },
    });
    const all = [of('b', 2, 5), of('a', 2, 5), of('c', 2, 4), of('d', 3, 1)];
    const order = ['d', 'b', 'a', 'c'];
    expect(all.toSorted(newestFirst).map(({ id }) => id)).toEqual(order);
    expect(
      all
        .toReversed()
        .sort(newestFirst)
        .map(({ id }) => id),
    ).toEqual(order);
  });
});
