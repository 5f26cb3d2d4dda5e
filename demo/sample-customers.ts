import type { NewCustomer } from '../lib/messaging/contract.ts';
import { type Currency, demoOrders, type OrderState, PRODUCTS, type ProductKey, totalMinor } from './orders.ts';
import { type DemoPerson, PEOPLE } from './people.ts';

const DAY_MS = 86_400_000;

type NewOrder = NonNullable<NewCustomer['orders']>[number];

/** How a customer buys: how many times, at about what distance, how long ago last, and how much at a time. */
interface Habit {
  readonly orders: number;
  readonly gapDays: number;
  readonly lastDays: number;
  readonly basket: number;
}

// Each line is a kind of customer the score and the stages tell apart.
const HABITS: readonly Habit[] = [
  { orders: 9, gapDays: 34, lastDays: 6, basket: 4 },
  { orders: 6, gapDays: 45, lastDays: 20, basket: 3 },
  { orders: 3, gapDays: 60, lastDays: 18, basket: 2 },
  { orders: 1, gapDays: 0, lastDays: 12, basket: 2 },
  { orders: 5, gapDays: 40, lastDays: 110, basket: 3 },
  { orders: 2, gapDays: 70, lastDays: 290, basket: 1 },
  { orders: 1, gapDays: 0, lastDays: 400, basket: 1 },
  { orders: 0, gapDays: 0, lastDays: 0, basket: 0 },
];

const NAMES: readonly (readonly [name: string, slug: string, company: string])[] = [
  ['陈思远', 'chen.siyuan', '远山茶馆'],
  ['Grace Okafor', 'grace.okafor', 'Kitchen Row'],
  ['王雨桐', 'wang.yutong', ''],
  ['Henrik Larsen', 'henrik.larsen', 'Nord Table'],
  ['刘子墨', 'liu.zimo', '子墨工作室'],
  ['Amelia Stone', 'amelia.stone', ''],
  ['赵明月', 'zhao.mingyue', '明月小筑'],
  ['Daniel Cho', 'daniel.cho', 'Cho Ceramics'],
  ['黄嘉怡', 'huang.jiayi', ''],
  ['Sofia Marchetti', 'sofia.marchetti', 'Casa Marchetti'],
  ['吴建国', 'wu.jianguo', '建国茶叶店'],
  ['Ruth Campbell', 'ruth.campbell', ''],
  ['孙晓彤', 'sun.xiaotong', ''],
  ['Peter Novak', 'peter.novak', 'Novak & Sons'],
  ['郑安琪', 'zheng.anqi', '安琪花艺'],
  ['Leila Haddad', 'leila.haddad', ''],
  ['何俊杰', 'he.junjie', ''],
];
const PRODUCT_KEYS = Object.keys(PRODUCTS) as ProductKey[];

/** Mulberry32: small, and the same numbers in every run. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * The customer file of the demo: the six people of the demo mailbox and shop, and 34 more, with orders over the last
 * eighteen months. Equal for equal arguments.
 * @param now epoch ms that all dates count back from
 * @param shopOrigin of the demo console: its accounts and order numbers are known from the start, as after an import
 */
export function sampleCustomers({ now, shopOrigin }: { now: number; shopOrigin: string }): NewCustomer[] {
  const random = numbersFrom(20_26);
  const invented = [...NAMES, ...NAMES].map(([name, slug, company], index): NewCustomer => {
    const isSecond = index >= NAMES.length;
    const isChinese = /\p{Script=Han}/u.test(name);
    const habit = HABITS[(index * 3 + (isSecond ? 1 : 0)) % HABITS.length] as Habit;
    return {
      name: isSecond ? second(name) : name,
      ...(company && !isSecond ? { company } : {}),
      language: isChinese ? 'zh-CN' : 'en',
      emails: [`${isSecond ? secondSlug(slug, isChinese) : slug}@customers.example`],
      phones: [isChinese ? `+86 1360000${1000 + index}` : `+1 202 555 0${100 + index}`],
      orders: ordersOf(habit, { now, random, from: 1000 + index * 10, currency: isChinese ? 'CNY' : 'USD' }),
      ...(habit.orders > 5 ? { tags: [isChinese ? '老客户' : 'regular'] } : {}),
    };
  });
  return [...PEOPLE.map((person) => fromShop(person, { now, random, shopOrigin })), ...invented];
}

