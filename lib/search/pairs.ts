import { type ByteSink, numberAt, putNumbers } from './bytes.ts';

/*
 * Pairs of characters in notes, for scripts without spaces. There are many and each is common, so they are hashed into a
 * fixed number of shelves instead of a dictionary; a shelf may hold documents of two pairs, which the text tells apart.
 *   a chunk: u32 × (shelves + 1) where each begins, gaps between documents as varints
 */
export const SHELVES = 1 << 16;
const PER_CHUNK = 1 << 11;

export const shelfOf = (first: number, second: number): number =>
  (Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)) >>> 16;

export const pairsName = (shelf: number): string => `pairs/${Math.floor(shelf / PER_CHUNK)}`;

/** Writes all shelves. @param copy writes the documents of a shelf */
export function writePairs(
  copy: (shelf: number, sink: ByteSink) => void,
  emit: (name: string, chunk: Uint8Array) => void,
): void {
  const sink: ByteSink = { bytes: new Uint8Array(1 << 18), length: 0 };
  for (let from = 0; from < SHELVES; from += PER_CHUNK) {
    sink.length = 0;
    const starts: number[] = [];
    for (let shelf = from; shelf < from + PER_CHUNK; shelf++) {
      starts.push(sink.length);
      copy(shelf, sink);
    }
    starts.push(sink.length);
    const chunk = new Uint8Array(starts.length * 4 + sink.length);
    putNumbers(
      chunk,
      0,
      starts.map((start) => start + starts.length * 4),
    );
    chunk.set(sink.bytes.subarray(0, sink.length), starts.length * 4);
    emit(pairsName(from), chunk);
  }
}

/** Where in its chunk the documents of a shelf are. */
export function shelfRange(chunk: Uint8Array, shelf: number): readonly [from: number, to: number] {
  const at = (shelf % PER_CHUNK) * 4;
  return [numberAt(chunk, at), numberAt(chunk, at + 4)];
}
