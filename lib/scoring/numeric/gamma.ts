import { log } from './exact.ts';

const HALF_LN_2PI = 0.9189385332046727;
// From here on the asymptotic series are exact to a double with the terms below.
const LARGE = 12;

/** ln Γ(x), x > 0: Stirling's series, reached by the recurrence from below. Abramowitz & Stegun 6.1.41. */
export function lnGamma(x: number): number {
  let product = 1;
  let at = x;
  while (at < LARGE) {
    product *= at;
    at += 1;
  }
  const i = 1 / at;
  const i2 = i * i;
  const tail =
    i *
    (1 / 12 -
      i2 * (1 / 360 - i2 * (1 / 1260 - i2 * (1 / 1680 - i2 * (1 / 1188 - i2 * (691 / 360_360 - i2 * (1 / 156)))))));
  const stirling = (at - 0.5) * log(at) - at + HALF_LN_2PI + tail;
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
  const i2 = 1 / (at * at);
  const tail =
    i2 * (1 / 12 - i2 * (1 / 120 - i2 * (1 / 252 - i2 * (1 / 240 - i2 * (1 / 132 - i2 * (691 / 32_760 - i2 / 12))))));
  return sum + log(at) - 0.5 / at - tail;
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
  const tail =
    i *
    (1 +
      i2 * (1 / 6 - i2 * (1 / 30 - i2 * (1 / 42 - i2 * (1 / 30 - i2 * (5 / 66 - i2 * (691 / 2730 - (7 / 6) * i2)))))));
  return sum + 0.5 * i2 + tail;
}
