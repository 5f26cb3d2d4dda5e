import { sha256 } from '@noble/hashes/sha2.js';
import { uuidv8 } from '../domain/uuid.ts';

const encoder = new TextEncoder();
/** Nearly every name fits; a code unit takes three bytes at most. */
const room = new Uint8Array(768);

function utf8(text: string): Uint8Array {
  if (text.length * 3 > room.length) return encoder.encode(text);
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 0x7f) return room.subarray(0, encoder.encodeInto(text, room).written);
    room[index] = code;
  }
  // Most names are in plain letters: each answer of the encoder is an object of the browser's, which lies about for long.
  return room.subarray(0, text.length);
}

/** One for all names: made anew for each of a million they would be most of what an import leaves behind. */
const [unused, hasher] = [sha256.create(), sha256.create()];
const digest = new Uint8Array(hasher.outputLen);

/**
 * The id of something the outside world already names: an order of a platform, a message by its Message-ID.
 * Equal names give equal ids in every browser (UUID version 8 over SHA-256 of `namespace NUL name`). Worked out at once
 * instead of by the browser's own digest: an import names a million orders, and each of its answers comes in a task of
 * its own.
 */
export function nameId(namespace: string, name: string): string {
  unused
    ._cloneInto(hasher)
    .update(utf8(`${namespace}\0${name}`))
    .digestInto(digest);
  return uuidv8(digest);
}
