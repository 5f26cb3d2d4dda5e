import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { keysOf } from '../../lib/app/keys.ts';
import type { Edit } from '../../lib/storage/action.ts';
import type { Store } from '../../lib/storage/store.ts';
import { inverseOf, redoable, undoable } from '../../lib/storage/undo.ts';
import { named, newAction, newCustomerId, nextId, openTestStore } from './open-test-store.ts';

const USER = { type: 'user' } as const;

const rename = (store: Store, id: ReturnType<typeof newCustomerId>, name: string, action = newAction()) =>
  store.commit({ id: action, name: 'customers.update', source: USER }, async () => ({
    edits: named(id, name),
    reply: name,
  }));

async function takeBack(store: Store, mode: 'undo' | 'redo'): Promise<number | undefined> {
  const found = await store.read(mode === 'undo' ? undoable : redoable);
  if (!found) return undefined;
  const target = mode === 'undo' ? found.id : found.target;
  return store.commit(
    { id: newAction(), name: mode, source: USER, mode, ...(target ? { target } : {}) },
    async (reader) => {
      const { edits, kept } = await inverseOf(found, reader);
      return { edits, reply: kept };
    },
  );
}

describe('the one door', () => {
  it('writes record, log and undo in one go, and tells who listens after it is durable', async () => {
    const { store, database } = await openTestStore();
    const id = newCustomerId();
    const heard: unknown[] = [];
    store.onCommit((event) => heard.push(event));
    await rename(store, id, '李晓梅');
    expect(await store.read((reader) => reader.get('customers', id))).toMatchObject({ id, name: '李晓梅', tags: [] });
    expect(await database.count('changes')).toBe(1);
    expect(heard).toMatchObject([{ tables: ['customers'], customerIds: [id] }]);
  });

  it('answers an action that comes twice as it did the first time and changes nothing', async () => {
    const { store, database } = await openTestStore();
    const id = newCustomerId();
    const action = newAction();
    await rename(store, id, 'Emma', action);
    expect(await rename(store, id, 'somebody else', action)).toBe('Emma');
    expect(await database.count('changes')).toBe(1);
  });

  it('logs nothing when nothing changes', async () => {
    const { store, database } = await openTestStore();
    const id = newCustomerId();
    await rename(store, id, 'Emma');
    await rename(store, id, 'Emma');
    expect(await database.count('changes')).toBe(1);
    expect(await database.count('actions')).toBe(1);
  });

  it('leaves nothing behind when the work fails half way', async () => {
    const { store, database } = await openTestStore({
      keysOf: (_table, fields) => {
        if (fields.name === 'poison') throw new DOMException('disk full', 'QuotaExceededError');
        return [];
      },
    });
    const id = newCustomerId();
    const note = nextId();
    const write = store.commit({ id: newAction(), name: 'both', source: USER }, async () => ({
      edits: [{ kind: 'text', table: 'notes', id: note, field: 'body', text: 'lost?' }, ...named(id, 'poison')],
      reply: true,
    }));
    await expect(write).rejects.toMatchObject({ name: 'QuotaExceededError' });
    for (const name of ['journal', 'summaries', 'texts', 'changes', 'actions', 'meta'] as const) {
      expect(await database.count(name), name).toBe(0);
    }
    await rename(store, id, 'Emma');
    expect(await store.read((reader) => reader.get('customers', id))).toMatchObject({ name: 'Emma' });
  });

  it('is whole or absent when its transaction is broken off at any of its steps', async () => {
    const outcomes = new Set<boolean>();
    for (let step = 0; step < 60; step += 1) {
      const { store, database, transactions } = await openTestStore();
      const id = newCustomerId();
      const write = rename(store, id, 'Emma').then(
        () => true,
        () => false,
      );
      for (let turn = 0; turn < step; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      for (const transaction of transactions) {
        try {
          transaction.abort();
        } catch {
          // Already over.
        }
      }
      const done = await write;
      outcomes.add(done);
      for (const name of ['journal', 'changes', 'actions'] as const) {
        expect(await database.count(name), `${name} at step ${step}`).toBe(done ? 1 : 0);
      }
    }
    expect(outcomes).toEqual(new Set([true, false]));
  });

  it('follows a wall clock that jumps back with ever greater stamps', async () => {
    const { store, database, time } = await openTestStore();
    const id = newCustomerId();
    await rename(store, id, 'one');
    time.now = 1000;
    await rename(store, id, 'two');
    expect(await store.read((reader) => reader.get('customers', id))).toMatchObject({ name: 'two' });
    const [first, second] = await database.getAll('changes');
    expect(first && second && second.stamp > first.stamp).toBe(true);
  });

  it('works out a customer’s numbers whenever their orders change, for the old and the new owner', async () => {
    const { store } = await openTestStore();
    const [one, two] = [newCustomerId(), newCustomerId()];
    const order = nextId();
    const give = (customerId: string) =>
      store.commit({ id: newAction(), name: 'orders', source: USER }, async () => ({
        edits: [{ kind: 'set', table: 'orders', id: order, field: 'customerId', value: customerId }],
        reply: true,
      }));
    await rename(store, one, 'one');
    await rename(store, two, 'two');
    await give(one);
    await give(two);
    const summaries = await store.read((reader) => reader.summaries());
    expect(summaries.get(one)).toMatchObject({ orders: 0 });
    expect(summaries.get(two)).toMatchObject({ orders: 1 });
  });

  it('takes the lines along with an order that is given away twice, from all who had it', async () => {
    const { store } = await openTestStore({ journalFull: 1 });
    const [one, two, three] = [newCustomerId(), newCustomerId(), newCustomerId()];
    const [order, line] = [nextId(), nextId()];
    const orders = [{ id: order, fields: { customerId: one } }];
    const lines = [{ id: line, fields: { orderId: order, quantity: 1 } }];
    const people = [{ home: one, rows: { orders, lines } }];
    await store.load({ id: newAction(), name: 'import', source: USER }, people, { expectedPeople: 1, reply: () => 0 });
    for (const value of [two, three])
      await store.commit({ id: newAction(), name: 'orders', source: USER }, async () => ({
        edits: [{ kind: 'set', table: 'orders', id: order, field: 'customerId', value }],
        reply: true,
      }));
    const linesOf = async (id: string) => (await store.read((reader) => reader.person(id))).list('lines').length;
    expect([await linesOf(one), await linesOf(two), await linesOf(three)]).toEqual([0, 0, 1]);
    await store.tidy();
    expect([await linesOf(one), await linesOf(two), await linesOf(three)]).toEqual([0, 0, 1]);
  });

  it('takes the tag of a load back and says so in the log, and leaves what was done by hand since', async () => {
    const { store } = await openTestStore();
    const id = newCustomerId();
    const [action, undo] = [newAction(), newAction()];
    await rename(store, id, 'one');
    const customers = [{ id, fields: {}, before: {}, sets: { tags: ['vip'] } }];
    const people = [{ home: id, rows: { customers } }];
    await store.load({ id: action, name: 'import', source: USER }, people, { expectedPeople: 1, reply: () => 0 });
    const takeBackLoad = async (of: typeof action, head: { id: typeof action; mode: 'undo' | 'redo' }) => {
      const seq = (await store.read((reader) => reader.action(of)))?.load as number;
      await store.unload({ ...head, name: head.mode, source: USER, target: action }, seq, () => 0);
    };
    const tag = (kind: 'add' | 'remove') =>
      store.commit({ id: newAction(), name: 'tag', source: USER }, async () => ({
        edits: [{ kind, table: 'customers', id, field: 'tags', element: 'vip' }],
        reply: true,
      }));
    const tags = async () => (await store.read((reader) => reader.get('customers', id)))?.tags;
    await takeBackLoad(action, { id: undo, mode: 'undo' });
    expect(await tags()).toEqual([]);
    const [, undone] = await store.read((reader) => reader.loadsOf('customers', id));
    expect(undone).toMatchObject({ actionId: undo, removed: { tags: ['vip'] } });
    await takeBackLoad(undo, { id: newAction(), mode: 'redo' });
    expect(await tags()).toEqual(['vip']);
    // Taken away by hand first, taking the load back and giving it again brings nothing back.
    await tag('remove');
    const again = newAction();
    await takeBackLoad(action, { id: again, mode: 'undo' });
    await takeBackLoad(again, { id: newAction(), mode: 'redo' });
    expect(await tags()).toEqual([]);
  });

  it('sums up anew whoever stands for somebody who is deleted, and who comes back', async () => {
    const { store } = await openTestStore({ keysOf });
    const [one, two] = [newCustomerId(), newCustomerId()];
    const set = (field: string, value: unknown) =>
      store.commit({ id: newAction(), name: 'set', source: USER }, async () => ({
        edits: [{ kind: 'set', table: 'customers', id: one, field, value }],
        reply: true,
      }));
    const members = async () => (await store.read((reader) => reader.summaries())).get(two)?.members;
    await rename(store, one, 'one');
    await rename(store, two, 'two');
    await set('mergedInto', { survivorId: two, mergeId: newAction(), at: 1 });
    expect(await members()).toEqual([one]);
    await set('deleted', true);
    expect(await members()).toBeUndefined();
    await set('deleted', null);
    expect(await members()).toEqual([one]);
  });
});

describe('undo and redo', () => {
  it('take back the last actions one by one and do them again', async () => {
    const { store } = await openTestStore();
    const id = newCustomerId();
    const name = async () => (await store.read((reader) => reader.get('customers', id)))?.name;
    await rename(store, id, 'one');
    await rename(store, id, 'two');
    await rename(store, id, 'three');
    await takeBack(store, 'undo');
    expect(await name()).toBe('two');
    await takeBack(store, 'undo');
    expect(await name()).toBe('one');
    await takeBack(store, 'redo');
    expect(await name()).toBe('two');
    await takeBack(store, 'redo');
    expect(await name()).toBe('three');
    expect(await takeBack(store, 'redo')).toBeUndefined();
    await takeBack(store, 'undo');
    await takeBack(store, 'undo');
    await takeBack(store, 'undo');
    expect(await store.read((reader) => reader.get('customers', id))).toBeUndefined();
    expect(await takeBack(store, 'undo')).toBeUndefined();
  });

  it('forget what could be done again once something new was done', async () => {
    const { store } = await openTestStore();
    const id = newCustomerId();
    await rename(store, id, 'one');
    await rename(store, id, 'two');
    await takeBack(store, 'undo');
    await rename(store, id, 'other');
    expect(await takeBack(store, 'redo')).toBeUndefined();
  });

  it('keep what somebody changed since, and say how much', async () => {
    const { store } = await openTestStore();
    const id = newCustomerId();
    const action = newAction();
    await rename(store, id, 'before');
    await rename(store, id, 'mine', action);
    await store.commit({ id: newAction(), name: 'record.order', source: USER, automatic: true }, async () => ({
      edits: named(id, 'later'),
      reply: true,
    }));
    const found = await store.read((reader) => reader.action(action));
    if (!found) throw new Error('no action');
    expect(await store.read((reader) => inverseOf(found, reader))).toEqual({ edits: [], kept: 1 });
  });

  it('bring back a deleted note with its text, its pin and its tags', async () => {
    const { store } = await openTestStore();
    const id = nextId();
    const edit = (edits: readonly Edit[]) =>
      store.commit({ id: newAction(), name: 'notes', source: USER }, async () => ({ edits, reply: true }));
    await edit([
      { kind: 'text', table: 'notes', id, field: 'body', text: '发票抬头' },
      { kind: 'set', table: 'notes', id, field: 'pinned', value: true },
      { kind: 'add', table: 'notes', id, field: 'tags', element: 'invoice' },
    ]);
    await edit([{ kind: 'set', table: 'notes', id, field: 'deleted', value: true }]);
    expect(await store.read((reader) => reader.get('notes', id))).toBeUndefined();
    await takeBack(store, 'undo');
    expect(await store.read((reader) => reader.get('notes', id))).toMatchObject({
      body: '发票抬头',
      pinned: true,
      tags: ['invoice'],
    });
  });
});
