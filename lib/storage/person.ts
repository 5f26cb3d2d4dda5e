import type { Table } from '../domain/tables.ts';
import type { JournalRow } from './database.ts';
import { isDeleted, joinRecords, materialise, type RecordOf, type StoredRecord } from './record.ts';
import { type Block, rowsAt } from './segments/block.ts';
import { recordOf } from './segments/row.ts';

/** Tables whose records belong to the shop as a whole; those of all others belong to a person. */
const OF_SHOP: readonly Table[] = ['fields', 'rejections', 'sites', 'settings', 'scoreRules'];
export const isOfShop = (table: Table): boolean => OF_SHOP.includes(table);

/** What a summary is worked out from. */
export interface SummarySource {
  readonly id: string;
  /** Records that are not deleted; their ids need not be among what they say. */
  list<T extends Table>(table: T): readonly Omit<RecordOf[T], 'id'>[];
  /** The records that make up the person, whoever stands for them first, where several were merged. */
  readonly members?: readonly SummarySource[];
}

/** Everything on file that belongs to one customer, or to a record that has no customer. Read whole, unpacked table by table. */
export interface Person extends SummarySource {
  /** Records that are not deleted. */
  list<T extends Table>(table: T): RecordOf[T][];
  /** Records with their stamps, deleted ones too. */
  stored(table: Table): readonly StoredRecord[];
}

/** @param blocks oldest first, with the person's place in each */
export function createPerson(
  id: string,
  blocks: readonly { readonly block: Block; readonly place: number }[],
  journal: readonly JournalRow[],
): Person {
  const unpacked = new Map<Table, readonly StoredRecord[]>();

  function unpack(table: Table): readonly StoredRecord[] {
    const found = new Map<string, { record: StoredRecord; moved: boolean }>();
    // Whether it has moved is told by whoever wrote of it last; what it says by the law of its registers.
    const put = (record: StoredRecord, moved: boolean) => {
      const known = found.get(record.id);
      found.set(record.id, { record: known ? joinRecords(known.record, record) : record, moved });
    };
    for (const { block, place } of blocks)
      for (const row of rowsAt(block, place, table)) put(recordOf(row), row.moved === true);
    for (const row of journal) if (row.table === table) put(row.record, row.homes[0] !== id);
    return [...found.values()].filter(({ moved }) => !moved).map(({ record }) => record);
  }

  const stored = (table: Table): readonly StoredRecord[] => {
    let records = unpacked.get(table);
    if (!records) {
      records = unpack(table);
      unpacked.set(table, records);
    }
    return records;
  };

  return {
    id,
    stored,
    list: (table) =>
      stored(table)
        .filter((record) => !isDeleted(record))
        .map((record) => materialise(table, record)),
  };
}
