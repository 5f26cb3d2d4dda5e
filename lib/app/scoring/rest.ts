import type { EpochMs } from '../../domain/time.ts';

const REST_FIRST_MS = 2500;
const REST_MOST_MS = 600_000;

/** What has failed is left alone for a while, twice as long after each more. */
export interface Rest {
  isResting(): boolean;
  /** Milliseconds until its end. */
  left(): number;
  failed(): void;
  worked(): void;
  /** Something is different now: it is tried again. */
  end(): void;
}

export function createRest(now: () => EpochMs): Rest {
  let failures = 0;
  let until = 0;
  return {
    isResting: () => now() < until,
    left: () => Math.max(0, until - now()),
    failed() {
      failures += 1;
      until = now() + Math.min(REST_MOST_MS, REST_FIRST_MS * 2 ** failures);
    },
    worked() {
      failures = 0;
    },
    end() {
      until = 0;
    },
  };
}