// The second half of the file are relatives: same given name, another family name.
const second = (name: string): string =>
  /\p{Script=Han}/u.test(name) ? `杨${name.slice(1)}` : `${name.split(' ')[0]} Whitfield`;

const secondSlug = (slug: string, isChinese: boolean): string => {
  const [one, other] = slug.split('.');
  return isChinese ? `yang.${other}` : `${one}.whitfield`;
};

interface Making {
  readonly now: number;
  readonly random: () => number;
  /** The number of the newest order; older ones count on from it. */
  readonly from: number;
  readonly currency: Currency;
}

function ordersOf(habit: Habit, { now, random, from, currency }: Making): NewOrder[] {
  return Array.from({ length: habit.orders }, (_, place) => {
    const wobble = 0.7 + random() * 0.6;
    const daysAgo = habit.lastDays * wobble + place * habit.gapDays * wobble;
    const lines = Array.from({ length: 1 + Math.floor(random() * 2) }, () => ({
      product: PRODUCT_KEYS[Math.floor(random() * PRODUCT_KEYS.length)] as ProductKey,
      quantity: 1 + Math.floor(random() * habit.basket * 2),
    }));
    return toNewOrder({
      number: `TB${from + place}`,
      placedAt: dayTime(now - daysAgo * DAY_MS),
      state: 'Delivered',
      currency,
      lines,
    });
  });
}

const dayTime = (at: number): number => Math.floor(at / 60_000) * 60_000;

/** What a console's state means for the shop's books. */
const STATUS: Record<OrderState, NonNullable<NewOrder['status']>> = {
  PaymentSettled: 'paid',
  Shipped: 'shipped',
  Delivered: 'delivered',
  Cancelled: 'cancelled',
};

function toNewOrder(order: {
  number: string;
  placedAt: number;
  state: OrderState;
  currency: Currency;
  lines: readonly { product: ProductKey; quantity: number }[];
  refundedMinor?: number;
}): NewOrder {
  const { number, placedAt, state, currency, lines, refundedMinor = 0 } = order;
  return {
    number,
    placedAt,
    status: STATUS[state],
    currency,
    totalMinor: totalMinor({ currency, lines }),
    ...(refundedMinor > 0 ? { refundedMinor } : {}),
    lines: lines.map(({ product, quantity }) => ({
      sku: PRODUCTS[product].sku,
      name: currency === 'CNY' ? PRODUCTS[product].zh : PRODUCTS[product].en,
      quantity,
      unitMinor: PRODUCTS[product].minor[currency],
    })),
  };
}

const NOTES: Readonly<Record<string, readonly string[]>> = {
  chou: ['書店寄賣，月底結帳。'],
  oliver: ['Pack everything double: two bowls came chipped last time.'],
};

// Bought before the demo console's own orders begin.
const EARLIER: Readonly<Record<string, Habit & { readonly from: number; readonly currency: Currency }>> = {
  emma: { orders: 4, gapDays: 48, lastDays: 70, basket: 2, from: 810, currency: 'GBP' },
  oliver: { orders: 5, gapDays: 62, lastDays: 120, basket: 9, from: 820, currency: 'USD' },
};

function fromShop(person: DemoPerson, given: { now: number; random: () => number; shopOrigin: string }): NewCustomer {
  const { now, random, shopOrigin } = given;
  const shop = `vendure:${shopOrigin}`;
  const earlier = EARLIER[person.key];
  return {
    name: person.name,
    ...(person.company ? { company: person.company } : {}),
    language: person.language,
    address: `${person.street}, ${person.city}`,
    emails: [person.email],
    phones: [person.phone],
    accounts: [`${shop}:${person.shopId}`],
    orders: [
      ...demoOrders(now)
        .filter((order) => order.buyer === person.key)
        .map((order) => ({ ...toNewOrder(order), shop })),
      ...(earlier ? ordersOf(earlier, { now, random, from: earlier.from, currency: earlier.currency }) : []),
    ],
    notes: [...(NOTES[person.key] ?? [])],
  };
}
