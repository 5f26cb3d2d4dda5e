import type { EpochMs } from '../domain/time.ts';

/** The wall clock, epoch milliseconds. */
export const now = (): EpochMs => Date.now();
