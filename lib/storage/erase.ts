import type { ActionId } from '../domain/ids.ts';
import type { Summary } from '../domain/summary.ts';
import type { Table } from '../domain/tables.ts';
import type { ActionHead } from './action.ts';
import { readClock, writeSummaries } from './commit.ts';
import { type Database, type Erasing, localKey, storeOf, watched } from './database.ts';
import type { StoreDeps } from './deps.ts';
import { stampPrefix, tick, valueHash } from './hlc.ts';
import { readLayout } from './layout.ts';
import { isOfShop } from './person.ts';
import { createReader, type Reader } from './reader.ts';
import { ERASED, tombstone } from './record.ts';
import { rewriteBlocks, rewriteChunks } from './rewrite.ts';
import { beginRead, beginWrite, type WriteTransaction, whole } from './transaction.ts';

/** A record whose values are to go for good. */
export interface EraseTarget {
  readonly table: Table;
  readonly id: string;
}

/** Shorter ones stand in other people's entries by chance. */
const WORD_MIN_CHARS = 5;

const keyOf = ({ table, id }: EraseTarget): string => `${table}/${id}`;

/**
 * Takes every value of some records out of the whole database: journal, log, actions, texts, drafts, segments (those
 * kept for the log too), summaries, and all that was derived. What stays is a tombstone each. Broken off after its first
 * transaction, it is gone on with by `finishErasing`.
 */
export async function erase(
  database: Database,
  head: ActionHead,
  targets: readonly EraseTarget[],
  reply: unknown,
  deps: StoreDeps,
): Promise<void> {
  await finishErasing(database, deps);
  const transaction = beginWrite(database);
  await whole(transaction, async () => {
    const reader = createReader(transaction, deps);
    const { clock, device } = await readClock(transaction, deps);
    const next = tick(clock, deps.now());
    await transaction.objectStore('meta').put(next, 'clock');
    const prefix = stampPrefix(next, device);
    const erasing = await eraseFromStores(transaction, reader, targets, prefix, head.id);
    await transaction.objectStore('meta').put(erasing, 'erasing');
    await transaction.objectStore('actions').add({
      ...{ id: head.id, name: head.name, at: deps.now(), source: head.source, mode: 'do', undone: false },
      // There is no way back: Undo must not stumble over it.
      ...{ automatic: true, effects: [], erasing: prefix, reply },
    });
  });
  await finishErasing(database, deps);
}

/** Goes on with an erasure that was broken off; does nothing when there is none. */
export async function finishErasing(database: Database, deps: StoreDeps): Promise<void> {
  const erasing = (await storeOf(database, 'meta').get('erasing')) as Erasing | undefined;
  if (!erasing) return;
  const { segments } = await readLayout(watched(database.transaction('meta')));
  await rewriteBlocks(database, segments, erasing, deps);
  // Worked out of what the blocks say now.
  await rewriteChunks(database, segments, await livingSummaries(database, erasing, deps));
  await rewriteSummaries(database, erasing, deps);
  const transaction = watched(database.transaction(['meta', 'derived'], 'readwrite'));
  const meta = transaction.objectStore('meta');
  for (const key of await meta.getAllKeys()) if (key.startsWith('derived:')) await meta.delete(key);
  await transaction.objectStore('derived').clear();
  await meta.delete('erasing');
  await transaction.done;
}

/** Works the summaries that stand apart from the segments' out anew. */
async function rewriteSummaries(database: Database, { targets }: Erasing, deps: StoreDeps): Promise<void> {
  const homes = new Set(targets.flatMap((target) => target.homes));
  const transaction = beginWrite(database);
  await whole(transaction, async () => {
    const apart = await transaction.objectStore('summaries').getAllKeys();
    await writeSummaries(
      transaction,
      apart.filter((id) => homes.has(id)),
      deps,
    );
  });
}

/** What the segments are to say from now on of those who stay and of whom only a part is erased. */
async function livingSummaries(
  database: Database,
  { targets }: Erasing,
  deps: StoreDeps,
): Promise<ReadonlyMap<string, Summary | undefined>> {
  const homes = new Set(targets.flatMap((target) => target.homes));
  const reader = createReader(beginRead(database), deps);
  const found = await Promise.all(
    Array.from(homes, async (home) => {
      const one = await reader.whole(home);
      return [home, one.id === home ? deps.summaryOf(one) : undefined] as const;
    }),
  );
  return new Map(found);
}

