import { type DBSchema, type IDBPDatabase, openDB, type StoreNames } from 'idb';
import type { Change } from '../domain/change.ts';
import type { ActionId, CustomerId, NoteId } from '../domain/ids.ts';
import type { Source } from '../domain/profile.ts';
import type { Result } from '../domain/result.ts';
import { err, ok } from '../domain/result.ts';
import type { Summary } from '../domain/summary.ts';
import type { Table } from '../domain/tables.ts';
import type { EpochMs } from '../domain/time.ts';
import type { Hlc } from './hlc.ts';
import type { Migration } from './migrations/migration.ts';
import { migrations } from './migrations/registry.ts';
import type { StoredRecord } from './record.ts';
import type { Block } from './segments/block.ts';
import type { IndexPart, Segment } from './segments/segment.ts';
import type { SummaryChunk } from './segments/summary-chunk.ts';

export const DATABASE_NAME = 'regulars';

/** What one change of an action did, so that it can be taken back. */
export interface Effect {
  readonly table: Table;
  readonly id: string;
  readonly field: string;
  readonly kind: Change['kind'];
  /** The record did not exist before: taking back deletes it instead of emptying it. */
  readonly created?: true;
  readonly element?: string;
  /** Register value or whole text before; absent when there was none. */
  readonly before?: unknown;
  readonly after?: unknown;
}

/** One user action, or one automatic recording. */
export interface StoredAction {
  readonly seq?: number;
  readonly id: ActionId;
  readonly name: string;
  readonly at: EpochMs;
  readonly source: Source;
  readonly mode: 'do' | 'undo' | 'redo';
  /** The action that this one takes back or does again. */
  readonly target?: ActionId;
  readonly automatic?: true;
  /** True while its effects are taken back. */
  readonly undone: boolean;
  readonly effects: readonly Effect[];
  /** The segment that holds what the action wrote, where that was too much for effects. */
  readonly load?: number;
  /** What it erased for good is known by this beginning of its tombstones' stamps. */
  readonly erasing?: string;
  /** What the use-case answered, for a request that comes twice. */
  readonly reply: unknown;
}

export interface StoredDraft {
  readonly key: string;
  readonly customerId: CustomerId;
  readonly noteId?: NoteId;
  readonly body: string;
  readonly savedAt: EpochMs;
}

/** A record that was changed since it was last laid out in a segment; whole, with all that the segments have of it. */
export interface JournalRow {
  /** `table/id`. */
  readonly key: string;
  readonly table: Table;
  /** The person it belongs to, then those it belonged to. */
  readonly homes: readonly string[];
  /** Its lookup keys. */
  readonly keys: readonly string[];
  readonly record: StoredRecord;
}

export interface StoredSummary {
  readonly id: string;
  readonly summary: Summary | null;
  /** When it was worked out, as the beginning of a stamp: a merge changes it with nothing new of the customer's own. */
  readonly at?: string;
}

type ByField<F extends string, V = string> = Record<F, V>;

export interface Schema extends DBSchema {
  /** Of people: what the segments do not have yet. */
  journal: { key: string; value: JournalRow; indexes: ByField<'homes' | 'keys'> };
  /** Of the shop as a whole: settings, sites, rejections. */
  shop: { key: string; value: JournalRow; indexes: ByField<'table' | 'keys'> };
  /** By customer, where they differ from the segments'; null for one that is deleted or was merged. */
  summaries: { key: string; value: StoredSummary };
  blocks: { key: [number, number]; value: Block };
  parts: { key: [number, number]; value: IndexPart };
  chunks: { key: [number, number]; value: SummaryChunk };
  /** What is worked out of the file and can be worked out again, as the search index; see `derived.ts`. */
  derived: { key: [string, number, string]; value: Uint8Array };
  texts: { key: string; value: Uint8Array };
  changes: { key: number; value: Change & { seq?: number; actionId: ActionId }; indexes: { record: [string, string] } };
  actions: { key: number; value: StoredAction; indexes: ByField<'id'> };
  /** Beside them, under `local:…`, lists that are of this device alone. */
  meta: { key: string; value: Hlc | string | Layout | DerivedHead | Place | Erasing | readonly unknown[] };
  drafts: { key: string; value: StoredDraft; indexes: ByField<'customerId'> };
}

