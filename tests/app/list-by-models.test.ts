import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import type { ListSort } from '../../lib/domain/filter.ts';
import type { CustomerRow } from '../../lib/domain/profile.ts';
import { MODEL_SORTS, type ModelSort } from '../../lib/domain/profile.ts';
import type { ScoreRow } from '../../lib/messaging/score-work.ts';
import { shopOf } from '../fixtures/scoring/shops.ts';
import { newAction } from '../storage/open-test-store.ts';
import { openApp, type TestApp } from './open-app.ts';

const DAY = 86_400_000;
const byPurchases = [{ attribute: 'purchases', is: 'between' as const, from: 3 }];

async function listBy(test: TestApp, sort: ListSort, descending: boolean, where?: typeof byPurchases) {
  const { rows } = await test.call('customers.list', {
    ...{ sort, descending, filter: '', offset: 0, limit: 500 },
    ...(where ? { where } : {}),
  });
  return rows;
}
const rowsOf = async (test: TestApp): Promise<Map<string, ScoreRow>> =>
  new Map(
    (JSON.parse((await test.call('score.rows', { from: 0, limit: 5000 })).rows) as ScoreRow[]).map((row) => [
      row.id,
      row,
    ]),
  );
const valueIn = ({ told }: CustomerRow) => told && ('share' in told ? told.share : told.amountMinor);

/** That a list is in the order of what the models say of the same people, and says it. */
async function expectInOrder(test: TestApp, sort: ModelSort): Promise<{ known: number; unknown: number }> {
  const said = await rowsOf(test);
  const saidOf = ({ id }: CustomerRow) => said.get(id)?.[sort];
  const counts = { known: 0, unknown: 0 };
  for (const descending of [true, false]) {
    const rows = await listBy(test, sort, descending);
    expect(rows.length).toBe(said.size);
    const known = rows.filter((row) => saidOf(row) !== undefined);
    const values = known.map((row) => saidOf(row) as number);
    expect([sort, descending, rows.slice(0, known.length)]).toEqual([sort, descending, known]);
    const turn = descending ? -1 : 1;
    // A chance is kept to seven figures.
    for (const [at, value] of values.slice(1).entries())
      expect(turn * (value - (values[at] as number))).toBeGreaterThanOrEqual(sort === 'pBuy' ? -1e-7 : 0);
    for (const row of known) {
      const told = valueIn(row) as number;
      const is = saidOf(row) as number;
      expect(sort === 'pBuy' ? Math.abs(told - is) < 1e-7 : told === Math.round(is)).toBe(true);
      if (sort !== 'pBuy') expect(row.told).toMatchObject({ currency: 'CNY' });
    }
    for (const row of rows.slice(known.length)) expect(row.told).toBeUndefined();
    counts.known = known.length;
    counts.unknown = rows.length - known.length;
  }
  return counts;
}

