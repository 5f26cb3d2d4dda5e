import { TABLES, type Table } from '../../domain/tables.ts';
import { type Column, encodeColumn, numbersOf, type Packed, pack, valueAt, valuesOf } from './column.ts';
import type { Batch, Row } from './row.ts';

/** About 64 people with all their records, a column a field: the unit a segment is read and written in. */
export interface Block {
  readonly homes: Column;
  readonly people: number;
  readonly batches: readonly Batch[];
  readonly tables: Readonly<Partial<Record<Table, TableBlock>>>;
}

interface TableBlock {
  /** Person → first row; one more than there are people. */
  readonly starts: Packed;
  readonly ids: Column;
  /** Row → place in the block's batches. */
  readonly batch: Column;
  readonly fields: readonly string[];
  readonly columns: readonly Column[];
  /** Every row's `customerId` is its person: not written. */
  readonly ownsAll: boolean;
  /** JSON texts and marks; most rows have none. */
  readonly sets: Column;
  readonly extra: Column;
  readonly before: Column;
  readonly marks: Column;
}

const CREATED = 1;
const MOVED = 2;

/** The rows of one person by table. */
export type PersonRows = Partial<Record<Table, readonly Row[]>>;

/** A row that its action has not stamped yet. One that says nothing of what was before is a new record. */
export type NewRow = Omit<Row, 'batch' | 'created'>;
export type NewRows = Partial<Record<Table, readonly NewRow[]>>;

/** Collects people for one block. */
export interface BlockBuilder {
  /** How many people it holds, and so the place the next one gets. */
  readonly people: number;
  /** Rows without a batch of their own are of the given one. */
  add(home: string, rows: PersonRows | NewRows, batch?: Batch): void;
  encode(): Block;
}

interface TableBuilder {
  readonly starts: number[];
  readonly ids: string[];
  readonly batch: number[];
  readonly columns: Map<string, unknown[]>;
  readonly sets: unknown[];
  readonly extra: unknown[];
  readonly before: unknown[];
  readonly marks: (number | undefined)[];
  ownsAll: boolean;
}

export function createBlockBuilder(): BlockBuilder {
  const homes: string[] = [];
  const batches: Batch[] = [];
  const tables = new Map<Table, TableBuilder>();
  let lastBatch: Batch | undefined;
  let lastPlace = 0;
  const extraText = createWriter();
  const beforeText = createWriter();

  function placeOf(batch: Batch): number {
    if (batch === lastBatch) return lastPlace;
    const known = batches.findIndex((entry) => entry === batch || isSameBatch(entry, batch));
    lastPlace = known >= 0 ? known : batches.push(batch) - 1;
    lastBatch = batch;
    return lastPlace;
  }

  function tableOf(name: Table): TableBuilder {
    const known = tables.get(name);
    if (known) return known;
    const made: TableBuilder = {
      starts: Array.from({ length: homes.length }, () => 0),
      ids: [],
      batch: [],
      columns: new Map(),
      sets: [],
      extra: [],
      before: [],
      marks: [],
      ownsAll: true,
    };
    tables.set(name, made);
    return made;
  }

  function addRow(table: TableBuilder, home: string, row: Row | NewRow, given: Batch | undefined): void {
    const own = 'batch' in row ? row : undefined;
    const batch = own?.batch ?? given;
    if (!batch) throw new Error('a row without a stamp');
    const index = table.ids.length;
    table.ids.push(row.id);
    table.batch.push(placeOf(batch));
    const { fields } = row;
    const { columns } = table;
    for (const field in fields) {
      let column = columns.get(field);
      if (!column) {
        column = [];
        columns.set(field, column);
      }
      while (column.length < index) column.push(undefined);
      column.push(fields[field]);
    }
    if (fields.customerId !== home) table.ownsAll = false;
    // These arrays stay as short as their last entry; a column is filled up when it is encoded.
    if (row.sets) table.sets[index] = JSON.stringify(row.sets);
    if (row.extra) table.extra[index] = extraText(row.extra);
    if (row.before) table.before[index] = beforeText(row.before);
    const isCreated = own ? own.created : !row.before;
    const marks = (isCreated ? CREATED : 0) | (row.moved ? MOVED : 0);
    if (marks) table.marks[index] = marks;
  }

  return {
    get people() {
      return homes.length;
    },
    add(home, rows, batch) {
      for (const table of tables.values()) table.starts.push(table.ids.length);
      for (const name of TABLES) {
        const given = rows[name];
        if (!given || given.length === 0) continue;
        const table = tableOf(name);
        if (table.starts.length === homes.length) table.starts.push(table.ids.length);
        for (const row of given) addRow(table, home, row, batch);
      }
      homes.push(home);
    },
    encode: () => ({
      homes: encodeColumn(homes),
      people: homes.length,
      batches,
      tables: Object.fromEntries(Array.from(tables, ([name, table]) => [name, encodeTable(table)])),
    }),
  };
}

