import { IDBFactory } from 'fake-indexeddb';
import { summaryOf } from '../../lib/app/summaries.ts';
import type { ActionId, CustomerId } from '../../lib/domain/ids.ts';
import { uuidv7 } from '../../lib/domain/uuid.ts';
import type { Edit } from '../../lib/storage/action.ts';
import { type Database, openDatabase } from '../../lib/storage/database.ts';
import type { StoreOptions } from '../../lib/storage/deps.ts';
import { createStore, type Store } from '../../lib/storage/store.ts';

/** Deterministic ids, in the order they were asked for. */
function idMaker(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return uuidv7(1_790_000_000_000 + count, (bytes) => bytes.fill(count & 0xff));
  };
}

export const nextId = idMaker();
export const newAction = () => nextId() as ActionId;
export const newCustomerId = () => nextId() as CustomerId;

/** A store in a database of its own. `time.now` is the wall clock. */
export async function openTestStore(deps: Partial<StoreOptions> = {}): Promise<{
  store: Store;
  database: Database;
  time: { now: number };
  /** Every transaction the store began. */
  transactions: { abort(): void }[];
}> {
  globalThis.indexedDB = new IDBFactory();
  const time = { now: 1_790_000_000_000 };
  const opened = await openDatabase({ onClosed: () => {} });
  if (!opened.ok) throw new Error(opened.error.type);
  const transactions: { abort(): void }[] = [];
  const watched = new Proxy(opened.value, {
    get(target, key) {
      if (key !== 'transaction') return Reflect.get(target, key);
      return (...args: Parameters<Database['transaction']>) => {
        const transaction = target.transaction(...args);
        transactions.push(transaction);
        return transaction;
      };
    },
  });
  const store = createStore(async () => watched, {
    now: () => time.now,
    newDevice: () => '00000000000000d1',
    keysOf: () => [],
    summaryOf,
    ...deps,
  });
  return { store, database: opened.value, time, transactions };
}

/** The edits of a customer with a name. */
export const named = (id: CustomerId, name: string | null): Edit[] => [
  { kind: 'set', table: 'customers', id, field: 'name', value: name },
];