describe('the list of customers in the order of what the models say', () => {
  it('has those last of whom nothing is known, up and down, and tells the value', async () => {
    const test = await openApp();
    await test.file(...shopOf(150, test.time.now));
    for (const sort of MODEL_SORTS) {
      const { known, unknown } = await expectInOrder(test, sort);
      expect([sort, known > 100, unknown > 5]).toEqual([sort, true, true]);
    }
    // No other order shows it.
    for (const row of await listBy(test, 'net', true)) expect(row.told).toBeUndefined();
  });

  it('follows an order that goes, a scoring of everybody, and the next day', async () => {
    const test = await openApp();
    await test.file(...shopOf(150, test.time.now));
    for (const sort of MODEL_SORTS) await expectInOrder(test, sort);
    const [first] = (await listBy(test, 'pBuy', true)).filter(({ orderCount }) => orderCount > 1);
    if (!first) throw new Error('nobody');
    const orders = await test.call('orders.list', { customerId: first.id, limit: 100 });
    for (const { id: orderId } of orders) await test.call('orders.remove', { actionId: newAction(), orderId });
    // Of everybody else the models say what they said: one order is too little to fit them anew.
    for (const sort of MODEL_SORTS)
      for (const descending of [true, false]) {
        const rows = await listBy(test, sort, descending);
        expect(rows.find(({ id }) => id === first.id)?.told).toBeUndefined();
        const values = rows.map(valueIn);
        const known = values.filter((value) => value !== undefined);
        expect(values.slice(0, known.length)).toEqual(known.toSorted((a, b) => (descending ? b - a : a - b)));
      }
    test.time.now += DAY;
    // Whoever looks first on a day has everybody scored as of it.
    await listBy(test, 'name', false);
    for (const sort of MODEL_SORTS) await expectInOrder(test, sort);
    const after = await test.reopen();
    for (const sort of MODEL_SORTS) await expectInOrder(after, sort);
  });

  it('is narrowed by conditions, and a segment keeps the order', async () => {
    const test = await openApp();
    await test.file(...shopOf(150, test.time.now));
    const all = await listBy(test, 'clv12', true);
    const some = await listBy(test, 'clv12', true, byPurchases);
    const inside = new Set(some.map(({ id }) => id));
    expect(some.length).toBeGreaterThan(20);
    expect(some.length).toBeLessThan(all.length);
    expect(some).toEqual(all.filter(({ id }) => inside.has(id)));
    const filter = { text: '', where: byPurchases };
    await test.call('filters.save', { actionId: newAction(), name: 'Often', filter, sort: 'clv12', descending: true });
    const [saved] = await test.call('filters.list', {});
    expect(saved).toMatchObject({ sort: 'clv12', descending: true });
    const { ids } = await test.call('filters.ids', { filter, sort: 'clv12', descending: true, limit: 500 });
    expect(ids).toEqual(some.map(({ id }) => id));
  });

  it('of a small shop is by what is at stake without any amount, and by name where nothing is said', async () => {
    const test = await openApp();
    await test.file(...shopOf(25, test.time.now));
    // With others, of whom the clock says that they are late by more and by less, and with more and less at stake.
    const late = [52, 57, 48, 55].map((since, nth) => ({
      name: `Late ${nth}`,
      orders: [0, 20, 40].map((before) => ({
        ...{ number: `L-${nth}-${before}`, shop: 'shop.example', status: 'paid' as const },
        ...{ placedAt: test.time.now - (since + before) * DAY, currency: 'CNY', totalMinor: 90_000 - 20_000 * nth },
      })),
    }));
    await test.file(...late);
    const named = (rows: readonly CustomerRow[]) => rows.filter(({ name }) => name !== '');
    const byName = named(await listBy(test, 'name', false));
    // Too few to foretell an amount of anybody.
    expect(named(await listBy(test, 'clv12', true))).toEqual(byName);
    const byLoss = await listBy(test, 'loss', true);
    expect(byLoss.every(({ told }) => told === undefined)).toBe(true);
    expect(named(byLoss)).not.toEqual(byName);
    const today = JSON.parse(await test.call('score.today', {}));
    const first: string[] = today.contactFirst.map(({ customerId }: { customerId: string }) => customerId);
    expect(first.length).toBeGreaterThan(2);
    // Those whom Today says to think of first come in the same order here.
    expect(byLoss.map(({ id }) => id as string).filter((id) => first.includes(id))).toEqual(first);
  });

  it.each([
    [12, false],
    [40, true],
  ])('tells of %i buyers of whom some have clearly left the chance of an order: %s', async (buyers, isTold) => {
    const test = await openApp();
    const people = Array.from({ length: buyers }, (_, index) => ({
      name: `Buyer ${index}`,
      orders: Array.from({ length: 12 }, (_order, nth) => ({
        ...{ number: `R-${index}-${nth}`, shop: 'shop.example', status: 'paid' as const },
        placedAt: test.time.now - ((index % 2 === 0 ? 300 : 2) + index + nth * 7) * DAY,
        ...{ currency: 'CNY', totalMinor: 4000 + index },
      })),
    }));
    await test.file(...people);
    const report = JSON.parse(await test.call('score.models', {}));
    expect(report).toMatchObject({ purchasers: buyers, identification: { verdict: 'churn-seen' } });
    for (const descending of [true, false]) {
      const rows = await listBy(test, 'pBuy', descending);
      expect(rows.map(({ told }) => told !== undefined)).toEqual(rows.map(() => isTold));
    }
  });
});
