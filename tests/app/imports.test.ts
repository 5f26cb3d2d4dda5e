import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import type { CustomerId } from '../../lib/domain/ids.ts';
import type { ImportOptions, ImportReport } from '../../lib/messaging/contract.ts';
import type { ImportRow } from '../../lib/transfer/import-row.ts';
import { newAction } from '../storage/open-test-store.ts';
import { fourPeople, merge } from './four-people.ts';
import { openApp, type TestApp } from './open-app.ts';
import { packed } from './packed.ts';

const OPTIONS: ImportOptions = {
  file: 'orders.csv',
  shop: 'shopify:own',
  matchBy: ['account', 'email', 'phone', 'name'],
  onConflict: 'mine',
  region: 'CN',
};

type Told = Partial<ImportRow['customer']>;

const row = (line: number, customer: Told, order?: ImportRow['order']): ImportRow => ({
  row: line,
  customer: { emails: [], phones: [], accounts: [], tags: [], fields: new Map(), ...customer },
  ...(order ? { order } : {}),
  problems: [],
});

async function open(test: TestApp, rows: readonly ImportRow[], options: Partial<ImportOptions> = {}): Promise<string> {
  const { importId } = await test.call('imports.open', { options: { ...OPTIONS, ...options } });
  await test.call('imports.add', { importId, piece: 0, rows: packed(rows) });
  return importId;
}

async function run(test: TestApp, rows: readonly ImportRow[], options?: Partial<ImportOptions>): Promise<ImportReport> {
  return test.call('imports.run', { importId: await open(test, rows, options), actionId: newAction() });
}

const ORDERS = [
  row(
    2,
    { name: '李晓梅', emails: ['Xiaomei@Meili.example'], phones: ['139 0000 0101'], tags: ['vip'] },
    {
      number: 'T-1',
      placedAt: 1_789_000_000_000,
      currency: 'CNY',
      totalMinor: 12_800,
      status: 'paid',
      line: { sku: 'TEA', name: '龙井', quantity: 2, unitMinor: 6400 },
    },
  ),
  // The second line of the order says nothing of the customer.
  row(3, {}, { number: 'T-1', line: { name: '茶杯', quantity: 1, unitMinor: 0 } }),
  row(
    4,
    { emails: ['xiaomei@meili.example'], note: '发票抬头：美丽茶业' },
    { number: 'T-2', placedAt: 1_789_100_000_000, currency: 'CNY', totalMinor: 500 },
  ),
  row(5, { name: 'Emma Weber', emails: ['emma@weber.example'] }),
];

const list = (test: TestApp) =>
  test.call('customers.list', { sort: 'name', descending: false, filter: '', offset: 0, limit: 100 });

