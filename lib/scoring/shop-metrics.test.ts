import { describe, expect, it } from 'vitest';
import { cdnowColumns, END_DAY, expected, FIRST_DAY, SPLIT_DAY, textbook } from '../../tests/scoring/cdnow.ts';
import { cohortTable, monthOf } from './cohorts.ts';
import { columnsOf, type PurchaseDay } from './columns.ts';
import { shareOf } from './interval.ts';
import { periodRates } from './period-rates.ts';
import { DEFAULT_CLOCK, shopClock } from './shop-clock.ts';
import { shopMetrics } from './shop-metrics.ts';

const bought = (...days: number[]): PurchaseDay[] => days.map((day) => ({ day, orders: 1, value: 1000 }));
const JANUARY = Date.UTC(2025, 0, 1) / 86_400_000;

describe('shop metrics', () => {
  it('are CDNOW’s', () => {
    const metrics = shopMetrics(cdnowColumns, FIRST_DAY, END_DAY);
    const { kpi } = expected;
    expect(metrics).toMatchObject({
      customers: kpi.customers,
      orders: kpi.transaction_rows,
      purchases: kpi.purchase_days,
    });
    expect(metrics.net).toBe(Math.round(kpi.revenue * 100));
    expect((metrics.perOrder ?? 0) / 100).toBeCloseTo(kpi.aov_per_row, 4);
    expect((metrics.perPurchase ?? 0) / 100).toBeCloseTo(kpi.aov_per_purchase_day, 4);
    expect((metrics.perCustomer ?? 0) / 100).toBeCloseTo(kpi.arpu, 4);
    expect(metrics.frequency).toBeCloseTo(kpi.mean_purchases, 4);
    expect(metrics.repeat.count / metrics.repeat.of).toBeCloseTo(kpi.repeat_customer_rate, 6);
  });

  it('say nothing of an empty window instead of dividing by it', () => {
    expect(shopMetrics(cdnowColumns, END_DAY + 1, END_DAY + 90)).toEqual({
      customers: 0,
      orders: 0,
      purchases: 0,
      net: 0,
      unpriced: 0,
      pricedOrders: 0,
      pricedCustomers: 0,
      repeat: { count: 0, of: 0, low: 0, high: 1 },
    });
  });

  it('count visits without an amount, and leave them out of money', () => {
    const columns = columnsOf([
      [
        { day: 1, orders: 2, value: 3000 },
        { day: 2, orders: 1, value: Number.NaN },
        { day: 3, orders: 0, value: -500 },
      ],
    ]);
    expect(shopMetrics(columns, 0, 9)).toMatchObject({
      orders: 3,
      purchases: 2,
      net: 2500,
      unpriced: 1,
      perOrder: 1250,
      perPurchase: 2500,
    });
  });

  it('show a wholesaler by the median and by their share', () => {
    const columns = columnsOf([
      [{ day: 1, orders: 1, value: 100_000 }],
      ...Array.from({ length: 20 }, () => [{ day: 1, orders: 1, value: 10_000 }]),
    ]);
    const metrics = shopMetrics(columns, 0, 9);
    expect(metrics.largest).toBeCloseTo(1 / 3, 12);
    expect(metrics.medianPerCustomer).toBe(10_000);
  });

  it('give shares with the published interval', () => {
    for (const { x, n, lo, hi } of textbook.wilson_interval_95.cases) {
      const { low, high } = shareOf(x, n);
      expect(low).toBeCloseTo(lo, 4);
      expect(high).toBeCloseTo(hi, 4);
    }
    expect(shareOf(0, 10).low).toBe(0);
    expect(shareOf(10, 10).high).toBe(1);
  });
});

describe('cohorts', () => {
  it('return as CDNOW’s do', () => {
    const { cohorts, beforeImport, isLastMonthOpen } = cohortTable(cdnowColumns, END_DAY);
    expect([beforeImport, isLastMonthOpen]).toEqual([0, false]);
    const wanted = Object.entries(expected.cohort_retention_calendar_month) as [
      string,
      { size: number; retention: number[] },
    ][];
    expect(cohorts.map(({ month, size }) => [month, size])).toEqual(
      wanted.map(([name, { size }]) => [(Number(name.slice(0, 4)) - 1970) * 12 + Number(name.slice(5)) - 1, size]),
    );
    wanted.forEach(([, { retention }], c) => {
      retention.forEach((share, k) => {
        expect((cohorts[c]?.returned[k] ?? 0) / (cohorts[c]?.size ?? 1)).toBeCloseTo(share, 5);
      });
    });
  });

  it('count a month once, and only up to the day asked for', () => {
    const columns = columnsOf([bought(JANUARY, JANUARY + 3, JANUARY + 35, JANUARY + 36, JANUARY + 100)]);
    expect(cohortTable(columns, JANUARY + 60)).toEqual({
      cohorts: [{ month: monthOf(JANUARY), size: 1, returned: [1, 1, 0] }],
      isLastMonthOpen: true,
      beforeImport: 0,
    });
  });

  it('keep out whoever may have bought before the file begins', () => {
    const columns = columnsOf([bought(JANUARY + 5), bought(JANUARY + 250)]);
    const table = cohortTable(columns, JANUARY + 300, { startDay: JANUARY, silenceDays: 210 });
    expect(table.beforeImport).toBe(1);
    expect(table.cohorts.map(({ size }) => size)).toEqual([1]);
  });
});

describe('rates of a period', () => {
  it('take apart who stayed, who came and who left', () => {
    const columns = columnsOf([
      bought(0, 30, 60, 90, 300), // active at 100, back at 300
      bought(80), // new at 100, churned at 320
      bought(-400, -380, 310), // churned at 100, won back by 320
      bought(250), // first purchase within the period
    ]);
    expect(periodRates(columns, DEFAULT_CLOCK, 100, 320)).toEqual({
      atStart: 2,
      atEnd: 3,
      fresh: 1,
      wonBack: 1,
      retention: shareOf(1, 2),
      churn: shareOf(1, 2),
    });
  });

  it('count CDNOW’s customers at the split as its stages do', () => {
    const rates = periodRates(cdnowColumns, shopClock(cdnowColumns, SPLIT_DAY), SPLIT_DAY, END_DAY);
    expect(rates.atStart).toBe(329 + 226 + 765);
    expect(rates.fresh).toBe(0);
    expect(rates.retention.count + rates.churn.count).toBe(rates.atStart);
  });
});
