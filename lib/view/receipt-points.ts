/**
 * Whole points for each part that add up to the whole sum as shown.
 * Rounding each part on its own can miss the sum by one; the largest remainders get the missing points (Hamilton's method).
 * @param sum as it is shown elsewhere, where it is: adding up in another order can round to another whole
 */
export function wholePoints(
  points: readonly number[],
  // A sum just below nothing is rounded to minus nothing.
  sum: number = Math.round(points.reduce((total, value) => total + value, 0)) + 0,
): { readonly sum: number; readonly parts: readonly number[] } {
  const floors = points.map(Math.floor);
  const missing = sum - floors.reduce((total, value) => total + value, 0);
  const byRemainder = points
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index);
  const lifted = new Set(byRemainder.slice(0, Math.max(0, missing)).map((entry) => entry.index));
  return { sum, parts: floors.map((value, index) => value + (lifted.has(index) ? 1 : 0)) };
}
