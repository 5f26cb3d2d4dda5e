/**
 * A time-ordered identifier, UUID version 7 (RFC 9562 section 5.7): 48 bits of milliseconds, then 74 random bits.
 * @param now epoch milliseconds
 * @param random fills the given bytes with randomness
 */
export function uuidv7(now: number, random: (bytes: Uint8Array) => Uint8Array): string {
  const bytes = random(new Uint8Array(16));
  new DataView(bytes.buffer).setUint32(0, Math.floor(now / 0x10000));
  new DataView(bytes.buffer).setUint16(4, now % 0x10000);
  return formatUuid(bytes, 7);
}

/**
 * A name-based identifier, UUID version 8 (RFC 9562 section 5.8), from the first 16 bytes of a digest.
 * Two browsers that see the same order or message name it alike, so that they meet when they sync.
 */
export function uuidv8(digest: Uint8Array): string {
  return formatUuid(digest.slice(0, 16), 8);
}

function formatUuid(bytes: Uint8Array, version: number): string {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | (version << 4);
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
