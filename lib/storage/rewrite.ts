import type { Summary } from '../domain/summary.ts';
import type { Table } from '../domain/tables.ts';
import { createPace } from '../platform/breathe.ts';
import { type Database, type Erasing, storeOf, watched } from './database.ts';
import type { StoreDeps } from './deps.ts';
import { hash32 } from './hash.ts';
import { type Block, createBlockBuilder, homeAt, type PersonRows, personAt } from './segments/block.ts';
import type { Batch, Row } from './segments/row.ts';
import { candidatesIn, type IndexPart, leading, type Segment } from './segments/segment.ts';
import { createChunkBuilder, type SummaryChunk, summaryAt, summaryIdAt } from './segments/summary-chunk.ts';

/**
 * Writes anew every block of the segments that tells of erased records. People keep their places, so that the index stays
 * as it is: what it lists in vain is only looked up in vain.
 */
export async function rewriteBlocks(
  database: Database,
  segments: readonly Segment[],
  erasing: Erasing,
  deps: StoreDeps,
): Promise<void> {
  const pace = createPace();
  const wanted = new Set(erasing.targets.map(({ table, id }) => `${table}/${id}`));
  const batch: Batch = { prefix: erasing.prefix, source: { type: 'user' } };
  for (const segment of segments) {
    for (const number of await blocksWith(database, segment, erasing)) {
      const transaction = watched(database.transaction('blocks', 'readwrite'));
      const store = transaction.objectStore('blocks');
      const block = await store.get([segment.seq, number]);
      const written = block && withoutErased(block, wanted, batch, segment.retired === true);
      if (written) await store.put(written, [segment.seq, number]);
      await transaction.done;
      if (written) deps.cache.forgetBlock(transaction, segment.seq, number);
      if (pace.isDue()) await pace.rest();
    }
  }
}

/** The blocks of a segment that may hold one of the records: where their people are, and where the index says. */
async function blocksWith(database: Database, segment: Segment, { targets }: Erasing): Promise<number[]> {
  const { seq, blockBits, indexBits } = segment;
  const numbers = new Set<number>();
  const ofPart = new Map<number, number[]>();
  for (const { table, id, homes } of targets) {
    for (const home of homes) numbers.add(leading(hash32(home), blockBits));
    if (table === 'customers') continue;
    const hash = hash32(id);
    const part = leading(hash, indexBits);
    const hashes = ofPart.get(part);
    if (hashes) hashes.push(hash);
    else ofPart.set(part, [hash]);
  }
  for (const [number, hashes] of ofPart) {
    const part: IndexPart | undefined = await storeOf(database, 'parts').get([seq, number]);
    if (part)
      for (const hash of hashes) for (const { block } of candidatesIn(part, hash, indexBits)) numbers.add(block);
  }
  return [...numbers].sort((a, b) => a - b);
}

/** The block with tombstones in place of records, or, where it is read for the log alone, without them; nothing if it has none. */
function withoutErased(block: Block, wanted: ReadonlySet<string>, batch: Batch, isLog: boolean): Block | undefined {
  const builder = createBlockBuilder();
  let isChanged = false;
  for (let place = 0; place < block.people; place += 1) {
    const rows: Partial<Record<Table, Row[]>> = {};
    for (const [table, all] of Object.entries(personAt(block, place) as PersonRows) as [Table, Row[]][]) {
      rows[table] = all.flatMap((row) => {
        if (!wanted.has(`${table}/${row.id}`)) return [row];
        isChanged = true;
        return isLog ? [] : [tombstoneRow(row, batch)];
      });
    }
    builder.add(homeAt(block, place), rows);
  }
  return isChanged ? builder.encode() : undefined;
}

const tombstoneRow = ({ id, moved }: Row, batch: Batch): Row => ({
  ...{ id, batch, fields: { deleted: true, erased: true } },
  ...(moved ? { moved } : {}),
});

/** Writes anew the summaries of some people in every segment: what is said of them now; nothing of who is erased. */
export async function rewriteChunks(
  database: Database,
  segments: readonly Segment[],
  living: ReadonlyMap<string, Summary | undefined>,
): Promise<void> {
  const hashes = new Set(Array.from(living.keys(), hash32));
  const pace = createPace();
  for (const { seq, chunks } of segments) {
    for (let number = 0; number < chunks; number += 1) {
      const transaction = watched(database.transaction('chunks', 'readwrite'));
      const store = transaction.objectStore('chunks');
      const chunk: SummaryChunk | undefined = await store.get([seq, number]);
      if (chunk?.hashes.some((hash) => hashes.has(hash))) {
        const builder = createChunkBuilder();
        for (let place = 0; place < chunk.count; place += 1) {
          const home = summaryIdAt(chunk, place);
          builder.add(home, living.has(home) ? living.get(home) : summaryAt(chunk, place));
        }
        await store.put(builder.encode(), [seq, number]);
      }
      await transaction.done;
      if (pace.isDue()) await pace.rest();
    }
  }
}

/** What a load deleted, block after block, by whose it is. */
export async function* deletedByLoad(
  database: Database,
  seq: number,
  segments: readonly Segment[],
): AsyncIterable<
  { readonly home: string; readonly records: readonly { readonly table: Table; readonly id: string }[] }[]
> {
  const segment = segments.find((entry) => entry.seq === seq);
  for (let number = 0; segment && number < 1 << segment.blockBits; number += 1) {
    const block: Block | undefined = await storeOf(database, 'blocks').get([seq, number]);
    if (!block) continue;
    yield Array.from({ length: block.people }, (_, place) => ({
      home: homeAt(block, place),
      records: (Object.entries(personAt(block, place)) as [Table, Row[]][]).flatMap(([table, rows]) =>
        rows.flatMap(({ id, fields }) => (fields.deleted === true && fields.erased !== true ? [{ table, id }] : [])),
      ),
    }));
  }
}
