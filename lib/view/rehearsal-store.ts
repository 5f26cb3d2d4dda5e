import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { Rehearsal } from '../domain/rules-outcome.ts';
import type { RuleSet } from '../domain/score.ts';
import type { Background } from '../messaging/background.ts';
import type { Failure } from '../messaging/contract.ts';

/** Rules tried on the shop's own past: how far that is, what came out, the way out. */
export interface RehearsalStore {
  /** What came out last, with the rules it was of. */
  readonly result: ReadonlySignal<{ readonly rehearsal: Rehearsal; readonly rules: RuleSet } | undefined>;
  /** Absent while nothing runs; 0 of 0 until something has been heard. */
  readonly running: ReadonlySignal<{ readonly done: number; readonly total: number } | undefined>;
  readonly failure: ReadonlySignal<Failure | undefined>;
  run(rules: RuleSet): Promise<'done' | 'cancelled' | 'failed'>;
  cancel(): void;
}

/** Makes the store; it hears of progress until the signal aborts. */
export function createRehearsalStore(background: Background, stop: AbortSignal): RehearsalStore {
  const result = signal<{ rehearsal: Rehearsal; rules: RuleSet } | undefined>(undefined);
  const running = signal<{ done: number; total: number } | undefined>(undefined);
  const failure = signal<Failure | undefined>(undefined);
  let asked = 0;
  background.subscribe((push) => {
    if (push.event === 'scoring' && push.phase === 'rehearsing' && running.peek())
      running.value = { done: push.done, total: push.total };
  }, stop);
  return {
    result,
    running,
    failure,
    async run(rules) {
      asked += 1;
      const question = asked;
      batch(() => {
        failure.value = undefined;
        running.value = { done: 0, total: 0 };
      });
      const answer = await background.call('score.rehearse', { rules });
      if (question !== asked) return 'cancelled';
      batch(() => {
        running.value = undefined;
        if (answer.ok) result.value = { rehearsal: JSON.parse(answer.value) as Rehearsal, rules };
        else failure.value = answer.error;
      });
      return answer.ok ? 'done' : 'failed';
    },
    cancel() {
      if (!running.peek()) return;
      asked += 1;
      running.value = undefined;
      void background.call('score.cancel', { what: 'rehearse' });
    },
  };
}
