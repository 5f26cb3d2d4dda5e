import type { ActionId } from '../../domain/ids.ts';
import type { Source } from '../../domain/profile.ts';
import { TRASH_KINDS, TRASH_MS } from '../../domain/trash.ts';
import type { EraseTarget } from '../../storage/erase.ts';
import type { Reader } from '../../storage/reader.ts';
import { isDeleted } from '../../storage/record.ts';
import { type AppDeps, done, type HandlersOf } from '../deps.ts';
import type { Summaries } from '../summaries.ts';
import { createDeletedTogether, type Records } from './deleted-together.ts';
import {
  createDeletionLog,
  type DeletedLoad,
  type DeletedRecord,
  type Erased,
  isOfLoad,
  loadKey,
} from './deletions.ts';
import { emptyingFields, eraseTargets, stillDeleted } from './erasing.ts';
import { itemOfLoad, itemOfRecord, restoring } from './trash-items.ts';

const USER: Source = { type: 'user' };
const RULE: Source = { type: 'rule', rule: 'trash' };

/** So many items, or people of a large action, are erased in one go. */
const ITEMS_AT_ONCE = 200;
const PEOPLE_AT_ONCE = 1000;

/** What the trash shows apart; anything else goes with the customer it belongs to. */
const SHOWN: readonly string[] = TRASH_KINDS;

export interface Trash {
  readonly handlers: HandlersOf<'trash'>;
  /** Erases what has been in the trash for its time. Tells how many items went. */
  erasePast(): Promise<number>;
  /** Must be told when much may have changed at once: what was deleted is asked anew. */
  forget(): void;
}

/** When a backup was last restored: what it brought back was not to be seen here before. */
const restoredAt = async (reader: Reader): Promise<number> => (await reader.mark('restored')) ?? 0;

type Entry =
  | { readonly type: 'record'; readonly of: DeletedRecord }
  | { readonly type: 'load'; readonly of: DeletedLoad };

const recordsIn = (entries: readonly Entry[]) =>
  entries.flatMap((entry) => (entry.type === 'record' ? [entry.of] : []));
const loadsIn = (entries: readonly Entry[]) => entries.flatMap((entry) => (entry.type === 'load' ? [entry.of] : []));

