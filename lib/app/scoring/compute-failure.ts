import { err, type Result } from '../../domain/result.ts';
import { ComputeEnd } from '../../messaging/compute-work.ts';
import type { Failure } from '../../messaging/contract.ts';

/** What whoever asked is told of an end without an answer. */
export const FAILURE_OF = {
  failed: 'storage-failed',
  cancelled: 'cancelled',
  lost: 'disconnected',
} as const satisfies Record<ComputeEnd['reason'], Failure['type']>;

/** An answer that needs the worker; where that came to an end without one, the failure that says so. */
export async function unlessEnded<T>(work: () => Promise<Result<T, Failure>>): Promise<Result<T, Failure>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ComputeEnd) return err<Failure>({ type: FAILURE_OF[error.reason] });
    throw error;
  }
}
