import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { decodeHead, decodeStandings, partsReader } from '../../lib/app/scoring/generation.ts';
import { readMoves } from '../../lib/app/scoring/move-log.ts';
import { SCORES, SCORES_VERSION } from '../../lib/app/scoring/score-head.ts';
import type { CustomerId } from '../../lib/domain/ids.ts';
import type { NewCustomer } from '../../lib/messaging/contract.ts';
import type { ScoreRow } from '../../lib/messaging/score-work.ts';
import { DEFAULT_RULES } from '../../lib/scoring/rules/default-rules.ts';
import { randomFrom } from '../perf/harness/stats.ts';
import { newAction } from '../storage/open-test-store.ts';
import { backupOf, rehearse, startApp } from './lasting-app.ts';
import { inMemory, openApp, type TestApp } from './open-app.ts';

const DAY = 86_400_000;
const NOW = 1_790_000_000_000;

/** Customers who buy now and then, each in their own rhythm; some give back. */
function shop(count: number, seed = 7): NewCustomer[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, index) => {
    const gap = 5 + random(60);
    const first = NOW - (30 + random(500)) * DAY;
    return {
      name: `Customer ${index}`,
      ...(index % 3 === 0 ? { tags: ['wholesale'] } : {}),
      orders: Array.from({ length: random(9) }, (_order, nth) => ({
        number: `S-${index}-${nth}`,
        placedAt: Math.min(NOW - DAY, first + nth * gap * DAY),
        currency: 'CNY',
        totalMinor: 1000 + random(90_000),
        ...(random(7) === 0 ? { refundedMinor: 500 } : {}),
      })),
    };
  });
}

const rowsOf = async (test: Pick<TestApp, 'call'>, asOf?: number): Promise<ScoreRow[]> =>
  JSON.parse((await test.call('score.rows', { ...(asOf === undefined ? {} : { asOf }), from: 0, limit: 5000 })).rows);

/** What is stored of everybody's score. */
async function storedOf({ store }: TestApp) {
  const stored = await store.derived(SCORES);
  const head = stored && (await decodeHead(stored.load, SCORES_VERSION));
  const standings = head && (await decodeStandings(stored.load, head));
  if (!stored || !head || !standings) throw new Error('nothing is stored');
  return { head, standings, partsOf: partsReader(stored.load, head) };
}

/** Rules by which those with a tag stand apart. */
const TAGGED = {
  ...DEFAULT_RULES,
  rules: [
    ...DEFAULT_RULES.rules,
    {
      id: 'wholesale',
      attribute: 'tag',
      shape: {
        type: 'cases' as const,
        cases: [{ when: { is: 'any-of' as const, values: ['wholesale'] }, share: 1 }],
        otherwise: 0,
      },
      points: 30,
    },
  ],
};

