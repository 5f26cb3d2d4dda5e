import * as z from 'zod/mini';
import { keyFromPassphrase } from '../crypto/passphrase.ts';
import { createHash, hashText } from '../crypto/running-hash.ts';
import { SealBroken, streamKeys, unseal } from '../crypto/sealing.ts';
import { err, ok, type Result } from '../domain/result.ts';
import {
  BACKUP_START,
  BACKUP_VERSION,
  BackupEnd,
  type BackupError,
  type BackupErrorType,
  BackupHead,
  SealedHead,
} from './format.ts';

/** A line of ours is a few megabytes at most; without an end in sight the file is none of ours. */
const MOST_LINE_CHARS = 32 << 20;
/** About so many characters are handed on at a time. */
const PIECE_CHARS = 600_000;

export interface ReadBackupOptions {
  readonly passphrase?: string | undefined;
  /** The passphrase's key where this browser keeps it. */
  readonly key?: CryptoKey | undefined;
}

export interface BackupPiece {
  /** JSON values, each with a line end. */
  readonly lines: string;
  readonly bytesRead: number;
}

export interface OpenedBackup {
  readonly head: BackupHead;
  readonly isSealed: boolean;
  /**
   * All lines in pieces. The last thing it gives is the end, when the file is whole, or why it is not: what came before
   * was read all the same.
   */
  pieces(): AsyncGenerator<BackupPiece, Result<BackupEnd, BackupError>, undefined>;
}

/** Finds out whether a file is a backup, with the first of its lines; opens its seal. */
export async function openBackup(
  file: Blob,
  options: ReadBackupOptions = {},
): Promise<Result<OpenedBackup, BackupError>> {
  let bytesRead = 0;
  const counted = async function* () {
    for await (const piece of chunksOf(file.stream() as ReadableStream<Uint8Array>)) {
      bytesRead += piece.length;
      yield piece;
    }
  };
  try {
    const outer = await withHead(counted());
    const isSealed = outer.kind === 'text' && /^[^\n]{0,200}"sealed":/.test(outer.start);
    let inner = outer;
    if (isSealed) {
      const opened = await openSeal(outer, options);
      if (!opened.ok) return opened;
      inner = await withHead(opened.value);
    }
    const text = inner.kind === 'gzip' ? await withHead(unpacked(inner.pieces)) : inner;
    if (!text.start.startsWith(BACKUP_START)) return err({ type: 'not-a-backup' });
    const lines = linesOf(text.pieces);
    const first = await lines.next();
    if (first.done) return err({ type: 'truncated' });
    const head = headOf(first.value);
    if (!head.ok) return head;
    return ok({ head: head.value, isSealed, pieces: () => piecesOf(`${first.value}\n`, lines, () => bytesRead) });
  } catch (error) {
    return err({ type: typeOf(error) });
  }
}

/** A file that ended too soon, or was changed: what reading it throws. */
class Broken extends Error {
  readonly type: BackupErrorType;
  constructor(type: BackupErrorType) {
    super(type);
    this.type = type;
  }
}

/** The text ended in the middle of a line. */
class Unended extends Broken {}

const typeOf = (error: unknown): BackupErrorType =>
  error instanceof Broken || error instanceof SealBroken ? error.type : 'unreadable';

function headOf(line: string): Result<BackupHead, BackupError> {
  let value: unknown;
  try {
    const opening = ',"lines":[';
    value = JSON.parse(line.endsWith(opening) ? `${line.slice(0, -opening.length)}}` : line);
  } catch {
    return err({ type: 'damaged' });
  }
  const version = (value as { version?: unknown }).version;
  if (typeof version === 'number' && version > BACKUP_VERSION) return err({ type: 'newer-version' });
  const head = z.safeParse(BackupHead, value);
  return head.success ? ok(head.data) : err({ type: 'damaged' });
}

async function openSeal(
  outer: Peeked,
  { passphrase, key: kept }: ReadBackupOptions,
): Promise<Result<AsyncGenerator<Uint8Array, void>, BackupError>> {
  const line = await firstLine(outer.pieces);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(line.bytes));
  } catch {
    return err({ type: 'damaged' });
  }
  const version = (value as { version?: unknown }).version;
  if (typeof version === 'number' && version > BACKUP_VERSION) return err({ type: 'newer-version' });
  const head = z.safeParse(SealedHead, value);
  if (!head.success) return err({ type: 'damaged' });
  const { kdf, salt, check } = head.data.sealed;
  const opens = async (master: CryptoKey) => {
    const keys = await streamKeys(master, salt);
    return keys.check === check ? keys : undefined;
  };
  let keys = kept && (await opens(kept));
  if (!keys && passphrase !== undefined) {
    const master = await keyFromPassphrase(passphrase, kdf);
    if (!master.ok) return err({ type: 'damaged' });
    keys = await opens(master.value);
  }
  if (!keys) return err({ type: passphrase === undefined ? 'needs-passphrase' : 'wrong-passphrase' });
  return ok(unseal(line.rest, keys.key, line.bytes));
}

