import type { Result } from '../domain/result.ts';
import type { Delimiter } from './csv-parser.ts';
import type { Encoding } from './encoding.ts';
import type { TransferError } from './transfer-error.ts';

/** Some rows of a table as they come, blank ones left out. */
export interface Batch {
  readonly rows: readonly (readonly string[])[];
  /** The line of each row, 1-based as a spreadsheet counts them. */
  readonly lines: readonly number[];
  /** Of the file, so far: for progress. */
  readonly bytesRead: number;
}

/** A table found in a file: its columns are known, its rows are read when asked for. */
export interface OpenTable {
  readonly kind: 'table';
  readonly format: 'csv' | 'xlsx';
  /** The names of the columns, each one once; letters where the file gives none. */
  readonly headers: readonly string[];
  /** False when the first row is data and the headers are letters. */
  readonly hasHeader: boolean;
  /** Line of the header, or of the first row without one. */
  readonly headerLine: number;
  /** The first rows under the header, for a preview and for guessing. */
  readonly sampleRows: readonly (readonly string[])[];
  readonly sampleLines: readonly number[];
  readonly encoding?: Encoding;
  /** False when the bytes do not tell the encoding for sure. */
  readonly isEncodingSure?: boolean;
  readonly delimiter?: Delimiter;
  /** Of a workbook: its visible sheets, and the one this is. */
  readonly sheets?: readonly string[];
  readonly sheet?: string;
  readonly sizeBytes: number;
  /**
   * All rows, from the first, in batches; the whole file is never in memory. Ends after a failure, and with the failure
   * `cancelled` when the signal is aborted. May be called again.
   */
  batches(signal?: AbortSignal): AsyncIterable<Result<Batch, TransferError>>;
}
