import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { openApp } from './open-app.ts';

const DAY = 86_400_000;

it('scores a small file at the first question, and one customer at once when an order comes in', async () => {
  const test = await openApp();
  const orders = (name: string, days: readonly number[]) =>
    days.map((ago, nth) => ({
      number: `${name}-${nth}`,
      placedAt: test.time.now - ago * DAY,
      currency: 'CNY',
      totalMinor: 10_000 + nth,
    }));
  const [ana, ben, cy] = await test.file(
    { name: 'Ana', orders: orders('A', [400, 370, 340, 310, 30]) },
    { name: 'Ben', orders: orders('B', [200]) },
    { name: 'Cy' },
  );
  if (!ana || !ben || !cy) throw new Error('not filed');
  const receipt = await test.call('score.get', { customerId: ana });
  console.log(JSON.stringify(receipt));
  console.log(JSON.stringify(await test.call('score.outlook', { customerId: ana })));
  expect(await test.call('score.get', { customerId: cy })).toEqual({ type: 'no-orders' });
  const list = await test.call('customers.list', { sort: 'score', descending: true, filter: '', offset: 0, limit: 10 });
  console.log(JSON.stringify(list.rows.map(({ name, score, tier, stage }) => ({ name, score, tier, stage }))));
});
