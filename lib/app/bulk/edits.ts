import type { CustomerId } from '../../domain/ids.ts';
import type { Table } from '../../domain/tables.ts';
import type { BulkChange } from '../../messaging/contract.ts';
import type { Edit } from '../../storage/action.ts';
import type { LoadPerson } from '../../storage/load.ts';
import type { Person } from '../../storage/person.ts';
import { liveAdds } from '../../storage/record.ts';

const BELONGINGS = ['identities', 'orders', 'interactions', 'notes'] as const;

/** What a change comes to for one customer: nothing for who is as it wants them already, or is gone. */
export function bulkEdits(person: Person, change: BulkChange): Edit[] {
  const [customer] = person.list('customers');
  if (!customer) return [];
  const id = person.id as CustomerId;
  const at = { table: 'customers', id } as const;
  switch (change.do) {
    case 'tag':
      return customer.tags.includes(change.tag) ? [] : [{ kind: 'add', ...at, field: 'tags', element: change.tag }];
    case 'untag':
      return customer.tags.includes(change.tag) ? [{ kind: 'remove', ...at, field: 'tags', element: change.tag }] : [];
    case 'set':
      return (customer[change.field] ?? null) === change.value
        ? []
        : [{ kind: 'set', ...at, field: change.field, value: change.value }];
    case 'remove': {
      const remove = (table: Table, record: string): Edit => ({
        kind: 'set',
        table,
        id: record,
        field: 'deleted',
        value: true,
      });
      return [
        remove('customers', id),
        ...BELONGINGS.flatMap((table) => person.list(table).map((record) => remove(table, record.id))),
      ];
    }
  }
}

type Rows = LoadPerson['rows'];
type NewRow = NonNullable<Rows[Table]>[number];
type Sets = NonNullable<NonNullable<NewRow['extra']>['sets']>;

/** Edits of records that are on file as rows of a load: each says what was there before. Texts are not among them. */
export function rowsOfEdits(person: Person, edits: readonly Edit[]): Rows {
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
