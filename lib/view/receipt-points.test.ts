import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { wholePoints } from './receipt-points.ts';

const part = (points: number) => ({ ruleId: 'buy', attribute: 'pBuy', mean: 0, weight: 40, points });
const receipt = (points: readonly number[]) => ({
  type: 'scored' as const,
  score: points.reduce((sum, value) => sum + value, 0),
  unclamped: points.reduce((sum, value) => sum + value, 0),
  tier: 'A' as const,
  parts: points.map(part),
  missing: [],
  comparedWith: 100,
  ruleVersion: 1,
  asOf: 0,
});

it('the points shown add up to the score shown, and each is within one of its own', () => {
  void fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 40, noNaN: true }), { minLength: 1, maxLength: 8 }), (points) => {
      const whole = wholePoints(receipt(points));
      expect(whole.parts.reduce((sum, value) => sum + value, 0)).toBe(whole.score);
      whole.parts.forEach((value, index) => {
        expect(Math.abs(value - (points[index] ?? 0))).toBeLessThan(1 + 1e-9);
      });
    }),
  );
});
