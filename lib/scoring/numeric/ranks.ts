/** Pearson's correlation; nothing where one of them does not vary. */
export function pearson(a: ArrayLike<number>, b: ArrayLike<number>): number | undefined {
  const n = Math.min(a.length, b.length);
  let [meanA, meanB] = [0, 0];
  for (let i = 0; i < n; i += 1) {
    meanA += (a[i] as number) / n;
    meanB += (b[i] as number) / n;
  }
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < n; i += 1) {
    const [da, db] = [(a[i] as number) - meanA, (b[i] as number) - meanB];
    ab += da * db;
    aa += da * da;
    bb += db * db;
  }
  // What a mean's rounding leaves is no variation.
  const varies = (squares: number, mean: number) => squares > 1e-24 * n * mean * mean;
  return varies(aa, meanA) && varies(bb, meanB) ? ab / Math.sqrt(aa * bb) : undefined;
}

/** Ranks from 1 up, ties sharing the mean of theirs. */
export function midRanks(values: ArrayLike<number>): Float64Array {
  const sorted = Float64Array.from(values).sort();
  const ranks = new Float64Array(values.length);
  // The values there are, ascending, and the rank of each: places are counted from 1, from the first of its equals to the last.
  const distinct = new Float64Array(values.length);
  const rankOf = new Float64Array(values.length);
  let count = 0;
  for (let from = 0; from < sorted.length; count += 1) {
    let to = from + 1;
    while (to < sorted.length && sorted[to] === sorted[from]) to += 1;
    distinct[count] = sorted[from] as number;
    rankOf[count] = (from + 1 + to) / 2;
    from = to;
  }
  for (let i = 0; i < ranks.length; i += 1) {
    const value = values[i] as number;
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((distinct[middle] as number) < value) low = middle + 1;
      else high = middle;
    }
    ranks[i] = rankOf[low] as number;
  }
  return ranks;
}

/** Spearman's rank correlation: Pearson's of the mid-ranks. */
export const spearman = (a: ArrayLike<number>, b: ArrayLike<number>): number | undefined =>
  pearson(midRanks(a), midRanks(b));

/** How often a case with the outcome has the greater value than one without, ties half: the area under the ROC curve. */
export function areaUnderCurve(values: ArrayLike<number>, outcome: ArrayLike<boolean | number>): number | undefined {
  const ranks = midRanks(values);
  let [positives, sum] = [0, 0];
  for (let i = 0; i < ranks.length; i += 1) {
    if (!outcome[i]) continue;
    positives += 1;
    sum += ranks[i] as number;
  }
  const negatives = ranks.length - positives;
  if (positives === 0 || negatives === 0) return undefined;
  return (sum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** Share of values below one, between two of their quantiles by its distance; `quantiles` ascending and evenly spaced in rank. */
export function shareBelow(quantiles: readonly number[], value: number): number {
  let [low, high] = [0, quantiles.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((quantiles[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return 0;
  if (low === quantiles.length) return 1;
  const [under, over] = [quantiles[low - 1] as number, quantiles[low] as number];
  return (low - 1 + (value - under) / (over - under)) / (quantiles.length - 1);
}

/** The values at 0, 1/steps … 1 of an ascending array; empty when it is. */
export function quantilesOf(ascending: Float64Array, steps: number): number[] {
  if (ascending.length === 0) return [];
  return Array.from({ length: steps + 1 }, (_, k) => {
    const at = (k * (ascending.length - 1)) / steps;
    const low = Math.floor(at);
    const [under, over] = [ascending[low] as number, ascending[Math.min(low + 1, ascending.length - 1)] as number];
    return under + (at - low) * (over - under);
  });
}
