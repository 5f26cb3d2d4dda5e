import { dayNumber } from '../../../domain/time.ts';
import { type BasketColumns, MIN_TOGETHER } from '../../../scoring/cross-sell.ts';
import { orderKind } from '../../../scoring/customer-stats.ts';
import { goodsKey } from '../../../scoring/goods.ts';
import { growing } from '../../../scoring/numeric/growing.ts';
import type { LineVisitor } from '../../../storage/scan-lines.ts';
import type { Outline } from '../../../storage/segments/summary-chunk.ts';
import { createHoldings, type Holdings, type Product } from './holdings.ts';

/** A product in one currency, as the shop's orders tell of it. */
export interface Item {
  /** By what it is known again; see `goodsKey`. */
  readonly key: string;
  readonly name: string;
  readonly sku?: string;
  readonly currency?: string;
  /** Purchases it was in. */
  readonly count: number;
  /** Of the last of them. */
  readonly lastDay: number;
}

/** What was bought at once by whom, of the items that were bought often enough to say anything. */
export interface Baskets {
  readonly columns: BasketColumns;
  /** The items' descriptions by number, in the order of their keys. */
  readonly items: readonly Item[];
  /** Who bought what, of all goods. */
  readonly holdings: Holdings;
}

/** More different goods at once are stocking up: they tell nothing of what goes with what. */
const GOODS_MOST = 200;
/** The most bought of all goods: what is kept of them has to stay small. */
const ITEMS_MOST = 2000;
const NAME_MOST = 120;
/** Stands for what is no product. */
const NONE = -1;

interface Seen {
  readonly key: string;
  readonly currency: string | undefined;
  name: string;
  sku: string | undefined;
  /** Of the order whose words these are: the newest. */
  saidAt: number;
  count: number;
  lastDay: number;
}

/** A purchase in the making: paid orders of one person and day. */
interface Bag {
  readonly day: number;
  readonly goods: Set<number>;
}

/**
 * Collects purchases: what one customer paid for on one day of the shop, whatever the order of orders and lines. Orders that are
 * open, cancelled, given back in full, undated or of a later day are none. An order without a customer is one of its own.
 * @param asOfDay nothing after it is known
 */
export function createBaskets(
  people: readonly Outline[],
  { timeZone, asOfDay }: { readonly timeZone?: string | undefined; readonly asOfDay: number },
): { readonly visitor: LineVisitor; finish(): Baskets } {
  const placeOf = new Map<string, number>();
  const merged = new Map<number, Map<number | string, Bag>>();
  people.forEach(({ id, members = [] }, place) => {
    placeOf.set(id, place);
    for (const member of members) placeOf.set(member, place);
    if (members.length > 0) merged.set(place, new Map());
  });
  const seen: Seen[] = [];
  const numbers = new Map<string, number>();
  // By key alone, whatever the currency: number of the product, and of each item its product.
  const products = new Map<string, number>();
  const productOf: number[] = [];
  const holdings = createHoldings();
  const later = new Set<number>();
  const said = new Map<string, number>();
  let bags = new Map<number | string, Bag>();
  const orders = new Map<string, { readonly bag: Bag; readonly at: number; readonly currency: string | undefined }>();
  const starts: number[] = [0];
  const items = growing();
  let place: number | undefined;
  let isGone = false;

  const add = (all: Map<number | string, Bag>, person: number | undefined) => {
    if (person === undefined) holdings.nobody();
    else holdings.person((people[person] as Outline).id, later.has(person));
    for (const { goods, day } of all.values()) {
      for (const item of goods) holdings.add(productOf[item] as number);
      if (goods.size === 0 || goods.size > GOODS_MOST) continue;
      for (const item of goods) {
        items.push(item);
        const one = seen[item] as Seen;
        one.count += 1;
        one.lastDay = Math.max(one.lastDay, day);
      }
      starts.push(items.length());
    }
  };
  const endHome = () => {
    orders.clear();
    if (place === undefined || !merged.has(place)) {
      add(bags, place);
      bags = new Map();
    }
  };
  /** A key takes a while to make, and the same goods are sold again and again under the same words. */
  const itemOf = (sku: string | undefined, name: string | undefined, currency: string | undefined): number => {
    const words = `${currency ?? ''}\n${sku ?? ''}\n${name ?? ''}`;
    const known = said.get(words);
    if (known !== undefined) return known;
    const key = goodsKey({ sku, name, quantity: 1, price: 0 });
    const full = `${currency ?? ''} ${key}`;
    const item = key === undefined ? NONE : (numbers.get(full) ?? seen.push(unknown(key, currency)) - 1);
    if (key !== undefined) {
      numbers.set(full, item);
      const product = products.get(key) ?? products.size;
      products.set(key, product);
      productOf[item] = product;
    }
    said.set(words, item);
    return item;
  };

  return {
    visitor: {
      home(id, isCustomer) {
        endHome();
        place = placeOf.get(id);
        // A deleted customer's orders are nobody's, but they are not a guest's either.
        isGone = place === undefined && isCustomer;
        bags = (place === undefined ? undefined : merged.get(place)) ?? new Map();
      },
      order(id, at, status, total, refunded, currency) {
        if (isGone || Number.isNaN(at) || orderKind(status, total, refunded) !== 'purchase') return;
        const day = dayNumber(at, timeZone);
        if (day > asOfDay) {
          if (place !== undefined) later.add(place);
          return;
        }
        const name = place === undefined ? id : day;
        const bag = bags.get(name) ?? { day, goods: new Set() };
        bags.set(name, bag);
        orders.set(id, { bag, at, currency: textOf(currency) });
      },
      line(orderId, sku, name, quantity, price) {
        const order = typeof orderId === 'string' ? orders.get(orderId) : undefined;
        if (!order || quantity <= 0 || price < 0) return;
        const [code, words] = [textOf(sku), textOf(name)];
        const item = itemOf(code, words, order.currency);
        if (item === NONE) return;
        order.bag.goods.add(item);
        const known = seen[item] as Seen;
        if (order.at < known.saidAt) return;
        // The newest words; of equally new ones always the same.
        const title = words ?? code ?? '';
        const isNewer = order.at > known.saidAt;
        if (isNewer || (byText(title, known.name) || byText(code ?? '', known.sku ?? '')) < 0) {
          known.saidAt = order.at;
          known.name = title;
          known.sku = code;
        }
      },
    },
    finish() {
      endHome();
      for (const [person, all] of merged) add(all, person);
      const bought = productsOf(seen, productOf, products.size);
      return { ...columnsOf(seen, starts, items.values()), holdings: holdings.finish(bought) };
    },
  };
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value.trim()) || undefined;

