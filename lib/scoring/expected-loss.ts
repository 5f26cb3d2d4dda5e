/**
 * What a shop stands to lose by leaving a customer alone, and what "whom to contact first" is sorted by: what silence has taken
 * off their 12-month value since the day after their last purchase, times the chance that they are still there to be asked.
 * It is nothing on the day they buy, and next to nothing for whoever left long ago; in between it is largest.
 * @param chance P(alive) today @param then, @param now 12-month value on the day after the last purchase and today
 */
export function expectedLoss(chance: number, then: number, now: number): number {
  return chance * Math.max(0, then - now);
}

/**
 * The same by the clock alone, where the purchases show no signal of churn: a rule, not a probability. The chance is 1 until the
 * customer is at risk, a half when they count as churned, and 0 as long again after; a year brings what their rhythm says, but
 * no more purchases than they ever made.
 * @param value of one purchase @param limits days; `gapDays` the gap to expect of them
 */
export function expectedLossByClock(
  value: number,
  purchases: number,
  sinceDays: number,
  limits: { readonly gapDays: number; readonly riskDays: number; readonly churnDays: number },
): number {
  const { gapDays, riskDays, churnDays } = limits;
  const late = (sinceDays - riskDays) / (2 * Math.max(1, churnDays - riskDays));
  const chance = 1 - Math.min(1, Math.max(0, late));
  return value * Math.min(purchases, 365 / gapDays) * chance * (1 - chance);
}
