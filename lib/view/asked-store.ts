import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Result } from '../domain/result.ts';
import type { EpochMs } from '../domain/time.ts';
import type { Background } from '../messaging/background.ts';
import type { Failure } from '../messaging/contract.ts';
import type { ScoringProgress } from '../messaging/score-work.ts';
import type { Clock } from './clock.ts';
import { createSlowSignal } from './profile-store.ts';

/** Something worked out from the whole file: as it was last, and how far the next one is. */
export interface AskedStore<T> {
  readonly answer: ReadonlySignal<{ readonly value: T; readonly at: EpochMs } | undefined>;
  readonly failure: ReadonlySignal<Failure | undefined>;
  readonly isBusy: ReadonlySignal<boolean>;
  /** It takes long enough to say so. */
  readonly slow: ReadonlySignal<boolean>;
  readonly progress: ReadonlySignal<ScoringProgress | undefined>;
  /** The person broke it off. */
  readonly isStopped: ReadonlySignal<boolean>;
  /** Records have changed since the answer. */
  readonly isStale: ReadonlySignal<boolean>;
  load(): Promise<void>;
  stop(): void;
  /** Asks, and asks anew whenever records have changed and come to rest. Gives what ends it. */
  watch(): () => void;
}

/** How long records have to be at rest before everything is worked out anew. */
const REST_MS = 1500;
// Notes and drafts change no number.
const WITHOUT_NUMBERS = ['notes', 'drafts', 'offers'];

/** Makes the store; nothing is asked before `load` or `watch`. */
export function createAskedStore<T>(
  { background, clock, stop }: { background: Background; clock: Clock; stop: AbortSignal },
  ask: () => Promise<Result<T, Failure>>,
  /** Whether an answer may be another after a change to a table. */
  isAbout: (table: string) => boolean = (table) => !WITHOUT_NUMBERS.includes(table),
): AskedStore<T> {
  const answer = signal<{ value: T; at: EpochMs } | undefined>(undefined);
  const failure = signal<Failure | undefined>(undefined);
  const isBusy = signal(false);
  const progress = signal<ScoringProgress | undefined>(undefined);
  const isStopped = signal(false);
  const isStale = signal(false);
  let asked = 0;
  let watchers = 0;
  let endRest = () => {};

  const load = async () => {
    if (isBusy.peek()) return;
    asked += 1;
    const turn = asked;
    endRest();
    batch(() => {
      isBusy.value = true;
      isStopped.value = false;
      // What changes from here on may or may not be in the answer.
      isStale.value = false;
    });
    const reply = await ask();
    if (turn !== asked) return;
    batch(() => {
      isBusy.value = false;
      progress.value = undefined;
      failure.value = reply.ok ? undefined : reply.error;
      if (reply.ok) answer.value = { value: reply.value, at: clock.now() };
    });
    if (isStale.peek()) rest();
  };

  const rest = () => {
    endRest();
    if (watchers > 0) endRest = clock.after(REST_MS, () => void load());
  };

  background.subscribe((push) => {
    if (push.event === 'scoring' && isBusy.peek()) {
      const { phase, done, total } = push;
      progress.value = { phase, done, total };
    }
    if (push.event !== 'changed' || !push.tables.some(isAbout)) return;
    isStale.value = answer.peek() !== undefined || isBusy.peek();
    if (!isBusy.peek() && isStale.peek()) rest();
  }, stop);
  stop.addEventListener('abort', () => endRest(), { once: true });

  return {
    ...{ answer, failure, isBusy, progress, isStopped, isStale, load },
    slow: createSlowSignal(
      computed(() => isBusy.value),
      clock,
      stop,
    ),
    stop() {
      if (!isBusy.peek()) return;
      asked += 1;
      batch(() => {
        isBusy.value = false;
        progress.value = undefined;
        isStopped.value = true;
      });
      void background.call('score.cancel', {});
    },
    watch() {
      watchers += 1;
      void load();
      return () => {
        watchers -= 1;
        if (watchers === 0) endRest();
      };
    },
  };
}
