import { describe, expect, it } from 'vitest';
import {
  cdnow,
  cdnowColumns,
  END_DAY,
  expected,
  expectedColumn,
  SPLIT_DAY,
  worstOf,
} from '../../tests/scoring/cdnow.ts';
import { STAGES } from '../domain/receipt.ts';
import { bgAlive, fitBgNbd } from './bg-nbd.ts';
import { churnSignal } from './churn-test.ts';
import { purchasesIfAlive } from './expected-purchases.ts';
import { fitShop } from './fit-shop.ts';
import { meanValue } from './gamma-gamma.ts';
import { buysWithin, type DropoutParams, fitMbgNbd, fitMbgNbdMap, mbgAlive } from './mbg-nbd.ts';
import { fitNbd } from './nbd.ts';
import { nextWindow } from './next-purchase.ts';
import { mixedLikelihood } from './numeric/mixed-likelihood.ts';
import { areaUnderCurve, pearson } from './numeric/ranks.ts';
import { purchaseRows } from './purchase-rows.ts';
import { scoreAll } from './score.ts';
import { twelveMonths } from './twelve-months.ts';

const model = fitShop(cdnowColumns, { asOfDay: SPLIT_DAY, minorDigits: 2 });
const figures = scoreAll(cdnowColumns, model);
const people = expectedColumn('x').map((x, i) => ({
  x,
  tx: figures.tx[i] as number,
  T: figures.T[i] as number,
  bought: expectedColumn('x_holdout')[i] as number,
}));
const rows = purchaseRows(
  Uint32Array.from(figures.n),
  Int32Array.from(figures.firstDay),
  Int32Array.from(figures.lastDay),
  SPLIT_DAY,
);
const HOLDOUT_WEEKS = 39;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]) => sum(values) / values.length;

/** Each parameter within 1 % of the published one, and the log-likelihood within 0.01. */
function expectFit(
  fit: { params: object; logLikelihood: number; converged: boolean } | undefined,
  wanted: { params: Record<string, number>; log_likelihood: number },
) {
  expect(fit?.converged).toBe(true);
  const found = fit?.params as Record<string, number>;
  for (const [name, value] of Object.entries(wanted.params)) {
    expect(Math.abs((found[name] ?? 0) / value - 1), name).toBeLessThan(1e-4);
  }
  expect(Math.abs((fit?.logLikelihood ?? 0) - wanted.log_likelihood)).toBeLessThan(1e-3);
}

