import type { Order, OrderLine } from '../../../domain/order.ts';
import { dayNumber, type EpochMs } from '../../../domain/time.ts';
import type { CustomerOffers, Goods, NoOffers, Pair, PairReport, Together } from '../../../messaging/offer-work.ts';
import { pairMeasures, suggestItems } from '../../../scoring/cross-sell.ts';
import { orderKind } from '../../../scoring/customer-stats.ts';
import { goodsKey } from '../../../scoring/goods.ts';
import { chanceOf } from '../../../scoring/pair-rules.ts';
import type { Item } from './baskets.ts';
import type { BuyersOfPair } from './buyers.ts';
import type { StoredHead } from './pair-codec.ts';
import type { PairModel } from './pair-model.ts';

export type StoredPairs = PairModel & { readonly head: StoredHead };

/** What one customer's orders say that offers go by. */
export interface OrdersOfOne {
  readonly orders: readonly Pick<Order, 'id' | 'placedAt' | 'status' | 'currency' | 'totalMinor' | 'refundedMinor'>[];
  readonly lines: readonly Pick<OrderLine, 'orderId' | 'sku' | 'name' | 'quantity' | 'unitMinor' | 'totalMinor'>[];
}

// Stock is not on file: what nobody has bought for so long before the shop's last sale is taken to be sold no more.
const SOLD_NO_MORE_DAYS = 365;

/** What to offer somebody next, by what is bought together in the shop and what they bought until now. */
export function offersOf({ orders, lines }: OrdersOfOne, model: StoredPairs, at: EpochMs): CustomerOffers {
  const { head, pairs, isSure } = model;
  const { items, countedAt, baskets } = head;
  const about = { countedAt, baskets };
  const none = (why: NoOffers): CustomerOffers => ({ ...about, offers: [], none: why });
  if (baskets === 0) return none('no-goods');
  if (head.found === 0) return none('too-few');
  if (head.sure === 0) return none('by-chance');
  const { bought, had } = goodsOf({ orders, lines }, at, head.timeZone);
  if (bought.size === 0) return none('unknown-goods');
  const owned = items.flatMap((item, number) => (bought.has(nameOf(item.currency, item.key)) ? [number] : []));
  const lastDay = items.reduce((last, item) => Math.max(last, item.lastDay), Number.NEGATIVE_INFINITY);
  const canOffer = (number: number) => {
    const { key, lastDay: soldOn } = items[number] as Item;
    return !had.has(key) && lastDay - soldOn <= SOLD_NO_MORE_DAYS;
  };
  const says = saidOf(items);
  const offers = suggestItems(pairs, owned, canOffer, undefined, (pair) => isSure[pair] === 1).map(
    ({ item, because, score, measures }) => ({
      ...{ goods: says(item), because: says(because), score },
      ...togetherOf(head, because, item, measures.together),
    }),
  );
  return offers.length > 0 ? { ...about, offers } : none('nothing-more');
}

/** The keys of a pair's two products. */
type PairKeys = readonly [first: string, second: string];

const keysOfPair = ({ items }: StoredHead, first: number, second: number): PairKeys => [
  (items[first] as Item).key,
  (items[second] as Item).key,
];

/** The goods that the report on pairs tells of. */
export const reportedGoods = ({ head }: StoredPairs): readonly string[] => [
  ...new Set(head.rules.flatMap(([first, second]) => keysOfPair(head, first, second))),
];

/** The pairs of the whole shop, the surest first. */
export function pairReport({ head }: StoredPairs, countPair: (...keys: PairKeys) => BuyersOfPair): PairReport {
  const { countedAt, baskets, items, looked, found, sure, rules } = head;
  const says = saidOf(items);
  return {
    ...{ countedAt, baskets, looked, found, sure, goods: items.length },
    pairs: rules.map(([first, second, together, isSure]): Pair => {
      const numbers = togetherOf(head, first, second, together);
      const verdict = isSure ? 'sure' : numbers.lift > 1 ? 'chance' : 'less';
      const keys = keysOfPair(head, first, second);
      return { first: says(first), second: says(second), keys, customers: countPair(...keys), verdict, ...numbers };
    }),
  };
}

const nameOf = (currency: string | undefined, key: string): string => `${currency ?? ''} ${key}`;

/** What somebody paid for and kept, by currency and key; and the keys of all that they ever had on its way or in hand. */
function goodsOf(
  { orders, lines }: OrdersOfOne,
  at: EpochMs,
  timeZone: string,
): { readonly bought: ReadonlySet<string>; readonly had: ReadonlySet<string> } {
  const today = dayNumber(at, timeZone);
  const [bought, had] = [new Set<string>(), new Set<string>()];
  const byId = new Map(orders.map((order) => [order.id, order]));
  for (const { orderId, sku, name, quantity, unitMinor, totalMinor } of lines) {
    const order = byId.get(orderId);
    if (!order || order.status === 'cancelled') continue;
    if (order.placedAt !== undefined && dayNumber(order.placedAt, timeZone) > today) continue;
    const key = goodsKey({ sku, name, quantity: quantity ?? Number.NaN, price: totalMinor ?? unitMinor ?? Number.NaN });
    if (key === undefined) continue;
    // What they ordered and have not paid, or sent back, need not be offered either; it is no reason to offer anything.
    had.add(key);
    const kind = orderKind(order.status, order.totalMinor ?? Number.NaN, order.refundedMinor ?? Number.NaN);
    if (kind === 'purchase') bought.add(nameOf(order.currency, key));
  }
  return { bought, had };
}

/** What items are called; with their currency, or marked as one of several of a name, only where that tells two apart. */
function saidOf(items: readonly Item[]): (item: number) => Goods {
  const isMixed = items.some(({ currency }) => currency !== items[0]?.currency);
  const skusOf = new Map<string, Set<string | undefined>>();
  for (const { name, sku } of items) {
    const skus = skusOf.get(name) ?? new Set();
    skusOf.set(name, skus.add(sku));
  }
  return (number) => {
    const { name, sku, currency } = items[number] as Item;
    return {
      name,
      ...(sku === undefined ? {} : { sku }),
      ...((skusOf.get(name)?.size ?? 0) > 1 ? { isNameShared: true as const } : {}),
      ...(isMixed && currency !== undefined ? { currency } : {}),
    };
  };
}

function togetherOf({ baskets, items }: StoredHead, first: number, second: number, together: number): Together {
  const [a, b] = [(items[first] as Item).count, (items[second] as Item).count];
  const { support, confidence, lift } = pairMeasures(baskets, a, b, together);
  const pValue = chanceOf(baskets, a, b, together);
  return { together, withFirst: a, withSecond: b, baskets, support, confidence, lift, pValue };
}
