import { err, ok, type Result } from '../../../lib/domain/result.ts';
import type { ReadBatch } from '../../../lib/messaging/file-work.ts';
import type { ImportRow, RejectedRow } from '../../../lib/transfer/import-row.ts';
import type { Interpreter } from '../../../lib/transfer/interpreter.ts';
import type { OpenTable } from '../../../lib/transfer/open-table.ts';
import { createRowPacker } from '../../../lib/transfer/packed-rows.ts';
import type { TransferError } from '../../../lib/transfer/transfer-error.ts';
import type { OpenContacts } from '../../../lib/transfer/vcard-contacts.ts';
import type { Tally } from './tally.ts';

/** Enough for the way to be worth it, small enough for the other end to stay awake to others. */
const MAX_ROWS = 500;
const MAX_CHARS = 400_000;

/**
 * The rows of a file in batches, packed, read as they are asked for. Ends after the batch with the totals or after an
 * error; a file that was cut off gives what it holds.
 */
export async function* batchesOf(
  file: OpenTable | OpenContacts,
  interpreter: Interpreter | undefined,
  tally: Tally,
): AsyncGenerator<Result<ReadBatch, TransferError>, undefined> {
  const { sizeBytes } = file;
  const packer = createRowPacker();
  let bytesRead = 0;
  let isTruncated = false;
  const batch = (isLast = false): Result<ReadBatch, TransferError> => {
    return ok({
      ...{ rows: packer.take(), rowsRead: tally.read, bytesRead, sizeBytes },
      ...(isLast ? { totals: tally.totals(isTruncated) } : {}),
    });
  };
  for await (const piece of rowsOf(file, interpreter)) {
    if (!piece.ok) {
      isTruncated = piece.error.type === 'truncated';
      if (isTruncated) break;
      yield err(piece.error);
      return undefined;
    }
    for (const row of piece.value.rows) {
      if (!tally.count(row)) continue;
      packer.add(row);
      if (packer.count >= MAX_ROWS || packer.chars >= MAX_CHARS) yield batch();
    }
    ({ bytesRead } = piece.value);
    // Nothing to take in is progress too.
    if (packer.count === 0) yield batch();
  }
  yield batch(true);
  return undefined;
}

interface Piece {
  readonly rows: Iterable<ImportRow | RejectedRow>;
  readonly bytesRead: number;
}

async function* rowsOf(
  file: OpenTable | OpenContacts,
  interpreter: Interpreter | undefined,
): AsyncGenerator<Result<Piece, TransferError>> {
  if (file.kind === 'contacts') {
    yield* file.people();
    return;
  }
  if (!interpreter) return;
  for await (const some of file.batches()) {
    if (!some.ok) {
      yield some;
      return;
    }
    const { rows, lines, bytesRead } = some.value;
    yield ok({ rows: interpreted(rows, lines, interpreter), bytesRead });
  }
}

function* interpreted(rows: readonly (readonly string[])[], lines: readonly number[], interpreter: Interpreter) {
  for (const [at, cells] of rows.entries()) yield interpreter.read(cells, lines[at] ?? 0);
}
