import type { Signal } from '@preact/signals';
import type { EpochMs } from '../domain/time.ts';
import type { Clock } from './clock.ts';

/** What is being done: the file is read, compared with what is on file, or put there. */
export type Phase = 'reading' | 'comparing' | 'writing';

export interface Progress {
  readonly phase: Phase;
  /** 0 to 1; absent when nobody can say. */
  readonly share?: number | undefined;
  /** Rows of the file that are done with, as far as that is known. */
  readonly rows?: number | undefined;
  readonly rowsPerSecond?: number | undefined;
  readonly secondsLeft?: number | undefined;
}

export interface ProgressMeter {
  /** @param totals how many rows there are, where they have been counted */
  begin(phase: Phase, totals?: { readonly taken: number }): void;
  /** @param rows how many of the file's rows that is; without it their share of all */
  show(done: number, total: number, rows?: number): void;
}

/** Not drawn more often than one can see. */
const SHOWN_EVERY_MS = 80;
/** A rate is said when it rests on this much time. */
const LEAST_MS = 1000;

/** Keeps a signal at how far a long work is, with its rate and the time left. */
export function createProgress(progress: Signal<Progress | undefined>, clock: Clock): ProgressMeter {
  let phase: Phase = 'reading';
  let allRows: number | undefined;
  let since: EpochMs = 0;
  let shownAt: EpochMs = 0;
  return {
    begin(next, totals) {
      phase = next;
      allRows = totals?.taken;
      since = clock.now();
      shownAt = 0;
      progress.value = { phase, rows: totals?.taken };
    },
    show(done, total, rows) {
      const now = clock.now();
      const share = total > 0 ? Math.min(1, done / total) : undefined;
      if (share !== 1 && now - shownAt < SHOWN_EVERY_MS) return;
      shownAt = now;
      const handled = rows ?? (share === undefined || allRows === undefined ? undefined : Math.round(share * allRows));
      const elapsedMs = now - since;
      const isLong = elapsedMs >= LEAST_MS;
      progress.value = {
        ...{ phase, share, rows: handled },
        rowsPerSecond: isLong && handled !== undefined ? Math.round((handled * 1000) / elapsedMs) : undefined,
        secondsLeft:
          isLong && share !== undefined && share > 0
            ? Math.ceil(((elapsedMs / share) * (1 - share)) / 1000)
            : undefined,
      };
    },
  };
}
