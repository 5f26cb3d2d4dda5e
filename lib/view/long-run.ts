import { type ReadonlySignal, signal } from '@preact/signals';
import type { ActionId } from '../domain/ids.ts';
import type { Result } from '../domain/result.ts';
import type { Background } from '../messaging/background.ts';
import type { Failure, ReplyOf, RequestOf } from '../messaging/contract.ts';
import type { Clock } from './clock.ts';
import { createMeter, type Measure } from './meter.ts';
import type { Unfinished } from './unfinished.ts';

/** The actions that tell how far they are, and can be broken off. */
type LongMethod = 'bulk.run' | 'merges.join';

export interface Running extends Measure {
  readonly done: number;
  readonly total: number;
}

/** What a long run needs. */
export type LongRunDeps = Parameters<typeof createLongRun>[0];

/** One long action at a time: how far it is, and the way out. */
export interface LongRun {
  readonly running: ReadonlySignal<Running | undefined>;
  readonly failure: ReadonlySignal<Failure | undefined>;
  /** Does it. Failed or cancelled (then there is no answer), nothing was changed. */
  run<M extends LongMethod>(
    method: M,
    request: Omit<RequestOf<M>, 'actionId'>,
  ): Promise<ReplyOf<M> | 'cancelled' | undefined>;
  /** Breaks it off; what was all but done is done, and is told so. */
  cancel(): void;
  /** What went wrong is no longer of interest. */
  forget(): void;
}

/** Makes one; it hears of progress until the signal aborts. */
export function createLongRun({
  background,
  clock,
  unfinished,
  stop,
}: {
  readonly background: Background;
  readonly clock: Clock;
  readonly unfinished: Unfinished;
  readonly stop: AbortSignal;
}): LongRun {
  const running = signal<Running | undefined>(undefined);
  const failure = signal<Failure | undefined>(undefined);
  const meter = createMeter(clock);
  let current: ActionId | undefined;
  background.subscribe((push) => {
    if (push.event !== 'bulk' || push.actionId !== current) return;
    const { done, total } = push;
    const measure = meter.measure(done, total);
    if (measure) running.value = { done, total, ...measure };
  }, stop);
  return {
    running,
    failure,
    async run(method, request) {
      const actionId = background.newActionId();
      current = actionId;
      failure.value = undefined;
      meter.begin();
      running.value = { done: 0, total: 0 };
      const kind = method === 'merges.join' ? 'merge' : 'bulk';
      const answer: Result<ReplyOf<typeof method>, Failure> = await unfinished.during({ actionId, kind }, () =>
        background.call(method, { ...request, actionId } as RequestOf<typeof method>),
      );
      const isCancelled = current !== actionId;
      if (!isCancelled) {
        current = undefined;
        running.value = undefined;
      }
      if (answer.ok) return answer.value;
      if (isCancelled || answer.error.type === 'cancelled') return 'cancelled';
      failure.value = answer.error;
      return undefined;
    },
    cancel() {
      if (current !== undefined) void background.call('bulk.cancel', { actionId: current });
      current = undefined;
      running.value = undefined;
    },
    forget() {
      failure.value = undefined;
    },
  };
}
