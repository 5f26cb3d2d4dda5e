import type { ActionId } from '../domain/ids.ts';
import { TABLES } from '../domain/tables.ts';
import type { EpochMs } from '../domain/time.ts';
import { log } from '../platform/log.ts';
import type { ActionHead, CommitEvent, Edit } from './action.ts';
import { eraseAlso } from './backup/erased.ts';
import { type BackupReading, readBackup } from './backup/read-backup.ts';
import { type Restoring, writeBackup } from './backup/write-backup.ts';
import { applyEdits, readGround, writeSummaries } from './commit.ts';
import { type Database, type FileState, type MarkName, watched } from './database.ts';
import type { StoreDeps, StoreOptions } from './deps.ts';
import { type Beside, type Derived, openDerived, replaceDerived } from './derived.ts';
import { type EraseTarget, erase, finishErasing } from './erase.ts';
import { HLC_ZERO, type Hlc } from './hlc.ts';
import { readLayout } from './layout.ts';
import { createLoader, type LoadOptions } from './load.ts';
import type { LoadPerson } from './load-moves.ts';
import type { Person } from './person.ts';
import { createReader, type Reader } from './reader.ts';
import { deletedByLoad } from './rewrite.ts';
import { changedSince, fileState, scanPeople } from './scan.ts';
import { createSegmentCache } from './segments/cache.ts';
import { tidy } from './tidy.ts';
import { beginRead, beginWrite, type WriteTransaction, whole } from './transaction.ts';

export interface Store {
  /** Reads in one transaction. Inside `work`, await nothing but the reader. */
  read<T>(work: (reader: Reader) => Promise<T>): Promise<T>;
  /**
   * The one door for writes: reads, edits, log, undo record and derived numbers in one transaction. An action id that is
   * already on file answers what it answered then and changes nothing.
   */
  commit<R>(
    head: ActionHead,
    work: (reader: Reader) => Promise<{ readonly edits: readonly Edit[]; readonly reply: R }>,
  ): Promise<R>;
  /**
   * The same door for much at once: people with all their records, as many as there are. They are seen all together when
   * the last is written, or, when it fails or is broken off, not at all.
   */
  load<R>(
    head: ActionHead,
    people: Iterable<LoadPerson> | AsyncIterable<LoadPerson>,
    options: LoadOptions<R>,
  ): Promise<R>;
  /** Takes a load back, or an undone one's undoing. What somebody changed since keeps its newer value; `kept` counts it. */
  unload<R>(head: ActionHead, load: number, reply: (kept: number) => R): Promise<R>;
  /** Takes the values of records out of the database for good; a tombstone stays of each. There is no way back. */
  erase(head: ActionHead, targets: readonly EraseTarget[], reply: unknown): Promise<void>;
  /** What a load deleted, some people at a time. */
  deletedBy(load: number): ReturnType<typeof deletedByLoad>;
  /** Lays out anew what has piled up. Nothing that is on file changes. */
  tidy(): Promise<void>;
  /** How far the file has come; for what is derived of it. */
  state(): Promise<FileState>;
  /** Who may have changed since a state, as far as that is told without looking at everybody. */
  changedSince(state: FileState): Promise<readonly string[] | 'many'>;
  /** Everybody on file, or those of whom something may have changed since a state; not one moment's picture. */
  people(since?: FileState): AsyncIterable<Person>;
  /** Something derived as it was last made; absent when it never was. */
  derived(name: string): Promise<Derived | undefined>;
  /** Puts a newly made one in the old one's place, with what `also` writes beside it, whole or not at all. */
  replaceDerived(
    name: string,
    covers: FileState,
    chunks: Iterable<readonly [string, Uint8Array]>,
    isStill?: () => boolean,
    also?: (meta: Beside) => Promise<void>,
  ): Promise<boolean>;
  /** Keeps a number on this device, apart from the file. */
  setMark(name: MarkName, value: number): Promise<void>;
  /** Local rows that neither sync nor undo: drafts. */
  writeLocal(work: (transaction: WriteTransaction) => Promise<void>): Promise<void>;
  /** What tells this file from another, and about how many people are in it. */
  about(): Promise<{
    readonly device: string | undefined;
    readonly clock: Hlc;
    readonly people: number;
    /** When it was last restored from a backup. */
    readonly restoredAt: EpochMs | undefined;
  }>;
  /** The file as it is now, to be read at leisure: nothing is laid out anew until `close`. */
  backup(): Promise<BackupReading & { close(): void }>;
  /** A new database to restore into. */
  restoring(database: Database, own: Parameters<typeof writeBackup>[2]): Restoring;
  /**
   * Erases in a database beside the file what somebody erased here for good. Tells how many records went.
   * @param newId for the actions that say so
   */
  eraseAlso(coming: Database, newId: () => ActionId): Promise<number>;
  /**
   * Another database takes the file's place while nobody loads or erases; every page hears that all may have changed.
   * @param prepare readies the other one, with what erases in it what is erased here; the file can be used meanwhile
   */
  exchange(
    actionId: ActionId,
    prepare: (eraseIn: Store['eraseAlso']) => Promise<void>,
    work: () => Promise<void>,
  ): Promise<void>;
  /** Hears of every commit, after it is durable. */
  onCommit(listener: (event: CommitEvent) => void): void;
}

