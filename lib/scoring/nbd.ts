import { type Fit, fitAt, LOG_EDGES } from './model-fit.ts';
import { log } from './numeric/exact.ts';
import { mixedLikelihood } from './numeric/mixed-likelihood.ts';
import { minimise } from './numeric/newton.ts';
import type { PurchaseRows } from './purchase-rows.ts';

/** Purchase rates a week are gamma distributed with shape r and rate alpha (weeks). */
export interface RateParams {
  readonly r: number;
  readonly alpha: number;
}

/**
 * NBD: everybody buys at a constant rate of their own and nobody ever leaves (Ehrenberg 1959). What a model with leaving has to
 * beat before it may speak of churn. Maximum likelihood; rows need some time on them (`meanT` above 0).
 */
export function fitNbd(rows: PurchaseRows): Fit<RateParams> {
  const start = [log(0.5), log(0.25 * rows.meanT)];
  const minimum = minimise(mixedLikelihood(rows, 'none'), start, LOG_EDGES);
  return fitAt(minimum, ['r', 'alpha'], -minimum.value);
}
