import type { ActionId } from '../domain/ids.ts';
import type { Result } from '../domain/result.ts';
import type { EpochMs } from '../domain/time.ts';
import {
  DATABASE_NAME,
  type Database,
  type Former,
  openDatabase,
  type Place,
  type StorageError,
  watched,
} from './database.ts';

// The first database, under the product's own name, also says where the file is since it was restored: one value,
// changed in one step, so that whatever stops half way leaves either the old file or the new.

const KEY = 'place';
const HOME: Place = { current: DATABASE_NAME, formers: [] };
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
export const moveTo = (name: string, now: EpochMs, by: ActionId): Promise<Place> =>
  change((place) => {
    // Asked again after it was done it stays done.
    if (place.current === name) return place;
    const others = place.formers.filter((former) => former.name !== name);
    return { current: name, formers: [...others, { name: place.current, at: now }], by };
  });

/**
 * Goes back to the file as it was before it was last restored. The one that was left is kept too, to be come back to
 * after all others: so two files take turns, and of several each is reached.
 */
export const moveBack = (now: EpochMs, by: ActionId): Promise<Place> =>
  change((place) => {
    const last = place.formers.at(-1);
    if (!last || place.by === by) return place;
    return { current: last.name, formers: [{ name: place.current, at: now }, ...place.formers.slice(0, -1)], by };
  });

/**
 * Deletes what is of no use any more: databases that were never finished, and each former file once it is `olderThan`.
 * @param keep a database that is being filled
 */
export async function clearAway(olderThan: EpochMs, keep?: string): Promise<void> {
  const { current, formers } = await change((found) => {
    const kept = found.formers.filter(({ at }) => at >= olderThan);
    return kept.length < found.formers.length ? { ...found, formers: kept } : found;
  });
  const inUse = [current, ...formers.map(({ name }) => name)];
  const known = [...inUse, keep, DATABASE_NAME];
  const names = (await indexedDB.databases()).map(({ name = '' }) => name);
  for (const name of names) if (name.startsWith(prefix) && !known.includes(name)) await remove(name);
  if (!inUse.includes(DATABASE_NAME)) await atHome(emptyHome);
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

/** As it was written, now or when only one former file was kept. */
type Written = Pick<Place, 'current'> & Partial<Place> & { readonly previous?: Former };
const placeOf = (written: unknown): Place => {
  if (!written) return HOME;
  const { current, previous, formers = previous ? [previous] : [], by } = written as Written;
  return { current, formers, ...(by === undefined ? {} : { by }) };
};

const placeIn = async (home: Database): Promise<Place> => placeOf(await home.get('meta', KEY));

function change(to: (place: Place) => Place): Promise<Place> {
  return atHome(async (home) => {
    const transaction = watched(home.transaction('meta', 'readwrite', { durability: 'strict' }));
    const meta = transaction.objectStore('meta');
    const before = placeOf(await meta.get(KEY));
    const after = to(before);
    if (after === before) return after;
    const isHome = after.current === DATABASE_NAME && after.formers.length === 0;
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
