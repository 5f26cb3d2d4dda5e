/** Twice the gain in log-likelihood that two more parameters bring by chance in one data set of twenty (χ², 2 df). */
const RATIO_BAR = 5.99;

/**
 * Whether purchases tell customers who left from those who wait: the likelihood ratio of MBG/NBD against NBD, in which nobody leaves.
 * Without a signal nothing should be said of churn but the shop's clock.
 */
export function churnSignal(
  mbgLogLikelihood: number,
  nbdLogLikelihood: number,
): { ratio: number; isIdentified: boolean } {
  const ratio = 2 * (mbgLogLikelihood - nbdLogLikelihood);
  return { ratio, isIdentified: ratio > RATIO_BAR };
}
