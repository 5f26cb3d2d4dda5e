import type { Clock } from '../../lib/view/clock.ts';
import { NOW } from './sample-file.ts';

export interface ManualClock extends Clock {
  /** Moves the time and runs what falls due, in order. */
  advance(byMs: number): void;
}

/** A clock that stands still until told. */
export function createManualClock(start = NOW): ManualClock {
  let at = start;
  const timers = new Set<{ due: number; run: () => void }>();
  return {
    now: () => at,
    after: (delayMs, run) => {
      const timer = { due: at + delayMs, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance: (byMs) => {
      const until = at + byMs;
      for (;;) {
        const [next] = [...timers].filter((timer) => timer.due <= until).sort((a, b) => a.due - b.due);
        if (!next) break;
        timers.delete(next);
        at = next.due;
        next.run();
      }
      at = until;
    },
  };
}

/** Lets every answer that is already on its way arrive. */
export const arrived = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
