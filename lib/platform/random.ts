import { uuidv7 } from '../domain/uuid.ts';
import { now } from './clock.ts';

/** Fills `bytes` with cryptographic randomness and returns it. */
const randomBytes = (bytes: Uint8Array): Uint8Array => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>);

/** A fresh time-ordered id. */
export const newId = (): string => uuidv7(now(), randomBytes);

/** `byteCount` random bytes as hex. */
export const randomHex = (byteCount: number): string =>
  Array.from(randomBytes(new Uint8Array(byteCount)), (byte) => byte.toString(16).padStart(2, '0')).join('');
