import type { PurchaseColumns } from './columns.ts';

const DAY_MS = 86_400_000;

/** Customers by the calendar month of their first purchase. */
export interface Cohort {
  /** Months since January 1970. */
  readonly month: number;
  readonly size: number;
  /** How many bought in the first month (all of them), the next, …, up to the month of the as-of day, which may not be over. */
  readonly returned: readonly number[];
}

export interface CohortTable {
  readonly cohorts: readonly Cohort[];
  /** The last column of every cohort is a month that is not over yet. */
  readonly isLastMonthOpen: boolean;
  /** Customers who may have bought before the history on file begins: in no cohort. */
  readonly beforeImport: number;
}

/** Where the file begins later than the shop: whoever was first seen soon after may be an old customer. */
export interface HistoryOnFile {
  readonly startDay: number;
  /** How long a customer may have been silent before: the clock's G95. */
  readonly silenceDays: number;
}

/** Whether somebody first seen on a day may have bought before what is on file. */
export const isBeforeHistory = (firstDay: number, history: HistoryOnFile | undefined): boolean =>
  history !== undefined && firstDay < history.startDay + history.silenceDays;

/** How many of those who have bought by a day may have bought before what is on file. */
export function countBeforeHistory(columns: PurchaseColumns, asOfDay: number, history: HistoryOnFile): number {
  let found = 0;
  for (let i = 0; i < columns.count; i += 1) {
    let k = columns.start[i] as number;
    const end = columns.start[i + 1] as number;
    while (k < end && columns.orders[k] === 0) k += 1;
    if (k === end || (columns.day[k] as number) > asOfDay) continue;
    found += isBeforeHistory(columns.day[k] as number, history) ? 1 : 0;
  }
  return found;
}

/** Calendar month of a day number, in months since January 1970. */
export function monthOf(day: number): number {
  const date = new Date(day * DAY_MS);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

/**
 * Cohort retention: of those who first bought in a month, how many bought in each month after. That it rises over time is sorting
 * (those who leave are no longer asked), not growing loyalty: Fader & Hardie 2007, Journal of Interactive Marketing 21(1).
 */
export function cohortTable(columns: PurchaseColumns, asOfDay: number, history?: HistoryOnFile): CohortTable {
  const lastMonth = monthOf(asOfDay);
  const cohorts = new Map<number, number[]>();
  const months = new Map<number, number>();
  const monthOfDay = (day: number): number => {
    const known = months.get(day);
    if (known !== undefined) return known;
    const month = monthOf(day);
    months.set(day, month);
    return month;
  };
  let beforeImport = 0;
  for (let i = 0; i < columns.count; i += 1) {
    let returned: number[] | undefined;
    let [first, counted] = [0, -1];
    for (let k = columns.start[i] as number; k < (columns.start[i + 1] as number); k += 1) {
      const day = columns.day[k] as number;
      if (day > asOfDay) break;
      if (columns.orders[k] === 0) continue;
      const month = monthOfDay(day);
      if (!returned) {
        if (isBeforeHistory(day, history)) {
          beforeImport += 1;
          break;
        }
        first = month;
        returned = cohorts.get(month);
        if (!returned) {
          returned = new Array<number>(lastMonth - month + 1).fill(0);
          cohorts.set(month, returned);
        }
      }
      if (month === counted) continue;
      counted = month;
      returned[month - first] = (returned[month - first] ?? 0) + 1;
    }
  }
  return {
    cohorts: Array.from(cohorts, ([month, returned]) => ({ month, size: returned[0] ?? 0, returned })).sort(
      (a, b) => a.month - b.month,
    ),
    isLastMonthOpen: monthOf(asOfDay + 1) === lastMonth,
    beforeImport,
  };
}
