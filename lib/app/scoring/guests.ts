import type { GuestOrder, RawFile } from './raw-file.ts';

/** Orders of nobody: by shop-local day, in minor units of the base currency, NaN where the amount is not known. */
export interface GuestColumns {
  readonly day: Int32Array;
  /** 0 for a credit note, which takes money off and is no purchase. */
  readonly purchases: Uint8Array;
  readonly value: Float64Array;
}

interface Reading {
  readonly dayOf: (at: number) => number;
  /** Minor units of the base currency for one minor unit of another; absent without a rate. */
  readonly rateOf: (code: string) => number | undefined;
  /** Counts on. */
  readonly withoutRate: Map<string, number>;
}

/** The orders that belong to no customer, as the shop's days and money have them. */
export function guestColumns(guests: RawFile['guests'], { dayOf, rateOf, withoutRate }: Reading): GuestColumns {
  const all = Array.from(guests.values()).flat();
  const value = ({ currency, isCredit, total, refunded }: GuestOrder): number => {
    if (currency === undefined) return Number.NaN;
    const rate = rateOf(currency);
    if (rate !== undefined) return Math.round(total * rate) - Math.round((isCredit ? 0 : refunded || 0) * rate);
    if (!isCredit) withoutRate.set(currency, (withoutRate.get(currency) ?? 0) + 1);
    return Number.NaN;
  };
  return {
    day: Int32Array.from(all, ({ at }) => dayOf(at)),
    purchases: Uint8Array.from(all, ({ isCredit }) => (isCredit ? 0 : 1)),
    value: Float64Array.from(all, value),
  };
}

/** How many purchases of nobody there are in each currency. */
export function guestCurrencies(guests: RawFile['guests']): { readonly code: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const { currency, isCredit } of Array.from(guests.values()).flat())
    if (currency !== undefined && !isCredit) counts.set(currency, (counts.get(currency) ?? 0) + 1);
  return Array.from(counts, ([code, count]) => ({ code, count }));
}

/** What the orders of nobody add up to, up to a day. */
export interface GuestSums {
  readonly purchases: number;
  /** Of them those whose amount is known, and what they and credit notes come to. */
  readonly priced: number;
  readonly net: number;
  /** Of a later day, which is not looked at. */
  readonly future: number;
}

/** @param asOfDay nothing after it is known */
export function guestSums({ day, purchases, value }: GuestColumns, asOfDay: number): GuestSums {
  const sums = { purchases: 0, priced: 0, net: 0, future: 0 };
  for (let at = 0; at < day.length; at += 1) {
    const one = purchases[at] as number;
    if ((day[at] as number) > asOfDay) {
      sums.future += one;
      continue;
    }
    sums.purchases += one;
    const amount = value[at] as number;
    if (Number.isNaN(amount)) continue;
    sums.priced += one;
    sums.net += amount;
  }
  return sums;
}
