import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cdnowColumns, END_DAY, expected, expectedColumn, expectedCustomers } from '../../tests/scoring/cdnow.ts';
import { ABC_CLASSES, abcCuts, abcOf } from './abc.ts';
import { gini, paretoCurve } from './concentration.ts';
import { fitShop } from './fit-shop.ts';
import { rateFrequency, rateMoney, rateRecency, rfmCuts } from './rfm-cuts.ts';
import { groupOf } from './rfm-group.ts';
import { scoreAll } from './score.ts';
import { DEFAULT_CLOCK } from './shop-clock.ts';

const ascending = (values: readonly number[]) => Float64Array.from(values).sort();
/** The rule as it is written down. */
const tieRule = (all: readonly number[], value: number) =>
  Math.min(5, 1 + Math.floor((5 * all.filter((other) => other < value).length) / all.length));

describe('RFM', () => {
  const model = fitShop(cdnowColumns, { asOfDay: END_DAY, minorDigits: 2 });
  const figures = scoreAll(cdnowColumns, model);

  it('rates and groups every customer of CDNOW as the reference does', () => {
    for (const [name, column] of [
      ['r', 'R'],
      ['f', 'F'],
      ['m', 'M'],
    ] as const) {
      expect(Array.from(figures[name])).toEqual(expectedColumn(column));
    }
    expect(Array.from(figures.sinceDays)).toEqual(expectedColumn('rfm_days_since_last'));
    expect(Array.from(figures.n)).toEqual(expectedColumn('rfm_purchases'));
    expect(model.groups).toEqual(expected.rfm_snapshot.tiers);
  });

  it('is the tie rule: equal values alike in any order, and cuts say what everybody together would', () => {
    const values = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 25, maxLength: 80 });
    fc.assert(
      fc.property(values, fc.integer({ min: -1, max: 31 }), (all, value) => {
        const column = ascending(all);
        // Where all fifths begin on one day there are none; a test of its own says what then.
        const begins = [1, 4].map((fifth) => column[all.length - Math.ceil((fifth * all.length) / 5)]);
        fc.pre(begins[0] !== begins[1]);
        const cuts = rfmCuts(column, column, column, DEFAULT_CLOCK);
        expect(cuts).toMatchObject({ cuts: 'quintiles', moneyCuts: 'quintiles' });
        expect(rateFrequency(cuts, value)).toBe(tieRule(all, value));
        expect(rateMoney(cuts, value)).toBe(tieRule(all, value));
        expect(rateRecency(cuts, value)).toBe(
          tieRule(
            all.map((other) => -other),
            -value,
          ),
        );
        expect(rfmCuts(ascending(all.toReversed()), column, column, DEFAULT_CLOCK)).toEqual(cuts);
      }),
    );
  });

  it('uses fixed cuts below 25 customers', () => {
    const column = ascending([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((value) => value * 100));
    const cuts = rfmCuts(column, column, column, DEFAULT_CLOCK);
    expect(cuts).toMatchObject({ cuts: 'fixed', moneyCuts: 'fixed' });
    expect([0, 30, 31, 90, 91, 150, 151, 210, 211].map((days) => rateRecency(cuts, days))).toEqual([
      5, 5, 4, 4, 3, 3, 2, 2, 1,
    ]);
    expect([1, 2, 3, 4, 5, 6, 60].map((days) => rateFrequency(cuts, days))).toEqual([1, 2, 3, 4, 4, 5, 5]);
    // The median is 550.
    expect([274, 275, 440, 687, 688, 1099, 1100].map((net) => rateMoney(cuts, net))).toEqual([1, 2, 3, 3, 4, 4, 5]);
  });

  it('uses fixed cuts too where all bought last on one day: yesterday is not long ago, whoever else it was', () => {
    const cutsOf = (days: number) =>
      rfmCuts(
        ascending(Array(40).fill(days)),
        ascending(Array(40).fill(1)),
        ascending(Array(40).fill(900)),
        DEFAULT_CLOCK,
      );
    const rated = [0, 3, 45, 100, 800].map((days) => rateRecency(cutsOf(days), days));
    expect(rated).toEqual([5, 5, 4, 3, 1]);
    expect(rateFrequency(cutsOf(3), 1)).toBe(1);
    expect(rateMoney(cutsOf(3), 900)).toBe(3);
  });

  it('uses them as long as all fifths begin on one day: a few others do not make those of yesterday long gone', () => {
    const cutsOf = (...days: readonly number[]) => {
      const column = ascending(days);
      return rfmCuts(column, ascending(days.map(() => 1)), ascending(days.map(() => 900)), DEFAULT_CLOCK);
    };
    const few = cutsOf(...Array(60).fill(1), 2, 2);
    expect(few).toMatchObject({ cuts: 'fixed', moneyCuts: 'fixed' });
    expect([1, 2, 45].map((days) => rateRecency(few, days))).toEqual([5, 5, 4]);
    expect(cutsOf(...Array(39).fill(3), 4).cuts).toBe('fixed');
    // A fifth of them on another day, and they are compared again.
    const many = cutsOf(...Array(40).fill(1), ...Array(10).fill(2));
    expect(many).toMatchObject({ cuts: 'quintiles', moneyCuts: 'quintiles' });
    expect(rateRecency(many, 1)).toBeGreaterThan(rateRecency(many, 2));
  });

  it('rates money by its side of a median of nothing, and least where none is known', () => {
    const cuts = rfmCuts(ascending([1]), ascending([1]), ascending([-500, 0, 0]), DEFAULT_CLOCK);
    expect([-1, 0, 1].map((net) => rateMoney(cuts, net))).toEqual([2, 3, 4]);
    expect(rateMoney(cuts, undefined)).toBe(1);
    const unknown = rfmCuts(ascending([1]), ascending([1]), ascending([]), DEFAULT_CLOCK);
    expect(rateMoney(unknown, undefined)).toBe(1);
  });

  it('asks 25 customers with a known amount for fifths of money', () => {
    const many = ascending(Array.from({ length: 60 }, (_, k) => k));
    expect(rfmCuts(many, many, many.slice(0, 24), DEFAULT_CLOCK)).toMatchObject({
      cuts: 'quintiles',
      moneyCuts: 'fixed',
    });
  });

  it('names groups by the first rule that fits', () => {
    expect(
      [
        [4, 4, 4],
        [3, 5, 5],
        [5, 4, 3],
        [5, 3, 5],
        [2, 3, 1],
        [1, 2, 5],
        [3, 3, 3],
      ].map(([r = 0, f = 0, m = 0]) => groupOf(r, f, m)),
    ).toEqual(['vip', 'loyal', 'loyal', 'promising', 'slipping', 'dormant', 'middle']);
  });
});

