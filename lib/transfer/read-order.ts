import { minorDigits } from '../domain/money.ts';
import type { OrderStatus } from '../domain/order.ts';
import { cleanText, isBlank } from './clean-text.ts';
import { currencyOf } from './currency-words.ts';
import type { ImportLine, ImportOrder } from './import-row.ts';
import { type ColumnsByTarget, headerKey, type Target } from './mapping.ts';
import { type DecimalSign, plainMinor, readAmount } from './read-amount.ts';
import type { DateReader } from './read-date.ts';
import { readStatus, wordKey } from './read-words.ts';
import { type Cells, type RowReading, type Take, takeFor } from './row-reading.ts';

const MAX_CHARS = 500;

export interface OrderOptions {
  /** Currency of amounts that name none. */
  readonly currency?: string | undefined;
  readonly decimal?: DecimalSign | undefined;
  readonly readDate: DateReader;
  /** Words of this source whose meaning differs from, or adds to, the general one. */
  readonly statuses?: Readonly<Record<string, OrderStatus>> | undefined;
  readonly statusRules?: readonly StatusRule[] | undefined;
}

/** What another column says of an order's state; the first rule that holds comes before the status column's own word. */
export interface StatusRule {
  readonly column: string;
  /** Words of the column; without them, that it is filled. */
  readonly is?: readonly string[];
  readonly status: OrderStatus;
}

type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** Compiles the order's part of a mapping into one function of a row; it gives undefined for a row without an order. */
export function orderReader(
  columns: ColumnsByTarget,
  headers: readonly string[],
  options: OrderOptions,
  row: RowReading,
): (cells: Cells) => ImportOrder | undefined {
  const take = (target: Target) => takeFor(target, columns, headers);
  const number = take('order.number');
  const placedAt = take('order.placedAt');
  const total = take('order.total');
  const currencyColumn = take('order.currency');
  const status = take('order.status');
  const refunded = take('order.refunded');
  const ruled = statusFromRules(options.statusRules ?? [], headers);
  const readLine = lineReader(columns, headers, row);

  const currencies = new Map<string, string | undefined>();
  const statuses = new Map<string, OrderStatus | undefined>();
  const ownStatuses = new Map(Object.entries(options.statuses ?? {}));
  // Exporters write the currency into an order's first row only.
  let lastNumber: string | undefined;
  let lastCurrency: string | undefined;
  // Of the row being read: amounts of one order are in one currency.
  let currency: string | undefined;
  let isSure = false;

  const amount = (from: Take, cells: Cells, target: Target): number | undefined => {
    const text = from(cells);
    if (text === '') return undefined;
    if (currency !== undefined) {
      const plain = plainMinor(text, minorDigits(currency));
      if (!Number.isNaN(plain)) return plain;
    }
    if (isBlank(text)) return undefined;
    const read = readAmount(text, currency, options.decimal, isSure);
    if (typeof read === 'string') {
      row.reject(read, target);
      return undefined;
    }
    if (read.isRounded) row.problem(target, 'rounded-amount');
    currency = read.currency;
    isSure = true;
    return read.minor;
  };

  const statusOf = (text: string): OrderStatus | undefined => {
    if (statuses.has(text)) return statuses.get(text);
    const read = ownStatuses.get(text) ?? readStatus(text);
    if (statuses.size > 10_000) statuses.clear();
    statuses.set(text, read);
    return read;
  };

  const setCurrency = (cells: Cells, orderNumber: string | undefined): void => {
    const word = currencyColumn ? currencyColumn(cells) : '';
    isSure = false;
    currency = orderNumber !== undefined && orderNumber === lastNumber ? lastCurrency : options.currency;
    if (isBlank(word)) return;
    let code = currencies.get(word);
    if (code === undefined) {
      code = currencyOf(word, options.currency);
      currencies.set(word, code);
    }
    if (code === undefined) row.reject('no-currency', 'order.currency');
    else currency = code;
    isSure = code !== undefined;
  };

  return (cells) => {
    const order: Draft<ImportOrder> = {};
    let isOrder = false;
    if (number) {
      const text = row.usableId(number(cells), 'order.number', MAX_CHARS);
      if (text !== '') {
        order.number = text;
        isOrder = true;
      } else if (row.has('order.number', 'damaged-number')) row.reject('damaged-number', 'order.number');
      else if (row.has('order.number', 'damaged-text')) row.reject('damaged-text', 'order.number');
    }
    setCurrency(cells, order.number);
    if (placedAt) {
      const text = placedAt(cells);
      if (!isBlank(text)) {
        const at = options.readDate(text);
        if (typeof at === 'number') {
          order.placedAt = at;
          isOrder = true;
        } else row.reject(at, 'order.placedAt');
      }
    }
    if (total) {
      const minor = amount(total, cells, 'order.total');
      if (minor !== undefined) {
        order.totalMinor = minor;
        isOrder = true;
      }
    }
    if (refunded) {
      const minor = amount(refunded, cells, 'order.refunded');
      // Some write what went back as a negative amount.
      if (minor) order.refundedMinor = Math.abs(minor);
    }
    if (status) {
      const text = row.usable(status(cells), 'order.status', MAX_CHARS);
      if (text !== '') {
        order.statusLabel = text;
        const meaning = statusOf(text);
        if (meaning === undefined) row.problem('order.status', 'unknown-status');
        else order.status = meaning;
      }
    }
    const ruledStatus = ruled?.(cells);
    if (ruledStatus) order.status = ruledStatus;
    const line = readLine?.(cells, amount);
    if (line) {
      order.line = line;
      isOrder = true;
    }
    if (!isOrder) return undefined;
    if (currency !== undefined) order.currency = currency;
    lastNumber = order.number;
    lastCurrency = currency;
    return order;
  };
}

