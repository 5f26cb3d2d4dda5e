import type { JournalRow } from './database.ts';
import type { StoreDeps } from './deps.ts';
import type { Person } from './person.ts';
import { joinRecords, type StoredRecord } from './record.ts';
import type { NewRow, NewRows } from './segments/block.ts';
import { type Batch, recordOf } from './segments/row.ts';
import type { WriteTransaction } from './transaction.ts';

/** All that a load says of one customer. Every customer comes once. */
export interface LoadPerson {
  readonly home: string;
  readonly rows: NewRows;
  /** Them as they are on file, where whoever loads knows it already. */
  readonly held?: Person;
}

/** What a load changes of a record: what some fields say from now on, and what they said before. */
export type Changed = Required<Pick<NewRow, 'fields' | 'before'>> & Pick<NewRow, 'extra'>;

/** What a load says of an order that goes to another home: there, and where it was. Its lines go along. */
export interface Moving {
  readonly come: Pick<NewRows, 'orders' | 'lines'>;
  readonly gone: Pick<NewRows, 'orders' | 'lines'>;
}

export const UNCHANGED: Changed = { fields: {}, before: {} };
/** What was deleted is on file again. */
export const AGAIN: Changed = { fields: { deleted: null }, before: { deleted: true } };

/**
 * @param changed has the order's `customerId`: both homes must say the same of it, so that it finds its way back
 * @param lines what changes of its lines, by their ids
 */
export function movingOrder(
  held: Person,
  order: StoredRecord,
  changed: Changed,
  lines: ReadonlyMap<string, Changed> = new Map(),
): Moving {
  const along = linesOf(held, order.id).map((line) => wholeRow(line, lines.get(line.id) ?? UNCHANGED));
  return {
    come: { orders: [wholeRow(order, changed)], lines: along },
    gone: goneRows(held, { id: order.id, ...changed }),
  };
}

/** What is said where an order was, with its lines. */
export const goneRows = (held: Person, order: NewRow): Moving['gone'] => ({
  orders: [{ ...order, moved: true }],
  lines: linesOf(held, order.id).map(({ id }) => ({ id, ...UNCHANGED, moved: true })),
});

export const linesOf = (held: Person, orderId: string): StoredRecord[] =>
  held.stored('lines').filter(({ fields }) => fields.orderId === orderId);

/** All of a record for another home. What the load does not change keeps the stamps and sources that it had. */
function wholeRow({ id, fields, stamps, sources, sets }: StoredRecord, changed: Changed): NewRow {
  const kept = Object.keys(fields).filter((field) => !(field in changed.fields));
  const extra = {
    stamps: Object.fromEntries(kept.map((field) => [field, stamps[field] ?? ''])),
    sources: { ...Object.fromEntries(kept.map((field) => [field, sources[field] ?? null])), ...changed.extra?.sources },
    ...(Object.keys(sets).length > 0 ? { sets } : {}),
  };
  return { id, fields: { ...fields, ...changed.fields }, before: changed.before, extra };
}

/** Whether a row says that a record is somebody else's from now on. */
export const isAnothers = ({ fields, before }: Pick<NewRow, 'fields' | 'before'>): boolean =>
  before !== undefined && 'customerId' in before && 'customerId' in fields;

/** Which records go from one home to another with a load, or are on file again by it, by their keys in the journal. */
export interface Moves {
  /** What the journal had when the load began: of records that stay where they are the others are not noted. */
  readonly journal: ReadonlySet<string>;
  readonly come: Map<string, { readonly home: string; readonly row: NewRow; readonly table: 'orders' | 'lines' }>;
  readonly gone: Map<string, string>;
}

/** Notes what a load says of one home: what comes to it from another, what goes, and what is on file again. */
export function noteMoves({ journal, come, gone }: Moves, home: string, rows: NewRows): void {
  for (const table of ['orders', 'lines'] as const)
    for (const row of rows[table] ?? []) {
      const key = `${table}/${row.id}`;
      if (row.moved) gone.set(key, home);
      else if (row.before && (row.extra?.stamps || (row.before.deleted === true && journal.has(key))))
        come.set(key, { home, row, table });
    }
}

/**
 * What the journal has of such records goes along, but for what went somewhere else while the load was written. Gives whom it
 * changes: they are summed up once more.
 */
export async function moveInJournal(
  transaction: WriteTransaction,
  { come, gone }: Pick<Moves, 'come' | 'gone'>,
  { batch, keysOf }: { readonly batch: Batch; readonly keysOf: StoreDeps['keysOf'] },
): Promise<ReadonlySet<string>> {
  const changed = new Set<string>();
  if (come.size === 0) return changed;
  const journal = transaction.objectStore('journal');
  // The journal has few: most of what a load says is not in it.
  for (const key of await journal.getAllKeys()) {
    const coming = come.get(key);
    const known: JournalRow | undefined = coming && (await journal.get(key));
    if (!coming || !known) continue;
    const { home, row, table } = coming;
    const [last = home] = known.homes;
    const homes = [...new Set([last === gone.get(key) ? home : last, ...known.homes, home])];
    const record = joinRecords(known.record, recordOf({ ...row, batch }));
    await journal.put({ ...known, homes, record, keys: keysOf(table, record.fields) });
    for (const one of homes) changed.add(one);
  }
  return changed;
}
