import type { Result } from '../domain/result.ts';
import type { EpochMs } from '../domain/time.ts';
import { DATABASE_NAME, type Database, openDatabase, type Place, type StorageError, watched } from './database.ts';

// The first database, under the product's own name, also says where the file is since it was restored: one value,
// changed in one step, so that whatever stops half way leaves either the old file or the new.

const KEY = 'place';
const HOME: Place = { current: DATABASE_NAME };
const prefix = `${DATABASE_NAME}-`;

/** A name for a database to restore into. Never used twice: what was read of one must not be taken for another's. */
export const databaseName = (id: string): string => `${prefix}${id}`;

interface OpenOptions {
  readonly onClosed: () => void;
}

/** Opens the database that holds the file. */
export async function openCurrent(options: OpenOptions): Promise<Result<Database, StorageError>> {
  const home = await openDatabase(options);
  if (!home.ok) return home;
  const { current } = await placeIn(home.value);
  if (current === DATABASE_NAME) return home;
  home.value.close();
  return openDatabase({ ...options, name: current });
}

export const readPlace = (): Promise<Place> => atHome(placeIn);

/** Puts a database in the file's place. The one before is kept. */
export const moveTo = (name: string, now: EpochMs): Promise<Place> =>
  change((place) =>
    // Asked again after it was done it stays done.
    place.current === name ? place : { current: name, previous: { name: place.current, at: now } },
  );

/** Goes back to the file as it was before it was restored; the restored one is kept in its stead. */
export const moveBack = (now: EpochMs): Promise<Place> =>
  change((place) =>
    place.previous ? { current: place.previous.name, previous: { name: place.current, at: now } } : place,
  );

/**
 * Deletes what is of no use any more: databases that were never finished, and the former file once it is `olderThan`.
 * @param keep a database that is being filled
 */
export async function clearAway(olderThan: EpochMs, keep?: string): Promise<void> {
  const place = await change((found) =>
    found.previous && found.previous.at < olderThan ? { current: found.current } : found,
  );
  const known = [place.current, place.previous?.name, keep, DATABASE_NAME];
  const names = (await indexedDB.databases()).map(({ name = '' }) => name);
  for (const name of names) if (name.startsWith(prefix) && !known.includes(name)) await remove(name);
  if (place.current !== DATABASE_NAME && place.previous?.name !== DATABASE_NAME) await atHome(emptyHome);
}

export const hasDatabase = async (name: string): Promise<boolean> =>
  (await indexedDB.databases()).some((entry) => entry.name === name);

/** Deletes a database; whoever has it open is asked to close it. */
export function remove(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
}

async function atHome<T>(work: (home: Database) => Promise<T>): Promise<T> {
  const opened = await openDatabase({ onClosed: () => {} });
  if (!opened.ok) throw opened.error;
  try {
    return await work(opened.value);
  } finally {
    opened.value.close();
  }
}

async function placeIn(home: Database): Promise<Place> {
  return ((await home.get('meta', KEY)) as Place | undefined) ?? HOME;
}

function change(to: (place: Place) => Place): Promise<Place> {
  return atHome(async (home) => {
    const transaction = watched(home.transaction('meta', 'readwrite', { durability: 'strict' }));
    const meta = transaction.objectStore('meta');
    const before = ((await meta.get(KEY)) as Place | undefined) ?? HOME;
    const after = to(before);
    if (after === before) return after;
    const isHome = after.current === DATABASE_NAME && !after.previous;
    if (isHome) await meta.delete(KEY);
    else await meta.put(after, KEY);
    await transaction.done;
    return after;
  });
}

/** The first database's own rows, when the file is elsewhere for good. */
async function emptyHome(home: Database): Promise<void> {
  if ((await home.count('meta')) <= 1) return;
  const names = [...home.objectStoreNames];
  const transaction = watched(home.transaction(names, 'readwrite'));
  const place = await transaction.objectStore('meta').get(KEY);
  for (const name of names)
    transaction
      .objectStore(name)
      .clear()
      .catch(() => {});
  if (place) await transaction.objectStore('meta').put(place, KEY);
  await transaction.done;
}
