import type { IDBPTransaction } from 'idb';
import {
  type Database,
  EMPTY_LAYOUT,
  type JournalRow,
  type Layout,
  type Schema,
  storeOf,
  watched,
} from './database.ts';
import type { Block } from './segments/block.ts';
import type { Segment, SegmentBuilder } from './segments/segment.ts';

/** What a segment's parts are written to. */
export const SEGMENT_STORES = ['blocks', 'parts', 'chunks'] as const;
type SegmentStore = (typeof SEGMENT_STORES)[number];

// Small enough that whoever wants to read meanwhile waits a moment only.
const BLOCKS_AT_ONCE = 48;

export type Finished = ReturnType<SegmentBuilder['finish']>;

/** Writes a segment's parts in transactions of their own. Nobody reads them until the segment is listed. */
export async function writeParts(database: Database, seq: number, finished: Finished, goOn: () => void): Promise<void> {
  const all: [SegmentStore, Iterable<readonly [number, unknown]>][] = [
    ['blocks', finished.blocks()],
    ['parts', finished.parts()],
    ['chunks', finished.chunks.entries()],
  ];
  for (const [name, entries] of all) {
    let batch: (readonly [number, unknown])[] = [];
    const write = async () => {
      if (batch.length === 0) return;
      goOn();
      const transaction = watched(database.transaction(name, 'readwrite', { durability: 'relaxed' }));
      putParts(transaction.objectStore(name), seq, batch);
      batch = [];
      await transaction.done;
    };
    for (const entry of entries) if (batch.push(entry) === BLOCKS_AT_ONCE) await write();
    await write();
  }
}

interface Putting {
  put(value: never, key: never): Promise<unknown>;
}

/** Puts parts without waiting for each; the transaction's end tells of failures. */
export function putParts(store: unknown, seq: number, entries: Iterable<readonly [number, unknown]>): void {
  for (const [number, value] of entries) (store as Putting).put(value as never, [seq, number] as never).catch(() => {});
}

/** A segment's number that nobody has used, in a transaction of its own. */
export async function nextSeq(database: Database): Promise<number> {
  const transaction = watched(database.transaction('meta', 'readwrite'));
  const layout = await readLayout(transaction);
  await transaction.objectStore('meta').put({ ...layout, next: layout.next + 1 }, 'layout');
  await transaction.done;
  return layout.next;
}

export async function readLayout(transaction: unknown): Promise<Layout> {
  const meta = (transaction as IDBPTransaction<Schema, ['meta'], 'readwrite'>).objectStore('meta');
  return ((await meta.get('layout')) as Layout | undefined) ?? EMPTY_LAYOUT;
}

/** Deletes what broken-off work has left behind: parts of segments that are not listed. */
export async function sweep(database: Database): Promise<void> {
  const transaction = watched(database.transaction([...SEGMENT_STORES, 'meta'], 'readwrite'));
  const layout = await readLayout(transaction);
  const known = [0, ...layout.segments.map((segment) => segment.seq), layout.next].sort((a, b) => a - b);
  for (let index = 1; index < known.length; index += 1) {
    const [from, to] = [(known[index - 1] as number) + 1, known[index] as number];
    if (from >= to) continue;
    for (const name of SEGMENT_STORES)
      transaction
        .objectStore(name)
        .delete(IDBKeyRange.bound([from], [to], false, true) as never)
        .catch(() => {});
  }
  await transaction.done;
}

/** Everybody whom journal rows are about, with their rows; former homes too. */
export function byHome(rows: readonly JournalRow[]): Map<string, JournalRow[]> {
  const homes = new Map<string, JournalRow[]>();
  for (const row of rows) {
    for (const home of row.homes) {
      const held = homes.get(home);
      if (held) held.push(row);
      else homes.set(home, [row]);
    }
  }
  return homes;
}

/**
 * Which two neighbours to make one: the last that is not much smaller than the one before. So there are never more than a
 * handful, and a record is written anew only as often as the file doubles.
 */
export function toMerge(layout: Layout): readonly [Segment, Segment] | undefined {
  const present = layout.segments.filter((segment) => !segment.retired);
  for (let index = present.length - 1; index > 0; index -= 1) {
    const [before, after] = [present[index - 1] as Segment, present[index] as Segment];
    if (after.rows * 4 > before.rows) return [before, after];
  }
  return undefined;
}

/** The blocks of a segment whose people's hashes begin with the given bits. */
export async function blocksIn(database: Database, segment: Segment, range: number, bits: number): Promise<Block[]> {
  const width = segment.blockBits - bits;
  const numbers = Array.from({ length: 1 << width }, (_, index) => (range << width) + index);
  const blocks = await Promise.all(numbers.map((number) => storeOf(database, 'blocks').get([segment.seq, number])));
  return blocks.filter((block) => block !== undefined);
}
