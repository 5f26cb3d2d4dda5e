import { BEFORE_HISTORY, bitOfMonth } from '../domain/cohort.ts';
import { type HistoryOnFile, isBeforeHistory, monthOf } from './cohorts.ts';
import type { PurchaseColumns } from './columns.ts';

/** Where somebody stands in the table of cohorts. */
export interface CohortPlace {
  /** Month of the first purchase, in months since January 1970, or `BEFORE_HISTORY`; absent without a purchase. */
  readonly month: number | undefined;
  /** Bit `k - 1`: they bought in the k-th month after. Nothing beyond those that are told apart. */
  readonly again: number;
}

const NOBODY: CohortPlace = { month: undefined, again: 0 };
const months = new Map<number, number>();
const MOST_DAYS = 20_000;

function monthOfDay(day: number): number {
  const known = months.get(day);
  if (known !== undefined) return known;
  // There are not so many days that a shop's purchases are of.
  if (months.size >= MOST_DAYS) months.clear();
  const month = monthOf(day);
  months.set(day, month);
  return month;
}

/** One customer of the columns as `cohortTable` counts them. */
export function cohortPlaceOf(
  { start, day, orders }: PurchaseColumns,
  i: number,
  asOfDay: number,
  history: HistoryOnFile | undefined,
): CohortPlace {
  let month: number | undefined;
  let again = 0;
  const end = start[i + 1] as number;
  for (let k = start[i] as number; k < end && (day[k] as number) <= asOfDay; k += 1) {
    if (orders[k] === 0) continue;
    const on = day[k] as number;
    if (month === undefined) {
      if (isBeforeHistory(on, history)) return { month: BEFORE_HISTORY, again: 0 };
      month = monthOfDay(on);
      continue;
    }
    const after = monthOfDay(on) - month;
    again |= bitOfMonth(after);
  }
  return month === undefined ? NOBODY : { month, again: again >>> 0 };
}
