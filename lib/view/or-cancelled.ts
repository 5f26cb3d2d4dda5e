import { orAborted } from '../domain/or-aborted.ts';

/** The user broke it off. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** The promise, or `Cancelled` as soon as the signal aborts. */
export const orCancelled = <T>(promise: Promise<T>, signal: AbortSignal): Promise<T> =>
  orAborted(promise, signal, () => new Cancelled());
