import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeShop } from '../../tests/perf/harness/score-shop.ts';
import { cdnowColumns, SPLIT_DAY } from '../../tests/scoring/cdnow.ts';
import { fitBgNbd } from './bg-nbd.ts';
import type { PurchaseColumns } from './columns.ts';
import { purchasesIfAlive } from './expected-purchases.ts';
import { fitGammaGamma, type SpendRows } from './gamma-gamma.ts';
import { newHistory, readHistory } from './history.ts';
import { fitMbgNbd, fitMbgNbdMap } from './mbg-nbd.ts';
import { LOG_EDGES } from './model-fit.ts';
import { fitNbd } from './nbd.ts';
import { digamma, gammaRise, lnGamma, trigamma } from './numeric/gamma.ts';
import { type Chances, mixedLikelihood } from './numeric/mixed-likelihood.ts';
import { minimise, type Quadratic } from './numeric/newton.ts';
import { midRanks } from './numeric/ranks.ts';
import { type PurchaseRows, purchaseRows } from './purchase-rows.ts';

function seen(columns: PurchaseColumns, asOfDay: number): { rows: PurchaseRows; spend: SpendRows } {
  const history = newHistory();
  const [n, first, last] = [
    new Uint32Array(columns.count),
    new Int32Array(columns.count),
    new Int32Array(columns.count),
  ];
  const [x, z]: [number[], number[]] = [[], []];
  for (let i = 0; i < columns.count; i += 1) {
    readHistory(columns, i, asOfDay, 0, history);
    [n[i], first[i], last[i]] = [history.n, history.firstDay, history.lastDay];
    if (history.repeats === 0) continue;
    x.push(history.repeats);
    z.push(history.repeatSum / history.repeats / 100);
  }
  return {
    rows: purchaseRows(n, first, last, asOfDay),
    spend: { x: Uint32Array.from(x), z: Float64Array.from(z) },
  };
}

const small = makeShop(3000, 11);
const large = makeShop(60_000, 12, { alpha: 5.2, b: 22 });
const shops = {
  CDNOW: seen(cdnowColumns, SPLIT_DAY),
  'a made shop': seen(small.columns, small.asOfDay),
  'a large one': seen(large.columns, large.asOfDay),
};
const many = shops['a large one'];

/** Minus the log-likelihood with the prior of the specification, written down here once more. */
function objective(rows: PurchaseRows, chances: Chances, hasPrior: boolean): (logs: Float64Array) => Quadratic {
  const likelihood = mixedLikelihood(rows, chances);
  const means = [0.5, 0.25 * rows.meanT, 0.8, 2].map(Math.log);
  return (logs) => {
    const plain = likelihood(logs);
    if (!hasPrior) return plain;
    const off = logs.map((value, k) => value - (means[k] as number));
    return {
      value: plain.value + off.reduce((sum, by) => sum + by * by, 0) / 2,
      gradient: plain.gradient.map((by, k) => by + (off[k] as number)),
      hessian: plain.hessian.map((by, k) => by + (k % 5 === 0 ? 1 : 0)),
    };
  };
}

