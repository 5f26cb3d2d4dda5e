import type { KdfParams } from '../crypto/passphrase.ts';
import { createHash, hashText } from '../crypto/running-hash.ts';
import { seal, streamKeys } from '../crypto/sealing.ts';
import { randomHex } from '../platform/random.ts';
import { BACKUP_VERSION, type BackupEnd, type BackupHead, type SealedHead } from './format.ts';

export interface BackupFileOptions {
  readonly head: Omit<BackupHead, 'format' | 'version'>;
  readonly isPacked: boolean;
  /** The key of a passphrase, with how it was made. */
  readonly secret?: { readonly key: CryptoKey; readonly kdf: KdfParams } | undefined;
}

export interface WrittenBackup {
  readonly file: Blob;
  readonly end: BackupEnd;
}

/** Writes one backup file from lines as they come. */
export interface BackupFile {
  /** @param lines JSON values, each with a line end */
  put(lines: string): Promise<void>;
  finish(): Promise<WrittenBackup>;
}

/** Pieces are handed to the browser in lots of this size: it may keep them on disk. */
const LOT_BYTES = 4 << 20;

export async function createBackupFile({ head, isPacked, secret }: BackupFileOptions): Promise<BackupFile> {
  const encoder = new TextEncoder();
  const first = `${JSON.stringify({ format: 'regulars-backup', version: BACKUP_VERSION, ...head }).slice(0, -1)},"lines":[\n`;
  const hash = createHash();
  let count = 0;

  const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
  const writer = writable.getWriter();
  const packed = isPacked ? readable.pipeThrough(new CompressionStream('gzip')) : readable;
  const parts = secret ? await sealed(piecesOf(packed), secret) : { before: undefined, pieces: piecesOf(packed) };
  const file = collect(parts.pieces, parts.before, typeOf(isPacked, secret !== undefined));
  // It fails where it is waited for; here it only must not be a second failure.
  file.catch(() => {});
  const write = (text: string) => writer.write(encoder.encode(text));
  await Promise.race([write(first), file]);

  return {
    async put(lines) {
      if (lines === '') return;
      hash.put(encoder.encode(lines));
      const [before, all] = [count === 0 ? '' : ',', lines.slice(0, -1).split('\n')];
      count += all.length;
      await Promise.race([write(`${before}${all.join('\n,')}\n`), file]);
    },
    async finish() {
      const state = hash.end();
      const end: BackupEnd = { lines: count, state, seal: hashText(`${first}${state}`) };
      await Promise.race([write(`],"end":${JSON.stringify(end)}}\n`), file]);
      await Promise.race([writer.close(), file]);
      return { file: await file, end };
    },
  };
}

const typeOf = (isPacked: boolean, isSealed: boolean): string =>
  isSealed ? 'application/octet-stream' : isPacked ? 'application/gzip' : 'application/json';

async function sealed(
  plain: AsyncIterable<Uint8Array>,
  { key: master, kdf }: NonNullable<BackupFileOptions['secret']>,
): Promise<{ before: Uint8Array<ArrayBuffer>; pieces: AsyncIterable<Uint8Array<ArrayBuffer>> }> {
  const salt = randomHex(32);
  const { key, check } = await streamKeys(master, salt);
  const said: SealedHead = {
    ...{ format: 'regulars-backup', version: BACKUP_VERSION },
    sealed: { cipher: 'AES-256-GCM', kdf, salt, check },
  };
  const before = new TextEncoder().encode(`${JSON.stringify(said)}\n`);
  return { before, pieces: seal(plain, key, before) };
}

async function* piecesOf<T extends Uint8Array>(stream: ReadableStream<T>): AsyncGenerator<T, void, undefined> {
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

async function collect(
  pieces: AsyncIterable<Uint8Array>,
  before: Uint8Array<ArrayBuffer> | undefined,
  type: string,
): Promise<Blob> {
  const lots: Blob[] = [];
  let lot: Uint8Array<ArrayBuffer>[] = before ? [before] : [];
  let size = 0;
  for await (const piece of pieces) {
    lot.push(piece as Uint8Array<ArrayBuffer>);
    size += piece.length;
    if (size < LOT_BYTES) continue;
    lots.push(new Blob(lot));
    lot = [];
    size = 0;
  }
  return new Blob([...lots, ...lot], { type });
}
