import type { ByteSink } from './bytes.ts';
import { createLists } from './lists.ts';

const SLOT = 3;
const FIRST_SLOTS = 1 << 14;

/** Terms met so far, numbered from 0, each with the documents it was met in. */
export interface Postings {
  readonly count: number;
  /** Notes that a document holds a term. Documents come in ascending order. */
  add(space: number, units: Uint16Array, from: number, to: number, doc: number): void;
  /** Code units of all terms, and where each begins; the first unit is its space. One more, for the end. */
  terms(): { readonly units: Uint16Array; readonly starts: Uint32Array };
  /** Writes the documents of a term. Gives the bytes written. */
  copy(term: number, sink: ByteSink): number;
}

/**
 * Terms are told apart by 64 bits of hash alone, for looking at their letters too would be two more places in memory for
 * each word of each document. Among a million terms two share a hash once in 37 million indexes.
 */
export function createPostings(): Postings {
  const lists = createLists(1 << 13);
  let count = 0;
  /** Two halves of the hash, and the term plus one; 0 for none. */
  let table = new Int32Array(FIRST_SLOTS * SLOT);
  let mask = FIRST_SLOTS - 1;
  let units = new Uint16Array(1 << 16);
  let used = 0;
  let starts = new Uint32Array(1 << 13);

  function create(space: number, text: Uint16Array, from: number, to: number): number {
    if (count + 1 >= starts.length) {
      const larger = new Uint32Array(starts.length * 2);
      larger.set(starts);
      starts = larger;
    }
    if (used + to - from + 1 > units.length) {
      const larger = new Uint16Array(units.length * 2 + to - from);
      larger.set(units);
      units = larger;
    }
    starts[count] = used;
    units[used++] = space;
    for (let at = from; at < to; at++) units[used++] = text[at] as number;
    count += 1;
    starts[count] = used;
    if (count * 2 > mask) rehash();
    return count - 1;
  }

  function rehash(): void {
    const old = table;
    mask = mask * 4 + 3;
    table = new Int32Array((mask + 1) * SLOT);
    for (let from = 0; from < old.length; from += SLOT) {
      if (old[from + 2] === 0) continue;
      let slot = (old[from] as number) & mask;
      while (table[slot * SLOT + 2] !== 0) slot = (slot + 1) & mask;
      table[slot * SLOT] = old[from] as number;
      table[slot * SLOT + 1] = old[from + 1] as number;
      table[slot * SLOT + 2] = old[from + 2] as number;
    }
  }

  return {
    get count() {
      return count;
    },
    add(space, text, from, to, doc) {
      let high = space;
      let low = Math.imul(space, 0x85ebca6b);
      for (let at = from; at < to; at++) {
        const unit = text[at] as number;
        high = Math.imul(high ^ unit, 0x01000193) + (high >>> 13);
        low = Math.imul((low ^ unit) + (low >>> 15), 0x9e3779b1);
      }
      low ^= low >>> 15;
      high ^= high >>> 16;
      for (let slot = low & mask; ; slot = (slot + 1) & mask) {
        const at = slot * SLOT;
        const term = (table[at + 2] as number) - 1;
        if (term < 0) {
          table[at] = low;
          table[at + 1] = high | 0;
          table[at + 2] = count + 1;
          lists.add(create(space, text, from, to), doc);
          return;
        }
        if (table[at] !== low || table[at + 1] !== (high | 0)) continue;
        lists.add(term, doc);
        return;
      }
    },
    terms: () => ({ units, starts }),
    copy: lists.copy,
  };
}
