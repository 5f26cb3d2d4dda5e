import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import type { NewCustomer } from '../../lib/messaging/contract.ts';
import type { Today } from '../../lib/messaging/score-work.ts';
import { SHOP_SIZES, shopOf } from '../fixtures/scoring/shops.ts';
import { openApp, type TestApp } from './open-app.ts';

const DAY = 86_400_000;

const todayOf = async (test: TestApp): Promise<Today> => JSON.parse(await test.call('score.today', {}));

function ordersOf(now: number, days: readonly number[], more: object = {}): NonNullable<NewCustomer['orders']> {
  return days.map((ago) => ({
    ...{ number: `F-${ago}`, shop: 'shop.example', placedAt: now - ago * DAY, status: 'paid' as const },
    ...{ currency: 'CNY', totalMinor: 5000 },
    ...more,
  })) as never;
}

describe('Today of few', () => {
  it.each(SHOP_SIZES)(
    'of %i customers tells who bought last from their own orders, while there are few',
    async (size) => {
      const test = await openApp();
      const shop = shopOf(size, test.time.now);
      await test.file(...shop);
      const { few, totals } = await todayOf(test);
      if (size === 100) return expect(few).toBeUndefined();
      const bought = shop.flatMap(({ orders = [] }) =>
        orders.length === 0 ? [] : [Math.max(...orders.map(({ placedAt = 0 }) => placedAt))],
      );
      expect(totals.buyers).toBe(bought.length);
      const latest = bought.sort((a, b) => b - a).slice(0, 5);
      // By day: of two on one day either may come first.
      expect(few?.lately.map(({ sinceDays }) => sinceDays)).toEqual(
        latest.map((at) => Math.floor(test.time.now / DAY) - Math.floor(at / DAY)),
      );
      for (const { boughtAt, sinceDays, churn } of few?.lately ?? []) {
        expect(Math.floor(test.time.now / DAY) - Math.floor(boughtAt / DAY)).toBe(sinceDays);
        expect(churn).toBeUndefined();
      }
      if (size === 1) expect(few?.quietest).toBeUndefined();
      else expect(few?.quietest?.sinceDays).toBeLessThanOrEqual(few?.quietest?.riskDays ?? 0);
    },
  );

  it('tells who is furthest on the way to being at risk, of orders who waits, and what is missing', async () => {
    const test = await openApp();
    const now = test.time.now;
    const line = { name: 'Tea', quantity: 1, unitMinor: 5000 };
    await test.file(
      { name: 'Steady', emails: ['a@x.example'], orders: ordersOf(now, [2, 62, 122], { lines: [line] }) },
      { name: 'Quiet', emails: ['b@x.example'], orders: ordersOf(now, [40, 50, 60]) },
      { name: 'Gone', orders: ordersOf(now, [400]) },
      { name: 'Unpaid', orders: ordersOf(now, [5, 9], { status: 'open' }) },
      { name: 'Masked', phones: ['138****1234'] },
    );
    const { few, totals } = await todayOf(test);
    expect(few?.lately.map(({ name, purchases }) => [name, purchases])).toEqual([
      ['Steady', 3],
      ['Quiet', 3],
      ['Gone', 1],
    ]);
    expect(few?.quietest?.name).toBe('Quiet');
    expect(few?.waiting.map(({ name, number }) => [name, number])).toEqual([
      ['Unpaid', 'F-9'],
      ['Unpaid', 'F-5'],
    ]);
    expect(few).toMatchObject({ waitingTotal: 2, paidOrders: 7, withoutGoods: 4, withoutContact: 3, gaps: 4 });
    expect(totals.buyers).toBe(3);
  });

  it('tells of unpaid orders before anybody has bought, and of nothing in an empty file', async () => {
    const test = await openApp();
    expect((await todayOf(test)).few).toMatchObject({ lately: [], waiting: [], paidOrders: 0, withoutContact: 0 });
    await test.file({ name: 'First', orders: ordersOf(test.time.now, [1], { status: 'open' }) });
    const { few, totals } = await todayOf(test);
    expect([few?.lately.length, few?.waiting.length, totals.buyers]).toEqual([0, 1, 0]);
  });
});
