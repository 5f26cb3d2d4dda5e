import type { IDBPTransaction } from 'idb';
import { type Database, type Schema, watched } from './database.ts';

// Without what is derived: nobody waits while a new generation of it is written.
const STORES = [
  'journal',
  'shop',
  'summaries',
  'blocks',
  'parts',
  'chunks',
  'texts',
  'changes',
  'actions',
  'meta',
  'drafts',
] as const;
export type WriteTransaction = IDBPTransaction<Schema, typeof STORES, 'readwrite'>;

/** A transaction that may write anywhere. */
export const beginWrite = (database: Database): WriteTransaction => watched(database.transaction(STORES, 'readwrite'));

/** A transaction that may read anywhere. */
export const beginRead = (database: Database) => watched(database.transaction(STORES, 'readonly'));

/** A transaction that may read people, and waits for nobody who writes anything else. */
export const beginPersonRead = (database: Database) =>
  watched(database.transaction(['journal', 'blocks', 'parts', 'meta'], 'readonly'));

/** Does the work and ends the transaction; half an action must never stay: whatever fails, all of it goes. */
export async function whole<T>(transaction: WriteTransaction, work: () => Promise<T>): Promise<T> {
  try {
    const result = await work();
    commit(transaction);
    await transaction.done;
    return result;
  } catch (error) {
    try {
      transaction.abort();
    } catch {
      // It is already over; its own error is the one to report.
    }
    await transaction.done.catch(() => {});
    throw transaction.error ?? error;
  }
}

/** Ends the transaction once all that was asked of it is done, rather than when the browser sees that nothing more comes. */
function commit(transaction: WriteTransaction): void {
  try {
    transaction.commit();
  } catch {
    // It has ended by itself.
  }
}

/** Leaves a write to its transaction: when it fails the transaction does, and says so. Waiting for each takes most of the time. */
export function leave(request: Promise<unknown>): void {
  request.catch(() => {});
}
