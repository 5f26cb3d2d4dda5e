import { err, ok, type Result } from '../domain/result.ts';
import { cleanText, isBlank } from './clean-text.ts';
import { commonWidth, isBlankRow } from './csv-parser.ts';
import { headerKey } from './mapping.ts';
import { readEmail } from './read-customer.ts';
import { MAX_COLUMNS, type TransferError } from './transfer-error.ts';

export interface TableHead {
  readonly headers: readonly string[];
  readonly hasHeader: boolean;
  /** Position of the header among the rows given; of the first data row without one. */
  readonly at: number;
}

// Some exports begin with a title, a date range or a note.
const MAX_PREAMBLE_ROWS = 30;
const MAX_HEADER_CHARS = 200;

/**
 * Finds the row that names the columns among a file's first rows.
 * @param rows as parsed, blank ones included
 */
export function findHead(rows: readonly (readonly string[])[]): Result<TableHead, TransferError> {
  const filled = rows.filter((cells) => !isBlankRow(cells));
  if (filled.length === 0) return err({ type: 'empty' });
  const widest = filled.reduce((most, cells) => Math.max(most, lastFilled(cells) + 1), 0);
  if (widest > MAX_COLUMNS) return err({ type: 'too-many-columns', columns: widest, limit: MAX_COLUMNS });
  const usual = commonWidth(filled);
  const usualFilled = median(filled.map(countFilled));
  const at = rows.slice(0, MAX_PREAMBLE_ROWS).findIndex((cells) => {
    const count = countFilled(cells);
    return count > 0 && cells.length >= Math.min(usual, 2) && count >= Math.max(1, usualFilled * 0.6);
  });
  const first = Math.max(at, rows.findIndex((cells) => !isBlankRow(cells)) * (at < 0 ? 1 : 0));
  const cells = rows[first] ?? [];
  const names = cells.map(headerText);
  // Prose has no columns; its first line is no name of one.
  if (names.every((name) => name.length > MAX_HEADER_CHARS || name === '')) {
    return err({ type: 'not-a-table', looksLike: 'text' });
  }
  const hasHeader = !looksLikeData(cells);
  const width = Math.max(lastFilled(cells) + 1, hasHeader ? 0 : widest);
  const headers = Array.from({ length: width }, (_, column) => (hasHeader ? (names[column] ?? '') : ''));
  return ok({ headers: distinct(headers), hasHeader, at: first });
}

const countFilled = (cells: readonly string[]) => cells.reduce((sum, cell) => sum + (isBlank(cell.trim()) ? 0 : 1), 0);
const lastFilled = (cells: readonly string[]) => {
  let at = cells.length - 1;
  while (at >= 0 && (cells[at] ?? '').trim() === '') at--;
  return at;
};

function median(counts: readonly number[]): number {
  const sorted = [...counts].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

const headerText = (cell: string) =>
  cleanText(cell)
    .replace(/\s+/g, ' ')
    .slice(0, MAX_HEADER_CHARS * 2);

// Names of columns hold no addresses, and are not mostly numbers and dates.
function looksLikeData(cells: readonly string[]): boolean {
  const texts = cells.map(cleanText).filter((text) => !isBlank(text));
  if (texts.some((text) => text.includes('@') && readEmail(text) !== undefined)) return true;
  const values = texts.filter((text) => /^[-+¥$€]?[\d.,:/\-\s年月日]+$/.test(text) && /\d/.test(text));
  return values.length * 2 > texts.length;
}

/** Every name once: a second one of the same name is numbered, one without a name is called by its letter. */
function distinct(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name, at) => {
    const base = name === '' ? columnLetter(at) : name;
    let unique = base;
    for (let count = 2; taken.has(headerKey(unique)) && taken.has(unique); count++) unique = `${base} (${count})`;
    taken.add(unique).add(headerKey(unique));
    return unique;
  });
}

/** 0 → A, 26 → AA, as a spreadsheet names its columns. */
export function columnLetter(at: number): string {
  const letter = String.fromCharCode(65 + (at % 26));
  return at < 26 ? letter : columnLetter(Math.floor(at / 26) - 1) + letter;
}
