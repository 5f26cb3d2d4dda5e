import { type Fit, fitAt, LOG_EDGES } from './model-fit.ts';
import { exp, log, log1p } from './numeric/exact.ts';
import { digamma, gammaRise, lnGamma, trigamma } from './numeric/gamma.ts';
import { inLogs } from './numeric/mixed-likelihood.ts';
import { minimise, nearMinimum, type Quadratic } from './numeric/newton.ts';

export interface SpendParams {
  readonly p: number;
  readonly q: number;
  /** Major units of the base currency. */
  readonly gamma: number;
}

/** Customers with a repeat purchase of a positive amount: how many, and their mean in major units. */
export interface SpendRows {
  readonly x: Uint32Array;
  readonly z: Float64Array;
}

/**
 * Gamma-Gamma by maximum likelihood: what a customer's purchases are worth varies around their own mean, and the means vary over
 * customers, whatever their frequency. Colombo & Jiang 1999; Fader & Hardie 2013, note 025:
 * `ln L = lnΓ(px+q) − lnΓ(px) − lnΓ(q) + q ln γ + (px−1) ln z + px ln x − (px+q) ln(γ+xz)`. Needs at least one row.
 */
export function fitGammaGamma(rows: SpendRows): Fit<SpendParams> {
  const groups = byPurchases(rows);
  const mean = groups.reduce((total, { z }) => total + z.reduce((sum, one) => sum + one, 0), 0) / rows.z.length;
  // Where p = q = 4: a population mean equal to the data's.
  const start = [log(4), log(4), log((mean * 3) / 4)];
  const edges = [LOG_EDGES[0], LOG_EDGES[1] + Math.max(0, log(mean))] as const;
  const few = fewOf(groups, rows.z.length);
  const near = few ? nearMinimum(spendLikelihood(few), start, edges) : start;
  const minimum = minimise(spendLikelihood(groups), near, edges);
  return fitAt(minimum, ['p', 'q', 'gamma'], -minimum.value);
}

/** What one more purchase of the customer is worth on average, major units. @param x repeat purchases with an amount, of mean `z` */
export function meanValue({ p, q, gamma }: SpendParams, x: number, z: number): number {
  return (p * (gamma + x * z)) / (p * x + q - 1);
}

function spendLikelihood(groups: readonly SpendGroup[]): (logs: Float64Array) => Quadratic {
  return (logs) => {
    const [p, q, gamma] = Array.from(logs, exp) as [number, number, number];
    const lnGammaParam = logs[2] as number;
    let value = 0;
    let [gP, gQ, gG, pp, pq, pg, qq, qg, gg] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
    for (const { x, lnX, z, lnZ } of groups) {
      const n = z.length;
      const own = p * x;
      const rise = gammaRise(q, own);
      // ln((γ+xz)/γ), 1/(γ+xz) and z/(γ+xz): written so that nothing cancels where γ is large.
      let [lnOver, inverse, share, squares, bends] = [0, 0, 0, 0, 0];
      for (let i = 0; i < n; i += 1) {
        const mean = z[i] as number;
        const per = 1 / (gamma + x * mean);
        const part = mean * per;
        lnOver += log1p((x * mean) / gamma);
        inverse += per;
        share += part;
        squares += per * per;
        bends += part * (1 + gamma * per);
      }
      const perX = lnZ + n * (lnX - lnGammaParam) - lnOver;
      value += n * (rise.lnGamma - lnGamma(own)) - q * lnOver + own * perX - lnZ;
      gP += x * (n * (digamma(own + q) - digamma(own)) + perX);
      gQ += n * rise.digamma - lnOver;
      const both = trigamma(own + q);
      gG += x * ((q / gamma) * share - p * inverse);
      pp += n * x * x * (both - trigamma(own));
      pq += n * x * both;
      pg -= x * inverse;
      qq += n * rise.trigamma;
      qg += (x * share) / gamma;
      gg += own * squares - ((q / gamma) * x * bends) / gamma;
    }
    return inLogs(value, [gP, gQ, gG], [pp, pq, pg, pq, qq, qg, pg, qg, gg], [p, q, gamma]);
  };
}

interface SpendGroup {
  readonly x: number;
  readonly lnX: number;
  /** Ascending, so that nothing depends on the order of customers. */
  readonly z: Float64Array;
  /** Sum of ln z. */
  readonly lnZ: number;
}

const groupOf = (x: number, z: Float64Array): SpendGroup => {
  let lnZ = 0;
  for (const one of z) lnZ += log(one);
  return { x, lnX: log(x), z, lnZ };
};

/** Customers of as many purchases share all gamma functions; groups ascending by them. */
function byPurchases({ x: xs, z: zs }: SpendRows): SpendGroup[] {
  const counts = new Map<number, number>();
  for (const x of xs) counts.set(x, (counts.get(x) ?? 0) + 1);
  const values = new Map(Array.from(counts, ([x, count]) => [x, { z: new Float64Array(count), filled: 0 }]));
  for (let i = 0; i < xs.length; i += 1) {
    const own = values.get(xs[i] as number);
    if (!own) continue;
    own.z[own.filled] = zs[i] as number;
    own.filled += 1;
  }
  return Array.from(values, ([x, { z }]) => groupOf(x, z.sort())).sort((one, other) => one.x - other.x);
}

/** So many customers say about where the best parameters are. */
const FEW = 4000;

/** Some of the customers, evenly over all; nothing where there are not many times more. */
function fewOf(groups: readonly SpendGroup[], customers: number): SpendGroup[] | undefined {
  const every = Math.floor(customers / FEW);
  if (every < 4) return undefined;
  let next = 0;
  return groups.flatMap(({ x, z }) => {
    const taken = z.filter(() => next++ % every === 0);
    return taken.length === 0 ? [] : [groupOf(x, taken)];
  });
}