/** Which segments there are, oldest first. `next` was never used as a segment's number. */
export interface Layout {
  readonly next: number;
  readonly segments: readonly Segment[];
  /** Somebody was merged at some time: only then is it looked for. */
  readonly knowsMerges?: true;
}

/** Records whose values are being taken out of the segments, whose they are and were, and whom merges tied those to. */
export interface Erasing {
  /** Of the tombstones' stamps. */
  readonly prefix: string;
  readonly targets: readonly { readonly table: Table; readonly id: string; readonly homes: readonly string[] }[];
}

/** When the daily work was done last; up to which action everything deleted has been settled; since when it is here. */
export type MarkName = 'daily' | 'trash' | 'restored' | 'scored' | 'alarms-seen';

/** The present generation of something derived, and the state of the file that it was made of. */
export interface DerivedHead {
  readonly generation: number;
  readonly covers: FileState;
}

/** How far the file had come. */
export interface FileState {
  /** Numbers of the segments there were. */
  readonly segments: readonly number[];
  /** The clock's last reading, as the beginning of a stamp. */
  readonly upTo: string;
}

/** Where a list of this device alone is kept in `meta`. */
export const localKey = (name: string): string => `local:${name}`;
/** Which database holds the file. */
export interface Place {
  readonly current: string;
  /** The file as it was before each restore, and since when it is kept to go back to; the last is gone back to first. */
  readonly formers: readonly Former[];
  /** The action that put the file there: asked again it is done once. */
  readonly by?: ActionId;
}
export interface Former {
  readonly name: string;
  readonly at: EpochMs;
}

export const EMPTY_LAYOUT: Layout = { next: 1, segments: [] };

export type Database = IDBPDatabase<Schema>;

/** The transaction, its end watched: when it fails while something else is waited for, that is no second failure. */
export function watched<T extends { readonly done: Promise<void> }>(transaction: T): T {
  transaction.done.catch(() => {});
  return transaction;
}

/**
 * A store to read one thing from, in a transaction of its own. The database's own short ways leave the end of theirs to nobody:
 * broken off, it would be an error that nobody handles.
 */
export const storeOf = <N extends StoreNames<Schema>>(database: Database, name: N) =>
  watched(database.transaction(name)).objectStore(name);

export type StorageError = { readonly type: 'storage-full' | 'storage-blocked' | 'storage-newer' | 'storage-failed' };

/** Which closed case an exception of the database is. */
export function storageError(error: unknown): StorageError {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'QuotaExceededError') return { type: 'storage-full' };
  if (name === 'VersionError') return { type: 'storage-newer' };
  return { type: 'storage-failed' };
}

/**
 * Opens the database and brings it to this version's layout. Another context that holds an older version open is asked
 * to close; when it does not within `blockedAfterMs`, the answer is `storage-blocked`.
 */
export async function openDatabase(options: {
  readonly name?: string;
  readonly blockedAfterMs?: number;
  /** The layout to bring it to; the product's own unless given. */
  readonly steps?: readonly Migration[];
  /** The connection is gone: the browser closed it, or a newer version needs it. */
  readonly onClosed: () => void;
}): Promise<Result<Database, StorageError>> {
  let blocked: (error: StorageError) => void = () => {};
  const whenBlocked = new Promise<StorageError>((resolve) => {
    blocked = resolve;
  });
  const steps = options.steps ?? migrations;
  const opening = openDB<Schema>(options.name ?? DATABASE_NAME, steps.at(-1)?.to ?? 0, {
    async upgrade(database, oldVersion, _newVersion, transaction) {
      watched(transaction);
      for (const migration of steps.filter((step) => step.to > oldVersion)) {
        await migration.upgrade(database as never, transaction as never);
      }
    },
    blocked: () => setTimeout(() => blocked({ type: 'storage-blocked' }), options.blockedAfterMs ?? 2000),
    blocking: (_current, _blocked, event) => {
      (event.target as IDBDatabase).close();
      options.onClosed();
    },
    terminated: options.onClosed,
  });
  try {
    const opened = await Promise.race([opening, whenBlocked]);
    if ('type' in opened) {
      void opening.then((late) => late.close()).catch(() => {});
      return err(opened);
    }
    return ok(opened);
  } catch (error) {
    return err(storageError(error));
  }
}
