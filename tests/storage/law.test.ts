import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keysOf } from '../../lib/app/keys.ts';
import { summaryOf } from '../../lib/app/summaries.ts';
import type { ActionId } from '../../lib/domain/ids.ts';
import type { Table } from '../../lib/domain/tables.ts';
import type { ActionHead, Edit } from '../../lib/storage/action.ts';
import type { Database } from '../../lib/storage/database.ts';
import type { LoadPerson } from '../../lib/storage/load.ts';
import { movingOrder } from '../../lib/storage/load-moves.ts';
import { isErased, liveAdds } from '../../lib/storage/record.ts';
import type { NewRow } from '../../lib/storage/segments/block.ts';
import { createStore, type Store } from '../../lib/storage/store.ts';
import { inverseOf } from '../../lib/storage/undo.ts';
import { breakingOffAt } from './break-off.ts';
import { linesOf, restored } from './copy.ts';
import { FileModel, keyOf, type ModelRecord } from './file-model.ts';
import { openTestStore } from './open-test-store.ts';

// Six customers and six orders, few enough that what is done meets what was done before.
const MANY = 6;
const uuid = (kind: number, index: number) => `01900000-000${kind}-7000-8000-00000000000${index}`;
const customerId = (index: number) => uuid(1, index);
const orderId = (index: number) => uuid(2, index);
const lineIds = (index: number) => [uuid(3, index), uuid(4, index)];
const noteId = (index: number) => uuid(5, index);
const identityId = (index: number) => uuid(6, index);
const emailOf = (index: number) => `c${index}@mail.example`;
const USER = { type: 'user' } as const;
const HOMES = Array.from({ length: MANY }, (_, index) => [customerId(index), orderId(index)]).flat();

const one = fc.nat(MANY - 1);
const maybe = fc.option(one, { nil: null });
const word = fc.constantFrom('a', 'b', 'c');
const isTrue = fc.boolean();
const what = <K extends string, T>(kind: K, rest: { [P in keyof T]: fc.Arbitrary<T[P]> }) =>
  fc.record({ kind: fc.constant(kind), ...rest }) as fc.Arbitrary<{ kind: K } & T>;

const deed = fc.oneof(
  {
    weight: 6,
    arbitrary: what('load', {
      customers: fc.uniqueArray(one, { maxLength: 4 }),
      orders: fc.uniqueArray(fc.record({ order: one, of: maybe, status: word }), {
        maxLength: 4,
        selector: ({ order }) => order,
      }),
      word,
    }),
  },
  { weight: 2, arbitrary: what('name', { who: one, word }) },
  { weight: 2, arbitrary: what('tag', { who: one, word, isAdd: isTrue }) },
  { weight: 2, arbitrary: what('note', { who: one, word }) },
  { weight: 2, arbitrary: what('delete', { table: fc.constantFrom('customers', 'orders', 'notes'), at: one, isTrue }) },
  { weight: 3, arbitrary: what('give', { order: one, to: maybe }) },
  { weight: 1, arbitrary: what('status', { order: one, word }) },
  { weight: 1, arbitrary: what('quantity', { order: one, quantity: one }) },
  {
    weight: 2,
    arbitrary: what('merge', { pairs: fc.array(fc.tuple(one, one), { minLength: 1, maxLength: 2 }), isLoad: isTrue }),
  },
  { weight: 1, arbitrary: what('part', { who: one }) },
  { weight: 5, arbitrary: what('undo', { back: fc.nat(4) }) },
  { weight: 4, arbitrary: what('redo', { back: fc.nat(2) }) },
  { weight: 1, arbitrary: what('erase', { who: one }) },
  { weight: 4, arbitrary: what('tidy', {}) },
  { weight: 1, arbitrary: what('restore', {}) },
);
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;
/** At which question to the database the worker is stopped while it does this; not at all for most. */
const step = fc.record({
  deed,
  stop: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.integer({ min: 1, max: 30 }) }),
});

