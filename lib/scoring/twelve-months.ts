import { purchasesAhead } from './expected-purchases.ts';
import type { DropoutParams } from './mbg-nbd.ts';
import { DAYS_PER_WEEK } from './purchase-rows.ts';

const WEEKS_PER_MONTH = 4.345;
const MONTHS = 12;

/** Purchases of the next 12 months of a customer who has not left, as many as they are and as many as they are worth today. */
export interface TwelveMonths {
  readonly expected: number;
  readonly discounted: number;
}

/**
 * `Σ_{i=1..12} [E Y(4.345 i) − E Y(4.345 (i−1))] / (1+dm)^i`, before P(alive), margin and the worth of a purchase. Months are 4.345
 * weeks: a well-known library's own example takes 30 weeks for one and is read as if they were months.
 * @param T weeks since the first purchase @param monthlyDiscount what money is worth less a month
 */
export function twelveMonths(
  params: DropoutParams,
  x: number,
  T: number,
  monthlyDiscount: number,
  chances = x,
): TwelveMonths {
  purchasesAhead(params, x, T, MONTH_ENDS, until, chances);
  let [before, discounted, factor] = [0, 0, 1];
  for (let month = 0; month < MONTHS; month += 1) {
    const now = until[month] as number;
    factor /= 1 + monthlyDiscount;
    discounted += (now - before) * factor;
    before = now;
  }
  return { expected: before, discounted };
}

const MONTH_ENDS = Float64Array.from({ length: MONTHS }, (_, month) => WEEKS_PER_MONTH * (month + 1));
const until = new Float64Array(MONTHS);

/** By purchases after the first: expected and discounted in turn, day by day since the first purchase; NaN where not worked out. */
type Years = Map<number, Float64Array>;
const years = new WeakMap<DropoutParams, { readonly monthlyDiscount: number; readonly byX: Years }>();
// Longer ago than this lies hardly anybody.
const REMEMBERED_DAYS = 8192;

/** The same by days since the first purchase, remembered: many customers share how often they bought and since when. */
export function yearAhead(params: DropoutParams, x: number, tDays: number, monthlyDiscount: number): TwelveMonths {
  if (tDays >= REMEMBERED_DAYS) return twelveMonths(params, x, tDays / DAYS_PER_WEEK, monthlyDiscount);
  let known = years.get(params);
  if (known?.monthlyDiscount !== monthlyDiscount) {
    known = { monthlyDiscount, byX: new Map() };
    years.set(params, known);
  }
  let row = known.byX.get(x);
  if (!row || 2 * tDays >= row.length) {
    let length = row?.length ?? 512;
    while (length <= 2 * tDays) length *= 2;
    const longer = new Float64Array(length).fill(Number.NaN);
    if (row) longer.set(row);
    row = longer;
    known.byX.set(x, row);
  }
  const expected = row[2 * tDays] as number;
  if (!Number.isNaN(expected)) return { expected, discounted: row[2 * tDays + 1] as number };
  const year = twelveMonths(params, x, tDays / DAYS_PER_WEEK, monthlyDiscount);
  row[2 * tDays] = year.expected;
  row[2 * tDays + 1] = year.discounted;
  return year;
}