/** The store over an open database. Throws what the database throws; see `storageError` for its closed cases. */
export function createStore(openDatabase: () => Promise<Database>, options: StoreOptions): Store {
  const deps: StoreDeps = { ...options, cache: createSegmentCache() };
  const listeners: ((event: CommitEvent) => void)[] = [];
  const tell = (event: CommitEvent) => {
    for (const listener of listeners) tellOne(listener, event);
  };

  let prepared: Promise<void> | undefined;
  /** The file is on its way to another database. */
  let moving: Promise<void> | undefined;
  async function open(): Promise<Database> {
    await moving;
    const database = await openDatabase();
    prepared ??= prepare(database, deps);
    await prepared.catch((error: unknown) => {
      prepared = undefined;
      throw error;
    });
    return database;
  }

  // Loads and layout work take turns; single edits need not wait for them.
  let last: Promise<unknown> = Promise.resolve();
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = last.then(work);
    last = next.catch(() => {});
    return next;
  }
  const loader = createLoader({ open, deps, tell });
  const readings = new Set<BackupReading>();

  return {
    async read(work) {
      const transaction = beginRead(await open());
      return work(createReader(transaction, deps));
    },

    async commit(head, work) {
      const database = await open();
      const transaction = beginWrite(database);
      const { event, reply } = await whole(transaction, async () => {
        const reader = createReader(transaction, deps);
        const plan = async () => {
          const { edits, reply } = await work(reader);
          return { edits, reply, ground: await readGround(transaction, reader, edits, deps) };
        };
        // Side by side: that an action comes twice is rare, and then only reading was for nothing.
        const planned = plan();
        const asked = transaction.objectStore('actions').index('id').get(head.id);
        const [repeated] = await Promise.all([asked, planned.catch(() => {})]);
        if (repeated) return { event: undefined, reply: repeated.reply as never };
        const made = await planned;
        return { event: await applyEdits(transaction, reader, { head, ...made }, deps), reply: made.reply };
      });
      // Durable by now: a listener that fails must not make the write look failed.
      if (event) tell(event);
      return reply;
    },

    load: (head, people, options) => inTurn(() => loader.load(head, people, options)),
    unload: (head, load, reply) => inTurn(() => loader.unload(head, load, reply)),
    erase: (head, targets, reply) =>
      inTurn(async () => {
        await erase(await open(), head, targets, reply, deps);
        tell({ actionId: head.id, tables: [...new Set(targets.map(({ table }) => table))], customerIds: 'many' });
      }),
    async *deletedBy(load) {
      const database = await open();
      const { segments } = await readLayout(watched(database.transaction('meta')));
      yield* deletedByLoad(database, load, segments);
    },
    tidy: () =>
      inTurn(async () => {
        const database = await open();
        await finishErasing(database, deps);
        // Whoever reads a backup reads what is laid out now.
        if (readings.size === 0) await tidy(database, deps);
      }),

    state: async () => fileState(await open()),
    changedSince: async (state) => changedSince(await open(), state),
    async *people(since) {
      yield* scanPeople(await open(), deps, since);
    },
    derived: async (name) => openDerived(await open(), name),
    replaceDerived: (name, covers, chunks, isStill = () => true, also) =>
      inTurn(async () => {
        const database = await open();
        if (!isStill()) return false;
        await replaceDerived(database, name, covers, chunks, also);
        return true;
      }),

    async about() {
      const transaction = watched((await open()).transaction(['meta', 'journal']));
      const meta = transaction.objectStore('meta');
      const [device, clock, layout, restored, changed] = await Promise.all([
        ...[meta.get('device'), meta.get('clock'), readLayout(transaction), meta.get('mark:restored')],
        transaction.objectStore('journal').count(IDBKeyRange.bound('customers/', 'customers0')),
      ] as const);
      const people = layout.segments.reduce((sum, one) => sum + (one.retired ? 0 : one.people), changed);
      return {
        ...{ device: device as string | undefined, clock: (clock as Hlc | undefined) ?? HLC_ZERO, people },
        restoredAt: restored === undefined ? undefined : Number(restored),
      };
    },
    backup: () =>
      inTurn(async () => {
        const reading = await readBackup(await open());
        readings.add(reading);
        return { ...reading, close: () => void readings.delete(reading) };
      }),
    restoring: (database, own) => writeBackup(database, deps, own),
    eraseAlso: (coming, newId) => inTurn(async () => eraseAlso(await open(), coming, newId, deps)),
    async exchange(actionId, prepare, work) {
      await inTurn(async () => {
        const before = await open();
        await prepare((coming, newId) => eraseAlso(before, coming, newId, deps));
        // Whoever comes meanwhile waits, and meets the one file or the other.
        const { promise, resolve } = Promise.withResolvers<void>();
        moving = promise;
        try {
          await work();
          before.close();
          prepared = undefined;
          options.onMoved?.();
        } finally {
          moving = undefined;
          resolve();
        }
      });
      tell({ actionId, tables: TABLES, customerIds: 'many' });
    },

    async setMark(name, value) {
      await (await open()).put('meta', String(value), `mark:${name}`);
    },

    async writeLocal(work) {
      const transaction = beginWrite(await open());
      await work(transaction);
      await transaction.done;
    },

    onCommit(listener) {
      listeners.push(listener);
    },
  };
}

function tellOne(listener: (event: CommitEvent) => void, event: CommitEvent): void {
  try {
    listener(event);
  } catch (error) {
    log.error('commit.listener', { name: error instanceof Error ? error.name : 'unknown' });
  }
}

/** Ends what a worker that was stopped had begun, before anybody reads. */
async function prepare(database: Database, deps: StoreDeps): Promise<void> {
  const meta = watched(database.transaction('meta')).objectStore('meta');
  const [summaries, erasing] = await Promise.all([meta.get('summaries-due'), meta.get('erasing')]);
  if (summaries !== undefined) await fillSummaries(database, deps);
  if (erasing !== undefined) await finishErasing(database, deps);
}

/** After a change of layout the summaries of everybody in the journal are worked out once. */
async function fillSummaries(database: Database, deps: StoreDeps): Promise<void> {
  const transaction = beginWrite(database);
  await whole(transaction, async () => {
    const rows = await transaction.objectStore('journal').getAll();
    await writeSummaries(transaction, new Set(rows.flatMap((row) => row.homes)), deps);
    await transaction.objectStore('meta').delete('summaries-due');
  });
}