class File {
  readonly model = new FileModel();
  store: Store;
  database: Database;
  #actions = 0;

  constructor({ store, database }: { store: Store; database: Database }) {
    this.store = store;
    this.database = database;
  }
  static open = async () => new File(await openTestStore({ keysOf, journalFull: 4 }));

  /** What a new worker knows: nothing. */
  restart(): void {
    const { database } = this;
    const now = () => 1_790_000_000_000;
    const options = { now, newDevice: () => '00000000000000d1', keysOf, summaryOf, journalFull: 4 };
    this.store = createStore(async () => database, options);
  }

  async do({ deed, stop }: { deed: Deed; stop: number }): Promise<void> {
    this.#actions += 1;
    const id = `01900000-0007-7000-8000-${String(this.#actions).padStart(12, '0')}` as ActionId;
    const act = this.plan(deed, id);
    if (!act) return;
    if (stop > 0) {
      await breakingOffAt(stop, act);
      this.restart();
    }
    await act();
  }

  /** Does it in the model; gives how to do it in the file, which may be asked for twice. */
  plan(deed: Deed, id: ActionId): (() => Promise<unknown>) | undefined {
    const { model } = this;
    const commit = (...edits: Edit[]) => {
      model.begin({ id, mode: 'do', isLoad: false });
      for (const edit of edits) model.edit(edit);
      model.end();
      const head = { id, name: 'edit', source: USER };
      return () => this.store.commit(head, async () => ({ edits, reply: null }));
    };
    const set = (table: Table, at: string, field: string, value: unknown) =>
      model.get(table, at) ? commit({ kind: 'set', table, id: at, field, value }) : undefined;
    switch (deed.kind) {
      case 'load':
        return this.planLoad(deed, id);
      case 'name':
        return commit({ kind: 'set', table: 'customers', id: customerId(deed.who), field: 'name', value: deed.word });
      case 'tag': {
        const element = { table: 'customers' as const, id: customerId(deed.who), field: 'tags', element: deed.word };
        return model.get('customers', element.id) && commit({ kind: deed.isAdd ? 'add' : 'remove', ...element });
      }
      case 'note': {
        const owner = customerId(deed.who);
        if (!model.isLiving('customers', owner)) return undefined;
        const note = { table: 'notes' as const, id: noteId(deed.who) };
        return commit(
          { kind: 'set', ...note, field: 'customerId', value: owner },
          { kind: 'text', ...note, field: 'body', text: `${deed.word} 😀` },
        );
      }
      case 'delete': {
        const idOf = { customers: customerId, orders: orderId, notes: noteId }[deed.table as 'notes'];
        return set(deed.table as Table, idOf(deed.at), 'deleted', deed.isTrue ? true : null);
      }
      case 'give': {
        const to = deed.to === null ? null : customerId(deed.to);
        if (to !== null && !model.isLiving('customers', to)) return undefined;
        return set('orders', orderId(deed.order), 'customerId', to);
      }
      case 'status':
        return set('orders', orderId(deed.order), 'status', deed.word);
      case 'quantity':
        return set('lines', lineIds(deed.order)[0] as string, 'quantity', deed.quantity);
      case 'merge':
        return this.planMerge(deed, id, commit);
      case 'part':
        return set('customers', customerId(deed.who), 'mergedInto', null);
      case 'undo':
      case 'redo':
        return this.planTakeBack(deed.kind, deed.back, id);
      case 'erase':
        return this.planErase(customerId(deed.who), id);
      case 'tidy':
        return () => this.store.tidy();
      case 'restore':
        return model.actions.length > 0 ? () => this.restore() : undefined;
    }
  }

  load(head: ActionHead, people: (store: Store) => Promise<LoadPerson[]>) {
    return async () => {
      const all = await people(this.store);
      return this.store.load(head, all, { expectedPeople: all.length, reply: () => null });
    };
  }