describe('a fit is the best there is', () => {
  const models = [
    ['MBG/NBD with the prior', 'after-every', true, fitMbgNbdMap],
    ['MBG/NBD', 'after-every', false, fitMbgNbd],
    ['BG/NBD', 'after-repeats', false, fitBgNbd],
    ['NBD', 'none', false, fitNbd],
  ] as const;
  for (const [shop, { rows }] of Object.entries(shops)) {
    it.each(models)(`${shop}: from nowhere else is a better %s found`, (_, chances, hasPrior, fitted) => {
      const found = fitted(rows);
      expect(found.converged).toBe(true);
      const evaluate = objective(rows, chances, hasPrior);
      const logs = Float64Array.from(Object.values(found.params) as number[], Math.log);
      const best = evaluate(logs).value;
      const runs = rows.count > 20_000 ? 3 : 12;
      const anywhere = fc.array(fc.double({ min: -4, max: 4, noNaN: true }), {
        minLength: logs.length,
        maxLength: logs.length,
      });
      fc.assert(
        fc.property(anywhere, (from) => {
          const other = minimise(evaluate, from, LOG_EDGES);
          expect(other.value).toBeGreaterThan(best - 1e-6);
        }),
        { numRuns: runs, seed: 7 },
      );
    });
  }

  it('for Gamma-Gamma too, by its formula as it is published', () => {
    for (const { x, z } of [shops.CDNOW.spend, shops['a made shop'].spend]) {
      const byFormula = ([p, q, gamma]: readonly number[]) => {
        const [lnP, lnQ, lnG] = [p as number, q as number, gamma as number];
        const [P, Q, G] = [Math.exp(lnP), Math.exp(lnQ), Math.exp(lnG)];
        let sum = 0;
        for (let i = 0; i < x.length; i += 1) {
          const [k, mean] = [x[i] as number, z[i] as number];
          const own = P * k;
          sum += lnGamma(own + Q) - lnGamma(own) - lnGamma(Q) + Q * lnG;
          sum += (own - 1) * Math.log(mean) + own * Math.log(k) - (own + Q) * Math.log(G + k * mean);
        }
        return sum;
      };
      const fit = fitGammaGamma({ x, z });
      const { p, q, gamma } = fit.params;
      const logs = [p, q, gamma].map(Math.log);
      expect(byFormula(logs)).toBeCloseTo(fit.logLikelihood, 5);
      // Downhill in every direction, near and far.
      fc.assert(
        fc.property(
          fc.tuple(...logs.map(() => fc.double({ min: -1, max: 1, noNaN: true }))),
          fc.constantFrom(1e-3, 0.1, 2),
          (direction, far) => {
            const away = logs.map((value, k) => value + far * (direction[k] as number));
            expect(byFormula(away)).toBeLessThan(fit.logLikelihood + 1e-6);
          },
        ),
        { numRuns: 60, seed: 8 },
      );
    }
  });
});

describe('many customers', () => {
  it('are begun with few of them, and end where all of them do', () => {
    expect(many.rows.count).toBeGreaterThan(16_000);
    const fit = fitMbgNbdMap(many.rows);
    const prior = [0.5, 0.25 * many.rows.meanT, 0.8, 2].map(Math.log);
    const plain = minimise(objective(many.rows, 'after-every', true), prior, LOG_EDGES);
    Object.values(fit.params).forEach((value, k) => {
      expect(Math.abs(Math.log(value) - (plain.at[k] as number))).toBeLessThan(1e-9);
    });
    expect(fit.iterations).toBeLessThan(plain.iterations);
  });

  it('are worth the same in any order, to the last bit', () => {
    const { x, z } = many.spend;
    const order = Array.from(x, (_, i) => i).sort((a, b) => ((a * 7919) % x.length) - ((b * 7919) % x.length));
    const shuffled = {
      x: Uint32Array.from(order, (i) => x[i] as number),
      z: Float64Array.from(order, (i) => z[i] as number),
    };
    expect(order).not.toEqual(Array.from(x, (_, i) => i));
    expect(fitGammaGamma(shuffled)).toEqual(fitGammaGamma(many.spend));
  });
});