describe('ABC and concentration', () => {
  const model = fitShop(cdnowColumns, { asOfDay: END_DAY, minorDigits: 2 });
  const figures = scoreAll(cdnowColumns, model);
  const nets = Float64Array.from(figures.net).sort();

  it('classes every customer of CDNOW as the reference does', () => {
    expect(Array.from(figures.abc, (code) => ABC_CLASSES[code - 1])).toEqual(expectedCustomers.map(({ abc }) => abc));
    const revenue = Object.values(model.classes).reduce((sum, { net }) => sum + net, 0);
    for (const name of ABC_CLASSES) {
      const { customers, revenue_share } = expected.rfm_snapshot.abc[name];
      expect(model.classes[name].customers).toBe(customers);
      expect(model.classes[name].net / revenue).toBeCloseTo(revenue_share, 5);
    }
  });

  it('puts equal revenue into one class and nothing into C', () => {
    const cuts = abcCuts(ascending([0, -500, 100, 100, 100, 100, 100]));
    expect([100, 0, -500].map((net) => abcOf(net, cuts))).toEqual(['A', 'C', 'C']);
    expect(abcOf(Number.NaN, cuts)).toBeUndefined();
    expect(abcOf(100, abcCuts(ascending([0, -1])))).toBe('C');
  });

  it('ends A at exactly 80 % and B at exactly 95 %', () => {
    const cuts = abcCuts(ascending([80, 15, 4, 1]));
    expect([80, 15, 4, 1].map((net) => abcOf(net, cuts))).toEqual(['A', 'B', 'C', 'C']);
  });

  it('leaves a wholesaler their share and the rest theirs', () => {
    const cuts = abcCuts(ascending([500, ...Array.from({ length: 100 }, () => 10)]));
    expect([abcOf(500, cuts), abcOf(10, cuts)]).toEqual(['A', 'A']);
  });

  it('gives CDNOW’s Gini coefficient', () => {
    expect(gini(nets)).toBeCloseTo(expected.rfm_snapshot.gini_revenue, 5);
    expect(gini([5, 5, 5])).toBeCloseTo(0, 12);
    expect(gini([0, 0, 0, 8])).toBeCloseTo(0.75, 12);
    expect([gini([]), gini([0, -5])]).toEqual([undefined, undefined]);
  });

  it('draws the Pareto curve from nothing to everything, through the reference’s 20 %', () => {
    const curve = paretoCurve(nets);
    expect(curve).toHaveLength(101);
    expect([curve[0], curve.at(-1)]).toEqual([
      { customers: 0, revenue: 0 },
      { customers: 1, revenue: expect.closeTo(1, 12) },
    ]);
    expect(curve[20]?.revenue).toBeCloseTo(expected.rfm_snapshot.top20pct_revenue_share, 3);
    expect(paretoCurve([1, 3], 100)).toEqual([
      { customers: 0, revenue: 0 },
      { customers: 0.5, revenue: 0.75 },
      { customers: 1, revenue: 1 },
    ]);
    expect(paretoCurve([0])).toEqual([]);
  });
});
