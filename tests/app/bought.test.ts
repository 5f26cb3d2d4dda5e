import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Condition } from '../../lib/domain/filter.ts';
import type { ActionId, CustomerId } from '../../lib/domain/ids.ts';
import type { PairReport } from '../../lib/messaging/offer-work.ts';
import type { Edit } from '../../lib/storage/action.ts';
import { pairCells } from '../../lib/view/chart-cells.ts';
import { routeOf } from '../../lib/view/dashboard-route.ts';
import { newAction, nextId } from '../storage/open-test-store.ts';
import { inMemory, openApp, type TestApp } from './open-app.ts';
import { customer, DAY, type NewOrder, NOW, order } from './orders-of-goods.ts';

const anyOf = (...values: string[]): Condition => ({ attribute: 'bought', is: 'any-of', values });
const noneOf = (...values: string[]): Condition => ({ attribute: 'bought', is: 'none-of', values });
const query = { sort: 'name', descending: false, filter: '', offset: 0, limit: 500 } as const;
const listed = async (test: TestApp, ...where: Condition[]): Promise<readonly string[]> =>
  (await test.call('customers.list', { ...query, where })).rows.map(({ id }) => id).sort();
const pairsOf = async (test: TestApp): Promise<PairReport> => JSON.parse(await test.call('offers.pairs', {}));

/** Everybody on file, and what each of them bought, worked out from all records by the words of the rule. */
async function naive(test: TestApp): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = new Map<string, ReadonlySet<string>>();
  await test.store.read(async (reader) => {
    for (const id of (await reader.summaries()).keys()) {
      const whole = await reader.whole(id);
      const bought = new Set<string>();
      for (const line of whole.list('lines')) {
        const its = whole.list('orders').find((one) => one.id === line.orderId);
        const isPaid = its && its.status !== 'open' && its.status !== 'cancelled' && (its.totalMinor ?? 0) >= 0;
        const isKept = its && (its.refundedMinor ?? 0) < (its.totalMinor ?? Number.POSITIVE_INFINITY);
        const isPast = its?.placedAt !== undefined && its.placedAt <= test.time.now;
        if (isPaid && isKept && isPast && its.status !== 'refunded') bought.add(`sku:${line.sku?.toLowerCase()}`);
      }
      found.set(id, bought);
    }
  });
  return found;
}

const GOODS = ['A', 'B', 'C', 'D'];
const keyOf = (sku: string) => `sku:${sku.toLowerCase()}`;
const kind = fc.constantFrom('paid', 'open', 'cancelled', 'refunded', 'back', 'later', 'undated');
const given = (of: string): Partial<NewOrder> => {
  if (of === 'back') return { status: 'paid', refundedMinor: 9900 };
  if (of === 'later') return { status: 'paid', placedAt: NOW + 3 * DAY };
  return of === 'undated' ? { status: 'paid', placedAt: undefined as never } : { status: of as 'paid' };
};
const made = fc.record({ goods: fc.uniqueArray(fc.constantFrom(...GOODS), { maxLength: 3 }), kind });
const deed = fc.record({
  do: fc.constantFrom(
    ...(['file', 'order', 'change', 'refund', 'drop', 'remove', 'join'] as const),
    ...(['part', 'undo', 'restart', 'count', 'tidy', 'time'] as const),
  ),
  who: fc.nat(40),
  other: fc.nat(40),
  made,
});

let lines = 0;
const set = (table: 'orders' | 'lines', id: string, field: string, value: unknown): Edit => ({
  ...{ kind: 'set', table, id, field, value },
});
/** The edits of a new order. */
function editsOf(customerId: string, { lines: goods = [], ...fields }: NewOrder): Edit[] {
  const id = nextId();
  return [
    ...Object.entries({ ...fields, customerId, shop: 'own', createdAt: NOW }).map(([field, value]) =>
      set('orders', id, field, value),
    ),
    ...goods.flatMap((line) => {
      lines += 1;
      const lineId = nextId();
      return Object.entries({ ...line, orderId: id, position: lines }).map(([field, value]) =>
        set('lines', lineId, field, value),
      );
    }),
  ];
}

