import { log, log1p } from './exact.ts';

const HALF_LN_2PI = 0.9189385332046727;
// From here on the asymptotic series are exact to a double with the terms below.
const LARGE = 12;

/** What the leading terms of each asymptotic series leave, for i = 1/x and i² of x from 12 on. */
const lnGammaTail = (i: number, i2: number): number =>
  i *
  (1 / 12 -
    i2 * (1 / 360 - i2 * (1 / 1260 - i2 * (1 / 1680 - i2 * (1 / 1188 - i2 * (691 / 360_360 - i2 * (1 / 156)))))));
const digammaTail = (i2: number): number =>
  i2 * (1 / 12 - i2 * (1 / 120 - i2 * (1 / 252 - i2 * (1 / 240 - i2 * (1 / 132 - i2 * (691 / 32_760 - i2 / 12))))));
const trigammaTail = (i: number, i2: number): number =>
  i * i2 * (1 / 6 - i2 * (1 / 30 - i2 * (1 / 42 - i2 * (1 / 30 - i2 * (5 / 66 - i2 * (691 / 2730 - (7 / 6) * i2))))));

/** ln Γ(x), x > 0: Stirling's series, reached by the recurrence from below. Abramowitz & Stegun 6.1.41. */
export function lnGamma(x: number): number {
  let product = 1;
  let at = x;
  while (at < LARGE) {
    product *= at;
    at += 1;
  }
  const i = 1 / at;
  const stirling = (at - 0.5) * log(at) - at + HALF_LN_2PI + lnGammaTail(i, i * i);
  return product === 1 ? stirling : stirling - log(product);
}

/** ψ(x) = d ln Γ / dx, x > 0. Abramowitz & Stegun 6.3.18. */
export function digamma(x: number): number {
  let sum = 0;
  let at = x;
  while (at < LARGE) {
    sum -= 1 / at;
    at += 1;
  }
  return sum + log(at) - 0.5 / at - digammaTail(1 / (at * at));
}

/** ψ′(x), x > 0. Abramowitz & Stegun 6.4.12. */
export function trigamma(x: number): number {
  let sum = 0;
  let at = x;
  while (at < LARGE) {
    sum += 1 / (at * at);
    at += 1;
  }
  const i = 1 / at;
  const i2 = i * i;
  return sum + i + 0.5 * i2 + trigammaTail(i, i2);
}

/** How much ln Γ, ψ and ψ′ change from x to x + by, both > 0: where x is large the two ends hardly differ in a double. */
export interface GammaRise {
  readonly lnGamma: number;
  readonly digamma: number;
  readonly trigamma: number;
}

/** The differences term by term of the same series, so that what the two ends share is never subtracted. */
export function gammaRise(x: number, by: number): GammaRise {
  const end = x + by;
  if (x < LARGE)
    return {
      lnGamma: lnGamma(end) - lnGamma(x),
      digamma: digamma(end) - digamma(x),
      trigamma: trigamma(end) - trigamma(x),
    };
  const [i, j] = [1 / x, 1 / end];
  const [i2, j2] = [i * i, j * j];
  const lnRatio = log1p(by / x);
  const fall = -by * i * j; // 1/end − 1/x
  return {
    lnGamma: (x - 0.5) * lnRatio + by * (log(end) - 1) + (lnGammaTail(j, j2) - lnGammaTail(i, i2)),
    digamma: lnRatio - 0.5 * fall - (digammaTail(j2) - digammaTail(i2)),
    trigamma: fall + 0.5 * fall * (i + j) + (trigammaTail(j, j2) - trigammaTail(i, i2)),
  };
}
