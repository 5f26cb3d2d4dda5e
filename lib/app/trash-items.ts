import type { MergeMark } from '../domain/customer.ts';
import type { ActionId, CustomerId } from '../domain/ids.ts';
import { TABLES, type Table } from '../domain/tables.ts';
import { TRASH_KINDS, type TrashItem } from '../domain/trash.ts';
import type { Edit } from '../storage/action.ts';
import type { Person } from '../storage/person.ts';
import type { Reader } from '../storage/reader.ts';
import { isDeleted, isErased, type StoredRecord } from '../storage/record.ts';
import type { DeletedLoad, DeletedRecord } from './deletions.ts';

type Records = ReadonlyMap<string, DeletedRecord>;
/** All but how long it stays. */
type Item = Omit<TrashItem, 'until'>;

const NO_PARTS = { customers: 0, identities: 0, orders: 0, interactions: 0, notes: 0 };
const TITLE_CHARS = 120;

/** What the register that a record of each table is known by is called. */
const TITLE_OF: Partial<Record<Table, string>> = {
  customers: 'name',
  identities: 'display',
  orders: 'number',
  interactions: 'subject',
  notes: 'body',
  fields: 'name',
};

const textOf = (record: StoredRecord | undefined, field: string): string => {
  const value = record?.fields[field];
  return typeof value === 'string' ? value.replace(/\s+/g, ' ').trim().slice(0, TITLE_CHARS) : '';
};

const nameOf = (person: Person): string => {
  const name = textOf(person.stored('customers')[0], 'name');
  return name === '' ? textOf(person.stored('identities')[0], 'display') : name;
};

/** One deleted record as the trash shows it. */
export async function itemOfRecord(reader: Reader, deleted: DeletedRecord, records: Records): Promise<Item> {
  const { table, id, key, actionId, action, source, at } = deleted;
  const shared = { key, actionId, action, source, deletedAt: at };
  const kind = TRASH_KINDS.find((name) => name === table) ?? 'notes';
  if (table === 'fields') {
    const title = textOf(await reader.stored(table, id), 'name');
    return { ...shared, kind, title, parts: NO_PARTS };
  }
  const home = await reader.homeOf(table, id);
  const person = await reader.person(home ?? id);
  if (table === 'customers') {
    const parts = { ...NO_PARTS, customers: 1 };
    for (const part of ['identities', 'orders', 'interactions', 'notes'] as const)
      parts[part] = goingWith(person, part, deleted, records).length;
    return { ...shared, kind, title: nameOf(person), parts };
  }
  const record = person.stored(table).find((entry) => entry.id === id);
  const [customer] = person.stored('customers');
  return {
    ...{ ...shared, kind, title: textOf(record, TITLE_OF[table] ?? ''), parts: NO_PARTS },
    ...(customer
      ? { owner: { customerId: person.id as CustomerId, name: nameOf(person), isDeleted: isDeleted(customer) } }
      : {}),
  };
}

/** A large action that was taken back, as the trash shows it. */
export async function itemOfLoad(reader: Reader, load: DeletedLoad): Promise<Item> {
  const { key, actionId, at, target } = load;
  const what = await reader.action(target ?? actionId);
  const { segments } = await reader.layout();
  const made = (what?.reply as { created?: unknown } | undefined)?.created;
  const customers = typeof made === 'number' ? made : (segments.find(({ seq }) => seq === load.load)?.people ?? 0);
  const source = what?.source ?? load.source;
  return {
    // A deletion of many is customers by their number; what was taken back is what it had been.
    ...{ key, kind: target ? 'load' : 'customers', actionId, source, deletedAt: at },
    ...{ action: what?.name ?? load.action, parts: { ...NO_PARTS, customers } },
    title: source.type === 'import' ? source.file : '',
  };
}

/** The records of a table that were deleted with a customer and still are. */
function goingWith(
  person: Person,
  table: Table,
  { actionId }: { actionId: ActionId },
  records: Records,
): StoredRecord[] {
  return person
    .stored(table)
    .filter(
      (record) => isDeleted(record) && !isErased(record) && records.get(`${table}/${record.id}`)?.actionId === actionId,
    );
}

/** The customer's records, and those of everybody who had been merged with them and was deleted along. */
async function deletedTogether(
  reader: Reader,
  person: Person,
  owner: DeletedRecord,
  records: Records,
): Promise<readonly (readonly [Person, DeletedRecord])[]> {
  const found = new Map([[person.id, [person, owner] as const]]);
  if (!(await reader.knowsMerges())) return [...found.values()];
  const survivorOf = (one: Person) => {
    const mark = one.stored('customers')[0]?.fields.mergedInto as MergeMark | null | undefined;
    return mark?.survivorId;
  };
  const along = [...records.values()].filter(
    ({ table, actionId }) => table === 'customers' && actionId === owner.actionId,
  );
  const candidates = await Promise.all(along.map(async (of) => [await reader.person(of.id), of] as const));
  // Each one found may tie further ones to the group.
  for (const [known] of found.values())
    for (const candidate of candidates) {
      const [one] = candidate;
      if (survivorOf(one) === known.id || survivorOf(known) === one.id) found.set(one.id, candidate);
    }
  return [...found.values()];
}

const back = (table: Table, id: string): Edit => ({ kind: 'set', table, id, field: 'deleted', value: null });

/**
 * The edits that bring a record back: a customer with all that was deleted with them, anything else with its customer
 * where they are deleted too.
 */
export async function restoring(reader: Reader, deleted: DeletedRecord, records: Records): Promise<Edit[]> {
  const { table, id } = deleted;
  if (table === 'fields') return [back(table, id)];
  const home = await reader.homeOf(table, id);
  const person = await reader.person(home ?? id);
  const owner = records.get(`customers/${person.id}`);
  const whole: Edit[] = [];
  for (const [one, of] of owner ? await deletedTogether(reader, person, owner, records) : [])
    for (const name of TABLES)
      for (const record of goingWith(one, name, of, records)) whole.push(back(name, record.id));
  return table === 'customers' ? whole : [...whole, back(table, id)];
}