/** Everything but the segments, in one transaction. */
async function eraseFromStores(
  transaction: WriteTransaction,
  reader: Reader,
  targets: readonly EraseTarget[],
  prefix: string,
  actionId: ActionId,
): Promise<Erasing> {
  const stamp = `${prefix}-${valueHash(true)}`;
  const wanted = new Set(targets.map(keyOf));
  const actionIds = new Set<ActionId>();
  const placed: Erasing['targets'][number][] = [];
  const homesNow = await Promise.all(targets.map(({ table, id }) => reader.homeOf(table, id)));
  // Whoever stands for a person has the values of all who were merged in their summary.
  const tied = await Promise.all(
    targets.map(async ({ table, id }) => (table === 'customers' ? (await reader.tied(id)).ids : [])),
  );
  await eraseFromLists(transaction, await wordsOf(reader, targets));
  await Promise.all(
    targets.map(async (target, index) => {
      const { table, id } = target;
      const key = keyOf(target);
      const rows = transaction.objectStore(isOfShop(table) ? 'shop' : 'journal');
      const log = transaction.objectStore('changes');
      const [row, changes] = await Promise.all([
        rows.get(key),
        log.index('record').getAll(IDBKeyRange.only([table, id])),
      ]);
      const home = homesNow[index];
      placed.push({
        table,
        id,
        homes: [...(row?.homes ?? (home === undefined ? [] : [home])), ...(tied[index] ?? [])],
      });
      if (row) await rows.put({ ...row, keys: [], record: tombstone(id, stamp) });
      for (const change of changes) {
        actionIds.add(change.actionId);
        if (change.seq !== undefined) await log.delete(change.seq);
      }
      // A record that only ever came with a load has its log there, and its tombstone too.
      if (row || changes.length > 0)
        await log.add({ kind: 'set', stamp, table, id, field: ERASED, value: true, actionId });
      await transaction.objectStore('texts').delete(IDBKeyRange.bound(`${key}/`, `${key}/\uffff`));
      await deleteDrafts(transaction, target, home);
      if (table === 'customers') await transaction.objectStore('summaries').put({ id, summary: null });
    }),
  );
  const actions = transaction.objectStore('actions');
  for (const id of actionIds) {
    const action = await actions.index('id').get(id);
    if (!action) continue;
    const effects = action.effects.filter((effect) => !wanted.has(`${effect.table}/${effect.id}`));
    await actions.put({ ...action, effects });
  }
  return { prefix, targets: placed };
}

/** What records are told by elsewhere: their ids, and the addresses and numbers among them. */
async function wordsOf(reader: Reader, targets: readonly EraseTarget[]): Promise<string[]> {
  const identities = targets.filter(({ table }) => table === 'identities');
  const records = await Promise.all(identities.map(({ table, id }) => reader.stored(table, id)));
  const keys = records.flatMap((record) => {
    const key = record?.fields.key;
    return typeof key === 'string' && key.length >= WORD_MIN_CHARS ? [key] : [];
  });
  return [...targets.map(({ id }) => id), ...keys];
}

/** Takes whatever tells of somebody out of the lists that this device keeps for itself. */
async function eraseFromLists(transaction: WriteTransaction, words: readonly string[]): Promise<void> {
  const meta = transaction.objectStore('meta');
  for (const key of await meta.getAllKeys(IDBKeyRange.bound(localKey(''), localKey('\uffff')))) {
    const list = await meta.get(key);
    if (!Array.isArray(list)) continue;
    const kept = list.filter((entry) => {
      const text = JSON.stringify(entry);
      return !words.some((word) => text.includes(word));
    });
    if (kept.length < list.length) await meta.put(kept, key);
  }
}

async function deleteDrafts(transaction: WriteTransaction, { table, id }: EraseTarget, home?: string): Promise<void> {
  if ((table !== 'customers' && table !== 'notes') || home === undefined) return;
  const drafts = transaction.objectStore('drafts');
  for (const draft of await drafts.index('customerId').getAll(home))
    if (table === 'customers' || draft.noteId === id) await drafts.delete(draft.key);
}
