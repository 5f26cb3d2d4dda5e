import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { wholePoints } from './receipt-points.ts';

const part = (points: number) => ({
  measure: 'recency' as const,
  quintile: 3,
  points,
  maxPoints: 40,
  value: 1,
  factAt: 0,
});
const receipt = (points: readonly number[]) => ({
  type: 'scored' as const,
  score: points.reduce((sum, value) => sum + value, 0),
  tier: 'A' as const,
  parts: points.map(part),
  comparedWith: 100,
  cuts: 'quintiles' as const,
  ruleVersion: '1',
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