  planLoad({ customers, orders, word }: Extract<Deed, { kind: 'load' }>, id: ActionId): () => Promise<unknown> {
    const { model } = this;
    const rows = new Map<string, Partial<Record<Table, NewRow[]>>>();
    const say = (home: string, table: Table, ...more: NewRow[]) => {
      const of = rows.get(home) ?? {};
      rows.set(home, of);
      of[table] = [...(of[table] ?? []), ...more];
    };
    const create = (home: string, table: Table, at: string, fields: Record<string, unknown>, tags?: string[]) => {
      say(home, table, { id: at, fields, ...(tags ? { sets: { tags } } : {}) });
      model.create(table, at, fields, tags);
    };
    const change = (home: string, table: Table, at: string, fields: Record<string, unknown>) => {
      const before = Object.fromEntries(Object.keys(fields).map((field) => [field, model.field(table, at, field)]));
      say(home, table, { id: at, fields, before });
      for (const [field, value] of Object.entries(fields)) model.edit({ kind: 'set', table, id: at, field, value });
    };
    const claims: { order: string; to: string; fields: Record<string, unknown> }[] = [];
    model.begin({ id, mode: 'do', isLoad: true });
    for (const at of customers) {
      const home = customerId(at);
      if (!model.get('customers', home)) {
        create(home, 'customers', home, { name: `N${at}`, createdAt: 1 }, [word]);
        if (model.get('identities', identityId(at))) continue;
        const key = emailOf(at);
        create(home, 'identities', identityId(at), { customerId: home, kind: 'email', key, display: key });
      } else if (model.isLiving('customers', home)) {
        if (model.field('customers', home, 'company') !== word) change(home, 'customers', home, { company: word });
      }
    }
    for (const { order: at, of, status } of orders) {
      const order = orderId(at);
      const owner = of === null || !model.isLiving('customers', customerId(of)) ? undefined : customerId(of);
      const present = model.get('orders', order);
      const home = present && model.homeOf(present);
      if (!present) {
        const whose = owner ? { customerId: owner } : {};
        create(owner ?? order, 'orders', order, { ...whose, number: `T-${at}`, placedAt: 1, createdAt: 1, status });
        for (const [position, line] of lineIds(at).entries())
          create(owner ?? order, 'lines', line, { orderId: order, position, quantity: 1 });
      } else if (!model.isLiving('orders', order)) continue;
      else if (home === order && owner) {
        const changed = model.field('orders', order, 'status') === status ? {} : { status };
        claims.push({ order, to: owner, fields: { customerId: owner, ...changed } });
      } else if (home === (owner ?? order) && model.field('orders', order, 'status') !== status)
        change(home, 'orders', order, { status });
    }
    const before = claims.map(({ order, fields }) =>
      Object.fromEntries(Object.keys(fields).map((field) => [field, model.field('orders', order, field)])),
    );
    for (const { order, fields } of claims) model.move(order, fields);
    model.end();
    return this.load({ id, name: 'import', source: { type: 'import', file: 'a.csv' } }, async (store) => {
      const all = new Map(Array.from(rows, ([home, of]) => [home, structuredClone(of)]));
      for (const [index, { order, to, fields }] of claims.entries()) {
        const held = await store.read((reader) => reader.person(order));
        const stored = held.stored('orders').find((record) => record.id === order);
        // Already done, by a worker that did not live to say so.
        if (!stored) continue;
        const { come, gone } = movingOrder(held, stored, { fields, before: before[index] ?? {} });
        for (const [home, more] of [
          [to, come],
          [order, gone],
        ] as const) {
          const of = all.get(home) ?? {};
          all.set(home, of);
          for (const table of ['orders', 'lines'] as const) of[table] = [...(of[table] ?? []), ...(more[table] ?? [])];
        }
      }
      return Array.from(all, ([home, of]) => ({ home, rows: of }));
    });
  }