describe('who bought what', () => {
  it('is what all orders say, whatever was changed, merged, taken back or counted in between', async () => {
    let [asked, some] = [0, 0];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(made, { maxLength: 3 }), { minLength: 1, maxLength: 8 }),
        fc.array(deed, { minLength: 1, maxLength: 12 }),
        async (people, deeds) => {
          let test = await openApp(inMemory(), { journalFull: 40 });
          await test.call('settings.set', { actionId: newAction(), settings: { timeZone: 'UTC' } });
          test.time.now = NOW;
          const orderOf = (one: { goods: readonly string[]; kind: string }) => order(one.goods, given(one.kind));
          const ids = await test.file(...people.map((own) => customer(...own.map(orderOf))));
          const actions: ActionId[] = [];
          const check = async () => {
            const truth = await naive(test);
            const expected = (test_: (bought: ReadonlySet<string>) => boolean) =>
              [...truth]
                .filter(([, bought]) => test_(bought))
                .map(([id]) => id)
                .sort();
            const [a, b] = [keyOf('A'), keyOf('B')];
            expect(await listed(test, anyOf(a))).toEqual(expected((bought) => bought.has(a)));
            expect(await listed(test, anyOf(a, b))).toEqual(expected((bought) => bought.has(a) || bought.has(b)));
            expect(await listed(test, anyOf(b), noneOf(a))).toEqual(expected((x) => x.has(b) && !x.has(a)));
            asked += 1;
            if (expected((bought) => bought.has(a)).length > 0) some += 1;
          };
          await check();
          const commit = (edits: readonly Edit[]) => {
            const id = newAction();
            actions.push(id);
            return test.store.commit({ id, name: 'orders.add', source: { type: 'user' } }, async () => ({
              edits,
              reply: 1,
            }));
          };
          for (const one of deeds) {
            const id = ids[one.who % ids.length] as CustomerId;
            const other = ids[one.other % ids.length] as CustomerId;
            const actionId = newAction();
            // Whoever was merged or removed refuses some of it.
            const tried = (work: Promise<unknown>) => work.then(() => void actions.push(actionId)).catch(() => {});
            const [first] = await test.call('orders.list', { customerId: id, limit: 1 }).catch(() => []);
            if (one.do === 'file') ids.push(...(await test.file(customer(orderOf(one.made)))));
            if (one.do === 'order') await commit(editsOf(id, orderOf(one.made)));
            if (one.do === 'change' && first)
              await commit([set('orders', first.id, 'status', first.status === 'paid' ? 'cancelled' : 'paid')]);
            if (one.do === 'refund' && first) await commit([set('orders', first.id, 'refundedMinor', 9900)]);
            if (one.do === 'drop' && first) await tried(test.call('orders.remove', { actionId, orderId: first.id }));
            if (one.do === 'remove') await tried(test.call('customers.remove', { actionId, customerId: id }));
            if (one.do === 'join' && id !== other)
              await tried(test.call('merges.join', { actionId, groups: [[id, other]] }));
            if (one.do === 'part') await tried(test.call('merges.part', { actionId, customerId: id }));
            const last = one.do === 'undo' ? actions.pop() : undefined;
            if (last) await test.call('history.undo', { actionId, undo: last });
            if (one.do === 'restart') test = await test.reopen();
            if (one.do === 'count') await pairsOf(test);
            if (one.do === 'tidy') await test.app.tidy();
            if (one.do === 'time') test.time.now += 4 * DAY;
            await check();
          }
        },
      ),
      { numRuns: 25 },
    );
    expect(some).toBeGreaterThan(asked / 10);
  });

  it('opens of each pair as many customers as are counted, also of whoever changed since', async () => {
    const test = await openApp();
    test.time.now = NOW;
    const shop = Array.from({ length: 90 }, (_, index) => {
      const first = order(GOODS.filter((_sku, at) => (index >> at) & 1));
      // Some came back for the rest on another day: they bought both, though never at once.
      return customer(...(index % 7 === 0 ? [first, order(['B'], { placedAt: NOW - 9 * DAY })] : [first]));
    });
    const ids = await test.file(...shop);
    const compared = async () => {
      const { pairs } = await pairsOf(test);
      expect(pairs.length).toBeGreaterThan(3);
      for (const pair of pairs) {
        const cells = pairCells(pair);
        for (const name of ['both', 'firstOnly', 'secondOnly'] as const) {
          const route = cells[name] === undefined ? undefined : routeOf(cells[name]);
          if (route && (route.page !== 'customers' || !route.filter)) throw new Error('opens no list');
          const where = route?.page === 'customers' ? (route.filter?.where ?? []) : undefined;
          const found = where ? await test.call('customers.list', { ...query, where }) : { total: 0 };
          expect([pair.keys, name, found.total]).toEqual([pair.keys, name, pair.customers[name]]);
        }
      }
      return pairs;
    };
    const before = await compared();
    expect(before.some(({ customers, together }) => customers.both > together)).toBe(true);
    expect(before.some(({ customers }) => customers.firstOnly > 5)).toBe(true);
    await test.call('merges.join', { actionId: newAction(), groups: [[ids[1], ids[2], ids[4]] as CustomerId[]] });
    await test.call('customers.remove', { actionId: newAction(), customerId: ids[3] as CustomerId });
    const after = await compared();
    expect(after).not.toEqual(before);
  });

  it('is found by name or SKU, those whom most bought first, and named by keys', async () => {
    const test = await openApp();
    test.time.now = NOW;
    const line = (name: string, sku?: string) => ({ name, quantity: 1, unitMinor: 100, ...(sku ? { sku } : {}) });
    const sold = (...lines: ReturnType<typeof line>[]) => customer(order([], { lines }));
    await test.file(
      sold(line('龙井绿茶', 'LJ-250'), line('Postage')),
      sold(line('龙井绿茶', 'lj-250'), line('Café cup')),
      sold(line('ＣＡＦＥ  Cup')),
      customer(order([], { lines: [line('Never paid', 'NP')], status: 'open' })),
    );
    const find = async (text: string, limit = 10) => test.call('offers.goods', { text, limit });
    // Of equally new words always the same.
    const tea = { key: 'sku:lj-250', name: '龙井绿茶', sku: 'LJ-250', customers: 2 };
    expect((await find('')).goods).toEqual([
      tea,
      { key: 'name:cafe cup', name: 'ＣＡＦＥ  Cup', customers: 1 },
      { key: 'name:café cup', name: 'Café cup', customers: 1 },
    ]);
    expect((await find('龍井')).goods.map(({ key }) => key)).toEqual(['sku:lj-250']);
    expect((await find('250 lj')).goods.map(({ key }) => key)).toEqual(['sku:lj-250']);
    expect(await find('cafe', 1)).toMatchObject({ total: 2, goods: [{ customers: 1 }] });
    expect((await test.call('offers.goods', { text: '', limit: 0, keys: ['sku:lj-250', 'sku:np'] })).known).toEqual([
      tea,
    ]);
    const bad = { ...query, where: [{ attribute: 'bought', is: 'contains', text: 'a' } as Condition] };
    await expect(test.call('customers.list', bad)).rejects.toThrow('bad-request');
  });

  it('is known of a file in which thousands have orders of days to come, on that day too', async () => {
    const test = await openApp();
    test.time.now = NOW;
    const tomorrow = Array.from({ length: 2100 }, () => customer(order(['B'], { placedAt: NOW + DAY })));
    const [early] = await test.file(customer(order(['A'])));
    for (let from = 0; from < tomorrow.length; from += 700) await test.file(...tomorrow.slice(from, from + 700));
    const found = await test.call('customers.list', { ...query, where: [anyOf(keyOf('A'), keyOf('B'))] });
    expect(found.rows.map(({ id }) => id)).toEqual([early]);
    test.time.now = NOW + 2 * DAY;
    expect((await test.call('customers.list', { ...query, where: [anyOf(keyOf('B'))] })).total).toBe(2100);
  });
});
