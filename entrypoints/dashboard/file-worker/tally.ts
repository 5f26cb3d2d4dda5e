import type { ReadTotals } from '../../../lib/messaging/file-work.ts';
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
  const rejected: Partial<Record<Rejection, number>> = {};
  const problems: Partial<Record<Problem['type'], number>> = {};
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
        for (const { type } of row.problems) problems[type] = (problems[type] ?? 0) + 1;
        return true;
      }
      rejected[row.reason] = (rejected[row.reason] ?? 0) + 1;
      // Nobody misses a line of the exporter's own.
      if (row.reason === 'not-data' || rows.length >= MAX_KEPT_ROWS || keptChars > MAX_KEPT_CHARS) return false;
      keptChars += row.cells.reduce((sum, cell) => sum + cell.length, 0);
      rows.push(row);
      return false;
    },
    totals: (isTruncated) => ({
      taken,
      rejected: { ...rejected },
      problems: { ...problems },
      isTruncated,
      rejectedKept: rows.length,
    }),
  };
}
