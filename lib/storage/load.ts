import type { Stamp } from '../domain/change.ts';
import type { MergeMark } from '../domain/customer.ts';
import type { CustomerId } from '../domain/ids.ts';
import type { Table } from '../domain/tables.ts';
import { TABLES } from '../domain/tables.ts';
import { createPace } from '../platform/breathe.ts';
import type { ActionHead, CommitEvent } from './action.ts';
import { markTarget, readClock, writeSummaries } from './commit.ts';
import { type Database, watched } from './database.ts';
import type { StoreDeps } from './deps.ts';
import { stampPrefix, tick } from './hlc.ts';
import { nextSeq, readLayout, sweep, writeParts } from './layout.ts';
import { createPerson, type Person, type SummarySource } from './person.ts';
import { createReader } from './reader.ts';
import { isDeleted, liveAdds, materialise, type SetEntry, type StoredRecord } from './record.ts';
import { type Block, homeAt, type NewRow, type NewRows, rowsAt } from './segments/block.ts';
import { type Batch, type Row, recordOf } from './segments/row.ts';
import { createSegmentBuilder } from './segments/segment.ts';
import { beginWrite, whole } from './transaction.ts';

/** All that a load says of one customer. Every customer comes once. */
export interface LoadPerson {
  readonly home: string;
  readonly rows: NewRows;
  /** Them as they are on file, where whoever loads knows it already. */
  readonly held?: Person;
}

export interface LoadOptions<R> {
  /** About how many people come. */
  readonly expectedPeople: number;
  /** What to answer, now and when the action comes again; asked for when all has been read. */
  readonly reply: () => R;
  readonly signal?: AbortSignal;
  /** How many people have been read. */
  readonly onProgress?: (people: number) => void;
}

interface Loader {
  load<R>(
    head: ActionHead,
    people: Iterable<LoadPerson> | AsyncIterable<LoadPerson>,
    options: LoadOptions<R>,
  ): Promise<R>;
  unload<R>(head: ActionHead, load: number, reply: (kept: number) => R): Promise<R>;
}

const PERSON_STORES = ['journal', 'blocks', 'parts', 'meta'] as const;

/** Above this many changed customers the pages are told "many" instead of each. */
const TELL_EACH = 500;

