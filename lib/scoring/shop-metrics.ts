import type { PurchaseColumns } from './columns.ts';
import { type Share, shareOf } from './interval.ts';

/** What a shop did from one day to another. Money in minor units; whatever would divide by nothing is absent. */
export interface ShopMetrics {
  /** Customers with a purchase in the window. */
  readonly customers: number;
  readonly orders: number;
  /** Customers' purchase days. */
  readonly purchases: number;
  /** Sum of known amounts, credit notes taken off. */
  readonly net: number;
  /** Entries without a known amount: they count as visits and not in money. */
  readonly unpriced: number;
  /** Orders with a known amount, and customers of whom some amount is known: what means of money rest on. */
  readonly pricedOrders: number;
  readonly pricedCustomers: number;
  /** Average order value, by order and by purchase day: they differ, and which it is must be said. */
  readonly perOrder?: number;
  readonly perPurchase?: number;
  /** Average revenue per customer, and their median: one wholesaler moves only the first. */
  readonly perCustomer?: number;
  readonly medianPerCustomer?: number;
  /** Purchases per customer. */
  readonly frequency?: number;
  /** Customers with two purchases or more. It grows with the window: never compare windows of different length. */
  readonly repeat: Share;
  /** Share of the net that the largest customer brings. */
  readonly largest?: number;
}

/** @param fromDay @param toDay first and last day number of the window, both within it */
export function shopMetrics(columns: PurchaseColumns, fromDay: number, toDay: number): ShopMetrics {
  let [customers, orders, purchases, net, unpriced, repeaters] = [0, 0, 0, 0, 0, 0];
  let [pricedOrders, pricedPurchases] = [0, 0];
  const nets: number[] = [];
  for (let i = 0; i < columns.count; i += 1) {
    let [own, ownNet] = [0, Number.NaN];
    for (let k = columns.start[i] as number; k < (columns.start[i + 1] as number); k += 1) {
      const day = columns.day[k] as number;
      if (day > toDay) break;
      if (day < fromDay) continue;
      const [count, value] = [columns.orders[k] as number, columns.value[k] as number];
      const isKnown = Number.isFinite(value);
      if (isKnown) {
        net += value;
        ownNet = Number.isNaN(ownNet) ? value : ownNet + value;
      } else unpriced += 1;
      if (count === 0) continue;
      own += 1;
      orders += count;
      pricedOrders += isKnown ? count : 0;
      pricedPurchases += isKnown ? 1 : 0;
    }
    if (own === 0) continue;
    customers += 1;
    purchases += own;
    repeaters += own > 1 ? 1 : 0;
    if (!Number.isNaN(ownNet)) nets.push(ownNet);
  }
  const ascending = Float64Array.from(nets).sort();
  const middle = ascending.length / 2;
  const median = ((ascending[Math.floor(middle)] ?? 0) + (ascending[Math.ceil(middle) - 1] ?? 0)) / 2;
  return {
    customers,
    orders,
    purchases,
    net,
    unpriced,
    pricedOrders,
    pricedCustomers: nets.length,
    ...(pricedOrders > 0 ? { perOrder: net / pricedOrders, perPurchase: net / pricedPurchases } : {}),
    ...(nets.length > 0 ? { perCustomer: net / nets.length, medianPerCustomer: median } : {}),
    ...(customers > 0 ? { frequency: purchases / customers } : {}),
    repeat: shareOf(repeaters, customers),
    ...(net > 0 && nets.length > 0 ? { largest: Math.max(0, ascending.at(-1) ?? 0) / net } : {}),
  };
}
