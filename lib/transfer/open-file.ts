import { err, ok, type Result } from '../domain/result.ts';
import { readSlice, slices } from './byte-source.ts';
import type { Delimiter } from './csv-parser.ts';
import { openCsv } from './csv-table.ts';
import {
  collectTelling,
  ENCODINGS,
  ENOUGH_TELLING_BYTES,
  type Encoding,
  encodingByMark,
  encodingOfLines,
  type FoundEncoding,
} from './encoding.ts';
import type { OpenTable } from './open-table.ts';
import type { ForeignKind, TransferError } from './transfer-error.ts';
import { type OpenContacts, openVcard } from './vcard-contacts.ts';
import { openXlsx } from './xlsx-table.ts';

export interface OpenOptions {
  /** Instead of the one found in the bytes. */
  readonly encoding?: Encoding | undefined;
  readonly delimiter?: Delimiter | undefined;
  readonly sheet?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** One of our own backups: for the part that restores them. */
export interface OpenBackup {
  readonly kind: 'backup';
  readonly file: Blob;
}

export type OpenFile = OpenTable | OpenContacts | OpenBackup;

/** How a backup begins. */
export const BACKUP_START = '{"format":"regulars-backup"';

const HEAD_BYTES = 1 << 16;
// Of a long file in plain ASCII this much is searched for a first character that tells the encoding.
const MAX_SEARCHED_BYTES = 64 << 20;

/**
 * Finds out from its content what a file is, and opens it: a table (CSV and its kin, XLSX), contact cards, or a backup.
 * The name plays no part: exports are often misnamed.
 */
export async function openFile(file: Blob, options: OpenOptions = {}): Promise<Result<OpenFile, TransferError>> {
  if (options.signal?.aborted) return err({ type: 'cancelled' });
  if (options.encoding !== undefined && !ENCODINGS.includes(options.encoding)) {
    return err({ type: 'unknown-encoding', encoding: options.encoding });
  }
  if (file.size === 0) return err({ type: 'empty' });
  const head = await readSlice(file, 0, Math.min(HEAD_BYTES, file.size), 'unreadable');
  if (!head.ok) return head;
  const magic = ascii(head.value.subarray(0, 8));
  if (magic.startsWith('PK\x03\x04') || magic.startsWith('PK\x05\x06')) return openXlsx(file, options);
  if (magic.startsWith('\xd0\xcf\x11\xe0')) return openOle(file);
  // Before it is taken for text or for an archive: a backup may be sealed or packed.
  const isOurs = magic.startsWith('\x1f\x8b') ? await unpackedStart(file) : ascii(head.value.subarray(0, 64));
  if (isOurs.startsWith(BACKUP_START)) return ok({ kind: 'backup', file });
  const foreign = foreignKind(magic);
  if (foreign) return err({ type: 'binary', looksLike: foreign });

  const encoding: Result<FoundEncoding, TransferError> = await findEncoding(file, head.value, options);
  if (!encoding.ok) return encoding;
  const text = new TextDecoder(encoding.value.encoding).decode(head.value);
  if (isBinary(text)) return err({ type: 'binary', looksLike: 'unknown' });
  // In an encoding that somebody chose the text may be garbled: they see it and choose another.
  if (options.encoding === undefined && isDestroyed(text)) return err({ type: 'destroyed-text' });
  const start = text.slice(0, 500).trimStart();
  if (start.startsWith(BACKUP_START) || start.replace(/\s/g, '').startsWith(BACKUP_START))
    return ok({ kind: 'backup', file });
  if (/^BEGIN:VCARD/i.test(start)) return ok(openVcard(file, encoding.value.encoding));
  if (/^(?:<!doctype html|<html|<table|<meta)/i.test(start)) return err({ type: 'not-a-table', looksLike: 'html' });
  if (/^<\?xml|^<[a-z]+[\s>]/i.test(start)) return err({ type: 'not-a-table', looksLike: 'xml' });
  if (/^(?:\{\s*"|\[\s*[{\]"])/.test(start)) return err({ type: 'not-a-table', looksLike: 'json' });
  return openCsv(file, encoding.value, options);
}

/** The first characters in a gzip file; empty when it cannot be unpacked. */
async function unpackedStart(file: Blob): Promise<string> {
  const reader = file.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  try {
    const { value } = await reader.read();
    return ascii((value ?? new Uint8Array()).subarray(0, 64));
  } catch {
    return '';
  } finally {
    await reader.cancel().catch(() => {});
  }
}

const ascii = (bytes: Uint8Array) => String.fromCharCode(...bytes);

function foreignKind(magic: string): ForeignKind | undefined {
  if (magic.startsWith('%PDF')) return 'pdf';
  if (magic.startsWith('\x89PNG') || magic.startsWith('\xff\xd8\xff') || magic.startsWith('GIF8')) return 'image';
  if (magic.startsWith('\x1f\x8b') || magic.startsWith('Rar!') || magic.startsWith('7z\xbc\xaf')) return 'archive';
  return undefined;
}

/** Excel's older container: of a workbook with a password, or of the format before 2007. */
async function openOle(file: Blob): Promise<Result<never, TransferError>> {
  // The directory names its streams in UTF-16; it may lie anywhere, and such files are small.
  const names = await readSlice(file, 0, Math.min(file.size, 32 << 20), 'unreadable');
  if (!names.ok) return names;
  const isEncrypted = new TextDecoder('utf-16le').decode(names.value).includes('EncryptedPackage');
  return err(isEncrypted ? { type: 'encrypted' } : { type: 'binary', looksLike: 'old-excel' });
}

async function findEncoding(
  file: Blob,
  head: Uint8Array,
  options: OpenOptions,
): Promise<Result<FoundEncoding, TransferError>> {
  const marked = encodingByMark(head);
  if (options.encoding !== undefined) return ok({ encoding: options.encoding, sure: true });
  if (marked) return ok(marked);
  const telling: Uint8Array[] = [];
  let isFirst = true;
  const end = Math.min(file.size, MAX_SEARCHED_BYTES);
  for await (const slice of slices(file, { end, signal: options.signal })) {
    if (!slice.ok) return slice.error.type === 'changed-while-read' ? err({ type: 'unreadable' }) : slice;
    const isLast = isFirst && end === file.size && slice.value.length === end;
    if (collectTelling(slice.value, { isFirst, isLast }, telling) >= ENOUGH_TELLING_BYTES) break;
    isFirst = false;
  }
  return ok(encodingOfLines(telling));
}

const SAMPLE_CHARS = 20_000;
const MOST_ODD = 0.1;

// Text has tabs and line breaks; other control characters are bytes of something else.
function isBinary(text: string): boolean {
  const sample = text.slice(0, SAMPLE_CHARS);
  let odd = 0;
  for (let at = 0; at < sample.length; at++) {
    const code = sample.charCodeAt(at);
    if (code === 0) return true;
    if (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d && code !== 0x1a) odd++;
  }
  return odd > sample.length * MOST_ODD;
}

/** Whether a program that took the text for another encoding has left only its signs for "not readable". */
function isDestroyed(text: string): boolean {
  const sample = text.slice(0, SAMPLE_CHARS);
  return sample.split('\ufffd').length - 1 > sample.length * MOST_ODD;
}
