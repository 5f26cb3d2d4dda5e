import type { Chunks } from './chunk-cache.ts';
import { chunksFor, type Directory } from './directory.ts';
import type { Lookup, Shelf } from './plan.ts';
import type { Room } from './room.ts';
import { shelfName, shelfRange } from './shelves.ts';
import { scanChunk } from './term-chunk.ts';

/** The chunks that lookups need. */
export function* chunksOf(directory: Directory, lookups: Iterable<Lookup>): Generator<string> {
  for (const { keys, shelves, isPrefix } of lookups) {
    for (const key of keys) yield* chunksFor(directory, key, isPrefix);
    for (const [family, shelf] of shelves) yield shelfName(family, shelf);
  }
}

/** For each document the worth of its best lookup; 0 where none matches. What it gives is of the room. */
export function worths(
  directory: Directory,
  chunks: Chunks,
  lookups: readonly Lookup[],
  room: Room<Uint8Array>,
): Uint8Array {
  const worth = room.take();
  let counts: Uint8Array | undefined;
  for (const lookup of lookups) {
    const [key] = lookup.keys;
    if (lookup.keys.length === 1 && lookup.shelves.length === 0 && key) {
      each(directory, chunks, key, lookup.isPrefix, (chunk, from, to) => raise(chunk, from, to, worth, lookup.worth));
      continue;
    }
    const ranges = rangesOf(directory, chunks, lookup);
    if (!ranges || ranges.length === 0) continue;
    // The rarest first: once a document has missed one, the others do not count it.
    ranges.sort((a, b) => a.to - a.from - (b.to - b.from));
    if (counts) counts.fill(0);
    else counts = room.take();
    ranges.forEach(({ chunk, from, to }, nth) => {
      if (nth < ranges.length - 1) step(chunk, from, to, counts as Uint8Array, nth);
      else last(chunk, from, to, counts as Uint8Array, nth, worth, lookup.worth);
    });
  }
  if (counts) room.giveBack(counts);
  return worth;
}

interface Range {
  readonly chunk: Uint8Array;
  readonly from: number;
  readonly to: number;
}

/** Where the documents of each of a lookup's terms are; absent when one of them has none. */
function rangesOf(directory: Directory, chunks: Chunks, lookup: Lookup): Range[] | undefined {
  const ranges: Range[] = [];
  for (const key of lookup.keys) {
    const before = ranges.length;
    each(directory, chunks, key, false, (chunk, from, to) => ranges.push({ chunk, from, to }));
    if (ranges.length === before) return undefined;
  }
  for (const [family, shelf] of distinct(lookup.shelves)) {
    const chunk = chunks.get(shelfName(family, shelf));
    if (!chunk) return undefined;
    const [from, to] = shelfRange(chunk, shelf);
    if (from === to) return undefined;
    ranges.push({ chunk, from, to });
  }
  return ranges;
}

const distinct = (shelves: readonly Shelf[]): readonly Shelf[] =>
  shelves.filter(([, shelf], at) => shelves.findIndex(([, other]) => other === shelf) === at);

function each(
  directory: Directory,
  chunks: Chunks,
  key: Uint8Array,
  isPrefix: boolean,
  onPostings: (chunk: Uint8Array, from: number, to: number) => void,
): void {
  for (const name of chunksFor(directory, key, isPrefix)) {
    const chunk = chunks.get(name);
    if (chunk) scanChunk(chunk, key, isPrefix, onPostings);
  }
}

// The three below read the same bytes and differ in the innermost line; apart they are three times as fast.
function raise(chunk: Uint8Array, from: number, to: number, worth: Uint8Array, value: number): void {
  let doc = -1;
  for (let at = from; at < to; ) {
    let byte = chunk[at++] as number;
    let gap = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = chunk[at++] as number;
      gap |= (byte & 127) << shift;
    }
    doc += gap;
    if ((worth[doc] as number) < value) worth[doc] = value;
  }
}

