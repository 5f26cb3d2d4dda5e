import { err, ok, type Result } from '../domain/result.ts';
import { readSlice, slices } from './byte-source.ts';
import { crc32 } from './crc32.ts';
import type { TransferError } from './transfer-error.ts';

// Structures of a zip archive: PKWARE, APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16.
const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const MAX_COMMENT_BYTES = 65_535;
const MAX_DIRECTORY_BYTES = 16 << 20;
const MAX_ENTRIES = 10_000;

// What a workbook of a million rows may unpack to, and how much denser than its text: deflate itself ends at 1032.
const MAX_INFLATED_BYTES = 2 ** 31;
const FREE_BYTES = 4 << 20;
const MAX_RATIO = 300;
const FEED_BYTES = 16_384;

interface Entry {
  readonly method: number;
  readonly compressedBytes: number;
  readonly crc: number;
  readonly offset: number;
}

/** An archive whose parts are unpacked as they are read. */
export interface Zip {
  has(name: string): boolean;
  readonly names: readonly string[];
  /** A part, piece by piece, checked against its checksum at the end and against bombs all along. */
  read(name: string, options?: ReadOptions): AsyncGenerator<Result<ZipPiece, TransferError>, void, undefined>;
  /** A small part as text. */
  readText(name: string, maxBytes: number): Promise<Result<string, TransferError>>;
}

export interface ZipPiece {
  readonly bytes: Uint8Array;
  /** Packed bytes of this part taken so far: for progress. */
  readonly packedBytes: number;
}

interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  readonly maxBytes?: number;
}

/** Reads an archive's directory. */
export async function openZip(file: Blob): Promise<Result<Zip, TransferError>> {
  const tailStart = Math.max(0, file.size - END_BYTES - MAX_COMMENT_BYTES);
  const tail = await readSlice(file, tailStart, file.size, 'unreadable');
  if (!tail.ok) return tail;
  const end = findEnd(tail.value);
  // The directory comes last: without it the rest of the file is missing.
  if (!end) return err({ type: 'truncated' });
  if (end.count > MAX_ENTRIES || end.bytes > MAX_DIRECTORY_BYTES || end.offset + end.bytes > file.size) {
    return err({ type: 'broken-zip' });
  }
  const directory = await readSlice(file, end.offset, end.offset + end.bytes, 'unreadable');
  if (!directory.ok) return directory;
  const entries = readDirectory(directory.value, end.count);
  if (!entries.ok) return entries;
  const read: Zip['read'] = (name, options = {}) => readEntry(file, name, entries.value.get(name), options);
  return ok({
    has: (name) => entries.value.has(name),
    names: [...entries.value.keys()],
    read,
    async readText(name, maxBytes) {
      const decoder = new TextDecoder();
      let text = '';
      for await (const piece of read(name, { maxBytes })) {
        if (!piece.ok) return piece;
        text += decoder.decode(piece.value.bytes, { stream: true });
      }
      return ok(text + decoder.decode());
    },
  });
}

function findEnd(tail: Uint8Array): { count: number; bytes: number; offset: number } | undefined {
  const view = new DataView(tail.buffer, tail.byteOffset, tail.length);
  for (let at = tail.length - END_BYTES; at >= 0; at--) {
    if (view.getUint32(at, true) !== END_SIGNATURE) continue;
    return {
      count: view.getUint16(at + 10, true),
      bytes: view.getUint32(at + 12, true),
      offset: view.getUint32(at + 16, true),
    };
  }
  return undefined;
}

function readDirectory(bytes: Uint8Array, count: number): Result<ReadonlyMap<string, Entry>, TransferError> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const entries = new Map<string, Entry>();
  let at = 0;
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY_SIGNATURE) return err({ type: 'broken-zip' });
    const isEncrypted = (view.getUint16(at + 8, true) & 1) === 1;
    if (isEncrypted) return err({ type: 'encrypted' });
    const nameBytes = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameBytes)).replaceAll('\\', '/');
    entries.set(name, {
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      compressedBytes: view.getUint32(at + 20, true),
      offset: view.getUint32(at + 42, true),
    });
    at += 46 + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return ok(entries);
}

async function* readEntry(
  file: Blob,
  name: string,
  entry: Entry | undefined,
  { signal, maxBytes = MAX_INFLATED_BYTES }: ReadOptions,
): AsyncGenerator<Result<ZipPiece, TransferError>, void, undefined> {
  if (!entry || (entry.method !== 0 && entry.method !== 8)) return yield err({ type: 'broken-zip' });
  const local = await readSlice(file, entry.offset, Math.min(entry.offset + 30, file.size), 'changed-while-read');
  if (!local.ok) return yield local;
  const view = new DataView(local.value.buffer);
  if (local.value.length < 30 || view.getUint32(0, true) !== LOCAL_SIGNATURE) return yield err({ type: 'broken-zip' });
  const start = entry.offset + 30 + view.getUint16(26, true) + view.getUint16(28, true);
  const end = start + entry.compressedBytes;
  if (end > file.size) return yield err({ type: 'truncated' });

  let crc = 0;
  let inflatedBytes = 0;
  for await (const piece of entry.method === 0
    ? stored(file, start, end, signal)
    : inflated(file, start, end, signal)) {
    if (!piece.ok) return yield piece;
    inflatedBytes += piece.value.bytes.length;
    const isDense = inflatedBytes > FREE_BYTES && inflatedBytes > piece.value.packedBytes * MAX_RATIO;
    if (inflatedBytes > maxBytes || isDense) return yield err({ type: 'zip-bomb', part: name, inflatedBytes });
    crc = crc32(piece.value.bytes, crc);
    yield piece;
  }
  if (crc !== entry.crc) yield err({ type: 'broken-zip' });
}

async function* stored(
  file: Blob,
  start: number,
  end: number,
  signal?: AbortSignal,
): AsyncGenerator<Result<ZipPiece, TransferError>> {
  let packedBytes = 0;
  for await (const slice of slices(file, { start, end, signal })) {
    if (!slice.ok) return yield slice;
    packedBytes += slice.value.length;
    yield ok({ bytes: slice.value, packedBytes });
  }
}

/** Feeds the platform's own inflater little by little, so that a bomb cannot go off between two looks at it. */
async function* inflated(
  file: Blob,
  start: number,
  end: number,
  signal?: AbortSignal,
): AsyncGenerator<Result<ZipPiece, TransferError>> {
  const inflater = new DecompressionStream('deflate-raw');
  const writer = inflater.writable.getWriter();
  const reader = inflater.readable.getReader();
  let packedBytes = 0;
  let failure: TransferError | undefined;
  const feed = async () => {
    try {
      for await (const slice of slices(file, { start, end, signal })) {
        if (!slice.ok) {
          failure = slice.error;
          return await writer.abort();
        }
        for (let at = 0; at < slice.value.length; at += FEED_BYTES) {
          const part = slice.value.subarray(at, at + FEED_BYTES);
          await writer.ready;
          packedBytes += part.length;
          await writer.write(part);
        }
      }
      await writer.close();
    } catch {
      // Not deflate, cut off, or nobody reads any more: the reading side sees it too and says so.
    }
  };
  const fed = feed();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield ok({ bytes: value, packedBytes });
    }
  } catch {
    yield err(failure ?? { type: 'broken-zip' });
  } finally {
    await reader.cancel().catch(() => undefined);
    await writer.abort().catch(() => undefined);
    await fed;
  }
}
