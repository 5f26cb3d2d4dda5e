import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import type { NewCustomer } from '../../lib/messaging/contract.ts';
import type { Overview, ScoreRow } from '../../lib/messaging/score-work.ts';
import { shopOf } from '../fixtures/scoring/shops.ts';
import { openApp } from './open-app.ts';

const DAY = 86_400_000;

/** Orders of 900 so many days ago, but for the latest, which is small. */
const longAgo = (name: string, now: number, days: readonly number[]): NewCustomer => ({
  name,
  orders: days.map((ago, nth) => ({
    ...{ number: `${name}-${nth}`, shop: 'shop.example', status: 'paid' as const },
    ...{ placedAt: now - ago * DAY, currency: 'CNY', totalMinor: nth === 0 ? 4100 : 90_000 },
  })),
});

it.each([3, 25, 100])(
  'of a shop of %i the fifths are told in days, and in purchases and money of three years, as everybody is rated',
  async (size) => {
    const test = await openApp();
    const { now } = test.time;
    // One bought most of what they bought before the three years, the other all of it; the third on their first day.
    const nineOld = Array.from({ length: 9 }, (_, nth) => 1200 + nth * 20);
    const old = longAgo('Old', now, [3, ...nineOld]);
    const shop = [old, longAgo('Gone', now, nineOld), longAgo('Edge', now, [5, 1094, 1095]), ...shopOf(size, now)];
    const ids = await test.file(...shop);
    const { rfm, medianRevenue }: Overview = JSON.parse(await test.call('score.overview', {}));
    const rows = JSON.parse((await test.call('score.rows', { from: 0, limit: 500 })).rows) as ScoreRow[];
    const { recency = [], frequency = [], monetary = [], windowDays = 0 } = rfm.limits ?? {};
    expect([recency.length, frequency.length, monetary.length, windowDays]).toEqual([4, 4, 4, 1095]);
    // A fifth for each limit that is kept, from 1 on.
    const kept = (limits: readonly number[], holds: (limit: number) => boolean) => 1 + limits.filter(holds).length;
    const netOf = (orders: NewCustomer['orders'] = []) =>
      orders.reduce((sum, { totalMinor = 0 }) => sum + (totalMinor as number), 0);
    const fifthsOf = (since: number, orders: NonNullable<NewCustomer['orders']>) => [
      kept(recency, (limit) => since <= limit),
      kept(frequency, (limit) => new Set(orders.map(({ placedAt }) => placedAt)).size >= limit),
      kept(monetary, (limit) => netOf(orders) >= limit),
    ];
    let rated = 0;
    for (const [nth, { orders = [] }] of shop.entries()) {
      const { r, f, m } = rows.find(({ id }) => id === ids[nth]) ?? {};
      if (orders.length === 0) {
        expect([r, f, m]).toEqual([undefined, undefined, undefined]);
        continue;
      }
      rated += 1;
      const ages = orders.map(({ placedAt = now }) => Math.round((now - (placedAt as number)) / DAY));
      const inWindow = orders.filter((_, which) => (ages[which] as number) < windowDays);
      expect([r, f, m]).toEqual(fifthsOf(Math.min(...ages), inWindow));
      // Counted over everything on file they would be somebody else.
      if (orders === old.orders) expect(fifthsOf(3, orders)).not.toEqual([r, f, m]);
    }
    expect(rated).toBeGreaterThan(5);
    const nets = shop.flatMap(({ orders = [] }) => (orders.length === 0 ? [] : [netOf(orders)])).sort((a, b) => a - b);
    const half = nets.length / 2;
    expect(medianRevenue).toBe(((nets[Math.floor(half)] as number) + (nets[Math.ceil(half) - 1] as number)) / 2);
  },
);
