import type { ActionId } from '../domain/ids.ts';
import { TABLES, type Table } from '../domain/tables.ts';
import type { ActionHead } from './action.ts';
import { type Database, storeOf, watched } from './database.ts';
import type { StoreDeps } from './deps.ts';
import { readLayout } from './layout.ts';
import {
  AGAIN,
  type Changed,
  goneRows,
  isAnothers,
  type LoadPerson,
  linesOf,
  movingOrder,
  UNCHANGED,
} from './load-moves.ts';
import type { LoadedRow } from './log-reader.ts';
import { createReader, type Reader } from './reader.ts';
import { isDeleted, isTakenBack, liveAdds, type SetEntry, type StoredRecord } from './record.ts';
import { type Block, homeAt, type NewRow, type NewRows, rowsAt } from './segments/block.ts';
import type { Batch, Row } from './segments/row.ts';
import type { Segment } from './segments/segment.ts';
import { beginPersonRead } from './transaction.ts';

/**
 * What takes a load back, person by person: as far as everything is still as the load left it. A record that several loads
 * brought stays while one of them is in force, in whatever order they are taken back and done again.
 * @param work.kept counts what stays because it is otherwise by now
 */
export async function* inverseOfLoad(
  database: Database,
  deps: StoreDeps,
  work: { readonly head: ActionHead; readonly segment: Segment; readonly kept: { count: number } },
): AsyncIterable<LoadPerson> {
  const { head, segment, kept } = work;
  const brings = await bringing(database, head);
  for (let number = 0; number < 1 << segment.blockBits; number += 1) {
    const block = (await storeOf(database, 'blocks').get([segment.seq, number])) as Block | undefined;
    if (!block) continue;
    const reader = createReader(beginPersonRead(database), deps);
    const settle = createSettling(reader, { ...work, brings });
    const homes = Array.from({ length: block.people }, (_, place) => homeAt(block, place));
    const people = await Promise.all(homes.map(reader.person));
    // All of a block in one transaction: many orders may come back from one customer, who is read once.
    const taken: LoadPerson[] = [];
    for (const [place, person] of people.entries()) {
      const rows: Partial<Record<Table, NewRow[]>> = {};
      for (const table of TABLES) {
        const current = new Map(person.stored(table).map((record) => [record.id, record]));
        for (const row of rowsAt(block, place, table)) {
          const record = current.get(row.id);
          if (row.moved && !record) {
            if (table === 'orders') say(rows, await comingBack(reader, row, person.id, settle));
            continue;
          }
          // A line that came with its order goes with it.
          if (table === 'lines' && row.extra?.stamps) continue;
          const now = row.moved ? { kept: 0 } : takenBack(row, record);
          kept.count += now.kept;
          const told = now.row && record ? settle.row(table, row, now.row, record) : settle.mark(row, record);
          // Of most it is known at once, and to wait takes longer than all else.
          const inverse = told instanceof Promise ? await told : told;
          if (!inverse) continue;
          if (table === 'orders' && isAnothers(inverse)) say(rows, goneRows(person, inverse));
          else say(rows, { [table]: [inverse] });
        }
      }
      if (Object.keys(rows).length > 0) taken.push({ home: person.id, rows, held: person });
    }
    yield* taken;
  }
}

/** Which loads are in force once this is done; one that is not among them began since, and is. */
type Bringing = ReadonlyMap<ActionId, { readonly seq: number; readonly isInForce: boolean }>;

async function bringing(database: Database, { target }: ActionHead): Promise<Bringing> {
  const transaction = watched(database.transaction(['meta', 'actions']));
  const { segments } = await readLayout(transaction);
  const actions = transaction.objectStore('actions').index('id');
  const loads = await Promise.all(
    segments.flatMap(({ seq, actionId }) =>
      actionId ? [actions.get(actionId).then((action) => ({ seq, action }))] : [],
    ),
  );
  return new Map(
    loads.flatMap(({ seq, action }) =>
      action ? [[action.id, { seq, isInForce: action.mode === 'do' && !action.undone && action.id !== target }]] : [],
    ),
  );
}