function step(chunk: Uint8Array, from: number, to: number, counts: Uint8Array, nth: number): void {
  let doc = -1;
  for (let at = from; at < to; ) {
    let byte = chunk[at++] as number;
    let gap = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = chunk[at++] as number;
      gap |= (byte & 127) << shift;
    }
    doc += gap;
    if (counts[doc] === nth) counts[doc] = nth + 1;
  }
}

function last(
  chunk: Uint8Array,
  from: number,
  to: number,
  counts: Uint8Array,
  nth: number,
  worth: Uint8Array,
  value: number,
): void {
  let doc = -1;
  for (let at = from; at < to; ) {
    let byte = chunk[at++] as number;
    let gap = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = chunk[at++] as number;
      gap |= (byte & 127) << shift;
    }
    doc += gap;
    if (counts[doc] === nth && (worth[doc] as number) < value) worth[doc] = value;
  }
}

// More than eight words of the greatest worth.
const WORTH_END = 4096;

/**
 * The best documents: by worth, then by recency, the larger first.
 * @param skip so many, which were had before
 */
export function best(worth: Uint16Array, recency: Float32Array, skip: number, count: number): number[] {
  // Most documents are worth nothing: two of them are passed over at once.
  const pairs = new Uint32Array(worth.buffer, 0, worth.length >> 1);
  const each = (onDoc: (doc: number, value: number) => void): void => {
    for (let at = 0; at < pairs.length; at++) {
      if (pairs[at] === 0) continue;
      const doc = at * 2;
      if (worth[doc] !== 0) onDoc(doc, worth[doc] as number);
      if (worth[doc + 1] !== 0) onDoc(doc + 1, worth[doc + 1] as number);
    }
    const last = worth.length - 1;
    if (worth.length % 2 === 1 && worth[last] !== 0) onDoc(last, worth[last] as number);
  };
  const histogram = new Uint32Array(WORTH_END);
  let most = 0;
  each((_, value) => {
    histogram[value] = (histogram[value] as number) + 1;
    if (value > most) most = value;
  });
  if (most === 0) return [];
  const wanted = skip + count;
  let least = most;
  let above = 0;
  while (least > 1 && above + (histogram[least] as number) < wanted) above += histogram[least--] as number;

  const better: number[] = [];
  const heap = newest(recency, wanted - above);
  each((doc, value) => {
    if (value > least) better.push(doc);
    else if (value === least) heap.offer(doc);
  });
  const order = (a: number, b: number): number =>
    (worth[b] as number) - (worth[a] as number) || (recency[b] as number) - (recency[a] as number) || a - b;
  return [...better, ...heap.docs].sort(order).slice(skip, wanted);
}

/** Keeps the newest of the documents offered, the earlier of equals. */
function newest(recency: Float32Array, most: number): { readonly docs: number[]; offer(doc: number): void } {
  const docs: number[] = [];
  const isOlder = (a: number, b: number): boolean => {
    const difference = (recency[a] as number) - (recency[b] as number);
    return difference < 0 || (difference === 0 && a > b);
  };
  const swap = (a: number, b: number): void => {
    const kept = docs[a] as number;
    docs[a] = docs[b] as number;
    docs[b] = kept;
  };
  return {
    docs,
    offer(doc) {
      if (docs.length < most) {
        docs.push(doc);
        for (let at = docs.length - 1; at > 0; ) {
          const parent = (at - 1) >> 1;
          if (!isOlder(docs[at] as number, docs[parent] as number)) break;
          swap(at, parent);
          at = parent;
        }
        return;
      }
      if (most <= 0 || !isOlder(docs[0] as number, doc)) return;
      docs[0] = doc;
      for (let at = 0; ; ) {
        let oldest = at;
        for (const child of [at * 2 + 1, at * 2 + 2])
          if (child < docs.length && isOlder(docs[child] as number, docs[oldest] as number)) oldest = child;
        if (oldest === at) return;
        swap(at, oldest);
        at = oldest;
      }
    },
  };
}