export function createLoader({
  open,
  deps,
  tell,
}: {
  readonly open: () => Promise<Database>;
  readonly deps: StoreDeps;
  readonly tell: (event: CommitEvent) => void;
}): Loader {
  async function load<R>(
    head: ActionHead,
    people: Iterable<LoadPerson> | AsyncIterable<LoadPerson>,
    { expectedPeople, reply, signal, onProgress }: LoadOptions<R>,
  ): Promise<R> {
    const database = await open();
    const repeated = await database.getFromIndex('actions', 'id', head.id);
    if (repeated) return repeated.reply as R;
    await sweep(database);
    const seq = await nextSeq(database);
    const batch = await takeStamp(database, head, deps);
    const builder = createSegmentBuilder(expectedPeople, deps.keysOf);
    const pace = createPace();
    const homes: string[] = [];
    let { knowsMerges } = await readLayout(watched(database.transaction('meta')));
    /** Those whom merges tie to somebody. */
    const together = new Set<string>();
    const tables = new Set<Table>();
    const goOn = () => signal?.throwIfAborted();

    for await (const { home, rows, held } of people) {
      goOn();
      const isNew = rows.customers !== undefined && rows.customers[0]?.before === undefined;
      const summary = isNew
        ? deps.summaryOf(freshPerson(home, rows, batch))
        : deps.summaryOf(changedPerson(held ?? (await personNow(database, home)), rows, batch));
      builder.add(home, rows, summary, batch);
      for (const survivor of survivorsIn(rows)) together.add(survivor);
      if (together.size > 0) knowsMerges = true;
      if (knowsMerges && !isNew) for (const id of await tiedNow(database, home)) together.add(id);
      for (const table in rows) tables.add(table as Table);
      homes.push(home);
      if (pace.isDue()) {
        onProgress?.(homes.length);
        await pace.rest();
      }
    }
    onProgress?.(homes.length);
    // Nothing to write is no action; to take back what is gone already is one all the same.
    if (homes.length === 0 && !head.target) return reply();
    const finished = builder.finish();
    await writeParts(database, seq, finished, goOn);
    goOn();

    const answer = reply();
    const transaction = beginWrite(database);
    await whole(transaction, async () => {
      const layout = await readLayout(transaction);
      const { people: count, rows, blockBits, indexBits } = finished;
      const segment = {
        ...{ seq, kind: 'load' as const, actionId: head.id, at: deps.now(), people: count, rows, blockBits, indexBits },
        chunks: finished.chunks.length,
      };
      await transaction
        .objectStore('meta')
        .put({ ...layout, segments: [...layout.segments, segment], ...(knowsMerges ? { knowsMerges } : {}) }, 'layout');
      await transaction.objectStore('actions').add({
        ...{ id: head.id, name: head.name, at: deps.now(), source: head.source, mode: head.mode ?? 'do' },
        ...(head.target ? { target: head.target } : {}),
        ...(head.automatic ? { automatic: head.automatic } : {}),
        ...{ undone: false, effects: [], load: seq, reply: answer },
      });
      await markTarget(transaction, head);
      // Whom somebody edited meanwhile has a summary of their own, from before the load.
      const edited = new Set(await transaction.objectStore('summaries').getAllKeys());
      await writeSummaries(transaction, [...homes.filter((home) => edited.has(home)), ...together], deps, batch.prefix);
    });
    // Whoever stands for somebody has changed with them.
    const changed = new Set([...homes, ...together]) as Set<CustomerId>;
    const customerIds = changed.size > TELL_EACH ? 'many' : [...changed];
    tell({ actionId: head.id, tables: [...tables], customerIds });
    return answer;
  }

  async function personNow(database: Database, home: string): Promise<Person> {
    const transaction = watched(database.transaction(PERSON_STORES, 'readonly'));
    return createReader(transaction, deps).person(home);
  }

  /** Whom merges tie to a customer; nobody for one who is alone. */
  async function tiedNow(database: Database, home: string): Promise<readonly string[]> {
    const transaction = watched(database.transaction(PERSON_STORES, 'readonly'));
    const { ids } = await createReader(transaction, deps).tied(home);
    return ids.length > 1 ? ids : [];
  }

  return {
    load,
    async unload(head, seq, reply) {
      const database = await open();
      const segment = (await readLayout(watched(database.transaction('meta')))).segments.find(
        (entry) => entry.seq === seq,
      );
      let kept = 0;
      async function* inverse(): AsyncIterable<LoadPerson> {
        for (let number = 0; segment && number < 1 << segment.blockBits; number += 1) {
          const block = (await database.get('blocks', [seq, number])) as Block | undefined;
          if (!block) continue;
          const transaction = watched(database.transaction(PERSON_STORES, 'readonly'));
          const reader = createReader(transaction, deps);
          const homesOfBlock = Array.from({ length: block.people }, (_, place) => homeAt(block, place));
          const people = await Promise.all(homesOfBlock.map(reader.person));
          for (const [place, person] of people.entries()) {
            const rows: Partial<Record<Table, NewRow[]>> = {};
            for (const table of TABLES) {
              const current = new Map(person.stored(table).map((record) => [record.id, record]));
              for (const row of rowsAt(block, place, table)) {
                const taken = takenBack(row, current.get(row.id));
                kept += taken.kept;
                if (!taken.row) continue;
                rows[table] ??= [];
                rows[table].push(taken.row);
              }
            }
            if (Object.keys(rows).length > 0) yield { home: person.id, rows, held: person };
          }
        }
      }
      return load(head, inverse(), { expectedPeople: segment?.people ?? 1, reply: () => reply(kept) });
    },
  };
}

