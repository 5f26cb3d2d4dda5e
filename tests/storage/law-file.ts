import { expect } from 'vitest';
import { keysOf } from '../../lib/app/keys.ts';
import { summaryOf } from '../../lib/app/summaries.ts';
import type { ActionId } from '../../lib/domain/ids.ts';
import type { Table } from '../../lib/domain/tables.ts';
import type { ActionHead, Edit } from '../../lib/storage/action.ts';
import type { Database } from '../../lib/storage/database.ts';
import type { LoadPerson } from '../../lib/storage/load-moves.ts';
import { movingOrder } from '../../lib/storage/load-moves.ts';
import type { NewRow } from '../../lib/storage/segments/block.ts';
import { createStore, type Store } from '../../lib/storage/store.ts';
import { inverseOf } from '../../lib/storage/undo.ts';
import { breakingOffAt } from './break-off.ts';
import { linesOf, restored } from './copy.ts';
import { FileModel, type ModelRecord } from './file-model.ts';
import { customerId, type Deed, emailOf, identityId, lineIds, messageId, noteId, orderId } from './law-deeds.ts';
import { openTestStore } from './open-test-store.ts';

const USER = { type: 'user' } as const;

/** A file, and beside it the maps that say what it must hold. */
export class LawFile {
  readonly model = new FileModel();
  store: Store;
  database: Database;
  #actions = 0;

  constructor({ store, database }: { store: Store; database: Database }) {
    this.store = store;
    this.database = database;
  }
  static open = async () => new LawFile(await openTestStore({ keysOf, journalFull: 4 }));

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
      // What writes blocks anew does more than its action.
      await breakingOffAt(stop, act, deed.kind === 'tidy' || deed.kind === 'erase' ? () => true : undefined);
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
      case 'message': {
        const owner = customerId(deed.who);
        if (!model.isLiving('customers', owner)) return undefined;
        const message = { kind: 'set' as const, table: 'interactions' as const, id: messageId(deed.who) };
        const said = {
          customerId: owner,
          at: 1_789_000_000_000,
          channel: 'email',
          direction: 'in',
          subject: deed.word,
        };
        return commit(...Object.entries(said).map(([field, value]) => ({ ...message, field, value })));
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
    const change = (home: string, table: Table, at: string, fields: Record<string, unknown>, tags: string[] = []) => {
      const before = Object.fromEntries(Object.keys(fields).map((field) => [field, model.field(table, at, field)]));
      say(home, table, { id: at, fields, before, ...(tags.length > 0 ? { sets: { tags } } : {}) });
      for (const [field, value] of Object.entries(fields)) model.edit({ kind: 'set', table, id: at, field, value });
      for (const element of tags) model.edit({ kind: 'add', table, id: at, field: 'tags', element });
    };
    const claims: { order: string; to: string; fields: Record<string, unknown>; lines: ModelRecord[] }[] = [];
    model.begin({ id, mode: 'do', isLoad: true });
    for (const at of customers) {
      const home = customerId(at);
      if (!model.get('customers', home)) {
        create(home, 'customers', home, { name: `N${at}`, createdAt: 1 }, [word]);
        if (model.get('identities', identityId(at))) continue;
        const key = emailOf(at);
        create(home, 'identities', identityId(at), { customerId: home, kind: 'email', key, display: key });
      } else if (model.isLiving('customers', home)) {
        const fields = model.field('customers', home, 'company') === word ? {} : { company: word };
        const tags = model.get('customers', home)?.tags.has(word) ? [] : [word];
        if (Object.keys(fields).length + tags.length > 0) change(home, 'customers', home, fields, tags);
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
        continue;
      }
      // What went with a file comes again with this one; what somebody deleted does not.
      const isAgain = present.wentWithFile;
      if (!isAgain && !model.isLiving('orders', order)) continue;
      const again = isAgain ? { deleted: null } : {};
      const changed = { ...again, ...(model.field('orders', order, 'status') === status ? {} : { status }) };
      const lines = isAgain ? lineIds(at).filter((line) => !model.isLiving('lines', line)) : [];
      const records = lines.map((line) => model.get('lines', line) as ModelRecord);
      if (home === order && owner)
        claims.push({ order, to: owner, fields: { customerId: owner, ...changed }, lines: records });
      else if (home === (owner ?? order) && Object.keys(changed).length > 0) {
        change(home, 'orders', order, changed);
        for (const line of lines) change(home, 'lines', line, { deleted: null });
      }
    }
    const before = claims.map(({ order, fields }) =>
      Object.fromEntries(Object.keys(fields).map((field) => [field, model.field('orders', order, field)])),
    );
    for (const { order, fields, lines } of claims) model.move(order, fields, lines);
    model.end();
    return this.load({ id, name: 'import', source: { type: 'import', file: 'a.csv' } }, async (store) => {
      const all = new Map(Array.from(rows, ([home, of]) => [home, structuredClone(of)]));
      for (const [index, { order, to, fields, lines }] of claims.entries()) {
        const held = await store.read((reader) => reader.person(order));
        const stored = held.stored('orders').find((record) => record.id === order);
        // Already done, by a worker that did not live to say so.
        if (!stored) continue;
        const again = new Map(
          lines.map(({ id: line }) => [line, { fields: { deleted: null }, before: { deleted: true } }]),
        );
        const { come, gone } = movingOrder(held, stored, { fields, before: before[index] ?? {} }, again);
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
}
