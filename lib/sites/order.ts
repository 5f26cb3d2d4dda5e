import type { OrderStatus } from '../domain/order.ts';
import type { SeenLine, SeenOrder } from '../domain/sighting.ts';
import { type Amount, parseAmount, parseDate } from './amounts.ts';
import { all, climb, type Fact, type Reader } from './anchors.ts';
import { present } from './people.ts';
import type { Ladder, OrderRule, Recipe } from './recipe.ts';
import { clean } from './text.ts';

const MAX_LINES = 200;
// Spelt out so that the page's script does not carry the schema; the type keeps it complete.
const STATUSES: Record<OrderStatus, true> = {
  open: true,
  paid: true,
  shipped: true,
  delivered: true,
  cancelled: true,
  refunded: true,
};

/** The order in a scope; undefined without a number. Amounts without a sure currency are absent: minor units need it. */
export function readOrder(
  reader: Reader,
  scope: Document | Element,
  rule: OrderRule,
  recipe: Recipe,
): SeenOrder | undefined {
  const short = (text: string) => clean(text, 100);
  const amountAt = (place: Document | Element, ladder: Ladder | undefined) =>
    climb<Amount>(reader, place, ladder, (text) => parseAmount(text.trim(), recipe, reader.language));

  const number = climb(reader, scope, rule.number, short, true);
  const platformId = climb(reader, scope, rule.platformId, short, true);
  if (!number) return undefined;

  const total = amountAt(scope, rule.totalMinor);
  const currency = total?.value.currency;
  const minor = (amount: Fact<Amount> | undefined) =>
    amount && currency !== undefined && amount.value.currency === currency
      ? { ...amount, value: amount.value.minor }
      : undefined;

  const lines = rule.lines
    ? all(scope, rule.lines.each)
        .slice(0, MAX_LINES)
        .flatMap((row): SeenLine[] => {
          const name = climb(reader, row, rule.lines?.name, (text) => clean(text, 300))?.value;
          const quantity = climb(reader, row, rule.lines?.quantity, asCount)?.value;
          if (name === undefined || quantity === undefined) return [];
          return [
            present<SeenLine>({
              name,
              quantity,
              sku: climb(reader, row, rule.lines?.sku, short)?.value,
              unitMinor: minor(amountAt(row, rule.lines?.unitMinor))?.value,
              totalMinor: minor(amountAt(row, rule.lines?.totalMinor))?.value,
            }),
          ];
        })
    : [];

  return present<SeenOrder>({
    platformId,
    number,
    placedAt: climb(reader, scope, rule.placedAt, (text) => parseDate(text, recipe, reader.language)),
    status: climb(reader, scope, rule.status, (text) =>
      Object.hasOwn(STATUSES, text) ? (text as OrderStatus) : undefined,
    ),
    statusLabel: climb(reader, scope, rule.statusLabel, short),
    currency: total && currency !== undefined ? { ...total, value: currency } : undefined,
    totalMinor: minor(total),
    refundedMinor: sumOf(
      rule.refunds
        ? all(scope, rule.refunds.each).map((refund) => minor(amountAt(refund, rule.refunds?.amountMinor)))
        : [],
    ),
    lines,
  });
}

function sumOf(amounts: readonly (Fact<number> | undefined)[]): Fact<number> | undefined {
  const [one] = amounts;
  if (!one || amounts.includes(undefined)) return undefined;
  return { ...one, value: amounts.reduce((sum, amount) => sum + (amount?.value ?? 0), 0) };
}

function asCount(text: string): number | undefined {
  const plain = text.trim();
  return /^\d{1,7}(\.\d{1,3})?$/.test(plain) ? Number(plain) : undefined;
}
