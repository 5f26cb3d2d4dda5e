import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { type IDBPDatabase, openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import { keysOf } from '../../lib/app/keys.ts';
import { summaryOf } from '../../lib/app/summaries.ts';
import { DATABASE_NAME, type Database, openDatabase } from '../../lib/storage/database.ts';
import type { Migration } from '../../lib/storage/migrations/migration.ts';
import { migrations, SCHEMA_VERSION } from '../../lib/storage/migrations/registry.ts';
import { createStore } from '../../lib/storage/store.ts';
import { killedAt } from '../app/killed-worker.ts';

/** A database as the release with that layout left it: layout by its own migrations, rows from its sample. */
async function databaseAt(version: number): Promise<void> {
  globalThis.indexedDB = new IDBFactory();
  const database = await openDB(DATABASE_NAME, version, {
    async upgrade(opened, _old, _new, transaction) {
      for (const migration of migrations.filter((step) => step.to <= version)) {
        await migration.upgrade(opened as never, transaction as never);
      }
    },
  });
  for (const [store, rows] of Object.entries(samples[version] ?? {})) {
    for (const { key, value } of rows) await database.put(store, value, key);
  }
  database.close();
}

type Rows = Record<string, { key?: string; value: unknown }[]>;
const stamp = '019f3c2a1b00-00000000-00000000000000d1-0000abcd';
const customer = {
  id: '019f3c2a-1b00-7000-8000-000000000001',
  fields: { name: '李晓梅', createdAt: 1_790_000_000_000, fromTheFuture: { kept: true } },
  stamps: { name: stamp, createdAt: stamp },
  sets: { tags: { vip: { adds: [stamp], removed: [] } } },
  sources: { name: { type: 'page', recipe: 'roundcube', anchor: 'from' } },
  keys: ['name:李晓梅'],
};

const line = { id: 'l1', fields: { orderId: 'o1', name: 'Tea' }, stamps: {}, sets: {}, sources: {} };
const order = {
  id: 'o1',
  fields: { customerId: customer.id, number: 'T-1' },
  stamps: {},
  sets: {},
  sources: {},
};
const { keys: _keys, ...record } = customer;
const site = { id: 's1', fields: { origin: 'https://mail.example' }, stamps: {}, sets: {}, sources: {}, keys: [] };
const local = {
  texts: [{ key: 'notes/n1/body', value: new Uint8Array([1, 2, 3]) }],
  meta: [{ key: 'device', value: '00000000000000d1' }],
  drafts: [{ value: { key: `${customer.id}/`, customerId: customer.id, body: 'half a thought', savedAt: 1 } }],
};
const inJournal = (table: string, held: { id: string }, ...keys: string[]) => ({
  value: { key: `${table}/${held.id}`, table, homes: [customer.id], keys, record: held },
});

/** What each released layout held, row by row. */
const samples: Record<number, Rows> = {
  1: {
    customers: [{ value: customer }],
    orders: [{ value: { ...order, keys: [] } }],
    lines: [{ value: { ...line, keys: [] } }],
    sites: [{ value: site }],
    ...local,
  },
  2: {
    journal: [
      inJournal('customers', record, 'name:李晓梅'),
      inJournal('lines', line),
      inJournal('orders', order, 'number:T-1'),
    ],
    shop: [
      {
        value: {
          ...{ key: 'sites/s1', table: 'sites', homes: ['s1'], keys: ['origin:https://mail.example'] },
          record: { id: 's1', fields: site.fields, stamps: {}, sets: {}, sources: {} },
        },
      },
    ],
    ...local,
  },
};

const storeOver = (database: Database) =>
  createStore(async () => database, { now: () => 1, newDevice: () => '00000000000000d1', keysOf, summaryOf });

const layoutOf = (database: IDBPDatabase): Record<string, string[]> => {
  const names = [...database.objectStoreNames];
  const transaction = database.transaction(names, 'readonly');
  return Object.fromEntries(names.map((name) => [name, [...transaction.objectStore(name).indexNames]]));
};

describe('the layout of the database', () => {
  it('has migrations numbered from 1 without a gap, each with a sample', () => {
    expect(migrations.map((migration) => migration.to)).toEqual(migrations.map((_, index) => index + 1));
    expect(Object.keys(samples).map(Number)).toEqual(migrations.map((migration) => migration.to));
  });

  it.each(Object.keys(samples).map(Number))('is reached from version %d with every row kept', async (version) => {
    await databaseAt(version);
    const opened = await openDatabase({ onClosed: () => {} });
    if (!opened.ok) throw new Error(opened.error.type);
    const database = opened.value as unknown as IDBPDatabase;
    expect(database.version).toBe(SCHEMA_VERSION);
    expect(await database.getAll('journal')).toEqual(samples[2]?.journal?.map(({ value }) => value));
    expect(await database.getAll('shop')).toEqual(samples[2]?.shop?.map(({ value }) => value));
    expect(await database.getFromIndex('journal', 'keys', 'number:T-1')).toMatchObject({ key: 'orders/o1' });
    expect(await database.getAllKeysFromIndex('journal', 'homes', customer.id)).toHaveLength(3);
    expect(await database.get('texts', 'notes/n1/body')).toEqual(new Uint8Array([1, 2, 3]));
    expect(await database.get('drafts', `${customer.id}/`)).toMatchObject({ body: 'half a thought' });
    const fromOld = layoutOf(database);
    database.close();

    globalThis.indexedDB = new IDBFactory();
    const fresh = await openDatabase({ onClosed: () => {} });
    if (!fresh.ok) throw new Error(fresh.error.type);
    expect(fromOld).toEqual(layoutOf(fresh.value as unknown as IDBPDatabase));
  });

  it('is reached whole, or not at all, by a worker that is killed at any step of the way, and the next one goes on', async () => {
    const outcomes = new Set<number>();
    for (let [step, isDone] = [0, false]; !isDone; step += 1) {
      await databaseAt(1);
      const ended: Database[] = [];
      isDone = await killedAt(step, async () => {
        const opened = await openDatabase({ onClosed: () => {} });
        if (!opened.ok) throw new Error(opened.error.type);
        ended.push(opened.value);
        // What the layout leaves to the product: the summaries of everybody, worked out when it is first opened.
        await storeOver(opened.value).read((reader) => reader.summaries());
      });
      // With a worker its connections go.
      for (const database of ended) database.close();

      const left = await openDB(DATABASE_NAME);
      outcomes.add(left.version);
      if (left.version === 1) {
        for (const [store, rows] of Object.entries(samples[1] ?? {}))
          for (const { key, value } of rows)
            expect(
              await left.get(
                store,
                key ?? (value as { id?: string; key?: string }).id ?? (value as { key: string }).key,
              ),
              `step ${step}`,
            ).toEqual(value);
        expect([...left.objectStoreNames], `step ${step}`).not.toContain('journal');
      }
      left.close();

      const next = await openDatabase({ onClosed: () => {} });
      if (!next.ok) throw new Error(next.error.type);
      expect(await next.value.getAll('journal'), `step ${step}`).toEqual(
        samples[2]?.journal?.map(({ value }) => value),
      );
      expect(await next.value.getAll('shop'), `step ${step}`).toEqual(samples[2]?.shop?.map(({ value }) => value));
      const summaries = await storeOver(next.value).read((reader) => reader.summaries());
      expect([...summaries.values()], `step ${step}`).toMatchObject([{ id: customer.id, name: '李晓梅', orders: 1 }]);
      expect(await next.value.get('meta', 'summaries-due'), `step ${step}`).toBeUndefined();
      next.value.close();
    }
    expect(outcomes).toEqual(new Set([1, SCHEMA_VERSION]));
  });

  it('of a newer release is refused, not touched', async () => {
    globalThis.indexedDB = new IDBFactory();
    (
      await openDB(DATABASE_NAME, SCHEMA_VERSION + 1, { upgrade: (database) => void database.createObjectStore('new') })
    ).close();
    expect(await openDatabase({ onClosed: () => {} })).toEqual({ ok: false, error: { type: 'storage-newer' } });
    const untouched = await openDB(DATABASE_NAME);
    expect([...untouched.objectStoreNames]).toEqual(['new']);
  });

  it('is given up by a page of an older release, which is told', async () => {
    globalThis.indexedDB = new IDBFactory();
    const told: string[] = [];
    await openDatabase({ onClosed: () => told.push('closed') });
    const newer = await openDatabase({ steps: [...migrations, NEXT], onClosed: () => {} });
    expect(newer.ok && newer.value.version).toBe(SCHEMA_VERSION + 1);
    expect(told).toEqual(['closed']);
  });

  it('held open by a page that does not let go is said so, not waited for', async () => {
    globalThis.indexedDB = new IDBFactory();
    await databaseAt(SCHEMA_VERSION);
    const stubborn = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(DATABASE_NAME);
      request.onsuccess = () => resolve(request.result);
    });
    const blocked = await openDatabase({ steps: [...migrations, NEXT], blockedAfterMs: 0, onClosed: () => {} });
    expect(blocked).toEqual({ ok: false, error: { type: 'storage-blocked' } });
    stubborn.close();
  });
});

const NEXT: Migration = {
  to: SCHEMA_VERSION + 1,
  upgrade: (database) => void database.createObjectStore('tomorrow'),
};
