const WAYS = [
  [IDBObjectStore.prototype, ['put', 'add', 'get', 'getAll', 'getAllKeys', 'getKey', 'delete', 'openCursor']],
  [IDBIndex.prototype, ['get', 'getAll', 'getAllKeys', 'getKey', 'openCursor']],
] as const;

/**
 * Does something, and breaks its transaction off when one of the questions that it asks the database there, counted from 1, is
 * answered.
 * @param isMeant whether it is a question of the transaction; those that write no action, as those of what is worked out
 *   beside it, are left alone unless given
 * @returns whether it came to that question, and whether it ended well
 */
export async function breakingOffAt(
  step: number,
  act: () => Promise<unknown>,
  isMeant = (transaction: IDBTransaction) => transaction.objectStoreNames.contains('actions'),
): Promise<{ wasBrokenOff: boolean; isDone: boolean }> {
  let asked = 0;
  const restores: (() => void)[] = [];
  for (const [prototype, names] of WAYS) {
    const object = prototype as unknown as Record<string, (...args: unknown[]) => unknown>;
    for (const name of names) {
      const real = object[name] as (...args: unknown[]) => unknown;
      object[name] = function (this: IDBObjectStore | IDBIndex, ...args: unknown[]) {
        const { transaction } = this instanceof IDBIndex ? this.objectStore : this;
        const request = real.apply(this, args);
        if (transaction.mode === 'readwrite' && isMeant(transaction)) {
          asked += 1;
          if (asked === step) (request as IDBRequest).addEventListener('success', () => transaction.abort());
        }
        return request;
      };
      restores.push(() => {
        object[name] = real;
      });
    }
  }
  try {
    const isDone = await act().then(
      () => true,
      () => false,
    );
    return { wasBrokenOff: asked >= step, isDone };
  } finally {
    for (const restore of restores) restore();
  }
}