/** What was deleted: seen, had back, or erased for good. */
export function createTrash(deps: AppDeps, summaries: Summaries): Trash {
  const log = createDeletionLog(deps.store);
  const together = createDeletedTogether();
  const forget = () => {
    log.forget();
    together.forget();
  };

  /** Everything shown, what was deleted last first. */
  async function entries(): Promise<Entry[]> {
    const { records, loads } = await log.read();
    const all: Entry[] = [...loads.values()].map((of) => ({ type: 'load', of }));
    const shown = [...records.values()].filter((of) => !of.isPart && SHOWN.includes(of.table));
    // Who was one person in several records is one item.
    const leaders = await deps.store.read((reader) =>
      Promise.all(
        shown.map(async (of) => (of.table === 'customers' ? (await together.of(reader, of, records))[0] : of)),
      ),
    );
    shown.forEach((of, at) => {
      if (leaders[at] === of) all.push({ type: 'record', of });
    });
    return all.sort((a, b) => b.of.seq - a.of.seq);
  }
  async function named(keys: readonly string[]): Promise<Entry[]> {
    const wanted = new Set(keys);
    return (await entries()).filter((entry) => wanted.has(entry.of.key));
  }

  /** The records that one item is made of, as they are now. */
  async function targetsOf(reader: Reader, deleted: DeletedRecord, records: Records): Promise<EraseTarget[]> {
    const { table, id } = deleted;
    const record = await reader.stored(table, id);
    // Whatever the log remembers: what is on file is not erased.
    if (!record || !isDeleted(record)) return [];
    if (table === 'customers') {
      const all = await together.of(reader, deleted, records);
      return eraseTargets(reader, await Promise.all(all.map((one) => reader.person(one.id))));
    }
    if (table !== 'orders') return [{ table, id }];
    const home = await reader.homeOf(table, id);
    const lines = home === undefined ? [] : (await reader.person(home)).stored('lines');
    const own = lines.filter(({ fields }) => fields.orderId === id);
    return [{ table, id }, ...own.map((line): EraseTarget => ({ table: 'lines', id: line.id }))];
  }

  async function eraseNow(id: ActionId, source: Source, targets: readonly EraseTarget[], reply: Erased): Promise<void> {
    // Asked again after the worker was stopped: what the first time did is done.
    const isKnown = await deps.store.read(async (reader) => (await reader.action(id)) !== undefined);
    const head = { id: isKnown ? (deps.newId() as ActionId) : id, name: 'trash.erase', source };
    await deps.store.erase(head, targets, reply);
  }

  /** Erases items some at a time: each stays whole when the worker is stopped in between. */
  async function eraseAll(items: readonly Entry[], source: Source, actionId: ActionId): Promise<void> {
    const records = recordsIn(items);
    const { records: known } = await log.read();
    await emptyFields(records.filter(({ table }) => table === 'fields'));
    for (let from = 0; from < records.length; from += ITEMS_AT_ONCE) {
      const some = records.slice(from, from + ITEMS_AT_ONCE);
      const targets = await deps.store.read((reader) =>
        Promise.all(some.map((record) => targetsOf(reader, record, known))),
      );
      const reply = { erased: some.length, erasedLoads: [], items: items.length };
      await eraseNow(actionId, source, targets.flat(), reply);
    }
    for (const load of loadsIn(items)) await eraseLoad(load, source, actionId, items.length);
    forget();
  }

  async function eraseLoad(
    { load, key }: DeletedLoad,
    source: Source,
    actionId: ActionId,
    items: number,
  ): Promise<void> {
    type People = Parameters<typeof stillDeleted>[1];
    const erasePeople = async (people: People, erasedLoads: readonly string[]) => {
      const targets = await deps.store.read((reader) => stillDeleted(reader, people));
      await eraseNow(actionId, source, targets, { erased: people.length, erasedLoads, items });
    };
    let people: People[number][] = [];
    for await (const some of deps.store.deletedBy(load)) {
      people.push(...some);
      if (people.length < PEOPLE_AT_ONCE) continue;
      await erasePeople(people, []);
      people = [];
    }
    // Only now is nothing left of it.
    await erasePeople(people, [key.slice(loadKey('').length)]);
  }

  /** A deleted field's values go with it; each customer's history says so. */
  async function emptyFields(fields: readonly DeletedRecord[]): Promise<void> {
    if (fields.length === 0) return;
    for await (const edits of emptyingFields(summaries, new Set(fields.map(({ id }) => id))))
      await deps.store.commit(
        { id: deps.newId() as ActionId, name: 'fields.expire', source: RULE, automatic: true },
        async () => ({ edits, reply: edits.length }),
      );
  }

  /**
   * Brings some items back; tells how many. Several are several steps, each whole. Asked again after the worker was stopped
   * each step is the same action: what is done is not done anew, and is told all the same.
   */
  async function restore(actionId: ActionId, keys: readonly string[]): Promise<number> {
    const [items, { records: all }] = await Promise.all([named(keys), log.read()]);
    const before = await deps.store.read((reader) => reader.action(actionId));
    const records = recordsIn(items);
    let restored = Number(before?.reply ?? 0);
    if (records.length > 0 && !before)
      restored = await deps.store.commit({ id: actionId, name: 'trash.restore', source: USER }, async (reader) => {
        const edits = await Promise.all(records.map((record) => restoring(reader, record, all, together)));
        return { edits: edits.flat(), reply: records.length };
      });
    if (before && keys.length === 1) return restored;
    for (const key of new Set(keys.filter(isOfLoad))) {
      const id = keys.length === 1 ? actionId : (deps.nameId(`trash.restore:${actionId}`, key) as ActionId);
      const load = loadsIn(items).find((item) => item.key === key);
      if (load) await takeBack(id, load);
      if (load || (await deps.store.read((reader) => reader.action(id)))) restored += 1;
    }
    return restored;
  }

  /** What a large action deleted comes back. */
  function takeBack(id: ActionId, { load, target, actionId: deletion }: DeletedLoad): Promise<number> {
    const back = target ? { mode: 'redo' as const, target } : { mode: 'undo' as const, target: deletion };
    return deps.store.unload({ id, name: 'trash.restore', source: USER, ...back }, load, () => 1);
  }

  async function shownOf(reader: Reader, of: DeletedRecord, records: Records) {
    return itemOfRecord(reader, of, records, await together.of(reader, of, records));
  }

  return {
    handlers: {
      async 'trash.list'({ offset, limit }) {
        const all = await entries();
        const { records } = await log.read();
        const items = await deps.store.read(async (reader) => {
          const since = await restoredAt(reader);
          const shown = await Promise.all(
            all
              .slice(offset, offset + limit)
              .map((entry) =>
                entry.type === 'record' ? shownOf(reader, entry.of, records) : itemOfLoad(reader, entry.of),
              ),
          );
          return shown.map((item) => ({ ...item, until: Math.max(item.deletedAt, since) + TRASH_MS }));
        });
        return done({ items, total: all.length });
      },
      async 'trash.restore'({ actionId, keys }) {
        return done({ actionId, items: await restore(actionId, keys) });
      },
      async 'trash.erase'({ actionId, keys }) {
        const before = await deps.store.read((reader) => reader.action(actionId));
        const items = keys === 'all' ? await entries() : await named(keys);
        await eraseAll(items, USER, actionId);
        // Asked again after the worker was stopped, what was erased then is told all the same.
        return done({ actionId, items: (before?.reply as Erased | undefined)?.items ?? items.length });
      },
    },
    forget,
    async erasePast() {
      const since = await deps.store.read(restoredAt);
      const past = (await entries()).filter(({ of }) => Math.max(of.at, since) + TRASH_MS <= deps.now());
      if (past.length > 0) await eraseAll(past, RULE, deps.newId() as ActionId);
      await log.settle();
      return past.length;
    },
  };
}
