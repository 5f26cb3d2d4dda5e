import type { PurchaseColumns } from './columns.ts';

/** What the models need of one customer's purchases up to a day. Written over by the next `readHistory`. */
export interface History {
  /** Purchase days. */
  n: number;
  firstDay: number;
  lastDay: number;
  orders: number;
  /** Over all that is on file; NaN where no amount is known. Minor units. */
  net: number;
  /** Of the RFM window; its net is NaN where amounts of it, or of everything, are unknown, and nothing when nobody bought in it. */
  windowPurchases: number;
  windowNet: number;
  /** Purchases after the first with a positive amount. */
  repeats: number;
  repeatSum: number;
  /** All purchases with a positive amount. */
  valued: number;
  valuedSum: number;
  valuedSquares: number;
  /** Entries without a known amount, and after the day. */
  unpriced: number;
  future: number;
}

export const newHistory = (): History => ({
  n: 0,
  firstDay: 0,
  lastDay: 0,
  orders: 0,
  net: Number.NaN,
  windowPurchases: 0,
  windowNet: Number.NaN,
  repeats: 0,
  repeatSum: 0,
  valued: 0,
  valuedSum: 0,
  valuedSquares: 0,
  unpriced: 0,
  future: 0,
});

/**
 * Sums up customer `i` up to `asOfDay`; nothing later is looked at. A credit note lowers the net and is no purchase; purchases of
 * nothing or less, as after a refund, count as visits and not in what a purchase is worth.
 * @param windowFrom first day of the RFM window
 */
export function readHistory(
  columns: PurchaseColumns,
  i: number,
  asOfDay: number,
  windowFrom: number,
  into: History,
): void {
  Object.assign(into, EMPTY);
  const end = columns.start[i + 1] as number;
  let isWindowEmpty = true;
  for (let k = columns.start[i] as number; k < end; k += 1) {
    const day = columns.day[k] as number;
    if (day > asOfDay) {
      into.future += end - k;
      break;
    }
    const orders = columns.orders[k] as number;
    const value = columns.value[k] as number;
    const isKnown = Number.isFinite(value);
    const isInWindow = day >= windowFrom;
    if (isInWindow) isWindowEmpty = false;
    if (isKnown) {
      into.net = Number.isNaN(into.net) ? value : into.net + value;
      if (isInWindow) into.windowNet = Number.isNaN(into.windowNet) ? value : into.windowNet + value;
    } else into.unpriced += 1;
    if (orders === 0) continue;
    if (into.n === 0) into.firstDay = day;
    into.lastDay = day;
    into.orders += orders;
    into.n += 1;
    if (isInWindow) into.windowPurchases += 1;
    if (!isKnown || value <= 0) continue;
    into.valued += 1;
    into.valuedSum += value;
    into.valuedSquares += value * value;
    if (into.n === 1) continue;
    into.repeats += 1;
    into.repeatSum += value;
  }
  if (isWindowEmpty && !Number.isNaN(into.net)) into.windowNet = 0;
}

const EMPTY = newHistory();
