const SMALL = 16;
/** Bytes compared at once: as many as a double holds exactly. */
const STEP = 6;
const BYTE = 256;
const HALF = 0x100_0000;

/**
 * Term numbers in the order of their bytes: multikey quicksort (Bentley & Sedgewick 1997), six bytes a key, with the keys
 * beside the terms so that comparing does not leave the cache.
 * @param bytes all terms one after another, no byte 0 among them @param starts where each begins; one more, for the end
 */
export function sortTerms(bytes: Uint8Array, starts: Uint32Array, count: number): Uint32Array {
  const order = new Uint32Array(count);
  const keys = new Float64Array(count);
  for (let term = 0; term < count; term++) order[term] = term;

  const stack: number[] = [0, count, 0];
  while (stack.length > 0) {
    const depth = stack.pop() as number;
    const to = stack.pop() as number;
    const from = stack.pop() as number;
    for (let at = from; at < to; at++) {
      const term = order[at] as number;
      const begin = (starts[term] as number) + depth;
      const end = starts[term + 1] as number;
      keys[at] = threeBytes(bytes, begin, end) * HALF + threeBytes(bytes, begin + 3, end);
    }
    sortByKey(keys, order, from, to);
    for (let at = from; at < to; ) {
      const key = keys[at] as number;
      let end = at + 1;
      while (end < to && keys[end] === key) end += 1;
      // A key that ends in nothing is of one term only, for no two are equal.
      if (end - at > 1) stack.push(at, end, depth + STEP);
      at = end;
    }
  }
  return order;
}

function threeBytes(bytes: Uint8Array, at: number, end: number): number {
  if (at + 2 < end)
    return ((bytes[at] as number) << 16) | ((bytes[at + 1] as number) << 8) | (bytes[at + 2] as number);
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
