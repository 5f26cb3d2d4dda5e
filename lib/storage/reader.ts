import type { IDBPObjectStore, IDBPTransaction } from 'idb';
import type { CustomerId } from '../domain/ids.ts';
import type { Summary } from '../domain/summary.ts';
import type { Table } from '../domain/tables.ts';
import {
  EMPTY_LAYOUT,
  type JournalRow,
  type Layout,
  localKey,
  type MarkName,
  type Schema,
  type StoredDraft,
} from './database.ts';
import type { ReaderDeps } from './deps.ts';
import { eachSummary } from './each-summary.ts';
import { hash32 } from './hash.ts';
import { createLogReader, type LogReader } from './log-reader.ts';
import { createPerson, isOfShop, type Person } from './person.ts';
import { isDeleted, materialise, type RecordOf, type StoredRecord } from './record.ts';
import { type Block, homeAt, placeOfHome } from './segments/block.ts';
import { candidatesIn, type IndexPart, leading, type Segment } from './segments/segment.ts';
import { type Outline, outlineAt, outlineOf, type SummaryChunk, summaryAt } from './segments/summary-chunk.ts';
import { createWholeReader, type WholeReader } from './whole.ts';

/** Of chunks: the database answers others between two such questions. */
const CHUNKS_AT_ONCE = 4;

type ShopTable = 'settings' | 'sites' | 'rejections' | 'fields' | 'scoreRules';

/** Reads within one transaction. Deleted records are absent unless asked for by `stored`. */
export interface Reader extends WholeReader, LogReader {
  /** Everything that belongs to a customer, deleted or not; empty for an unknown id. */
  person(id: string): Promise<Person>;
  get<T extends Table>(table: T, id: string): Promise<RecordOf[T] | undefined>;
  /** A reader for after rows were written in the same transaction, which does not ask again for what was read. */
  after(rows: readonly JournalRow[]): Reader;
  /** The record with its stamps and sources, deleted or not. */
  stored(table: Table, id: string): Promise<StoredRecord | undefined>;
  /** Who a record belongs to: a customer, or the record itself when it has none. Absent for an unknown record. */
  homeOf(table: Table, id: string): Promise<string | undefined>;
  /** Living records that have a lookup key. */
  find<T extends Table>(table: T, key: string): Promise<RecordOf[T][]>;
  /** For each lookup key the people who have a living record of a table with it. For many keys: each part is read once. */
  whoHas(table: Table, keys: Iterable<string>): Promise<Map<string, string[]>>;
  /** Whose each of many records is, deleted ones too; absent for unknown ones. */
  homesOf(table: Table, ids: Iterable<string>): Promise<Map<string, string>>;
  /** The shop's own records: settings, sites, rejections, custom fields, score rules. */
  allOfShop<T extends ShopTable>(table: T): Promise<RecordOf[T][]>;
  /** The same with their stamps, deleted ones too. */
  storedOfShop(table: ShopTable): Promise<StoredRecord[]>;
  /** Of every living customer, in no order. */
  summaries(): Promise<Map<CustomerId, Summary>>;
  /** Of every living customer what scores need beside the orders, in no order. */
  outlines(): Promise<Outline[]>;
  /** What to put in for one customer since `summaries`; absent for a deleted one. */
  summary(id: CustomerId): Promise<Summary | undefined>;
  layout(): Promise<Layout>;
  /** A number of this device's own that `writeLocal` put among the `marks`. */
  mark(name: MarkName): Promise<number | undefined>;
  drafts(customerId: string): Promise<StoredDraft[]>;
  /** A list that this device keeps for itself, as it was written by `writeLocal` under `localKey`. */
  local(name: string): Promise<readonly unknown[]>;
}

const isPresent = (segment: Segment): boolean => !segment.retired;

/** People whose hashes are close are in one block. */
const placeIn = (homes: ReadonlySet<string>): number => {
  const [first] = homes;
  return first === undefined ? -1 : hash32(first);
};

type Transaction = IDBPTransaction<Schema, never[], 'readonly' | 'readwrite'>;
type AnyStore = IDBPObjectStore<Schema, never[], 'journal', 'readonly' | 'readwrite'>;

/** What a reader has read that another one of its transaction need not ask for again. */
interface Read {
  readonly layout: Promise<Layout> | undefined;
  /** By customer. */
  readonly journals: ReadonlyMap<string, Promise<readonly JournalRow[]>>;
  /** Written since. */
  readonly rows: readonly JournalRow[];
}

