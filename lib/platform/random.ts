import { uuidv7 } from '../domain/uuid.ts';
import { now } from './clock.ts';

/** Fills `bytes` with cryptographic randomness and returns it. */
const randomBytes = (bytes: Uint8Array): Uint8Array => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>);

/** Randomness for the next ids: an import makes hundreds of thousands, and each question is an object of the browser's. */
const drawn = new Uint8Array(4096);
let used = drawn.length;

function draw(bytes: Uint8Array): void {
  if (used + bytes.length > drawn.length) {
    randomBytes(drawn);
    used = 0;
  }
  for (let index = 0; index < bytes.length; index += 1) bytes[index] = drawn[used + index] as number;
  used += bytes.length;
}

/** A fresh time-ordered id. */
export const newId = (): string => uuidv7(now(), draw);

/** `byteCount` random bytes as hex. */
export const randomHex = (byteCount: number): string =>
  Array.from(randomBytes(new Uint8Array(byteCount)), (byte) => byte.toString(16).padStart(2, '0')).join('');
