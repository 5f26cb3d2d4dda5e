import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustomerStats, Receipt } from '../domain/receipt.ts';
import { DAY_MS } from '../domain/time.ts';
import { DEFAULT_CLOCK, lifecycleOf } from './lifecycle.ts';
import { RULE_VERSION, receiptFor } from './receipt.ts';
import { buildColumns, countBelow, fixedFrequency, fixedMonetary, fixedRecency, quintileOf } from './rfm.ts';
import { tierOf } from './tier.ts';

const ZONE = 'UTC';
const NOW = Date.UTC(2026, 5, 1, 12);
const bought = (daysAgo: number, purchaseDays: number, amountMinor: number, currency = 'CNY'): CustomerStats => ({
  orderCount: purchaseDays,
  purchaseDays,
  firstPurchaseAt: NOW - (daysAgo + (purchaseDays - 1) * 10) * DAY_MS,
  lastPurchaseAt: NOW - daysAgo * DAY_MS,
  net: [{ currency, amountMinor, orderCount: purchaseDays }],
});
const NOBODY: CustomerStats = { orderCount: 0, purchaseDays: 0, net: [] };
const score = (stats: CustomerStats, all: readonly CustomerStats[]) => receiptFor(stats, buildColumns(all, ZONE), NOW);
const quintiles = (receipt: Receipt) =>
  receipt.type === 'scored' ? receipt.parts.map(({ quintile }) => quintile) : [];

describe('a receipt', () => {
  it('says so when there is nothing to score', () => {
    expect(score(NOBODY, [NOBODY, bought(1, 1, 100)])).toEqual({ type: 'no-orders' });
  });

  it('shows every part with its fact, and uses fixed cuts for a small shop', () => {
    const ana = bought(40, 4, 30_000);
    expect(score(ana, [ana, bought(5, 1, 20_000), bought(300, 1, 10_000), NOBODY])).toEqual({
      type: 'scored',
      score: 28 + 28 + 24,
      tier: 'A',
      parts: [
        { measure: 'recency', quintile: 4, points: 28, maxPoints: 35, value: 40, factAt: NOW - 40 * DAY_MS },
        { measure: 'frequency', quintile: 4, points: 28, maxPoints: 35, value: 4, factAt: NOW - 40 * DAY_MS },
        {
          measure: 'monetary',
          quintile: 4,
          points: 24,
          maxPoints: 30,
          value: 30_000,
          currency: 'CNY',
          factAt: NOW - 40 * DAY_MS,
        },
      ],
      comparedWith: 3,
      cuts: 'fixed',
      ruleVersion: RULE_VERSION,
      asOf: NOW,
    });
  });

  it('turns to quintiles at 25 customers', () => {
    const shop = (size: number) => Array.from({ length: size }, (_, index) => bought(index, 1, 1000 * (size - index)));
    expect(score(bought(0, 1, 24_000), shop(24))).toMatchObject({ cuts: 'fixed', comparedWith: 24 });
    const receipt = score(bought(0, 1, 25_000), shop(25));
    expect(receipt).toMatchObject({ cuts: 'quintiles', comparedWith: 25 });
    expect(quintiles(receipt)).toEqual([5, 1, 5]);
  });

  it('compares money only within one currency', () => {
    const yuan = Array.from({ length: 30 }, (_, index) => bought(index, 1, 100 * (index + 1)));
    const yen = Array.from({ length: 30 }, (_, index) => bought(index, 1, 100_000 * (index + 1), 'JPY'));
    const best = yuan[29] as CustomerStats;
    const alone = bought(3, 1, 1, 'ISK');
    const all = [...yuan, ...yen, alone];
    expect(quintiles(score(best, all))[2]).toBe(5);
    expect(quintiles(score(yen[0] as CustomerStats, all))[2]).toBe(1);
    // The only customer of a currency is its median.
    expect(quintiles(score(alone, all))[2]).toBe(3);
  });

  it('bears odd facts: no amount, nothing or less than nothing spent, a purchase dated tomorrow', () => {
    const unpriced = { ...bought(3, 2, 0), net: [] };
    expect(score(unpriced, [unpriced])).toMatchObject({ parts: [{}, {}, { quintile: 1, value: 0 }] });
    for (const net of [0, -500]) {
      const receipt = score(bought(3, 2, net), [bought(3, 2, net), bought(4, 1, 0), bought(4, 1, 900)]);
      expect(quintiles(receipt)[2]).toBe(net < 0 ? 2 : 3);
    }
    expect(score(bought(-1, 1, 100), [])).toMatchObject({
      type: 'scored',
      comparedWith: 0,
      parts: [{ value: 0 }, {}, {}],
    });
  });

  it('adds up, stays within 20 and 100, and does not depend on the order of customers', () => {
    const one = fc
      .tuple(
        fc.nat(800),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: -5000, max: 1_000_000 }),
        fc.constantFrom('CNY', 'USD'),
      )
      .map((given) => bought(...given));
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 60 }), (shop) => {
        const columns = buildColumns(shop, ZONE);
        expect(buildColumns(shop.toReversed(), ZONE)).toEqual(columns);
        for (const stats of shop) {
          const receipt = receiptFor(stats, columns, NOW);
          if (receipt.type !== 'scored') throw new Error('no receipt');
          const sum = receipt.parts.reduce((total, { points }) => total + points, 0);
          expect(Math.abs(sum - receipt.score)).toBeLessThan(1e-9);
          expect(receipt.score).toBeGreaterThanOrEqual(20);
          expect(receipt.score).toBeLessThanOrEqual(100);
          expect(receipt.tier).toBe(tierOf(receipt.score));
        }
      }),
    );
  });
});