  planMerge(
    { pairs, isLoad }: Extract<Deed, { kind: 'merge' }>,
    id: ActionId,
    commit: (...edits: Edit[]) => () => Promise<unknown>,
  ) {
    const { model } = this;
    const wanted = new Map<string, unknown>();
    for (const [who, into] of pairs) {
      const [from, survivorId] = [customerId(who), customerId(into)];
      const areLiving = [from, survivorId].every((one) => model.isLiving('customers', one));
      if (who !== into && areLiving) wanted.set(from, { survivorId, mergeId: id, at: 1 });
    }
    if (wanted.size === 0) return undefined;
    const edits = Array.from(
      wanted,
      ([at, value]): Edit => ({ kind: 'set', table: 'customers', id: at, field: 'mergedInto', value }),
    );
    if (!isLoad) return commit(...edits);
    const people = Array.from(wanted, ([home, mergedInto]) => {
      const before = { mergedInto: model.field('customers', home, 'mergedInto') };
      return { home, rows: { customers: [{ id: home, fields: { mergedInto }, before }] } };
    });
    model.begin({ id, mode: 'do', isLoad: true });
    for (const edit of edits) model.edit(edit);
    model.end();
    return this.load({ id, name: 'merge', source: USER }, async () => people);
  }

  /** Any action that is in force is taken back, any that was taken back done again: not only the last. */
  planTakeBack(mode: 'undo' | 'redo', back: number, id: ActionId): (() => Promise<unknown>) | undefined {
    const { model } = this;
    const all = model.actions.filter((action) => action.mode === 'do' && action.undone === (mode === 'redo'));
    const target = all.at(-1 - back);
    if (!target) return undefined;
    const of =
      mode === 'undo'
        ? target
        : model.actions.findLast((action) => action.mode === 'undo' && action.target === target.id);
    if (!of) throw new Error('not undone');
    model.begin({ id, mode, target: target.id, isLoad: of.isLoad });
    model.takeBack(of);
    model.end();
    const head = { id, name: mode, source: USER, mode, target: target.id };
    return async () => {
      const found = await this.store.read((reader) => reader.action(of.id));
      if (!found) throw new Error(`no action ${of.id}`);
      if (found.load !== undefined) return this.store.unload(head, found.load, (kept) => kept);
      return this.store.commit(head, async (reader) => {
        const { edits, kept } = await inverseOf(found, reader);
        return { edits, reply: kept };
      });
    };
  }

  planErase(home: string, id: ActionId): (() => Promise<unknown>) | undefined {
    const records = this.model.of(home);
    if (!this.model.get('customers', home) || this.model.get('customers', home)?.erased) return undefined;
    this.model.erase(records);
    const targets = records.map(({ table, id: at }) => ({ table, id: at }));
    return async () => {
      if (await this.store.read((reader) => reader.action(id))) return;
      await this.store.erase({ id, name: 'erase', source: USER }, targets, null);
    };
  }

  async restore(): Promise<void> {
    const lines = await linesOf(this.store);
    const copy = await restored(this.store, lines);
    expect(copy.aside).toEqual([]);
    expect(await linesOf(copy.store)).toBe(lines);
    this.database = copy.database;
    this.restart();
  }

  async check(): Promise<void> {
    const { model, store } = this;
    await store.read(async (reader) => {
      for (const home of HOMES) {
        const person = await reader.person(home);
        const said = (['customers', 'identities', 'orders', 'lines', 'notes'] as const).flatMap((table) =>
          person
            .stored(table)
            .filter((record) => !isErased(record))
            .map((record) => {
              const tags = Object.keys(record.sets.tags ?? {}).filter(
                (tag) => liveAdds(record, 'tags', tag).length > 0,
              );
              return [keyOf(table, record.id), plain(Object.entries(record.fields)), tags.sort()];
            }),
        );
        const wanted = model.of(home).map((record) => [...told(record)]);
        expect(said.sort(byKey), `person ${home}`).toEqual(wanted.sort(byKey));
      }
      const summaries = await reader.summaries();
      const people = model.people();
      expect([...summaries.keys()].sort()).toEqual([...people.keys()].sort());
      for (const [id, members] of people) {
        const whole = await reader.whole(id);
        expect(whole.members.map((member) => member.id)).toEqual(members);
        const summary = summaryOf(whole);
        expect(summaries.get(id), `summary ${id}`).toEqual(summary);
        expect(await reader.summary(id)).toEqual(summary);
      }
      await this.checkLookups(reader);
    });
  }

