import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import type { CustomerId } from '../../lib/domain/ids.ts';
import type { ExportPerson, ImportOptions, ImportReport } from '../../lib/messaging/contract.ts';
import type { ImportRow } from '../../lib/transfer/import-row.ts';
import { newAction } from '../storage/open-test-store.ts';
import { openApp, type TestApp } from './open-app.ts';
import { packed } from './packed.ts';

const OPTIONS: ImportOptions = {
  file: 'orders.csv',
  shop: 'shopify:own',
  matchBy: ['account', 'email', 'phone', 'name'],
  onConflict: 'mine',
};

const row = (line: number, order: ImportRow['order'], customer: Partial<ImportRow['customer']> = {}): ImportRow => ({
  row: line,
  customer: { emails: [], phones: [], accounts: [], tags: [], fields: new Map(), ...customer },
  ...(order ? { order } : {}),
  problems: [],
});

const order = (number: string, status: 'open' | 'paid' = 'open') => ({
  ...{ number, placedAt: 1_789_000_000_000, currency: 'CNY', totalMinor: 900, status },
  line: { sku: 'TEA', name: '龙井', quantity: 1, unitMinor: 900 },
});
const secondLine = (number: string) => ({ number, line: { name: '茶杯', quantity: 1, unitMinor: 0 } });

/** Orders of a till that asks nobody for a name. */
const GUESTS = [row(2, order('T-10423')), row(3, secondLine('T-10423')), row(4, order('T-10424'))];
const ANN = { name: 'Ann Lee', emails: ['ann@lee.example'] };
/** The shop's export of a week later, which names the buyer of one. */
const NAMED = [row(2, order('T-10423', 'paid'), ANN), row(3, secondLine('T-10423'))];

async function opened(test: TestApp, rows: readonly ImportRow[]): Promise<string> {
  const { importId } = await test.call('imports.open', { options: OPTIONS });
  await test.call('imports.add', { importId, piece: 0, rows: packed(rows) });
  return importId;
}
const run = async (test: TestApp, rows: readonly ImportRow[]): Promise<ImportReport> =>
  test.call('imports.run', { importId: await opened(test, rows), actionId: newAction() });
const undo = (test: TestApp, { undoId }: ImportReport) =>
  test.call('history.undo', { actionId: newAction(), undo: undoId });
const redo = (test: TestApp, { undoId }: ImportReport) =>
  test.call('history.redo', { actionId: newAction(), redo: undoId });

/** All orders on file, with their lines, by whose they are. */
async function ordersOf(test: TestApp): Promise<Record<string, ExportPerson['orders']>> {
  const some = [
    await test.call('export.people', { limit: 100 }),
    await test.call('export.ofNobody', { from: 0 }),
  ] as const;
  const people = some.flatMap(({ people: text }) => JSON.parse(text) as ExportPerson[]);
  return Object.fromEntries(
    people.filter(({ orders }) => orders.length > 0).map((one) => [one.customer.name ?? one.customer.id, one.orders]),
  );
}
const numbersOf = async (test: TestApp) =>
  Object.entries(await ordersOf(test))
    .map(([name, orders]) => [name === 'Ann Lee' ? name : '', orders.map(({ number }) => number).join()])
    .sort();

/** Everything is laid out anew between any two steps. */
const TIDIED = { journalFull: 1 };

