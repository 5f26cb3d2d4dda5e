import { createLists, type WrittenLists } from './lists.ts';
import { putUnit } from './term.ts';

const FIRST_SLOTS = 1 << 14;
/** Two halves of a hash. */
const HASH = 2;

/** Terms met so far, numbered from 0, each with the documents it was met in. */
export interface Postings {
  readonly count: number;
  /** Notes that the current document holds a term. */
  add(space: number, units: Uint16Array, from: number, to: number): void;
  /** The current document is done; the next one begins. */
  next(): void;
  /** All terms as they stand in the dictionary, and where each begins; one more, for the end. */
  terms(): { readonly bytes: Uint8Array; readonly starts: Uint32Array };
  /** The documents of each term. @param order of the terms */
  write(order: Uint32Array): WrittenLists;
}

/**
 * Terms are told apart by 64 bits of hash alone, for looking at their letters too would be another place in memory for
 * each word of each document. Among a million terms two share a hash once in 37 million indexes.
 */
export function createPostings(): Postings {
  const lists = createLists(Number.POSITIVE_INFINITY);
  let count = 0;
  /** The term plus one (0 for none) in the bits that tell slots apart, above them the same bits of its hash. */
  let table = new Int32Array(FIRST_SLOTS);
  let mask = FIRST_SLOTS - 1;
  let hashes = new Int32Array(FIRST_SLOTS);
  let bytes = new Uint8Array(1 << 16);
  let used = 0;
  let starts = new Uint32Array(FIRST_SLOTS / 2 + 1);

  function create(space: number, text: Uint16Array, from: number, to: number): void {
    const most = (to - from) * 3 + 1;
    if (used + most > bytes.length) {
      const larger = new Uint8Array(bytes.length * 2 + most);
      larger.set(bytes);
      bytes = larger;
    }
    bytes[used++] = space;
    for (let at = from; at < to; at++) used = putUnit(bytes, used, text[at] as number);
    count += 1;
    starts[count] = used;
    if (count * 2 > mask) grow();
  }

  function grow(): void {
    mask = mask * 2 + 1;
    table = new Int32Array(mask + 1);
    const largerHashes = new Int32Array(mask + 1);
    largerHashes.set(hashes);
    hashes = largerHashes;
    const largerStarts = new Uint32Array((mask + 1) / 2 + 1);
    largerStarts.set(starts);
    starts = largerStarts;
    for (let term = 0; term < count; term++) {
      let slot = (hashes[term * HASH] as number) & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = ((hashes[term * HASH + 1] as number) & ~mask) | (term + 1);
    }
  }

  return {
    get count() {
      return count;
    },
    add(space, text, from, to) {
      let high = space;
      let low = Math.imul(space, 0x85ebca6b);
      for (let at = from; at < to; at++) {
        const unit = text[at] as number;
        high = Math.imul(high ^ unit, 0x01000193) + (high >>> 13);
        low = Math.imul((low ^ unit) + (low >>> 15), 0x9e3779b1);
      }
      low ^= low >>> 15;
      high ^= high >>> 16;
      let slot = low & mask;
      for (let met = table[slot] as number; met !== 0; met = table[slot] as number) {
        const term = (met & mask) - 1;
        if (((met ^ high) & ~mask) === 0 && hashes[term * HASH] === low && hashes[term * HASH + 1] === high) {
          lists.note(term);
          return;
        }
        slot = (slot + 1) & mask;
      }
      table[slot] = (high & ~mask) | (count + 1);
      hashes[count * HASH] = low;
      hashes[count * HASH + 1] = high;
      lists.note(count);
      create(space, text, from, to);
    },
    next: lists.next,
    terms: () => ({ bytes, starts }),
    write: (order) => lists.write(count, order),
  };
}
