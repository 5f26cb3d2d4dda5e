import type { ActionId } from '../domain/ids.ts';
import type { Result } from '../domain/result.ts';
import type { Failure, Method, Push, ReplyOf, RequestOf } from './contract.ts';

/** The background as an extension page sees it: one connection that survives the worker being stopped. */
export interface Background {
  /** Asks; waits through a restart of the worker. A request that carries an action id may be sent twice and counts once. */
  call<M extends Method>(method: M, request: RequestOf<M>): Promise<Result<ReplyOf<M>, Failure>>;
  /** Hears everything the background tells this page, until the signal aborts. */
  subscribe(listener: (push: Push) => void, signal: AbortSignal): void;
  /** A fresh id for one user action. */
  newActionId(): ActionId;
}
