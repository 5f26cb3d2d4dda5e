import { log } from '../platform/log.ts';
import type { ActionHead, CommitEvent, Edit } from './action.ts';
import { applyEdits, writeSummaries } from './commit.ts';
import { type Database, type FileState, watched } from './database.ts';
import type { StoreDeps, StoreOptions } from './deps.ts';
import { type Derived, openDerived, replaceDerived } from './derived.ts';
import { createLoader, type LoadOptions, type LoadPerson } from './load.ts';
import type { Person } from './person.ts';
import { createReader, type Reader } from './reader.ts';
import { fileState, scanPeople } from './scan.ts';
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
  /** Lays out anew what has piled up. Nothing that is on file changes. */
  tidy(): Promise<void>;
  /** How far the file has come; for what is derived of it. */
  state(): Promise<FileState>;
  /** Everybody on file, or those of whom something may have changed since a state; not one moment's picture. */
  people(since?: FileState): AsyncIterable<Person>;
  /** Something derived as it was last made; absent when it never was. */
  derived(name: string): Promise<Derived | undefined>;
  /** Puts a newly made one in the old one's place, whole or not at all. */
  replaceDerived(name: string, covers: FileState, chunks: Iterable<readonly [string, Uint8Array]>): Promise<void>;
  /** Local rows that neither sync nor undo: drafts. */
  writeLocal(work: (transaction: WriteTransaction) => Promise<void>): Promise<void>;
  /** A short text that `writeLocal` put under a key of its own beside the clock and the layout. */
  local(key: string): Promise<string | undefined>;
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
  async function open(): Promise<Database> {
    const database = await openDatabase();
    prepared ??= fillSummaries(database, deps);
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

  return {
    async read(work) {
      const transaction = beginRead(await open());
      return work(createReader(transaction, deps));
    },

    async commit(head, work) {
      const database = await open();
      const transaction = beginWrite(database);
      const { event, reply } = await whole(transaction, async () => {
        const repeated = await transaction.objectStore('actions').index('id').get(head.id);
        if (repeated) return { event: undefined, reply: repeated.reply as never };
        const { edits, reply } = await work(createReader(transaction, deps));
        return { event: await applyEdits(transaction, head, edits, reply, deps), reply };
      });
      // Durable by now: a listener that fails must not make the write look failed.
      if (event) tell(event);
      return reply;
    },

    load: (head, people, options) => inTurn(() => loader.load(head, people, options)),
    unload: (head, load, reply) => inTurn(() => loader.unload(head, load, reply)),
    tidy: () => inTurn(async () => tidy(await open(), deps)),

    state: async () => fileState(await open()),
    async *people(since) {
      yield* scanPeople(await open(), deps, since);
    },
    derived: async (name) => openDerived(await open(), name),
    replaceDerived: (name, covers, chunks) => inTurn(async () => replaceDerived(await open(), name, covers, chunks)),

    async writeLocal(work) {
      const transaction = beginWrite(await open());
      await work(transaction);
      await transaction.done;
    },

    async local(key) {
      const value = await (await open()).get('meta', key);
      return typeof value === 'string' ? value : undefined;
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

/** After a change of layout the summaries of everybody in the journal are worked out once. */
async function fillSummaries(database: Database, deps: StoreDeps): Promise<void> {
  const asked = watched(database.transaction('meta'));
  if ((await asked.objectStore('meta').get('summaries-due')) === undefined) return;
  const transaction = beginWrite(database);
  await whole(transaction, async () => {
    const rows = await transaction.objectStore('journal').getAll();
    await writeSummaries(transaction, new Set(rows.flatMap((row) => row.homes)), deps);
    await transaction.objectStore('meta').delete('summaries-due');
  });
}
