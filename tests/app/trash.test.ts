import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import type { ActionId, CustomerId, NoteId, OrderId } from '../../lib/domain/ids.ts';
import { newAction } from '../storage/open-test-store.ts';
import { storesWith } from '../storage/raw-scan.ts';
import { openApp, type TestApp } from './open-app.ts';
import { packed } from './packed.ts';

const DAY = 86_400_000;
const ANN = {
  name: 'Annabel Quincannon',
  company: 'Quincannon & Daughters',
  emails: ['annabel@quincannon.example'],
  phones: ['+49 1511 2345678'],
  tags: ['Quincannon family'],
  notes: ['Annabel is allergic to walnuts'],
  orders: [
    {
      number: 'Q-77001',
      placedAt: 1_780_000_000_000,
      currency: 'EUR',
      totalMinor: 1200,
      status: 'paid' as const,
      lines: [{ name: 'Tea engraved Quincannon', quantity: 1 }],
    },
  ],
};
const WORDS = ['Quincannon', 'quincannon', 'walnuts', 'Q-77001', '15112345678', '1511 2345678'];

const items = async (test: TestApp) => (await test.call('trash.list', { offset: 0, limit: 100 })).items;
const only = async (test: TestApp) => {
  const [item, ...more] = await items(test);
  if (!item || more.length > 0) throw new Error(`${more.length + (item ? 1 : 0)} things in the trash`);
  return item;
};
const remove = (test: TestApp, customerId: CustomerId) =>
  test.call('customers.remove', { actionId: newAction(), customerId });
const restore = (test: TestApp, keys: string[]) => test.call('trash.restore', { actionId: newAction(), keys });
const erase = (test: TestApp, keys: string[] | 'all') => test.call('trash.erase', { actionId: newAction(), keys });
const seen = async (test: TestApp, customerId: CustomerId) => {
  const profile = await test.call('customers.get', { customerId });
  return profile && [profile.customer.name, profile.identities.length, profile.notes.length, profile.timelineTotal];
};

async function withAnn(): Promise<{ test: TestApp; ann: CustomerId; bob: CustomerId }> {
  const test = await openApp();
  const [ann, bob] = (await test.file(ANN, { name: 'Bob', notes: ['likes jasmine'] })) as [CustomerId, CustomerId];
  return { test, ann, bob };
}

