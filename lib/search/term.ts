import { byteSink } from './bytes.ts';

/**
 * A term is a space, which says what it was taken from, and a text of folded code units. The spaces stand side by side
 * in one dictionary, so that a search for a prefix within one of them is a search for a range.
 */
export const SPACE = {
  /** Words and pairs of a name; its pinyin syllables. Between two marks: a whole name, as written, in pinyin, reversed. */
  name: 65,
  /** The first letters of a name's words or syllables. */
  initials: 66,
  company: 67,
  /** Words of addresses and accounts. */
  identity: 68,
  tag: 69,
  /** With a mark, the first three and the last four of a phone number. */
  digits: 70,
  note: 72,
} as const;
export type Space = (typeof SPACE)[keyof typeof SPACE];

/** Stands before the beginning and after the end of what is indexed as a whole. */
export const MARK = '\u0001';
/** The term of phone numbers with hidden digits. */
export const MASKED = '*';

/** Longer words are cut; what was cut is compared in the text. */
export const WORD_MAX = 32;
/** Longer wholes are not kept: a term has less than 256 bytes. */
export const WHOLE_MAX = 40;
export const GRAM = 4;
export const HEAD = 3;

/** Writes a code unit as one to three bytes, so that bytes sort as units do. Gives the place after it. */
export function putUnit(bytes: Uint8Array, at: number, unit: number): number {
  if (unit < 0x80) {
    bytes[at] = unit;
    return at + 1;
  }
  if (unit < 0x800) {
    bytes[at] = 0xc0 | (unit >> 6);
    bytes[at + 1] = 0x80 | (unit & 63);
    return at + 2;
  }
  bytes[at] = 0xe0 | (unit >> 12);
  bytes[at + 1] = 0x80 | ((unit >> 6) & 63);
  bytes[at + 2] = 0x80 | (unit & 63);
  return at + 3;
}

const scratch = byteSink(1024);

/** The bytes of a term as they stand in the dictionary. */
export function termKey(space: Space, text: string): Uint8Array {
  let length = putUnit(scratch.bytes, 0, space);
  for (let at = 0; at < text.length && length < scratch.bytes.length - 3; at++)
    length = putUnit(scratch.bytes, length, text.charCodeAt(at));
  return scratch.bytes.slice(0, length);
}
