import type { MergeMark } from '../domain/customer.ts';
import type { CustomerId } from '../domain/ids.ts';
import type { Summary } from '../domain/summary.ts';
import { TABLES } from '../domain/tables.ts';
import type { createPace } from '../platform/breathe.ts';
import type { Database } from './database.ts';
import type { StoreDeps } from './deps.ts';
import { createPerson, type Person, type SummarySource } from './person.ts';
import { createReader } from './reader.ts';
import type { NewRows } from './segments/block.ts';
import { type Batch, recordOf } from './segments/row.ts';
import { beginRead } from './transaction.ts';
import { createWholeReader, mergedLookup, type WholeReader } from './whole.ts';

/** People who are worked out in one go: between two goes others have their turn. */
const AT_ONCE = 100;

/** Whom somebody is merged into by a load, or was before it, or is again by it. */
export function survivorsIn({ customers = [] }: NewRows, changed: SummarySource): CustomerId[] {
  const before = customers.map((row) => row.before?.mergedInto as MergeMark | null | undefined);
  const after = changed.list('customers').map(({ mergedInto }) => mergedInto);
  return [...before, ...after].flatMap((mark) => (mark ? [mark.survivorId] : []));
}

/** Somebody on file, with what a load says of them. */
export function changedPerson(held: Person, rows: NewRows, batch: Batch): Person {
  const records = TABLES.flatMap((table) => [
    ...held.stored(table).map((record) => ({ table, record, homes: [held.id] })),
    ...(rows[table] ?? []).map((row) => ({
      ...{ table, record: recordOf({ ...row, batch }), homes: row.moved ? ['', held.id] : [held.id] },
    })),
  ]);
  const journal = records.map((row) => ({ ...row, key: `${row.table}/${row.record.id}`, keys: [] }));
  return createPerson(held.id, [], journal);
}

/** What a load says of those whom merges tie to somebody. */
export interface Waiting {
  readonly rows: Map<string, NewRows>;
  /** By who stands for a person those who may be merged into them by the load. */
  readonly into: Map<string, string[]>;
}

/**
 * The summaries that people will have by a load which merges them, parts them, or tells more of those who were merged: of
 * whoever stands for a person the whole person's, of the others none. Everybody whom merges tie to one of `ids` is among
 * them.
 */
export async function* tiedSummaries(
  database: Database,
  deps: StoreDeps,
  ids: ReadonlySet<string>,
  load: { readonly waiting: Waiting; readonly batch: Batch; readonly pace: ReturnType<typeof createPace> },
): AsyncIterable<readonly [string, Summary | undefined]> {
  const told = new Set<string>();
  // Whoever stands for somebody comes first: with them all the others are told.
  const { into } = load.waiting;
  const waiting = [...into.keys(), ...[...ids].filter((id) => !into.has(id))];
  for (let from = 0; from < waiting.length; from += AT_ONCE) {
    const wholes = wholesWith(database, deps, load);
    const starts = waiting.slice(from, from + AT_ONCE).filter((id) => !told.has(id));
    // Within one transaction nothing but the database is waited for, and that for all of them at once.
    const tied = await Promise.all(starts.map(wholes.tied));
    const found = new Set(tied.flatMap((one) => one.ids).filter((id) => !told.has(id)));
    for (const id of found) told.add(id);
    yield* await Promise.all(
      Array.from(found, async (id): Promise<readonly [string, Summary | undefined]> => {
        const one = await wholes.whole(id);
        return [id, one.id === id ? deps.summaryOf(one) : undefined];
      }),
    );
    if (load.pace.isDue()) await load.pace.rest();
  }
}

/** Reads people as they will be by the load. */
function wholesWith(
  database: Database,
  deps: StoreDeps,
  { waiting: { rows: loaded, into }, batch }: { readonly waiting: Waiting; readonly batch: Batch },
): WholeReader {
  const reader = createReader(beginRead(database), deps);
  const changed = new Map<string, Promise<Person>>();
  const person = (id: string): Promise<Person> => {
    const rows = loaded.get(id);
    if (!rows) return reader.person(id);
    let found = changed.get(id);
    if (!found) {
      found = reader.person(id).then((held) => changedPerson(held, rows, batch));
      changed.set(id, found);
    }
    return found;
  };
  return createWholeReader({
    knowsMerges: async () => true,
    person,
    async find(key) {
      const survivor = key.slice(mergedLookup('').length);
      const before = (await reader.find('customers', key)).map(({ id }) => id as string);
      const people = await Promise.all(Array.from(new Set([...before, ...(into.get(survivor) ?? [])]), person));
      return people.flatMap((one) =>
        one.list('customers').filter(({ mergedInto }) => mergedInto?.survivorId === survivor),
      );
    },
  });
}
