/** The user broke it off. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** The promise, or `Cancelled` as soon as the signal aborts: whoever cancels does not wait for an answer on its way. */
export function orCancelled<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = () => reject(new Cancelled());
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel));
  });
}
