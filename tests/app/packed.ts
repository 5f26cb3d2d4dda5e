import type { ImportRow } from '../../lib/transfer/import-row.ts';
import { createRowPacker } from '../../lib/transfer/packed-rows.ts';

/** Rows as the reader of files hands them over. */
export function packed(rows: readonly ImportRow[]): string {
  const packer = createRowPacker();
  for (const row of rows) packer.add(row);
  return packer.take();
}
