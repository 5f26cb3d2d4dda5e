import { type ReadonlySignal, signal } from '@preact/signals';
import type { Selection } from '../domain/filter.ts';
import type { ActionId } from '../domain/ids.ts';
import type { Background } from '../messaging/background.ts';
import type { BulkChange, Failure, ReplyOf } from '../messaging/contract.ts';

export type BulkPreview = ReplyOf<'bulk.preview'>;

/** A change to many customers: what it would do, how far it is, the way out. */
export interface BulkStore {
  /** Of the change asked about last; absent while it is counted. */
  readonly preview: ReadonlySignal<BulkPreview | undefined>;
  readonly running: ReadonlySignal<{ readonly done: number; readonly total: number } | undefined>;
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
export function createBulkStore(background: Background, stop: AbortSignal): BulkStore {
  const preview = signal<BulkPreview | undefined>(undefined);
  const running = signal<{ done: number; total: number } | undefined>(undefined);
  const failure = signal<Failure | undefined>(undefined);
  let asked = 0;
  let current: ActionId | undefined;

  background.subscribe((push) => {
    if (push.event === 'bulk' && push.actionId === current) running.value = { done: push.done, total: push.total };
  }, stop);

  return {
    preview,
    running,
    failure,
    async look(of, change) {
      asked += 1;
      const question = asked;
      preview.value = undefined;
      failure.value = undefined;
      if (!change) return;
      const answer = await background.call('bulk.preview', { of, change });
      if (question !== asked) return;
      if (answer.ok) preview.value = answer.value;
      else failure.value = answer.error;
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
      const mark = preview.peek()?.mark;
      const actionId = background.newActionId();
      current = actionId;
      failure.value = undefined;
      running.value = { done: 0, total: 0 };
      const answer = await background.call('bulk.run', {
        actionId,
        of,
        change,
        ...(mark === undefined ? {} : { mark }),
      });
      const isCancelled = current !== actionId;
      if (!isCancelled) {
        current = undefined;
        running.value = undefined;
      }
      if (answer.ok) return answer.value.isOther ? 'other' : answer.value;
      // What was all but done when it was cancelled has been done, and is told so.
      if (isCancelled) return 'cancelled';
      failure.value = answer.error;
      return undefined;
    },
    cancel: () => {
      asked += 1;
      void background.call('bulk.cancel', current === undefined ? {} : { actionId: current });
      current = undefined;
      running.value = undefined;
    },
  };
}
