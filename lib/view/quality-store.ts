import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { EpochMs } from '../domain/time.ts';
import type { Background } from '../messaging/background.ts';
import type { Failure, ReplyOf } from '../messaging/contract.ts';
import type { Clock } from './clock.ts';
import { createSlowSignal } from './profile-store.ts';

export type QualityReport = ReplyOf<'quality.report'>;

/** The data-quality report as it was counted last. */
export interface QualityStore {
  readonly report: ReadonlySignal<{ readonly report: QualityReport; readonly at: EpochMs } | undefined>;
  readonly failure: ReadonlySignal<Failure | undefined>;
  readonly isCounting: ReadonlySignal<boolean>;
  /** It has been counted long enough to say so. */
  readonly slow: ReadonlySignal<boolean>;
  count(): Promise<void>;
}

/** Makes the store; nothing is counted before it is asked for. */
export function createQualityStore(background: Background, clock: Clock, stop: AbortSignal): QualityStore {
  const report = signal<{ report: QualityReport; at: EpochMs } | undefined>(undefined);
  const failure = signal<Failure | undefined>(undefined);
  const isCounting = signal(false);
  return {
    report,
    failure,
    isCounting,
    slow: createSlowSignal(
      computed(() => isCounting.value),
      clock,
      stop,
    ),
    async count() {
      if (isCounting.peek()) return;
      isCounting.value = true;
      const answer = await background.call('quality.report', {});
      batch(() => {
        isCounting.value = false;
        failure.value = answer.ok ? undefined : answer.error;
        if (answer.ok) report.value = { report: answer.value, at: clock.now() };
      });
    },
  };
}
