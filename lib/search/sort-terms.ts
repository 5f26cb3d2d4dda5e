const SMALL = 16;
/** Bytes compared at once: as many as a double holds exactly. */
const STEP = 6;
const BYTE = 256;
const HALF = 0x100_0000;
const BUCKETS = 1 << 16;
/** Bytes that all terms of a bucket begin with. */
const SHARED = 2;

/** Terms in the order of their bytes. */
export interface SortedTerms {
  /** By place the number of a term. */
  readonly order: Uint32Array;
  /** The terms again, those near in order near in memory, and by place where each begins and ends. */
  readonly bytes: Uint8Array;
  readonly begins: Uint32Array;
  readonly ends: Uint32Array;
}

/**
 * Sorts terms: first into buckets by how they begin, so that each is sorted and later read within the cache, then by
 * multikey quicksort (Bentley & Sedgewick 1997), six bytes a key, with the keys beside the terms.
 * @param bytes all terms one after another, each led by its space, no byte 0 among them
 * @param starts where each begins; one more, for the end
 */
export function sortTerms(bytes: Uint8Array, starts: Uint32Array, count: number): SortedTerms {
  const firsts = new Uint32Array(BUCKETS + 1);
  const room = new Uint32Array(BUCKETS);
  measure(bytes, starts, count, firsts, room);
  let terms = 0;
  let used = 0;
  for (let bucket = 0; bucket <= BUCKETS; bucket++) {
    const inBucket = firsts[bucket] as number;
    firsts[bucket] = terms;
    terms += inBucket;
    if (bucket === BUCKETS) break;
    const bytesInBucket = room[bucket] as number;
    room[bucket] = used;
    used += bytesInBucket;
  }
  const sorting: Sorting = {
    bytes: new Uint8Array(used),
    keys: new Float64Array(count),
    order: new Uint32Array(count),
    begins: new Uint32Array(count + 1),
  };
  sorting.begins[count] = used;
  const numbers = new Uint32Array(count);
  scatter(bytes, starts, count, firsts.slice(), room, numbers, sorting);
  for (let bucket = 0; bucket < BUCKETS; bucket++)
    sortRange(sorting, firsts[bucket] as number, firsts[bucket + 1] as number, SHARED);
  return byPlace(sorting, numbers, count);
}

interface Sorting {
  readonly bytes: Uint8Array;
  readonly keys: Float64Array;
  /** Terms by their place among all that were put into buckets. */
  readonly order: Uint32Array;
  readonly begins: Uint32Array;
}

/** By the low half of the space, the second byte, and half of the third. */
const bucketOf = (bytes: Uint8Array, from: number, to: number): number =>
  (((bytes[from] as number) & 15) << 12) |
  (from + 1 < to ? (bytes[from + 1] as number) << 4 : 0) |
  (from + 2 < to ? (bytes[from + 2] as number) >> 4 : 0);

function measure(bytes: Uint8Array, starts: Uint32Array, count: number, terms: Uint32Array, room: Uint32Array): void {
  for (let term = 0; term < count; term++) {
    const from = starts[term] as number;
    const to = starts[term + 1] as number;
    const bucket = bucketOf(bytes, from, to);
    terms[bucket] = (terms[bucket] as number) + 1;
    room[bucket] = (room[bucket] as number) + to - from;
  }
}

function scatter(
  bytes: Uint8Array,
  starts: Uint32Array,
  count: number,
  places: Uint32Array,
  room: Uint32Array,
  numbers: Uint32Array,
  sorting: Sorting,
): void {
  const { order, begins, bytes: target } = sorting;
  for (let term = 0; term < count; term++) {
    const from = starts[term] as number;
    const to = starts[term + 1] as number;
    const bucket = bucketOf(bytes, from, to);
    const place = places[bucket] as number;
    const begin = room[bucket] as number;
    places[bucket] = place + 1;
    room[bucket] = begin + to - from;
    numbers[place] = term;
    order[place] = place;
    begins[place] = begin;
    copyBytes(bytes, from, to, target, begin);
  }
}

function copyBytes(bytes: Uint8Array, from: number, to: number, target: Uint8Array, begin: number): void {
  for (let at = from; at < to; at++) target[begin + at - from] = bytes[at] as number;
}

function sortRange(sorting: Sorting, from: number, to: number, depth: number): void {
  if (to - from < 2) return;
  const { keys, order } = sorting;
  fillKeys(sorting, from, to, depth);
  sortByKey(keys, order, from, to);
  for (let at = from; at < to; ) {
    const end = endOfEqual(keys, at, to);
    // A key that ends in nothing is of one term only, for no two are equal.
    if (end - at > 1) sortRange(sorting, at, end, depth + STEP);
    at = end;
  }
}

function fillKeys({ bytes, keys, order, begins }: Sorting, from: number, to: number, depth: number): void {
  for (let at = from; at < to; at++) {
    const term = order[at] as number;
    const begin = (begins[term] as number) + depth;
    const end = begins[term + 1] as number;
    keys[at] = threeBytes(bytes, begin, end) * HALF + threeBytes(bytes, begin + 3, end);
  }
}

function endOfEqual(keys: Float64Array, from: number, to: number): number {
  const key = keys[from] as number;
  let end = from + 1;
  while (end < to && keys[end] === key) end += 1;
  return end;
}

function byPlace({ bytes, order, begins }: Sorting, numbers: Uint32Array, count: number): SortedTerms {
  const sorted = { order: new Uint32Array(count), bytes, begins: new Uint32Array(count), ends: new Uint32Array(count) };
  for (let place = 0; place < count; place++) {
    const term = order[place] as number;
    sorted.order[place] = numbers[term] as number;
    sorted.begins[place] = begins[term] as number;
    sorted.ends[place] = begins[term + 1] as number;
  }
  return sorted;
}

function threeBytes(bytes: Uint8Array, at: number, end: number): number {
  if (at + 2 < end) return ((bytes[at] as number) << 16) | ((bytes[at + 1] as number) << 8) | (bytes[at + 2] as number);
  const first = at < end ? (bytes[at] as number) : 0;
  const second = at + 1 < end ? (bytes[at + 1] as number) : 0;
  return (first * BYTE + second) * BYTE;
}

function sortByKey(keys: Float64Array, order: Uint32Array, low: number, high: number): void {
  const stack: number[] = [low, high];
  while (stack.length > 0) {
    const to = stack.pop() as number;
    const from = stack.pop() as number;
    if (to - from <= SMALL) {
      for (let at = from + 1; at < to; at++) {
        const key = keys[at] as number;
        const term = order[at] as number;
        let back = at;
        for (; back > from && (keys[back - 1] as number) > key; back--) {
          keys[back] = keys[back - 1] as number;
          order[back] = order[back - 1] as number;
        }
        keys[back] = key;
        order[back] = term;
      }
      continue;
    }
    const pivot = middle(keys[from] as number, keys[(from + to) >> 1] as number, keys[to - 1] as number);
    let left = from;
    let right = to - 1;
    while (left <= right) {
      while ((keys[left] as number) < pivot) left += 1;
      while ((keys[right] as number) > pivot) right -= 1;
      if (left > right) break;
      const key = keys[left] as number;
      keys[left] = keys[right] as number;
      keys[right] = key;
      const term = order[left] as number;
      order[left++] = order[right] as number;
      order[right--] = term;
    }
    stack.push(from, right + 1, left, to);
  }
}

const middle = (a: number, b: number, c: number): number => Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
