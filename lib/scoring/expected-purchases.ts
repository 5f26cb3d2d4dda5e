import type { DropoutParams } from './mbg-nbd.ts';
import { exp, expm1, log1p } from './numeric/exact.ts';

// The argument stays below 1, so that the terms fall like its powers in the end.
const MAX_TERMS = 200_000;

/**
 * How often a customer who has not left buys in the next `weeks`: E[Y(h)] / P(alive) of MBG/NBD and, with one chance less to have
 * left (`chances` = x − 1), of BG/NBD (Fader, Hardie & Lee 2005, eq. 10).
 *
 * With z = h/(α+T+h), u = a−1, c = a+b+chances, and Euler's transformation of the ₂F₁ in the usual form, it is
 * `c/u [1 − (1−z)^u ₂F₁(c−r−x, u; c; z)]` = `c [−expm1(u ln(1−z))/u − (1−z)^u G]`, where
 * `G = Σ_{n≥1} (c−r−x)_n (a)_{n−1} / ((c)_n n!) z^n`: few terms, and nothing happens at a = 1.
 */
export function purchasesIfAlive(params: DropoutParams, x: number, T: number, weeks: number, chances = x): number {
  if (weeks <= 0) return 0;
  const { r, alpha, a, b } = params;
  const z = weeks / (alpha + T + weeks);
  const c = a + b + chances;
  const upper = c - r - x;
  const u = a - 1;
  const lnLeft = -log1p(weeks / (alpha + T));
  let term = (upper / c) * z;
  let sum = term;
  for (let n = 1; n < MAX_TERMS; n += 1) {
    term *= (((upper + n) * (a + n - 1)) / ((c + n) * (n + 1))) * z;
    sum += term;
    if (Math.abs(term) <= 1e-17 * Math.abs(sum) && n > -upper) break;
  }
  const bent = u === 0 ? -lnLeft : -expm1(u * lnLeft) / u;
  return c * (bent - exp(u * lnLeft) * sum);
}
