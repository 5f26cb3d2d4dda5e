/** What the purchase models see of customers: equal rows are one row with a weight. */
export interface PurchaseRows {
  readonly count: number;
  /** Purchase days after the first. */
  readonly x: Uint32Array;
  /** Weeks from the first purchase to the last, and to the as-of day. */
  readonly tx: Float64Array;
  readonly T: Float64Array;
  /** How many customers the row stands for. */
  readonly weight: Float64Array;
  readonly customers: number;
  readonly greatestX: number;
  /** Weeks; over customers. */
  readonly meanT: number;
}

export const DAYS_PER_WEEK = 7;
// 16 bits each for two spans and 20 for the count fit a double exactly. 65,535 days are 179 years.
const SPAN = 65_536;

/**
 * Rows of everybody with a purchase.
 * @param n purchase days of each customer; those with none are left out
 */
export function purchaseRows(n: Uint32Array, firstDay: Int32Array, lastDay: Int32Array, asOfDay: number): PurchaseRows {
  const keys = new Float64Array(n.length);
  let customers = 0;
  let spans = 0;
  for (let i = 0; i < n.length; i += 1) {
    const purchases = n[i] ?? 0;
    if (purchases === 0) continue;
    const first = firstDay[i] ?? 0;
    const txDays = Math.min((lastDay[i] ?? 0) - first, SPAN - 1);
    const tDays = Math.min(asOfDay - first, SPAN - 1);
    keys[customers] = ((purchases - 1) * SPAN + txDays) * SPAN + tDays;
    customers += 1;
    spans += tDays;
  }
  const sorted = keys.subarray(0, customers).sort();
  let count = 0;
  for (let i = 0; i < customers; i += 1) if (i === 0 || sorted[i] !== sorted[i - 1]) count += 1;
  const rows = {
    count,
    x: new Uint32Array(count),
    tx: new Float64Array(count),
    T: new Float64Array(count),
    weight: new Float64Array(count),
    customers,
    greatestX: 0,
    meanT: customers === 0 ? 0 : spans / customers / DAYS_PER_WEEK,
  };
  let row = -1;
  for (let i = 0; i < customers; i += 1) {
    const key = sorted[i] ?? 0;
    if (i === 0 || key !== sorted[i - 1]) {
      row += 1;
      const upper = Math.floor(key / SPAN);
      rows.x[row] = Math.floor(upper / SPAN);
      rows.tx[row] = (upper % SPAN) / DAYS_PER_WEEK;
      rows.T[row] = (key % SPAN) / DAYS_PER_WEEK;
      rows.greatestX = Math.max(rows.greatestX, rows.x[row] ?? 0);
    }
    rows.weight[row] = (rows.weight[row] ?? 0) + 1;
  }
  return rows;
}
