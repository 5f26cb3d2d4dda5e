import type { IDBPObjectStore, IDBPTransaction } from 'idb';
import type { Change } from '../domain/change.ts';
import type { ActionId } from '../domain/ids.ts';
import type { Source } from '../domain/profile.ts';
import type { Table } from '../domain/tables.ts';
import type { EpochMs } from '../domain/time.ts';
import type { Layout, Schema, StoredAction } from './database.ts';
import { hash32 } from './hash.ts';
import type { StoredRecord } from './record.ts';
import { placeOfHome, rowsAt } from './segments/block.ts';
import type { SegmentCache } from './segments/cache.ts';
import { leading, type Segment } from './segments/segment.ts';

/** What a load wrote of one record. */
export interface LoadedRow {
  readonly actionId: ActionId;
  readonly at: EpochMs;
  readonly source: Source;
  readonly fields: Readonly<Record<string, unknown>>;
  /** What the fields held before; none for a record that the load made. */
  readonly before: Readonly<Record<string, unknown>>;
  /** Whether it made the record. */
  readonly created: boolean;
  /** Whether it brought the record from somebody else, with whatever was on it. */
  readonly came: boolean;
  /** Elements that it took out of sets, as taking a load back does. */
  readonly removed: Readonly<Record<string, readonly string[]>>;
}

/** Reads what was done: the actions, the changes of single edits, and what loads say of themselves. */
export interface LogReader {
  /** How many changes the log has, those of loads included. */
  countChanges(): Promise<number>;
  action(id: ActionId): Promise<StoredAction | undefined>;
  /** Actions, newest first, until `accept` says stop (returns true) or there are no more. */
  newestActions(accept: (action: StoredAction) => boolean): Promise<void>;
  /** Actions in the order they were done: at most `limit` from after `after`, or the last ones from before `before`. */
  actionsAfter(after: number, limit: number): Promise<StoredAction[]>;
  actionsBefore(before: number | undefined, limit: number): Promise<StoredAction[]>;
  /** A record's changes in the order this browser learned of them. */
  changesOf(table: Table, id: string): Promise<(Change & { actionId: ActionId })[]>;
  /** What loads wrote of a record, or those that came after one, oldest first. */
  loadsOf(table: Table, id: string, after?: number): Promise<LoadedRow[]>;
}

type Transaction = IDBPTransaction<Schema, never[], 'readonly' | 'readwrite'>;

/** @param candidates the people of a segment who may have something under a hash */
export function createLogReader(
  transaction: unknown,
  parts: {
    readonly cache: SegmentCache;
    readonly layout: () => Promise<Layout>;
    readonly candidates: (segment: Segment, hash: number) => Promise<string[]>;
  },
): LogReader {
  const { cache, layout, candidates } = parts;
  const store = <N extends 'actions' | 'changes'>(name: N) =>
    (transaction as Transaction).objectStore(name as never) as unknown as IDBPObjectStore<Schema, N[], N>;
  const loads = async () => (await layout()).segments.filter((segment) => segment.kind === 'load');

  return {
    async countChanges() {
      return (await store('changes').count()) + (await loads()).reduce((sum, segment) => sum + segment.rows, 0);
    },
    action: (id) => store('actions').index('id').get(id),
    async newestActions(accept) {
      let cursor = await store('actions').openCursor(null, 'prev');
      while (cursor && !accept(cursor.value)) cursor = await cursor.continue();
    },
    actionsAfter: (after, limit) => store('actions').getAll(IDBKeyRange.lowerBound(after, true), limit),
    async actionsBefore(before, limit) {
      const found: StoredAction[] = [];
      const range = before === undefined ? null : IDBKeyRange.upperBound(before, true);
      let cursor = await store('actions').openCursor(range, 'prev');
      while (cursor && found.length < limit) {
        found.push(cursor.value);
        cursor = await cursor.continue();
      }
      return found.reverse();
    },
    changesOf: (table, id) =>
      store('changes')
        .index('record')
        .getAll(IDBKeyRange.only([table, id])),
    async loadsOf(table, id, after = 0) {
      const found: LoadedRow[] = [];
      for (const segment of await loads()) {
        if (segment.seq <= after) continue;
        const hash = hash32(id);
        const homes = table === 'customers' ? [id] : await candidates(segment, hash);
        for (const home of new Set(homes)) {
          const block = await cache.block(transaction, segment.seq, leading(hash32(home), segment.blockBits));
          const place = block ? placeOfHome(block, home) : -1;
          const row =
            block && place >= 0
              ? rowsAt(block, place, table).find((entry) => entry.id === id && !entry.moved)
              : undefined;
          if (!row || !segment.actionId) continue;
          found.push({
            actionId: segment.actionId,
            at: segment.at,
            source: row.batch.source,
            // What came along from another home as it was, was not written by the load.
            fields: { ...withoutKeys(row.fields, row.extra?.stamps), ...row.sets },
            before: row.before ?? {},
            created: row.created === true,
            came: row.extra?.stamps !== undefined,
            removed: row.extra?.stamps ? {} : removedBy(row.extra?.sets ?? {}),
          });
        }
      }
      return found;
    },
  };
}

const removedBy = (sets: StoredRecord['sets']): LoadedRow['removed'] =>
  Object.fromEntries(Object.entries(sets).map(([field, entries]) => [field, Object.keys(entries)]));

const withoutKeys = (
  fields: Readonly<Record<string, unknown>>,
  keys: Readonly<Record<string, unknown>> | undefined,
): Readonly<Record<string, unknown>> =>
  keys ? Object.fromEntries(Object.entries(fields).filter(([field]) => !(field in keys))) : fields;
