import { err, ok, type Result } from '../domain/result.ts';
import { MAX_COLUMNS, type TransferError } from './transfer-error.ts';
import { excelWallMs } from './written-date.ts';
import { unescapeText } from './xlsx-parts.ts';
import { createXmlReader } from './xml-reader.ts';
import type { Zip } from './zip.ts';

export interface SheetRow {
  /** 1-based. */
  readonly line: number;
  readonly cells: string[];
}

export interface SheetRows {
  readonly rows: readonly SheetRow[];
  /** Packed bytes of the sheet taken so far. */
  readonly packedBytes: number;
}

export interface SheetPlan {
  readonly part: string;
  readonly strings: readonly string[];
  readonly isDateStyle: readonly boolean[];
  readonly is1904: boolean;
}

const ROWS_AT_ONCE = 2000;

/**
 * The rows of a sheet that have anything in them, as text: dates as `YYYY-MM-DD[ HH:MM:SS]`, numbers with the digits
 * that a spreadsheet shows.
 */
export async function* readSheet(
  zip: Zip,
  plan: SheetPlan,
  signal?: AbortSignal,
): AsyncGenerator<Result<SheetRows, TransferError>, void, undefined> {
  let rows: SheetRow[] = [];
  let line = 0;
  let cells: string[] = [];
  let column = -1;
  let type = '';
  let style = 0;
  let value = '';
  let isValue = false;
  let isPhonetic = false;
  let widest = 0;

  const reader = createXmlReader({
    open(name, attribute) {
      switch (name) {
        case 'row': {
          const given = Number(attribute('r'));
          line = Number.isInteger(given) && given > line ? given : line + 1;
          cells = [];
          column = -1;
          break;
        }
        case 'c':
          column = columnOf(attribute('r')) ?? column + 1;
          type = attribute('t') ?? '';
          style = Number(attribute('s') ?? 0);
          value = '';
          break;
        case 'rPh':
          isPhonetic = true;
          break;
        case 'v':
        case 't':
          isValue = !isPhonetic;
          break;
      }
    },
    close(name) {
      switch (name) {
        case 'v':
        case 't':
          isValue = false;
          break;
        case 'rPh':
          isPhonetic = false;
          break;
        case 'c': {
          if (value === '') break;
          widest = Math.max(widest, column + 1);
          if (column >= MAX_COLUMNS) break;
          const text = cellText(value, type, plan.isDateStyle[style] ?? false, plan);
          if (text === '') break;
          while (cells.length < column) cells.push('');
          cells[column] = text;
          break;
        }
        case 'row':
          if (cells.length > 0) rows.push({ line, cells });
          break;
      }
    },
    text(piece) {
      if (isValue) value += piece;
    },
  });

  const decoder = new TextDecoder();
  let packedBytes = 0;
  for await (const piece of zip.read(plan.part, { signal })) {
    if (!piece.ok) return yield piece;
    packedBytes = piece.value.packedBytes;
    const isFine = reader.write(decoder.decode(piece.value.bytes, { stream: true }));
    if (widest > MAX_COLUMNS) return yield err({ type: 'too-many-columns', columns: widest, limit: MAX_COLUMNS });
    if (!isFine) return yield err({ type: 'broken-xlsx', part: plan.part });
    if (rows.length < ROWS_AT_ONCE) continue;
    yield ok({ rows, packedBytes });
    rows = [];
  }
  if (!reader.end()) return yield err({ type: 'broken-xlsx', part: plan.part });
  yield ok({ rows, packedBytes });
}

/** `AB12` → 27; undefined without a reference. */
function columnOf(reference: string | undefined): number | undefined {
  if (reference === undefined) return undefined;
  let column = 0;
  for (let at = 0; at < reference.length && at < 4; at++) {
    const letter = (reference.charCodeAt(at) | 0x20) - 0x60;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column > 0 ? column - 1 : undefined;
}

function cellText(value: string, type: string, isDate: boolean, plan: SheetPlan): string {
  switch (type) {
    case 's':
      return plan.strings[Number(value)] ?? '';
    case 'str':
    case 'inlineStr':
      return unescapeText(value);
    case 'b':
      return value === '1' ? 'TRUE' : 'FALSE';
    case 'e':
      return value;
    case 'd':
      return value.replace('T', ' ');
    default:
      return isDate ? dateText(value, plan.is1904) : numberText(value);
  }
}

/** A number as a spreadsheet shows it: to 15 digits, since what lies beyond is noise of binary fractions. */
export function numberText(value: string): string {
  const text = value.trim();
  if (text.length <= 15 || /^-?\d+$/.test(text)) return text;
  const number = Number(text);
  if (!Number.isFinite(number)) return text;
  // Digits that are lost stay marked as lost.
  if (/E\+/i.test(text) && Math.abs(number) >= 1e15) return text;
  return String(Number(number.toPrecision(15)));
}

function dateText(value: string, is1904: boolean): string {
  const serial = Number(value);
  // No date: a negative number or one beyond the year 9999 was formatted as one by mistake.
  if (!Number.isFinite(serial) || serial < 0 || serial >= 2_958_466) return numberText(value);
  const [day = '', time = ''] = new Date(excelWallMs(serial, is1904)).toISOString().slice(0, 19).split('T');
  if (serial < 1 && !is1904) return time;
  return time === '00:00:00' ? day : `${day} ${time}`;
}