describe('the trash', () => {
  it('holds a deleted customer with what went with them, and gives all of it back', async () => {
    const { test, ann } = await withAnn();
    const before = await seen(test, ann);
    await remove(test, ann);
    expect(await seen(test, ann)).toBeNull();
    const item = await only(test);
    expect(item).toMatchObject({
      kind: 'customers',
      title: 'Annabel Quincannon',
      parts: { customers: 1, identities: 2, orders: 1, interactions: 0, notes: 1 },
      until: test.time.now + 30 * DAY,
      source: { type: 'user' },
    });
    expect(await restore(test, [item.key])).toMatchObject({ items: 1 });
    expect(await seen(test, ann)).toEqual(before);
    expect(await items(test)).toEqual([]);
    await test.call('history.undo', { actionId: newAction() });
    expect(await seen(test, ann)).toBeNull();
    expect((await only(test)).title).toBe('Annabel Quincannon');
  });

  it('leaves deleted what was deleted before the customer was', async () => {
    const { test, ann } = await withAnn();
    const profile = await test.call('customers.get', { customerId: ann });
    const noteId = profile?.notes[0]?.id as NoteId;
    await test.call('notes.remove', { actionId: newAction(), noteId });
    await remove(test, ann);
    const [customer, note] = await items(test);
    expect([customer?.kind, note?.kind, note?.owner?.isDeleted]).toEqual(['customers', 'notes', true]);
    await restore(test, [customer?.key ?? '']);
    expect(await seen(test, ann)).toEqual(['Annabel Quincannon', 2, 0, 1]);
    await restore(test, [note?.key ?? '']);
    expect((await seen(test, ann))?.[2]).toBe(1);
  });

  it('holds a person in several records as one item, and gives back or erases all of them', async () => {
    const test = await openApp();
    const ids = await test.file(
      ANN,
      { ...ANN, name: 'A. Quincannon', emails: ['a@home.example'], phones: [], orders: [] },
      { name: 'Bob' },
    );
    const [ann, other, bob] = ids as [CustomerId, CustomerId, CustomerId];
    await test.call('merges.join', { actionId: newAction(), groups: [[ann, other]] });
    // In one action with somebody else.
    await test.call('bulk.run', { actionId: newAction(), of: { ids: [ann, bob] }, change: { do: 'remove' } });
    const [person] = (await items(test)).filter(({ title }) => title === ANN.name);
    expect((await items(test)).map(({ title }) => title).sort()).toEqual([ANN.name, 'Bob']);
    expect(person).toMatchObject({ records: 2, parts: { customers: 1, identities: 3, orders: 1, notes: 2 } });
    expect((await items(test)).find(({ title }) => title === 'Bob')).not.toHaveProperty('records');
    expect(await restore(test, [person?.key ?? ''])).toMatchObject({ items: 1 });
    expect((await test.call('customers.get', { customerId: other }))?.customer.id).toBe(ann);
    expect((await items(test)).map(({ title }) => title)).toEqual(['Bob']);
    await remove(test, ann);
    await erase(test, [(await items(test))[0]?.key ?? '']);
    expect(await storesWith(test.database, ...WORDS, 'a@home.example')).toEqual([]);
  });

  it('calls a person in several records by the name that one of them has', async () => {
    const test = await openApp();
    const ids = await test.file({ emails: ['first@x.example'] }, { name: 'Second', emails: ['second@x.example'] });
    const [first, second] = ids as [CustomerId, CustomerId];
    await test.call('merges.join', { actionId: newAction(), groups: [[first, second]] });
    await remove(test, second);
    expect(await only(test)).toMatchObject({ title: 'Second', records: 2 });
  });

  it('brings the customer back with a note of theirs', async () => {
    const { test, ann } = await withAnn();
    const noteId = (await test.call('customers.get', { customerId: ann }))?.notes[0]?.id as NoteId;
    await test.call('notes.remove', { actionId: newAction(), noteId });
    await remove(test, ann);
    const note = (await items(test)).find(({ kind }) => kind === 'notes');
    await restore(test, [note?.key ?? '']);
    expect(await seen(test, ann)).toEqual(['Annabel Quincannon', 2, 1, 2]);
  });

  it('holds notes, orders and contacts by themselves, by what they are called', async () => {
    const { test, ann } = await withAnn();
    const profile = await test.call('customers.get', { customerId: ann });
    const orderId = profile?.timeline.find(({ type }) => type === 'order')?.id as OrderId;
    await test.call('notes.remove', { actionId: newAction(), noteId: profile?.notes[0]?.id as NoteId });
    await test.call('orders.remove', { actionId: newAction(), orderId });
    await test.call('identities.remove', { actionId: newAction(), identityId: profile?.identities[0]?.id as never });
    expect((await items(test)).map(({ kind, title, owner }) => [kind, title, owner?.name])).toEqual([
      ['identities', 'annabel@quincannon.example', ANN.name],
      ['orders', 'Q-77001', ANN.name],
      ['notes', 'Annabel is allergic to walnuts', ANN.name],
    ]);
    await erase(test, 'all');
    expect(await storesWith(test.database, 'walnuts', 'Q-77001', 'annabel@')).toEqual([]);
    expect(await seen(test, ann)).toEqual([ANN.name, 1, 0, 0]);
  });

  it('holds what an import made that was taken back, and what many at once made', async () => {
    const test = await openApp();
    const people = Array.from({ length: 60 }, (_, index) => ({
      name: `Q-person ${index}`,
      emails: [`q${index}@many.example`],
    }));
    const { actionId } = await test.call('customers.create', { actionId: newAction(), customers: people });
    await test.call('history.undo', { actionId: newAction(), undo: actionId });
    const item = await only(test);
    expect([item.kind, item.parts.customers, item.action]).toEqual(['load', 60, 'customers.create']);
    await restore(test, [item.key]);
    const count = async () => (await test.call('store.stats', {})).customers;
    expect([await count(), (await items(test)).length]).toEqual([60, 0]);
    await test.call('history.undo', { actionId: newAction(), undo: actionId });
    expect(await erase(test, [(await only(test)).key])).toMatchObject({ items: 1 });
    expect(await storesWith(test.database, 'Q-person', 'many.example')).toEqual([]);
    expect([await count(), await items(test)]).toEqual([0, []]);
    expect(await test.call('history.redo', { actionId: newAction(), redo: actionId as ActionId })).not.toBeNull();
    expect(await count()).toBe(0);
  });

  it('gives a person in several records back whole', async () => {
    const test = await openApp();
    const order = { number: 'Q-77002', placedAt: 1_780_000_100_000, currency: 'EUR', totalMinor: 900 };
    const [ann, anna, other] = (await test.file(ANN, { name: 'Anna Q.', orders: [order] }, { name: 'Else' })) as [
      CustomerId,
      CustomerId,
      CustomerId,
    ];
    await test.call('merges.join', { actionId: newAction(), groups: [[ann, anna]] });
    await test.call('bulk.run', { actionId: newAction(), of: { ids: [ann, other] }, change: { do: 'remove' } });
    expect(await seen(test, ann)).toBeNull();
    await restore(test, [`customers/${ann}`]);
    expect((await test.call('customers.get', { customerId: anna }))?.stats.orderCount).toBe(2);
    expect((await items(test)).map(({ title }) => title)).toEqual(['Else']);
  });

  it('holds many that were deleted in one go as one thing, until that is taken back', async () => {
    const test = await openApp();
    const people = Array.from({ length: 60 }, (_, index) => ({ name: `Q-person ${index}` }));
    const { customerIds } = await test.call('customers.create', { actionId: newAction(), customers: people });
    const head = { id: newAction(), name: 'bulk.remove', source: { type: 'user' } as const };
    const rows = customerIds.map((home) => ({
      home,
      rows: { customers: [{ id: home, fields: { deleted: true }, before: { deleted: null } }] },
    }));
    const removeAll = (id: ActionId) =>
      test.store.load({ ...head, id }, rows, { expectedPeople: 60, reply: () => ({ changed: 60 }) });
    await removeAll(head.id);
    const item = await only(test);
    expect([item.kind, item.parts.customers]).toEqual(['customers', 60]);
    await restore(test, [item.key]);
    const count = async () => (await test.call('store.stats', {})).customers;
    expect([await count(), await items(test)]).toEqual([60, []]);
    await removeAll(newAction());
    test.time.now += 30 * DAY;
    await test.app.tidy();
    expect([await items(test), await storesWith(test.database, 'Q-person')]).toEqual([[], []]);
  });

  it('erases for good what has lain in it for 30 days: nothing of the person is anywhere in the database', async () => {
    const { test, ann, bob } = await withAnn();
    await test.call('customers.update', {
      actionId: newAction(),
      customerId: ann,
      field: 'address',
      value: 'Quincannon Road 1',
    });
    await test.call('drafts.save', { customerId: ann, body: 'Dear Mrs Quincannon' });
    await test.call('page.reject', { actionId: newAction(), key: 'annabel@quincannon.example', customerId: bob });
    await remove(test, ann);
    expect(await storesWith(test.database, ...WORDS)).not.toEqual([]);
    test.time.now += 29 * DAY;
    await test.app.tidy();
    expect((await items(test)).length).toBe(1);
    test.time.now += 1 * DAY;
    await test.app.tidy();
    expect(await items(test)).toEqual([]);
    expect(await storesWith(test.database, ...WORDS)).toEqual([]);
    expect(await seen(test, bob)).toEqual(['Bob', 0, 1, 1]);
    expect(await test.call('search.run', { text: 'Quincannon', limit: 5 })).toEqual([]);
    expect(await test.call('search.run', { text: 'jasmine', limit: 5 })).toHaveLength(1);
    expect(await test.call('history.undo', { actionId: newAction() })).not.toBeNull();
    expect(await storesWith(test.database, ...WORDS)).toEqual([]);
    const [last] = (await test.call('activity.list', { limit: 9 })).entries.filter(
      ({ action }) => action === 'trash.erase',
    );
    expect(last).toMatchObject({ canUndo: false, source: { type: 'rule', rule: 'trash' } });
  });

  it('erases at once when told so, also out of a file that was imported', async () => {
    const test = await openApp();
    const { importId } = await test.call('imports.open', {
      options: { file: 'customers.csv', shop: 'import:file', matchBy: ['email'], onConflict: 'mine' },
    });
    const row = (name: string, email: string, number: number) => ({
      row: number,
      customer: { name, emails: [email], phones: [], accounts: [], tags: [], fields: new Map() },
      problems: [],
    });
    const rows = [row('Annabel Quincannon', 'annabel@quincannon.example', 2), row('Bob', 'bob@mail.example', 3)];
    await test.call('imports.add', { importId, piece: 0, rows: packed(rows) });
    await test.call('imports.run', { importId, actionId: newAction() });
    const [hit] = await test.call('search.run', { text: 'Quincannon', limit: 1 });
    await remove(test, hit?.customer.id as CustomerId);
    await erase(test, [(await only(test)).key]);
    expect(await storesWith(test.database, ...WORDS)).toEqual([]);
    expect(await test.call('search.run', { text: 'bob@mail.example', limit: 1 })).toHaveLength(1);
  });
});

