import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import type { Overview, ScoreRow } from '../../lib/messaging/score-work.ts';
import { shopOf } from '../fixtures/scoring/shops.ts';
import { openApp } from './open-app.ts';

it.each([3, 25, 100])(
  'of a shop of %i the fifths are told in days, purchases and money as everybody is rated',
  async (size) => {
    const test = await openApp();
    const shop = shopOf(size, test.time.now);
    await test.file(...shop);
    const { rfm, medianRevenue }: Overview = JSON.parse(await test.call('score.overview', {}));
    const rows = JSON.parse((await test.call('score.rows', { from: 0, limit: 500 })).rows) as ScoreRow[];
    const { recency = [], frequency = [], monetary = [] } = rfm.limits ?? {};
    expect([recency.length, frequency.length, monetary.length]).toEqual([4, 4, 4]);
    // A fifth for each limit that is kept, from 1 on.
    const kept = (limits: readonly number[], holds: (limit: number) => boolean) => 1 + limits.filter(holds).length;
    const rated = rows.filter(({ r }) => r !== undefined);
    expect(rated.length).toBeGreaterThan(0);
    for (const { r, f, x, T, tx } of rated) {
      const since = Math.round((T - tx) * 7);
      expect([r, f]).toEqual([kept(recency, (limit) => since <= limit), kept(frequency, (limit) => x + 1 >= limit)]);
    }
    const nets = shop
      .flatMap(({ orders = [] }) =>
        orders.length === 0 ? [] : [orders.reduce((sum, { totalMinor = 0 }) => sum + (totalMinor as number), 0)],
      )
      .sort((a, b) => a - b);
    const fifths = nets.map((net) => kept(monetary, (limit) => net >= limit));
    expect(rated.map(({ m }) => m).sort()).toEqual(fifths.sort());
    const half = nets.length / 2;
    expect(medianRevenue).toBe(((nets[Math.floor(half)] as number) + (nets[Math.ceil(half) - 1] as number)) / 2);
  },
);
