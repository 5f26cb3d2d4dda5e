import { type OpenOptions, openFile } from '../../lib/transfer/open-file.ts';
import type { OpenTable } from '../../lib/transfer/open-table.ts';
import type { TransferError } from '../../lib/transfer/transfer-error.ts';

/** Opens what must be a table. */
export async function openTable(part: BlobPart | Blob, options?: OpenOptions): Promise<OpenTable> {
  const opened = await openFile(part instanceof Blob ? part : new Blob([part]), options);
  if (!opened.ok) throw new Error(`not opened: ${JSON.stringify(opened.error)}`);
  if (opened.value.kind !== 'table') throw new Error(`opened as ${opened.value.kind}`);
  return opened.value;
}

export interface ReadTable {
  readonly rows: readonly (readonly string[])[];
  readonly lines: readonly number[];
  readonly error: TransferError | undefined;
}

/** All rows of a table, and the failure it ended with, if it did. */
export async function readAll(table: OpenTable, signal?: AbortSignal): Promise<ReadTable> {
  const rows: (readonly string[])[] = [];
  const lines: number[] = [];
  for await (const batch of table.batches(signal)) {
    if (!batch.ok) return { rows, lines, error: batch.error };
    rows.push(...batch.value.rows);
    lines.push(...batch.value.lines);
  }
  return { rows, lines, error: undefined };
}
