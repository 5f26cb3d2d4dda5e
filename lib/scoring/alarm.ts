import type { PurchaseColumns } from './columns.ts';
import type { AlarmReason } from './figures.ts';
import { type Clock, thresholds } from './lifecycle.ts';
import { buysWithin, type DropoutParams, mbgAlive } from './mbg-nbd.ts';
import { DAYS_PER_WEEK } from './purchase-rows.ts';

/** A chance this much below that of the day after the last purchase is worth an alarm. */
const HALVED = 0.5;

/** Probability of a purchase within `horizonDays`, by spans in days. */
function chanceAfter(params: DropoutParams, x: number, txDays: number, tDays: number, horizonDays: number): number {
  const T = tDays / DAYS_PER_WEEK;
  return mbgAlive(params, x, txDays / DAYS_PER_WEEK, T) * buysWithin(params, x, T, horizonDays / DAYS_PER_WEEK);
}

/** What alarms are worked out from: the clock, and the purchase model where it tells churn. */
export interface AlarmRules {
  readonly clock: Clock;
  readonly horizonDays: number;
  readonly params: DropoutParams | undefined;
}

/**
 * When the present silence was sounded: on the first day on which the customer of two purchases or more was at risk, or their chance
 * to buy had halved since the day after the last purchase; but at most once in G80 days, earlier silences included (judged by
 * today's clock and model). Nothing when that day is still to come.
 * @param now the customer's purchases as of the day; `riskDays` those of the present silence
 */
export function alarmOf(
  columns: PurchaseColumns,
  i: number,
  rules: AlarmRules,
  asOfDay: number,
  now: { readonly n: number; readonly firstDay: number; readonly lastDay: number },
  riskDays: number,
): { reason: AlarmReason; day: number } | undefined {
  const { clock } = rules;
  const present = beginning(rules, now.n, now.firstDay, now.lastDay, asOfDay, riskDays);
  if (!present) return undefined;
  let sounded = Number.NEGATIVE_INFINITY;
  let [n, first, last] = [0, 0, 0];
  for (let k = columns.start[i] as number; k < (columns.start[i + 1] as number); k += 1) {
    const day = columns.day[k] as number;
    if (day > now.lastDay) break;
    if (columns.orders[k] === 0) continue;
    if (n === 0) first = day;
    else {
      const begun = beginning(rules, n, first, last, day - 1, thresholds(n, last - first, clock).riskDays);
      const from = begun && Math.max(begun.day, sounded + clock.g80);
      if (from !== undefined && from < day) sounded = from;
    }
    last = day;
    n += 1;
  }
  const day = Math.max(present.day, sounded + clock.g80);
  return day <= asOfDay ? { reason: present.reason, day } : undefined;
}

/** Why and on which day, at most `until`, the silence after `n` purchases first gave a reason. */
function beginning(
  { horizonDays, params }: AlarmRules,
  n: number,
  first: number,
  last: number,
  until: number,
  riskDays: number,
): { reason: AlarmReason; day: number } | undefined {
  const overdue = n > 1 ? last + Math.floor(riskDays) + 1 : Number.POSITIVE_INFINITY;
  const latest = Math.min(until, overdue - 1);
  const halved = params && halvedOn(params, n - 1, last - first, horizonDays, latest - last);
  if (halved !== undefined) return { reason: 'chance-halved', day: last + halved };
  return overdue <= until ? { reason: 'overdue', day: overdue } : undefined;
}

/** After how many days of silence, at most `longest`, the chance had halved. It only falls while nobody buys. */
function halvedOn(
  params: DropoutParams,
  x: number,
  txDays: number,
  horizonDays: number,
  longest: number,
): number | undefined {
  const least = HALVED * chanceAfter(params, x, txDays, txDays + 1, horizonDays);
  const isHalved = (days: number) => chanceAfter(params, x, txDays, txDays + days, horizonDays) < least;
  if (longest < 2 || !isHalved(longest)) return undefined;
  let [low, high] = [2, longest];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isHalved(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

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
