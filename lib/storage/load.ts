import type { CustomerId } from '../domain/ids.ts';
import type { Summary } from '../domain/summary.ts';
import type { Table } from '../domain/tables.ts';
import { TABLES } from '../domain/tables.ts';
import { createPace } from '../platform/breathe.ts';
import type { ActionHead, CommitEvent } from './action.ts';
import { markTarget, readClock, writeSummaries } from './commit.ts';
import { type Database, storeOf, watched } from './database.ts';
import type { StoreDeps } from './deps.ts';
import { stampPrefix, tick } from './hlc.ts';
import { nextSeq, readLayout, sweep, writeParts } from './layout.ts';
import { comingBack, goneRows, isAnothers, type Moves, moveInJournal, noteMoves } from './load-moves.ts';
import { changedPerson, survivorsIn, tiedSummaries, type Waiting } from './load-tied.ts';
import type { Person, SummarySource } from './person.ts';
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
  /** How many people are ready to be written. */
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
    const actions = watched(database.transaction('actions')).objectStore('actions');
    const repeated = await actions.index('id').get(head.id);
    if (repeated) return repeated.reply as R;
    await sweep(database);
    const seq = await nextSeq(database);
    const batch = await takeStamp(database, head, deps);
    const builder = createSegmentBuilder(expectedPeople, deps.keysOf);
    const pace = createPace();
    /** In the segment by now. */
    const homes = new Set<string>();
    /** Who was summed up apart, as the journal needs it, and how they are summed up now. */
    const apart = new Set(await watched(database.transaction('summaries')).objectStore('summaries').getAllKeys());
    const anew = new Map<string, Summary | null>();
    const add = (home: string, rows: NewRows, summary: Summary | undefined) => {
      builder.add(home, rows, summary, batch);
      homes.add(home);
      if (apart.has(home)) anew.set(home, summary ?? null);
    };
    let { knowsMerges } = await readLayout(watched(database.transaction('meta')));
    /** Those whom merges tie to somebody wait: their summaries are the whole person's, which is known when all has come. */
    const together = new Set<string>();
    const waiting: Waiting = { rows: new Map(), into: new Map() };
    const tables = new Set<Table>();
    const moves: Moves = { come: new Map(), gone: new Map() };
    const goOn = () => signal?.throwIfAborted();
    const rest = async () => {
      goOn();
      if (!pace.isDue()) return;
      onProgress?.(homes.size);
      await pace.rest();
    };

    for await (const { home, rows, held } of people) {
      const isNew = rows.customers !== undefined && rows.customers[0]?.before === undefined;
      const source = isNew
        ? freshPerson(home, rows, batch)
        : changedPerson(held ?? (await personNow(database, home)), rows, batch);
      for (const table in rows) tables.add(table as Table);
      noteMoves(moves, home, rows);
      const survivors = survivorsIn(rows, source);
      for (const survivor of survivors) {
        together.add(survivor);
        waiting.into.set(survivor, [...(waiting.into.get(survivor) ?? []), home]);
      }
      if (together.size > 0) knowsMerges = true;
      // Whoever is deleted is tied to nobody by the load: those to whom they are now have another summary by it.
      const tied = knowsMerges && !isNew ? await tiedNow(database, home) : [];
      for (const id of tied) together.add(id);
      if (survivors.length > 0 || together.has(home)) {
        together.add(home);
        waiting.rows.set(home, rows);
      } else add(home, rows, deps.summaryOf(source));
      await rest();
    }
    // Nothing to write is no action; to take back what is gone already is one all the same.
    if (homes.size + waiting.rows.size === 0 && !head.target) return reply();
    for await (const [id, summary] of tiedSummaries(database, deps, together, { waiting, batch, pace })) {
      together.add(id);
      // Who came before it was known that they are tied stands beside their rows with another summary.
      if (homes.has(id)) anew.set(id, summary ?? null);
      else add(id, waiting.rows.get(id) ?? {}, summary);
      await rest();
    }
    onProgress?.(homes.size);
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
      // Whom somebody edited meanwhile is summed up once more.
      const edited = new Set(await moveInJournal(transaction, moves, { batch, keysOf: deps.keysOf }));
      const summaries = transaction.objectStore('summaries');
      let latest = batch.prefix;
      for (const { id, at = latest } of await summaries.getAll()) {
        if (!homes.has(id) || at < batch.prefix) continue;
        edited.add(id);
        if (at > latest) latest = at;
      }
      for (const id of edited) anew.delete(id);
      for (const [id, summary] of anew) await summaries.put({ id, summary, at: batch.prefix });
      await writeSummaries(transaction, edited, deps, { at: latest });
    });
    // Whoever stands for somebody has changed with them.
    const changed = homes as Set<CustomerId>;
    const customerIds = changed.size > TELL_EACH ? 'many' : [...changed];
    tell({ actionId: head.id, tables: [...tables], customerIds });
    return answer;
  }

  async function personNow(database: Database, home: string): Promise<Person> {
    const transaction = watched(database.transaction(PERSON_STORES, 'readonly'));
    return createReader(transaction, deps).person(home);
  }

  /** Everybody whom merges tie to somebody, with them; nobody where nobody was merged. */
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
          const block = (await storeOf(database, 'blocks').get([seq, number])) as Block | undefined;
          if (!block) continue;
          const transaction = watched(database.transaction(PERSON_STORES, 'readonly'));
          const reader = createReader(transaction, deps);
          const homesOfBlock = Array.from({ length: block.people }, (_, place) => homeAt(block, place));
          const people = await Promise.all(homesOfBlock.map(reader.person));
          // All of a block in one transaction: many orders may come back from one customer, who is read once.
          const taken: LoadPerson[] = [];
          for (const [place, person] of people.entries()) {
            const rows: Partial<Record<Table, NewRow[]>> = {};
            for (const table of TABLES) {
              const current = new Map(person.stored(table).map((record) => [record.id, record]));
              for (const row of rowsAt(block, place, table)) {
                if (row.moved) {
                  const back = (now: StoredRecord) => takenBack(row, now).row;
                  if (table === 'orders') say(rows, await comingBack(reader, row, person.id, back));
                  continue;
                }
                const now = takenBack(row, current.get(row.id));
                kept += now.kept;
                if (!now.row) continue;
                if (table === 'orders' && isAnothers(now.row)) say(rows, goneRows(person, now.row));
                else say(rows, { [table]: [now.row] });
              }
            }
            if (Object.keys(rows).length > 0) taken.push({ home: person.id, rows, held: person });
          }
          yield* taken;
        }
      }
      return load(head, inverse(), { expectedPeople: segment?.people ?? 1, reply: () => reply(kept) });
    },
  };
}

