import {
  IDBDatabase,
  IDBFactory,
  IDBIndex,
  IDBObjectStore,
  IDBOpenDBRequest,
  IDBRequest,
  IDBTransaction,
} from 'fake-indexeddb';
import type { Local } from './lasting-app.ts';

/** Every way into the database; a worker is killed at one of them. */
const WAYS = [
  [IDBFactory.prototype, ['open', 'deleteDatabase', 'databases']],
  [IDBDatabase.prototype, ['transaction', 'createObjectStore', 'deleteObjectStore']],
  [IDBTransaction.prototype, ['objectStore']],
  [
    IDBObjectStore.prototype,
    ['put', 'add', 'get', 'getAll', 'getAllKeys', 'delete', 'clear', 'count', 'openCursor', 'createIndex'],
  ],
  [IDBIndex.prototype, ['get', 'getAll', 'getAllKeys', 'openCursor']],
] as const;

/** What the dead are given to ask: it never answers. */
const SILENCE: unknown = new Proxy({}, { get: (_, name) => (name === 'index' ? () => SILENCE : () => NEVER) });
const NEVER = new Promise<never>(() => {});
const ONLY_BEGINS = ['transaction', 'objectStore'];
const READS = ['get', 'getAll', 'getAllKeys', 'count', 'openCursor'];
const LAYS_OUT = ['createObjectStore', 'deleteObjectStore', 'createIndex'];

interface Listening {
  listeners: unknown[];
}
interface Transaction extends Listening {
  readonly mode: IDBTransactionMode;
  readonly _requests: readonly { readonly request: Listening | null }[];
  abort(): void;
}

/**
 * Runs it with a worker that dies at its n-th step in the database, or in what is kept beside it; true when it came to its
 * end before. With `writesOnly` steps that only read are not counted: until the next one that writes nothing differs. What
 * was not committed when it died never is, and whatever of it still runs gets no answer any more.
 */
export async function killedAt(
  step: number,
  run: () => Promise<unknown>,
  local?: Local,
  writesOnly = false,
): Promise<boolean> {
  let left = step;
  const undo: (() => void)[] = [];
  const open = new Set<Transaction>();
  const connections = new Set<IDBDatabase>();
  const death = Promise.withResolvers<boolean>();
  const die = () => {
    death.resolve(false);
    for (const transaction of open) {
      for (const { request } of transaction._requests) if (request) request.listeners = [];
      // The opening itself ends with its transaction: the database is free for the next worker.
      if (transaction.mode !== 'versionchange') transaction.listeners = [];
      try {
        transaction.abort();
      } catch {
        // Already over.
      }
    }
    open.clear();
    // What of it waits for no answer, but for a moment to pass, must not come to life again with the next worker.
    for (const connection of connections) connection.close();
  };
  /** Whether the step may still be taken. */
  const lives = () => {
    left -= 1;
    if (left === -1) die();
    return left >= 0;
  };

  const isCounted = (name: string) => !ONLY_BEGINS.includes(name) && !(writesOnly && READS.includes(name));

  const replaced = <T extends object>(
    object: T,
    name: keyof T,
    by: (real: (...args: unknown[]) => unknown) => unknown,
  ) => {
    const real = object[name];
    object[name] = by(real as (...args: unknown[]) => unknown) as T[keyof T];
    undo.push(() => {
      object[name] = real;
    });
  };
  for (const [proto, names] of WAYS)
    for (const name of names as readonly string[])
      replaced(
        proto as unknown as Record<string, unknown>,
        name,
        (real) =>
          function (this: unknown, ...args: unknown[]) {
            // Where a transaction begins nothing is lost yet: its first request is the next step.
            if (isCounted(name) ? lives() : left >= 0) {
              const result = real.apply(this, args);
              if (name === 'transaction') {
                open.add(result as Transaction);
                connections.add(this as IDBDatabase);
              }
              if (name === 'open') {
                const request = result as IDBOpenDBRequest;
                request.addEventListener('upgradeneeded', () =>
                  open.add(request.transaction as unknown as Transaction),
                );
              }
              return result;
            }
            // The dead ask, and nobody answers.
            if (name === 'transaction' && left < 0) return real.apply(this, args);
            if (name === 'objectStore' || LAYS_OUT.includes(name)) return SILENCE;
            if (name === 'databases') return NEVER;
            return name === 'open' || name === 'deleteDatabase' ? new IDBOpenDBRequest() : new IDBRequest();
          },
      );
  if (local)
    for (const name of ['get', 'set'] as const)
      replaced(
        local,
        name,
        (real) =>
          (...args: unknown[]) =>
            lives() ? real.apply(local, args) : NEVER,
      );

  try {
    const ended = run().then(() => true);
    const isDone = await Promise.race([ended, death.promise]);
    // Whatever of it still runs comes to a stop at its next question.
    for (let turn = 0; turn < 30; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    return isDone;
  } finally {
    for (const put of undo.reverse()) put();
  }
}
