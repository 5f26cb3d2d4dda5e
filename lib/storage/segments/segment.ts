import type { ActionId } from '../../domain/ids.ts';
import type { Summary } from '../../domain/summary.ts';
import type { Table } from '../../domain/tables.ts';
import type { EpochMs } from '../../domain/time.ts';
import { hash32 } from '../hash.ts';
import {
  type Block,
  type BlockBuilder,
  createBlockBuilder,
  homeAt,
  type NewRows,
  type PersonRows,
  personAt,
} from './block.ts';
import type { Batch } from './row.ts';
import { createChunkBuilder, type SummaryChunk } from './summary-chunk.ts';

/** Places are told in two bytes. */
const MOST_IN_BLOCK = 0xffff;

/**
 * An immutable part of the file: people spread over blocks by a hash of their id, an index of lookup keys, and their
 * summaries. What the database lists as a segment is there whole; blocks of one that is not listed are leftovers.
 */
export interface Segment {
  readonly seq: number;
  /** A load is an action's own records and so its part of the log; the others only lay out anew what was there. */
  readonly kind: 'load' | 'layout';
  /** The load's action. */
  readonly actionId?: ActionId;
  readonly at: EpochMs;
  readonly people: number;
  readonly rows: number;
  /** Blocks are chosen by this many leading bits of a home's hash, parts of the index by those of a key's. */
  readonly blockBits: number;
  readonly indexBits: number;
  readonly chunks: number;
  /** The segments that it was made of, and those that they were. */
  readonly of?: readonly number[];
  /** Its records are in a later segment too: kept for the log, not read for the file. */
  readonly retired?: true;
}

const PEOPLE_PER_BLOCK = 64;
const KEYS_PER_PART = 4096;
const PEOPLE_PER_CHUNK = 4096;
/** Places within a block are written in a byte. */
const MAX_BLOCK_BITS = 16;

/** The leading bits of a hash. */
export const leading = (hash: number, bits: number): number => (bits === 0 ? 0 : hash >>> (32 - bits));

/** A part of the key index: which people of which blocks may have a key, by 16 more bits of its hash. */
export interface IndexPart {
  readonly tags: Uint16Array;
  readonly blocks: Uint16Array;
  readonly places: Uint8Array | Uint16Array;
}

const tagOf = (hash: number, bits: number): number => (hash >>> (16 - bits)) & 0xffff;

/** Where the people may be who have a key; some may not have it after all. */
export function candidatesIn(part: IndexPart, hash: number, bits: number): { block: number; place: number }[] {
  const tag = tagOf(hash, bits);
  const found: { block: number; place: number }[] = [];
  for (let at = part.tags.indexOf(tag); at >= 0; at = part.tags.indexOf(tag, at + 1))
    found.push({ block: part.blocks[at] as number, place: part.places[at] as number });
  return found;
}

export interface SegmentBuilder {
  /** All rows of one person; each person comes once. Rows without a batch of their own are of the one given here. */
  add(home: string, rows: PersonRows, summary: Summary | undefined): void;
  add(home: string, rows: NewRows, summary: Summary | undefined, batch: Batch): void;
  /** The parts to write, and the segment's description. */
  finish(): {
    readonly people: number;
    readonly rows: number;
    readonly blockBits: number;
    readonly indexBits: number;
    blocks(): Iterable<readonly [number, Block]>;
    parts(): Iterable<readonly [number, IndexPart]>;
    readonly chunks: readonly SummaryChunk[];
  };
}

/** Whole numbers in a row, as many as come. */
function createColumn<T extends Uint16Array | Uint32Array>(make: (length: number) => T) {
  let values = make(1024);
  let length = 0;
  return {
    push(value: number): void {
      if (length === values.length) {
        const longer = make(length * 2);
        longer.set(values);
        values = longer;
      }
      values[length] = value;
      length += 1;
    },
    values: () => values.subarray(0, length) as T,
  };
}

/** People by block. Who come in the order of their blocks take little room: a block is encoded when the next one begins. */
function createBlocks() {
  const all = new Map<number, Block | BlockBuilder>();
  /** The one begun last. It is encoded when a new one begins; one that is come back to then stays open to the end. */
  let begun = -1;

  function opened(block: Block): BlockBuilder {
    const builder = createBlockBuilder();
    for (let place = 0; place < block.people; place += 1) builder.add(homeAt(block, place), personAt(block, place));
    return builder;
  }

  return {
    at(number: number): BlockBuilder {
      const known = all.get(number);
      if (known && 'add' in known) return known;
      if (!known) {
        const before = all.get(begun);
        if (before && 'add' in before) all.set(begun, before.encode());
        begun = number;
      }
      const builder = known ? opened(known) : createBlockBuilder();
      all.set(number, builder);
      return builder;
    },
    /** Each block once, to be let go. */
    *encoded(): Iterable<readonly [number, Block]> {
      for (const [number, block] of all) {
        yield [number, 'add' in block ? block.encode() : block] as const;
        all.delete(number);
      }
    },
  };
}

