import { type Fit, fitAt, LOG_EDGES } from './model-fit.ts';
import { exp, log } from './numeric/exact.ts';
import { digamma, lnGamma, trigamma } from './numeric/gamma.ts';
import { inLogs } from './numeric/mixed-likelihood.ts';
import { minimise, type Quadratic } from './numeric/newton.ts';

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
  const mean = rows.z.reduce((sum, z) => sum + z, 0) / rows.z.length;
  // Where p = q = 4: a population mean equal to the data's.
  const start = [log(4), log(4), log((mean * 3) / 4)];
  const edges = [LOG_EDGES[0], LOG_EDGES[1] + Math.max(0, log(mean))] as const;
  const minimum = minimise(spendLikelihood(rows), start, edges);
  return fitAt(minimum, ['p', 'q', 'gamma'], -minimum.value);
}

/** What one more purchase of the customer is worth on average, major units. @param x repeat purchases with an amount, of mean `z` */
export function meanValue({ p, q, gamma }: SpendParams, x: number, z: number): number {
  return (p * (gamma + x * z)) / (p * x + q - 1);
}

function spendLikelihood({ x: xs, z: zs }: SpendRows): (logs: Float64Array) => Quadratic {
  const lnZ = zs.map(log);
  const distinct = Array.from(new Set(xs));
  const lnX = new Map(distinct.map((x) => [x, log(x)]));
  return (logs) => {
    const [p, q, gamma] = Array.from(logs, exp) as [number, number, number];
    const lnGammaParam = logs[2] as number;
    const [lnGammaQ, digammaQ, trigammaQ] = [lnGamma(q), digamma(q), trigamma(q)];
    const byX = new Map(
      distinct.map((x) => {
        const [all, own] = [p * x + q, p * x];
        const lnBeta = lnGamma(all) - lnGamma(own) - lnGammaQ;
        return [x, [lnBeta, digamma(all), digamma(own), trigamma(all), trigamma(own)] as const];
      }),
    );
    let value = 0;
    let [gP, gQ, gG, pp, pq, pg, qq, qg, gg] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
    for (let i = 0; i < xs.length; i += 1) {
      const x = xs[i] as number;
      const [lnBeta, digammaAll, digammaOwn, trigammaAll, trigammaOwn] = byX.get(x) ?? [0, 0, 0, 0, 0];
      const total = gamma + x * (zs[i] as number);
      const lnTotal = log(total);
      const [own, all] = [p * x, p * x + q];
      const perX = (lnZ[i] as number) + (lnX.get(x) ?? 0) - lnTotal;
      value += lnBeta + q * (lnGammaParam - lnTotal) + own * perX - (lnZ[i] as number);
      gP += x * (digammaAll - digammaOwn + perX);
      gQ += digammaAll - digammaQ + lnGammaParam - lnTotal;
      gG += q / gamma - all / total;
      pp += x * x * (trigammaAll - trigammaOwn);
      pq += x * trigammaAll;
      pg -= x / total;
      qq += trigammaAll - trigammaQ;
      qg += 1 / gamma - 1 / total;
      gg += all / (total * total) - q / (gamma * gamma);
    }
    return inLogs(value, [gP, gQ, gG], [pp, pq, pg, pq, qq, qg, pg, qg, gg], [p, q, gamma], 3);
  };
}
