import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import type { CustomerId } from '../../lib/domain/ids.ts';
import { DEFAULT_RULES } from '../../lib/scoring/rules/default-rules.ts';
import { shopOf } from '../fixtures/scoring/shops.ts';
import { newAction } from '../storage/open-test-store.ts';
import { openApp } from './open-app.ts';

it('beside a customer’s tier stands how it came about: moves of their own, the newest first, three at most', async () => {
  const test = await openApp();
  const ids = await test.file(...shopOf(25, test.time.now));
  const list = async () =>
    (
      await test.call('customers.list', {
        ...{ sort: 'score', descending: true, filter: '', offset: 0, limit: 100 },
      })
    ).rows;
  const outlook = (customerId: CustomerId) => test.call('score.outlook', { customerId });
  const [best] = await list();
  if (!best) throw new Error('nobody');
  for (const id of ids) expect((await outlook(id)).moves).toBeUndefined();
  const stood = [best.tier];
  // Limits that nobody reaches, and those of before, by turns.
  for (const shift of [60, 0, 60, 0, 60]) {
    const least = { A: 75 + shift, B: 55 + shift, C: 40 + shift };
    test.time.now += 1000;
    const rules = { ...DEFAULT_RULES, tiers: { ...DEFAULT_RULES.tiers, least } };
    await test.call('rules.save', { actionId: newAction(), rules });
    stood.push((await list()).find(({ id }) => id === best.id)?.tier);
  }
  const { moves = [], tier } = await outlook(best.id);
  expect(moves.map(({ to, reason }) => [to, reason])).toEqual(
    stood
      .slice(-3)
      .reverse()
      .map((to) => [to, 'rules']),
  );
  expect(moves.map(({ from }) => from)).toEqual(stood.slice(-4, -1).reverse());
  expect(moves[0]?.to).toBe(tier);
});

it('of merged records only the moves that lead to the tier are told', async () => {
  const test = await openApp();
  await test.file(...shopOf(25, test.time.now));
  const { rows } = await test.call('customers.list', {
    ...{ sort: 'score', descending: true, filter: '', offset: 0, limit: 100 },
  });
  const [best, other] = [rows[0], rows.find(({ tier }) => tier === 'B' || tier === 'C')];
  if (!best || !other) throw new Error('nobody');
  for (const shift of [60, 0]) {
    test.time.now += 1000;
    const least = { A: 75 + shift, B: 55 + shift, C: 40 + shift };
    const rules = { ...DEFAULT_RULES, tiers: { ...DEFAULT_RULES.tiers, least } };
    await test.call('rules.save', { actionId: newAction(), rules });
    await test.call('customers.list', { ...{ sort: 'score', descending: true, filter: '', offset: 0, limit: 1 } });
  }
  await test.call('merges.join', { actionId: newAction(), groups: [[best.id, other.id]] });
  const { moves = [], tier } = await test.call('score.outlook', { customerId: best.id });
  expect(moves.length).toBeGreaterThan(0);
  expect(moves[0]?.to).toBe(tier);
  for (const [nth, move] of moves.slice(1).entries()) expect(move.to).toBe(moves[nth]?.from);
});
