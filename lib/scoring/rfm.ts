import type { CustomerStats } from '../domain/receipt.ts';
import { dayNumber } from '../domain/time.ts';
import { type Clock, DEFAULT_CLOCK } from './lifecycle.ts';

/** What the shop's customers are compared by: one entry a customer with a purchase, each array ascending. */
export interface RfmColumns {
  /** Calendar day of the last purchase. */
  readonly lastDay: Float64Array;
  readonly purchaseDays: Float64Array;
  /** Net minor units of the customers whose main currency it is. */
  readonly netByCurrency: Readonly<Record<string, Float64Array>>;
  /** The zone the days were counted in. */
  readonly timeZone: string | undefined;
}

export type Quintile = 1 | 2 | 3 | 4 | 5;

/** Below this many customers fifths of them mean little, and fixed cuts are used. */
export const MIN_CUSTOMERS = 25;

/** What the comparison needs of a customer. */
type ComparedStats = Pick<CustomerStats, 'lastPurchaseAt' | 'purchaseDays'> & {
  readonly net: readonly { readonly currency: string; readonly amountMinor: number }[];
};

/** Columns of all customers; those without a purchase are not compared with. */
export function buildColumns(stats: readonly ComparedStats[], timeZone?: string): RfmColumns {
  const lastDay: number[] = [];
  const purchaseDays: number[] = [];
  const nets = new Map<string, number[]>();
  for (const one of stats) {
    if (one.purchaseDays === 0 || one.lastPurchaseAt === undefined) continue;
    lastDay.push(dayNumber(one.lastPurchaseAt, timeZone));
    purchaseDays.push(one.purchaseDays);
    const [main] = one.net;
    if (main === undefined) continue;
    const column = nets.get(main.currency);
    if (column) column.push(main.amountMinor);
    else nets.set(main.currency, [main.amountMinor]);
  }
  const sorted = (values: readonly number[]) => Float64Array.from(values).sort();
  return {
    lastDay: sorted(lastDay),
    purchaseDays: sorted(purchaseDays),
    netByCurrency: Object.fromEntries(Array.from(nets, ([currency, values]) => [currency, sorted(values)])),
    timeZone,
  };
}

/** How many values of an ascending array are less than `value`. */
export function countBelow(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? Number.POSITIVE_INFINITY) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Which fifth of the customers a value is in, 5 the highest: `min(5, 1 + floor(5 × below / N))`.
 * Equal values get equal fifths whatever their order, so that two runs agree (unlike NTILE).
 * RFM with independent quintiles after Hughes 1994 and Miglautsch 2000.
 */
export function quintileOf(ascending: Float64Array, value: number): Quintile {
  return Math.min(5, 1 + Math.floor((5 * countBelow(ascending, value)) / Math.max(1, ascending.length))) as Quintile;
}

/** Fixed cut for few customers: by the clock of those who return. */
export function fixedRecency(sinceDays: number, clock: Clock = DEFAULT_CLOCK): Quintile {
  return (5 - [clock.g50, clock.g80, clock.g90, clock.g95].filter((cut) => sinceDays > cut).length) as Quintile;
}

/** Fixed cut for few customers: 1, 2, 3, 4 to 5, or more purchase days. */
export function fixedFrequency(purchaseDays: number): Quintile {
  return (1 + [2, 3, 4, 6].filter((cut) => purchaseDays >= cut).length) as Quintile;
}

/** Fixed cut for few customers: by 0.5, 0.8, 1.25 and 2 times their median. Around a median of nothing, by its side. */
export function fixedMonetary(ascending: Float64Array, net: number): Quintile {
  const median = medianOf(ascending) ?? net;
  if (median <= 0) return (3 + Math.sign(net - median)) as Quintile;
  return (1 + [0.5, 0.8, 1.25, 2].filter((times) => net >= times * median).length) as Quintile;
}

function medianOf(ascending: Float64Array): number | undefined {
  const middle = ascending.length / 2;
  const upper = ascending[Math.floor(middle)];
  if (upper === undefined) return undefined;
  return ascending.length % 2 === 1 ? upper : (upper + (ascending[middle - 1] ?? upper)) / 2;
}
