import { amountText, type Cell, instantText } from './cell.ts';
import { neutralise } from './clean-text.ts';
import type { RejectedRow, Rejection } from './import-row.ts';
import type { ZoneClock } from './time-zone.ts';

export interface CsvWriteOptions {
  /** The zone in which instants are written. */
  readonly zone: ZoneClock;
  readonly delimiter?: ',' | ';' | '\t';
}

type Rows<T> = Iterable<T> | AsyncIterable<T>;

const CHUNK_CHARS = 1 << 16;

/**
 * A table as CSV (RFC 4180): UTF-8 with its mark, without which Excel misreads Chinese. Text that a spreadsheet could
 * run as a formula is neutralised; numbers, amounts and dates are not text. `openFile` reads all of it back.
 */
export async function* writeCsv(
  rows: Rows<readonly Cell[]>,
  { zone, delimiter = ',' }: CsvWriteOptions,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const encoder = new TextEncoder();
  let chunk = '\ufeff';
  for await (const row of rows) {
    chunk += `${row.map((cell) => quote(cellText(cell, zone), delimiter)).join(delimiter)}\r\n`;
    if (chunk.length < CHUNK_CHARS) continue;
    yield encoder.encode(chunk);
    chunk = '';
  }
  if (chunk !== '') yield encoder.encode(chunk);
}

function cellText(cell: Cell, zone: ZoneClock): string {
  if (cell === undefined) return '';
  if (typeof cell === 'string') return neutralise(cell.replaceAll('\u0000', ''));
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  if ('at' in cell) return instantText(cell.at, zone);
  return 'day' in cell ? cell.day : amountText(cell.amountMinor, cell.currency);
}

function quote(text: string, delimiter: string): string {
  const isPlain = !text.includes('"') && !text.includes(delimiter) && !/[\r\n]|^[\s']|\s$/.test(text);
  return isPlain ? text : `"${text.replaceAll('"', '""')}"`;
}

/**
 * Rejected rows as they were, with the reason in a column of its own at the end.
 * @param sentence the reason in the user's language
 */
export function* rejectedTable(
  headers: readonly string[],
  rejected: Iterable<RejectedRow>,
  words: {
    readonly line: string;
    readonly reason: string;
    readonly sentence: (reason: Rejection, row: RejectedRow) => string;
  },
): Generator<readonly Cell[], void, undefined> {
  yield [...headers, words.line, words.reason];
  for (const row of rejected) {
    const cells = headers.map((_, at) => row.cells[at] ?? '');
    // Cells that a stray delimiter moved past the last column would be lost otherwise.
    const beyond = row.cells.slice(headers.length).filter((cell) => cell !== '');
    yield [...cells, row.row, words.sentence(row.reason, row), ...beyond];
  }
}
