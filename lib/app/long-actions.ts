import type { ActionId } from '../domain/ids.ts';
import { err, type Result } from '../domain/result.ts';
import type { Failure, Push } from '../messaging/contract.ts';
import type { AppDeps } from './deps.ts';

const TOLD_EVERY_MS = 150;

/** What a person breaks off is no failure of ours. */
export class BrokenOff extends Error {
  override readonly name = 'BrokenOff';
}

const cancelled = err<Failure>({ type: 'cancelled' });

/** The answer, or that it was broken off. */
export async function unlessBrokenOff<T>(work: Promise<Result<T, Failure>>): Promise<Result<T, Failure>> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof BrokenOff) return cancelled;
    throw error;
  }
}

/** Tells how far something is, no more often than one can see. */
export type ShowProgress = (done: number, total: number) => void;

/** Actions that take their time: told of while they run, and broken off when the person says so. */
export interface LongActions {
  run<T>(
    actionId: ActionId,
    work: (signal: AbortSignal, show: ShowProgress) => Promise<Result<T, Failure>>,
  ): Promise<Result<T, Failure>>;
  cancel(actionId: ActionId): void;
  /** Waits for the end of one that is going on. */
  ended(actionId: ActionId): Promise<void>;
  /** Lets `ended` know of work that has its own way out. */
  track<T>(actionId: ActionId, work: Promise<T>): Promise<T>;
}

export function createLongActions({ now }: Pick<AppDeps, 'now'>, tell: (push: Push) => void): LongActions {
  const running = new Map<ActionId, AbortController>();
  const ends = new Map<ActionId, Promise<unknown>>();
  const track: LongActions['track'] = async (actionId, work) => {
    ends.set(actionId, work);
    try {
      return await work;
    } finally {
      ends.delete(actionId);
    }
  };
  return {
    track,
    async ended(actionId) {
      await ends.get(actionId)?.catch(() => {});
    },
    async run(actionId, work) {
      const stopping = new AbortController();
      running.set(actionId, stopping);
      let told = 0;
      const show: ShowProgress = (done, total) => {
        if (now() - told < TOLD_EVERY_MS) return;
        told = now();
        tell({ event: 'bulk', actionId, done: Math.round(done), total });
      };
      try {
        return await track(actionId, unlessBrokenOff(work(stopping.signal, show)));
      } finally {
        running.delete(actionId);
      }
    },
    cancel: (actionId) => running.get(actionId)?.abort(new BrokenOff()),
  };
}
