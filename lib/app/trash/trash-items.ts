import type { ActionId, CustomerId } from '../../domain/ids.ts';
import { TABLES, type Table } from '../../domain/tables.ts';
import { TRASH_KINDS, type TrashItem } from '../../domain/trash.ts';
import type { Edit } from '../../storage/action.ts';
import type { Person } from '../../storage/person.ts';
import type { Reader } from '../../storage/reader.ts';
import { isDeleted, isErased, type StoredRecord } from '../../storage/record.ts';
import type { DeletedTogether, Records } from './deleted-together.ts';
import type { DeletedLoad, DeletedRecord } from './deletions.ts';

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

/**
 * One deleted record as the trash shows it.
 * @param together of a customer those who were one person with them
 */
export async function itemOfRecord(
  reader: Reader,
  deleted: DeletedRecord,
  records: Records,
  together: readonly DeletedRecord[],
): Promise<Item> {
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
    let title = '';
    for (const of of together) {
      const one = await reader.person(of.id);
      title ||= textOf(one.stored('customers')[0], 'name');
      for (const part of ['identities', 'orders', 'interactions', 'notes'] as const)
        parts[part] += goingWith(one, part, of, records).length;
    }
    return {
      ...{ ...shared, kind, title: title || nameOf(person), parts },
      ...(together.length > 1 ? { records: together.length } : {}),
    };
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

const back = (table: Table, id: string): Edit => ({ kind: 'set', table, id, field: 'deleted', value: null });

/**
 * The edits that bring a record back: a customer with all that was deleted with them, anything else with its customer
 * where they are deleted too.
 */
export async function restoring(
  reader: Reader,
  deleted: DeletedRecord,
  records: Records,
  together: DeletedTogether,
): Promise<Edit[]> {
  const { table, id } = deleted;
  if (table === 'fields') return [back(table, id)];
  const home = (await reader.homeOf(table, id)) ?? id;
  const owner = records.get(`customers/${home}`);
  const whole: Edit[] = [];
  for (const of of owner ? await together.of(reader, owner, records) : []) {
    const one = await reader.person(of.id);
    for (const name of TABLES)
      for (const record of goingWith(one, name, of, records)) whole.push(back(name, record.id));
  }
  return table === 'customers' ? whole : [...whole, back(table, id)];
}
