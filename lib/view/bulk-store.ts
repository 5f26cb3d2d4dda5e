import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Selection } from '../domain/filter.ts';
import type { ActionId } from '../domain/ids.ts';
import type { BulkChange, Failure, ReplyOf } from '../messaging/contract.ts';
import { createLongRun, type LongRunDeps, type Running } from './long-run.ts';

export type BulkPreview = ReplyOf<'bulk.preview'>;

/** A change to many customers: what it would do, how far it is, the way out. */
export interface BulkStore {
  /** Of the change asked about last; absent while it is counted. */
  readonly preview: ReadonlySignal<BulkPreview | undefined>;
  readonly running: ReadonlySignal<Running | undefined>;
  readonly failure: ReadonlySignal<Failure | undefined>;
  look(of: Selection, change: BulkChange | undefined): Promise<void>;
  /** More of those whom the change would change. */
  lookOn(of: Selection, change: BulkChange): Promise<void>;
  /**
   * Does it, to exactly those whom the preview told of. Cancelled, failed (then there is no answer), or because it would be
   * others by now, nothing was changed.
   */
  run(
    of: Selection,
    change: BulkChange,
  ): Promise<{ actionId: ActionId; changed: number } | 'cancelled' | 'other' | undefined>;
  cancel(): void;
}

/** Makes the store; it hears of progress until the signal aborts. */
export function createBulkStore(deps: LongRunDeps): BulkStore {
  const { background } = deps;
  const long = createLongRun(deps);
  const preview = signal<BulkPreview | undefined>(undefined);
  const lookFailure = signal<Failure | undefined>(undefined);
  let asked = 0;

  return {
    preview,
    running: long.running,
    failure: computed(() => long.failure.value ?? lookFailure.value),
    async look(of, change) {
      asked += 1;
      const question = asked;
      preview.value = undefined;
      lookFailure.value = undefined;
      long.forget();
      if (!change) return;
      const answer = await background.call('bulk.preview', { of, change });
      if (question !== asked) return;
      if (answer.ok) preview.value = answer.value;
      else lookFailure.value = answer.error;
    },
    async lookOn(of, change) {
      const before = preview.peek();
      const question = asked;
      if (!before) return;
      const answer = await background.call('bulk.preview', { of, change, from: before.people.length });
      if (question !== asked || !answer.ok) return;
      // Others by now: then what was shown is told anew.
      const isSame = answer.value.mark === before.mark;
      preview.value = isSame ? { ...before, people: [...before.people, ...answer.value.people] } : undefined;
      if (!isSame) await this.look(of, change);
    },
    async run(of, change) {
      asked += 1;
      lookFailure.value = undefined;
      const mark = preview.peek()?.mark;
      const answer = await long.run('bulk.run', { of, change, ...(mark === undefined ? {} : { mark }) });
      return typeof answer === 'object' && answer.isOther ? 'other' : answer;
    },
    cancel() {
      asked += 1;
      // Nobody waits any more for what is only counted.
      if (!long.running.peek()) void background.call('bulk.cancel', {});
      long.cancel();
    },
  };
}
