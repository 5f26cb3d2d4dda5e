import { type ByteSink, byteSink, putNumbers, reserve } from './bytes.ts';
import { MARK, SPACE, type Space, termKey } from './term.ts';

/*
 * Misspelt words are looked for among the words of names, firms and addresses, sorted by length. Each has a mask of the
 * letters in it: an edit changes at most two bits, so that comparing masks leaves few words to compare letter by letter.
 *   a chunk: u32 words, u32 × words masks, words × (one byte of place, the letters)
 */

const SHORTEST = 3;
const LONGEST = 24;
const CHUNK_BYTES = 384 * 1024;
const MARK_CODE = MARK.charCodeAt(0);
/** Stands apart wholes from words of the same space. */
const WHOLES = 128;
const PLACES: readonly { readonly space: Space; readonly isWhole: boolean }[] = [
  { space: SPACE.name, isWhole: false },
  { space: SPACE.name, isWhole: true },
  { space: SPACE.company, isWhole: false },
  { space: SPACE.identity, isWhole: false },
];

/** How many edits a word of a length may be away. */
export const editsAllowed = (length: number): number => (length < 4 || length > LONGEST ? 0 : length < 8 ? 1 : 2);

/** By the first byte of a term, and that plus one of a whole: its place plus one. */
const PLACE_OF = new Uint8Array(256);
PLACES.forEach(({ space, isWhole }, nth) => {
  PLACE_OF[space + (isWhole ? WHOLES : 0)] = nth + 1;
});

interface Shelf {
  readonly words: ByteSink;
  /** Four bytes a word. */
  readonly masks: ByteSink;
}

export interface FuzzyWriter {
  /** Takes any term; keeps those that may be meant by a misspelt word. */
  add(bytes: Uint8Array, from: number, to: number): void;
  finish(): void;
}

/** @param emit takes each chunk as it is full, with the length of its words */
export function fuzzyWriter(emit: (length: number, chunk: Uint8Array) => void): FuzzyWriter {
  const shelves = new Map<number, Shelf>();
  function flush(length: number, { words, masks }: Shelf): void {
    if (masks.length === 0) return;
    const chunk = new Uint8Array(4 + masks.length + words.length);
    putNumbers(chunk, 0, [masks.length / 4]);
    chunk.set(masks.bytes.subarray(0, masks.length), 4);
    chunk.set(words.bytes.subarray(0, words.length), 4 + masks.length);
    emit(length, chunk);
    words.length = 0;
    masks.length = 0;
  }
  return {
    add(bytes, from, to) {
      const isWhole = bytes[from + 1] === MARK_CODE;
      const place = PLACE_OF[(bytes[from] as number) + (isWhole ? WHOLES : 0)] as number;
      if (place === 0) return;
      const start = isWhole ? from + 2 : from + 1;
      const end = isWhole ? to - 1 : to;
      const length = end - start;
      if (length < SHORTEST || length > LONGEST) return;
      let mask = 0;
      for (let at = start; at < end; at++) {
        const bit = BITS[bytes[at] as number] as number;
        if (bit === 0) return;
        mask |= bit;
      }
      // Numbers are looked for by their parts, not by what they resemble.
      if ((mask & LETTERS) === 0) return;
      let shelf = shelves.get(length);
      if (!shelf) {
        shelf = { words: byteSink(1 << 14), masks: byteSink(1 << 12) };
        shelves.set(length, shelf);
      }
      reserve(shelf.masks, 4);
      for (let bits = 0; bits < 32; bits += 8) shelf.masks.bytes[shelf.masks.length++] = mask >>> bits;
      reserve(shelf.words, length + 1);
      const words = shelf.words.bytes;
      let next = shelf.words.length;
      words[next++] = place - 1;
      for (let at = start; at < end; at++) words[next++] = bytes[at] as number;
      shelf.words.length = next;
      if (next > CHUNK_BYTES) flush(length, shelf);
    },
    finish() {
      for (const [length, shelf] of shelves) flush(length, shelf);
    },
  };
}

/** A word of the index that is meant perhaps. */
export interface NearWord {
  readonly key: Uint8Array;
  readonly edits: number;
}

/**
 * The words of a chunk within so many edits of a word.
 * @param length of the chunk's words @param onWord is called for each
 */
export function scanFuzzy(
  chunk: Uint8Array,
  length: number,
  word: string,
  most: number,
  onWord: (near: NearWord) => void,
): void {
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const count = view.getUint32(0, true);
  let wanted = 0;
  for (let at = 0; at < word.length; at++) wanted |= BITS[word.charCodeAt(at)] ?? 0;
  const bits = most * 2;
  const size = length + 1;
  const words = 4 + count * 4;
  for (let nth = 0; nth < count; nth++) {
    if (bitCount(view.getUint32(4 + nth * 4, true) ^ wanted) > bits) continue;
    const at = words + nth * size;
    const edits = distance(word, (index) => chunk[at + 1 + index] as number, length, most);
    if (edits > most) continue;
    const place = PLACES[chunk[at] as number];
    if (!place) continue;
    const text = String.fromCharCode(...chunk.subarray(at + 1, at + size));
    onWord({ key: termKey(place.space, place.isWhole ? `${MARK}${text}${MARK}` : text), edits });
  }
}

/** Edits between two words (a letter more, less, other, or two changed places); more than `most` is `most + 1`. */
export const editsBetween = (a: string, b: string, most: number): number =>
  Math.abs(a.length - b.length) > most || a.length > LONGEST + 2
    ? most + 1
    : distance(a, (index) => b.charCodeAt(index), b.length, most);

const ROW = LONGEST + 4;
const rows = [new Uint8Array(ROW), new Uint8Array(ROW), new Uint8Array(ROW)] as const;

// Optimal string alignment (Damerau–Levenshtein without edits of edited parts), given up once a whole row is too far.
function distance(a: string, b: (index: number) => number, length: number, most: number): number {
  if (length > ROW - 1) return most + 1;
  let [before, last, row] = rows as readonly [Uint8Array, Uint8Array, Uint8Array];
  for (let column = 0; column <= length; column++) last[column] = column;
  for (let line = 1; line <= a.length; line++) {
    row[0] = line;
    let least = line;
    const letter = a.charCodeAt(line - 1);
    for (let column = 1; column <= length; column++) {
      const other = b(column - 1);
      let edits = (last[column - 1] as number) + (letter === other ? 0 : 1);
      edits = Math.min(edits, (last[column] as number) + 1, (row[column - 1] as number) + 1);
      if (line > 1 && column > 1 && letter === b(column - 2) && a.charCodeAt(line - 2) === other)
        edits = Math.min(edits, (before[column - 2] as number) + 1);
      row[column] = edits;
      if (edits < least) least = edits;
    }
    if (least > most) return most + 1;
    [before, last, row] = [last, row, before];
  }
  return Math.min(last[length] as number, most + 1);
}

const LETTERS = (1 << 26) - 1;

/** By byte: one bit a letter, the digits share six. 0 for anything else. */
const BITS = new Int32Array(256);
for (let unit = 97; unit <= 122; unit++) BITS[unit] = 1 << (unit - 97);
for (let unit = 48; unit <= 57; unit++) BITS[unit] = 1 << (26 + ((unit - 48) % 6));

function bitCount(bits: number): number {
  let left = bits - ((bits >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
