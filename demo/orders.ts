/** What the demo shop sells and has sold. */

export interface Product {
  readonly sku: string;
  readonly zh: string;
  readonly en: string;
  /** Price in minor units of each currency the shop sells in. */
  readonly minor: { readonly CNY: number; readonly USD: number; readonly GBP: number };
}

export type Currency = keyof Product['minor'];

export const PRODUCTS = {
  gaiwan: {
    sku: 'GW-120',
    zh: '青瓷盖碗 120 ml',
    en: 'Celadon gaiwan 120 ml',
    minor: { CNY: 16800, USD: 2900, GBP: 2300 },
  },
  bowl: { sku: 'BW-02', zh: '粗陶饭碗', en: 'Stoneware rice bowl', minor: { CNY: 5800, USD: 1200, GBP: 950 } },
  teapot: { sku: 'TP-300', zh: '紫砂壶 300 ml', en: 'Clay teapot 300 ml', minor: { CNY: 32800, USD: 5400, GBP: 4200 } },
  tray: { sku: 'TR-40', zh: '竹茶盘 40 cm', en: 'Bamboo tea tray 40 cm', minor: { CNY: 21800, USD: 3600, GBP: 2800 } },
  vase: { sku: 'VS-18', zh: '影青小花瓶', en: 'Pale blue bud vase', minor: { CNY: 12600, USD: 2200, GBP: 1700 } },
  cups: {
    sku: 'CP-6',
    zh: '品茗杯六只装',
    en: 'Tasting cups, set of six',
    minor: { CNY: 19800, USD: 3300, GBP: 2600 },
  },
} as const satisfies Record<string, Product>;

export type ProductKey = keyof typeof PRODUCTS;

/** States by the console's machine names. */
export type OrderState = 'PaymentSettled' | 'Shipped' | 'Delivered' | 'Cancelled';

export interface DemoOrder {
  readonly id: string;
  readonly number: string;
  /** Key of the buyer. */
  readonly buyer: string;
  readonly placedAt: number;
  readonly state: OrderState;
  readonly currency: Currency;
  readonly lines: readonly { readonly product: ProductKey; readonly quantity: number }[];
  readonly refundedMinor: number;
}

const DAY_MS = 86_400_000;

const SEED: readonly (Omit<DemoOrder, 'placedAt' | 'refundedMinor'> & { daysAgo: number; refundedMinor?: number })[] = [
  {
    id: '108',
    number: 'TB2108',
    buyer: 'oliver',
    daysAgo: 0.3,
    state: 'PaymentSettled',
    currency: 'USD',
    lines: [
      { product: 'bowl', quantity: 40 },
      { product: 'cups', quantity: 12 },
    ],
  },
  {
    id: '107',
    number: 'TB2107',
    buyer: 'lin',
    daysAgo: 3.2,
    state: 'Shipped',
    currency: 'CNY',
    lines: [
      { product: 'gaiwan', quantity: 6 },
      { product: 'tray', quantity: 1 },
    ],
  },
  {
    id: '106',
    number: 'TB2106',
    buyer: 'emma',
    daysAgo: 9.6,
    state: 'Delivered',
    currency: 'GBP',
    lines: [{ product: 'cups', quantity: 4 }],
  },
  {
    id: '105',
    number: 'TB2105',
    buyer: 'zhang-home',
    daysAgo: 16.35,
    state: 'Delivered',
    currency: 'CNY',
    lines: [{ product: 'vase', quantity: 2 }],
  },
  {
    id: '104',
    number: 'TB2104',
    buyer: 'lin',
    daysAgo: 41.15,
    state: 'Delivered',
    currency: 'CNY',
    lines: [{ product: 'teapot', quantity: 2 }],
  },
  {
    id: '103',
    number: 'TB2103',
    buyer: 'chou',
    daysAgo: 58.42,
    state: 'Delivered',
    currency: 'USD',
    lines: [
      { product: 'vase', quantity: 1 },
      { product: 'gaiwan', quantity: 1 },
    ],
  },
  {
    id: '102',
    number: 'TB2102',
    buyer: 'zhang-studio',
    daysAgo: 75.28,
    state: 'Cancelled',
    currency: 'CNY',
    lines: [{ product: 'tray', quantity: 3 }],
  },
  {
    id: '101',
    number: 'TB2101',
    buyer: 'lin',
    daysAgo: 97.55,
    state: 'Delivered',
    currency: 'CNY',
    lines: [
      { product: 'cups', quantity: 2 },
      { product: 'bowl', quantity: 8 },
    ],
    refundedMinor: 5800,
  },
];

/** The demo console's orders, newest first, with their dates counted back from `now` (epoch ms, whole minutes). */
export function demoOrders(now: number): DemoOrder[] {
  return SEED.map(({ daysAgo, refundedMinor = 0, ...order }) => ({
    ...order,
    refundedMinor,
    placedAt: Math.floor((now - daysAgo * DAY_MS) / 60_000) * 60_000,
  }));
}

/** Sum of the lines, in minor units of the order's currency. */
export function totalMinor(order: Pick<DemoOrder, 'lines' | 'currency'>): number {
  return order.lines.reduce(
    (sum, { product, quantity }) => sum + PRODUCTS[product].minor[order.currency] * quantity,
    0,
  );
}
