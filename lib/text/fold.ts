import { PLAIN_LETTERS } from '../domain/plain-letters.ts';
import { simplify } from './han.ts';
import { putUtf8, type Utf8Target } from './utf8.ts';

/** What stands in folded text for everything that is neither letter nor digit. */
export const GAP = 32;

const DROPPED = 1;
const SEVERAL = 2;

/** By code unit: the folded unit, or what of the above it is. 0: not looked at yet. */
const folded = new Uint16Array(0x1_0000);
const several = new Map<number, string>();

/** Folded text, each unit with the place in the original that it comes from. */
export interface Folded {
  readonly text: string;
  /** Index in the original by index in `text`; one more, for the end. Absent when they are the same. */
  readonly origin: Uint32Array | undefined;
}

/** A place for folded code units that grows as needed, to be used again. */
export interface FoldBuffer {
  units: Uint16Array;
  length: number;
  /** Whether parts of characters were met that composing would join. */
  isDecomposed: boolean;
}

export const foldBuffer = (): FoldBuffer => ({ units: new Uint16Array(4096), length: 0, isDecomposed: false });

/**
 * Folds text so that spellings of the same thing are equal: without case, width, accents on Latin and Greek letters,
 * apostrophes, and the difference of traditional and simplified characters. What is neither letter nor digit is a gap.
 * @param buffer takes the folded units; what it held is gone @param origin takes where in `text` each came from
 * @param utf8 takes the text itself, for which it has room: reading a text takes longer than either
 */
export function foldInto(text: string, buffer: FoldBuffer, origin?: number[], utf8?: Utf8Target): void {
  if (buffer.units.length < text.length + 64) buffer.units = new Uint16Array(text.length * 2);
  let { units } = buffer;
  let length = 0;
  buffer.isDecomposed = false;
  const bytes = utf8?.bytes;
  let byte = utf8?.length ?? 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (bytes) byte = putUtf8(bytes, byte, text, at, unit);
    const to = folded[unit] || learn(unit);
    if (to > SEVERAL) {
      units[length] = to;
      if (origin) origin[length] = at;
      length += 1;
      continue;
    }
    if (isPartOfCharacter(unit)) buffer.isDecomposed = true;
    if (to === SEVERAL) {
      const more = several.get(unit) ?? '';
      if (units.length < length + more.length + text.length - at) {
        const larger = new Uint16Array((length + more.length + text.length) * 2);
        larger.set(units.subarray(0, length));
        buffer.units = larger;
        units = larger;
      }
      for (let nth = 0; nth < more.length; nth++) {
        units[length] = more.charCodeAt(nth);
        if (origin) origin[length] = at;
        length += 1;
      }
    }
  }
  if (origin) origin[length] = text.length;
  if (utf8) utf8.length = byte;
  buffer.length = length;
}

const shared = foldBuffer();

/** Folds text, and says where each unit came from. */
export function foldWithOrigin(text: string): Folded {
  const origin: number[] = [];
  foldInto(text, shared, origin);
  const isSame = shared.length === text.length && origin.every((from, at) => from === at);
  return { text: stringOf(shared.units, 0, shared.length), origin: isSame ? undefined : Uint32Array.from(origin) };
}

/** ASCII but for what is dropped: what it folds to the browser's own string functions know, in half the time. */
const PLAIN = /^[ -&(-_a-~]*$/;
const APART_FROM_WORDS = /[^a-z0-9]/g;

/** Folds text. */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase().replace(APART_FROM_WORDS, ' ');
  foldInto(text, shared);
  return stringOf(shared.units, 0, shared.length);
}

/** A string of code units. */
export function stringOf(units: Uint16Array, from: number, to: number): string {
  if (to - from <= STRING_STEP) return Reflect.apply(String.fromCharCode, undefined, units.subarray(from, to));
  let text = '';
  for (let at = from; at < to; at += STRING_STEP)
    text += Reflect.apply(String.fromCharCode, undefined, units.subarray(at, Math.min(to, at + STRING_STEP)));
  return text;
}

const STRING_STEP = 4096;

/** Makes decomposed text composed, so that one character is one character. Cheap for text that is. */
export const composed = (text: string): string => (DECOMPOSED.test(text) ? text.normalize('NFC') : text);

const DECOMPOSED = /[\u0300-\u036f\u1100-\u11ff\u3099\u309a]/;
const isPartOfCharacter = (unit: number): boolean =>
  (unit >= 0x300 && unit <= 0x36f) || (unit >= 0x1100 && unit <= 0x11ff) || unit === 0x3099 || unit === 0x309a;

/**
 * Whether a folded unit belongs to a script that is written without spaces (Chinese, Japanese, Korean, Thai, Lao, Khmer,
 * Burmese); halves of surrogate pairs count as such.
 */
export const isUnspaced = (unit: number): boolean =>
  unit >= 0x0e00 &&
  ((unit >= 0x2e80 && unit <= 0xfaff) ||
    unit <= 0x0eff ||
    (unit >= 0x1000 && unit <= 0x11ff && (unit <= 0x109f || unit >= 0x1100)) ||
    (unit >= 0x1780 && unit <= 0x17ff));

function learn(unit: number): number {
  const to = foldedUnit(unit);
  folded[unit] = to;
  return to;
}

function foldedUnit(unit: number): number {
  if (unit >= 0x4e00 && unit <= 0x9fff) return simplify(unit);
  if (unit >= 0xd800 && unit <= 0xdfff) return unit;
  const char = String.fromCharCode(unit);
  if (/['’‘`´ʼ]/.test(char) || (unit >= 0x300 && unit <= 0x36f)) return DROPPED;
  if (isPartOfCharacter(unit)) {
    several.set(unit, char);
    return SEVERAL;
  }
  const plain = char.normalize('NFKC').toLowerCase();
  const apart = [...plain].map((one) => PLAIN_LETTERS[one] ?? withoutMarks(one)).join('');
  const kept = [...apart].map((one) => (/[\p{L}\p{N}\p{M}]/u.test(one) ? one : ' ')).join('');
  if (kept.trim() === '') return GAP;
  if (kept.length > 1) {
    several.set(unit, kept);
    return SEVERAL;
  }
  const only = kept.charCodeAt(0);
  return only >= 0x4e00 && only <= 0x9fff ? simplify(only) : only;
}

// In other scripts a mark makes another letter (й, が).
const withoutMarks = (char: string): string =>
  /[\p{Script=Latin}\p{Script=Greek}]/u.test(char) ? char.normalize('NFD').replace(/\p{M}/gu, '') : char;
