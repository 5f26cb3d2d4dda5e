import type { IDBPDatabase, IDBPTransaction } from 'idb';

/**
 * One step of the database's layout. Append-only: a released migration is never edited. `upgrade` runs inside the
 * browser's upgrade transaction and may await nothing but the database.
 */
export interface Migration {
  readonly to: number;
  upgrade(
    database: IDBPDatabase,
    transaction: IDBPTransaction<unknown, string[], 'versionchange'>,
  ): void | Promise<void>;
}
