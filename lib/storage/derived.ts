import { type Database, type DerivedHead, type FileState, storeOf, watched } from './database.ts';

/** A derived thing as it was last made: its chunks are read when asked for. */
export interface Derived {
  readonly covers: FileState;
  load(names: readonly string[]): Promise<readonly (Uint8Array | undefined)[]>;
}

/** Bytes after which a transaction ends, so that whoever reads meanwhile waits a moment only. */
const WRITTEN_AT_ONCE = 1 << 20;

const headKey = (name: string) => `derived:${name}`;

/** The newest whole generation of something derived; absent when it was never made. */
export async function openDerived(database: Database, name: string): Promise<Derived | undefined> {
  const head = (await storeOf(database, 'meta').get(headKey(name))) as DerivedHead | undefined;
  if (!head) return undefined;
  const { generation, covers } = head;
  return {
    covers,
    async load(names) {
      const store = watched(database.transaction('derived')).objectStore('derived');
      return Promise.all(names.map((chunk) => store.get([name, generation, chunk])));
    },
  };
}

/** Rows that this device keeps for itself, by key. */
export interface Beside {
  get(key: string): Promise<unknown>;
  put(value: readonly unknown[], key: string): Promise<unknown>;
}

/**
 * Writes a new generation beside the old one, then puts it in its place. Broken off, it leaves the old one as it was.
 * @param also writes what belongs to it in the moment in which it takes its place
 */
export async function replaceDerived(
  database: Database,
  name: string,
  covers: FileState,
  chunks: Iterable<readonly [string, Uint8Array]>,
  also: (meta: Beside) => Promise<void> = async () => {},
): Promise<void> {
  const before = (await storeOf(database, 'meta').get(headKey(name))) as DerivedHead | undefined;
  const generation = (before?.generation ?? 0) + 1;
  await removeGenerations(database, name, generation, Number.POSITIVE_INFINITY);
  let batch: (readonly [string, Uint8Array])[] = [];
  let size = 0;
  const write = async () => {
    const transaction = watched(database.transaction('derived', 'readwrite', { durability: 'relaxed' }));
    for (const [chunk, bytes] of batch)
      transaction
        .objectStore('derived')
        .put(bytes, [name, generation, chunk])
        .catch(() => {});
    [batch, size] = [[], 0];
    await transaction.done;
  };
  for (const chunk of chunks) {
    batch.push(chunk);
    size += chunk[1].length;
    if (size >= WRITTEN_AT_ONCE) await write();
  }
  await write();
  const placing = watched(database.transaction('meta', 'readwrite'));
  const meta = placing.objectStore('meta');
  await also(meta);
  await meta.put({ generation, covers }, headKey(name));
  await placing.done;
  await removeGenerations(database, name, 0, generation - 1);
}

async function removeGenerations(database: Database, name: string, from: number, to: number): Promise<void> {
  const transaction = watched(database.transaction('derived', 'readwrite'));
  await transaction.objectStore('derived').delete(IDBKeyRange.bound([name, from], [name, to, []]) as never);
  await transaction.done;
}
