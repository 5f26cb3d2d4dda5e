import type { Receipt } from '../domain/receipt.ts';

/**
 * Whole points for each part of a receipt that add up to the whole score as shown.
 * Rounding each part on its own can miss the sum by one; the largest remainders get the missing points (Hamilton's method).
 */
export function wholePoints(receipt: Extract<Receipt, { type: 'scored' }>): {
  readonly score: number;
  readonly parts: readonly number[];
} {
  const score = Math.round(receipt.parts.reduce((sum, { points }) => sum + points, 0));
  const floors = receipt.parts.map((part) => Math.floor(part.points));
  const missing = score - floors.reduce((sum, points) => sum + points, 0);
  const byRemainder = receipt.parts
    .map((part, index) => ({ index, rest: part.points - Math.floor(part.points) }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index);
  const lifted = new Set(byRemainder.slice(0, Math.max(0, missing)).map((entry) => entry.index));
  return { score, parts: floors.map((points, index) => points + (lifted.has(index) ? 1 : 0)) };
}
