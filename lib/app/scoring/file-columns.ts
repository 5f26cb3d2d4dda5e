import type { Currency } from '../../domain/money.ts';
import { minorDigits } from '../../domain/money.ts';
import { dayNumber } from '../../domain/time.ts';
import type { PurchaseColumns } from '../../scoring/columns.ts';
import { type GuestColumns, guestColumns, guestCurrencies } from './guests.ts';
import { CREDIT, NO_CURRENCY, PURCHASE, type RawFile } from './raw-file.ts';

/** How orders are read: in whose days, and in what money. */
export interface MoneyAndTime {
  /** IANA name; the browser's own when absent. */
  readonly timeZone?: string | undefined;
  /** What all amounts are told in; the commonest of the purchases when absent. */
  readonly baseCurrency?: Currency | undefined;
  /** Units of the base currency for one unit of another. */
  readonly rates: Readonly<Record<string, number>>;
}

/** The purchases of everybody with what else the rules ask, an entry a customer and day. */
export interface FileColumns extends PurchaseColumns {
  /** Absent where no order on file has one. */
  readonly currency: Currency | undefined;
  /** Minor units paid that day before anything was given back, and given back; 0 where nobody said. */
  readonly paid: Float64Array;
  readonly refunded: Float64Array;
  /** Purchases in currencies without a rate, of nobody too: their amounts count for nothing. */
  readonly withoutRate: ReadonlyMap<Currency, number>;
  /** Orders of nobody, each by itself. */
  readonly guests: GuestColumns;
}

/** The currency that most purchases are in; of equals the first by name. Those of nobody decide where there are no others. */
function commonestCurrency({ orders, currencies, guests }: RawFile): Currency | undefined {
  const counts = new Float64Array(currencies.length);
  for (let row = 0; row < orders.count; row += 1) {
    const currency = orders.currency[row] as number;
    if (currency !== NO_CURRENCY && orders.kind[row] === PURCHASE) counts[currency] = (counts[currency] as number) + 1;
  }
  const known = currencies.map((code, place) => ({ code, count: counts[place] as number }));
  return (known.length > 0 ? known : guestCurrencies(guests)).sort(
    (a, b) => b.count - a.count || (a.code < b.code ? -1 : 1),
  )[0]?.code;
}

/** Minor units of the base currency for one minor unit of another; absent without a rate. */
function rateOf(code: Currency, base: Currency | undefined, rates: MoneyAndTime['rates']): number | undefined {
  if (base === undefined) return undefined;
  if (code === base) return 1;
  const rate = Object.hasOwn(rates, code) ? rates[code] : undefined;
  if (rate === undefined || !(rate > 0) || !Number.isFinite(rate)) return undefined;
  return rate * 10 ** (minorDigits(base) - minorDigits(code));
}

/**
 * Everybody's purchases by shop-local day, days ascending. Paid orders of one day are one purchase; a credit note, or an
 * order that was given back in full, is none but may make an entry of its own, which has no `orders`.
 */
export function fileColumns(file: RawFile, how: MoneyAndTime): FileColumns {
  const { orders, currencies, people } = file;
  const base = how.baseCurrency ?? commonestCurrency(file);
  const rates = currencies.map((code) => rateOf(code, base, how.rates));
  const withoutRate = new Map<Currency, number>();
  const sorted = byOwnerAndTime(file);
  const start = new Uint32Array(people.length + 1);
  const day = new Int32Array(orders.count);
  const merged = new Uint16Array(orders.count);
  const [value, paid, refunded] = [0, 1, 2].map(() => new Float64Array(orders.count)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let entry = -1;
  let owner = -1;
  for (const row of sorted) {
    const own = orders.owner[row] as number;
    const on = dayNumber(orders.at[row] as number, how.timeZone);
    const isNewOwner = own !== owner;
    if (isNewOwner) {
      start.fill(entry + 1, owner + 1, own + 1);
      owner = own;
    }
    if (isNewOwner || day[entry] !== on) {
      entry += 1;
      day[entry] = on;
      value[entry] = Number.NaN;
    }
    const kind = orders.kind[row];
    if (kind === PURCHASE) merged[entry] = Math.min((merged[entry] as number) + 1, 0xffff);
    const currency = orders.currency[row] as number;
    const rate = currency === NO_CURRENCY ? undefined : rates[currency];
    if (rate === undefined) {
      const code = currencies[currency];
      if (code !== undefined && kind === PURCHASE) withoutRate.set(code, (withoutRate.get(code) ?? 0) + 1);
      continue;
    }
    const total = orders.total[row] as number;
    if (Number.isNaN(total)) continue;
    const back = orders.refunded[row] as number;
    const sum = Math.round(total * rate);
    const given = kind === PURCHASE ? Math.round((Number.isNaN(back) ? 0 : back) * rate) : Math.abs(sum);
    const net = kind === CREDIT ? sum : kind === PURCHASE ? sum - given : 0;
    value[entry] = (Number.isNaN(value[entry] as number) ? 0 : (value[entry] as number)) + net;
    if (kind !== CREDIT) paid[entry] = (paid[entry] as number) + sum;
    refunded[entry] = (refunded[entry] as number) + given;
  }
  start.fill(entry + 1, owner + 1);
  const guests = guestColumns(file.guests, {
    dayOf: (at) => dayNumber(at, how.timeZone),
    rateOf: (code) => rateOf(code, base, how.rates),
    withoutRate,
  });
  const end = entry + 1;
  return {
    count: people.length,
    start,
    day: day.subarray(0, end),
    orders: merged.subarray(0, end),
    value: value.subarray(0, end),
    paid: paid.subarray(0, end),
    refunded: refunded.subarray(0, end),
    currency: base,
    withoutRate,
    guests,
  };
}

/** Rows in the order of their owners, of each by time. */
function byOwnerAndTime({ orders, people }: RawFile): Uint32Array {
  const { count, owner, at } = orders;
  const next = new Uint32Array(people.length + 1);
  for (let row = 0; row < count; row += 1)
    next[(owner[row] as number) + 1] = (next[(owner[row] as number) + 1] as number) + 1;
  for (let place = 0; place < people.length; place += 1)
    next[place + 1] = (next[place + 1] as number) + (next[place] as number);
  const starts = next.slice();
  const sorted = new Uint32Array(count);
  for (let row = 0; row < count; row += 1) {
    const own = owner[row] as number;
    sorted[next[own] as number] = row;
    next[own] = (next[own] as number) + 1;
  }
  for (let place = 0; place < people.length; place += 1)
    sortByTime(sorted.subarray(starts[place], starts[place + 1]), at);
  return sorted;
}

/** Above this many, putting one after the other where it belongs would be slow. */
const FEW = 24;

function sortByTime(rows: Uint32Array, at: Float64Array): void {
  if (rows.length > FEW) {
    rows.sort((a, b) => (at[a] as number) - (at[b] as number));
    return;
  }
  for (let index = 1; index < rows.length; index += 1) {
    const row = rows[index] as number;
    const when = at[row] as number;
    let to = index;
    for (; to > 0 && (at[rows[to - 1] as number] as number) > when; to -= 1) rows[to] = rows[to - 1] as number;
    rows[to] = row;
  }
}
