import type { Summary } from '../../domain/summary.ts';
import { dayNumber, type EpochMs } from '../../domain/time.ts';
import { type CountedOrder, statsOf } from '../../scoring/customer-stats.ts';
import { NO_CURRENCY, type RawFile, type RawOrders, REFUNDED } from './raw-file.ts';

/**
 * Turns summaries into what was known on a day: what orders dated after it add to somebody's sums is taken out again.
 * Only those who have such orders are counted anew.
 * @param timeZone the shop's; the browser's if absent
 */
export function knownUntil(
  { orders, currencies }: RawFile,
  at: EpochMs,
  timeZone: string | undefined,
): (place: number, summary: Summary) => Summary {
  const own = new Map<number, CountedOrder[]>();
  const today = dayNumber(at, timeZone);
  for (let row = 0; row < orders.count; row += 1) {
    // Whatever is not after this moment is not after its day either: most need no look at the calendar.
    const when = orders.at[row] as number;
    if (when > at && dayNumber(when, timeZone) > today) own.set(orders.owner[row] as number, []);
  }
  if (own.size > 0)
    for (let row = 0; row < orders.count; row += 1)
      own.get(orders.owner[row] as number)?.push(orderAt(orders, currencies, row));
  return (place, summary) => {
    const all = own.get(place);
    return all ? { ...summary, stats: statsOf(all, timeZone, at) } : summary;
  };
}

function orderAt(orders: RawOrders, currencies: readonly string[], row: number): CountedOrder {
  const [code, total, back] = [
    orders.currency[row] as number,
    orders.total[row] as number,
    orders.refunded[row] as number,
  ];
  return {
    placedAt: orders.at[row] as number,
    // A credit is told by its amount.
    status: orders.kind[row] === REFUNDED ? 'refunded' : 'paid',
    ...(code === NO_CURRENCY ? {} : { currency: currencies[code] as string }),
    ...(Number.isNaN(total) ? {} : { totalMinor: total }),
    ...(Number.isNaN(back) ? {} : { refundedMinor: back }),
  };
}