/** A reader over an open transaction that covers every store. */
export function createReader(transaction: unknown, deps: ReaderDeps, before?: Read): Reader {
  const { cache, keysOf, summaryOf } = deps;
  const store = (name: string) => (transaction as Transaction).objectStore(name as never) as unknown as AnyStore;
  const indexed = (name: string, index: string) => store(name).index(index as 'keys');
  const people = new Map<string, Promise<Person>>();
  const blocks = new Map<string, Promise<Block | undefined>>();
  const journals = new Map<string, Promise<readonly JournalRow[]>>();
  let known = before?.layout;

  const layout = (): Promise<Layout> => {
    known ??= store('meta')
      .get('layout')
      .then((found) => {
        const layout = (found as Layout | undefined) ?? EMPTY_LAYOUT;
        cache.sawLayout(transaction, layout);
        return layout;
      });
    return known;
  };
  /** Many who are read at once are often of one block: it is asked for once. */
  function blockAt(seq: number, number: number): Promise<Block | undefined> {
    const key = `${seq}/${number}`;
    const asked = blocks.get(key) ?? cache.block(transaction, seq, number);
    blocks.set(key, asked);
    return asked;
  }
  const present = async (): Promise<Segment[]> => (await layout()).segments.filter(isPresent);

  /** What the journal has of a customer. */
  async function journalOf(id: string): Promise<readonly JournalRow[]> {
    const former = await before?.journals.get(id);
    if (!before || !former) return (await indexed('journal', 'homes').getAll(id as never)) as unknown as JournalRow[];
    const since = before.rows.filter((row) => row.homes.includes(id));
    return [...former.filter(({ key }) => !since.some((row) => row.key === key)), ...since];
  }

  async function readPerson(id: string): Promise<Person> {
    const rows = journalOf(id);
    journals.set(id, rows);
    const hash = hash32(id);
    // By the layout as it was last seen, so that nothing waits for this transaction's own.
    if (!known)
      for (const { seq, blockBits } of cache.lastLayout(transaction)?.segments.filter(isPresent) ?? [])
        blockAt(seq, leading(hash, blockBits)).catch(() => {});
    const [journal, segments] = await Promise.all([rows, present()]);
    const found = await Promise.all(segments.map(({ seq, blockBits }) => blockAt(seq, leading(hash, blockBits))));
    const placed = found.flatMap((block) => {
      const place = block ? placeOfHome(block, id) : -1;
      return block && place >= 0 ? [{ block, place }] : [];
    });
    return createPerson(id, placed, journal);
  }

  function person(id: string): Promise<Person> {
    let found = people.get(id);
    if (!found) {
      found = readPerson(id);
      people.set(id, found);
    }
    return found;
  }

  /** The people of a segment who may have something under a hash. */
  async function candidates({ seq, indexBits }: Segment, hash: number): Promise<string[]> {
    const part = await cache.part(transaction, seq, leading(hash, indexBits));
    if (!part) return [];
    const homes = await Promise.all(
      candidatesIn(part, hash, indexBits).map(async ({ block: number, place }) => {
        const block = await blockAt(seq, number);
        return block && homeAt(block, place);
      }),
    );
    return homes.filter((home) => home !== undefined);
  }

  async function homeOf(table: Table, id: string): Promise<string | undefined> {
    if (table === 'customers') return id;
    const row = (await store('journal').get(`${table}/${id}`)) as unknown as JournalRow | undefined;
    if (row) return row.homes[0];
    const hash = hash32(id);
    for (const segment of (await present()).reverse()) {
      for (const home of new Set(await candidates(segment, hash)))
        if ((await person(home)).stored(table).some((record) => record.id === id)) return home;
    }
    return undefined;
  }

  async function stored(table: Table, id: string): Promise<StoredRecord | undefined> {
    if (isOfShop(table))
      return ((await store('shop').get(`${table}/${id}`)) as unknown as JournalRow | undefined)?.record;
    const home = await homeOf(table, id);
    return home === undefined ? undefined : (await person(home)).stored(table).find((record) => record.id === id);
  }

  /** For each of many names the people who may have it. The names of one part of an index are looked up together. */
  async function homesFor(
    names: Iterable<string>,
    namesOf: (row: JournalRow) => readonly string[],
  ): Promise<Map<string, Set<string>>> {
    const homes = new Map<string, Set<string>>();
    const put = (name: string, home: string) => {
      const known = homes.get(name);
      if (known) known.add(home);
      else homes.set(name, new Set([home]));
    };
    const journal = (await store('journal').getAll()) as unknown as JournalRow[];
    const named = journal.map((row) => [row, namesOf(row)] as const).filter(([, of]) => of.length > 0);
    const segments = await present();
    // A large file has many names: they are not gathered where nobody has any.
    if (named.length === 0 && segments.length === 0) return homes;
    const asked = new Set(names);
    for (const [row, of] of named) for (const name of of) if (asked.has(name)) put(name, row.homes[0] as string);
    for (const segment of segments) {
      const { seq, indexBits } = segment;
      for (const [number, wanted] of Map.groupBy(asked, (name) => leading(hash32(name), indexBits))) {
        const part = await cache.part(transaction, seq, number);
        for (const name of part ? wanted : []) {
          for (const { block: at, place } of candidatesIn(part as IndexPart, hash32(name), indexBits)) {
            const block = await blockAt(seq, at);
            if (block) put(name, homeAt(block, place));
          }
        }
      }
    }
    return homes;
  }

  /** Those who really have a record that fits, block after block. */
  async function verified(
    homes: ReadonlyMap<string, ReadonlySet<string>>,
    table: Table,
    fits: (record: StoredRecord, name: string) => boolean,
  ): Promise<Map<string, string[]>> {
    const found = new Map<string, string[]>();
    const inOrder = [...homes].sort(([, a], [, b]) => placeIn(a) - placeIn(b));
    for (const [name, all] of inOrder) {
      for (const home of all) {
        const records = (await person(home)).stored(table);
        if (!records.some((record) => fits(record, name))) continue;
        found.set(name, [...(found.get(name) ?? []), home]);
      }
    }
    return found;
  }

  async function storedOfShop(table: ShopTable): Promise<StoredRecord[]> {
    const rows = (await indexed('shop', 'table').getAll(table as never)) as unknown as JournalRow[];
    return rows.map((row) => row.record);
  }

  const living = <T extends Table>(table: T, records: readonly StoredRecord[]): RecordOf[T][] =>
    records.filter((record) => !isDeleted(record)).map((record) => materialise(table, record));

  async function find<T extends Table>(table: T, key: string): Promise<RecordOf[T][]> {
    if (isOfShop(table)) {
      const rows = (await indexed('shop', 'keys').getAll(key)) as unknown as JournalRow[];
      return living(
        table,
        rows.filter((row) => row.table === table).map((row) => row.record),
      );
    }
    const rows = indexed('journal', 'keys').getAll(key) as unknown as Promise<JournalRow[]>;
    const hash = hash32(key);
    const [journal, segments] = await Promise.all([rows, present()]);
    const found = await Promise.all(segments.map((segment) => candidates(segment, hash)));
    const homes = new Set([...journal.map((row) => row.homes[0] as string), ...found.flat()]);
    const owners = await Promise.all([...homes].map(person));
    return owners.flatMap((owner) =>
      living(
        table,
        owner.stored(table).filter((record) => keysOf(table, record.fields).includes(key)),
      ),
    );
  }

  const wholes = createWholeReader({
    knowsMerges: async () => (await layout()).knowsMerges === true,
    person,
    find: (key) => find('customers', key),
  });

  return {
    ...wholes,
    person,
    homeOf,
    stored,
    layout,
    after: (rows) => createReader(transaction, deps, { layout: known, journals, rows }),
    async get(table, id) {
      const record = await stored(table, id);
      return record && !isDeleted(record) ? materialise(table, record) : undefined;
    },
    find,
    async whoHas(table, keys) {
      const homes = await homesFor(keys, (row) => row.keys);
      return verified(homes, table, (record, key) => keysOf(table, record.fields).includes(key));
    },
    async homesOf(table, ids) {
      const homes = await homesFor(ids, (row) => (row.table === table ? [row.record.id] : []));
      const found = await verified(homes, table, (record, id) => record.id === id);
      return new Map(Array.from(found, ([id, [home]]) => [id, home as string]));
    },
    allOfShop: async (table) => living(table, await storedOfShop(table)),
    storedOfShop,
    async summaries() {
      const found = new Map<CustomerId, Summary>();
      await readSummaries(
        (chunk, place) => {
          const summary = summaryAt(chunk, place);
          if (summary) found.set(summary.id, summary);
        },
        (summary) => void found.set(summary.id, summary),
      );
      return found;
    },
    async outlines() {
      const found: Outline[] = [];
      await readSummaries(
        (chunk, place) => {
          const outline = outlineAt(chunk, place);
          if (outline) found.push(outline);
        },
        (summary) => void found.push(outlineOf(summary)),
      );
      return found;
    },
    async summary(id) {
      const row = (await store('summaries').get(id)) as unknown as Schema['summaries']['value'] | undefined;
      if (row) return row.summary ?? undefined;
      const one = await wholes.whole(id);
      return one.id === id ? summaryOf(one) : undefined;
    },
    async mark(name) {
      const found = (await store('meta').get(`mark:${name}`)) as string | undefined;
      return found === undefined ? undefined : Number(found);
    },
    ...createLogReader(transaction, { cache, layout, candidates }),
    local: async (name) =>
      ((await store('meta').get(localKey(name))) as unknown as readonly unknown[] | undefined) ?? [],
    drafts: async (customerId) =>
      (await indexed('drafts', 'customerId').getAll(customerId)) as unknown as StoredDraft[],
  };

  async function readSummaries(
    inChunk: (chunk: SummaryChunk, place: number) => void,
    changed: (summary: Summary) => void,
  ): Promise<void> {
    const rows = store('summaries').getAll() as unknown as Promise<Schema['summaries']['value'][]>;
    const [changes, segments] = await Promise.all([rows, present()]);
    const chunks = segments.map(async ({ seq, chunks }) => {
      const found: SummaryChunk[] = [];
      for (let from = 0; from < chunks; from += CHUNKS_AT_ONCE) {
        const range = IDBKeyRange.bound([seq, from], [seq, from + CHUNKS_AT_ONCE], false, true);
        const some = store('chunks').getAll(range as never) as unknown as Promise<SummaryChunk[]>;
        found.push(...(await some));
      }
      return found;
    });
    eachSummary(changes, await Promise.all(chunks), inChunk, changed);
  }
}
