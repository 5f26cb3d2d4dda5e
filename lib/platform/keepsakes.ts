// What cannot be written as text: the handle of a folder, a key that nobody may read. In a database of its own, so that
// what becomes of the customers' does not touch it.

const NAME = 'keepsakes';
const STORE = 'kept';

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function within<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  try {
    const transaction = database.transaction(STORE, mode);
    const request = work(transaction.objectStore(STORE));
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    return request.result;
  } finally {
    database.close();
  }
}

/** What this browser keeps for itself, by name. Absent when there is none. */
export const keepsakes = {
  get: (name: string): Promise<unknown> => within('readonly', (store) => store.get(name) as IDBRequest<unknown>),
  /** Absent forgets. */
  set: async (name: string, value: unknown): Promise<void> => {
    if (value === undefined) await within('readwrite', (store) => store.delete(name));
    else await within('readwrite', (store) => store.put(value, name));
  },
};