describe('an import', () => {
  it('tells what the rows of one customer say otherwise than the first, for the first stays', async () => {
    const test = await openApp();
    const rows = [
      row(2, { name: '王小明', phones: ['139 0000 0101'], company: '美丽茶业' }),
      row(3, { name: '小王', phones: ['139 0000 0101'], company: '美丽茶业' }),
      row(4, { name: '明明', phones: ['139 0000 0101'] }),
    ];
    const told = { conflicts: 1, examples: [{ type: 'differs', about: 'name', row: 3 }] };
    expect(await run(test, rows)).toMatchObject({ created: 1, ...told });
    expect(await run(test, rows)).toMatchObject({ created: 0, updated: 0, skipped: 1, ...told });
  });

  it('shows a customer number of the file as it stands there; of a platform with its platform', async () => {
    const test = await openApp();
    await run(test, [row(2, { name: '李晓梅', externalId: '会员:0007' })], { shop: 'import:file' });
    await run(test, [row(2, { name: 'Emma Weber', externalId: '9' })], { shop: 'shopify:own' });
    const { rows } = await list(test);
    const accounts = rows.map(async ({ id }) =>
      (await test.call('customers.get', { customerId: id }))?.identities.map(({ display }) => display),
    );
    expect(await Promise.all(accounts)).toEqual([['shopify:own:9'], ['会员:0007']]);
    expect(await run(test, [row(2, { externalId: '会员:0007' })], { shop: 'import:file' })).toMatchObject({
      created: 0,
    });
  });

  it('puts rows of one order and of one customer together', async () => {
    const test = await openApp();
    expect(await run(test, ORDERS)).toMatchObject({
      ...{ created: 2, updated: 0, conflicts: 0, skipped: 0 },
      orders: { created: 2, updated: 0, skipped: 0 },
    });
    const { rows } = await list(test);
    const li = rows.find(({ name }) => name === '李晓梅');
    expect(li).toMatchObject({ email: 'Xiaomei@Meili.example', orderCount: 2, noteCount: 1, tags: ['vip'] });
    const orders = await test.call('orders.list', { customerId: li?.id, limit: 10 });
    expect(orders.find(({ number }) => number === 'T-1')?.lines.map(({ name }) => name)).toEqual(['龙井', '茶杯']);
    const profile = await test.call('customers.get', { customerId: li?.id as CustomerId });
    expect(profile?.provenance.name?.source).toEqual({ type: 'import', file: 'orders.csv' });
  });

  it('of the same file again changes nothing', async () => {
    const test = await openApp();
    await run(test, ORDERS);
    const changes = (await test.call('store.stats', {})).changes;
    expect(await run(test, ORDERS)).toMatchObject({
      ...{ created: 0, updated: 0, conflicts: 0, skipped: 2 },
      orders: { created: 0, updated: 0, skipped: 2 },
    });
    expect((await test.call('store.stats', {})).changes).toBe(changes);
  });

  it('shows beforehand what it then does, and writes nothing for it', async () => {
    const test = await openApp();
    const importId = await open(test, ORDERS);
    const preview = await test.call('imports.preview', { importId });
    expect((await list(test)).total).toBe(0);
    const report = await test.call('imports.run', { importId, actionId: newAction() });
    expect(report).toMatchObject(preview);
    expect((await list(test)).total).toBe(2);
  });

  it('is taken back in one go, and what was there before is as it was', async () => {
    const test = await openApp();
    await test.file({ name: 'Emma W.', emails: ['emma@weber.example'] });
    const before = await list(test);
    const report = await run(test, ORDERS, { onConflict: 'file' });
    expect(report).toMatchObject({ created: 1, updated: 1 });
    await test.call('history.undo', { actionId: newAction(), undo: report.undoId });
    expect(await list(test)).toEqual(before);
    await test.call('history.redo', { actionId: newAction() });
    expect((await list(test)).rows.map(({ name }) => name).sort()).toEqual(['Emma Weber', '李晓梅']);
  });

  it('that was taken back brings its orders again when it is made anew, and can be taken back again', async () => {
    const test = await openApp();
    const first = await run(test, ORDERS);
    await test.call('history.undo', { actionId: newAction(), undo: first.undoId });
    const again = await run(test, ORDERS);
    expect(again).toMatchObject({ created: 2, conflicts: 0, orders: { created: 2, skipped: 0 }, examples: [] });
    const orders = async () =>
      (await test.call('orders.list', { limit: 9 })).map(({ number, lines }) => [
        number,
        lines.map(({ name }) => name),
      ]);
    expect(await orders()).toEqual([
      ['T-2', []],
      ['T-1', ['龙井', '茶杯']],
    ]);
    expect(await run(test, ORDERS)).toMatchObject({ created: 0, orders: { created: 0, skipped: 2 } });
    await test.call('history.undo', { actionId: newAction(), undo: again.undoId });
    expect([(await list(test)).total, await orders()]).toEqual([0, []]);
    await run(test, ORDERS);
    expect((await orders()).map(([number]) => number)).toEqual(['T-2', 'T-1']);
  });

  it('that was taken back brings its orders and numbers again to who was on file before, as the second file has them', async () => {
    const test = await openApp();
    const [emma] = (await test.file({ name: 'Emma', emails: ['emma@weber.example'] })) as [CustomerId];
    const order = { number: 'T-1', placedAt: 1_789_000_000_000, currency: 'CNY', totalMinor: 12_800 };
    const line = { sku: 'TEA', name: '龙井', quantity: 2, unitMinor: 6400 };
    const who = { emails: ['emma@weber.example'], phones: ['139 0000 0101'] };
    const wrong = [row(2, who, { ...order, status: 'refunded', line }), row(3, who, { number: 'T-1', line })];
    const first = await run(test, wrong);
    await test.call('history.undo', { actionId: newAction(), undo: first.undoId });
    const right = [row(2, who, { ...order, currency: 'EUR', line: { ...line, unitMinor: 640 } })];
    const second = await run(test, right);
    expect(second).toMatchObject({ updated: 1, orders: { created: 1, skipped: 0 } });
    const orders = () => test.call('orders.list', { customerId: emma, limit: 9 });
    expect(await orders()).toMatchObject([{ number: 'T-1', currency: 'EUR', lines: [{ ...line, unitMinor: 640 }] }]);
    expect((await orders())[0]).not.toHaveProperty('status');
    expect((await list(test)).rows).toMatchObject([{ phone: '139 0000 0101', orderCount: 1 }]);
    expect(await run(test, right)).toMatchObject({ updated: 0, orders: { created: 0, updated: 0, skipped: 1 } });
    await test.call('history.undo', { actionId: newAction(), undo: second.undoId });
    expect([await orders(), (await list(test)).rows[0]?.phone]).toEqual([[], '']);
  });

  it('never brings again what the user deleted', async () => {
    const test = await openApp();
    const [emma] = (await test.file({ name: 'Emma', emails: ['emma@weber.example'] })) as [CustomerId];
    const order = { number: 'T-1', placedAt: 1_789_000_000_000, currency: 'CNY', totalMinor: 12_800 };
    const rows = [row(2, { emails: ['emma@weber.example'] }, order)];
    await run(test, rows);
    const [{ id: orderId } = { id: '' as never }] = await test.call('orders.list', { customerId: emma, limit: 9 });
    await test.call('orders.remove', { actionId: newAction(), orderId });
    expect(await run(test, rows)).toMatchObject({ updated: 0, orders: { created: 0, skipped: 1 } });
    expect(await test.call('orders.list', { customerId: emma, limit: 9 })).toEqual([]);
  });

  it('brings the orders of a deleted customer to whom the file means now, once, also when the first import is done again', async () => {
    const test = await openApp();
    const first = await run(test, ORDERS);
    await test.call('history.undo', { actionId: newAction(), undo: first.undoId });
    await run(test, ORDERS);
    const numbers = async () => (await test.call('orders.list', { limit: 9 })).map(({ number }) => number);
    await test.call('history.redo', { actionId: newAction(), redo: first.undoId });
    expect(await numbers()).toEqual(['T-2', 'T-1']);
  });

  it('keeps what the user wrote where the file differs, and says so', async () => {
    const test = await openApp();
    const [emma] = await test.file({ name: 'Emma W.', emails: ['emma@weber.example'] });
    const report = await run(test, [
      row(2, { name: 'Emma Weber', company: 'Weber AG', emails: ['emma@weber.example'] }),
    ]);
    expect(report).toMatchObject({ updated: 1, conflicts: 1, examples: [{ type: 'differs', about: 'name', row: 2 }] });
    expect((await test.call('customers.get', { customerId: emma as CustomerId }))?.customer).toMatchObject({
      ...{ name: 'Emma W.', company: 'Weber AG' },
    });
  });

  it('never guesses between two customers, nor gives one the order of another', async () => {
    const test = await openApp();
    await test.file({ name: 'One', emails: ['one@a.example'] }, { name: 'Two', phones: ['+8613900000102'] });
    const both = row(2, { emails: ['one@a.example'], phones: ['13900000102'] });
    expect(await run(test, [both])).toMatchObject({
      conflicts: 1,
      skipped: 1,
      examples: [{ type: 'several-customers' }],
    });
    const order = { number: 'X-1', placedAt: 1_789_000_000_000, currency: 'CNY', totalMinor: 100 };
    await run(test, [row(2, { emails: ['one@a.example'] }, order)]);
    expect(await run(test, [row(2, { phones: ['13900000102'] }, order)])).toMatchObject({
      orders: { created: 0, skipped: 1 },
      examples: [{ type: 'order-of-another', about: 'X-1' }],
    });
  });

  it('brings the newer word about an order that is on file', async () => {
    const test = await openApp();
    const order = {
      number: 'X-1',
      placedAt: 1_789_000_000_000,
      currency: 'CNY',
      totalMinor: 100,
      status: 'paid' as const,
    };
    await run(test, [row(2, { emails: ['one@a.example'] }, order)]);
    expect(
      await run(test, [row(2, { emails: ['one@a.example'] }, { ...order, status: 'refunded', refundedMinor: 100 })]),
    ).toMatchObject({ updated: 1, orders: { updated: 1 } });
    expect((await list(test)).rows[0]).toMatchObject({ orderCount: 0 });
  });

  it('takes rows without an order number as orders of their own, alike ones too, and knows them again', async () => {
    const test = await openApp();
    const bought = { placedAt: 1_789_000_000_000, currency: 'USD', totalMinor: 1199 };
    const rows = [2, 3, 4].map((line) => row(line, { externalId: '0007' }, bought));
    expect(await run(test, rows)).toMatchObject({ created: 1, orders: { created: 3 } });
    expect(await run(test, rows)).toMatchObject({ skipped: 1, orders: { created: 0, skipped: 3 } });
  });

  it('does not bring back by itself what the user took off the file', async () => {
    const test = await openApp();
    const rows = [row(2, { name: 'Emma', emails: ['emma@weber.example', 'other@weber.example'] })];
    await run(test, rows);
    const id = (await list(test)).rows[0]?.id as CustomerId;
    const other = (await test.call('customers.get', { customerId: id }))?.identities.find(({ key }) =>
      key.startsWith('other'),
    );
    await test.call('identities.remove', { actionId: newAction(), identityId: other?.id as never });
    expect(await run(test, rows)).toMatchObject({ skipped: 1 });
  });

  it('that is closed leaves nothing', async () => {
    const test = await openApp();
    const importId = await open(test, ORDERS);
    await test.call('imports.close', { importId });
    await expect(test.call('imports.run', { importId, actionId: newAction() })).rejects.toThrow('not-found');
    expect((await list(test)).total).toBe(0);
  });
});