  async checkLookups(reader: Parameters<Parameters<Store['read']>[0]>[0]): Promise<void> {
    const { model } = this;
    const keys = ['a', 'b', 'c'].map((name) => `name:${name}`);
    for (let index = 0; index < MANY; index += 1)
      keys.push(`name:n${index}`, `number:T-${index}`, `number:${index}`, `email:${emailOf(index)}`);
    const records = [...model.records.values()];
    for (const table of ['customers', 'identities', 'orders'] as const) {
      const has = (key: string) =>
        records.filter(
          (record) => record.table === table && keysOf(table, Object.fromEntries(record.fields)).includes(key),
        );
      const whoHas = await reader.whoHas(table, keys);
      for (const key of keys) {
        const found = await reader.find(table, key);
        expect(found.map(({ id }) => id).sort(), key).toEqual(
          has(key)
            .map(({ id }) => id)
            .sort(),
        );
        const homes = has(key).map((record) => model.homeOf(record));
        expect([...(whoHas.get(key) ?? [])].sort(), key).toEqual([...new Set(homes)].sort());
      }
    }
    for (const table of ['orders', 'lines', 'notes', 'identities'] as const) {
      const ids = Array.from({ length: MANY }, (_, index) =>
        table === 'orders'
          ? orderId(index)
          : table === 'lines'
            ? lineIds(index)
            : table === 'notes'
              ? noteId(index)
              : identityId(index),
      ).flat();
      const homesOf = await reader.homesOf(table, ids);
      for (const id of ids) {
        const record = model.get(table, id);
        const home = record && model.homeOf(record);
        if (record?.erased) continue;
        expect(await reader.homeOf(table, id), `${table} ${id}`).toBe(home);
        expect(homesOf.get(id), `${table} ${id}`).toBe(home);
        const got = await reader.get(table, id);
        expect(got !== undefined).toBe(model.isLiving(table, id));
      }
    }
    for (const record of records) {
      if (record.erased) continue;
      const { table, id } = record;
      const changes = (await reader.changesOf(table, id)).map(({ actionId, field }) => `${actionId} ${field}`);
      const loads = (await reader.loadsOf(table, id)).flatMap(({ actionId, fields }) =>
        Object.keys(fields).map((field) => `${actionId} ${field}`),
      );
      expect([...new Set([...changes, ...loads])].sort(), keyOf(table, id)).toEqual(
        [...(model.log.get(keyOf(table, id)) ?? [])].sort(),
      );
    }
  }
}

/** Cleared is absent. */
const plain = (entries: Iterable<readonly [string, unknown]>) =>
  Object.fromEntries([...entries].filter(([, value]) => value !== null && value !== undefined));
const told = (record: ModelRecord) =>
  [keyOf(record.table, record.id), plain(record.fields), [...record.tags].sort()] as const;
const byKey = ([a]: readonly unknown[], [b]: readonly unknown[]) => (String(a) < String(b) ? -1 : 1);

describe('whatever is done to the file', () => {
  const law = fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60, size: 'max' }), async (steps) => {
    const file = await File.open();
    for (const one of steps) await file.do(one);
    await file.check();
  });
  const SEEDS = [1, 2, 3, 4, 5];
  it.each(SEEDS)('loses nothing and doubles nothing (seed %d)', async (seed) => {
    await fc.assert(law, { seed, numRuns: Number(process.env.RUNS ?? 20) });
  });
});