async function* piecesOf(
  first: string,
  lines: AsyncGenerator<string, void>,
  bytesRead: () => number,
): AsyncGenerator<BackupPiece, Result<BackupEnd, BackupError>, undefined> {
  const hash = createHash();
  const encoder = new TextEncoder();
  let count = 0;
  let piece: string[] = [];
  let chars = 0;
  let end: BackupEnd | undefined;
  const handOn = (): BackupPiece => {
    const text = piece.join('');
    hash.put(encoder.encode(text));
    piece = [];
    chars = 0;
    return { lines: text, bytesRead: bytesRead() };
  };
  try {
    for await (const line of lines) {
      if (end) throw new Broken('damaged');
      if (line.startsWith(']')) {
        end = endOf(line);
        continue;
      }
      const text = count === 0 ? line : line.slice(1);
      if (count > 0 && !line.startsWith(',')) throw new Broken('damaged');
      piece.push(text, '\n');
      chars += text.length;
      count += 1;
      if (chars >= PIECE_CHARS) yield handOn();
    }
    if (piece.length > 0) yield handOn();
  } catch (error) {
    // What was whole before it broke is handed on.
    if (piece.length > 0) yield handOn();
    // A rest of a line after the last one was added; a stream that ends too soon was cut, however much of it is known.
    return err({ type: end && error instanceof Unended ? 'damaged' : typeOf(error) });
  }
  if (!end) return err({ type: 'truncated' });
  const state = hash.end();
  const isWhole = end.lines === count && end.state === state && end.seal === hashText(`${first}${state}`);
  return isWhole ? ok(end) : err({ type: 'damaged' });
}

function endOf(line: string): BackupEnd {
  try {
    return BackupEnd.parse((JSON.parse(`{"lines":[${line}`) as { end?: unknown }).end);
  } catch {
    // Cut in the middle of its last line.
    throw new Broken('truncated');
  }
}

interface Peeked {
  readonly kind: 'gzip' | 'text';
  /** The first characters, to tell what it is. */
  readonly start: string;
  readonly pieces: AsyncGenerator<Uint8Array, void>;
}

/** Looks at the first bytes of a stream. */
async function withHead(pieces: AsyncIterable<Uint8Array>): Promise<Peeked> {
  const source = pieces[Symbol.asyncIterator]();
  const held: Uint8Array[] = [];
  let size = 0;
  while (size < 256) {
    const { done, value } = await source.next();
    if (done) break;
    held.push(value);
    size += value.length;
  }
  const start = held.map((piece) => String.fromCharCode(...piece.subarray(0, 256))).join('');
  return {
    kind: start.startsWith('\x1f\x8b') ? 'gzip' : 'text',
    start,
    pieces: (async function* () {
      yield* held;
      for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
    })(),
  };
}

/** The bytes up to the first line end, with it, and those after. */
async function firstLine(
  pieces: AsyncGenerator<Uint8Array, void>,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; rest: AsyncGenerator<Uint8Array, void> }> {
  const held: number[] = [];
  for (let next = await pieces.next(); !next.done; next = await pieces.next()) {
    const at = next.value.indexOf(10);
    held.push(...next.value.subarray(0, at < 0 ? 4096 : at + 1));
    if (at < 0 && held.length > 4096) break;
    if (at < 0) continue;
    const left = next.value.subarray(at + 1);
    return {
      bytes: Uint8Array.from(held),
      rest: (async function* () {
        yield left;
        yield* pieces;
      })(),
    };
  }
  throw new Broken('truncated');
}

/** Unpacks a gzip stream; throws `Broken` when it was cut off or changed. */
async function* unpacked(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const { readable, writable } = new DecompressionStream('gzip');
  const writer = writable.getWriter();
  let isAllIn = false;
  let fault: unknown;
  const feeding = (async () => {
    try {
      for await (const piece of pieces) await writer.write(piece as Uint8Array<ArrayBuffer>);
      isAllIn = true;
      await writer.close();
    } catch (error) {
      fault = error;
      // The reading end hears of it.
      await writer.abort(error).catch(() => {});
    }
  })();
  try {
    yield* chunksOf(readable);
  } catch {
    await feeding;
    if (fault instanceof SealBroken || fault instanceof Broken) throw fault;
    // The stream does not say why: with all of it read it must have been too short.
    throw new Broken(isAllIn ? 'truncated' : 'damaged');
  }
}

async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    // Whoever stops reading half way lets go of the file.
    await reader.cancel().catch(() => {});
  }
}

/** Lines of UTF-8 text without their ends. One that does not end with the file is the file's fault. */
async function* linesOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string, void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  for await (const piece of pieces) {
    let text: string;
    try {
      text = decoder.decode(piece, { stream: true });
    } catch {
      throw new Broken('damaged');
    }
    if (rest.length + text.length > MOST_LINE_CHARS) throw new Broken('damaged');
    if (!text.includes('\n')) {
      rest += text;
      continue;
    }
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') throw new Unended('truncated');
}
