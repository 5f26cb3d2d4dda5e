import { sha256 } from '@noble/hashes/sha2.js';
import { uuidv8 } from '../domain/uuid.ts';

const encoder = new TextEncoder();
/** Nearly every name fits; a code unit takes three bytes at most. */
const room = new Uint8Array(768);

function utf8(text: string): Uint8Array {
  if (text.length * 3 > room.length) return encoder.encode(text);
  return room.subarray(0, encoder.encodeInto(text, room).written);
}

/**
 * The id of something the outside world already names: an order of a platform, a message by its Message-ID.
 * Equal names give equal ids in every browser (UUID version 8 over SHA-256 of `namespace NUL name`). Worked out at once
 * instead of by the browser's own digest: an import names a million orders, and each of its answers comes in a task of
 * its own.
 */
export const nameId = (namespace: string, name: string): string => uuidv8(sha256(utf8(`${namespace}\0${name}`)));
