import { byteSink, numberAt, putNumbers, reserve } from './bytes.ts';

/*
 * Short runs of characters that come in great numbers: pairs in notes, fours in phone and order numbers. They are hashed
 * into a fixed number of shelves instead of a dictionary. A shelf may hold documents of two runs; the text tells them
 * apart. A chunk is a range of shelves:
 *   u32 × (shelves + 1) where each begins, then gaps between documents as varints; nothing when all are empty
 */
const PER_CHUNK = 1 << 8;

export const SHELF_FAMILIES = ['pairs', 'digits', 'orders'] as const;
export type ShelfFamily = (typeof SHELF_FAMILIES)[number];

const BITS: Readonly<Record<ShelfFamily, number>> = { pairs: 16, digits: 15, orders: 15 };

/** The shelf of a pair of characters. */
export const pairShelf = (first: number, second: number): number =>
  (Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)) >>> 16;

/** The shelf of a run of four, or fewer at an end. Runs of four digits, the most by far, have one each. */
export function runShelf(units: ArrayLike<number>, from: number, to: number): number {
  let number = 0;
  let hash = to - from;
  for (let at = from; at < to; at++) {
    const unit = units[at] as number;
    const digit = unit - 48;
    number = digit >= 0 && digit <= 9 ? number * 10 + digit : Number.NaN;
    hash = Math.imul(hash ^ unit, 0x9e3779b1) ^ (hash >>> 17);
  }
  if (to - from === 4 && number >= 0) return number;
  return FOURS + (((hash ^ (hash >>> 13)) >>> 0) % ((1 << BITS.digits) - FOURS));
}

const FOURS = 10_000;

export const shelfName = (family: ShelfFamily, shelf: number): string => `${family}/${Math.floor(shelf / PER_CHUNK)}`;

/** Where in its chunk the documents of a shelf are. */
export function shelfRange(chunk: Uint8Array, shelf: number): readonly [from: number, to: number] {
  const at = (shelf % PER_CHUNK) * 4;
  return [numberAt(chunk, at), numberAt(chunk, at + 4)];
}

export interface Shelves {
  /** Notes that the current document has a run. */
  add(shelf: number): void;
  /** The current document is done; the next one begins. */
  next(): void;
  write(emit: (name: string, chunk: Uint8Array) => void): void;
}

/** Runs are only noted as they come, in order, and put on their shelves at the end: shelves are far apart in memory. */
export function createShelves(family: ShelfFamily): Shelves {
  const count = 1 << BITS[family];
  let noted = new Uint16Array(1 << 14);
  let used = 0;
  let ends = new Uint32Array(1 << 10);
  let docs = 0;

  /** Calls for each document of each shelf with the gap to the one before. */
  function eachGap(state: Int32Array, onGap: (shelf: number, gap: number) => void): void {
    for (let doc = 0, at = 0; doc < docs; doc++) {
      const end = ends[doc] as number;
      for (; at < end; at++) {
        const shelf = noted[at] as number;
        const last = state[shelf] as number;
        if (last === doc + 1) continue;
        state[shelf] = doc + 1;
        onGap(shelf, doc + 1 - last);
      }
    }
  }

  return {
    add(shelf) {
      if (used === noted.length) {
        const larger = new Uint16Array(used * 2);
        larger.set(noted);
        noted = larger;
      }
      noted[used++] = shelf;
    },
    next() {
      if (docs === ends.length) {
        const larger = new Uint32Array(docs * 2);
        larger.set(ends);
        ends = larger;
      }
      ends[docs++] = used;
    },
    write(emit) {
      const cursors = new Uint32Array(count + 1);
      eachGap(new Int32Array(count), (shelf, gap) => {
        cursors[shelf] = (cursors[shelf] as number) + bytesOf(gap);
      });
      let total = 0;
      for (let shelf = 0; shelf <= count; shelf++) {
        const size = cursors[shelf] as number;
        cursors[shelf] = total;
        total += size;
      }
      const starts = cursors.slice();
      const all = byteSink(0);
      reserve(all, total);
      const { bytes } = all;
      eachGap(new Int32Array(count), (shelf, gap) => {
        let at = cursors[shelf] as number;
        let rest = gap;
        while (rest > 127) {
          bytes[at++] = (rest & 127) | 128;
          rest >>>= 7;
        }
        bytes[at++] = rest;
        cursors[shelf] = at;
      });
      for (let from = 0; from < count; from += PER_CHUNK) {
        const begin = starts[from] as number;
        const end = starts[from + PER_CHUNK] as number;
        if (begin === end) {
          emit(shelfName(family, from), new Uint8Array(0));
          continue;
        }
        const table = (PER_CHUNK + 1) * 4;
        const chunk = new Uint8Array(table + end - begin);
        putNumbers(
          chunk,
          0,
          Array.from(starts.subarray(from, from + PER_CHUNK + 1), (start) => start - begin + table),
        );
        chunk.set(bytes.subarray(begin, end), table);
        emit(shelfName(family, from), chunk);
      }
    },
  };
}

const bytesOf = (gap: number): number =>
  gap < 1 << 7 ? 1 : gap < 1 << 14 ? 2 : gap < 1 << 21 ? 3 : gap < 1 << 28 ? 4 : 5;
