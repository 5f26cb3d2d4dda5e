import { dayNumber } from '../../../domain/time.ts';
import { orderKind } from '../../../scoring/customer-stats.ts';
import { goodsKey } from '../../../scoring/goods.ts';
import type { OrdersOfOne } from './offers-of.ts';

/**
 * What one customer bought, by the rule that the pairs are counted by: goods of orders that are dated, no later than a day, paid
 * and not given back in full.
 */
export function boughtOf({ orders, lines }: OrdersOfOne, asOfDay: number, timeZone: string): ReadonlySet<string> {
  const purchases = new Set<string>();
  for (const { id, placedAt, status, totalMinor, refundedMinor } of orders) {
    if (placedAt === undefined || dayNumber(placedAt, timeZone) > asOfDay) continue;
    const kind = orderKind(status, totalMinor ?? Number.NaN, refundedMinor ?? Number.NaN);
    if (kind === 'purchase') purchases.add(id);
  }
  const bought = new Set<string>();
  for (const { orderId, sku, name, quantity, unitMinor, totalMinor } of lines) {
    if (!purchases.has(orderId)) continue;
    const key = goodsKey({ sku, name, quantity: quantity ?? Number.NaN, price: totalMinor ?? unitMinor ?? Number.NaN });
    if (key !== undefined) bought.add(key);
  }
  return bought;
}
