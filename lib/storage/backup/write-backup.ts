import type { MergeMark } from '../../domain/customer.ts';
import type { CustomerId } from '../../domain/ids.ts';
import type { Summary } from '../../domain/summary.ts';
import { TABLES, type Table } from '../../domain/tables.ts';
import type { EpochMs } from '../../domain/time.ts';
import { createPace } from '../../platform/breathe.ts';
import { writeSummaries } from '../commit.ts';
import { type Database, type JournalRow, type Layout, watched } from '../database.ts';
import type { ReaderDeps, StoreDeps } from '../deps.ts';
import { HLC_ZERO, type Hlc } from '../hlc.ts';
import { writeParts } from '../layout.ts';
import { createPerson, isOfShop, type SummarySource } from '../person.ts';
import { createReader, type Reader } from '../reader.ts';
import { materialise } from '../record.ts';
import { createSegmentCache } from '../segments/cache.ts';
import { type Batch, type Row, recordOf } from '../segments/row.ts';
import { createSegmentBuilder, type Segment, type SegmentBuilder } from '../segments/segment.ts';
import { beginRead, beginWrite, whole } from '../transaction.ts';
import { type BackupLine, changeOfLine, fromBase64, isRowLine, type LayerHead, parseLine } from './lines.ts';
import { NOT_KEPT } from './read-backup.ts';

const WRITTEN_AT_ONCE = 300;

/** A database being filled from a backup. Until it is put in the file's place nobody reads it. */
export interface Restoring {
  /** Takes one line. Gives what of it could not be read: that part is set aside, the rest goes on. */
  put(line: string): Promise<string | undefined>;
  /**
   * Ends it: from now on the database is whole. Gives what is in it.
   * @param settle what else is done to it before it is counted
   */
  finish(
    settle?: () => Promise<unknown>,
  ): Promise<{ readonly summaries: ReadonlyMap<CustomerId, Summary>; readonly changedAt: EpochMs | undefined }>;
}

interface Layer {
  readonly head: LayerHead;
  readonly builder: SegmentBuilder;
}

type Write = (transaction: ReturnType<typeof beginWrite>) => Promise<unknown>;

/**
 * Fills an empty database line by line.
 * @param own what this browser keeps of its own: its id, and a clock that never goes back
 */