/** Says of what several loads brought whether it stays. */
interface Settling {
  /** @param inverse what takes the row back as if no other load had said anything */
  row(table: Table, row: Row, inverse: NewRow, record: StoredRecord): NewRow | Promise<NewRow>;
  /** What is to be said of a record of which there is nothing to take back: when this is taken back, it is asked again. */
  mark(row: Row, record: StoredRecord | undefined): NewRow | undefined;
  /** What changes of a line whose order goes to another home. */
  line(line: StoredRecord, row: Row): Promise<Changed>;
}

function createSettling(
  reader: Reader,
  work: {
    readonly head: ActionHead;
    readonly segment: Segment;
    readonly kept: { count: number };
    readonly brings: Bringing;
  },
): Settling {
  const { head, segment, kept, brings } = work;
  const isUndo = head.mode === 'undo';
  const hasLater = [...brings.values()].some(({ seq, isInForce }) => isInForce && seq > segment.seq);

  /** Whether a load in force made a record, took it to its customer, or brought it again. */
  const isBroughtBy = ({ actionId, created, came, before }: LoadedRow): boolean =>
    (brings.get(actionId)?.isInForce ?? true) && (created || came || 'customerId' in before || before.deleted === true);

  async function isBrought(table: Table, { id }: StoredRecord): Promise<boolean> {
    const loads = await reader.loadsOf(table, id);
    // Who made it is not known any more, or it was made by hand.
    return !loads.some(({ created }) => created) || loads.some(isBroughtBy);
  }

  /** The record's deletion as it is to be, where it is to change. */
  async function deletionOf(table: Table, record: StoredRecord, row: Row): Promise<Changed | undefined> {
    if (!isUndo) return isTakenBack(record) ? AGAIN : undefined;
    return isDeleted(record) || (await isBrought(table, record)) ? undefined : deletion(row);
  }

  /** Of what the load made: another that came later may have brought it too. */
  async function unlessBrought(table: Table, inverse: NewRow): Promise<NewRow> {
    const later = await reader.loadsOf(table, inverse.id, segment.seq);
    if (!later.some(isBroughtBy)) return inverse;
    kept.count += 1;
    return { id: inverse.id, ...UNCHANGED };
  }

  /** Of what the load took to its customer, or brought again. */
  async function withDeletion(table: Table, row: Row, inverse: NewRow, record: StoredRecord): Promise<NewRow> {
    const { deleted: _value, ...fields } = inverse.fields;
    const { deleted: _before, ...before } = inverse.before ?? {};
    const changed = await deletionOf(table, record, row);
    return {
      ...inverse,
      fields: { ...fields, ...changed?.fields },
      before: { ...before, ...changed?.before },
      ...(changed?.extra ? { extra: { ...inverse.extra, ...changed.extra } } : {}),
    };
  }

  return {
    row(table, row, inverse, record) {
      if (isUndo && row.created) return hasLater ? unlessBrought(table, inverse) : inverse;
      if (!isAnothers(inverse) && !(isUndo && isRevival(row))) return inverse;
      return withDeletion(table, row, inverse, record);
    },
    mark(row, record) {
      if (isUndo) return row.created && !record ? { id: row.id, ...UNCHANGED, moved: true } : undefined;
      // Or it is where it would be taken to already.
      return record && (isMark(row) || row.moved) && isTakenBack(record) ? { id: row.id, ...AGAIN } : undefined;
    },
    line: async (line, row) => (await deletionOf('lines', line, row)) ?? UNCHANGED,
  };
}

/** What was brought by a file goes with the file's word: another may bring it again. One for all of a batch, as they are many. */
function deletion({ batch }: Row): Changed {
  const known = deletions.get(batch);
  if (known) return known;
  const { source } = batch;
  const extra = source.type === 'import' ? { extra: { sources: { deleted: source } } } : {};
  const made = { fields: { deleted: true }, before: { deleted: null }, ...extra };
  deletions.set(batch, made);
  return made;
}
const deletions = new WeakMap<Batch, Changed>();

