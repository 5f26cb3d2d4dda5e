import type { EpochMs } from '../domain/time.ts';
import type { Clock } from './clock.ts';

/** How far long work is, how fast it goes and when it will be done. */
export interface Measure {
  /** 0 to 1; absent when nobody can say. */
  readonly share?: number | undefined;
  readonly perSecond?: number | undefined;
  readonly secondsLeft?: number | undefined;
}

export interface Meter {
  begin(): void;
  /**
   * Absent where the last is too fresh to be drawn anew.
   * @param counted what the rate is of, where that is not what the share is of
   */
  measure(
    done: number,
    total: number,
    counted?: (share: number | undefined) => number | undefined,
  ): Measure | undefined;
}

/** Not drawn more often than one can see. */
const SHOWN_EVERY_MS = 80;
/** A rate is said when it rests on this much time. */
const LEAST_MS = 1000;

export function createMeter(clock: Pick<Clock, 'now'>): Meter {
  let since: EpochMs = 0;
  let shownAt: EpochMs = 0;
  return {
    begin() {
      since = clock.now();
      shownAt = 0;
    },
    measure(done, total, counted = () => done) {
      const now = clock.now();
      const share = total > 0 ? Math.min(1, done / total) : undefined;
      if (share !== 1 && now - shownAt < SHOWN_EVERY_MS) return undefined;
      shownAt = now;
      const elapsedMs = now - since;
      if (elapsedMs < LEAST_MS) return { share };
      const count = counted(share);
      return {
        share,
        perSecond: count === undefined ? undefined : Math.round((count * 1000) / elapsedMs),
        secondsLeft: share ? Math.ceil(((elapsedMs / share) * (1 - share)) / 1000) : undefined,
      };
    },
  };
}
