import { err, ok, type Result } from '../domain/result.ts';
import type { TransferError } from './transfer-error.ts';

const SLICE_BYTES = 1 << 20;

/** One slice of a blob, or why there is none. `changed` is what a failure means: a blob once read whole may have changed since. */
export async function readSlice(
  blob: Blob,
  start: number,
  end: number,
  failure: 'unreadable' | 'changed-while-read',
): Promise<Result<Uint8Array<ArrayBuffer>, TransferError>> {
  try {
    const bytes = new Uint8Array(await blob.slice(start, end).arrayBuffer());
    // A file that was cut meanwhile gives less than its size said.
    return bytes.length === end - start ? ok(bytes) : err({ type: 'changed-while-read' });
  } catch {
    return err({ type: failure });
  }
}

/**
 * The bytes from `start` to `end` in slices of 1 MB, the next one being read while the last is worked on.
 * Ends after the first failure; an aborted signal is the failure `cancelled`.
 */
export async function* slices(
  blob: Blob,
  { start = 0, end = blob.size, signal }: { start?: number; end?: number; signal?: AbortSignal | undefined } = {},
): AsyncGenerator<Result<Uint8Array<ArrayBuffer>, TransferError>, void, undefined> {
  const read = (from: number) => readSlice(blob, from, Math.min(from + SLICE_BYTES, end), 'changed-while-read');
  let ahead = start < end ? read(start) : undefined;
  for (let at = start; ahead; at += SLICE_BYTES) {
    const slice = await ahead;
    if (signal?.aborted) return yield err({ type: 'cancelled' });
    ahead = slice.ok && at + SLICE_BYTES < end ? read(at + SLICE_BYTES) : undefined;
    yield slice;
  }
}
