import type { ImportRow } from './import-row.ts';

// Rows go from the reader to the background as texts. A text of objects says each field's name in each row, and the buyer
// of ten orders ten times: most of it would be read and thrown away. So they go as columns, and what stays the same from row
// to row stands once.

type Part = 'row' | 'customer' | 'order' | 'line';
/** Values, null where a row has none, and for how many rows each is; without that for one each. Rows at the end have none. */
type Column = readonly [part: Part, field: string, values: readonly unknown[], rows?: readonly number[]];

interface Packed {
  readonly count: number;
  readonly columns: readonly Column[];
}

interface Filling {
  readonly part: Part;
  readonly field: string;
  readonly values: unknown[];
  readonly rows: number[];
  /** How many rows it tells of. */
  told: number;
  last: unknown;
}

/** Collects rows for one text after the other. */
export interface RowPacker {
  /** Problems of a row stay behind: they have been counted. */
  add(row: ImportRow): void;
  /** Rows since the last text. */
  readonly count: number;
  /** About how long the text is by now. */
  readonly chars: number;
  /** The text of all that came since the last one, a byte a character; empty when nothing came. */
  take(): string;
}

export function createRowPacker(): RowPacker {
  let columns = new Map<string, Filling>();
  let count = 0;
  let chars = 0;

  function put(part: Part, field: string, value: unknown): void {
    const name = `${part}.${field}`;
    let column = columns.get(name);
    if (!column) {
      column = { part, field, values: [], rows: [], told: 0, last: undefined };
      columns.set(name, column);
    }
    const { values, rows } = column;
    if (column.told < count) {
      values.push(null);
      rows.push(count - column.told);
      column.last = null;
    }
    column.told = count + 1;
    // Lists are told apart by what is in them.
    const told = typeof value === 'object' ? JSON.stringify(value) : value;
    if (told === column.last) {
      rows[rows.length - 1] = (rows.at(-1) ?? 0) + 1;
      return;
    }
    values.push(value);
    rows.push(1);
    column.last = told;
    chars += typeof told === 'string' ? told.length * (WIDE.test(told) ? ESCAPED : 1) : NUMBER;
  }
  const putAll = (part: Part, fields: object) => {
    for (const [field, value] of Object.entries(fields)) {
      const isNone = value === undefined || (Array.isArray(value) && value.length === 0);
      if (!isNone) put(part, field, value);
    }
  };

  return {
    get count() {
      return count;
    },
    get chars() {
      return chars;
    },
    add({ row, customer, order }) {
      const { line, ...bought } = order ?? {};
      put('row', 'row', row);
      // A map has no JSON of its own.
      putAll('customer', { ...customer, fields: [...customer.fields] });
      putAll('order', bought);
      putAll('line', line ?? {});
      count += 1;
    },
    take() {
      if (count === 0) return '';
      const packed: Packed = {
        count,
        columns: Array.from(columns.values(), ({ part, field, values, rows }) =>
          rows.every((one) => one === 1) ? [part, field, values] : [part, field, values, rows],
        ),
      };
      columns = new Map();
      count = 0;
      chars = 0;
      return JSON.stringify(packed).replace(EVERY_WIDE, escaped);
    },
  };
}

/** The rows of a text. What stands once for several rows is one value in all of them, not to be changed. */
export function* unpackRows(text: string): Generator<ImportRow> {
  const { count, columns } = JSON.parse(text) as Packed;
  const cursors = columns.map(([part, field, values, rows]) => ({
    part,
    field,
    values,
    rows,
    at: 0,
    left: rows?.[0] ?? 1,
  }));
  for (let row = 0; row < count; row += 1) {
    const parts: Record<Part, Record<string, unknown>> = { row: {}, customer: { ...NOTHING }, order: {}, line: {} };
    let hasOrder = false;
    let hasLine = false;
    for (const cursor of cursors) {
      const value = cursor.values[cursor.at] ?? null;
      cursor.left -= 1;
      if (cursor.left === 0) {
        cursor.at += 1;
        cursor.left = cursor.rows?.[cursor.at] ?? 1;
      }
      if (value === null) continue;
      const isFields = cursor.field === 'fields';
      parts[cursor.part][cursor.field] = isFields ? new Map(value as [string, string][]) : value;
      hasLine ||= cursor.part === 'line';
      hasOrder ||= hasLine || cursor.part === 'order';
    }
    const order = hasLine ? { ...parts.order, line: parts.line } : parts.order;
    yield {
      ...parts.row,
      customer: parts.customer,
      ...(hasOrder ? { order } : {}),
      problems: [],
    } as unknown as ImportRow;
  }
}

const NOTHING = { emails: [], phones: [], accounts: [], tags: [], fields: new Map<string, string>() };

/** One of these would make every other character of a text take two bytes, on each leg of its way: they travel as escapes. */
const WIDE = /[^\0-\u00ff]/;
const EVERY_WIDE = new RegExp(WIDE, 'g');
const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
const ESCAPED = '\\u0000'.length;
/** Characters of a number, about. */
const NUMBER = 8;
