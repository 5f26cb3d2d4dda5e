import { customRegister } from '../../domain/custom-field.ts';
import { TABLES, type Table } from '../../domain/tables.ts';
import type { Edit } from '../../storage/action.ts';
import type { EraseTarget } from '../../storage/erase.ts';
import { isOfShop, type Person } from '../../storage/person.ts';
import type { Reader } from '../../storage/reader.ts';
import { isDeleted, isErased } from '../../storage/record.ts';
import type { Summaries } from '../summaries.ts';

/** Shorter ones stand in other people's keys by chance. */
const KEY_MIN_CHARS = 5;
const EDITS_AT_ONCE = 500;

/** All that is on file of some people, deleted or not, and what was noted of them elsewhere: "not this person". */
export async function eraseTargets(reader: Reader, people: readonly Person[]): Promise<EraseTarget[]> {
  const targets: EraseTarget[] = [];
  const ids = new Set(people.map(({ id }) => id));
  const keys = new Set<string>();
  for (const person of people) {
    for (const table of TABLES.filter((name) => !isOfShop(name)))
      for (const record of person.stored(table)) if (!isErased(record)) targets.push({ table, id: record.id });
    for (const { fields } of person.stored('identities'))
      if (typeof fields.key === 'string' && fields.key.length >= KEY_MIN_CHARS) keys.add(fields.key);
  }
  for (const { id, fields } of await reader.storedOfShop('rejections')) {
    const { customerId, personKey } = fields;
    const isTheirs =
      ids.has(String(customerId)) ||
      (typeof personKey === 'string' && (keys.has(personKey) || [...ids].some((id) => personKey.endsWith(id))));
    if (isTheirs) targets.push({ table: 'rejections', id });
  }
  return targets;
}

/** Of what a load deleted, what is deleted still: customers with all that is theirs, other records by themselves. */
export async function stillDeleted(
  reader: Reader,
  deleted: readonly { readonly home: string; readonly records: readonly EraseTarget[] }[],
): Promise<EraseTarget[]> {
  const whole: Person[] = [];
  const targets: EraseTarget[] = [];
  for (const { home, records } of deleted) {
    const person = await reader.person(home);
    const [customer] = person.stored('customers');
    const isTheirs = records.some(({ table }) => table === 'customers');
    if (isTheirs && customer && isDeleted(customer)) {
      if (!isErased(customer)) whole.push(person);
      continue;
    }
    const byTable = Map.groupBy(records, ({ table }) => table);
    for (const [table, some] of byTable) {
      const ids = new Set(some.map(({ id }) => id));
      for (const record of person.stored(table))
        if (ids.has(record.id) && isDeleted(record) && !isErased(record)) targets.push({ table, id: record.id });
    }
  }
  return [...targets, ...(whole.length > 0 ? await eraseTargets(reader, whole) : [])];
}

/** The edits that empty some custom fields of every customer, some hundred at a time. */
export async function* emptyingFields(summaries: Summaries, fieldIds: ReadonlySet<string>): AsyncIterable<Edit[]> {
  let edits: Edit[] = [];
  const table: Table = 'customers';
  for (const { id, custom = {}, members = [] } of (await summaries.all()).values()) {
    // Of several records each may have a value of its own.
    for (const field of fieldIds)
      if (custom[field] !== undefined)
        for (const one of [id, ...members])
          edits.push({ kind: 'set', table, id: one, field: customRegister(field), value: null });
    if (edits.length >= EDITS_AT_ONCE) {
      yield edits;
      edits = [];
    }
  }
  if (edits.length > 0) yield edits;
}
