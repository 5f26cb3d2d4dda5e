import { buysWithin } from './mbg-nbd.ts';
import type { RateParams } from './nbd.ts';
import { expm1, log1p } from './numeric/exact.ts';
import { DAYS_PER_WEEK } from './purchase-rows.ts';

/** Days from the as-of day by which the next purchase has come with 10, 50 and 90 %. */
export interface NextWindow {
  readonly q10: number;
  readonly q50: number;
  readonly q90: number;
}

/** As many G80 as the window looks ahead. */
export const WINDOW_CLOCKS = 4;
/** No date for whom it is likelier that none comes. */
export const LEAST_CHANCE = 0.5;

/**
 * When a customer who has not left buys next, given that they do within `longestDays`:
 * `t_q = 7 (α+T) [(1 − q F_H)^(−1/(r+x)) − 1]`, `F_H = 1 − ((α+T)/(α+T+H))^(r+x)`.
 */
export function nextWindow(params: RateParams, x: number, T: number, longestDays: number): NextWindow {
  const within = buysWithin(params, x, T, longestDays / DAYS_PER_WEEK);
  const at = (q: number) => DAYS_PER_WEEK * (params.alpha + T) * expm1(-log1p(-q * within) / (params.r + x));
  return { q10: at(0.1), q50: at(0.5), q90: at(0.9) };
}
