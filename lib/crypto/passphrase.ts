import { argon2id } from '@noble/hashes/argon2.js';
import { err, ok, type Result } from '../domain/result.ts';

/**
 * How a passphrase becomes a key: Argon2id (RFC 9106), memory-hard so that guessing is dear. It is written into what it
 * seals, and read from there with floors: a file must not talk us into a cheap guess.
 */
export interface KdfParams {
  readonly name: 'argon2id';
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
  /** 16 bytes as hex. */
  readonly salt: string;
}

/** 64 MiB, three passes: about two seconds here, and as much for every guess. */
export const kdfWith = (salt: string): KdfParams => ({
  ...{ name: 'argon2id', memoryKiB: 64 * 1024, passes: 3, lanes: 1 },
  salt,
});

const LEAST = { memoryKiB: 19 * 1024, passes: 2 } as const;
/** More would only stop the browser. */
const MOST = { memoryKiB: 1024 * 1024, passes: 16, lanes: 8 } as const;

/** A key out of a passphrase; only for deriving others from. Takes seconds: not for a page's own thread. */
export async function keyFromPassphrase(
  passphrase: string,
  { memoryKiB, passes, lanes, salt }: KdfParams,
): Promise<Result<CryptoKey, { readonly type: 'weak-kdf' }>> {
  const isIn = (value: number, least: number, most: number) =>
    Number.isInteger(value) && value >= least && value <= most;
  const isSound =
    isIn(memoryKiB, LEAST.memoryKiB, MOST.memoryKiB) &&
    isIn(passes, LEAST.passes, MOST.passes) &&
    isIn(lanes, 1, MOST.lanes) &&
    /^(?:[0-9a-f]{2}){16,64}$/.test(salt);
  if (!isSound) return err({ type: 'weak-kdf' });
  // The same letters typed on another keyboard are the same passphrase.
  const typed = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const bytes = argon2id(typed, bytesOfHex(salt), { m: memoryKiB, t: passes, p: lanes, dkLen: 32 });
  return ok(await crypto.subtle.importKey('raw', new Uint8Array(bytes), 'HKDF', false, ['deriveKey', 'deriveBits']));
}

export const bytesOfHex = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
export const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
