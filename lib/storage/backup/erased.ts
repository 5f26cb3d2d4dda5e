import type { ActionId } from '../../domain/ids.ts';
import { TABLES, type Table } from '../../domain/tables.ts';
import { type Database, storeOf, watched } from '../database.ts';
import type { StoreDeps } from '../deps.ts';
import { type EraseTarget, erase, finishErasing } from '../erase.ts';
import { readLayout } from '../layout.ts';
import { isOfShop } from '../person.ts';
import { createReader } from '../reader.ts';
import { isErased, type StoredRecord } from '../record.ts';
import { type Block, rowsAt } from '../segments/block.ts';
import { recordOf } from '../segments/row.ts';
import { beginRead } from '../transaction.ts';

const ACTIONS_AT_ONCE = 500;
const RECORDS_AT_ONCE = 500;

/**
 * Erases in a database that is to take the file's place what somebody erased for good in the present one: with a customer
 * all that is theirs there. What only went because its days in the trash were over is no such wish. Asked again it does
 * nothing more; tells how many records went.
 * @param newId for the actions that say so
 */
export async function eraseAlso(
  present: Database,
  coming: Database,
  newId: () => ActionId,
  deps: StoreDeps,
): Promise<number> {
  await finishErasing(present, deps);
  await finishErasing(coming, deps);
  const wished = await erasedByHand(present);
  let erased = 0;
  for (let from = 0; from < wished.length; from += RECORDS_AT_ONCE) {
    const targets = await stillThere(coming, wished.slice(from, from + RECORDS_AT_ONCE), deps);
    if (targets.length === 0) continue;
    const customers = targets.filter(({ table }) => table === 'customers').length;
    const head = { id: newId(), name: 'trash.erase', source: { type: 'user' } } as const;
    await erase(coming, head, targets, { erased: customers, erasedLoads: [] }, deps);
    erased += targets.length;
  }
  return erased;
}

/** The records of which a tombstone is left by an erasure that somebody asked for. */
async function erasedByHand(database: Database): Promise<EraseTarget[]> {
  const prefixes = await prefixesByHand(database);
  if (prefixes.size === 0) return [];
  const found = new Map<string, EraseTarget>();
  const look = (table: Table, record: StoredRecord) => {
    const stamp = record.stamps.erased ?? '';
    if (isErased(record) && prefixes.has(stamp.slice(0, stamp.lastIndexOf('-'))))
      found.set(`${table}/${record.id}`, { table, id: record.id });
  };
  for (const name of ['shop', 'journal'] as const)
    for (const { table, record } of await storeOf(database, name).getAll()) look(table, record);
  const { segments } = await readLayout(watched(database.transaction('meta')));
  for (const { seq, blockBits, retired } of segments) {
    for (let number = 0; !retired && number < 1 << blockBits; number += 1) {
      const block: Block | undefined = await storeOf(database, 'blocks').get([seq, number]);
      // Hardly any block has one: its columns say so without its rows.
      for (const table of block ? TABLES.filter((name) => block.tables[name]?.fields.includes('erased')) : [])
        for (let place = 0; place < (block as Block).people; place += 1)
          for (const row of rowsAt(block as Block, place, table)) if (row.fields.erased) look(table, recordOf(row));
    }
  }
  return [...found.values()];
}

/** Of the stamps of all erasures but those that the rule of the trash made. */
async function prefixesByHand(database: Database): Promise<ReadonlySet<string>> {
  const prefixes = new Set<string>();
  for (let from = 0; ; ) {
    const actions = await storeOf(database, 'actions').getAll(IDBKeyRange.lowerBound(from, true), ACTIONS_AT_ONCE);
    for (const { erasing, source } of actions)
      if (erasing !== undefined && source.type !== 'rule') prefixes.add(erasing);
    if (actions.length < ACTIONS_AT_ONCE) return prefixes;
    from = actions.at(-1)?.seq ?? Number.POSITIVE_INFINITY;
  }
}

/** What a database has of records that are to be erased; with a customer all that is theirs. */
async function stillThere(
  database: Database,
  wished: readonly EraseTarget[],
  deps: StoreDeps,
): Promise<readonly EraseTarget[]> {
  const reader = createReader(beginRead(database), deps);
  const found = new Map<string, EraseTarget>();
  const put = (table: Table, record: StoredRecord | undefined) => {
    if (record && !isErased(record)) found.set(`${table}/${record.id}`, { table, id: record.id });
  };
  for (const { table, id } of wished) {
    if (table !== 'customers') put(table, await reader.stored(table, id));
    else {
      const person = await reader.person(id);
      for (const own of TABLES) if (!isOfShop(own)) for (const record of person.stored(own)) put(own, record);
    }
  }
  return [...found.values()];
}
