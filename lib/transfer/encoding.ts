import { hanPlausibility, westernPlausibility } from './plausible-text.ts';

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'big5', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

export interface FoundEncoding {
  readonly encoding: Encoding;
  /** False when nothing in the sample tells it from its rivals, or nothing fits well. */
  readonly sure: boolean;
}

/** Bytes that say something about the encoding, enough to decide on. */
export const ENOUGH_TELLING_BYTES = 600;
const MAX_SAMPLE_BYTES = 1 << 16;

/** The encoding that the first bytes name, by a byte order mark or by the zeros of UTF-16. */
export function encodingByMark(head: Uint8Array): FoundEncoding | undefined {
  const [a, b, c] = head;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', sure: true };
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', sure: true };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', sure: true };
  return withoutMark(head.subarray(0, MAX_SAMPLE_BYTES));
}

// A table has separators and digits: in UTF-16 each of them carries a zero byte, always on the same side.
function withoutMark(head: Uint8Array): FoundEncoding | undefined {
  let even = 0;
  let odd = 0;
  for (let at = 0; at < head.length; at++) if (head[at] === 0) at % 2 === 0 ? even++ : odd++;
  const least = head.length / 50;
  if (odd > least && even === 0) return { encoding: 'utf-16le', sure: true };
  if (even > least && odd === 0) return { encoding: 'utf-16be', sure: true };
  return undefined;
}

/**
 * Adds to `found` the lines of `bytes` that hold anything beyond ASCII. No line break is part of a character in any
 * encoding looked for here, so that whole lines decode alone.
 * @param place which ends of the bytes are the file's own: elsewhere a line is cut
 * @returns how many telling bytes `found` holds in all
 */
export function collectTelling(
  bytes: Uint8Array,
  { isFirst, isLast }: { readonly isFirst: boolean; readonly isLast: boolean },
  found: Uint8Array[],
): number {
  let telling = found.reduce((sum, line) => sum + countTelling(line), 0);
  if (isAscii(bytes)) return telling;
  let start = isFirst ? 0 : bytes.indexOf(0x0a) + 1;
  while (start < bytes.length && telling < ENOUGH_TELLING_BYTES) {
    const next = bytes.indexOf(0x0a, start);
    if (next < 0 && !isLast && start > 0) break;
    let end = Math.min(next < 0 ? bytes.length : next + 1, start + MAX_SAMPLE_BYTES);
    // Cut within a line: back to a byte that surely is no half of a character.
    const isCut = next < 0 ? !isLast || end < bytes.length : end < next + 1;
    if (isCut) while (end > start && (bytes[end - 1] ?? 0) > 0x3f) end--;
    const line = bytes.subarray(start, end);
    const count = countTelling(line);
    if (count > 0) found.push(line);
    telling += count;
    start = next < 0 ? bytes.length : next + 1;
  }
  return telling;
}

// Four bytes at a look: most of a long file is plain.
function isAscii(bytes: Uint8Array): boolean {
  const aligned = bytes.byteOffset % 4 === 0 ? Math.floor(bytes.length / 4) : 0;
  const words = new Uint32Array(bytes.buffer, aligned > 0 ? bytes.byteOffset : 0, aligned);
  for (let at = 0; at < words.length; at++) if (((words[at] ?? 0) & 0x80808080) !== 0) return false;
  for (let at = aligned * 4; at < bytes.length; at++) if ((bytes[at] ?? 0) >= 0x80) return false;
  return true;
}

function countTelling(line: Uint8Array): number {
  let count = 0;
  for (const byte of line) if (byte >= 0x80) count++;
  return count;
}

/**
 * Which encoding lines without a mark are in: UTF-8 when they are valid in it, else the one of GB18030, Big5 and
 * windows-1252 in which they are valid and read most like a table of people: frequent characters, not rare ones.
 */
export function encodingOfLines(lines: readonly Uint8Array[]): FoundEncoding {
  const sample = concat(lines);
  if (sample.length === 0) return { encoding: 'utf-8', sure: true };
  if (decode(sample, 'utf-8') !== undefined) return { encoding: 'utf-8', sure: true };
  const rivals = (['gb18030', 'big5', 'windows-1252'] as const).map((encoding) => {
    const text = decode(sample, encoding);
    if (text === undefined) return { encoding, score: -1 };
    return { encoding, score: encoding === 'windows-1252' ? westernPlausibility(text) : hanPlausibility(text) };
  });
  rivals.sort((one, other) => other.score - one.score);
  const [best, second] = rivals;
  // A UTF-8 file with a few damaged places is still one: almost every character beyond ASCII is whole in it.
  const mended = new TextDecoder('utf-8').decode(sample);
  let damaged = 0;
  let whole = 0;
  for (const char of mended) {
    if (char === '\ufffd') damaged++;
    else if (char >= '\u0080') whole++;
  }
  if (whole > 0 && damaged * 4 < whole && (best?.score ?? 0) < 0.9) return { encoding: 'utf-8', sure: false };
  if (!best || best.score < 0) return { encoding: 'utf-8', sure: false };
  const sure = best.score >= 0.45 && best.score - (second?.score ?? 0) >= 0.1;
  return { encoding: best.encoding, sure };
}

function decode(bytes: Uint8Array, encoding: Encoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
