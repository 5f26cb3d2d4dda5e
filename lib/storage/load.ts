import type { CustomerId } from '../domain/ids.ts';
import type { Summary } from '../domain/summary.ts';
import type { Table } from '../domain/tables.ts';
import { createPace } from '../platform/breathe.ts';
import type { ActionHead, CommitEvent } from './action.ts';
import { markTarget, readClock, writeSummaries } from './commit.ts';
import { type Database, watched } from './database.ts';
import type { StoreDeps } from './deps.ts';
import { stampPrefix, tick } from './hlc.ts';
import { nextSeq, readLayout, sweep, writeParts } from './layout.ts';
import { type LoadPerson, type Moves, moveInJournal, noteMoves } from './load-moves.ts';
import { changedPerson, survivorsIn, tiedSummaries, type Waiting } from './load-tied.ts';
import type { Person, SummarySource } from './person.ts';
import { createReader } from './reader.ts';
import { materialise } from './record.ts';
import type { NewRows } from './segments/block.ts';
import { type Batch, recordOf } from './segments/row.ts';
import { createSegmentBuilder } from './segments/segment.ts';
import { beginPersonRead, beginWrite, whole } from './transaction.ts';
import { inverseOfLoad } from './unload.ts';

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
    /** Those of them who came before that was known: what is worked out of the others lacks what the load says of them. */
    const late = new Set<string>();
    const tie = (id: string) => {
      together.add(id);
      if (homes.has(id)) late.add(id);
    };
    const tables = new Set<Table>();
    const journal = new Set(await watched(database.transaction('journal')).objectStore('journal').getAllKeys());
    const moves: Moves = { journal, come: new Map(), gone: new Map() };
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
        tie(survivor);
        waiting.into.set(survivor, [...(waiting.into.get(survivor) ?? []), home]);
      }
      if (together.size > 0) knowsMerges = true;
      // Whoever is deleted is tied to nobody by the load: those to whom they are now have another summary by it.
      const tied = knowsMerges && !isNew ? await tiedNow(database, home) : [];
      for (const id of tied) tie(id);
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
      const edited = new Set(late);
      for (const id of await moveInJournal(transaction, moves, { batch, keysOf: deps.keysOf })) edited.add(id);
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
    return createReader(beginPersonRead(database), deps).person(home);
  }

  /** Everybody whom merges tie to somebody, with them; nobody where nobody was merged. */
  async function tiedNow(database: Database, home: string): Promise<readonly string[]> {
    const { ids } = await createReader(beginPersonRead(database), deps).tied(home);
    return ids.length > 1 ? ids : [];
  }

  return {
    load,
    async unload(head, seq, reply) {
      const database = await open();
      const { segments } = await readLayout(watched(database.transaction('meta')));
      const segment = segments.find((entry) => entry.seq === seq);
      const kept = { count: 0 };
      const people = segment ? inverseOfLoad(database, deps, { head, segment, kept }) : [];
      return load(head, people, { expectedPeople: segment?.people ?? 1, reply: () => reply(kept.count) });
    },
  };
}

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
