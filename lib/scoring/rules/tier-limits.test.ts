import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantilesOf } from '../numeric/ranks.ts';
import { tierLimits } from './tier-limits.ts';

const STEPS = 200;

describe('limits to begin with', () => {
  it('put a tenth, three tenths and six tenths of the buyers at or above them, in round numbers', () => {
    const nets = Float64Array.from({ length: 1000 }, (_, at) => (at + 1) * 100);
    expect(tierLimits(quantilesOf(nets, STEPS), 100)).toEqual({ A: 900, B: 700, C: 400 });
    expect(tierLimits(quantilesOf(nets, STEPS), 1)).toEqual({ A: 90_000, B: 70_000, C: 40_000 });
  });

  it('are none where no limit tells customers apart, and descend wherever they are given', () => {
    expect(tierLimits(quantilesOf(new Float64Array(50).fill(4200), STEPS), 100)).toBeUndefined();
    expect(tierLimits([], 100)).toBeUndefined();
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5000, max: 5_000_000 }), { maxLength: 60 }), (nets) => {
        const limits = tierLimits(quantilesOf(Float64Array.from(nets).sort(), STEPS), 100);
        if (!limits) return;
        const { A, B, C } = limits;
        expect(A > B && B > C && C > 0).toBe(true);
        expect(A).toBeLessThanOrEqual((Math.max(...nets) / 100) * 1.05);
      }),
    );
  });
});
