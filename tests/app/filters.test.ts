import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import type { Condition } from '../../lib/domain/filter.ts';
import type { CustomerId } from '../../lib/domain/ids.ts';
import type { NewCustomer } from '../../lib/messaging/contract.ts';
import { newAction } from '../storage/open-test-store.ts';
import { openApp, type TestApp } from './open-app.ts';

const DAY = 86_400_000;
const order = (test: TestApp, daysAgo: number, currency = 'CNY', totalMinor = 1000) => ({
  number: `${daysAgo}-${currency}-${totalMinor}`,
  placedAt: test.time.now - daysAgo * DAY,
  currency,
  totalMinor,
  status: 'paid' as const,
});
const names = async (test: TestApp, where: Condition[], filter = '') =>
  (
    await test.call('customers.list', { sort: 'name', descending: false, filter, where, offset: 0, limit: 100 })
  ).rows.map(({ name }) => name);

async function shop(): Promise<TestApp> {
  const test = await openApp();
  await test.file(
    { name: 'Ann', emails: ['ann@shop.example'], tags: ['vip', 'net 30'], orders: [order(test, 3), order(test, 40)] },
    { name: 'Bob', phones: ['+8613900000101'], tags: ['vip'], orders: [order(test, 400, 'USD', 99_900)] },
    { name: '单晓梅', accounts: ['shop:own:17'], birthday: '1988-04-09', notes: ['prefers oolong'] },
  );
  return test;
}

describe('filters', () => {
  it('ask of each kind of attribute what is on file, and all conditions together', async () => {
    const test = await shop();
    expect(await names(test, [{ attribute: 'tag', is: 'any-of', values: ['vip'] }])).toEqual(['Ann', 'Bob']);
    expect(await names(test, [{ attribute: 'tag', is: 'none-of', values: ['net 30'] }])).toEqual(['Bob', '单晓梅']);
    expect(await names(test, [{ attribute: 'email', is: 'unknown' }])).toEqual(['Bob', '单晓梅']);
    expect(await names(test, [{ attribute: 'orders', is: 'between', from: 1, to: 1 }])).toEqual(['Bob']);
    expect(await names(test, [{ attribute: 'lastPurchase', is: 'in-last', days: 30 }])).toEqual(['Ann']);
    expect(await names(test, [{ attribute: 'lastPurchase', is: 'before-last', days: 30 }])).toEqual(['Bob']);
    expect(await names(test, [{ attribute: 'lastPurchase', is: 'unknown' }])).toEqual(['单晓梅']);
    expect(await names(test, [{ attribute: 'net:USD', is: 'between', from: 50_000 }])).toEqual(['Bob']);
    expect(await names(test, [{ attribute: 'stage', is: 'any-of', values: ['prospect'] }])).toEqual(['单晓梅']);
    expect(await names(test, [{ attribute: 'contacted', is: 'unknown' }])).toEqual(['Ann', 'Bob', '单晓梅']);
    expect(await names(test, [{ attribute: 'active', is: 'in-last', days: 10 }])).toEqual(['Ann', 'Bob', '单晓梅']);
    expect(await names(test, [{ attribute: 'source', is: 'any-of', values: ['user'] }])).toHaveLength(3);
    const both: Condition[] = [
      { attribute: 'tag', is: 'any-of', values: ['vip'] },
      { attribute: 'currency', is: 'any-of', values: ['USD', 'EUR'] },
    ];
    expect(await names(test, both)).toEqual(['Bob']);
    expect(await names(test, both, 'ann')).toEqual([]);
    await expect(names(test, [{ attribute: 'nothing', is: 'known' }])).rejects.toThrow('bad-request');
    await expect(names(test, [{ attribute: 'toString', is: 'known' }])).rejects.toThrow('bad-request');
  });

  it('find a text in pinyin, numbers and notes, and show where', async () => {
    const test = await shop();
    const found = async (filter: string) => {
      const list = { sort: 'name', descending: false, filter, offset: 0, limit: 10 } as const;
      const { rows, marks } = await test.call('customers.list', list);
      return rows.map((row, index) => ({ name: row.name, marks: marks?.[index] }));
    };
    expect(await found('shanxm')).toMatchObject([{ name: '单晓梅', marks: { name: [[0, 3]] } }]);
    expect(await found('0101')).toMatchObject([{ name: 'Bob', marks: { found: { field: 'phone' } } }]);
    const [note] = await found('oolong');
    expect(note).toMatchObject({ name: '单晓梅', marks: { found: { field: 'note', excerpt: 'prefers oolong' } } });
    expect(note?.marks?.found?.ranges).toEqual([[8, 14]]);
    expect(await found('ANN')).toMatchObject([{ name: 'Ann', marks: { name: [[0, 3]], email: [[0, 3]] } }]);
    expect(await found('nobody at all')).toEqual([]);
  });

  it('follow every change at once', async () => {
    const test = await shop();
    const vip: Condition[] = [{ attribute: 'tag', is: 'any-of', values: ['vip'] }];
    expect(await names(test, vip)).toEqual(['Ann', 'Bob']);
    const [zoe] = await test.file({ name: 'Zoe', tags: ['vip'] });
    expect(await names(test, vip)).toEqual(['Ann', 'Bob', 'Zoe']);
    const customerId = zoe as CustomerId;
    await test.call('customers.tag', { actionId: newAction(), customerId, tag: 'vip', present: false });
    expect(await names(test, vip)).toEqual(['Ann', 'Bob']);
    await test.call('history.undo', { actionId: newAction() });
    await test.call('customers.update', { actionId: newAction(), customerId, field: 'name', value: 'Aaron' });
    expect(await names(test, vip)).toEqual(['Aaron', 'Ann', 'Bob']);
    await test.call('customers.remove', { actionId: newAction(), customerId });
    expect(await names(test, vip)).toEqual(['Ann', 'Bob']);
  });

  it('are kept under a name, changed, deleted and brought back', async () => {
    const test = await shop();
    const filter = { text: 'a', where: [{ attribute: 'tag', is: 'any-of' as const, values: ['vip'] }] };
    const kept = { name: ' Best ', filter, sort: 'net' as const, descending: true };
    const { id } = await test.call('filters.save', { actionId: newAction(), ...kept });
    expect(await test.call('filters.list', {})).toEqual([{ ...kept, id, name: 'Best' }]);
    await test.call('filters.save', { actionId: newAction(), ...kept, id, name: 'Better' });
    expect((await test.call('filters.list', {})).map(({ name }) => name)).toEqual(['Better']);
    await test.call('filters.remove', { actionId: newAction(), id });
    expect(await test.call('filters.list', {})).toEqual([]);
    await test.call('history.undo', { actionId: newAction() });
    expect((await test.call('filters.list', {})).map(({ name }) => name)).toEqual(['Better']);
    const bad = { ...kept, filter: { text: '', where: [{ attribute: 'x', is: 'known' as const }] } };
    await expect(test.call('filters.save', { actionId: newAction(), ...bad })).rejects.toThrow('bad-request');
    await expect(test.call('filters.remove', { actionId: newAction(), id: newAction() })).rejects.toThrow('not-found');
    expect((await test.call('settings.get', {})).singleKeys).toBe(true);
  });

  it('say which values there are, the commonest first', async () => {
    const test = await shop();
    const values = await test.call('filters.values', {});
    expect(values.tag).toEqual([
      { value: 'vip', count: 2 },
      { value: 'net 30', count: 1 },
    ]);
    expect(values.currency.map(({ value }) => value).sort()).toEqual(['CNY', 'USD']);
    expect(values.source).toEqual([{ value: 'user', count: 3 }]);
  });
});

