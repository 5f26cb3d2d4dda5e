/**
 * Gini coefficient of revenue over customers, 0 (all alike) to 1 (one has all): `Σ (2i−n−1) v_i / (n Σ v)`, v ascending.
 * Nets below zero count as zero; nothing when there is no revenue.
 */
export function gini(ascending: ArrayLike<number>): number | undefined {
  const n = ascending.length;
  let [weighted, total] = [0, 0];
  for (let i = 0; i < n; i += 1) {
    const value = Math.max(0, ascending[i] as number);
    weighted += (2 * (i + 1) - n - 1) * value;
    total += value;
  }
  return total > 0 ? weighted / (n * total) : undefined;
}

/** A point of the curve: the largest `customers` of them (a share) bring `revenue` (a share). */
export interface ParetoPoint {
  readonly customers: number;
  readonly revenue: number;
}

/** The Pareto curve, largest customers first, from 0/0 to 1/1 in at most `points` steps; empty when there is no revenue. */
export function paretoCurve(ascending: ArrayLike<number>, points = 100): ParetoPoint[] {
  const n = ascending.length;
  let total = 0;
  for (let i = 0; i < n; i += 1) total += Math.max(0, ascending[i] as number);
  if (!(total > 0)) return [];
  const steps = Math.min(points, n);
  const curve: ParetoPoint[] = [{ customers: 0, revenue: 0 }];
  let [taken, sum] = [0, 0];
  for (let step = 1; step <= steps; step += 1) {
    for (const until = Math.round((step * n) / steps); taken < until; taken += 1) {
      sum += Math.max(0, ascending[n - 1 - taken] as number);
    }
    curve.push({ customers: taken / n, revenue: sum / total });
  }
  return curve;
}
