import type { OrderStatus } from '../domain/order.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { cleanText, isBlank } from './clean-text.ts';
import type { ImportCustomer, ImportRow, RejectedRow } from './import-row.ts';
import { headerKey, type Mapping, type MappingError, resolveMapping } from './mapping.ts';
import type { DecimalSign } from './read-amount.ts';
import { customerReader } from './read-customer.ts';
import { createDateReader } from './read-date.ts';
import { orderReader, type StatusRule } from './read-order.ts';
import { type Cells, RowReading } from './row-reading.ts';
import { zoneClock } from './time-zone.ts';
import type { DateOrder } from './written-date.ts';

/** Rows that are no data: those whose column is blank, or begins with a text. */
export interface SkipRule {
  readonly column: string;
  readonly startsWith?: string;
}

export interface InterpreterOptions {
  /** ISO 4217, for amounts that name no currency of their own. */
  readonly currency?: string | undefined;
  /** IANA zone of times that name none. */
  readonly timeZone: string;
  /** For dates like 03/04/2024. Without it those that could be two days are rejected. */
  readonly dateOrder?: DateOrder | undefined;
  /** For amounts like 1.234. Without it those that could be two amounts are rejected. */
  readonly decimal?: DecimalSign | undefined;
  /** `platform:shop` of the file's accounts. */
  readonly accountPrefix?: string | undefined;
  readonly ignoredTags?: readonly string[] | undefined;
  readonly statuses?: Readonly<Record<string, OrderStatus>> | undefined;
  readonly statusRules?: readonly StatusRule[] | undefined;
  readonly skip?: readonly SkipRule[] | undefined;
}

export type InterpreterError = MappingError | { readonly type: 'unknown-time-zone'; readonly timeZone: string };

export interface Interpreter {
  /** Reads one row. Not for use by two files at once: it remembers the row before. */
  read(cells: Cells, row: number): ImportRow | RejectedRow;
}

/**
 * Compiles a mapping for files with these headers into a reader of rows. Nothing is guessed: what can be read in two
 * ways, or was damaged, is left out with a problem, or the row is rejected where an order would be wrong without it.
 */
export function createInterpreter(
  mapping: Mapping,
  headers: readonly string[],
  options: InterpreterOptions,
): Result<Interpreter, InterpreterError> {
  const columns = resolveMapping(mapping, headers);
  if (!columns.ok) return columns;
  const zone = zoneClock(options.timeZone);
  if (!zone) return err({ type: 'unknown-time-zone', timeZone: options.timeZone });
  const reading = new RowReading();
  const readCustomer = customerReader(
    columns.value,
    headers,
    { ...options, accountPrefix: options.accountPrefix ?? 'import:file' },
    reading,
  );
  const hasOrders = [...columns.value.keys()].some(
    (target) => target.startsWith('order.') || target.startsWith('line.'),
  );
  const readOrder = hasOrders
    ? orderReader(columns.value, headers, { ...options, readDate: createDateReader(zone, options.dateOrder) }, reading)
    : undefined;
  const isNoData = skipper(options.skip ?? [], headers);
  const width = headers.length;

  return ok({
    read(cells, row) {
      reading.begin();
      if (isNoData?.(cells)) return { row, cells, reason: 'not-data' };
      if (cells.length > width && cells.slice(width).some((cell) => cleanText(cell) !== '')) {
        return { row, cells, reason: 'shifted-columns' };
      }
      const customer = readCustomer(cells);
      if (isSum(cells, customer)) return { row, cells, reason: 'not-data' };
      const order = readOrder?.(cells);
      if (reading.rejection) return { row, cells, ...reading.rejection };
      if (order?.number === undefined && !isSomebody(customer))
        return unusable(cells, row, customer, order !== undefined);
      return order
        ? { row, customer, order, problems: reading.problems }
        : { row, customer, problems: reading.problems };
    },
  });

  function unusable(cells: Cells, row: number, customer: ImportCustomer, hasOrder: boolean): RejectedRow {
    // What would have said whose row it is, was damaged: that is the reason to give.
    const cause = reading.problems.find(({ type }) => type === 'damaged-number' || type === 'damaged-text');
    if (cause) {
      const reason = cause.type === 'damaged-text' ? 'damaged-text' : 'damaged-number';
      return { row, cells, reason, target: cause.target };
    }
    const isBare = !hasOrder && reading.problems.length === 0 && !saysAnything(customer);
    return { row, cells, reason: isBare ? 'nothing-mapped' : 'no-customer' };
  }
}

const isSomebody = (customer: ImportCustomer) =>
  customer.emails.length > 0 ||
  customer.name !== undefined ||
  customer.phones.length > 0 ||
  customer.accounts.length > 0 ||
  customer.others !== undefined ||
  customer.externalId !== undefined ||
  customer.company !== undefined;

// What tables of any program end in: as an order it would count everything twice.
const SUM = /^(?:(?:grand|sub)?[\s-]?totals?|sum|合计|合計|总计|總計|共计|共計|小计|小計)\s*[:：]?$/i;

/** Whether the row begins with a word for a sum and gives nobody's contact. */
const isSum = (cells: Cells, { emails, phones, accounts, externalId }: ImportCustomer): boolean =>
  emails.length + phones.length + accounts.length === 0 &&
  externalId === undefined &&
  SUM.test(cleanText(cells.find((cell) => cleanText(cell) !== '') ?? ''));

const saysAnything = ({ address, birthday, note, sex, language, tags, fields }: ImportCustomer) =>
  [address, birthday, note, sex, language].some((value) => value !== undefined) || tags.length > 0 || fields.size > 0;

function skipper(rules: readonly SkipRule[], headers: readonly string[]): ((cells: Cells) => boolean) | undefined {
  const tests = rules.flatMap(({ column, startsWith }) => {
    const at = headers.findIndex((header) => headerKey(header) === headerKey(column));
    if (at < 0) return [];
    return [
      (cells: Cells) => {
        const text = cleanText(cells[at] ?? '');
        return startsWith === undefined ? isBlank(text) : text.startsWith(startsWith);
      },
    ];
  });
  return tests.length > 0 ? (cells) => tests.some((test) => test(cells)) : undefined;
}
