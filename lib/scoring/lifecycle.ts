import type { CustomerStats, Stage } from '../domain/receipt.ts';
import { dayNumber, type EpochMs } from '../domain/time.ts';
import type { ShopClock } from './shop-clock.ts';

export { DEFAULT_CLOCK } from './shop-clock.ts';

/** By which day 50, 80, 90 and 95 % of those who return have returned, in days after a purchase. */
export type Clock = Pick<ShopClock, 'g50' | 'g80' | 'g90' | 'g95' | 'source'>;

// How many gaps of the shop's median a customer's own gaps are weighed against.
const PRIOR_GAPS = 3;
const LOYAL_PURCHASES = 4;

export interface Lifecycle {
  readonly stage: Stage;
  /** Calendar days since the last purchase; absent without one. */
  readonly sinceDays?: number;
  /** Mean gap between this customer's purchases in days; absent with fewer than two. */
  readonly usualGapDays?: number;
}

/** When a customer counts as at risk and as churned, in days after the last purchase. */
export interface Thresholds {
  /** The gap to expect of this customer: their own, drawn to the shop's median. */
  readonly gapDays: number;
  readonly riskDays: number;
  readonly churnDays: number;
}

/** After how many quiet days a customer of `purchases` over `spanDays` is at risk, and churned. */
export function thresholds(purchases: number, spanDays: number, clock: Clock): Thresholds {
  const { g50, g80, g90, g95 } = clock;
  if (purchases <= 1) return { gapDays: g50, riskDays: g80, churnDays: g95 };
  const gapDays = (PRIOR_GAPS * g50 + spanDays) / (PRIOR_GAPS + purchases - 1);
  const riskDays = clamp((gapDays * g80) / g50, g50, g90);
  const churnDays = Math.max(clamp((gapDays * g95) / g50, g80, 1.5 * g95), riskDays + 1);
  return { gapDays, riskDays, churnDays };
}

/**
 * Where a customer stands by the shop's clock: nobody yet, new after the first purchase, active or (from the fourth purchase)
 * loyal while within their own usual gap, then at risk, then churned. Days are calendar days in the shop's time zone.
 */
export function lifecycleOf(stats: CustomerStats, clock: Clock, asOf: EpochMs, timeZone?: string): Lifecycle {
  const { purchaseDays: purchases, firstPurchaseAt, lastPurchaseAt } = stats;
  if (purchases === 0 || firstPurchaseAt === undefined || lastPurchaseAt === undefined) return { stage: 'prospect' };
  const lastDay = dayNumber(lastPurchaseAt, timeZone);
  const spanDays = lastDay - dayNumber(firstPurchaseAt, timeZone);
  const sinceDays = Math.max(0, dayNumber(asOf, timeZone) - lastDay);
  const stage = stageOf(purchases, sinceDays, thresholds(purchases, spanDays, clock));
  return purchases < 2 ? { stage, sinceDays } : { stage, sinceDays, usualGapDays: spanDays / (purchases - 1) };
}

/** The stage of a customer of `purchases` purchase days who has been silent for `sinceDays`. */
export function stageOf(
  purchases: number,
  sinceDays: number,
  { riskDays, churnDays }: Pick<Thresholds, 'riskDays' | 'churnDays'>,
): Stage {
  if (purchases === 0) return 'prospect';
  if (sinceDays > churnDays) return 'churned';
  if (sinceDays > riskDays) return 'at-risk';
  if (purchases === 1) return 'new';
  return purchases >= LOYAL_PURCHASES ? 'loyal' : 'active';
}

export const HYSTERESIS_DAYS = 7;

/**
 * The stage to say when another has been said since the same last purchase. Silence only grows, so a way back without a purchase is
 * the clock's doing: it is taken only when the clock has moved by more than 7 days.
 */
export function steadyStage(stage: Stage, earlier: Stage, sinceDays: number, limits: Thresholds): Stage {
  const { riskDays, churnDays } = limits;
  if (earlier === 'churned' && stage !== 'churned') return sinceDays > churnDays - HYSTERESIS_DAYS ? 'churned' : stage;
  const isBack = earlier === 'at-risk' && stage !== 'at-risk' && stage !== 'churned';
  return isBack && sinceDays > riskDays - HYSTERESIS_DAYS ? 'at-risk' : stage;
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
