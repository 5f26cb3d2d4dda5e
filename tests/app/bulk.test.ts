import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import type { CustomerId } from '../../lib/domain/ids.ts';
import type { BulkChange } from '../../lib/messaging/contract.ts';
import { newAction } from '../storage/open-test-store.ts';
import { openApp, type TestApp } from './open-app.ts';

const everybody = { filter: { text: '', where: [] }, except: [] };
const tagged = async (test: TestApp, tag: string) =>
  (
    await test.call('customers.list', {
      ...{ sort: 'name', descending: false, filter: '', offset: 0, limit: 1 },
      where: [{ attribute: 'tag', is: 'any-of', values: [tag] }],
    })
  ).total;
const crowd = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    name: `Person ${index}`,
    company: index % 2 ? 'Old' : '',
    emails: [`person${index}@crowd.example`],
    tags: index % 10 === 0 ? ['old'] : [],
    notes: index % 50 === 0 ? ['a note'] : [],
  }));

// Below and above the number from which they are loaded at once.
describe.each([50, 700])('a change to %i customers', (count) => {
  it('is looked ahead at, done as one action, and taken back whole', async () => {
    const test = await openApp();
    await test.file(...crowd(count));
    const change: BulkChange = { do: 'tag', tag: ' old ' };
    const preview = await test.call('bulk.preview', { of: everybody, change });
    expect(preview).toMatchObject({ customers: count, changing: count * 0.9 });
    expect(preview.people).toHaveLength(Math.min(100, count * 0.9));
    const actionId = newAction();
    const done = await test.call('bulk.run', { actionId, of: everybody, change });
    expect(done).toEqual({ actionId, customers: count, changed: count * 0.9 });
    expect(await tagged(test, 'old')).toBe(count);
    expect(await test.call('bulk.run', { actionId, of: everybody, change })).toEqual(done);
    expect(await test.call('history.undo', { actionId: newAction() })).toMatchObject({
      undone: actionId,
      action: 'bulk.tag',
      kept: 0,
    });
    expect(await tagged(test, 'old')).toBe(count / 10);
    await test.call('history.redo', { actionId: newAction() });
    expect(await tagged(test, 'old')).toBe(count);
  });

  it('reaches all that is said of a person in several records, as one edit of them would', async () => {
    const test = await openApp();
    const ids = await test.file(...crowd(count));
    // The tag is on the record that went into the other.
    await test.call('merges.join', { actionId: newAction(), groups: [[ids[1] as CustomerId, ids[10] as CustomerId]] });
    const run = (change: BulkChange) => test.call('bulk.run', { actionId: newAction(), of: everybody, change });
    const undo = () => test.call('history.undo', { actionId: newAction() });
    const people = async () => (await test.call('store.stats', {})).customers;
    expect(await tagged(test, 'old')).toBe(count / 10);
    expect(await run({ do: 'untag', tag: 'old' })).toMatchObject({ changed: count / 10 });
    expect(await tagged(test, 'old')).toBe(0);
    await undo();
    expect(await tagged(test, 'old')).toBe(count / 10);
    await run({ do: 'set', field: 'company', value: null });
    expect((await test.call('customers.get', { customerId: ids[1] as CustomerId }))?.customer.company ?? '').toBe('');
    await undo();
    expect(await run({ do: 'remove' })).toMatchObject({ customers: count - 1, changed: count - 1 });
    expect(await people()).toBe(0);
    expect(await test.call('customers.get', { customerId: ids[10] as CustomerId })).toBeNull();
    await undo();
    expect(await people()).toBe(count - 1);
    expect((await test.call('customers.get', { customerId: ids[10] as CustomerId }))?.customer.id).toBe(ids[1]);
  });

  it('takes a tag off, sets a field and deletes, each of them back again', async () => {
    const test = await openApp();
    await test.file(...crowd(count));
    const run = (change: BulkChange) => test.call('bulk.run', { actionId: newAction(), of: everybody, change });
    const undo = () => test.call('history.undo', { actionId: newAction() });
    expect(await run({ do: 'untag', tag: 'old' })).toMatchObject({ changed: count / 10 });
    expect(await tagged(test, 'old')).toBe(0);
    await undo();
    expect(await tagged(test, 'old')).toBe(count / 10);

    const companies = async () => {
      const list = { sort: 'name', descending: false, filter: '', offset: 0, limit: 500 } as const;
      return new Set((await test.call('customers.list', list)).rows.map(({ company }) => company));
    };
    expect(await run({ do: 'set', field: 'company', value: 'Old' })).toMatchObject({ changed: count / 2 });
    expect(await companies()).toEqual(new Set(['Old']));
    await undo();
    expect(await companies()).toEqual(new Set(['Old', '']));
    expect(await run({ do: 'set', field: 'company', value: null })).toMatchObject({ changed: count / 2 });
    await undo();

    const before = await test.call('store.stats', {});
    expect(await run({ do: 'remove' })).toMatchObject({ changed: count });
    expect(await test.call('store.stats', {})).toMatchObject({ customers: 0, notes: 0, identities: 0 });
    await undo();
    const { changes: _now, ...after } = await test.call('store.stats', {});
    const { changes: _then, ...then } = before;
    expect(after).toEqual(then);
  });
});

