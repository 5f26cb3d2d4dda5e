import type { IDBPObjectStore, IDBPTransaction } from 'idb';
import type { Change } from '../domain/change.ts';
import type { ActionId } from '../domain/ids.ts';
import type { CustomerStats } from '../domain/receipt.ts';
import type { Table } from '../domain/tables.ts';
import type { Schema, StoredAction, StoredDraft } from './database.ts';
import { materialise, type RecordOf, type StoredRecord } from './record.ts';

type IndexOf<T extends Table> = Schema[T] extends { indexes: infer I } ? keyof I & string : never;

/** Reads within one transaction. Deleted records are absent unless asked for by `stored`. */
export interface Reader {
  get<T extends Table>(table: T, id: string): Promise<RecordOf[T] | undefined>;
  /** The record with its stamps and sources, deleted or not. */
  stored(table: Table, id: string): Promise<StoredRecord | undefined>;
  /** Records whose indexed field or lookup key equals `key`. */
  list<T extends Table>(table: T, index: IndexOf<T>, key: string): Promise<RecordOf[T][]>;
  all<T extends Table>(table: T): Promise<RecordOf[T][]>;
  /** Keys of the identities that were taken from a customer and not given back. */
  removedIdentityKeys(customerId: string): Promise<string[]>;
  stats(customerId: string): Promise<CustomerStats | undefined>;
  /** Every customer's stats, by customer id. */
  allStats(): Promise<ReadonlyMap<string, CustomerStats>>;
  count(store: Table | 'changes'): Promise<number>;
  action(id: ActionId): Promise<StoredAction | undefined>;
  /** Actions, newest first, until `accept` says stop (returns true) or there are no more. */
  newestActions(accept: (action: StoredAction) => boolean): Promise<void>;
  /** A record's changes in the order this browser learned of them. */
  changesOf(table: Table, id: string): Promise<(Change & { actionId: ActionId })[]>;
  drafts(customerId: string): Promise<StoredDraft[]>;
}

type Mode = 'readonly' | 'readwrite';
type Transaction = IDBPTransaction<Schema, never[], Mode>;

/** A reader over an open transaction that covers every store. */
export function createReader(transaction: unknown): Reader {
  const open = transaction as Transaction;
  const store = (name: string) =>
    open.objectStore(name as never) as unknown as IDBPObjectStore<Schema, never[], 'customers', Mode>;
  const indexed = (name: string, index: string) => store(name).index(index as 'keys');

  const living = <T extends Table>(table: T, records: readonly StoredRecord[]): RecordOf[T][] =>
    records.filter((record) => record.fields.deleted !== true).map((record) => materialise(table, record));

  return {
    async get(table, id) {
      const record = await store(table).get(id);
      return record && record.fields.deleted !== true ? materialise(table, record) : undefined;
    },
    stored: (table, id) => store(table).get(id),
    list: async (table, index, key) => living(table, await indexed(table, index).getAll(key)),
    all: async (table) => living(table, await store(table).getAll()),
    async removedIdentityKeys(customerId) {
      const records = await indexed('identities', 'customerId').getAll(customerId);
      const keys = (removed: boolean) =>
        records
          .filter((record) => (record.fields.deleted === true) === removed)
          .map((record) => String(record.fields.key));
      const living = new Set(keys(false));
      return keys(true).filter((key) => !living.has(key));
    },
    stats: async (customerId) => (await store('stats').get(customerId)) as CustomerStats | undefined,
    async allStats() {
      const [keys, values] = await Promise.all([store('stats').getAllKeys(), store('stats').getAll()]);
      return new Map(keys.map((key, index) => [key, values[index] as unknown as CustomerStats]));
    },
    count: (name) => store(name).count(),
    action: async (id) => (await indexed('actions', 'id').get(id)) as StoredAction | undefined,
    async newestActions(accept) {
      let cursor = await store('actions').openCursor(null, 'prev');
      while (cursor && !accept(cursor.value as unknown as StoredAction)) cursor = await cursor.continue();
    },
    changesOf: async (table, id) =>
      (await indexed('changes', 'record').getAll(IDBKeyRange.only([table, id]))) as unknown as (Change & {
        actionId: ActionId;
      })[],
    drafts: async (customerId) =>
      (await indexed('drafts', 'customerId').getAll(customerId)) as unknown as StoredDraft[],
  };
}
