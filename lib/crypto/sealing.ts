import { bytesOfHex, hexOf } from './passphrase.ts';

// A stream in numbered frames, each sealed by AES-256-GCM, the last one marked: the STREAM construction (Hoang,
// Reyhanitabar, Rogaway, Vizár 2015). A key is used for one stream alone, so a frame's number is its nonce.
// Frame: 4 bytes number with the top bit for the last one, 4 bytes length, then ciphertext and tag.

/** Plain bytes in a frame. */
const FRAME_BYTES = 256 * 1024;
const TAG_BYTES = 16;
const LAST = 0x8000_0000;
const HEAD_BYTES = 8;

export interface StreamKeys {
  readonly key: CryptoKey;
  /** 32 bytes as hex that only the right passphrase gives: GCM itself does not say which key made a frame. */
  readonly check: string;
}

/**
 * The keys of one stream.
 * @param salt 32 random bytes as hex, new for each stream
 */
export async function streamKeys(master: CryptoKey, salt: string): Promise<StreamKeys> {
  const from = (info: string) => ({
    ...{ name: 'HKDF', hash: 'SHA-256', salt: bytesOfHex(salt) },
    info: new TextEncoder().encode(`regulars backup ${info}`),
  });
  const [key, check] = await Promise.all([
    crypto.subtle.deriveKey(from('key'), master, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']),
    crypto.subtle.deriveBits(from('check'), master, 256),
  ]);
  return { key, check: hexOf(new Uint8Array(check)) };
}

const paramsOf = (number: number, isLast: boolean, about: Uint8Array<ArrayBuffer>) => {
  const iv = new Uint8Array(12);
  new DataView(iv.buffer).setUint32(4, number);
  new DataView(iv.buffer).setUint32(8, isLast ? 1 : 0);
  return { name: 'AES-GCM', iv, additionalData: about };
};

/**
 * Seals a stream.
 * @param about bytes that belong to it and are not secret: frames open only beside the same
 */
export async function* seal(
  plain: AsyncIterable<Uint8Array>,
  key: CryptoKey,
  about: Uint8Array<ArrayBuffer>,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  let number = 0;
  const frame = async (bytes: Uint8Array<ArrayBuffer>, isLast: boolean) => {
    const sealed = new Uint8Array(await crypto.subtle.encrypt(paramsOf(number, isLast, about), key, bytes));
    const whole = new Uint8Array(HEAD_BYTES + sealed.length);
    new DataView(whole.buffer).setUint32(0, (number | (isLast ? LAST : 0)) >>> 0);
    new DataView(whole.buffer).setUint32(4, sealed.length);
    whole.set(sealed, HEAD_BYTES);
    number += 1;
    return whole;
  };
  const shelf = createShelf();
  for await (const bytes of plain) {
    shelf.put(bytes);
    // What is left over at the end is the last frame, so one is always kept back.
    while (shelf.length > FRAME_BYTES) yield await frame(shelf.take(FRAME_BYTES), false);
  }
  yield await frame(shelf.take(shelf.length), true);
}

/** Why a sealed stream ended. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
  readonly type: 'truncated' | 'damaged';
  constructor(type: 'truncated' | 'damaged') {
    super(type);
    this.type = type;
  }
}

/** Opens a sealed stream; throws `SealBroken` when it was cut off, changed, or put in another order. */
export async function* unseal(
  sealed: AsyncIterable<Uint8Array>,
  key: CryptoKey,
  about: Uint8Array<ArrayBuffer>,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const shelf = createShelf();
  let number = 0;
  let hasEnded = false;
  for await (const bytes of sealed) {
    // Nothing belongs behind the last frame.
    if (hasEnded) throw new SealBroken('damaged');
    shelf.put(bytes);
    for (;;) {
      const length = shelf.peek(HEAD_BYTES)?.getUint32(4);
      if (length === undefined) break;
      if (length > FRAME_BYTES + TAG_BYTES) throw new SealBroken('damaged');
      if (shelf.length < HEAD_BYTES + length) break;
      if (hasEnded) throw new SealBroken('damaged');
      const said = new DataView(shelf.take(HEAD_BYTES).buffer).getUint32(0);
      hasEnded = said >= LAST;
      if (said % LAST !== number) throw new SealBroken('damaged');
      yield await open(shelf.take(length), paramsOf(number, hasEnded, about), key);
      number += 1;
    }
    if (hasEnded && shelf.length > 0) throw new SealBroken('damaged');
  }
  if (!hasEnded) throw new SealBroken('truncated');
}

async function open(bytes: Uint8Array<ArrayBuffer>, params: AesGcmParams, key: CryptoKey) {
  try {
    return new Uint8Array(await crypto.subtle.decrypt(params, key, bytes));
  } catch {
    throw new SealBroken('damaged');
  }
}

/** Bytes that come in pieces of any size and are taken in pieces of a given one. */
function createShelf() {
  let pieces: Uint8Array[] = [];
  let length = 0;
  const take = (count: number): Uint8Array<ArrayBuffer> => {
    const taken = new Uint8Array(count);
    let filled = 0;
    while (filled < count) {
      const piece = pieces[0] as Uint8Array;
      const part = piece.subarray(0, count - filled);
      taken.set(part, filled);
      filled += part.length;
      if (part.length === piece.length) pieces.shift();
      else pieces[0] = piece.subarray(part.length);
    }
    length -= count;
    return taken;
  };
  return {
    get length() {
      return length;
    },
    put(piece: Uint8Array) {
      if (piece.length === 0) return;
      pieces.push(piece);
      length += piece.length;
    },
    take,
    peek(count: number): DataView | undefined {
      if (length < count) return undefined;
      const first = take(count);
      pieces = [first, ...pieces];
      length += count;
      return new DataView(first.buffer);
    },
  };
}