describe('a change to many', () => {
  it('is about those chosen alone, and counts who is gone as nobody', async () => {
    const test = await openApp();
    const ids = await test.file(...crowd(10));
    const change: BulkChange = { do: 'tag', tag: 'new' };
    const some = { ids: [ids[1], ids[2], ids[2]].flatMap((id) => id ?? []) };
    expect(await test.call('bulk.run', { actionId: newAction(), of: some, change })).toMatchObject({ changed: 2 });
    const where = [{ attribute: 'tag', is: 'none-of' as const, values: ['new'] }];
    const rest = { filter: { text: 'person', where }, except: ids.slice(9) };
    const preview = await test.call('bulk.preview', { of: rest, change });
    expect(preview).toMatchObject({ customers: 7, changing: 7 });
    expect(preview.people.map(({ id }) => id).sort()).toEqual([...ids.slice(0, 1), ...ids.slice(3, 9)].sort());
    await test.call('customers.remove', { actionId: newAction(), customerId: ids[1] as never });
    expect(await test.call('bulk.preview', { of: some, change })).toMatchObject({
      customers: 1,
      changing: 0,
      people: [],
    });
  });

  it.each([10, 320])('of %i touches exactly whom it was said to touch, or nobody', async (size) => {
    const test = await openApp();
    const ids = await test.file(...crowd(size));
    const where = [{ match: 'none' as const, of: [{ attribute: 'tag', is: 'any-of' as const, values: ['seen'] }] }];
    const of = { filter: { text: '', where }, except: [] };
    const change: BulkChange = { do: 'tag', tag: 'seen' };
    const listed: string[] = [];
    let before = await test.call('bulk.preview', { of, change });
    for (let from = 0; from < before.changing; from += before.people.length) {
      const { people, mark } = await test.call('bulk.preview', { of, change, from });
      expect(mark).toBe(before.mark);
      listed.push(...people.map(({ id }) => id));
    }
    expect(listed.sort()).toEqual([...ids].sort());
    // As many as before, but another of them.
    await test.call('customers.remove', { actionId: newAction(), customerId: ids[3] as never });
    const [zoe] = await test.file({ name: 'Zoe' });
    const late = await test.call('bulk.run', { actionId: newAction(), of, change, mark: before.mark });
    expect(late).toMatchObject({ changed: 0, isOther: true });
    expect(await tagged(test, 'seen')).toBe(0);
    before = await test.call('bulk.preview', { of, change });
    const actionId = newAction();
    const done = await test.call('bulk.run', { actionId, of, change, mark: before.mark });
    expect(done).toEqual({ actionId, customers: size, changed: size });
    expect(await tagged(test, 'seen')).toBe(size);
    expect((await test.call('customers.get', { customerId: zoe as never }))?.customer.tags).toContain('seen');
    // Asked for once more it says what it said, though nobody is left whom it would change.
    expect(await test.call('bulk.run', { actionId, of, change, mark: before.mark })).toEqual(done);
  });

  it('is refused whole when it cannot be', async () => {
    const test = await openApp();
    await test.file(...crowd(3));
    const refused = [
      { do: 'tag', tag: '  ' },
      { do: 'set', field: 'birthday', value: '2026-02-30' },
      { do: 'set', field: 'sex', value: 'x' },
    ] as const;
    for (const change of refused)
      await expect(test.call('bulk.run', { actionId: newAction(), of: everybody, change })).rejects.toThrow(
        'bad-request',
      );
    const of = { filter: { text: '', where: [{ attribute: 'x', is: 'known' as const }] }, except: [] };
    await expect(test.call('bulk.preview', { of, change: { do: 'remove' } })).rejects.toThrow('bad-request');
  });

  it('leaves nothing behind when it is broken off', async () => {
    const test = await openApp();
    await test.file(...crowd(900));
    const actionId = newAction();
    const running = test.call('bulk.run', { actionId, of: everybody, change: { do: 'tag', tag: 'late' } });
    const refused = expect(running).rejects.toThrow('cancelled');
    await test.call('bulk.cancel', {});
    await test.call('bulk.preview', { of: everybody, change: { do: 'remove' } });
    await test.call('bulk.cancel', { actionId });
    await refused;
    expect(await tagged(test, 'late')).toBe(0);
    expect(await test.call('history.undo', { actionId: newAction() })).toMatchObject({ action: 'customers.create' });
  });

  it('is exported as it was chosen', async () => {
    const test = await openApp();
    const ids = await test.file(...crowd(5));
    const of = { ids: ids.slice(1, 3) };
    const { people, total, count } = await test.call('export.people', { limit: 200, of });
    expect([total, count]).toEqual([2, 2]);
    expect(JSON.parse(people).map((one: { row: { name: string } }) => one.row.name)).toEqual(['Person 1', 'Person 2']);
    expect((await test.call('export.people', { limit: 200 })).total).toBe(5);
  });
});
