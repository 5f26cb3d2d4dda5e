import type { Signal } from '@preact/signals';
import type { Clock } from './clock.ts';
import { createMeter, type Measure } from './meter.ts';

/** What is being done: the file is read, compared with what is on file, or put there. */
export type Phase = 'reading' | 'comparing' | 'writing';

/** How far an import is; its rate is of rows. */
export interface Progress extends Measure {
  readonly phase: Phase;
  /** Rows of the file that are done with, as far as that is known. */
  readonly rows?: number | undefined;
}

export interface ProgressMeter {
  /** @param totals how many rows there are, where they have been counted */
  begin(phase: Phase, totals?: { readonly taken: number }): void;
  /** @param rows how many of the file's rows that is; without it their share of all */
  show(done: number, total: number, rows?: number): void;
}

/** Keeps a signal at how far an import is, with its rate and the time left. */
export function createProgress(progress: Signal<Progress | undefined>, clock: Clock): ProgressMeter {
  const meter = createMeter(clock);
  let phase: Phase = 'reading';
  let allRows: number | undefined;
  return {
    begin(next, totals) {
      phase = next;
      allRows = totals?.taken;
      meter.begin();
      progress.value = { phase, rows: totals?.taken };
    },
    show(done, total, rows) {
      const rowsAt = (share: number | undefined) =>
        rows ?? (share === undefined || allRows === undefined ? undefined : Math.round(share * allRows));
      const measure = meter.measure(done, total, rowsAt);
      if (measure) progress.value = { phase, ...measure, rows: rowsAt(measure.share) };
    },
  };
}