describe('custom fields in a file', () => {
  it('are put on file by their kind; what a field cannot hold is told, and what is on file already stays', async () => {
    const test = await openApp();
    const add = async (name: string, kind: 'number' | 'choice', choices?: string[]) =>
      (await test.call('fields.add', { actionId: newAction(), name, kind, ...(choices ? { choices } : {}) })).fieldId;
    const size = await add('Size', 'number');
    const likes = await add('Likes', 'choice', ['tea', 'cups']);
    // On its way from the reader a map becomes a list of pairs.
    const told = (line: number, email: string, fields: [string, string][]): ImportRow =>
      row(line, { emails: [email], fields: fields as unknown as ImportRow['customer']['fields'] });
    const rows = [
      told(2, 'ann@x.example', [
        [size, '42'],
        [likes, 'Tea'],
      ]),
      told(3, 'bob@x.example', [[size, 'large']]),
    ];
    const report = await run(test, rows);
    expect(report).toMatchObject({
      created: 2,
      conflicts: 1,
      examples: [{ row: 3, type: 'bad-value', about: 'custom:Size' }],
    });
    const custom = async (text: string) => {
      const [hit] = await test.call('search.run', { text, limit: 1 });
      return (await test.call('customers.get', { customerId: hit?.customer.id as CustomerId }))?.custom;
    };
    const [tea] = (await test.call('fields.list', {}))[1]?.choices ?? [];
    expect(await custom('ann@x.example')).toEqual({ [size]: 42, [likes]: tea?.id });
    expect(await custom('bob@x.example')).toEqual({});
    expect(await run(test, rows.slice(0, 1))).toMatchObject({ skipped: 1, updated: 0, conflicts: 0 });

    const other = [told(2, 'ann@x.example', [[size, '43']])];
    expect(await run(test, other)).toMatchObject({
      conflicts: 1,
      examples: [{ type: 'differs', about: 'custom:Size' }],
    });
    expect(await custom('ann@x.example')).toMatchObject({ [size]: 42 });
    const { undoId } = await run(test, other, { onConflict: 'file' });
    expect(await custom('ann@x.example')).toMatchObject({ [size]: 43 });
    await test.call('history.undo', { actionId: newAction(), undo: undoId });
    expect(await custom('ann@x.example')).toMatchObject({ [size]: 42 });
  });
});