/**
 * @param expectedPeople about how many will come; more only makes the blocks fuller
 * @param keysOf the lookup keys of a record
 */
export function createSegmentBuilder(
  expectedPeople: number,
  keysOf: (table: Table, fields: Readonly<Record<string, unknown>>) => readonly string[],
): SegmentBuilder {
  const blockBits = Math.min(MAX_BLOCK_BITS, Math.max(0, Math.ceil(Math.log2(expectedPeople / PEOPLE_PER_BLOCK))));
  const built = createBlocks();
  const hashes = createColumn((length) => new Uint32Array(length));
  const blocks = createColumn((length) => new Uint16Array(length));
  const places = createColumn((length) => new Uint16Array(length));
  const chunks: SummaryChunk[] = [];
  /** Not full yet. */
  let chunk = createChunkBuilder();
  let people = 0;
  let rows = 0;

  function endChunk(): void {
    if (chunk.count === 0) return;
    chunks.push(chunk.encode());
    chunk = createChunkBuilder();
  }

  return {
    add(home: string, given: PersonRows | NewRows, summary: Summary | undefined, batch?: Batch) {
      const block = leading(hash32(home), blockBits);
      const builder = built.at(block);
      const place = builder.people;
      if (place > MOST_IN_BLOCK) throw new RangeError('too many people in one block');
      builder.add(home, given, batch);
      const list = (key: string) => {
        hashes.push(hash32(key));
        blocks.push(block);
        places.push(place);
      };
      for (const table in given) {
        for (const row of given[table as Table] ?? []) {
          rows += 1;
          // A customer is found by where the hash of its id puts it; an order of nobody, by its own id too, is asked for as any.
          if (row.id !== home || table !== 'customers') list(row.id);
          if (row.moved) continue;
          // What is deleted may come back by a row that says no more than that.
          const { deleted: _deleted, ...fields } = row.fields;
          for (const key of keysOf(table as Table, fields)) list(key);
        }
      }
      people += 1;
      chunk.add(home, summary);
      if (chunk.count === PEOPLE_PER_CHUNK) endChunk();
    },
    finish() {
      const indexBits = Math.max(0, Math.ceil(Math.log2(hashes.values().length / KEYS_PER_PART)));
      endChunk();
      return {
        people,
        rows,
        blockBits,
        indexBits,
        chunks,
        blocks: built.encoded,
        parts: () => indexParts(hashes.values(), blocks.values(), places.values(), indexBits),
      };
    },
  };
}

function* indexParts(
  hashes: Uint32Array,
  blocks: Uint16Array,
  places: Uint16Array,
  bits: number,
): Iterable<readonly [number, IndexPart]> {
  const starts = new Uint32Array((1 << bits) + 1);
  for (const hash of hashes) starts[leading(hash, bits) + 1] = (starts[leading(hash, bits) + 1] as number) + 1;
  for (let part = 0; part < 1 << bits; part += 1)
    starts[part + 1] = (starts[part + 1] as number) + (starts[part] as number);
  const next = starts.slice();
  const order = new Uint32Array(hashes.length);
  for (let entry = 0; entry < hashes.length; entry += 1) {
    const part = leading(hashes[entry] as number, bits);
    order[next[part] as number] = entry;
    next[part] = (next[part] as number) + 1;
  }
  for (let part = 0; part < 1 << bits; part += 1) {
    const entries = order.subarray(starts[part], starts[part + 1]);
    if (entries.length === 0) continue;
    const tags = new Uint16Array(entries.length);
    const at = new Uint16Array(entries.length);
    const wide = new Uint16Array(entries.length);
    let widest = 0;
    entries.forEach((entry, index) => {
      tags[index] = tagOf(hashes[entry] as number, bits);
      at[index] = blocks[entry] as number;
      wide[index] = places[entry] as number;
      widest = Math.max(widest, places[entry] as number);
    });
    yield [part, { tags, blocks: at, places: widest > 0xff ? wide : Uint8Array.from(wide) }];
  }
}