describe('quintiles and cuts', () => {
  it('gives equal values equal quintiles, and the least value the first', () => {
    const column = Float64Array.from([1, 1, 1, 1, 1, 1, 2, 2, 3, 9]);
    expect([1, 2, 3, 9, 100, -4].map((value) => quintileOf(column, value))).toEqual([1, 4, 5, 5, 5, 1]);
  });

  it('counts what is below as a plain count does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 })), fc.integer({ min: -10, max: 10 }), (values, value) => {
        expect(countBelow(Float64Array.from(values).sort(), value)).toBe(values.filter((one) => one < value).length);
      }),
    );
  });

  it('cuts a small shop where the table says', () => {
    expect([0, 30, 31, 90, 91, 150, 151, 210, 211].map((days) => fixedRecency(days))).toEqual([
      5, 5, 4, 4, 3, 3, 2, 2, 1,
    ]);
    expect([1, 2, 3, 4, 5, 6, 60].map(fixedFrequency)).toEqual([1, 2, 3, 4, 4, 5, 5]);
    const around100 = Float64Array.from([10, 80, 120, 500]);
    expect([49, 50, 79, 80, 124, 125, 199, 200].map((net) => fixedMonetary(around100, net))).toEqual([
      1, 2, 2, 3, 3, 4, 4, 5,
    ]);
  });

  it('names tiers from 80, 60 and 40 points', () => {
    expect([100, 80, 79.9, 60, 59.9, 40, 39.9, 0].map(tierOf)).toEqual(['A', 'A', 'B', 'B', 'C', 'C', 'D', 'D']);
  });
});

describe('stages by the default clock', () => {
  const stage = (stats: CustomerStats) => lifecycleOf(stats, DEFAULT_CLOCK, NOW, ZONE);

  it('go from prospect to churned', () => {
    expect(stage(NOBODY)).toEqual({ stage: 'prospect' });
    expect([0, 90, 91, 210, 211].map((days) => stage(bought(days, 1, 1)).stage)).toEqual([
      'new',
      'new',
      'at-risk',
      'at-risk',
      'churned',
    ]);
    expect(stage(bought(20, 2, 1))).toEqual({ stage: 'active', sinceDays: 20, usualGapDays: 10 });
    expect(stage(bought(20, 4, 1))).toEqual({ stage: 'loyal', sinceDays: 20, usualGapDays: 10 });
    // Four purchases, 10 days apart: own gap (3 × 30 + 30) / 6 = 20 days, so at risk after 60 and churned after 140.
    expect([60, 61, 140, 141].map((days) => stage(bought(days, 4, 1)).stage)).toEqual([
      'loyal',
      'at-risk',
      'at-risk',
      'churned',
    ]);
  });

  it('never take a purchase dated ahead for negative days', () => {
    expect(stage(bought(-3, 1, 1))).toEqual({ stage: 'new', sinceDays: 0 });
  });
});
