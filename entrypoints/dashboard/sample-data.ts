import { DAY_MS } from '../../lib/domain/time.ts';
import type { NewCustomer } from '../../lib/messaging/contract.ts';
import { east } from './sample-east.ts';
import { west } from './sample-west.ts';

/**
 * A small tea shop's file, its orders placed so many days before `now`: people of every tier and stage, in the shop's
 * languages and currencies. Addresses end in .example (RFC 2606).
 */
export function sampleCustomers(now: number): NewCustomer[] {
  return [...east, ...west].map(({ name, language, currency, item, orders, ...rest }, place) => ({
    name,
    language,
    ...(rest.company ? { company: rest.company } : {}),
    ...(rest.address ? { address: rest.address } : {}),
    ...(rest.email ? { emails: [rest.email] } : {}),
    ...(rest.phone ? { phones: [rest.phone] } : {}),
    ...(rest.tags ? { tags: [...rest.tags] } : {}),
    ...(rest.notes ? { notes: [...rest.notes] } : {}),
    orders: orders.map(([daysAgo, totalMinor, refundedMinor], index) => ({
      number: `S-${(place + 1) * 100 + orders.length - index}`,
      shop: 'sample',
      placedAt: now - daysAgo * DAY_MS,
      status: refundedMinor === totalMinor ? ('refunded' as const) : ('delivered' as const),
      currency,
      totalMinor,
      ...(refundedMinor ? { refundedMinor } : {}),
      lines: [{ name: item, quantity: 1, unitMinor: totalMinor }],
    })),
  }));
}
