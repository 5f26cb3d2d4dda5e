import type { PurchaseColumns } from '../../../lib/scoring/columns.ts';
import { randomFrom } from './stats.ts';

/** What a made shop's customers were drawn from: rates by an exponential distribution (r = 1), leaving by Beta(1, b). */
export interface MadeShop {
  readonly columns: PurchaseColumns;
  readonly asOfDay: number;
  readonly truth: { readonly r: number; readonly alpha: number; readonly a: number; readonly b: number };
}

const AS_OF = 20_000;

/**
 * Customers who do what MBG/NBD says: first purchases spread over `years`, later ones at a rate of their own, and a chance of their
 * own to leave after each. Amounts vary around a mean of their own.
 * @param alpha weeks: smaller buys more often; b: greater stays longer
 */
export function makeShop(customers: number, seed: number, { years = 3, alpha = 8, b = 4 } = {}): MadeShop {
  const below = randomFrom(seed);
  const roll = () => (below(2 ** 31) + 0.5) / 2 ** 31;
  const start = new Uint32Array(customers + 1);
  const days: number[] = [];
  const values: number[] = [];
  for (let i = 0; i < customers; i += 1) {
    const meanDays = (7 * alpha) / -Math.log(roll());
    const chance = 1 - roll() ** (1 / b);
    const worth = 2000 + 8000 * roll();
    let at = AS_OF - 365 * years * roll();
    let last = Number.NEGATIVE_INFINITY;
    while (at < AS_OF) {
      const day = Math.floor(at);
      if (day !== last) {
        days.push(day);
        values.push(Math.round(worth * (0.5 + roll())));
        last = day;
      }
      if (roll() < chance) break;
      at += -Math.log(roll()) * meanDays;
    }
    start[i + 1] = days.length;
  }
  return {
    columns: {
      count: customers,
      start,
      day: Int32Array.from(days),
      orders: new Uint16Array(days.length).fill(1),
      value: Float64Array.from(values),
    },
    asOfDay: AS_OF,
    truth: { r: 1, alpha, a: 1, b },
  };
}