const isMark = ({ fields, before }: Row): boolean =>
  before !== undefined && Object.keys(fields).length + Object.keys(before).length === 0;

/** Whether a file brought again what another had brought, which was taken back. */
const isRevival = ({ fields, before, batch }: Row): boolean =>
  batch.source.type === 'import' && before?.deleted === true && fields.deleted === null;

/** What brings an order back to where a load took it from; nothing where it has gone on meanwhile. */
async function comingBack(reader: Reader, row: Row, to: string, settle: Settling): Promise<NewRows | undefined> {
  const home = await reader.homeOf('orders', row.id);
  if (home === undefined || home === to) return undefined;
  const held = await reader.person(home);
  const order = held.stored('orders').find(({ id }) => id === row.id);
  const inverse = order && takenBack(row, order).row;
  if (!order || !inverse || !isAnothers(inverse)) return undefined;
  const lines = linesOf(held, order.id).map(async (line) => [line.id, await settle.line(line, row)] as const);
  const { fields, before = {}, extra } = await settle.row('orders', row, inverse, order);
  const changed = { fields, before, ...(extra ? { extra } : {}) };
  return movingOrder(held, order, changed, new Map(await Promise.all(lines))).come;
}

function say(rows: Partial<Record<Table, NewRow[]>>, more: NewRows = {}): void {
  for (const [table, all] of Object.entries(more) as [Table, readonly NewRow[]][]) {
    rows[table] ??= [];
    rows[table].push(...all);
  }
}

/** What takes one loaded record back, as far as it is still as the load left it. */
function takenBack(row: Row, current: StoredRecord | undefined): { row?: NewRow; kept: number } {
  if (!current) return { kept: 1 };
  if (row.created) {
    if (isDeleted(current)) return { kept: 0 };
    return { row: { id: row.id, ...deletion(row) }, kept: 0 };
  }
  const fields: Record<string, unknown> = {};
  const before: Record<string, unknown> = {};
  let kept = 0;
  for (const [field, value] of Object.entries(row.fields)) {
    if (!(field in (row.before ?? {}))) continue;
    if (!isSame(current.fields[field], value)) {
      kept += 1;
      continue;
    }
    fields[field] = row.before?.[field] ?? null;
    before[field] = value;
  }
  // As with a field: what somebody put in or took out since is not taken back.
  const again = setsOf(row.extra?.sets ?? {}, (field, entries) =>
    Object.keys(entries).filter((element) => liveAdds(current, field, element).length === 0),
  );
  const removed = setsOf(row.sets ?? {}, (field, elements) =>
    elements.filter((element) => liveAdds(current, field, element).length > 0),
  );
  if ([fields, again, removed].every((part) => Object.keys(part).length === 0)) return { kept };
  const sets = Object.keys(again).length > 0 ? { sets: again } : {};
  const extra = Object.keys(removed).length > 0 ? { extra: { sets: removals(current, removed) } } : {};
  return { row: { id: row.id, fields, before, ...sets, ...extra }, kept };
}

/** Registers are plain JSON; an absent one and a cleared one are the same. */
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** By set which of its elements are meant, where there are any. */
const setsOf = <T>(
  sets: Readonly<Record<string, T>>,
  meant: (field: string, entries: T) => readonly string[],
): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    Object.entries(sets)
      .map(([field, entries]) => [field, meant(field, entries)] as const)
      .filter(([, elements]) => elements.length > 0),
  );

/** Elements taken out of sets, with the adds that this takes back. */
const removals = (current: StoredRecord, removed: Readonly<Record<string, readonly string[]>>): StoredRecord['sets'] =>
  Object.fromEntries(
    Object.entries(removed).map(([field, elements]) => [
      field,
      Object.fromEntries(
        elements.map((element): [string, SetEntry] => {
          const adds = liveAdds(current, field, element);
          return [element, { adds, removed: adds }];
        }),
      ),
    ]),
  );
