import type * as z from 'zod/mini';
import type { Result } from '../domain/result.ts';
import { err, ok } from '../domain/result.ts';
import type { EpochMs } from '../domain/time.ts';
import type { Contract, Failure, Method, ReplyOf } from '../messaging/contract.ts';
import type { Store } from '../storage/store.ts';

/** What the use-cases are given: the store, time, ids. */
export interface AppDeps {
  readonly store: Store;
  readonly now: () => EpochMs;
  readonly newId: () => string;
  /** Id of something the outside world already names; equal in every browser. */
  readonly nameId: (namespace: string, name: string) => string;
  /** A pace for one piece of long work, so that others have their turn meanwhile. */
  readonly pace: () => Pace;
}

/** Asked often: when a rest is due, it is to be taken. */
export interface Pace {
  isDue(): boolean;
  rest(): Promise<void>;
}

/** Who asks: the tab a panel is laid over; absent for pages of their own. */
export interface Caller {
  readonly tabId?: number;
}

export type Handler<M extends Method> = (
  request: z.output<Contract[M]['request']>,
  caller: Caller,
) => Promise<Result<ReplyOf<M>, Failure>>;

/** The handlers of every method whose name starts with `A`. */
export type HandlersOf<A extends string> = { readonly [M in Extract<Method, `${A}.${string}`>]: Handler<M> };

export const done = ok;
export const notFound = err<Failure>({ type: 'not-found' });
export const notMerged = err<Failure>({ type: 'not-merged' });
export const badRequest = err<Failure>({ type: 'bad-request' });
