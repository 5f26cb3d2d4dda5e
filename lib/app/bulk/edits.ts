import type { CustomerId } from '../../domain/ids.ts';
import type { Table } from '../../domain/tables.ts';
import type { BulkChange } from '../../messaging/contract.ts';
import type { Edit } from '../../storage/action.ts';
import type { LoadPerson } from '../../storage/load-moves.ts';
import type { Person } from '../../storage/person.ts';
import { liveAdds } from '../../storage/record.ts';
import type { Whole } from '../../storage/whole.ts';

const BELONGINGS = ['identities', 'orders', 'interactions', 'notes'] as const;

/**
 * What a change comes to for one person: nothing for who is as it wants them already, or is gone. Of several records it
 * says for each what is said of the person: as one edit of them would.
 */
export function bulkEdits(person: Whole, change: BulkChange): Edit[] {
  const [customer] = person.list('customers');
  if (!customer) return [];
  const id = person.id as CustomerId;
  const at = { table: 'customers', id } as const;
  const records = person.members.flatMap((member) => member.list('customers'));
  switch (change.do) {
    case 'tag':
      return customer.tags.includes(change.tag) ? [] : [{ kind: 'add', ...at, field: 'tags', element: change.tag }];
    case 'untag':
      return records
        .filter(({ tags }) => tags.includes(change.tag))
        .map((record) => ({ kind: 'remove', table: 'customers', id: record.id, field: 'tags', element: change.tag }));
    case 'set': {
      if ((customer[change.field] ?? null) === change.value) return [];
      // A value that is taken away is taken from whoever it was shown of.
      const owner = change.value === null ? (person.view?.borrowed.get(change.field) ?? id) : id;
      return [{ kind: 'set', table: 'customers', id: owner, field: change.field, value: change.value }];
    }
    case 'remove': {
      const remove = (table: Table, record: string): Edit => ({
        kind: 'set',
        table,
        id: record,
        field: 'deleted',
        value: true,
      });
      return [
        ...records.map((record) => remove('customers', record.id)),
        ...BELONGINGS.flatMap((table) => person.list(table).map((record) => remove(table, record.id))),
      ];
    }
  }
}

type Rows = LoadPerson['rows'];
type NewRow = NonNullable<Rows[Table]>[number];
type Sets = NonNullable<NonNullable<NewRow['extra']>['sets']>;

/** Edits of a person's records as people of a load, one for each customer's record they are in. */
export function* loadOfEdits(person: Whole, edits: readonly Edit[]): Iterable<LoadPerson> {
  for (const member of person.members) {
    const rows = rowsOfEdits(member, edits);
    if (Object.keys(rows).length > 0) yield { home: member.id, rows, held: member };
  }
}

/** Edits of records that are on file as rows of a load: each says what was there before. Texts are not among them. */
function rowsOfEdits(person: Person, edits: readonly Edit[]): Rows {
  const rows: Partial<Record<Table, NewRow[]>> = {};
  for (const [table, ofTable] of Map.groupBy(edits, (edit) => edit.table)) {
    const held = new Map(person.stored(table).map((record) => [record.id, record]));
    for (const [id, ofRecord] of Map.groupBy(ofTable, (edit) => edit.id)) {
      const record = held.get(id);
      if (!record) continue;
      const fields: Record<string, unknown> = {};
      const before: Record<string, unknown> = {};
      const added: Record<string, string[]> = {};
      const removed: Record<string, Sets[string]> = {};
      for (const edit of ofRecord) {
        const { field } = edit;
        if (edit.kind === 'set') {
          fields[field] = edit.value;
          before[field] = record.fields[field] ?? null;
        } else if (edit.kind === 'add') added[field] = [...(added[field] ?? []), edit.element];
        else if (edit.kind === 'remove') {
          const adds = liveAdds(record, field, edit.element);
          removed[field] = { ...removed[field], [edit.element]: { adds, removed: adds } };
        }
      }
      rows[table] ??= [];
      rows[table].push({
        ...{ id, fields, before },
        ...(Object.keys(added).length > 0 ? { sets: added } : {}),
        ...(Object.keys(removed).length > 0 ? { extra: { sets: removed } } : {}),
      });
    }
  }
  return rows;
}
