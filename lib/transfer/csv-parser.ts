import Papa from 'papaparse';

// In a dedicated worker papaparse installs itself as the worker's message handler when it is loaded, to serve its own
// worker mode, which is not used here. What arrives there is not meant for it.
if ('WorkerGlobalScope' in globalThis) Reflect.set(globalThis, 'onmessage', null);

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** More text than any record holds: past it, a quotation mark that nothing closes. */
const MAX_RECORD_CHARS = 4_000_000;

interface Parsed {
  readonly data: string[][];
  readonly errors: readonly { readonly code?: string }[];
  readonly meta: { readonly cursor: number };
}

/** Parses text in pieces that may end anywhere. Line breaks may be mixed, also within one file. */
export interface CsvParser {
  /** The records that are complete with this piece. @param isLast nothing follows: the rest is a record too */
  push(text: string, isLast: boolean): string[][];
  /** Why parsing cannot go on, if so. */
  readonly fault: 'unclosed-quote' | undefined;
  /** The last record had a quotation mark open where the text ended. */
  readonly endsInQuotes: boolean;
}

/** @param newline `\r` for files of old Macs, which have no other */
export function createCsvParser(delimiter: Delimiter, newline: '\n' | '\r' = '\n'): CsvParser {
  let rest = '';
  let fault: CsvParser['fault'];
  let endsInQuotes = false;
  return {
    push(text, isLast) {
      if (fault) return [];
      const input = rest + text;
      if (input === '') return [];
      const parsed: Parsed = new Papa.Parser({ delimiter, newline }).parse(input, 0, !isLast);
      rest = isLast ? '' : input.slice(parsed.meta.cursor);
      if (rest.length > MAX_RECORD_CHARS) fault = 'unclosed-quote';
      if (isLast) endsInQuotes = parsed.errors.some(({ code }) => code === 'MissingQuotes');
      for (const cells of parsed.data) dropReturn(cells);
      return parsed.data;
    },
    get fault() {
      return fault;
    },
    get endsInQuotes() {
      return endsInQuotes;
    },
  };
}

// With `\n` for the line break, that of Windows leaves its other half on the last cell.
function dropReturn(cells: string[]): void {
  const last = cells.length - 1;
  const text = cells[last];
  if (text !== undefined && text.charCodeAt(text.length - 1) === 0x0d) cells[last] = text.slice(0, -1);
}

export const isBlankRow = (cells: readonly string[]): boolean => {
  for (const cell of cells) if (cell !== '' && cell.trim() !== '') return false;
  return true;
};

const SAMPLE_ROWS = 100;

/**
 * The delimiter under which the sample falls into columns most evenly.
 * @param sample whole lines from the beginning of the file
 */
export function detectDelimiter(sample: string, newline: '\n' | '\r'): Delimiter {
  let best: Delimiter = ',';
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const rows = createCsvParser(delimiter, newline)
      .push(sample, true)
      .filter((cells) => !isBlankRow(cells))
      .slice(0, SAMPLE_ROWS);
    const width = commonWidth(rows);
    if (width < 2) continue;
    const even = rows.filter((cells) => cells.length === width).length / rows.length;
    // Every file has its columns in the line that names them, too.
    const named = rows
      .slice(0, 10)
      .some((cells) => cells.length === width && !cells.some((cell) => /^\d+$/.test(cell)));
    const score = even * (named ? 1 : 0.6) * Math.log2(1 + width);
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}

/** The number of cells most rows have; of several, the greatest. */
export function commonWidth(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  let width = 0;
  for (const [length, count] of counts) {
    const most = counts.get(width) ?? 0;
    if (count > most || (count === most && length > width)) width = length;
  }
  return width;
}
