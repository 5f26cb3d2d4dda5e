import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import type { CustomerRow } from '../../lib/domain/profile.ts';
import type { Compute } from '../../lib/messaging/compute-work.ts';
import { DEFAULT_RULES } from '../../lib/scoring/rules/default-rules.ts';
import { shopOf } from '../fixtures/scoring/shops.ts';
import { newAction } from '../storage/open-test-store.ts';
import { inMemory, openApp, type TestApp } from './open-app.ts';

const RULES = { ...DEFAULT_RULES, rules: DEFAULT_RULES.rules.map((rule) => ({ ...rule, points: rule.points / 2 })) };

/** A worker whose scorings of everybody wait while it is held. */
function heldWorker() {
  let free = Promise.resolve();
  let release = () => {};
  const waiting: string[] = [];
  const worker = (own: Compute): Compute => ({
    isRunning: own.isRunning,
    async ask(method, request, options) {
      if (method === 'rescore') {
        waiting.push(method);
        await free;
      }
      return own.ask(method, request, options);
    },
  });
  return {
    worker,
    waiting,
    hold() {
      free = new Promise((resolve) => {
        release = resolve;
      });
    },
    release: () => release(),
  };
}

async function rowsOf({ call }: TestApp): Promise<readonly CustomerRow[]> {
  return (await call('customers.list', { sort: 'name', descending: false, filter: '', offset: 0, limit: 500 })).rows;
}
const scoresIn = (rows: readonly CustomerRow[]) => new Map(rows.map(({ id, score }) => [id, score]));
/** Resolves when pages are told that everybody has new scores. */
const toldOfScores = ({ told }: TestApp, since: number) =>
  vi.waitFor(() => expect(told.slice(since)).toContainEqual(expect.objectContaining({ tables: ['scores'] })), 20_000);

describe('while everybody is being scored', () => {
  it('and that takes long, what is known is shown, after a while and then at once; the new scores come when they are there', async () => {
    const held = heldWorker();
    const test = await openApp(inMemory(), { worker: held.worker });
    await test.file(...shopOf(60, test.time.now));
    await rowsOf(test);
    await toldOfScores(test, 0);
    const before = scoresIn(await rowsOf(test));
    expect([...before.values()].filter((score) => score !== undefined).length).toBeGreaterThan(40);
    held.hold();
    const told = test.told.length;
    await test.call('rules.save', { actionId: newAction(), rules: RULES });
    const begun = performance.now();
    expect(scoresIn(await rowsOf(test))).toEqual(before);
    const patience = performance.now() - begun;
    expect(held.waiting.length).toBeGreaterThan(1);
    // Whoever asks now waits no more.
    const again = performance.now();
    expect(scoresIn(await rowsOf(test))).toEqual(before);
    expect(performance.now() - again).toBeLessThan(patience / 2);
    expect(test.told.slice(told).some((push) => push.event === 'changed' && push.tables.includes('scores'))).toBe(
      false,
    );
    held.release();
    await toldOfScores(test, told);
    const after = scoresIn(await rowsOf(test));
    expect(after).not.toEqual(before);
    for (const [id, score] of after) expect(score === undefined).toBe(before.get(id) === undefined);
  });

  it('an open list is told when they are there, and has them if it asks that moment', async () => {
    const held = heldWorker();
    const test = await openApp(inMemory(), { worker: held.worker });
    await test.file(...shopOf(60, test.time.now));
    await rowsOf(test);
    await toldOfScores(test, 0);
    held.hold();
    await test.call('rules.save', { actionId: newAction(), rules: RULES });
    await rowsOf(test);
    const told = test.told.length;
    // As a page does it: it asks within the very push.
    const asked = new Promise<readonly CustomerRow[]>((resolve) => {
      const { push } = test.told;
      vi.spyOn(test.told, 'push').mockImplementation((...pushes) => {
        if (pushes.some((one) => one.event === 'changed' && one.tables.includes('scores'))) resolve(rowsOf(test));
        return push.apply(test.told, pushes);
      });
    });
    held.release();
    const shown = scoresIn(await asked);
    const said: { id: CustomerRow['id']; score?: number }[] = JSON.parse(
      (await test.call('score.rows', { from: 0, limit: 500 })).rows,
    );
    expect(shown).toEqual(new Map(said.map(({ id, score }) => [id, score])));
    const scores = test.told.slice(told).filter((one) => one.event === 'changed' && one.tables.includes('scores'));
    expect(scores).toMatchObject([{ customerIds: 'many' }]);
  });

  it('nobody of a large load is taken for a prospect who has bought, and nobody for a customer who has not', async () => {
    const held = heldWorker();
    const test = await openApp(inMemory(), { worker: held.worker });
    await test.file(...shopOf(40, test.time.now));
    await rowsOf(test);
    await toldOfScores(test, 0);
    held.hold();
    const told = test.told.length;
    for (const part of [0, 600]) {
      const customers = shopOf(1200, test.time.now).slice(part, part + 600);
      const named = customers.map((one, nth) => ({
        ...one,
        ...{ name: `Loaded ${part + nth}`, emails: [] },
        orders: (one.orders ?? []).map((order, at) => ({ ...order, number: `L-${part + nth}-${at}` })),
      }));
      await test.file(...(named as never[]));
      const { rows } = await test.call('customers.list', {
        ...{ sort: 'name', descending: false, filter: 'Loaded', offset: 0, limit: 500 },
      });
      expect(rows.length).toBe(500);
      expect(rows.filter(({ orderCount }) => orderCount === 0).length).toBeGreaterThan(20);
      for (const { orderCount, stage } of rows) expect(stage === 'prospect').toBe(orderCount === 0);
    }
    expect(test.told.slice(told).some((push) => push.event === 'changed' && push.customerIds === 'many')).toBe(false);
    held.release();
    await toldOfScores(test, told);
    const rows = await rowsOf(test);
    for (const { orderCount, stage, tier } of rows) {
      expect(stage === 'prospect').toBe(orderCount === 0);
      expect(tier === undefined).toBe(orderCount === 0);
    }
  });
});
