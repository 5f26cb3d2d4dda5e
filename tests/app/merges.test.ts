import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { createCustomFields } from '../../lib/app/fields/custom-fields.ts';
import { createSearchIndex } from '../../lib/app/search/search-index.ts';
import { summaryOf } from '../../lib/app/summaries.ts';
import { customRegister } from '../../lib/domain/custom-field.ts';
import type { CustomerId } from '../../lib/domain/ids.ts';
import { createPace } from '../../lib/platform/breathe.ts';
import { newAction } from '../storage/open-test-store.ts';
import { fourPeople, list, merge, ownOf, part, storedOf } from './four-people.ts';
import { startApp } from './lasting-app.ts';
import { inMemory, openApp } from './open-app.ts';
import { packed } from './packed.ts';

describe('two customers who were merged', () => {
  it('are one in the list, the counts, the score, a search and a filter, with the orders of both', async () => {
    const { test, ids } = await fourPeople();
    const [ana, bo] = ids as [CustomerId, CustomerId];
    await test.call('notes.add', { actionId: newAction(), customerId: bo, body: 'Bo asked for an invoice' });
    expect((await test.call('search.run', { text: 'bo@li', limit: 5 })).map(({ customer }) => customer.id)).toEqual([
      bo,
    ]);
    await merge(test, ana, bo);

    const rows = await list(test);
    expect(rows.map(({ id }) => id)).not.toContain(bo);
    expect(rows.find(({ id }) => id === ana)).toMatchObject({
      ...{ name: 'Ana Souza', orderCount: 2, noteCount: 1, net: { currency: 'EUR', amountMinor: 2000 } },
    });
    expect(await test.call('store.stats', {})).toMatchObject({ customers: 3, orders: 4, identities: 4, notes: 1 });
    for (const text of ['bo li', 'bo@li', 'T-101', 'invoice', 'ana', 'souza li'])
      expect(
        (await test.call('search.run', { text, limit: 5 })).map(({ customer }) => customer.id),
        text,
      ).toEqual([ana]);
    expect((await list(test, 'bo li')).map(({ id }) => id)).toEqual([ana]);
    expect((await test.call('timeline.list', { customerId: ana, offset: 0, limit: 10 })).length).toBe(3);
    expect((await test.call('orders.list', { customerId: bo, limit: 10 })).length).toBe(2);
    const exported = await test.call('export.people', { limit: 100 });
    expect(JSON.parse(exported.people)).toHaveLength(3);
  });

  it('answer under either id with one profile that says what each of them says', async () => {
    const { test, ids } = await fourPeople();
    const [ana, bo] = ids as [CustomerId, CustomerId];
    await test.call('customers.update', { actionId: newAction(), customerId: bo, field: 'company', value: 'Vale' });
    await merge(test, ana, bo);
    const profile = await test.call('customers.get', { customerId: bo });
    expect(profile).toEqual(await test.call('customers.get', { customerId: ana }));
    expect(profile?.customer).toMatchObject({ id: ana, name: 'Ana Souza', company: 'Vale' });
    expect(profile?.merged).toMatchObject({
      records: [{ id: ana }, { id: bo, contacts: ['bo@li.example'] }],
      borrowed: { company: bo },
      alternatives: { name: [{ customerId: bo, value: 'Bo Li' }] },
      custom: {},
    });
    expect(profile?.provenance.company?.source).toEqual({ type: 'user' });
    expect(profile?.stats.orderCount).toBe(2);
  });

  it('come apart as each of them was, byte for byte, and what was edited meanwhile stays with whose it is', async () => {
    const { test, ids } = await fourPeople();
    const [ana, bo, cy] = ids as [CustomerId, CustomerId, CustomerId];
    const before = await Promise.all([ana, bo, cy].map((id) => storedOf(test, id)));
    await merge(test, ana, bo, cy);
    await part(test, ana);
    expect(await Promise.all([ana, bo, cy].map((id) => storedOf(test, id)))).toEqual(before);

    await merge(test, ana, bo);
    await test.call('customers.update', { actionId: newAction(), customerId: bo, field: 'name', value: 'Ana S.' });
    await part(test, bo);
    expect(await storedOf(test, bo)).toEqual(before[1]);
    expect((await ownOf(test, ana)).name).toBe('Ana S.');
  });

  it('can be deleted and brought back together', async () => {
    const { test, ids } = await fourPeople();
    const [ana, bo] = ids as [CustomerId, CustomerId];
    await merge(test, ana, bo);
    await test.call('customers.remove', { actionId: newAction(), customerId: ana });
    expect((await list(test)).map(({ name }) => name)).toEqual(['Cy Roe', 'Dee Poe']);
    await test.call('history.undo', { actionId: newAction() });
    expect((await list(test)).find(({ id }) => id === ana)?.orderCount).toBe(2);
  });

  it('are found as one by a stored index too, whenever it was made, and as two again after they came apart', async () => {
    const { test, ids } = await fourPeople({ journalFull: 40 });
    const [ana, bo] = ids as [CustomerId, CustomerId];
    await test.file(...Array.from({ length: 300 }, (_, at) => ({ name: `N ${at}`, emails: [`n${at}@x.example`] })));
    // A worker that starts anew has nothing but what is stored.
    const freshFinds = async (text: string) =>
      (await createSearchIndex({ store: test.store, pace: createPace }, createCustomFields(test)).find(text, 3)).map(
        ({ id }) => id,
      );
    await test.app.tidy();
    expect(await test.store.derived('search')).toBeDefined();
    expect(await freshFinds('bo@li.example')).toEqual([bo]);
    await merge(test, ana, bo);
    expect(await freshFinds('bo@li.example')).toEqual([ana]);
    expect(await freshFinds('ana bo@li.example')).toEqual([ana]);
    await part(test, bo);
    expect(await freshFinds('bo@li.example')).toEqual([bo]);
    expect(await freshFinds('ana@souza.example')).toEqual([ana]);

    // Merged while the index is made, and laid out.
    await merge(test, ana, bo);
    await test.file(...Array.from({ length: 700 }, (_, at) => ({ name: `M ${at}`, emails: [`m${at}@x.example`] })));
    await test.app.tidy();
    await test.app.tidy();
    expect(await freshFinds('bo@li.example')).toEqual([ana]);
    await part(test, bo);
    expect(await freshFinds('bo@li.example')).toEqual([bo]);
    expect(await freshFinds('ana bo@li.example')).toEqual([]);
    expect(await freshFinds('ana@souza.example')).toEqual([ana]);
  });

  it('show what either has in a field of the shop’s own, and lose it from both when it is taken away', async () => {
    const { test, ids } = await fourPeople();
    const [ana, bo] = ids as [CustomerId, CustomerId];
    const { fieldId } = await test.call('fields.add', { actionId: newAction(), name: 'Shoe size', kind: 'number' });
    const set = (customerId: CustomerId, value: number | null) =>
      test.call('fields.set', { actionId: newAction(), customerId, fieldId, value });
    const shown = async (customerId: CustomerId) =>
      (await test.call('customers.get', { customerId }))?.custom?.[fieldId] ?? null;
    await set(bo, 42);
    await merge(test, ana, bo);
    expect([await shown(ana), await shown(bo)]).toEqual([42, 42]);
    const told = async () => (await test.call('customers.get', { customerId: ana })) ?? undefined;
    // It says whose value it shows, and since when, as of any other field.
    expect((await told())?.provenance[customRegister(fieldId)]).toEqual({
      source: { type: 'user' },
      at: test.time.now,
    });
    expect((await told())?.merged?.custom).toEqual({});
    await set(ana, 40);
    expect(await shown(ana)).toBe(40);
    expect((await told())?.merged?.custom).toEqual({ [fieldId]: [{ customerId: bo, value: 42 }] });
    await set(ana, null);
    expect(await shown(ana)).toBeNull();
    await test.call('history.undo', { actionId: newAction() });
    expect(await shown(ana)).toBe(40);
    await part(test, ana);
    expect([await shown(ana), await shown(bo)]).toEqual([40, 42]);
  });

  it('are judged as one by the data-quality report and by filters of what was done', async () => {
    const { test, ids } = await fourPeople();
    const [mute] = await test.file({ name: 'Em Pty' });
    const named = async (check: string) =>
      (
        await test.call('customers.list', {
          ...{ sort: 'name', descending: false, filter: '', offset: 0, limit: 10 },
          where: [{ attribute: 'quality', is: 'any-of', values: [check] }],
        })
      ).rows.map(({ name }) => name);
    expect(await named('no-contact')).toEqual(['Em Pty']);
    await merge(test, mute as CustomerId, ids[1] as CustomerId);
    expect(await named('no-contact')).toEqual([]);
    await part(test, mute as CustomerId);
    expect(await named('no-contact')).toEqual(['Em Pty']);
  });

  it('are one person again when what brought both is taken back and done again', async () => {
    const test = await openApp();
    // So many come in one load, in an order of its own.
    const people = Array.from({ length: 60 }, (_, at) => ({
      name: `Q ${at}`,
      orders: [{ number: `Q-${at}`, placedAt: test.time.now, currency: 'EUR', totalMinor: 100 }],
    }));
    const { actionId, customerIds } = await test.call('customers.create', { actionId: newAction(), customers: people });
    const pairs = customerIds.slice(0, 10).map((id, at) => [id, customerIds[at + 10] as CustomerId] as const);
    for (const [stays, goes] of pairs) await merge(test, stays, goes);
    const before = await list(test);
    await test.call('history.undo', { actionId: newAction(), undo: actionId });
    expect(await list(test)).toEqual([]);
    await test.call('history.redo', { actionId: newAction(), redo: actionId });
    expect(await list(test)).toEqual(before);
    expect(before).toHaveLength(50);
    expect(
      before
        .filter(({ orderCount }) => orderCount === 2)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(pairs.map(([stays]) => stays).sort());
  });

  it('stay one when the file is laid out anew and when an import tells more of one of them', async () => {
    const { test, ids } = await fourPeople({ journalFull: 1 });
    const [ana, bo] = ids as [CustomerId, CustomerId];
    await test.app.tidy();
    await merge(test, ana, bo);
    await test.app.tidy();
    await test.app.tidy();
    const options = { file: 'more.csv', shop: 's', matchBy: ['email' as const], onConflict: 'mine' as const };
    const bring = async () => {
      const { importId } = await test.call('imports.open', { options });
      const order = { number: 'N-1', placedAt: 5, currency: 'EUR', totalMinor: 500 };
      const customer = { emails: ['bo@li.example'], phones: [], accounts: [], tags: [], fields: new Map() };
      const rows = [{ row: 2, customer, order, problems: [] }];
      await test.call('imports.add', { importId, piece: 0, rows: packed(rows) });
      return test.call('imports.run', { importId, actionId: newAction() });
    };
    await bring();
    const row = (await list(test)).find(({ id }) => id === ana);
    expect(row?.orderCount).toBe(3);
    expect(await list(test)).toHaveLength(3);
    expect(await bring()).toMatchObject({ created: 0, updated: 0, skipped: 1 });
    await test.app.tidy();
    expect((await list(test)).find(({ id }) => id === ana)).toEqual(row);
    await part(test, ana);
    expect((await list(test)).find(({ id }) => id === bo)?.orderCount).toBe(2);
  });
});

describe('many who are merged at once', () => {
  const PAIRS = 120;
  const started = async () => {
    globalThis.indexedDB = new IDBFactory();
    const app = startApp(inMemory(), { now: 1_790_000_000_000 });
    const customers = Array.from({ length: 2 * PAIRS }, (_, at) => ({
      ...{ name: `Person ${at >> 1}`, emails: [`p${at}@x.example`] },
      orders: [{ number: `T-${at}`, placedAt: 1_780_000_000_000, currency: 'EUR', totalMinor: 100 }],
    }));
    const { customerIds } = await app.call('customers.create', { actionId: newAction(), customers });
    const groups = customerIds.flatMap((id, at) => (at % 2 === 0 ? [[id, customerIds[at + 1] as CustomerId]] : []));
    const rows = async () =>
      (await app.call('customers.list', { ...{ sort: 'name', descending: false, filter: '' }, offset: 0, limit: 500 }))
        .rows;
    return { ...app, groups, rows };
  };

  it('are one action with its progress, seen whole everywhere, and taken back in one', async () => {
    const { call, groups, rows, told, store, tidy } = await started();
    // One of them was edited already, another is one of three by then, and a third pair was said to be two.
    const [[ana, bo], [cy, dee], [eve, fay]] = groups as [CustomerId[], CustomerId[], CustomerId[]];
    await call('customers.tag', { actionId: newAction(), customerId: bo as CustomerId, tag: 'tea', present: true });
    await call('merges.join', { actionId: newAction(), groups: [[dee as CustomerId, fay as CustomerId]] });
    const before = await rows();
    const actionId = newAction();
    expect(await call('merges.join', { actionId, groups })).toMatchObject({ merged: PAIRS });
    const seen = await rows();
    expect(seen).toHaveLength(PAIRS - 1);
    expect(seen.find(({ id }) => id === ana)).toMatchObject({ orderCount: 2, tags: ['tea'] });
    const shares = told.flatMap((push) => (push.event === 'bulk' ? [push.done / push.total] : []));
    expect(shares.length).toBeGreaterThan(0);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    for (const id of [cy, dee, eve, fay] as CustomerId[])
      expect((await store.read((reader) => reader.whole(id))).members).toHaveLength(4);
    // What is kept is what working it out anew would give.
    const kept = await store.read((reader) => reader.summaries());
    for (const [id, summary] of kept)
      expect(summary).toEqual(summaryOf(await store.read((reader) => reader.whole(id))));
    expect((await call('search.run', { text: 'p7@x.example', limit: 1 }))[0]?.customer.id).toBe(groups[3]?.[0]);

    await call('customers.tag', { actionId: newAction(), customerId: ana as CustomerId, tag: 'new', present: true });
    await tidy();
    expect(await call('history.undo', { actionId: newAction(), undo: actionId })).toMatchObject({ kept: 0 });
    const back = await rows();
    const orders = (some: typeof back) => some.map(({ id, orderCount }) => `${id} ${orderCount}`).sort();
    expect(orders(back)).toEqual(orders(before));
    expect(back.find(({ id }) => id === ana)?.tags).toEqual(['new']);
    await call('history.redo', { actionId: newAction(), redo: actionId });
    expect(await rows()).toHaveLength(PAIRS - 1);
  });

  it('are left as they were when it is broken off', async () => {
    const { call, groups, rows } = await started();
    const before = await rows();
    const actionId = newAction();
    const running = expect(call('merges.join', { actionId, groups })).rejects.toThrow('cancelled');
    await call('bulk.cancel', { actionId });
    await running;
    expect(await rows()).toEqual(before);
    expect(await call('history.undo', { actionId: newAction() })).toMatchObject({ action: 'customers.create' });
  });
});
