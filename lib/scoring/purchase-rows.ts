/** What the purchase models see of customers: equal rows are one row with a weight. */
export interface PurchaseRows {
  readonly count: number;
  /** Purchase days after the first. */
  readonly x: Uint32Array;
  /** From the first purchase to the last, and to the as-of day: places in `spans`. */
  readonly txAt: Uint16Array;
  readonly tAt: Uint16Array;
  /** The different lengths of time there are, weeks, ascending: they are whole days, so few that each is looked at once. */
  readonly spans: Float64Array;
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
  const placeOf = new Uint16Array(SPAN);
  let customers = 0;
  let spans = 0;
  for (let i = 0; i < n.length; i += 1) {
    const purchases = n[i] ?? 0;
    if (purchases === 0) continue;
    const first = firstDay[i] ?? 0;
    const txDays = Math.min((lastDay[i] ?? 0) - first, SPAN - 1);
    const tDays = Math.min(asOfDay - first, SPAN - 1);
    placeOf[txDays] = placeOf[tDays] = 1;
    keys[customers] = ((purchases - 1) * SPAN + txDays) * SPAN + tDays;
    customers += 1;
    spans += tDays;
  }
  const sorted = keys.subarray(0, customers).sort();
  let count = 0;
  for (let i = 0; i < customers; i += 1) if (i === 0 || sorted[i] !== sorted[i - 1]) count += 1;
  const days: number[] = [];
  for (let span = 0; span < SPAN; span += 1) if (placeOf[span] === 1) placeOf[span] = days.push(span) - 1;
  const rows = {
    count,
    x: new Uint32Array(count),
    txAt: new Uint16Array(count),
    tAt: new Uint16Array(count),
    spans: Float64Array.from(days, (day) => day / DAYS_PER_WEEK),
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
      rows.txAt[row] = placeOf[upper % SPAN] as number;
      rows.tAt[row] = placeOf[key % SPAN] as number;
      rows.greatestX = Math.max(rows.greatestX, rows.x[row] ?? 0);
    }
    rows.weight[row] = (rows.weight[row] ?? 0) + 1;
  }
  return rows;
}

/** So many rows say about where the best parameters are. */
const FEW = 4000;

/** Some of the rows, evenly over all; nothing where there are not many times more. */
export function fewOf(rows: PurchaseRows): PurchaseRows | undefined {
  const every = Math.floor(rows.count / FEW);
  if (every < 4) return undefined;
  const count = Math.ceil(rows.count / every);
  const taken = <List extends Uint32Array | Uint16Array | Float64Array>(list: List): List =>
    list.filter((_, row) => row % every === 0) as List;
  const { x, txAt, tAt, weight } = rows;
  return { ...rows, count, x: taken(x), txAt: taken(txAt), tAt: taken(tAt), weight: taken(weight) };
}