describe('what runs away', () => {
  it('is told soon: amounts that do not differ by customer', () => {
    const { x } = many.spend;
    let state = 1;
    const z = Float64Array.from(x, (k) => {
      let sum = 0;
      for (let purchase = 0; purchase < k; purchase += 1) {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        sum += 10 + (state % 5000);
      }
      return sum / k;
    });
    const fit = fitGammaGamma({ x, z });
    expect(fit.converged).toBe(false);
    expect(fit.iterations).toBeLessThan(45);
    expect(Object.values(fit.params).every(Number.isFinite)).toBe(true);
    // The mean that the model gives is the data's, however far it ran.
    const { p, q, gamma } = fit.params;
    let [sum, purchases] = [0, 0];
    x.forEach((k, i) => {
      sum += k * (z[i] as number);
      purchases += k;
    });
    expect((p * gamma) / (q - 1) / (sum / purchases)).toBeCloseTo(1, 3);
  });

  it('is not what only the rounding of long sums hides: customers who come every day for years', () => {
    for (const seed of [1, 54, 143]) {
      let state = seed * 7919;
      const roll = () => {
        state = (state * 48_271) % 2_147_483_647;
        return state / 2_147_483_647;
      };
      const [n, first, last] = [new Uint32Array(40), new Int32Array(40), new Int32Array(40)];
      for (let i = 0; i < 40; i += 1) {
        const purchases = 1 + Math.floor(roll() * 2500);
        n[i] = purchases;
        last[i] = 20_000 - (roll() < 0.4 ? 200 + Math.floor(roll() * 3000) : 0);
        first[i] = (last[i] as number) - purchases - Math.floor(roll() * 400);
      }
      const rows = purchaseRows(n, first, last, 20_000);
      const { params, converged } = fitMbgNbdMap(rows);
      const { gradient } = objective(rows, 'after-every', true)(Float64Array.from(Object.values(params), Math.log));
      expect([seed, converged]).toEqual([seed, true]);
      expect(Math.max(...gradient.map(Math.abs))).toBeLessThan(1e-3);
    }
  });

  it('still says what hardly anybody leaving comes to: purchases at one rate', () => {
    const params = { r: 16_566, alpha: 314_505, a: 0.00526, b: 317.8 };
    for (const weeks of [4.345, 52.14]) {
      const expected = purchasesIfAlive(params, 9, 150, weeks);
      const rate = (params.r + 9) / (params.alpha + 150);
      const leaving = params.a / (params.a + params.b + 9);
      expect(expected / ((1 - Math.exp(-leaving * rate * weeks)) / leaving)).toBeCloseTo(1, 6);
    }
  });
});

describe('how gamma functions rise', () => {
  it('is what adding one at a time comes to, however large they are', () => {
    fc.assert(
      fc.property(fc.double({ min: -3, max: 17, noNaN: true }), fc.integer({ min: 1, max: 60 }), (lnX, by) => {
        const x = Math.exp(lnX);
        let [ln, first, second] = [0, 0, 0];
        for (let k = 0; k < by; k += 1) {
          ln += Math.log(x + k);
          first += 1 / (x + k);
          second -= 1 / (x + k) ** 2;
        }
        const rise = gammaRise(x, by);
        expect(Math.abs(rise.lnGamma - ln)).toBeLessThan(1e-12 * (1 + Math.abs(ln)));
        expect(Math.abs(rise.digamma / first - 1)).toBeLessThan(1e-12);
        expect(Math.abs(rise.trigamma / second - 1)).toBeLessThan(1e-12);
      }),
      { numRuns: 300 },
    );
  });

  it('agrees with the functions themselves', () => {
    const rise = gammaRise(30, 2.5);
    expect(rise.lnGamma).toBeCloseTo(lnGamma(32.5) - lnGamma(30), 12);
    expect(rise.digamma).toBeCloseTo(digamma(32.5) - digamma(30), 12);
    expect(rise.trigamma).toBeCloseTo(trigamma(32.5) - trigamma(30), 12);
  });
});

it('ranks are the mean place among their equals', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -3, max: 3 }), { maxLength: 40 }), (values) => {
      const ranks = midRanks(values);
      values.forEach((value, i) => {
        const below = values.filter((other) => other < value).length;
        const equal = values.filter((other) => other === value).length;
        expect(ranks[i]).toBe(below + (equal + 1) / 2);
      });
    }),
  );
});
