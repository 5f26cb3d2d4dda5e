import type { DropoutParams } from './mbg-nbd.ts';
import { type Fit, fitAt, LOG_EDGES } from './model-fit.ts';
import { log, log1p, sigmoid } from './numeric/exact.ts';
import { mixedLikelihood } from './numeric/mixed-likelihood.ts';
import { minimise, nearMinimum } from './numeric/newton.ts';
import { fewOf, type PurchaseRows } from './purchase-rows.ts';

/**
 * BG/NBD by maximum likelihood: Fader, Hardie & Lee 2005, Marketing Science 24(2). For comparison only: it lets nobody leave before
 * a second purchase, so that every one-time buyer counts as alive for ever.
 */
export function fitBgNbd(rows: PurchaseRows): Fit<DropoutParams> {
  const few = fewOf(rows);
  const usual = [log(0.5), log(0.25 * rows.meanT), log(0.8), log(2)];
  const start = few ? nearMinimum(mixedLikelihood(few, 'after-repeats'), usual, LOG_EDGES) : usual;
  const minimum = minimise(mixedLikelihood(rows, 'after-repeats'), start, LOG_EDGES);
  return fitAt(minimum, ['r', 'alpha', 'a', 'b'], -minimum.value);
}

/** Probability that a customer has not left; 1 for whoever bought once. Times in weeks. */
export function bgAlive({ r, alpha, a, b }: DropoutParams, x: number, tx: number, T: number): number {
  return x === 0 ? 1 : sigmoid(log(b + x - 1) - log(a) - (r + x) * log1p((T - tx) / (alpha + tx)));
}
