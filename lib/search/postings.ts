import { createLists, type Lists, note } from './lists.ts';
import { putUnit } from './term.ts';

const FIRST_SLOTS = 1 << 14;
/** Two halves of a hash. */
const HASH = 2;

/** Terms met so far, numbered from 0, and the documents that each was met in. */
export interface Postings {
  readonly docs: Lists;
  count: number;
  /** The term plus one (0 for none) in the bits that tell slots apart, above them the same bits of its hash. */
  table: Int32Array;
  mask: number;
  hashes: Int32Array;
  /** The terms as they stand in the dictionary, and where each begins; one more, for the end. */
  bytes: Uint8Array;
  starts: Uint32Array;
}

export const createPostings = (): Postings => ({
  docs: createLists(),
  count: 0,
  table: new Int32Array(FIRST_SLOTS),
  mask: FIRST_SLOTS - 1,
  hashes: new Int32Array(FIRST_SLOTS),
  bytes: new Uint8Array(1 << 16),
  starts: new Uint32Array(FIRST_SLOTS / 2 + 1),
});

/**
 * Notes that the current document holds a term.
 *
 * Terms are told apart by 64 bits of hash alone, for looking at their letters too would be another place in memory for
 * each word of each document. Among a million terms two share a hash once in 37 million indexes.
 */
export function addTerm(postings: Postings, space: number, text: Uint16Array, from: number, to: number): void {
  let high = space;
  let low = Math.imul(space, 0x85ebca6b);
  for (let at = from; at < to; at++) {
    const unit = text[at] as number;
    high = (Math.imul(high ^ unit, 0x01000193) + (high >>> 13)) | 0;
    low = Math.imul((low ^ unit) + (low >>> 15), 0x9e3779b1);
  }
  low ^= low >>> 15;
  high ^= high >>> 16;
  const { table, hashes, mask, count } = postings;
  let slot = low & mask;
  for (let met = table[slot] as number; met !== 0; met = table[slot] as number) {
    const term = (met & mask) - 1;
    if (((met ^ high) & ~mask) === 0 && hashes[term * HASH] === low && hashes[term * HASH + 1] === high) {
      note(postings.docs, term);
      return;
    }
    slot = (slot + 1) & mask;
  }
  table[slot] = (high & ~mask) | (count + 1);
  hashes[count * HASH] = low;
  hashes[count * HASH + 1] = high;
  note(postings.docs, count);
  keep(postings, space, text, from, to);
}

function keep(postings: Postings, space: number, text: Uint16Array, from: number, to: number): void {
  let end = postings.starts[postings.count] as number;
  const most = (to - from) * 3 + 1;
  if (end + most > postings.bytes.length) {
    const larger = new Uint8Array(postings.bytes.length * 2 + most);
    larger.set(postings.bytes);
    postings.bytes = larger;
  }
  const { bytes } = postings;
  bytes[end++] = space;
  for (let at = from; at < to; at++) end = putUnit(bytes, end, text[at] as number);
  postings.count += 1;
  postings.starts[postings.count] = end;
  if (postings.count * 2 > postings.mask) grow(postings);
}

function grow(postings: Postings): void {
  // Each time every term is placed anew, somewhere else in memory: seldom is better than tight.
  const slots = (postings.mask + 1) * 4;
  const hashes = new Int32Array(slots);
  hashes.set(postings.hashes);
  const starts = new Uint32Array(slots / 2 + 1);
  starts.set(postings.starts);
  postings.mask = slots - 1;
  postings.hashes = hashes;
  postings.starts = starts;
  postings.table = new Int32Array(slots);
  for (let term = 0; term < postings.count; term++) place(postings.table, slots - 1, hashes, term);
}

function place(table: Int32Array, mask: number, hashes: Int32Array, term: number): void {
  let slot = (hashes[term * HASH] as number) & mask;
  while (table[slot] !== 0) slot = (slot + 1) & mask;
  table[slot] = ((hashes[term * HASH + 1] as number) & ~mask) | (term + 1);
}
