import type { CustomerId } from '../domain/ids.ts';

/** What an id takes when it is written as bytes. */
export const ID_BYTES = 16;

/** The 16 bytes of an id. */
export function bytesOf(id: string): Uint8Array {
  const bytes = new Uint8Array(ID_BYTES);
  let at = 0;
  for (let index = 0; index < id.length; index += 2) {
    if (id[index] === '-') index += 1;
    bytes[at] = Number.parseInt(id.slice(index, index + 2), 16);
    at += 1;
  }
  return bytes;
}

const HEX = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'));

/** The id that 16 bytes are. */
export function idOf(bytes: Uint8Array): CustomerId {
  let text = '';
  bytes.forEach((byte, index) => {
    text += (index === 4 || index === 6 || index === 8 || index === 10 ? '-' : '') + HEX[byte];
  });
  return text as CustomerId;
}
