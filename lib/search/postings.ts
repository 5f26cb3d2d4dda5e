import type { ByteSink } from './bytes.ts';
import { createLists } from './lists.ts';

const RECORD = 2;
const HASH = 0;
const START = 1;

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

export function createPostings(): Postings {
  const lists = createLists(1 << 13);
  let count = 0;
  /** Term plus one by hash; 0 for none. */
  let table = new Int32Array(1 << 14);
  let units = new Uint16Array(1 << 16);
  let used = 0;
  let records = new Int32Array((1 << 13) * RECORD);

  function create(space: number, text: Uint16Array, from: number, to: number, hash: number): number {
    if ((count + 2) * RECORD > records.length) {
      const larger = new Int32Array(records.length * 2);
      larger.set(records);
      records = larger;
    }
    if (used + to - from + 1 > units.length) {
      const larger = new Uint16Array(units.length * 2 + to - from);
      larger.set(units);
      units = larger;
    }
    const term = count;
    records[term * RECORD + HASH] = hash;
    records[term * RECORD + START] = used;
    units[used++] = space;
    for (let at = from; at < to; at++) units[used++] = text[at] as number;
    count += 1;
    records[count * RECORD + START] = used;
    if (count * 2 > table.length) rehash();
    return term;
  }

  function rehash(): void {
    table = new Int32Array(table.length * 4);
    const mask = table.length - 1;
    for (let term = 0; term < count; term++) {
      let slot = (records[term * RECORD + HASH] as number) & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = term + 1;
    }
  }

  return {
    get count() {
      return count;
    },
    add(space, text, from, to, doc) {
      let hash = Math.imul(space, 0x85ebca6b);
      for (let at = from; at < to; at++) hash = Math.imul((hash ^ (text[at] as number)) + (hash >>> 15), 0x9e3779b1);
      hash ^= hash >>> 15;
      const mask = table.length - 1;
      const length = to - from + 1;
      for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
        const term = (table[slot] as number) - 1;
        if (term < 0) {
          table[slot] = count + 1;
          lists.add(create(space, text, from, to, hash), doc);
          return;
        }
        const record = term * RECORD;
        if (records[record + HASH] !== hash) continue;
        const start = records[record + START] as number;
        if ((records[record + RECORD + START] as number) - start !== length || units[start] !== space) continue;
        let at = 1;
        while (at < length && units[start + at] === text[from + at - 1]) at += 1;
        if (at < length) continue;
        lists.add(term, doc);
        return;
      }
    },
    terms() {
      const starts = new Uint32Array(count + 1);
      for (let term = 0; term < count; term++) starts[term] = records[term * RECORD + START] as number;
      starts[count] = used;
      return { units, starts };
    },
    copy: lists.copy,
  };
}
