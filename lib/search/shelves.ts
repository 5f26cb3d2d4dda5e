import { numberAt, putNumbers } from './bytes.ts';
import { type Lists, writeLists } from './lists.ts';

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
  if (to - from === 4) {
    let number = 0;
    let at = from;
    for (; at < to; at++) {
      const digit = (units[at] as number) - 48;
      if (digit < 0 || digit > 9) break;
      number = number * 10 + digit;
    }
    if (at === to) return number;
  }
  let hash = to - from;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ (units[at] as number), 0x9e3779b1) ^ (hash >>> 17);
  return FOURS + (((hash ^ (hash >>> 13)) >>> 0) % ((1 << BITS.digits) - FOURS));
}

const FOURS = 10_000;

export const shelfName = (family: ShelfFamily, shelf: number): string => `${family}/${Math.floor(shelf / PER_CHUNK)}`;

/** Where in its chunk the documents of a shelf are. */
export function shelfRange(chunk: Uint8Array, shelf: number): readonly [from: number, to: number] {
  const at = (shelf % PER_CHUNK) * 4;
  return [numberAt(chunk, at), numberAt(chunk, at + 4)];
}

/** @param emit takes each chunk */
export function writeShelves(
  family: ShelfFamily,
  shelves: Lists,
  emit: (name: string, chunk: Uint8Array) => void,
): void {
  const count = 1 << BITS[family];
  const { bytes, starts } = writeLists(shelves, count);
  for (let from = 0; from < count; from += PER_CHUNK) {
    const begin = starts[from] as number;
    const end = starts[from + PER_CHUNK] as number;
    if (begin === end) {
      emit(shelfName(family, from), new Uint8Array(0));
      continue;
    }
    const table = (PER_CHUNK + 1) * 4;
    const chunk = new Uint8Array(table + end - begin);
    putNumbers(chunk, 0, starts.subarray(from, from + PER_CHUNK + 1), table - begin);
    chunk.set(bytes.subarray(begin, end), table);
    emit(shelfName(family, from), chunk);
  }
}
