import type { EpochMs } from '../domain/time.ts';

/** The time, handed in, so that stores can be run by a test's own clock. */
export interface Clock {
  now(): EpochMs;
  /** Runs once after so many milliseconds; the answer takes it back. */
  after(delayMs: number, run: () => void): () => void;
}
