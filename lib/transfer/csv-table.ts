import { err, ok, type Result } from '../domain/result.ts';
import { readSlice, slices } from './byte-source.ts';
import { createCsvParser, type Delimiter, detectDelimiter, isBlankRow } from './csv-parser.ts';
import type { Encoding, FoundEncoding } from './encoding.ts';
import type { Batch, OpenTable } from './open-table.ts';
import { findHead } from './table-head.ts';
import type { TransferError } from './transfer-error.ts';

const HEAD_BYTES = 1 << 18;
const MAX_SAMPLE_ROWS = 200;

export interface CsvOptions {
  readonly delimiter?: Delimiter | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Opens a table of text with delimiters, in the encoding found. */
export async function openCsv(
  file: Blob,
  found: FoundEncoding,
  { delimiter: wanted, signal }: CsvOptions,
): Promise<Result<OpenTable, TransferError>> {
  const head = await readSlice(file, 0, Math.min(HEAD_BYTES, file.size), 'unreadable');
  if (!head.ok) return head;
  if (signal?.aborted) return err({ type: 'cancelled' });
  const isWhole = head.value.length === file.size;
  const text = new TextDecoder(found.encoding).decode(head.value, { stream: !isWhole });
  const newline = /\n/.test(text) || !/\r/.test(text) ? '\n' : '\r';
  // Excel's own hint, a line of its own.
  const hint = /^sep=(.)\r?\n/i.exec(text);
  const lines = isWhole ? text : text.slice(0, text.lastIndexOf(newline) + 1) || text;
  const hinted = ([',', ';', '\t', '|'] as const).find((one) => one === hint?.[1]);
  const delimiter = wanted ?? hinted ?? detectDelimiter(lines.slice(hint?.[0].length ?? 0), newline);
  const parser = createCsvParser(delimiter, newline);
  const rows = parser.push(text, isWhole);
  if (parser.fault || (rows.length === 0 && !isWhole)) return err({ type: 'unclosed-quote', line: 1 });
  if (hint && rows[0]) rows[0] = [];
  const table = findHead(rows);
  if (!table.ok) return table;
  const { headers, hasHeader, at } = table.value;
  const sampleRows: string[][] = [];
  const sampleLines: number[] = [];
  for (let line = at + (hasHeader ? 1 : 0); line < rows.length && sampleRows.length < MAX_SAMPLE_ROWS; line++) {
    const cells = rows[line] ?? [];
    if (isBlankRow(cells)) continue;
    sampleRows.push(cells);
    sampleLines.push(line + 1);
  }
  if (sampleRows.length === 0 && isWhole) return err({ type: 'header-only', headers });
  const plan = { file, encoding: found.encoding, delimiter, newline, firstLine: at + (hasHeader ? 2 : 1) } as const;
  return ok({
    kind: 'table',
    format: 'csv',
    headers,
    hasHeader,
    headerLine: at + 1,
    sampleRows,
    sampleLines,
    encoding: found.encoding,
    isEncodingSure: found.sure,
    delimiter,
    sizeBytes: file.size,
    batches: (signal) => csvBatches(plan, signal),
  });
}

interface Plan {
  readonly file: Blob;
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  readonly newline: '\n' | '\r';
  /** Line of the first row of data. */
  readonly firstLine: number;
}

async function* csvBatches(plan: Plan, signal?: AbortSignal): AsyncGenerator<Result<Batch, TransferError>, void> {
  const decoder = new TextDecoder(plan.encoding);
  const parser = createCsvParser(plan.delimiter, plan.newline);
  let line = 0;
  let bytesRead = 0;
  // A file cut off in the middle of a row ends in one that is shorter than every other, without a line break.
  let width = 0;
  let isEven = true;
  let endsInBreak = true;
  for await (const slice of slices(plan.file, { signal })) {
    if (!slice.ok) return yield slice;
    bytesRead += slice.value.length;
    const isLast = bytesRead >= plan.file.size;
    const text = decoder.decode(slice.value, { stream: !isLast });
    endsInBreak = text.endsWith(plan.newline);
    const parsed = parser.push(text, isLast);
    if (parser.fault) return yield err({ type: 'unclosed-quote', line: line + parsed.length + 1 });
    if (parser.endsInQuotes) parsed.pop();
    const rows: string[][] = [];
    const lines: number[] = [];
    let cut = false;
    for (const [index, cells] of parsed.entries()) {
      line++;
      if (line < plan.firstLine || isBlankRow(cells)) continue;
      if (
        isLast &&
        !endsInBreak &&
        index === parsed.length - 1 &&
        isEven &&
        lines.length + width > 0 &&
        cells.length < width
      ) {
        cut = true;
        break;
      }
      if (width === 0) width = cells.length;
      else if (cells.length !== width) isEven = false;
      rows.push(cells);
      lines.push(line);
    }
    yield ok({ rows, lines, bytesRead });
    if (cut) return yield err({ type: 'truncated', line });
    if (parser.endsInQuotes) return yield err({ type: 'truncated', line: line + 1 });
  }
}
