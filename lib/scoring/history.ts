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

export function newHistory(): History {
  const history = {} as History;
  clear(history);
  return history;
}

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
  clear(into);
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

/** Written out: it is done for everybody, and copying an object takes as long as all the sums. */
function clear(into: History): void {
  into.n = 0;
  into.firstDay = 0;
  into.lastDay = 0;
  into.orders = 0;
  into.net = Number.NaN;
  into.windowPurchases = 0;
  into.windowNet = Number.NaN;
  into.repeats = 0;
  into.repeatSum = 0;
  into.valued = 0;
  into.valuedSum = 0;
  into.valuedSquares = 0;
  into.unpriced = 0;
  into.future = 0;
}
