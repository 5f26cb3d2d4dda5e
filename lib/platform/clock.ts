import type { EpochMs } from '../domain/time.ts';

/** The wall clock, epoch milliseconds. */
export const now = (): EpochMs => Date.now();

/** Runs once after so many milliseconds; the answer takes it back. */
export function after(delayMs: number, run: () => void): () => void {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
}