function statusFromRules(
  rules: readonly StatusRule[],
  headers: readonly string[],
): ((cells: Cells) => OrderStatus | undefined) | undefined {
  const tests = rules.flatMap(({ column, is, status }) => {
    const at = headers.findIndex((header) => headerKey(header) === headerKey(column));
    const words = is && new Set(is.map(wordKey));
    const holds = (text: string) => !isBlank(text) && (!words || words.has(wordKey(text)));
    return at < 0 ? [] : [{ test: (cells: Cells) => holds(cleanText(cells[at] ?? '')), status }];
  });
  return tests.length > 0 ? (cells) => tests.find(({ test }) => test(cells))?.status : undefined;
}

type ReadAmount = (from: Take, cells: Cells, target: Target) => number | undefined;

function lineReader(
  columns: ColumnsByTarget,
  headers: readonly string[],
  row: RowReading,
): ((cells: Cells, amount: ReadAmount) => ImportLine | undefined) | undefined {
  const take = (target: Target) => takeFor(target, columns, headers);
  const sku = take('line.sku');
  const name = take('line.name');
  const quantity = take('line.quantity');
  const unitPrice = take('line.unitPrice');
  const total = take('line.total');
  if (!sku && !name) return undefined;
  return (cells, amount) => {
    const code = sku ? row.usableId(sku(cells), 'line.sku', MAX_CHARS) : '';
    const title = name ? row.usable(name(cells), 'line.name', MAX_CHARS) : '';
    if (code === '' && title === '') return undefined;
    const line: Draft<ImportLine> = { name: title || code, quantity: 1 };
    if (code !== '') line.sku = code;
    if (quantity) {
      const text = quantity(cells);
      const count = isBlank(text) ? 1 : readQuantity(text);
      if (Number.isNaN(count)) row.reject('bad-quantity', 'line.quantity');
      else line.quantity = count;
    }
    const unitMinor = unitPrice && amount(unitPrice, cells, 'line.unitPrice');
    if (unitMinor !== undefined) line.unitMinor = unitMinor;
    const totalMinor = total && amount(total, cells, 'line.total');
    if (totalMinor !== undefined) line.totalMinor = totalMinor;
    return line;
  };
}

/** A number of pieces: `2`, `1.5`, `x2`, `×3`, `2件`; NaN for what is none. */
export function readQuantity(text: string): number {
  const code = text.charCodeAt(0) - 48;
  if (text.length === 1 && code >= 0 && code <= 9) return code;
  const match =
    /^[x×*]?\s?(-?\d{1,9}(?:\.\d{1,6})?|-?\d{1,3}(?:,\d{3})+)\s?(?:件|个|個|盒|套|双|雙|包|瓶|箱|pcs?|pieces?|x)?$/i.exec(
      text.normalize('NFKC'),
    );
  return match?.[1] === undefined ? Number.NaN : Number(match[1].replaceAll(',', ''));
}
