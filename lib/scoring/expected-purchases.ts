import type { DropoutParams } from './mbg-nbd.ts';
import { exp, expm1, log1p } from './numeric/exact.ts';

// The argument stays below 1, so that the terms fall like its powers in the end.
const MAX_TERMS = 200_000;
// Less than what a sum rounds to.
const NOTHING = 1e-17;

/**
 * How often a customer who has not left buys in the next weeks: E[Y(h)] / P(alive) of MBG/NBD and, with one chance less to have
 * left (`chances` = x − 1), of BG/NBD (Fader, Hardie & Lee 2005, eq. 10).
 *
 * With z = h/(α+T+h), u = a−1, c = a+b+chances, and Euler's transformation of the ₂F₁ in the usual form, it is
 * `c/u [1 − (1−z)^u ₂F₁(c−r−x, u; c; z)]` = `c [−expm1(u ln(1−z))/u − (1−z)^u G]`, where
 * `G = Σ_{n≥1} (c−r−x)_n (a)_{n−1} / ((c)_n n!) z^n`: few terms, and nothing happens at a = 1.
 * @param weeks ascending; several at once share what their series have in common
 * @param into as many numbers as there are weeks
 */
export function purchasesAhead(
  params: DropoutParams,
  x: number,
  T: number,
  weeks: ArrayLike<number>,
  into: Float64Array,
  chances = x,
): void {
  const { r, alpha, a, b } = params;
  const until = alpha + T;
  const c = a + b + chances;
  const upper = c - r - x;
  const u = a - 1;
  const count = weeks.length;
  const z = arguments_;
  for (let k = 0; k < count; k += 1) {
    const h = weeks[k] as number;
    z[k] = h / (until + h);
    terms[k] = (upper / c) * (z[k] as number);
    into[k] = terms[k] as number;
  }
  // The nearer ends come first, and their series end first.
  for (let n = 1, from = 0; n < MAX_TERMS && from < count; n += 1) {
    const [rise, fall] = [Math.abs(upper + n) / (c + n), (a + n - 1) / (n + 1)];
    const factor = ((upper + n) * (a + n - 1)) / ((c + n) * (n + 1));
    for (let k = from; k < count; k += 1) {
      const term = (terms[k] as number) * factor * (z[k] as number);
      terms[k] = term;
      into[k] = (into[k] as number) + term;
    }
    // No later factor is greater than these two, so that what is still to come is less than a geometric series.
    const most = Math.max(1, rise) * Math.max(1, fall);
    while (from < count) {
      const ratio = most * (z[from] as number);
      const rest = (Math.abs(terms[from] as number) * ratio) / (1 - ratio);
      if (ratio >= 1 || rest > NOTHING * Math.abs(into[from] as number)) break;
      from += 1;
    }
  }
  for (let k = 0; k < count; k += 1) {
    const lnLeft = -log1p((weeks[k] as number) / until);
    const bent = u === 0 ? -lnLeft : -expm1(u * lnLeft) / u;
    into[k] = c * (bent - exp(u * lnLeft) * (into[k] as number));
  }
}

const MOST_WEEKS = 12;
const arguments_ = new Float64Array(MOST_WEEKS);
const terms = new Float64Array(MOST_WEEKS);
const single = new Float64Array(1);

/** The same for one number of weeks. */
export function purchasesIfAlive(params: DropoutParams, x: number, T: number, weeks: number, chances = x): number {
  if (weeks <= 0) return 0;
  purchasesAhead(params, x, T, [weeks], single, chances);
  return single[0] as number;
}