it('the same file again after two of its customers were merged changes nothing and says so', async () => {
  const test = await openApp();
  const file = [...ORDERS, row(6, { name: 'E. Weber', emails: ['e@weber.example'] }, { number: 'T-3' })];
  await run(test, file);
  const webers = (await list(test)).rows.filter(({ name }) => name.endsWith('Weber')).map(({ id }) => id);
  expect(webers).toHaveLength(2);
  await merge(test, ...webers);
  const before = await list(test);
  const { changes } = await test.call('store.stats', {});
  const nothing = { created: 0, updated: 0, conflicts: 0, orders: { created: 0, updated: 0, claimed: 0, skipped: 3 } };
  expect(await test.call('imports.preview', { importId: await open(test, file) })).toMatchObject(nothing);
  expect(await run(test, file)).toMatchObject(nothing);
  expect(await list(test)).toEqual(before);
  expect((await test.call('store.stats', {})).changes).toBe(changes);
});

it('an import of somebody who stands for another is never further than its end', async () => {
  const { test, ids } = await fourPeople();
  const [ana, bo] = ids as [CustomerId, CustomerId];
  await merge(test, ana, bo);
  expect(await run(test, [row(2, { name: 'Bo Li', emails: ['bo@li.example'], company: 'Li & Co' })])).toMatchObject({
    updated: 1,
  });
  const said = test.told.flatMap((push) => (push.event === 'import' ? [push] : []));
  expect(said.at(-1)).toMatchObject({ done: 1, total: 1 });
});
