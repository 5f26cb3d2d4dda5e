import { fitGammaGamma, meanValue, type SpendParams } from './gamma-gamma.ts';
import type { Fit } from './model-fit.ts';
import { pearson, spearman } from './numeric/ranks.ts';

/** Which worth of a purchase is used, and why. */
export type ValueVerdict =
  | 'gamma-gamma'
  /** Whoever buys more often spends more (or less) each time, which Gamma-Gamma rules out. */
  | 'depends-on-frequency'
  /** Fewer than 30 customers with a repeat purchase of a known amount. */
  | 'too-few'
  /** The fitted values have no finite mean (q ≤ 1). */
  | 'no-mean'
  /** The parameters ran away, as where every purchase costs the same. */
  | 'not-converged'
  | 'no-amounts';

/** What the worth of anybody's next purchase is worked out from. Amounts in major units of the base currency. */
export interface ValueModel {
  readonly verdict: ValueVerdict;
  readonly gammaGamma?: Fit<SpendParams>;
  /** Customers with a repeat purchase of a positive amount. */
  readonly customers: number;
  /** Of frequency with mean value over those. */
  readonly pearson?: number;
  readonly spearman?: number;
  /** Mean over customers of what their purchases are worth, and as how many purchases it weighs; absent without any amount. */
  readonly prior?: { readonly mean: number; readonly weight: number };
}

/** Every customer's purchases with a positive amount: repeats (count and mean), all (count, sum and sum of squares). Major units. */
export interface ValueColumns {
  readonly repeats: Uint32Array;
  readonly repeatMean: Float64Array;
  readonly count: Uint32Array;
  readonly sum: Float64Array;
  readonly squares: Float64Array;
}

const MOST_CORRELATION = 0.3;
const FEWEST = 30;
// What a shop's mean weighs where purchases are too few to tell: as much as in the shop clock.
const DEFAULT_WEIGHT = 3;
const WEIGHT_EDGES = [0.25, 50] as const;

/** The worth of purchases, fitted and judged. */
export function fitValue(columns: ValueColumns): ValueModel {
  const xs: number[] = [];
  const zs: number[] = [];
  columns.repeats.forEach((x, i) => {
    if (x === 0) return;
    xs.push(x);
    zs.push(columns.repeatMean[i] ?? 0);
  });
  const prior = priorOf(columns);
  const customers = xs.length;
  if (!prior) return { verdict: 'no-amounts', customers };
  const [linear, ranked] = [pearson(xs, zs), spearman(xs, zs)];
  const known = {
    customers,
    prior,
    ...(linear === undefined ? {} : { pearson: linear }),
    ...(ranked === undefined ? {} : { spearman: ranked }),
  };
  if (customers < FEWEST) return { verdict: 'too-few', ...known };
  const fit = fitGammaGamma({ x: Uint32Array.from(xs), z: Float64Array.from(zs) });
  const depends = Math.max(Math.abs(linear ?? 0), Math.abs(ranked ?? 0)) > MOST_CORRELATION;
  return { verdict: verdictOf(fit, depends), gammaGamma: fit, ...known };
}

function verdictOf(fit: Fit<SpendParams>, depends: boolean): ValueVerdict {
  if (!fit.converged) return 'not-converged';
  if (fit.params.q <= 1) return 'no-mean';
  return depends ? 'depends-on-frequency' : 'gamma-gamma';
}

/**
 * What the customer's next purchase is worth on average, major units: Gamma-Gamma of the repeat purchases where it fits, else the
 * mean of all their purchases drawn to the shop's (Bühlmann 1967). Nothing where no amount is known in the whole shop.
 * @param x repeat purchases of a positive amount, mean `z`
 * @param count all purchases of a positive amount, together `sum`
 */
export function valueOfPurchase(
  model: ValueModel,
  x: number,
  z: number,
  count: number,
  sum: number,
): number | undefined {
  if (model.verdict === 'gamma-gamma' && model.gammaGamma) return meanValue(model.gammaGamma.params, x, z);
  if (!model.prior) return undefined;
  const { mean, weight } = model.prior;
  return (weight * mean + sum) / (weight + count);
}

/** The collective's mean and its weight, the variance within customers over that between them (Bühlmann's k). */
function priorOf({ count, sum, squares }: ValueColumns): ValueModel['prior'] {
  let [customers, purchases, means, within, withinFreedom] = [0, 0, 0, 0, 0];
  count.forEach((n, i) => {
    if (n === 0) return;
    customers += 1;
    purchases += n;
    means += (sum[i] as number) / n;
    within += Math.max(0, (squares[i] as number) - (sum[i] as number) ** 2 / n);
    withinFreedom += n - 1;
  });
  if (customers === 0) return undefined;
  const mean = means / customers;
  if (withinFreedom < FEWEST || customers < FEWEST) return { mean, weight: DEFAULT_WEIGHT };
  let [total, sizes] = [0, 0];
  const grand = sum.reduce((all, one) => all + one, 0) / purchases;
  count.forEach((n, i) => {
    if (n === 0) return;
    total += n * ((sum[i] as number) / n - grand) ** 2;
    sizes += n * n;
  });
  const varianceWithin = within / withinFreedom;
  const between = (total - (customers - 1) * varianceWithin) / (purchases - sizes / purchases);
  const weight = between > 0 ? varianceWithin / between : WEIGHT_EDGES[1];
  return { mean, weight: Math.min(WEIGHT_EDGES[1], Math.max(WEIGHT_EDGES[0], weight)) };
}
