import { DAY_MS, type EpochMs } from '../../lib/domain/time.ts';

/** The day the samples are told on. */
export const NOW: EpochMs = Date.UTC(2026, 10, 20, 8, 30);
export const daysAgo = (days: number): EpochMs => NOW - days * DAY_MS;