export function writeBackup(
  database: Database,
  options: StoreDeps,
  own: { readonly device: string; readonly clock: Hlc },
): Restoring {
  // Numbers of segments begin anew here: nothing held of another database may stand in for them.
  const deps: StoreDeps = { ...options, cache: createSegmentCache() };
  const segments: Segment[] = [];
  const homes = new Set<string>();
  let knowsMerges = false;
  const pace = createPace();
  let next = 1;
  let clock = own.clock;
  let layer: Layer | undefined;
  let writes: Write[] = [];

  async function flush(): Promise<void> {
    if (writes.length === 0) return;
    const due = writes;
    writes = [];
    const transaction = beginWrite(database);
    await whole(transaction, async () => {
      await Promise.all(due.map((write) => write(transaction)));
    });
  }
  async function later(write: Write): Promise<void> {
    if (writes.push(write) >= WRITTEN_AT_ONCE) await flush();
  }

  async function endLayer(): Promise<void> {
    if (!layer) return;
    const { head, builder } = layer;
    layer = undefined;
    const finished = builder.finish();
    await writeParts(database, head.seq, finished, () => {});
    const { people, blockBits, indexBits, chunks } = finished;
    // How many rows the log tells of: what was erased of it since still counts.
    segments.push({ ...head, ...{ people, blockBits, indexBits }, chunks: chunks.length });
    next = Math.max(next, head.seq + 1);
    // The layers to come are read together with this one.
    await watched(database.transaction('meta', 'readwrite')).objectStore('meta').put(layout(), 'layout');
  }
  const layout = (): Layout => ({ next, segments, ...(knowsMerges ? { knowsMerges } : {}) });

  /** Of whoever was merged the layers tell apart: their summary, and that of whoever stands for them, is worked out last. */
  function noteMerge(table: Table, id: string, fields: Readonly<Record<string, unknown>>): void {
    const mark = table === 'customers' ? (fields.mergedInto as Partial<MergeMark> | null | undefined) : undefined;
    if (typeof mark?.survivorId !== 'string') return;
    knowsMerges = true;
    homes.add(id).add(mark.survivorId);
  }

  async function putPerson({ id, batches, rows }: Extract<BackupLine, { is: 'person' }>): Promise<string | undefined> {
    if (!layer) return 'no layer';
    const known: Batch[] = batches.map(([prefix, source]) => ({ prefix, source }));
    const good: Partial<Record<Table, Row[]>> = {};
    const aside: unknown[] = [];
    for (const [name, lines] of Object.entries(rows)) {
      const table = TABLES.find((entry) => entry === name);
      for (const line of lines) {
        if (!table || isOfShop(table) || !isRowLine(line, known.length)) {
          aside.push({ table: name, row: line });
          continue;
        }
        const { batch = 0, ...row } = line;
        noteMerge(table, row.id, row.fields);
        const made = good[table];
        if (made) made.push({ ...row, batch: known[batch] as Batch });
        else good[table] = [{ ...row, batch: known[batch] as Batch }];
      }
    }
    // Into whom somebody was merged has a place there and no rows.
    if (aside.length === 0 || Object.keys(good).length > 0) {
      const summary = layer.head.retired ? undefined : deps.summaryOf(await personWith(id, good));
      layer.builder.add(id, good, summary);
      if (pace.isDue()) await pace.rest();
    }
    return aside.length > 0 ? JSON.stringify({ is: 'person', id, rows: aside }) : undefined;
  }

  /** Somebody with what the layers before this one say of them. */
  async function personWith(
    id: string,
    rows: Readonly<Partial<Record<Table, readonly Row[]>>>,
  ): Promise<SummarySource> {
    if (segments.every(({ retired }) => retired)) return alone(id, rows);
    const transaction = watched(database.transaction(['journal', 'blocks', 'parts', 'meta'], 'readonly'));
    const held = await createReader(transaction, deps as ReaderDeps).person(id);
    const said = TABLES.flatMap((table) => [
      ...held.stored(table).map((record) => ({ table, record, homes: [id] })),
      ...(rows[table] ?? []).map((row) => ({ table, record: recordOf(row), homes: row.moved ? ['', id] : [id] })),
    ]);
    return createPerson(
      id,
      [],
      said.map((row) => ({ ...row, key: `${row.table}/${row.record.id}`, keys: [] })),
    );
  }

  async function put(line: BackupLine): Promise<string | undefined> {
    switch (line.is) {
      case 'meta':
        if (NOT_KEPT.test(line.key)) return undefined;
        if (line.key === 'next-layer' && Number.isInteger(line.value)) next = Math.max(next, line.value as number);
        else if (line.key === 'clock') clock = laterOf(clock, line.value);
        else await later((transaction) => transaction.objectStore('meta').put(line.value as string, line.key));
        return undefined;
      case 'layer':
        await endLayer();
        if (segments.some(({ seq }) => seq === line.layer.seq)) return JSON.stringify(line);
        layer = { head: line.layer, builder: createSegmentBuilder(Math.max(1, line.layer.people), deps.keysOf) };
        return undefined;
      case 'person':
        return putPerson(line);
      case 'shop':
      case 'changed': {
        await endLayer();
        const { table, record } = line;
        if ((line.is === 'shop') !== isOfShop(table)) return JSON.stringify(line);
        const row: JournalRow = {
          key: `${table}/${record.id}`,
          table,
          homes: line.is === 'shop' ? [record.id] : line.homes,
          keys: deps.keysOf(table, record.fields),
          record,
        };
        if (line.is === 'changed') for (const home of line.homes) homes.add(home);
        noteMerge(table, record.id, record.fields);
        await later((transaction) => transaction.objectStore(line.is === 'shop' ? 'shop' : 'journal').put(row));
        return undefined;
      }
      case 'text': {
        const state = fromBase64(line.state);
        if (!state) return JSON.stringify(line);
        await later((transaction) => transaction.objectStore('texts').put(state, line.key));
        return undefined;
      }
      case 'draft':
        await later((transaction) => transaction.objectStore('drafts').put(line.draft));
        return undefined;
      case 'action':
        await later((transaction) => transaction.objectStore('actions').put(line.action));
        return undefined;
      case 'change': {
        const change = changeOfLine(line.change);
        if (!change) return JSON.stringify(line);
        await later((transaction) => transaction.objectStore('changes').put(change));
        return undefined;
      }
    }
  }

  return {
    async put(text) {
      const line = parseLine(text);
      if (!line) return text;
      try {
        return await put(line);
      } catch (error) {
        // The database's own failures end it; anything else is this line's fault.
        if (error instanceof DOMException) throw error;
        return text;
      }
    },
    async finish(settle) {
      await endLayer();
      await flush();
      // Before any summary: those whom merges tie are looked for only when it says so.
      if (knowsMerges) await database.put('meta', layout(), 'layout');
      const all = [...homes];
      for (let from = 0; from < all.length; from += WRITTEN_AT_ONCE) {
        const some = all.slice(from, from + WRITTEN_AT_ONCE);
        await later((transaction) => writeSummaries(transaction, some, deps));
        await flush();
      }
      const transaction = watched(database.transaction('meta', 'readwrite', { durability: 'strict' }));
      const meta = transaction.objectStore('meta');
      await Promise.all([meta.put(layout(), 'layout'), meta.put(clock, 'clock'), meta.put(own.device, 'device')]);
      await transaction.done;
      await settle?.();
      const reader = createReader(beginRead(database), deps);
      const [summaries, changedAt] = await Promise.all([reader.summaries(), newestAt(reader)]);
      return { summaries, changedAt };
    },
  };
}

/** When something was last done. */
export async function newestAt(reader: Reader): Promise<EpochMs | undefined> {
  let at: EpochMs | undefined;
  await reader.newestActions((action) => {
    at = action.at;
    return true;
  });
  return at;
}

/** Somebody of whom nothing is known yet: most rows need no stamps to be read. */
const alone = (id: string, rows: Readonly<Partial<Record<Table, readonly Row[]>>>): SummarySource => ({
  id,
  list: (table) =>
    (rows[table] ?? [])
      .filter((row) => row.fields.deleted !== true && !row.moved)
      .map((row) =>
        materialise(table, row.sets || row.extra ? recordOf(row) : { id: row.id, fields: row.fields, sets: {} }),
      ),
});

function laterOf(clock: Hlc, value: unknown): Hlc {
  const { ms, counter } = (value ?? HLC_ZERO) as Partial<Hlc>;
  if (!Number.isInteger(ms) || !Number.isInteger(counter)) return clock;
  const seen = { ms: ms as number, counter: counter as number };
  return seen.ms > clock.ms || (seen.ms === clock.ms && seen.counter > clock.counter) ? seen : clock;
}
