/** Of all buyers so many are to be in a tier and those above it. */
const UP_TO = { A: 0.1, B: 0.3, C: 0.6 } as const;

/**
 * Limits to begin with for tiers by net: about a tenth of the buyers in A, three tenths in A and B, six in A to C. Round
 * numbers, descending; absent where all have much the same, so that no limit tells them apart.
 * @param quantiles nets of buyers at equal steps from the least to the greatest, minor units
 * @param scale minor units of a major one
 */
export function tierLimits(
  quantiles: readonly number[],
  scale: number,
): Readonly<Record<keyof typeof UP_TO, number>> | undefined {
  const at = (share: number) => roundly((quantiles[Math.round((quantiles.length - 1) * (1 - share))] ?? 0) / scale);
  const limits = { A: at(UP_TO.A), B: at(UP_TO.B), C: at(UP_TO.C) };
  return limits.A > limits.B && limits.B > limits.C && limits.C > 0 ? limits : undefined;
}

/** To two digits: limits are for people to remember. */
const roundly = (value: number): number => Number(value.toPrecision(2));