describe('scores', () => {
  it('are for each customer alone what they are for everybody together, with the parts that are stored', async () => {
    const test = await openApp();
    await test.call('rules.save', { actionId: newAction(), rules: TAGGED });
    const ids = await test.file(...shop(120));
    const rows = new Map((await rowsOf(test)).map((row) => [row.id, row]));
    await test.call('score.get', { customerId: ids[0] as CustomerId });
    const { standings, partsOf, head } = await storedOf(test);
    expect(head.rules.rules).toEqual(TAGGED.rules);
    let scored = 0;
    for (const customerId of ids) {
      const receipt = await test.call('score.get', { customerId });
      const row = standings.rowOf(customerId);
      if (receipt.type !== 'scored') {
        expect([receipt.type, row]).toEqual(['no-orders', undefined]);
        continue;
      }
      scored += 1;
      expect(standings.at(row ?? -1)).toMatchObject({ score: receipt.score, tier: receipt.tier });
      expect(rows.get(customerId)).toMatchObject({ score: receipt.score, tier: receipt.tier });
      const plain = receipt.parts.map(({ factAt: _, ...part }) => part);
      expect(await partsOf(row ?? -1)).toEqual(plain);
      const sum = receipt.parts.reduce((all, { points }) => all + points, 50);
      expect(Math.abs(sum - receipt.unclamped)).toBeLessThan(1e-9);
      expect(receipt.score).toBe(Math.min(100, Math.max(0, receipt.unclamped)));
    }
    expect(scored).toBeGreaterThan(80);
  });

  it('of a past day know nothing that came later', async () => {
    const early = await openApp();
    const people = shop(60);
    const cut = NOW - 100 * DAY;
    const known = people.map(({ orders = [], ...person }) => ({
      ...person,
      orders: orders.filter(({ placedAt }) => placedAt < cut),
    }));
    const day = Math.floor(cut / DAY) - 1;
    const plain = (rows: readonly ScoreRow[]) => rows.map(({ id: _, ...row }) => JSON.stringify(row)).sort();
    await early.file(...known);
    const then = plain(await rowsOf(early, day));
    const later = await openApp();
    await later.file(...people);
    expect(plain(await rowsOf(later, day))).toEqual(then);
    expect(plain(await rowsOf(later))).not.toEqual(then);
  });

  it('follow each order at once, in the list too, and again when it is taken back', async () => {
    const test = await openApp();
    const ids = await test.file(...shop(80));
    const list = () =>
      test.call('customers.list', { sort: 'score', descending: true, filter: '', offset: 0, limit: 500 });
    await list();
    const buyer = (await list()).rows.find(({ orderCount }) => orderCount > 4);
    if (!buyer) throw new Error('nobody bought much');
    const before = await test.call('score.get', { customerId: buyer.id });
    for (const { id } of await test.call('orders.list', { customerId: buyer.id, limit: 500 }))
      await test.call('orders.remove', { actionId: newAction(), orderId: id });
    expect(await test.call('score.get', { customerId: buyer.id })).toEqual({ type: 'no-orders' });
    const row = (await list()).rows.find(({ id }) => id === buyer.id);
    expect([row?.score, row?.stage]).toEqual([undefined, 'prospect']);
    for (let undone = 0; undone < buyer.orderCount; undone += 1)
      await test.call('history.undo', { actionId: newAction() });
    expect(await test.call('score.get', { customerId: buyer.id })).toMatchObject({
      type: 'scored',
      score: (before as { score: number }).score,
    });
    expect(ids).toHaveLength(80);
  });

  it('are the same after the background was stopped, and those who changed before it was are not missed', async () => {
    const test = await openApp();
    const ids = await test.file(...shop(70));
    await test.call('score.get', { customerId: ids[0] as CustomerId });
    const receipts = (of: TestApp) => Promise.all(ids.map((customerId) => of.call('score.get', { customerId })));
    const [order] = await test.call('orders.list', { customerId: ids[3] as CustomerId, limit: 1 });
    const [other] = await test.call('orders.list', { limit: 1 });
    const gone = order ?? other;
    if (!gone) throw new Error('no order');
    await test.call('orders.remove', { actionId: newAction(), orderId: gone.id });
    const before = await receipts(test);
    expect(await receipts(await test.reopen())).toEqual(before);
  });
});

describe('moves between tiers', () => {
  it('are written down with what made the difference, once, and outlive a backup but not an erasing', async () => {
    const local = inMemory();
    const test = startApp(local, { now: NOW });
    const { customerIds: ids } = await test.call('customers.create', { actionId: newAction(), customers: shop(90) });
    const ask = () => Promise.all(ids.map((customerId) => test.call('score.get', { customerId })));
    const before = await ask();
    const best = ids[before.findIndex((one) => one.type === 'scored' && one.tier !== 'D')] as CustomerId;
    const orders = await test.call('orders.list', { customerId: best, limit: 500 });
    // All but the first order go: whoever was good is so no more.
    for (const { id } of orders.slice(0, -1)) await test.call('orders.remove', { actionId: newAction(), orderId: id });
    const list = () =>
      test.call('customers.list', { sort: 'name', descending: false, filter: '', offset: 0, limit: 1 });
    await list();
    const movesOf = (of: typeof test) => of.store.read(readMoves);
    const moves = await movesOf(test);
    const own = moves.filter(({ customerId }) => customerId === best);
    expect(own.length).toBeGreaterThan(0);
    expect(own[0]).toMatchObject({ customerId: best });
    expect(own.every(({ from, to }) => from !== to)).toBe(true);
    const { lines } = await backupOf(test);
    const restoreId = await rehearse(test, lines);
    await test.call('restore.run', { actionId: newAction(), restoreId });
    expect((await movesOf(test)).filter(({ customerId }) => customerId === best)).toEqual(own);
    await test.call('customers.remove', { actionId: newAction(), customerId: best });
    await test.call('trash.erase', { actionId: newAction(), keys: 'all' });
    expect((await movesOf(test)).filter(({ customerId }) => customerId === best)).toEqual([]);
  });
});
