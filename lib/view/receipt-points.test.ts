import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { wholePoints } from './receipt-points.ts';

const points = fc.array(fc.double({ min: -40, max: 40, noNaN: true }), { minLength: 1, maxLength: 12 });

it('the points shown add up to the sum shown, and each is within one of its own', () => {
  void fc.assert(
    fc.property(points, (given) => {
      const whole = wholePoints(given);
      expect(whole.parts.reduce((sum, value) => sum + value, 0)).toBe(whole.sum);
      expect(whole.sum).toBe(Math.round(given.reduce((sum, value) => sum + value, 0)) + 0);
      whole.parts.forEach((value, index) => {
        expect(Math.abs(value - (given[index] ?? 0))).toBeLessThan(1 + 1e-9);
      });
    }),
  );
});

it('a part of nothing stays nothing', () => {
  void fc.assert(
    fc.property(points, (given) => {
      expect(wholePoints([...given, 0]).parts.at(-1)).toBe(0);
    }),
  );
});
