import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CustomerId } from '../../lib/domain/ids.ts';
import type { NewCustomer } from '../../lib/messaging/contract.ts';
import type { PairReport } from '../../lib/messaging/offer-work.ts';
import { newAction } from '../storage/open-test-store.ts';
import { openApp, type TestApp } from './open-app.ts';

const DAY = 86_400_000;
const NOW = 1_790_000_000_000;
const GOODS = ['A', 'B', 'C', 'D'];

const person = fc.array(
  fc.record({
    goods: fc.subarray(GOODS),
    day: fc.constantFrom(3, 3, 4, 90),
    isPaid: fc.constantFrom(true, true, false),
  }),
  { maxLength: 3 },
);
const step = fc.record({
  do: fc.constantFrom('merge', 'merge', 'remove', 'lose-order', 'few', 'undo', 'tidy', 'look'),
  one: fc.nat(),
  other: fc.nat(),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

let named = 0;
function made(orders: readonly { goods: readonly string[]; day: number; isPaid: boolean }[]): NewCustomer {
  named += 1;
  return {
    name: `Person ${named}`,
    orders: orders.map(({ goods, day, isPaid }, nth) => ({
      ...{ number: `N-${named}-${nth}`, placedAt: NOW - day * DAY, status: isPaid ? 'paid' : 'open' },
      ...{ currency: 'CNY', totalMinor: 9900, lines: goods.map((sku) => ({ sku, name: sku, quantity: 1 })) },
    })),
  };
}

const pairsOf = async (test: TestApp): Promise<PairReport> => JSON.parse(await test.call('offers.pairs', {}));

async function take(test: TestApp, { do: what, one, other }: Step, ids: CustomerId[]): Promise<void> {
  const [first, second] = [ids[one % ids.length] as CustomerId, ids[other % ids.length] as CustomerId];
  const call = async (work: Promise<unknown>) => {
    // Who was removed or undone before is found no more, and who is nobody else is not taken apart.
    await work.catch((error: Error) => {
      if (!['not-found', 'not-merged'].includes(error.message)) throw error;
    });
  };
  switch (what) {
    case 'merge':
      if (first !== second) await call(test.call('merges.join', { actionId: newAction(), groups: [[first, second]] }));
      return;
    case 'remove':
      return call(test.call('customers.remove', { actionId: newAction(), customerId: first }));
    case 'lose-order':
      for (const { id } of await test.call('orders.list', { customerId: first, limit: 1 }))
        await test.call('orders.remove', { actionId: newAction(), orderId: id });
      return;
    case 'few':
      ids.push(...(await test.file(made([{ goods: ['A', GOODS[one % 4] as string], day: 3, isPaid: true }]))));
      return;
    case 'undo':
      await test.call('history.undo', { actionId: newAction() });
      return;
    case 'tidy':
      return test.app.tidy();
    case 'look':
      await pairsOf(test);
      return;
    default:
      throw new Error(what);
  }
}

/** Every person's purchases, told from whole records. */
const plainly = (test: TestApp): Promise<Set<string>[]> =>
  test.store.read(async (reader) => {
    const baskets: Set<string>[] = [];
    for (const id of (await reader.summaries()).keys()) {
      const whole = await reader.whole(id);
      const days = new Map<number, Set<string>>();
      for (const order of whole.list('orders')) {
        const goods = whole.list('lines').flatMap(({ orderId, sku }) => (orderId === order.id && sku ? [sku] : []));
        if (order.status !== 'paid' || goods.length === 0) continue;
        const day = Math.floor((order.placedAt ?? 0) / DAY);
        days.set(day, new Set([...(days.get(day) ?? []), ...goods]));
      }
      baskets.push(...days.values());
    }
    return baskets;
  });

it('purchases say what the records say, whatever was imported, merged, deleted, taken back or laid out anew', async () => {
  let merged = 0;
  await fc.assert(
    fc.asyncProperty(
      // Above fifty they come as a segment of their own.
      fc.array(person, { minLength: 55, maxLength: 60 }),
      fc.array(step, { minLength: 4, maxLength: 12 }),
      async (people, steps) => {
        const test = await openApp(undefined, { journalFull: 12 });
        await test.call('settings.set', { actionId: newAction(), settings: { timeZone: 'UTC' } });
        const ids = await test.file(...people.map(made));
        for (const one of steps) await take(test, one, ids);
        const baskets = await plainly(test);
        const both = (a = '', b = '') => baskets.filter((one) => one.has(a) && one.has(b)).length;
        // Counted by a background that knows nothing of what was counted before.
        const { pairs, baskets: counted } = await pairsOf(await withoutCounts(test));
        expect(counted).toBe(baskets.length);
        for (const { first, second, together, withFirst, withSecond } of pairs)
          expect([together, withFirst, withSecond]).toEqual([
            both(first.sku, second.sku),
            both(first.sku, first.sku),
            both(second.sku, second.sku),
          ]);
        merged += steps.filter((one) => one.do === 'merge').length;
      },
    ),
    { numRuns: 12 },
  );
  expect(merged).toBeGreaterThan(5);
});

/** The same file, as after an upgrade that counts otherwise. */
async function withoutCounts(test: TestApp): Promise<TestApp> {
  await test.store.replaceDerived('offers', await test.store.state(), []);
  return test.reopen();
}
