import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textbook } from '../../../tests/scoring/cdnow.ts';
import { exp, expm1, log, log1p, sigmoid, softplus } from './exact.ts';
import { digamma, lnGamma, trigamma } from './gamma.ts';
import { minimise } from './newton.ts';
import { areaUnderCurve, midRanks, pearson, quantilesOf, shareBelow, spearman } from './ranks.ts';

const near = (found: number, wanted: number, share = 4e-16) =>
  Math.abs(found - wanted) <= share * Math.max(Math.abs(wanted), Number.MIN_VALUE * 8);

describe('elementary functions out of plain arithmetic', () => {
  it('agree with the browser’s to its last bits, over the whole range', () => {
    const positive = fc.double({ min: 5e-324, max: Number.MAX_VALUE, noNaN: true });
    fc.assert(
      fc.property(positive, (x) => near(log(x), Math.log(x))),
      { numRuns: 5000 },
    );
    fc.assert(
      fc.property(fc.double({ min: -0.999999, max: 1e6, noNaN: true }), (x) => near(log1p(x), Math.log1p(x))),
      {
        numRuns: 5000,
      },
    );
    fc.assert(
      fc.property(fc.double({ min: -708, max: 709.7, noNaN: true }), (x) => near(exp(x), Math.exp(x))),
      {
        numRuns: 5000,
      },
    );
    fc.assert(
      fc.property(fc.double({ min: -40, max: 40, noNaN: true }), (x) => near(expm1(x), Math.expm1(x), 1e-15)),
      { numRuns: 5000 },
    );
  });

  it('end where numbers end', () => {
    expect([exp(710), exp(-746), exp(Number.NaN), log(0), log(-1), log(Number.POSITIVE_INFINITY)]).toEqual([
      Number.POSITIVE_INFINITY,
      0,
      Number.NaN,
      Number.NEGATIVE_INFINITY,
      Number.NaN,
      Number.POSITIVE_INFINITY,
    ]);
    expect([log(1), exp(0), expm1(0), log1p(0)]).toEqual([0, 1, 0, 0]);
    expect([softplus(1000), softplus(-1000), sigmoid(1000), sigmoid(-1000)]).toEqual([1000, 0, 1, 0]);
    expect(exp(-744)).toBeGreaterThan(0);
  });

  it('knows the gamma function and its derivatives where they are known', () => {
    expect(lnGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13);
    expect(lnGamma(10)).toBeCloseTo(Math.log(362_880), 13);
    expect(lnGamma(1e6) / 12_815_504.569147611).toBeCloseTo(1, 14);
    expect(digamma(1)).toBeCloseTo(-0.5772156649015329, 14);
    expect(digamma(0.25)).toBeCloseTo(-4.227453533376265, 13);
    expect(trigamma(1)).toBeCloseTo(Math.PI ** 2 / 6, 14);
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1000, noNaN: true }), (x) => {
        expect(lnGamma(x + 1) - lnGamma(x)).toBeCloseTo(log(x), 10);
        expect(digamma(x + 1) - digamma(x)).toBeCloseTo(1 / x, 10);
        expect((trigamma(x) - trigamma(x + 1)) * x * x).toBeCloseTo(1, 8);
      }),
    );
  });
});

describe('the search for the least point', () => {
  // Rosenbrock's valley, with its exact derivatives.
  const valley = (at: Float64Array) => {
    const [x = 0, y = 0] = at;
    return {
      value: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
      gradient: Float64Array.of(-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)),
      hessian: Float64Array.of(2 - 400 * (y - 3 * x * x), -400 * x, -400 * x, 200),
    };
  };

  it('goes to the end of a bent valley, also from where it bends the wrong way', () => {
    for (const from of [
      [-1.2, 1],
      [0, 2],
      [3, -3],
    ]) {
      const { at, converged } = minimise(valley, from, [-10, 10]);
      expect(converged).toBe(true);
      expect(Math.max(...Array.from(at, (value) => Math.abs(value - 1)))).toBeLessThan(1e-12);
    }
  });

  it('says that it did not arrive when the least point lies outside', () => {
    const { at, converged } = minimise(valley, [0, 0], [-0.5, 0.5]);
    expect(converged).toBe(false);
    expect(at[0]).toBe(0.5);
  });

  it('says that it did not arrive on a slope without an end', () => {
    const slope = ([x = 0]: Float64Array) => ({
      value: Math.exp(-x),
      gradient: Float64Array.of(-Math.exp(-x)),
      hessian: Float64Array.of(Math.exp(-x)),
    });
    expect(minimise(slope, [0], [-14, 14]).converged).toBe(false);
  });
});

describe('ranks', () => {
  it('gives the rank correlation of the textbook', () => {
    const { x, y, rho } = textbook.spearman;
    expect(spearman(x, y)).toBeCloseTo(rho, 12);
  });

  it('shares ranks among equals', () => {
    expect(Array.from(midRanks([5, 1, 5, 3]))).toEqual([3.5, 1, 3.5, 2]);
  });

  it('says nothing of what does not vary', () => {
    expect(pearson([0.1, 0.1, 0.1], [1, 2, 3])).toBeUndefined();
    expect(areaUnderCurve([1, 2], [true, true])).toBeUndefined();
  });

  it('counts pairs: the area is the share of pairs in the right order, ties half', () => {
    const cases = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.boolean()), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(cases, (pairs) => {
        const yes = pairs.filter(([, happened]) => happened);
        const no = pairs.filter(([, happened]) => !happened);
        fc.pre(yes.length > 0 && no.length > 0);
        const right = yes.flatMap(([a]) => no.map(([b]): number => (a > b ? 1 : a === b ? 0.5 : 0)));
        const share = right.reduce((sum, one) => sum + one, 0) / right.length;
        const [values, happened] = [pairs.map(([value]) => value), pairs.map(([, yesNo]) => yesNo)];
        expect(areaUnderCurve(values, happened)).toBeCloseTo(share, 12);
      }),
    );
  });

  it('finds the share below from few quantiles', () => {
    const quantiles = quantilesOf(
      Float64Array.from({ length: 1001 }, (_, k) => k),
      200,
    );
    expect(quantiles).toHaveLength(201);
    expect([-1, 0, 250, 997.5, 1000, 2000].map((value) => shareBelow(quantiles, value))).toEqual([
      0, 0, 0.25, 0.9975, 1, 1,
    ]);
    expect(shareBelow([1, 1, 1, 3], 1)).toBe(0);
    expect(quantilesOf(new Float64Array(), 200)).toEqual([]);
  });
});