/** Writes out what rows hold; what one row after the other shares is written once. */
function createWriter(): (value: object) => string {
  let last: object | undefined;
  let text = '';
  return (value) => {
    if (value !== last) text = JSON.stringify(value);
    last = value;
    return text;
  };
}

const isSameBatch = (a: Batch, b: Batch): boolean =>
  a.prefix === b.prefix && JSON.stringify(a.source) === JSON.stringify(b.source);

function encodeTable(table: TableBuilder): TableBlock {
  const count = table.ids.length;
  const filled = (values: unknown[]): Column => {
    if (values.length === 0) return { form: 'same', value: undefined };
    return encodeColumn(Array.from({ length: count }, (_, row) => values[row]));
  };
  const fields: string[] = [];
  const columns: Column[] = [];
  for (const [field, values] of table.columns) {
    if (table.ownsAll && field === 'customerId') continue;
    while (values.length < count) values.push(undefined);
    fields.push(field);
    columns.push(encodeColumn(values));
  }
  return {
    starts: pack([...table.starts, count]),
    ids: encodeColumn(table.ids),
    batch: encodeColumn(table.batch),
    fields,
    columns,
    ownsAll: table.ownsAll,
    sets: filled(table.sets),
    extra: filled(table.extra),
    before: filled(table.before),
    marks: filled(table.marks),
  };
}

/** The home at a place of a block. */
export const homeAt = (block: Block, place: number): string => valueAt(block.homes, place) as string;

/** Where a home is in a block; -1 when it is not. */
export function placeOfHome(block: Block, home: string): number {
  for (let place = 0; place < block.people; place += 1) if (homeAt(block, place) === home) return place;
  return -1;
}

/** The rows that a block has of a person in one table. */
export function rowsAt(block: Block, place: number, name: Table): Row[] {
  const table = block.tables[name];
  if (!table) return [];
  const rows: Row[] = [];
  const end = table.starts[place + 1] as number;
  for (let index = table.starts[place] as number; index < end; index += 1) {
    const fields: Record<string, unknown> = {};
    if (table.ownsAll) fields.customerId = homeAt(block, place);
    for (let field = 0; field < table.fields.length; field += 1) {
      const value = valueAt(table.columns[field] as Column, index);
      if (value !== undefined) fields[table.fields[field] as string] = value;
    }
    const [sets, extra, before] = [table.sets, table.extra, table.before].map((column) => {
      const text = valueAt(column, index) as string | undefined;
      return text === undefined ? undefined : JSON.parse(text);
    });
    const marks = (valueAt(table.marks, index) as number | undefined) ?? 0;
    rows.push({
      id: valueAt(table.ids, index) as string,
      fields,
      batch: block.batches[valueAt(table.batch, index) as number] as Batch,
      ...(sets ? { sets } : {}),
      ...(extra ? { extra } : {}),
      ...(before ? { before } : {}),
      ...(marks & MOVED ? { moved: true } : {}),
      ...(marks & CREATED ? { created: true } : {}),
    });
  }
  return rows;
}

/** Some columns of a table for all of a block, read without making a record of each row. */
export interface TableView {
  /** Person → first row; one more than there are people. */
  readonly starts: ArrayLike<number>;
  /** The row has gone from its person to another. */
  isMoved(row: number): boolean;
  idAt(row: number): string;
  /** NaN where a row has no such number. */
  numbers(field: string): ArrayLike<number>;
  /** Undefined where a row has no such register, null where it was cleared. */
  values(field: string): readonly unknown[];
}

/** A table of a block; absent where it has no rows in it. */
export function viewOf(block: Block, name: Table): TableView | undefined {
  const table = block.tables[name];
  if (!table) return undefined;
  const count = table.starts[table.starts.length - 1] as number;
  const columnOf = (field: string): Column => {
    const at = table.fields.indexOf(field);
    return at < 0 ? { form: 'same', value: undefined } : (table.columns[at] as Column);
  };
  const marks = table.marks.form === 'same' ? undefined : table.marks;
  const allMoved = table.marks.form === 'same' && (Number(table.marks.value ?? 0) & MOVED) !== 0;
  return {
    starts: table.starts,
    isMoved: (row) => (marks ? (((valueAt(marks, row) as number | undefined) ?? 0) & MOVED) !== 0 : allMoved),
    idAt: (row) => valueAt(table.ids, row) as string,
    numbers: (field) => numbersOf(columnOf(field), count),
    values: (field) => valuesOf(columnOf(field), count),
  };
}

/** Everything a block has of a person. */
export const personAt = (block: Block, place: number): PersonRows =>
  Object.fromEntries(
    TABLES.map((name) => [name, rowsAt(block, place, name)] as const).filter(([, rows]) => rows.length),
  );