/** Whom the load merges somebody into, or parts somebody from. */
const survivorsIn = ({ customers = [] }: NewRows): CustomerId[] =>
  customers.flatMap(({ fields, before }) => {
    const marks = [fields.mergedInto, before?.mergedInto] as (MergeMark | null | undefined)[];
    return marks.flatMap((mark) => (mark ? [mark.survivorId] : []));
  });

/** What takes one loaded record back, as far as it is still as the load left it. */
function takenBack(row: Row, current: StoredRecord | undefined): { row?: NewRow; kept: number } {
  if (!current) return { kept: 1 };
  if (row.created) {
    if (isDeleted(current)) return { kept: 0 };
    return { row: { id: row.id, fields: { deleted: true }, before: { deleted: null } }, kept: 0 };
  }
  const fields: Record<string, unknown> = {};
  const before: Record<string, unknown> = {};
  let kept = 0;
  for (const [field, value] of Object.entries(row.fields)) {
    if (!(field in (row.before ?? {}))) continue;
    if (!isSame(current.fields[field], value)) {
      kept += 1;
      continue;
    }
    fields[field] = row.before?.[field] ?? null;
    before[field] = value;
  }
  const again = Object.fromEntries(
    Object.entries(row.extra?.sets ?? {}).map(([field, entries]) => [field, Object.keys(entries)]),
  );
  const removed = Object.fromEntries(
    Object.entries(row.sets ?? {}).map(([field, elements]) => [
      field,
      Object.fromEntries(elements.map((element) => [element, liveAdds(current, field, element)])),
    ]),
  );
  if ([fields, again, removed].every((part) => Object.keys(part).length === 0)) return { kept };
  const sets = Object.keys(again).length > 0 ? { sets: again } : {};
  const extra = Object.keys(removed).length > 0 ? { extra: { sets: removals(removed) } } : {};
  return { row: { id: row.id, fields, before, ...sets, ...extra }, kept };
}

/** Registers are plain JSON; an absent one and a cleared one are the same. */
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** Elements taken out of sets, with the adds that this takes back. */
const removals = (
  removed: Readonly<Record<string, Readonly<Record<string, readonly Stamp[]>>>>,
): StoredRecord['sets'] =>
  Object.fromEntries(
    Object.entries(removed).map(([field, elements]) => [
      field,
      Object.fromEntries(
        Object.entries(elements).map(([element, adds]): [string, SetEntry] => [element, { adds, removed: adds }]),
      ),
    ]),
  );

/** Somebody of whom the load tells everything there is. */
const freshPerson = (id: string, rows: NewRows, batch: Batch): SummarySource => ({
  id,
  list: (table) =>
    (rows[table] ?? [])
      .filter((row) => row.fields.deleted !== true)
      // Elements of a set have an order of their own; most rows have no set.
      .map((row) =>
        row.sets ? materialise(table, recordOf({ ...row, batch })) : { tags: [], ...row.fields },
      ) as never,
});

/** Somebody on file, with what the load says of them. */
function changedPerson(held: Person, rows: NewRows, batch: Batch): Person {
  const records = TABLES.flatMap((table) => [
    ...held.stored(table).map((record) => ({ table, record })),
    ...(rows[table] ?? []).map((row) => ({ table, record: recordOf({ ...row, batch }) })),
  ]);
  const journal = records.map(({ table, record }) => ({
    ...{ key: `${table}/${record.id}`, table, homes: [held.id], keys: [], record },
  }));
  return createPerson(held.id, [], journal);
}

/** The stamp that everything in the load shares: later than all that is on file, earlier than all edits to come. */
async function takeStamp(database: Database, head: ActionHead, deps: StoreDeps): Promise<Batch> {
  const transaction = watched(database.transaction('meta', 'readwrite'));
  const { clock, device } = await readClock(transaction, deps);
  const next = tick(clock, deps.now());
  await transaction.objectStore('meta').put(next, 'clock');
  await transaction.done;
  return { prefix: stampPrefix(next, device), source: head.source };
}
