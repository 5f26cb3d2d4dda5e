import type { PurchaseColumns } from './columns.ts';
import { type Clock, thresholds } from './lifecycle.ts';
import { buysWithin, type DropoutParams, mbgAlive } from './mbg-nbd.ts';
import { DAYS_PER_WEEK } from './purchase-rows.ts';

/** The first day on which silence since `lastDay` is beyond `riskDays`. */
const overdueFrom = (lastDay: number, riskDays: number): number => lastDay + Math.floor(riskDays) + 1;

/** A chance this much below that of the day after the last purchase is worth an alarm. */
export const HALVED = 0.5;

/** Probability of a purchase within `horizonDays`, by spans in days. */
export function chanceAfter(
  params: DropoutParams,
  x: number,
  txDays: number,
  tDays: number,
  horizonDays: number,
): number {
  const T = tDays / DAYS_PER_WEEK;
  return mbgAlive(params, x, txDays / DAYS_PER_WEEK, T) * buysWithin(params, x, T, horizonDays / DAYS_PER_WEEK);
}

/** After how many days of silence, at most `sinceDays`, the chance was first below `least`. It only falls while nobody buys. */
export function daysUntilBelow(
  params: DropoutParams,
  x: number,
  txDays: number,
  horizonDays: number,
  least: number,
  sinceDays: number,
): number {
  let [low, high] = [1, sinceDays];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (chanceAfter(params, x, txDays, txDays + middle, horizonDays) < least) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * When the present silence was, or may be, sounded: at most one alarm in G80 days, those of earlier silences (active or loyal to at
 * risk, by today's clock) included. Nothing when that day is still to come.
 * @param from the day the present reason began
 */
export function soundedOn(
  columns: PurchaseColumns,
  i: number,
  clock: Clock,
  asOfDay: number,
  from: number,
): number | undefined {
  let sounded = Number.NEGATIVE_INFINITY;
  let [n, first, last] = [0, 0, 0];
  for (let k = columns.start[i] as number; k < (columns.start[i + 1] as number); k += 1) {
    const day = columns.day[k] as number;
    if (day > asOfDay) break;
    if (columns.orders[k] === 0) continue;
    if (n === 0) first = day;
    else if (n >= 2) {
      const begins = Math.max(overdueFrom(last, thresholds(n, last - first, clock).riskDays), sounded + clock.g80);
      if (begins < day) sounded = begins;
    }
    last = day;
    n += 1;
  }
  const day = Math.max(from, sounded + clock.g80);
  return day <= asOfDay ? day : undefined;
}

/** The day on which somebody of `n` ≥ 2 purchases went from active or loyal to at risk. */
export const overdueDay = overdueFrom;

/**
 * Whether a purchase of the last G80 days came from somebody the clock had counted as churned.
 */
export function isWonBack(columns: PurchaseColumns, i: number, clock: Clock, asOfDay: number): boolean {
  let [n, first, last] = [0, 0, 0];
  for (let k = columns.start[i] as number; k < (columns.start[i + 1] as number); k += 1) {
    const day = columns.day[k] as number;
    if (day > asOfDay) break;
    if (columns.orders[k] === 0) continue;
    if (n === 0) first = day;
    else if (asOfDay - day <= clock.g80 && day - last > thresholds(n, last - first, clock).churnDays) return true;
    last = day;
    n += 1;
  }
  return false;
}
