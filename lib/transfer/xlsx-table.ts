import { err, ok, type Result } from '../domain/result.ts';
import { isBlankRow } from './csv-parser.ts';
import type { Batch, OpenTable } from './open-table.ts';
import { findHead } from './table-head.ts';
import type { TransferError } from './transfer-error.ts';
import { readStrings, readWorkbook } from './xlsx-parts.ts';
import { readSheet, type SheetPlan, type SheetRow } from './xlsx-sheet.ts';
import { openZip, type Zip } from './zip.ts';

const MAX_SAMPLE_ROWS = 200;

export interface XlsxOptions {
  /** Name of the sheet; without it the first visible one that has anything in it. */
  readonly sheet?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Opens a sheet of a workbook. */
export async function openXlsx(
  file: Blob,
  { sheet: wanted, signal }: XlsxOptions,
): Promise<Result<OpenTable, TransferError>> {
  const zip = await openZip(file);
  if (!zip.ok) return zip;
  const workbook = await readWorkbook(zip.value);
  if (!workbook.ok) return workbook;
  if (!workbook.value) return err({ type: 'not-a-table', looksLike: 'archive' });
  const { stringsPart, isDateStyle, is1904 } = workbook.value;
  const visible = workbook.value.sheets.filter(({ isHidden }) => !isHidden);
  const sheets = visible.map(({ name }) => name);
  const candidates = wanted === undefined ? visible : workbook.value.sheets.filter(({ name }) => name === wanted);
  if (candidates.length === 0) return err({ type: 'no-such-sheet', sheets });
  const strings = stringsPart === undefined ? ok([]) : await readStrings(zip.value, stringsPart, signal);
  if (!strings.ok) return strings;

  let failure: TransferError = { type: 'empty' };
  for (const { name, part } of candidates) {
    const plan: SheetPlan = { part, strings: strings.value, isDateStyle, is1904 };
    const first = await firstRows(zip.value, plan, signal);
    if (!first.ok) return first;
    const { rows, isWhole } = first.value;
    const table = findHead(rows.map(({ cells }) => cells));
    if (!table.ok) {
      if (table.error.type !== 'empty') return table;
      continue;
    }
    const { headers, hasHeader, at } = table.value;
    const headerLine = rows[at]?.line ?? 1;
    const sample = rows.slice(at + (hasHeader ? 1 : 0)).filter(({ cells }) => !isBlankRow(cells));
    if (sample.length === 0 && isWhole) {
      failure = { type: 'header-only', headers };
      continue;
    }
    const firstLine = headerLine + (hasHeader ? 1 : 0);
    return ok({
      kind: 'table',
      format: 'xlsx',
      headers,
      hasHeader,
      headerLine,
      sampleRows: sample.slice(0, MAX_SAMPLE_ROWS).map(({ cells }) => cells),
      sampleLines: sample.slice(0, MAX_SAMPLE_ROWS).map(({ line }) => line),
      sheets,
      sheet: name,
      sizeBytes: file.size,
      batches: (signal) => sheetBatches(zip.value, plan, firstLine, signal),
    });
  }
  return err(failure);
}

async function firstRows(
  zip: Zip,
  plan: SheetPlan,
  signal: AbortSignal | undefined,
): Promise<Result<{ rows: SheetRow[]; isWhole: boolean }, TransferError>> {
  const rows: SheetRow[] = [];
  for await (const piece of readSheet(zip, plan, signal)) {
    if (!piece.ok) return piece;
    rows.push(...piece.value.rows);
    if (rows.length > MAX_SAMPLE_ROWS * 2) return ok({ rows, isWhole: false });
  }
  return ok({ rows, isWhole: true });
}

async function* sheetBatches(
  zip: Zip,
  plan: SheetPlan,
  firstLine: number,
  signal?: AbortSignal,
): AsyncGenerator<Result<Batch, TransferError>, void> {
  for await (const piece of readSheet(zip, plan, signal)) {
    if (!piece.ok) return yield piece;
    const rows: string[][] = [];
    const lines: number[] = [];
    for (const { line, cells } of piece.value.rows) {
      if (line < firstLine || isBlankRow(cells)) continue;
      rows.push(cells);
      lines.push(line);
    }
    yield ok({ rows, lines, bytesRead: piece.value.packedBytes });
  }
}
