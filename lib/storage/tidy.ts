import type { Summary } from '../domain/summary.ts';
import { TABLES, type Table } from '../domain/tables.ts';
import { createPace } from '../platform/breathe.ts';
import { type Database, type JournalRow, storeOf, watched } from './database.ts';
import type { StoreDeps } from './deps.ts';
import {
  blocksIn,
  byHome,
  nextSeq,
  putParts,
  readLayout,
  SEGMENT_STORES,
  sweep,
  toMerge,
  writeParts,
} from './layout.ts';
import { joinRecords } from './record.ts';
import { type Block, homeAt, type PersonRows, personAt } from './segments/block.ts';
import { type Row, recordOf, rowOfRecord } from './segments/row.ts';
import { createSegmentBuilder, type Segment, type SegmentBuilder } from './segments/segment.ts';
import { type SummaryChunk, summaryAt, summaryIdAt } from './segments/summary-chunk.ts';
import { beginWrite, whole } from './transaction.ts';

/** Below this many changed records the journal is quick enough as it is. */
const JOURNAL_FULL = 2000;
/** How long the log keeps what a load wrote after its records have moved on. */
const LOG_KEPT_MS = 180 * 86_400_000;

/** Lays the journal out as a segment when it is full, and makes one of neighbouring segments of like size. */
export async function tidy(database: Database, deps: StoreDeps): Promise<void> {
  await sweep(database);
  if ((await storeOf(database, 'journal').count()) >= (deps.journalFull ?? JOURNAL_FULL))
    await layOutJournal(database, deps);
  for (;;) {
    const pair = toMerge(await readLayout(watched(database.transaction('meta'))));
    if (!pair) return;
    await merge(database, pair, deps);
  }
}

/** In one transaction: whoever edits meanwhile waits, and what they edit is in the new journal. */
async function layOutJournal(database: Database, deps: StoreDeps): Promise<void> {
  const transaction = beginWrite(database);
  await whole(transaction, async () => {
    const homes = byHome(await transaction.objectStore('journal').getAll());
    const changed = await transaction.objectStore('summaries').getAll();
    const summaries = new Map(changed.map(({ id, summary }) => [id, summary]));
    // Into whom somebody was merged has a new summary and nothing new of their own.
    for (const { id } of changed) if (!homes.has(id)) homes.set(id, []);
    const layout = await readLayout(transaction);
    const builder = createSegmentBuilder(homes.size, deps.keysOf);
    for (const [home, rows] of homes) {
      const person = rowsByTable(rows, (row) => ({
        ...rowOfRecord(row.record),
        ...(row.homes[0] === home ? {} : { moved: true as const }),
      }));
      builder.add(home, person, summaries.get(home) ?? undefined);
    }
    const finished = builder.finish();
    putParts(transaction.objectStore('blocks'), layout.next, finished.blocks());
    putParts(transaction.objectStore('parts'), layout.next, finished.parts());
    putParts(transaction.objectStore('chunks'), layout.next, finished.chunks.entries());
    await transaction.objectStore('journal').clear();
    await transaction.objectStore('summaries').clear();
    await transaction.objectStore('meta').put(
      {
        ...layout,
        next: layout.next + 1,
        segments: [...layout.segments, segmentOf(layout.next, finished, deps)],
      },
      'layout',
    );
  });
}

