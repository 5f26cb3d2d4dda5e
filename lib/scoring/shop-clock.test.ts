import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cdnowColumns, expected, expectedColumn, expectedCustomers, SPLIT_DAY } from '../../tests/scoring/cdnow.ts';
import type { Stage } from '../domain/receipt.ts';
import { columnsOf, type PurchaseDay } from './columns.ts';
import { fitShop } from './fit-shop.ts';
import { stageOf, steadyStage, thresholds } from './lifecycle.ts';
import { scoreAll } from './score.ts';
import { DEFAULT_CLOCK, shopClock } from './shop-clock.ts';

const bought = (...days: number[]): PurchaseDay[] => days.map((day) => ({ day, orders: 1, value: 1000 }));

describe('the shop’s clock', () => {
  it('is CDNOW’s: longer than closed gaps alone would have it', () => {
    const clock = shopClock(cdnowColumns, SPLIT_DAY);
    const { G50, G80, G90, G95, ever_return_share } = expected.lifecycle.time_constants_days;
    expect(clock).toMatchObject({ g50: G50, g80: G80, g90: G90, g95: G95, source: 'shop', closedGaps: 2457 });
    expect(clock.everReturn).toBeCloseTo(ever_return_share, 4);
  });

  it('is the plain quantile of the gaps when nothing is cut off', () => {
    // Ten customers, four gaps of 10, 20, 30, 40 days each, the last purchase on the as-of day.
    const columns = columnsOf(Array.from({ length: 10 }, () => bought(0, 10, 30, 60, 100)));
    // The open gap of 0 days says nothing.
    expect(shopClock(columns, 100)).toMatchObject({
      g50: 20,
      g80: 40,
      g90: 40,
      g95: 40,
      everReturn: 1,
      closedGaps: 40,
    });
  });

  it('gives the textbook survival: an open gap leaves, and does not return', () => {
    // 20 gaps of 5 days; 10 of 15; and 20 silences of 10 days, 10 of 0 (by hand: 1 − 20/60, then × (1 − 10/10)).
    const columns = columnsOf([
      ...Array.from({ length: 10 }, () => bought(85, 90)),
      ...Array.from({ length: 10 }, () => bought(80, 85, 100).map((one) => one)),
      ...Array.from({ length: 10 }, () => bought(90)),
    ]);
    const { survival } = shopClock(columns, 100);
    // At 5 days 50 are at risk (10 silences of 0 are gone) and 20 return; at 15 only the 10 whose gap was 15 are left.
    expect(survival).toEqual([
      { day: 5, share: 1 - 20 / 50 },
      { day: 15, share: 0 },
    ]);
  });

  it('is a default, and says so, below 30 closed gaps', () => {
    const shop = (gaps: number) => columnsOf(Array.from({ length: gaps }, (_, i) => bought(i, i + 12)));
    expect(shopClock(shop(29), 200)).toEqual({ ...DEFAULT_CLOCK, closedGaps: 29 });
    expect(shopClock(shop(30), 200)).toMatchObject({ g50: 12, g95: 12, source: 'shop' });
    expect(DEFAULT_CLOCK).toMatchObject({ g50: 30, g80: 90, g90: 150, g95: 210 });
  });

  it('takes a gap of centuries for a wrong date, and keeps its curve short', () => {
    const odd = columnsOf([
      ...Array.from({ length: 300 }, (_, i) => bought(20_000, 20_001 + i)),
      bought(-700_000, 20_000),
    ]);
    const clock = shopClock(odd, 20_400);
    expect(clock.g95).toBeLessThan(1000);
    expect(clock.survival).toHaveLength(200);
    expect(clock.survival.at(-1)?.share).toBeCloseTo(1 - (clock.everReturn ?? 0), 12);
  });

  it('falls, and its four days come in order, whatever the purchases', () => {
    const customer = fc
      .uniqueArray(fc.integer({ min: 0, max: 900 }), { maxLength: 12 })
      .map((days) => bought(...days.sort((a, b) => a - b)));
    fc.assert(
      fc.property(fc.array(customer, { maxLength: 40 }), (customers) => {
        const { g50, g80, g90, g95, survival } = shopClock(columnsOf(customers), 900);
        expect([g50, g80, g90, g95]).toEqual([g50, g80, g90, g95].sort((a, b) => a - b));
        expect(g50).toBeGreaterThan(0);
        survival.forEach(({ share }, k) => {
          expect(share).toBeLessThan(k === 0 ? 1 : (survival[k - 1]?.share ?? 1));
        });
      }),
    );
  });
});

describe('stages by the clock', () => {
  const model = fitShop(cdnowColumns, { asOfDay: SPLIT_DAY, minorDigits: 2 });
  const figures = scoreAll(cdnowColumns, model);

  it('are the reference’s for every customer of CDNOW, thresholds within 0.01 day', () => {
    expect(model.stages).toEqual({ ...model.stages, active: 329, churned: 1037, loyal: 226, 'at-risk': 765 });
    const stages = ['prospect', 'new', 'active', 'loyal', 'at-risk', 'churned'];
    expect(Array.from(figures.stage, (code) => stages[code - 1])).toEqual(
      expectedCustomers.map(({ lifecycle_state = '' }) => lifecycle_state.replace('_', '-')),
    );
    for (const [name, column] of [
      ['riskDays', 'tau_risk_days'],
      ['churnDays', 'tau_churn_days'],
      ['sinceDays', 'days_since_last'],
    ] as const) {
      const wanted = expectedColumn(column);
      expect(Math.max(...wanted.map((days, i) => Math.abs(days - (figures[name][i] as number))))).toBeLessThan(0.01);
    }
  });

  it('hold for a week when only the clock has moved', () => {
    const limits = { gapDays: 30, riskDays: 60, churnDays: 120 };
    const said = (sinceDays: number, earlier: Stage) =>
      steadyStage(stageOf(3, sinceDays, limits), earlier, sinceDays, limits);
    expect(said(58, 'active')).toBe('active');
    expect(said(58, 'at-risk')).toBe('at-risk');
    expect(said(53, 'at-risk')).toBe('active');
    expect(said(118, 'churned')).toBe('churned');
    expect(said(113, 'churned')).toBe('at-risk');
    expect(said(50, 'churned')).toBe('active');
    // Growing worse is never held back.
    expect(said(61, 'active')).toBe('at-risk');
    expect(said(121, 'at-risk')).toBe('churned');
  });

  it('come one after the other as silence grows', () => {
    const order: Stage[] = ['prospect', 'new', 'active', 'loyal', 'at-risk', 'churned'];
    const clocks = fc
      .array(fc.integer({ min: 1, max: 400 }), { minLength: 4, maxLength: 4 })
      .map((days) => days.sort((a, b) => a - b))
      .map(([g50 = 1, g80 = 1, g90 = 1, g95 = 1]) => ({ g50, g80, g90, g95, source: 'shop' as const }));
    fc.assert(
      fc.property(clocks, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 900 }), (clock, n, span) => {
        const limits = thresholds(n, n === 1 ? 0 : span, clock);
        expect(limits.churnDays).toBeGreaterThanOrEqual(limits.riskDays);
        const stages = Array.from({ length: 1000 }, (_, days) => order.indexOf(stageOf(n, days, limits)));
        expect(stages).toEqual([...stages].sort((a, b) => a - b));
      }),
    );
  });
});