describe('the purchase models on CDNOW, fitted to weeks 1 to 39', () => {
  it('see every customer’s frequency, recency and age as the reference does', () => {
    expect(Array.from(figures.x)).toEqual(people.map(({ x }) => x));
    expect(worstOf(figures.tx, expectedColumn('t_x'), 1e-6, 1e-9)).toBeLessThan(1);
    expect(worstOf(figures.T, expectedColumn('T'), 1e-6, 1e-9)).toBeLessThan(1);
    expect(rows.customers).toBe(2357);
    expect(rows.count).toBeLessThan(2357);
  });

  it('BG/NBD: the parameters and likelihood that Fader, Hardie & Lee published', () => {
    expectFit(fitBgNbd(rows), expected.models.bgnbd);
    expectFit(fitBgNbd(rows), {
      params: { r: 0.2425945, alpha: 4.4136019, a: 0.7929199, b: 2.4258881 },
      log_likelihood: -9582.429,
    });
  });

  it('MBG/NBD: those that BTYDplus publishes', () => {
    expectFit(fitMbgNbd(rows), expected.models.mbgnbd);
  });

  it('MBG/NBD with the prior, which all figures rest on', () => {
    expectFit(fitMbgNbdMap(rows), expected.recommended_mbgnbd_map);
    expect(rows.meanT).toBeCloseTo(expected.recommended_mbgnbd_map.Tbar, 6);
  });

  it('NBD, and by how much it is beaten: churn can be told', () => {
    expectFit(fitNbd(rows), expected.nbd_no_dropout);
    const { ratio, isIdentified } = churnSignal(fitMbgNbd(rows).logLikelihood, fitNbd(rows).logLikelihood);
    expect(ratio).toBeCloseTo(expected.nbd_no_dropout.lr_statistic_vs_mbgnbd, 2);
    expect(isIdentified).toBe(true);
    expect(model.churn).toMatchObject({ verdict: 'identified', ratio });
  });

  it('are fitted by first and second derivatives that are those of the likelihood', () => {
    for (const chances of ['none', 'after-repeats', 'after-every'] as const) {
      const likelihood = mixedLikelihood(rows, chances);
      const at = Float64Array.from(chances === 'none' ? [-0.9, 2.1] : [-0.9, 2.1, 0.3, 0.7]);
      const { gradient, hessian } = likelihood(at);
      const moved = (k: number, by: number) => likelihood(at.map((value, j) => (j === k ? value + by : value)));
      for (let k = 0; k < at.length; k += 1) {
        const [up, down] = [moved(k, 1e-4), moved(k, -1e-4)];
        expect((up.value - down.value) / 2e-4 / (gradient[k] as number)).toBeCloseTo(1, 5);
        for (let j = 0; j < at.length; j += 1) {
          const slope = ((up.gradient[j] as number) - (down.gradient[j] as number)) / 2e-4;
          expect(Math.abs(slope - (hessian[k * at.length + j] as number))).toBeLessThan(1e-4 * Math.abs(slope) + 1e-2);
        }
      }
    }
  });

  describe('foresee weeks 40 to 78', () => {
    const bg = expected.models.bgnbd.params as DropoutParams;
    const ml = expected.models.mbgnbd.params as DropoutParams;
    const byBg = people.map(({ x, tx, T }) => bgAlive(bg, x, tx, T) * purchasesIfAlive(bg, x, T, HOLDOUT_WEEKS, x - 1));
    const byMl = people.map(({ x, tx, T }) => mbgAlive(ml, x, tx, T) * purchasesIfAlive(ml, x, T, HOLDOUT_WEEKS));
    const came = people.map(({ bought }) => bought);

    it('by customer as the reference does, within half a percent', () => {
      expect(worstOf(byBg, expectedColumn('bgnbd_E_holdout'), 1e-4, 1e-4)).toBeLessThan(1);
      expect(worstOf(byMl, expectedColumn('mbgnbd_E_holdout'), 1e-4, 1e-4)).toBeLessThan(1);
      const alive = people.map(({ x, tx, T }) => mbgAlive(ml, x, tx, T));
      expect(worstOf(alive, expectedColumn('mbgnbd_p_alive'), 1e-5, 1e-5)).toBeLessThan(1);
      const aliveBg = people.map(({ x, tx, T }) => bgAlive(bg, x, tx, T));
      expect(worstOf(aliveBg, expectedColumn('bgnbd_p_alive'), 1e-5, 1e-5)).toBeLessThan(1);
      const buys = people.map(({ x, tx, T }) => mbgAlive(ml, x, tx, T) * buysWithin(ml, x, T, HOLDOUT_WEEKS));
      expect(worstOf(buys, expectedColumn('mbgnbd_p_buy_holdout'), 1e-5, 1e-5)).toBeLessThan(1);
      // However late: the reference does not cut these off.
      const medians = people.map(({ x, T }) => nextWindow(ml, x, T, Number.POSITIVE_INFINITY).q50);
      expect(worstOf(medians, expectedColumn('mbgnbd_median_days_to_next_if_alive'), 0.01, 1e-4)).toBeLessThan(1);
    });

    it('with the published correlation, mean of one-time buyers and customer 1', () => {
      expect(pearson(byBg, came)).toBeCloseTo(expected.models.bgnbd.holdout.pearson, 4);
      const single = byBg.filter((_, i) => people[i]?.x === 0);
      expect(mean(single)).toBeCloseTo(0.225, 3);
      expect(byBg[0]).toBeCloseTo(1.226, 3);
      expect(sum(byBg)).toBeCloseTo(expected.models.bgnbd.holdout.total_pred, 0);
    });

    it('with the published total at week 78', () => {
      const total = (expectedFromStart: (weeks: number) => number) =>
        sum(people.map(({ T }) => expectedFromStart(T + HOLDOUT_WEEKS)));
      const byStart = total((weeks) => purchasesIfAlive(bg, 0, 0, weeks, -1));
      expect(byStart).toBeCloseTo(expected.cumulative_week78.bgnbd.expected, 0);
      const mbg = total((weeks) => mbgAlive(ml, 0, 0, 0) * purchasesIfAlive(ml, 0, 0, weeks));
      expect(mbg).toBeCloseTo(expected.cumulative_week78.mbgnbd.expected, 0);
    });

    it('for a new customer as the published table does', () => {
      const published = expected.published.lifetimes_tests_and_docs.bgnbd_E_X_t as Record<string, number>;
      for (const [weeks, value] of Object.entries(published)) {
        expect(purchasesIfAlive(bg, 0, 0, Number(weeks), -1)).toBeCloseTo(value, 3);
      }
    });

    it('without calling every one-time buyer alive, as BG/NBD does', () => {
      const bought = came.map((count) => count > 0);
      const bgRanks =
        areaUnderCurve(
          people.map(({ x, tx, T }) => bgAlive(bg, x, tx, T)),
          bought,
        ) ?? 0;
      expect(bgRanks).toBeCloseTo(expected.models.bgnbd.p_alive_auc_vs_bought, 3);
      expect(areaUnderCurve(figures.pAlive, bought)).toBeGreaterThan(0.68);
      const single = Array.from(figures.pAlive).filter((_, i) => people[i]?.x === 0);
      expect(Math.max(...single)).toBeLessThan(0.7);
    });
  });
});