/** Makes one of two neighbours, in a segment of its own that then takes their place. */
async function merge(database: Database, [before, after]: readonly [Segment, Segment], deps: StoreDeps): Promise<void> {
  const seq = await nextSeq(database);
  const builder = createSegmentBuilder(before.people + after.people, deps.keysOf);
  const summaries = await summariesOf(database, [before, after]);
  const isOldest = firstPresent((await readLayout(watched(database.transaction('meta')))).segments) === before.seq;
  const pace = createPace();
  const bits = Math.min(before.blockBits, after.blockBits);
  for (let range = 0; range < 1 << bits; range += 1) {
    const [older, newer] = await Promise.all(
      [before, after].map(async (segment) => peopleIn(await blocksIn(database, segment, range, bits))),
    );
    for (const home of new Set([...(older?.keys() ?? []), ...(newer?.keys() ?? [])])) {
      const rows = joined(older?.get(home), newer?.get(home), isOldest);
      const summary = summaries.get(home)?.();
      // Who has neither keeps a place only to say so of what is older, as an order of nobody that went to its customer.
      if (Object.keys(rows).length > 0 || summary || !isOldest) builder.add(home, rows, summary);
      if (pace.isDue()) await pace.rest();
    }
  }
  const finished = builder.finish();
  await writeParts(database, seq, finished, () => {});
  const transaction = watched(database.transaction(['meta', ...SEGMENT_STORES], 'readwrite'));
  const layout = await readLayout(transaction);
  const of = [before, after].flatMap((segment) => [segment.seq, ...(segment.of ?? [])]);
  const merged = { ...segmentOf(seq, finished, deps), of };
  const gone: number[] = [];
  const segments = layout.segments.flatMap((segment): Segment[] => {
    const isSource = segment.seq === before.seq || segment.seq === after.seq;
    const isLog = segment.kind === 'load' && segment.at > deps.now() - LOG_KEPT_MS;
    if ((isSource || segment.retired) && !isLog) {
      gone.push(segment.seq);
      return segment.seq === after.seq ? [merged] : [];
    }
    if (!isSource) return [segment];
    return segment.seq === after.seq ? [{ ...segment, retired: true }, merged] : [{ ...segment, retired: true }];
  });
  await transaction.objectStore('meta').put({ ...layout, segments }, 'layout');
  for (const name of SEGMENT_STORES)
    for (const old of gone)
      transaction
        .objectStore(name)
        .delete(IDBKeyRange.bound([old], [old, []]) as never)
        .catch(() => {});
  await transaction.done;
}

const firstPresent = (segments: readonly Segment[]) => segments.find((segment) => !segment.retired)?.seq;

const segmentOf = (
  seq: number,

  { people, rows, blockBits, indexBits, chunks }: ReturnType<SegmentBuilder['finish']>,
  deps: StoreDeps,
): Segment => ({ seq, kind: 'layout', at: deps.now(), people, rows, blockBits, indexBits, chunks: chunks.length });

function rowsByTable(rows: readonly JournalRow[], to: (row: JournalRow) => Row): PersonRows {
  const found: Partial<Record<Table, Row[]>> = {};
  for (const row of rows) {
    found[row.table] ??= [];
    found[row.table]?.push(to(row));
  }
  return found;
}

function peopleIn(blocks: readonly Block[]): Map<string, PersonRows> {
  const people = new Map<string, PersonRows>();
  for (const block of blocks)
    for (let place = 0; place < block.people; place += 1) people.set(homeAt(block, place), personAt(block, place));
  return people;
}

/** A person's rows out of two segments. That a record has gone elsewhere need not be said where no older one has it. */
function joined(older: PersonRows | undefined, newer: PersonRows | undefined, isOldest: boolean): PersonRows {
  const rows: Partial<Record<Table, Row[]>> = {};
  for (const table of TABLES) {
    const found = new Map<string, Row>();
    for (const row of [...(older?.[table] ?? []), ...(newer?.[table] ?? [])]) {
      const known = found.get(row.id);
      // The load that made it or knew what was before stays in the log as it was.
      const { created: _created, before: _before, moved, ...plain } = row;
      const whole = known ? rowOfRecord(joinRecords(recordOf(known), recordOf(row))) : plain;
      found.set(row.id, { ...whole, ...(moved ? { moved } : {}) });
    }
    const kept = [...found.values()].filter((row) => !(row.moved && isOldest));
    if (kept.length > 0) rows[table] = kept;
  }
  return rows;
}

/** How to read each person's summary; the newer segment's where both have one. */
async function summariesOf(
  database: Database,
  segments: readonly Segment[],
): Promise<Map<string, () => Summary | undefined>> {
  const found = new Map<string, () => Summary | undefined>();
  for (const { seq } of segments) {
    const chunks: SummaryChunk[] = await storeOf(database, 'chunks').getAll(IDBKeyRange.bound([seq], [seq, []]));
    for (const chunk of chunks)
      for (let place = 0; place < chunk.count; place += 1)
        found.set(summaryIdAt(chunk, place), () => summaryAt(chunk, place));
  }
  return found;
}
