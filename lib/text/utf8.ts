const SPACE = 32;
const NEWLINE = 10;
/** Stands for half a character. */
const REPLACEMENT = 0xfffd;

/** Of ASCII what is written: control characters but the newline are spaces. */
const PRINTED = Uint8Array.from({ length: 0x80 }, (_, unit) => (unit < SPACE && unit !== NEWLINE ? SPACE : unit));

/** Bytes with room for more. */
export interface Utf8Target {
  readonly bytes: Uint8Array;
  length: number;
}

/**
 * Writes one code unit of a text as UTF-8, control characters as spaces; both halves of a character with the first.
 * A native encoder takes longer to call than texts this short take. Gives the place after it, three at most further on.
 */
export function putUtf8(bytes: Uint8Array, to: number, text: string, at: number, unit: number): number {
  if (unit < 0x80) {
    bytes[to] = PRINTED[unit] as number;
    return to + 1;
  }
  if (unit < 0x800) {
    bytes[to] = 0xc0 | (unit >> 6);
    bytes[to + 1] = 0x80 | (unit & 63);
    return to + 2;
  }
  if ((unit & 0xf800) === 0xd800) return putHalf(bytes, to, text, at, unit);
  return putThree(bytes, to, unit);
}

function putThree(bytes: Uint8Array, to: number, unit: number): number {
  bytes[to] = 0xe0 | (unit >> 12);
  bytes[to + 1] = 0x80 | ((unit >> 6) & 63);
  bytes[to + 2] = 0x80 | (unit & 63);
  return to + 3;
}

function putHalf(bytes: Uint8Array, to: number, text: string, at: number, unit: number): number {
  if (isLow(unit)) return at > 0 && isHigh(text.charCodeAt(at - 1)) ? to : putThree(bytes, to, REPLACEMENT);
  const low = at + 1 < text.length ? text.charCodeAt(at + 1) : 0;
  if (!isLow(low)) return putThree(bytes, to, REPLACEMENT);
  const point = ((unit - 0xd800) << 10) + (low - 0xdc00) + 0x1_0000;
  bytes[to] = 0xf0 | (point >> 18);
  bytes[to + 1] = 0x80 | ((point >> 12) & 63);
  bytes[to + 2] = 0x80 | ((point >> 6) & 63);
  bytes[to + 3] = 0x80 | (point & 63);
  return to + 4;
}

const isHigh = (unit: number): boolean => (unit & 0xfc00) === 0xd800;
const isLow = (unit: number): boolean => (unit & 0xfc00) === 0xdc00;

/** Writes a text; room must have been made for three bytes a code unit. */
export function putText(target: Utf8Target, text: string): void {
  const { bytes } = target;
  let to = target.length;
  for (let at = 0; at < text.length; at++) to = putUtf8(bytes, to, text, at, text.charCodeAt(at));
  target.length = to;
}
