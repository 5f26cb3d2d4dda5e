import type { NewCustomer } from '../../lib/messaging/contract.ts';

export const DAY = 86_400_000;
/** When the shops of these tests are looked at. */
export const NOW = 1_790_000_000_000;

export type NewOrder = NonNullable<NewCustomer['orders']>[number];
let numbered = 0;
/** An order of a month ago, paid, with one line of each of the goods. */
export const order = (goods: readonly string[], given: Partial<NewOrder> = {}): NewOrder => {
  numbered += 1;
  return {
    ...{ number: `N-${numbered}`, placedAt: NOW - 30 * DAY, status: 'paid', currency: 'CNY', totalMinor: 9900 },
    lines: goods.map((sku) => ({ sku, name: `Product ${sku}`, quantity: 1, unitMinor: 900 })),
    ...given,
  };
};
/** Somebody new with these orders. */
export const customer = (...orders: NewOrder[]): NewCustomer => ({ name: `Person ${numbered}`, orders });