describe('the activity', () => {
  it('counts everybody whom an action made, however much it made of each', async () => {
    const test = await openApp();
    const order = (number: string) => ({ number, placedAt: test.time.now, currency: 'CNY', totalMinor: 100 });
    await test.file(
      ...Array.from({ length: 28 }, (_, nth) => ({
        name: `Customer ${nth}`,
        orders: [order(`A-${nth}`), order(`B-${nth}`)],
      })),
    );
    const { entries } = await test.call('activity.list', { limit: 1 });
    expect(entries[0]).toMatchObject({ customerCount: 28 });
    expect(entries[0]?.customers.map(({ name }) => name)).toEqual(['Customer 0', 'Customer 1', 'Customer 2']);
  });

  it('tells what was done, to whom, and undoes and redoes any of it by itself', async () => {
    const { test, ann, bob } = await withAnn();
    const update = (customerId: CustomerId, value: string) =>
      test.call('customers.update', { actionId: newAction(), customerId, field: 'company', value });
    await update(ann, 'First');
    await update(bob, 'Second');
    const { entries } = await test.call('activity.list', { limit: 2 });
    const [second, first] = entries;
    expect(entries.map(({ action, customers, fields }) => [action, customers[0]?.name, fields[0]?.field])).toEqual([
      ['customers.update', 'Bob', 'company'],
      ['customers.update', ANN.name, 'company'],
    ]);
    await test.call('history.undo', { actionId: newAction(), undo: first?.actionId as ActionId });
    const company = async (customerId: CustomerId) =>
      (await test.call('customers.get', { customerId }))?.customer.company;
    expect([await company(ann), await company(bob)]).toEqual([ANN.company, 'Second']);
    const after = (await test.call('activity.list', { limit: 2 })).entries;
    expect(after.map(({ undone, canUndo, canRedo }) => [undone, canUndo, canRedo])).toEqual([
      [false, true, false],
      [true, false, true],
    ]);
    await test.call('history.redo', { actionId: newAction(), redo: first?.actionId as ActionId });
    expect([await company(ann), second?.undone]).toEqual(['First', false]);
  });

  it('comes in pages, without what pages recorded by themselves unless asked', async () => {
    const { test, ann } = await withAnn();
    for (let index = 0; index < 5; index += 1)
      await test.call('notes.add', { actionId: newAction(), customerId: ann, body: `note ${index}` });
    const first = await test.call('activity.list', { limit: 3 });
    expect(first.entries.map(({ action }) => action)).toEqual(['notes.add', 'notes.add', 'notes.add']);
    const rest = await test.call('activity.list', { limit: 50, before: first.next ?? 0 });
    expect(rest.entries.map(({ action }) => action)).toEqual(['notes.add', 'notes.add', 'customers.create']);
    expect(rest.next).toBeUndefined();
  });
});
