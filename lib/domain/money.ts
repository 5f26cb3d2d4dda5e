import * as z from 'zod/mini';

/** ISO 4217 code, three capitals. */
export const Currency = z.string().check(z.regex(/^[A-Z]{3}$/));
export type Currency = z.infer<typeof Currency>;

/** An exact amount: whole minor units (cents, fen; yen has none) of one currency. */
export const Money = z.readonly(z.object({ amountMinor: z.int(), currency: Currency }));
export type Money = z.infer<typeof Money>;

const digitsByCurrency = new Map<string, number>();

/** Decimal places of a currency's minor unit: 2 for CNY, 0 for JPY. Unknown codes count as 2. */
export function minorDigits(currency: Currency): number {
  const known = digitsByCurrency.get(currency);
  if (known !== undefined) return known;
  let digits = 2;
  try {
    digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    // Not a well-formed code: keep 2.
  }
  digitsByCurrency.set(currency, digits);
  return digits;
}

/** 1250 USD → 12.5. For display only: sums stay in minor units. */
export function toMajor(money: Money): number {
  return money.amountMinor / 10 ** minorDigits(money.currency);
}