describe('orders whose file names no customer', () => {
  it('are on file once, however often the file comes', async () => {
    const test = await openApp();
    expect(await run(test, GUESTS)).toMatchObject({ created: 0, orders: { created: 2 } });
    const before = await ordersOf(test);
    const changes = (await test.call('store.stats', {})).changes;
    const again = await run(test, GUESTS);
    expect(again).toMatchObject({ created: 0, updated: 0, skipped: 0, orders: { created: 0, updated: 0, skipped: 2 } });
    expect((await test.call('store.stats', {})).changes).toBe(changes);
    expect(await ordersOf(test)).toEqual(before);
  });

  it('make no customer by what else their rows say, and keep no note that nobody would find', async () => {
    const test = await openApp();
    const rows = [row(2, order('T-10423'), { tags: ['till'], note: 'ring twice' })];
    await run(test, rows);
    await run(test, rows);
    expect((await test.call('store.stats', {})).customers).toBe(0);
    expect((await test.call('store.stats', {})).notes).toBe(0);
    expect(await numbersOf(test)).toEqual([['', 'T-10423']]);
    await run(test, [row(2, order('T-10423'), { ...ANN, note: 'ring twice' })]);
    expect(await numbersOf(test)).toEqual([['Ann Lee', 'T-10423']]);
    expect(await test.call('store.stats', {})).toMatchObject({ customers: 1, notes: 1, orders: 1 });
  });

  it('are counted of their customer as they are, where one is deleted while it goes to them', async () => {
    const test = await openApp();
    await run(test, GUESTS);
    const [first] = Object.values(await ordersOf(test)).flat();
    if (!first) throw new Error('no order');
    const { load } = test.store;
    Object.assign(test.store, {
      load: ((head, people, options) => {
        const meanwhile = async function* () {
          yield* people;
          await test.call('orders.remove', { actionId: newAction(), orderId: first.id });
        };
        return load(head, meanwhile(), options);
      }) satisfies typeof load,
    });
    await run(test, [row(2, order(first.number ?? '', 'paid'), ANN)]);
    const all = await test.store.read((reader) => reader.summaries());
    expect(Array.from(all.values(), ({ name, orders }) => [name, orders])).toEqual([['Ann Lee', 0]]);
  });

  it('take the newer word of a later file, which is taken back with it', async () => {
    const test = await openApp();
    await run(test, GUESTS);
    const before = await ordersOf(test);
    const report = await run(test, [row(2, order('T-10424', 'paid'))]);
    expect(report).toMatchObject({ created: 0, updated: 0, orders: { updated: 1, claimed: 0 } });
    expect(Object.values(await ordersOf(test)).flat()).toContainEqual(
      expect.objectContaining({ number: 'T-10424', status: 'paid' }),
    );
    await undo(test, report);
    expect(await ordersOf(test)).toEqual(before);
  });

  it.each([
    ['somebody who is on file', true, {}],
    ['somebody new', false, {}],
    ['somebody who is on file, all laid out anew in between', true, TIDIED],
    ['somebody new, all laid out anew in between', false, TIDIED],
  ])('go to %s as soon as a file says so, and back when that is taken back', async (_, isKnown, options) => {
    const test = await openApp(undefined, options);
    const [ann] = isKnown ? await test.file(ANN) : [];
    await run(test, GUESTS);
    await test.store.tidy();
    const before = await ordersOf(test);

    const importId = await opened(test, NAMED);
    const preview = await test.call('imports.preview', { importId });
    const counts = { created: isKnown ? 0 : 1, updated: isKnown ? 1 : 0, conflicts: 0 };
    expect(preview).toMatchObject({ ...counts, orders: { created: 0, updated: 0, skipped: 0, claimed: 1 } });
    expect(await ordersOf(test)).toEqual(before);
    const report = await test.call('imports.run', { importId, actionId: newAction() });
    expect(report).toMatchObject(preview);
    await test.store.tidy();

    const after = await ordersOf(test);
    expect(await numbersOf(test)).toEqual([
      ['', 'T-10424'],
      ['Ann Lee', 'T-10423'],
    ]);
    expect(after['Ann Lee']).toMatchObject([{ status: 'paid', lines: [{ name: '龙井' }, { name: '茶杯' }] }]);
    const [hit] = await test.call('search.run', { text: 'T-10423', limit: 5 });
    expect(hit).toMatchObject({ customer: { name: 'Ann Lee', orderCount: 1 } });
    if (ann) expect(hit?.customer.id).toBe(ann);
    // The same file again has nothing to say.
    expect(await run(test, NAMED)).toMatchObject({ updated: 0, orders: { claimed: 0, skipped: 1, updated: 0 } });

    await undo(test, report);
    await test.store.tidy();
    expect(await ordersOf(test)).toEqual(before);
    await test.call('history.redo', { actionId: newAction() });
    await test.store.tidy();
    expect(await ordersOf(test)).toEqual(after);
  });

  it('say in their history what the file changed, and not what it only took along', async () => {
    const test = await openApp();
    await run(test, GUESTS);
    await run(test, NAMED);
    const [found] = (await ordersOf(test))['Ann Lee'] ?? [];
    const entries = await test.call('history.list', { recordId: found?.id ?? '' });
    expect(
      entries
        .filter(({ before }) => before !== undefined)
        .map(({ field }) => field)
        .sort(),
    ).toEqual(['customerId', 'status']);
    expect(entries.filter(({ field }) => field === 'number')).toHaveLength(1);
  });

  it('go along with what was done to them by hand, and stay with whoever they were given to meanwhile', async () => {
    const test = await openApp();
    const [bob] = await test.file({ name: 'Bob' });
    await run(test, GUESTS);
    const [first] = Object.values(await ordersOf(test))
      .flat()
      .filter(({ number }) => number === 'T-10423');
    const orderId = first?.id as never;
    // Deleted and put back it is in the journal, which has the last word.
    const { actionId } = await test.call('orders.remove', { actionId: newAction(), orderId });
    await test.call('history.undo', { actionId: newAction(), undo: actionId });
    const before = await ordersOf(test);
    const report = await run(test, NAMED);
    expect(report.orders).toMatchObject({ claimed: 1 });
    expect(await numbersOf(test)).toEqual([
      ['', 'T-10424'],
      ['Ann Lee', 'T-10423'],
    ]);
    await undo(test, report);
    expect(await ordersOf(test)).toEqual(before);

    const again = await run(test, NAMED);
    const give = (to: CustomerId) =>
      test.store.commit({ id: newAction(), name: 'give', source: { type: 'user' } }, async () => ({
        edits: [{ kind: 'set', table: 'orders', id: orderId, field: 'customerId', value: to }],
        reply: null,
      }));
    await give(bob as CustomerId);
    await undo(test, again);
    const orders = await ordersOf(test);
    expect(orders.Bob).toMatchObject([{ number: 'T-10423', lines: [{}, {}] }]);
    expect(Object.keys(orders)).toHaveLength(2);
  });

  it('all go to their customers, and nothing keeps a place for where they were', async () => {
    const test = await openApp(undefined, TIDIED);
    await run(test, GUESTS);
    await test.store.tidy();
    await run(test, [...NAMED, row(4, order('T-10424'), ANN)]);
    await test.store.tidy();
    expect((await test.store.about()).people).toBe(1);
    expect(await numbersOf(test)).toEqual([['Ann Lee', 'T-10423,T-10424']]);
  });

  it.each([
    ['', {}],
    [', all laid out anew in between', TIDIED],
  ])('stay with their customer when the file that brought them is taken back, which says so%s', async (_, options) => {
    const test = await openApp(undefined, options);
    const first = await run(test, GUESTS);
    await test.store.tidy();
    await run(test, NAMED);
    await test.store.tidy();
    const both = await ordersOf(test);
    expect(await undo(test, first)).toMatchObject({ kept: 3 });
    await test.store.tidy();
    expect(await ordersOf(test)).toEqual({ 'Ann Lee': both['Ann Lee'] });
    await test.call('history.redo', { actionId: newAction() });
    await test.store.tidy();
    expect(await ordersOf(test)).toEqual(both);
  });

  it('come again when the file that brought them was taken back, and go with it again', async () => {
    const test = await openApp();
    const first = await run(test, GUESTS);
    const before = await ordersOf(test);
    await undo(test, first);
    const corrected = GUESTS.map((one) => ({ ...one, order: one.order && { ...one.order, currency: 'EUR' } }));
    const again = await run(test, corrected as ImportRow[]);
    expect(again).toMatchObject({ orders: { created: 2, skipped: 0, claimed: 0 } });
    const euros = Object.entries(before).map(([id, orders]) => [
      id,
      orders.map((one) => ({ ...one, currency: 'EUR' })),
    ]);
    expect(await ordersOf(test)).toEqual(Object.fromEntries(euros));
    await undo(test, again);
    expect(await ordersOf(test)).toEqual({});
    expect(await run(test, NAMED)).toMatchObject({ orders: { created: 1, claimed: 0 } });
    expect(await numbersOf(test)).toEqual([['Ann Lee', 'T-10423']]);
  });

  const NOBODY = [
    ['', 'T-10423'],
    ['', 'T-10424'],
  ];
  const BOTH = [
    ['', 'T-10424'],
    ['Ann Lee', 'T-10423'],
  ];
  const ANNS = [['Ann Lee', 'T-10423']];
  // 1 brings the orders, 2 says whose one of them is: -1 takes back, +1 does again; and what is on file after each step.
  const STEPS: readonly [string, readonly unknown[]][] = [
    ['-1 -2 +1 +2', [ANNS, [], NOBODY, BOTH]],
    ['-1 -2 +2 +1', [ANNS, [], ANNS, BOTH]],
    ['-2 -1 +1 +2', [NOBODY, [], NOBODY, BOTH]],
    ['-2 -1 +2 +1', [NOBODY, [], ANNS, BOTH]],
    ['-1 +1 -2 -1', [ANNS, BOTH, NOBODY, []]],
    ['-2 -1 +2 -2 +1', [NOBODY, [], ANNS, [], NOBODY]],
  ];
  describe.each([
    ['', {}],
    [', all laid out anew in between', TIDIED],
  ])('are on file while one of the files that tell of them is in force%s', (_, options) => {
    it.each(STEPS)('%s', async (steps, wanted) => {
      const test = await openApp(undefined, options);
      const files = [await run(test, GUESTS), await run(test, NAMED)];
      for (const [at, step] of steps.split(' ').map(Number).entries()) {
        const file = files[Math.abs(step) - 1] as ImportReport;
        await (step < 0 ? undo : redo)(test, file);
        await test.store.tidy();
        expect(await numbersOf(test), `${step}`).toEqual(wanted[at]);
      }
    });
    it('also where the second file came when the first had been taken back', async () => {
      const test = await openApp(undefined, options);
      const first = await run(test, GUESTS);
      await undo(test, first);
      const second = await run(test, NAMED);
      await redo(test, first);
      await test.store.tidy();
      expect(await numbersOf(test)).toEqual(BOTH);
      await undo(test, second);
      await test.store.tidy();
      expect(await numbersOf(test)).toEqual(NOBODY);
      await undo(test, first);
      expect(await numbersOf(test)).toEqual([]);
    });
  });

  it('that were deleted stay so', async () => {
    const test = await openApp();
    await run(test, GUESTS);
    const [first] = Object.values(await ordersOf(test))
      .flat()
      .filter(({ number }) => number === 'T-10423');
    await test.call('orders.remove', { actionId: newAction(), orderId: first?.id as never });
    expect(await run(test, NAMED)).toMatchObject({ created: 1, orders: { claimed: 0, skipped: 1 } });
    expect(await numbersOf(test)).toEqual([['', 'T-10424']]);
  });
});
