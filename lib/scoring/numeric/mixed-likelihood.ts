import { exp, log, log1p } from './exact.ts';
import type { Quadratic } from './newton.ts';

interface Rows {
  readonly count: number;
  readonly x: Uint32Array;
  /** Places in `spans`. */
  readonly txAt: Uint16Array;
  readonly tAt: Uint16Array;
  readonly spans: Float64Array;
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
 * With y = x (MBG/NBD) or x − 1 (BG/NBD), products in the place of gamma and beta functions since x is whole, and
 * `L_t = ln(1 + t/α)`:
 * `ln L = Σ_{k<x} ln(r+k) − r L_T − x (ln α + L_T) + Σ_{k≤y} ln((b+k)/(a+b+k)) + ln(1 + e^D)`,
 * `D = ln a − ln(b+y) + (r+x) (L_T − L_tx)`: e^D are the odds of having left. Fader, Hardie & Lee 2005, eq. 6;
 * Batislam, Denizel & Filiztekin 2007. All but the odds follows from how many rows have each x and each T, and the odds need
 * one exponential and one logarithm a row: logarithms of spans, which are whole days, are taken once a span.
 */
export function mixedLikelihood(rows: Rows, chances: Chances): (logs: Float64Array) => Quadratic {
  const leaves = chances !== 'none';
  const shift = chances === 'after-repeats' ? 1 : 0;
  const margins = marginsOf(rows);
  const tables = newTables(rows.greatestX + 2);
  const ofSpans = { lnOver: new Float64Array(rows.spans.length), inverse: new Float64Array(rows.spans.length) };
  return (logs) => {
    const [r, alpha, a = 0, b = 0] = Array.from(logs, exp) as [number, number, number?, number?];
    fillTables(tables, leaves, r, a, b);
    let value = 0;
    let [gR, gAl, gA, gB] = [0, 0, 0, 0];
    let [rr, ral, ra, rb, alal, ala, alb, aa, ab, bb] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    for (let x = 0; x <= rows.greatestX; x += 1) {
      const n = margins.ofX[x] as number;
      if (n === 0) continue;
      value += n * (tables.lnR[x] as number);
      gR += n * (tables.dR[x] as number);
      rr += n * (tables.ddR[x] as number);
      const y = x - shift;
      if (!leaves || y < 0) continue;
      value += n * (tables.stay[y + 1] as number);
      gA += n * (tables.stayA[y + 1] as number);
      gB += n * (tables.stayB[y + 1] as number);
      aa += n * (tables.stayAA[y + 1] as number);
      ab += n * (tables.stayAA[y + 1] as number);
      bb += n * (tables.stayBB[y + 1] as number);
    }
    const lnAlpha = logs[1] as number;
    for (let k = 0; k < rows.spans.length; k += 1) {
      const span = rows.spans[k] as number;
      const whole = alpha + span;
      const lnOver = log1p(span / alpha);
      ofSpans.lnOver[k] = lnOver;
      ofSpans.inverse[k] = 1 / whole;
      const [n, xs] = [margins.ofT[k] as number, margins.xOfT[k] as number];
      // Differences that would cancel where α is large are written as what they come to: 1/α − 1/(α+T) is T/(α(α+T)).
      const bend = span / (alpha * whole);
      value -= r * n * lnOver + xs * (lnAlpha + lnOver);
      gR -= n * lnOver;
      gAl += r * n * bend - xs / whole;
      ral += n * bend;
      alal += xs / (whole * whole) - (r * n * bend * (alpha + whole)) / (alpha * whole);
    }
    const dA = 1 / a;
    for (let from = 0; leaves && from < rows.count; ) {
      const x = rows.x[from] as number;
      let to = from + 1;
      while (to < rows.count && rows.x[to] === x) to += 1;
      const y = x - shift;
      if (y >= 0) {
        const s = r + x;
        const dB = -1 / (b + y);
        const base = (logs[2] as number) - log(b + y);
        const odds = sumOdds(rows, from, to, base, s, ofSpans);
        const { soft, w, v, wRatio, wInverse, wSquares, vRatio, vInverse, vRR, vRI, vII } = odds;
        value += soft;
        gR += wRatio;
        gAl += s * wInverse;
        gA += w * dA;
        gB += w * dB;
        rr += vRR;
        ral += wInverse + s * vRI;
        alal += s * s * vII - s * wSquares;
        ra += vRatio * dA;
        rb += vRatio * dB;
        ala += s * vInverse * dA;
        alb += s * vInverse * dB;
        aa += (v - w) * dA * dA;
        ab += v * dA * dB;
        bb += (v + w) * dB * dB;
      }
      from = to;
    }
    const flat = leaves
      ? [rr, ral, ra, rb, ral, alal, ala, alb, ra, ala, aa, ab, rb, alb, ab, bb]
      : [rr, ral, ral, alal];
    return leaves
      ? inLogs(value, [gR, gAl, gA, gB], flat, [r, alpha, a, b])
      : inLogs(value, [gR, gAl], flat, [r, alpha]);
  };
}

/**
 * Over rows of one x, with w the probability of having left, v = w(1−w), `ratio` L_T − L_tx and `inverse` its derivative by α:
 * sums of ln(1 + e^D), w, v, w·ratio, w·inverse, w·(second derivative of −ratio), v·ratio, v·inverse, v·ratio², v·ratio·inverse
 * and v·inverse².
 */
function sumOdds(
  { txAt, tAt, spans, weight }: Rows,
  from: number,
  to: number,
  base: number,
  s: number,
  { lnOver, inverse }: { readonly lnOver: Float64Array; readonly inverse: Float64Array },
) {
  let [soft, ws, vs, wRatio, wInverse, wSquares] = [0, 0, 0, 0, 0, 0];
  let [vRatio, vInverse, vRR, vRI, vII] = [0, 0, 0, 0, 0];
  for (let i = from; i < to; i += 1) {
    const until = txAt[i] as number;
    const whole = tAt[i] as number;
    const ratio = (lnOver[whole] as number) - (lnOver[until] as number);
    const perUntil = inverse[until] as number;
    const perWhole = inverse[whole] as number;
    const turn = ((spans[until] as number) - (spans[whole] as number)) * perUntil * perWhole;
    const D = base + s * ratio;
    const e = exp(D > 0 ? -D : D);
    const n = weight[i] as number;
    const part = 1 / (1 + e);
    const w = n * (D > 0 ? part : e * part);
    const v = n * e * part * part;
    soft += n * (Math.max(D, 0) + log1p(e));
    ws += w;
    vs += v;
    wRatio += w * ratio;
    wInverse += w * turn;
    wSquares += w * turn * (perWhole + perUntil);
    vRatio += v * ratio;
    vInverse += v * turn;
    vRR += v * ratio * ratio;
    vRI += v * ratio * turn;
    vII += v * turn * turn;
  }
  return { soft, w: ws, v: vs, wRatio, wInverse, wSquares, vRatio, vInverse, vRR, vRI, vII };
}

/** Customers by x, by T, and their x by T. */
function marginsOf({ count, x: xs, tAt, spans, weight, greatestX }: Rows) {
  const ofX = new Float64Array(greatestX + 1);
  const [ofT, xOfT] = [new Float64Array(spans.length), new Float64Array(spans.length)];
  for (let i = 0; i < count; i += 1) {
    const [x, t, n] = [xs[i] as number, tAt[i] as number, weight[i] as number];
    ofX[x] = (ofX[x] as number) + n;
    ofT[t] = (ofT[t] as number) + n;
    xOfT[t] = (xOfT[t] as number) + n * x;
  }
  return { ofX, ofT, xOfT };
}

const newTables = (length: number) => {
  const table = () => new Float64Array(length);
  return {
    ...{ lnR: table(), dR: table(), ddR: table() },
    ...{ stay: table(), stayA: table(), stayB: table(), stayAA: table(), stayBB: table() },
  };
};

/** Sums over k < m for every m: of ln(r+k) and its derivatives, and of ln((b+k)/(a+b+k)) and its derivatives. */
function fillTables(tables: ReturnType<typeof newTables>, leaves: boolean, r: number, a: number, b: number): void {
  const { lnR, dR, ddR, stay, stayA, stayB, stayAA, stayBB } = tables;
  for (let k = 0; k + 1 < lnR.length; k += 1) {
    const at = 1 / (r + k);
    lnR[k + 1] = (lnR[k] as number) + log(r + k);
    dR[k + 1] = (dR[k] as number) + at;
    ddR[k + 1] = (ddR[k] as number) - at * at;
    if (!leaves) continue;
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
): Quadratic {
  const size = params.length;
  const hessian = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) {
    const p = params[i] as number;
    for (let j = 0; j < size; j += 1)
      hessian[i * size + j] = -p * (params[j] as number) * (flat[i * size + j] as number);
    hessian[i * size + i] = (hessian[i * size + i] as number) - p * (gradient[i] as number);
  }
  return { value: -value, gradient: Float64Array.from(gradient, (by, k) => -by * (params[k] as number)), hessian };
}
