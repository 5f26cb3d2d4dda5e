import { exp, log, log1p } from './exact.ts';
import type { Quadratic } from './newton.ts';

interface Rows {
  readonly count: number;
  readonly x: Uint32Array;
  readonly tx: Float64Array;
  readonly T: Float64Array;
  readonly weight: Float64Array;
  readonly greatestX: number;
}

/**
 * How many chances to leave a customer had: none (NBD), one after every repeat purchase (BG/NBD), or one after the first
 * purchase too (MBG/NBD).
 */
export type Chances = 'none' | 'after-repeats' | 'after-every';

/**
 * Minus the log-likelihood of the three models that are gamma-mixed Poisson purchases, with or without beta-mixed leaving, and
 * its first and second derivatives by the logarithms of (r, α[, a, b]).
 *
 * With y = x (MBG/NBD) or x − 1 (BG/NBD), and products in the place of gamma and beta functions since x is whole:
 * `ln L = Σ_{k<x} ln(r+k) + r ln α − (r+x) ln(α+T) + Σ_{k≤y} ln((b+k)/(a+b+k)) + ln(1 + e^D)`,
 * `D = ln a − ln(b+y) + (r+x) ln((α+T)/(α+t_x))`: e^D are the odds of having left. Fader, Hardie & Lee 2005, eq. 6;
 * Batislam, Denizel & Filiztekin 2007.
 */
export function mixedLikelihood(rows: Rows, chances: Chances): (logs: Float64Array) => Quadratic {
  const leaves = chances !== 'none';
  const shift = chances === 'after-repeats' ? 1 : 0;
  const size = leaves ? 4 : 2;
  const tables = Array.from({ length: leaves ? 8 : 3 }, () => new Float64Array(rows.greatestX + 2)) as Float64Array[];
  return (logs) => {
    const [r, alpha, a, b] = Array.from(logs, exp) as [number, number, number, number];
    fillTables(tables, r, a, b);
    const [lnR, dR, ddR, stay, stayA, stayB, stayAA, stayBB] = tables as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const lnAlpha = logs[0 + 1] as number;
    let value = 0;
    let [gR, gAl, gA, gB] = [0, 0, 0, 0];
    let [rr, ral, ra, rb, alal, ala, alb, aa, ab, bb] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    for (let i = 0; i < rows.count; i += 1) {
      const x = rows.x[i] as number;
      const T = rows.T[i] as number;
      const weight = rows.weight[i] as number;
      const s = r + x;
      const whole = alpha + T;
      const lnWhole = log(whole);
      let one = (lnR[x] as number) + r * (lnAlpha - lnWhole) - x * lnWhole;
      let byR = (dR[x] as number) + lnAlpha - lnWhole;
      let byAl = r / alpha - s / whole;
      let byRR = ddR[x] as number;
      let byRAl = 1 / alpha - 1 / whole;
      let byAlAl = -r / (alpha * alpha) + s / (whole * whole);
      const y = x - shift;
      if (leaves && y >= 0) {
        const tx = rows.tx[i] as number;
        const until = alpha + tx;
        const ratio = log1p((T - tx) / until);
        const rest = b + y;
        const odds = logs[2] as number;
        const D = odds - log(rest) + s * ratio;
        const e = exp(D > 0 ? -D : D);
        one += (stay[y + 1] as number) + Math.max(D, 0) + log1p(e);
        const w = (D > 0 ? 1 : e) / (1 + e);
        const v = w * (1 - w);
        const inverse = 1 / whole - 1 / until;
        const dAl = s * inverse;
        const dA = 1 / a;
        const dB = -1 / rest;
        byR += w * ratio;
        byAl += w * dAl;
        byRR += v * ratio * ratio;
        byRAl += w * inverse + v * ratio * dAl;
        byAlAl += v * dAl * dAl - w * s * (1 / (whole * whole) - 1 / (until * until));
        gA += weight * ((stayA[y + 1] as number) + w * dA);
        gB += weight * ((stayB[y + 1] as number) + w * dB);
        ra += weight * v * ratio * dA;
        rb += weight * v * ratio * dB;
        ala += weight * v * dAl * dA;
        alb += weight * v * dAl * dB;
        aa += weight * ((stayAA[y + 1] as number) - w * dA * dA + v * dA * dA);
        ab += weight * ((stayAA[y + 1] as number) + v * dA * dB);
        bb += weight * ((stayBB[y + 1] as number) + w * dB * dB + v * dB * dB);
      }
      value += weight * one;
      gR += weight * byR;
      gAl += weight * byAl;
      rr += weight * byRR;
      ral += weight * byRAl;
      alal += weight * byAlAl;
    }
    const flat = leaves
      ? [rr, ral, ra, rb, ral, alal, ala, alb, ra, ala, aa, ab, rb, alb, ab, bb]
      : [rr, ral, ral, alal];
    return inLogs(value, leaves ? [gR, gAl, gA, gB] : [gR, gAl], flat, leaves ? [r, alpha, a, b] : [r, alpha], size);
  };
}

/** Sums over k < m for every m: of ln(r+k) and its derivatives, and of ln((b+k)/(a+b+k)) and its derivatives. */
function fillTables(tables: readonly Float64Array[], r: number, a: number, b: number): void {
  const [lnR, dR, ddR, stay, stayA, stayB, stayAA, stayBB] = tables as Float64Array[];
  if (!lnR || !dR || !ddR) return;
  for (let k = 0; k + 1 < lnR.length; k += 1) {
    const at = 1 / (r + k);
    lnR[k + 1] = (lnR[k] as number) + log(r + k);
    dR[k + 1] = (dR[k] as number) + at;
    ddR[k + 1] = (ddR[k] as number) - at * at;
    if (!stay || !stayA || !stayB || !stayAA || !stayBB) continue;
    const all = 1 / (a + b + k);
    const rest = 1 / (b + k);
    stay[k + 1] = (stay[k] as number) - log1p(a * rest);
    stayA[k + 1] = (stayA[k] as number) - all;
    stayB[k + 1] = (stayB[k] as number) + a * rest * all;
    stayAA[k + 1] = (stayAA[k] as number) + all * all;
    stayBB[k + 1] = (stayBB[k] as number) + all * all - rest * rest;
  }
}

/** From derivatives of a sum by parameters to those of its negative by their logarithms. */
export function inLogs(
  value: number,
  gradient: readonly number[],
  flat: readonly number[],
  params: readonly number[],
  size: number,
): Quadratic {
  const hessian = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) {
    const p = params[i] as number;
    for (let j = 0; j < size; j += 1)
      hessian[i * size + j] = -p * (params[j] as number) * (flat[i * size + j] as number);
    hessian[i * size + i] = (hessian[i * size + i] as number) - p * (gradient[i] as number);
  }
  return { value: -value, gradient: Float64Array.from(gradient, (by, k) => -by * (params[k] as number)), hessian };
}
