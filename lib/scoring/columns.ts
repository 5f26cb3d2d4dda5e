/** Everybody's purchases, one entry a customer and shop-local day; customer i's are start[i] .. start[i+1]-1, days ascending. */
export interface PurchaseColumns {
  /** Customers, those without a purchase too. */
  readonly count: number;
  /** count + 1 entries. */
  readonly start: Uint32Array;
  /** Calendar day number in the shop's zone (`dayNumber`). */
  readonly day: Int32Array;
  /** Paid orders merged into it; 0 = money only (a credit note), no purchase. */
  readonly orders: Uint16Array;
  /** Net whole minor units of the base currency; NaN where no page or rate said. */
  readonly value: Float64Array;
}

/** What a shop's figures are worked out under. Nothing after `asOfDay` is looked at. */
export interface ScoringOptions {
  readonly asOfDay: number;
  /** Over how many days the churn probability looks; the clock's G80 unless given. */
  readonly horizonDays?: number;
  /** Decimal places of the base currency's minor unit. */
  readonly minorDigits: number;
  /** Purchases before it are not on file: first seen is not first ever. */
  readonly historyStartDay?: number;
  /** Share of the revenue that stays, 0..1; without one the value is revenue. */
  readonly margin?: number;
  /** What money is worth less a month; 0.01 unless given. */
  readonly monthlyDiscount?: number;
  /** Leaves out the fits that are there for comparison only. */
  readonly isLean?: boolean;
  /** How many days back frequency and money of RFM look; three years unless given. */
  readonly rfmWindowDays?: number;
}

/** One customer's purchases of one shop-local day. */
export interface PurchaseDay {
  readonly day: number;
  readonly orders: number;
  readonly value: number;
}

/** Columns of customers given as lists, days ascending: one customer is `columnsOf([days])`. */
export function columnsOf(customers: readonly (readonly PurchaseDay[])[]): PurchaseColumns {
  const start = new Uint32Array(customers.length + 1);
  const all = customers.flat();
  customers.forEach((days, index) => {
    start[index + 1] = (start[index] ?? 0) + days.length;
  });
  return {
    count: customers.length,
    start,
    day: Int32Array.from(all, ({ day }) => day),
    orders: Uint16Array.from(all, ({ orders }) => Math.min(orders, 65_535)),
    value: Float64Array.from(all, ({ value }) => value),
  };
}
