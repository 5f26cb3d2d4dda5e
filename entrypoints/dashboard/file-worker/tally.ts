import type { Counted, ReadTotals } from '../../../lib/messaging/file-work.ts';
import {
  type ImportRow,
  isRejected,
  type Problem,
  type RejectedRow,
  type Rejection,
} from '../../../lib/transfer/import-row.ts';

/** Rejected rows whose cells are kept; of more only the count. */
const MAX_KEPT_ROWS = 50_000;
const MAX_KEPT_CHARS = 32 << 20;
/** Rows that are named for each reason. */
const NAMED_ROWS = 4;

/** Counts what is read, and keeps the rows that were rejected. */
export interface Tally {
  /** Whether the row is taken in. */
  count(row: ImportRow | RejectedRow): row is ImportRow;
  readonly rows: readonly RejectedRow[];
  /** All rows counted. */
  readonly read: number;
  totals(isTruncated: boolean): ReadTotals;
}

export function createTally(): Tally {
  const rows: RejectedRow[] = [];
  const rejected = new Map<Rejection, Counting>();
  const problems = new Map<Problem['type'], Counting>();
  let taken = 0;
  let read = 0;
  let keptChars = 0;

  return {
    rows,
    get read() {
      return read;
    },
    count(row): row is ImportRow {
      read += 1;
      if (!isRejected(row)) {
        taken += 1;
        for (const { type } of row.problems) addTo(problems, type, row.row);
        return true;
      }
      addTo(rejected, row.reason, row.row);
      // Nobody misses a line of the exporter's own.
      if (row.reason === 'not-data' || rows.length >= MAX_KEPT_ROWS || keptChars > MAX_KEPT_CHARS) return false;
      keptChars += row.cells.reduce((sum, cell) => sum + cell.length, 0);
      rows.push(row);
      return false;
    },
    totals: (isTruncated) => ({
      taken,
      rejected: told(rejected),
      problems: told(problems),
      isTruncated,
      rejectedKept: rows.length,
    }),
  };
}

interface Counting extends Counted {
  count: number;
  rows: number;
  readonly first: number[];
  last: number;
}

function addTo<K>(counts: Map<K, Counting>, about: K, row: number): void {
  const known = counts.get(about);
  if (!known) {
    counts.set(about, { count: 1, rows: 1, first: [row], last: row });
    return;
  }
  known.count += 1;
  if (known.last === row) return;
  known.last = row;
  known.rows += 1;
  if (known.first.length < NAMED_ROWS) known.first.push(row);
}

const told = <K extends string>(counts: ReadonlyMap<K, Counting>): Partial<Record<K, Counted>> =>
  Object.fromEntries(
    Array.from(counts, ([about, { count, rows, first }]) => [about, { count, rows, first: [...first] }]),
  ) as unknown as Partial<Record<K, Counted>>;