describe('the worth of a purchase on CDNOW', () => {
  const { value } = model;

  it('Gamma-Gamma: the published parameters and likelihood', () => {
    expectFit(value.gammaGamma, expected.gamma_gamma);
    expect(value.customers).toBe(946);
  });

  it('does not depend on frequency, by the published correlations', () => {
    expect(value.pearson).toBeCloseTo(expected.gamma_gamma.corr_x_zbar, 4);
    expect(value.spearman).toBeCloseTo(expected.gamma_gamma.spearman_x_zbar, 4);
    expect(value.verdict).toBe('gamma-gamma');
  });

  it('by customer as the reference and the published list have it', () => {
    const params = expected.gamma_gamma.params;
    const zbar = expectedColumn('zbar');
    const worths = people.map(({ x }, i) => meanValue(params, zbar[i] ? x : 0, zbar[i] ?? 0));
    expect(worstOf(worths, expectedColumn('E_M'), 0.005, 0.0005)).toBeLessThan(1);
    const published = expected.published.lifetimes_tests_and_docs.gamma_gamma_E_M_customers_1_to_10 as number[];
    published.forEach((worth, i) => {
      expect(Math.abs((worths[i] ?? 0) / worth - 1)).toBeLessThan(0.001);
    });
    expect(mean(worths)).toBeCloseTo(35.25, 1);
  });
});

describe('the value of 12 months on CDNOW', () => {
  it('by customer as the reference has it: months are 4.345 weeks, not 30', () => {
    const worths = expectedColumn('E_M');
    const bg = expected.models.bgnbd.params as DropoutParams;
    const ml = expected.models.mbgnbd.params as DropoutParams;
    const byMl = people.map(
      ({ x, tx, T }, i) => mbgAlive(ml, x, tx, T) * twelveMonths(ml, x, T, 0.01).discounted * (worths[i] ?? 0),
    );
    expect(worstOf(byMl, expectedColumn('clv12m_mbgnbd'), 0.01, 0.0005)).toBeLessThan(1);
    const byBg = people.map(
      ({ x, tx, T }, i) => bgAlive(bg, x, tx, T) * twelveMonths(bg, x, T, 0.01, x - 1).discounted * (worths[i] ?? 0),
    );
    expect(worstOf(byBg, expectedColumn('clv12m_bgnbd'), 0.01, 0.0005)).toBeLessThan(1);
    expect(byBg[0]).toBeCloseTo(36.28, 1);
  });

  it('is in the figures, in minor units, as revenue or as what the margin leaves of it', () => {
    const first = (figures.clv12[0] as number) / 100;
    expect(first).toBeGreaterThan(36);
    expect(first).toBeLessThan(38);
    const half = fitShop(cdnowColumns, { asOfDay: SPLIT_DAY, minorDigits: 2, margin: 0.5 });
    expect(scoreAll(cdnowColumns, half).clv12[0]).toBeCloseTo((figures.clv12[0] as number) / 2, 8);
    expect(model.totals.clv12).toBeCloseTo(sum(Array.from(figures.clv12)), 2);
  });
});

describe('what the figures say before and after', () => {
  it('the next-purchase window: as far off and as often right as the reference’s', () => {
    const { median_abs_error_model, interval80_coverage, n } = expected.next_purchase_date;
    const params = expected.recommended_mbgnbd_map.params as DropoutParams;
    const errors: number[] = [];
    let within = 0;
    for (const [i, { x, T }] of people.entries()) {
      const next = cdnow[i]?.find(({ day }) => day > SPLIT_DAY);
      const isBuyer = ['active', 'loyal'].includes(STAGES[(figures.stage[i] as number) - 1] ?? '');
      if (!next || !isBuyer) continue;
      const { q10, q50, q90 } = nextWindow(params, x, T, END_DAY - SPLIT_DAY);
      const days = next.day - SPLIT_DAY;
      errors.push(Math.abs(days - q50));
      within += days >= q10 && days <= q90 ? 1 : 0;
    }
    expect(errors).toHaveLength(n);
    errors.sort((a, b) => a - b);
    expect(errors[Math.floor(n / 2)]).toBeCloseTo(median_abs_error_model, 1);
    expect(within / n).toBeCloseTo(interval80_coverage, 2);
  });

  it('no window for whom it is likelier that they do not come', () => {
    let shown = 0;
    for (let i = 0; i < figures.count; i += 1) {
      const isShown = !Number.isNaN(figures.q50[i]);
      shown += isShown ? 1 : 0;
      if (!isShown) continue;
      expect(figures.pAlive[i]).toBeGreaterThanOrEqual(0.5);
      expect(figures.q10[i]).toBeLessThan(figures.q50[i] as number);
      expect(figures.q50[i]).toBeLessThan(figures.q90[i] as number);
    }
    expect(shown).toBeGreaterThan(100);
    expect(shown).toBeLessThan(figures.count / 2);
  });
});
