import { purchasesIfAlive } from './expected-purchases.ts';
import type { DropoutParams } from './mbg-nbd.ts';
import { DAYS_PER_WEEK } from './purchase-rows.ts';

export const WEEKS_PER_MONTH = 4.345;
export const MONTHS = 12;

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
  let [before, discounted, factor] = [0, 0, 1];
  for (let month = 1; month <= MONTHS; month += 1) {
    const until = purchasesIfAlive(params, x, T, WEEKS_PER_MONTH * month, chances);
    factor /= 1 + monthlyDiscount;
    discounted += (until - before) * factor;
    before = until;
  }
  return { expected: before, discounted };
}

const years = new WeakMap<DropoutParams, Map<number, Map<number, TwelveMonths>>>();
const SPAN = 2 ** 21;

/** The same by days since the first purchase, remembered: many customers share how often they bought and since when. */
export function yearAhead(params: DropoutParams, x: number, tDays: number, monthlyDiscount: number): TwelveMonths {
  let known = years.get(params)?.get(monthlyDiscount);
  if (!known) {
    known = new Map();
    years.set(params, new Map([[monthlyDiscount, known]]));
  }
  const key = x * SPAN + tDays;
  let year = known.get(key);
  if (!year) {
    year = twelveMonths(params, x, tDays / DAYS_PER_WEEK, monthlyDiscount);
    known.set(key, year);
  }
  return year;
}
