import type { Currency } from '../domain/money.ts';
import type { Order } from '../domain/order.ts';
import type { CustomerStats } from '../domain/receipt.ts';
import { dayNumber, type EpochMs } from '../domain/time.ts';

/** What the sums need of an order. */
export type CountedOrder = Pick<Order, 'placedAt' | 'status' | 'currency' | 'totalMinor' | 'refundedMinor' | 'deleted'>;

/**
 * What one customer's orders add up to.
 * A purchase is all paid orders of one calendar day. Unpaid, cancelled and fully refunded orders are none; those refunded in
 * part are, at what is left. A negative total is a credit note: no purchase, but it lowers the net. Orders without a date are
 * left out, since no model could place them; an order whose page gave no status counts as paid.
 * `orderCount` counts purchased orders. Amounts of different currencies are never added.
 * @param timeZone the shop's, IANA name; the browser's if absent
 * @param asOf orders placed on a later calendar day are not known yet
 */
export function statsOf(orders: readonly CountedOrder[], timeZone?: string, asOf?: EpochMs): CustomerStats {
  const today = asOf === undefined ? Number.POSITIVE_INFINITY : dayNumber(asOf, timeZone);
  const days = new Set<number>();
  const nets = new Map<Currency, { amountMinor: number; orderCount: number }>();
  let orderCount = 0;
  let first: EpochMs | undefined;
  let last: EpochMs | undefined;
  for (const order of orders) {
    const { placedAt: at } = order;
    if (order.deleted || at === undefined) continue;
    const day = dayNumber(at, timeZone);
    const kind = kindOf(order);
    if (day > today || kind === 'none' || kind === 'refunded') continue;
    if (order.currency !== undefined && order.totalMinor !== undefined) {
      const net = nets.get(order.currency) ?? { amountMinor: 0, orderCount: 0 };
      net.amountMinor += order.totalMinor - (order.refundedMinor ?? 0);
      net.orderCount += kind === 'purchase' ? 1 : 0;
      nets.set(order.currency, net);
    }
    if (kind !== 'purchase') continue;
    orderCount += 1;
    days.add(day);
    first = first === undefined ? at : Math.min(first, at);
    last = last === undefined ? at : Math.max(last, at);
  }
  return {
    orderCount,
    purchaseDays: days.size,
    ...(first === undefined ? {} : { firstPurchaseAt: first }),
    ...(last === undefined ? {} : { lastPurchaseAt: last }),
    net: Array.from(nets, ([currency, net]) => ({ currency, ...net })).sort(
      (a, b) => b.orderCount - a.orderCount || (a.currency < b.currency ? -1 : 1),
    ),
  };
}

const kindOf = ({ status, totalMinor, refundedMinor }: CountedOrder): OrderKind =>
  orderKind(status, totalMinor ?? Number.NaN, refundedMinor ?? Number.NaN);

/** What an order is to the books; `refunded`: paid, and given back in full. */
export type OrderKind = 'purchase' | 'credit' | 'refunded' | 'none';

/** @param total @param refunded minor units; NaN where nobody said */
export function orderKind(status: unknown, total: number, refunded: number): OrderKind {
  if (status === 'open' || status === 'cancelled') return 'none';
  if (total < 0) return 'credit';
  // The word "refunded" without an amount, or with one that leaves nothing, means all of it.
  const isPartial = refunded > 0 && refunded < total;
  if (status === 'refunded') return isPartial ? 'purchase' : 'refunded';
  return refunded > 0 && refunded >= total ? 'refunded' : 'purchase';
}