function say(rows: Partial<Record<Table, NewRow[]>>, more: NewRows = {}): void {
  for (const [table, all] of Object.entries(more) as [Table, readonly NewRow[]][]) {
    rows[table] ??= [];
    rows[table].push(...all);
  }
}

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
  // As with a field: what somebody put in or took out since is not taken back.
  const again = setsOf(row.extra?.sets ?? {}, (field, entries) =>
    Object.keys(entries).filter((element) => liveAdds(current, field, element).length === 0),
  );
  const removed = setsOf(row.sets ?? {}, (field, elements) =>
    elements.filter((element) => liveAdds(current, field, element).length > 0),
  );
  if ([fields, again, removed].every((part) => Object.keys(part).length === 0)) return { kept };
  const sets = Object.keys(again).length > 0 ? { sets: again } : {};
  const extra = Object.keys(removed).length > 0 ? { extra: { sets: removals(current, removed) } } : {};
  return { row: { id: row.id, fields, before, ...sets, ...extra }, kept };
}

/** Registers are plain JSON; an absent one and a cleared one are the same. */
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** By set which of its elements are meant, where there are any. */
const setsOf = <T>(
  sets: Readonly<Record<string, T>>,
  meant: (field: string, entries: T) => readonly string[],
): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    Object.entries(sets)
      .map(([field, entries]) => [field, meant(field, entries)] as const)
      .filter(([, elements]) => elements.length > 0),
  );

/** Elements taken out of sets, with the adds that this takes back. */
const removals = (current: StoredRecord, removed: Readonly<Record<string, readonly string[]>>): StoredRecord['sets'] =>
  Object.fromEntries(
    Object.entries(removed).map(([field, elements]) => [
      field,
      Object.fromEntries(
        elements.map((element): [string, SetEntry] => {
          const adds = liveAdds(current, field, element);
          return [element, { adds, removed: adds }];
        }),
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
        row.sets || row.extra ? materialise(table, recordOf({ ...row, batch })) : { tags: [], ...row.fields },
      ) as never,
});

/** The stamp that everything in the load shares: later than all that is on file, earlier than all edits to come. */
async function takeStamp(database: Database, head: ActionHead, deps: StoreDeps): Promise<Batch> {
  const transaction = watched(database.transaction('meta', 'readwrite'));
  const { clock, device } = await readClock(transaction, deps);
  const next = tick(clock, deps.now());
  await transaction.objectStore('meta').put(next, 'clock');
  await transaction.done;
  return { prefix: stampPrefix(next, device), source: head.source };
}