describe('the list at any size', () => {
  const crowd = (count: number, test: TestApp): NewCustomer[] =>
    Array.from({ length: count }, (_, index) => ({
      name: index % 11 === 10 ? '' : `${['李', '王', 'Anna ', 'Zoe '][index % 4]}${(index * 7919) % 997}`,
      emails: [`p${index}@crowd.example`],
      ...(index % 5 === 4
        ? {}
        : {
            orders: [
              { ...order(test, index % 300, index % 3 ? 'CNY' : 'USD', 500 + (index % 70)), number: `N${index}` },
            ],
          }),
    }));

  it('comes in the same order before its orders were worked out and after, page by page', async () => {
    const test = await openApp();
    for (let times = 0; times < 6; times += 1)
      await test.file(
        ...crowd(1000, test).map((one, nth) => ({
          ...one,
          emails: [`p${times}-${nth}@crowd.example`],
          orders: one.orders?.map((each) => ({ ...each, number: `${times}-${each.number}` })) ?? [],
        })),
      );
    const whole = async (sort: 'name' | 'net' | 'score' | 'orderCount' | 'lastPurchaseAt', descending: boolean) => {
      const list = { sort, descending, filter: '', limit: 500 };
      const rows = [];
      for (let offset = 0; offset < 1500; offset += 500)
        rows.push(...(await test.call('customers.list', { ...list, offset })).rows);
      // A score may come meanwhile: it is another row then, in the same place of every order but its own.
      const scoreOf = (score: number | undefined) => (sort === 'score' ? score : '');
      return rows.map(
        (row) => `${row.name}|${row.net?.currency} ${row.net?.amountMinor}|${row.orderCount}|${scoreOf(row.score)}`,
      );
    };
    const stays = async (sort: 'net' | 'name' | 'score') => {
      const early = await whole(sort, true);
      expect(new Set(early).size).toBeGreaterThan(100);
      await expect.poll(() => whole(sort, true), { timeout: 5000 }).toEqual(early);
    };
    await stays('net');
    await stays('name');
    await test.call('score.rows', { from: 0, limit: 1 });
    const isScored = async () => (await whole('score', true))[0]?.endsWith('|undefined') === false;
    await expect.poll(isScored, { timeout: 20_000 }).toBe(true);
    await stays('score');
  });
});
