/** Where the 16 bytes of an id stand in its written form, two digits each; dashes are between. */
export const UUID_PLACES = Uint8Array.of(0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34);

const DASH = 0x2d;
const DIGITS = Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));
const written = new Array<number>(36).fill(DASH);

/** An id as it is written, from its 16 bytes at a place of `bytes`. */
export function uuidText(bytes: Uint8Array, at = 0): string {
  for (let index = 0; index < UUID_PLACES.length; index += 1) {
    const byte = bytes[at + index] as number;
    const place = UUID_PLACES[index] as number;
    written[place] = DIGITS[byte >> 4] as number;
    written[place + 1] = DIGITS[byte & 15] as number;
  }
  // In one piece: put together from parts it would be copied when it is first looked up.
  return String.fromCharCode.apply(null, written);
}

const bytes = new Uint8Array(16);

/**
 * A time-ordered identifier, UUID version 7 (RFC 9562 section 5.7): 48 bits of milliseconds, then 74 random bits.
 * @param now epoch milliseconds
 * @param random fills the given bytes with randomness
 */
export function uuidv7(now: number, random: (bytes: Uint8Array) => void): string {
  random(bytes);
  for (let index = 5, left = now; index >= 0; index -= 1, left = Math.floor(left / 0x100)) bytes[index] = left % 0x100;
  return marked(7);
}

/**
 * A name-based identifier, UUID version 8 (RFC 9562 section 5.8), from the first 16 bytes of a digest.
 * Two browsers that see the same order or message name it alike, so that they meet when they sync.
 */
export function uuidv8(digest: Uint8Array): string {
  for (let index = 0; index < bytes.length; index += 1) bytes[index] = digest[index] as number;
  return marked(8);
}

function marked(version: number): string {
  bytes[6] = ((bytes[6] as number) & 0x0f) | (version << 4);
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  return uuidText(bytes);
}