const unknown = (key: string, currency: string | undefined): Seen => ({
  ...{ key, currency, name: '', sku: undefined, saidAt: Number.NEGATIVE_INFINITY },
  ...{ count: 0, lastDay: Number.NEGATIVE_INFINITY },
});

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Of all that was seen the items that are counted, numbered by their keys, and the purchases with these alone in them. */
function columnsOf(seen: readonly Seen[], starts: readonly number[], all: Uint32Array): Omit<Baskets, 'holdings'> {
  const order = (a: Seen, b: Seen) => byText(a.key, b.key) || byText(a.currency ?? '', b.currency ?? '');
  const kept = seen
    .filter(({ count }) => count >= MIN_TOGETHER)
    .sort((a, b) => b.count - a.count || order(a, b))
    .slice(0, ITEMS_MOST)
    .sort(order);
  const numbers = new Map(kept.map((one, item) => [one, item]));
  const numberOf = Int32Array.from(seen, (one) => numbers.get(one) ?? -1);
  const item = new Uint32Array(all.length);
  const start = new Uint32Array(starts.length);
  let length = 0;
  for (let basket = 0; basket + 1 < starts.length; basket += 1) {
    for (let at = starts[basket] as number; at < (starts[basket + 1] as number); at += 1) {
      const number = numberOf[all[at] as number] as number;
      if (number < 0) continue;
      item[length] = number;
      length += 1;
    }
    start[basket + 1] = length;
  }
  return {
    columns: { items: kept.length, count: starts.length - 1, start, item: item.subarray(0, length) },
    items: kept.map(({ key, currency, name, sku, count, lastDay }) => ({
      ...{ key, count, lastDay, name: name.slice(0, NAME_MOST) },
      ...(sku === undefined ? {} : { sku: sku.slice(0, NAME_MOST) }),
      ...(currency === undefined ? {} : { currency }),
    })),
  };
}

/** What products are called, by number: as the newest order of any currency has it. */
function productsOf(seen: readonly Seen[], productOf: readonly number[], count: number): readonly Product[] {
  const newest: (Seen | undefined)[] = Array.from({ length: count });
  seen.forEach((one, item) => {
    const product = productOf[item] as number;
    const before = newest[product];
    const isNewer = !before || one.saidAt > before.saidAt;
    if (isNewer || (one.saidAt === before.saidAt && byText(one.name, before.name) < 0)) newest[product] = one;
  });
  return newest.map((one): Product => {
    const { key, name, sku } = one as Seen;
    const said = { key, name: name.slice(0, NAME_MOST) };
    return sku === undefined ? said : { ...said, sku: sku.slice(0, NAME_MOST) };
  });
}
