import { describe, expect, it } from 'vitest';
import { cdnow, SPLIT_DAY } from '../../tests/scoring/cdnow.ts';
import { columnsOf, type PurchaseDay } from './columns.ts';
import { figuresAt } from './figure-columns.ts';
import { fitShop } from './fit-shop.ts';
import { meanValue } from './gamma-gamma.ts';
import { scoreAll } from './score.ts';

const AS_OF = 20_000;
const options = { asOfDay: AS_OF, minorDigits: 2 };
const day = (ago: number, value = 5000, orders = 1): PurchaseDay => ({ day: AS_OF - ago, orders, value });
const modelOf = (customers: readonly (readonly PurchaseDay[])[], more = {}) =>
  fitShop(columnsOf(customers), { ...options, ...more });
const figuresOf = (customers: readonly (readonly PurchaseDay[])[]) => {
  const columns = columnsOf(customers);
  const figures = scoreAll(columns, fitShop(columns, options));
  return customers.map((_, i) => figuresAt(figures, i));
};

/** Numbers that look like chance and are the same every time (Lehmer's generator). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Customers who buy at a rate of their own, leave after a purchase with a chance of their own, and spend by their own mean. */
function simulated(count: number, seed: number, leaving: boolean): PurchaseDay[][] {
  const roll = dice(seed);
  return Array.from({ length: count }, () => {
    const [mean, chance, worth] = [20 + 200 * roll() ** 2, leaving ? 0.5 * roll() ** 2 : 0, 1000 + 8000 * roll()];
    const days: PurchaseDay[] = [];
    for (let ago = Math.floor(900 * roll()); ago >= 0; ago -= 1 + Math.floor(-Math.log(roll()) * mean)) {
      days.push(day(ago, Math.round(worth * (0.6 + 0.8 * roll()))));
      if (roll() < chance) break;
    }
    return days;
  });
}

describe('a small shop', () => {
  it('without orders has a model that says so', () => {
    for (const customers of [[], [[], []]]) {
      const model = modelOf(customers);
      expect(model).toMatchObject({
        counts: { customers: customers.length, buyers: 0, historyDays: 0 },
        clock: { source: 'default' },
        churn: { verdict: 'no-buyers' },
        value: { verdict: 'no-amounts' },
        money: 'no-amounts',
        valueQuantiles: [],
      });
      expect(figuresOf(customers)).toEqual(
        customers.map(() => ({ n: 0, x: 0, tx: 0, T: 0, stage: 'prospect', provisional: false, wonBack: false })),
      );
    }
  });

  it('with one order from today says what is known and no probability', () => {
    const [one] = figuresOf([[day(0)]]);
    expect(modelOf([[day(0)]]).churn).toEqual({ verdict: 'no-time', meanT: 0 });
    expect(one).toMatchObject({ n: 1, sinceDays: 0, net: 5000, r: 5, f: 1, m: 3, abc: 'A', stage: 'new' });
    expect([one?.pAlive, one?.pBuy, one?.clv12, one?.nextWindow, one?.alarm]).toEqual(Array(5).fill(undefined));
  });

  it('with one order, three, or 24 customers keeps to fixed cuts, ranks and the default clock', () => {
    for (const count of [1, 3, 24]) {
      const customers = Array.from({ length: count }, (_, i) => [day(300 - i), day(40 + i)]);
      const model = modelOf(customers);
      expect(model.rfm.cuts).toBe('fixed');
      expect(model.clock.source).toBe('default');
      expect(model.money).toBe('ranks-only');
      expect(model.churn.map?.converged).toBe(true);
      expect(model.totals.clv12).toBeUndefined();
      for (const one of figuresOf(customers)) {
        expect(one.clv12).toBeUndefined();
        expect(one.valueRank).toBeGreaterThanOrEqual(0);
        expect(one.pBuy).toBeGreaterThan(0);
        expect(one.pBuy).toBeLessThan(1);
      }
    }
    expect(modelOf(Array.from({ length: 25 }, (_, i) => [day(i)])).rfm.cuts).toBe('quintiles');
  });

  it('may say amounts from 100 buyers with 30 repeat purchases on', () => {
    const shop = (buyers: number, repeaters: number) =>
      Array.from({ length: buyers }, (_, i) => (i < repeaters ? [day(200), day(i + 1)] : [day(100 + i)]));
    expect(modelOf(shop(99, 60)).money).toBe('ranks-only');
    expect(modelOf(shop(100, 29)).money).toBe('ranks-only');
    expect(modelOf(shop(100, 30)).money).toBe('amounts');
    expect(modelOf(shop(100, 30)).value.verdict).not.toBe('too-few');
    expect(modelOf(shop(100, 29)).value.verdict).toBe('too-few');
  });

  it('of 30 customers has parameters that stay where they are, whoever the 30 are', () => {
    for (let from = 0; from + 30 <= 1200; from += 30) {
      const { churn } = fitShop(columnsOf(cdnow.slice(from, from + 30)), { asOfDay: SPLIT_DAY, minorDigits: 2 });
      expect(churn.map?.converged).toBe(true);
      for (const param of Object.values(churn.map?.params ?? {})) {
        expect(param).toBeGreaterThan(0.01);
        expect(param).toBeLessThan(200);
      }
    }
  });
});

describe('a shop whose purchases tell', () => {
  it.each([
    [30, 21],
    [30, 80],
    [30, 134],
    [45, 3],
  ])(
    'near the limit is judged alike with and without the models that are only compared (%i, seed %i)',
    (count, seed) => {
      const customers = simulated(count, seed * 7919, true);
      const [whole, lean] = [modelOf(customers).churn, modelOf(customers, { isLean: true }).churn];
      // The prior takes a little off the likelihood: by it alone there would be no signal.
      expect(2 * ((whole.map?.logLikelihood ?? 0) - (whole.nbd?.logLikelihood ?? 0))).toBeLessThan(5.99);
      expect([lean.verdict, lean.ratio]).toEqual(['identified', whole.ratio]);
      expect(whole.verdict).toBe('identified');
    },
  );

  it('who left: churn is identified with leaving and not without', () => {
    for (const seed of [11, 12, 13]) {
      expect(modelOf(simulated(600, seed, true)).churn).toMatchObject({ verdict: 'identified' });
      const without = modelOf(simulated(600, seed, false)).churn;
      expect(without.verdict).toBe('no-signal');
      expect(without.ratio).toBeLessThanOrEqual(5.99);
      expect(without.map?.converged).toBe(true);
    }
  });

  it('nothing, when everybody bought on one day', () => {
    const model = modelOf(Array.from({ length: 200 }, (_, i) => [day(60, 1000 + i)]));
    expect(model.churn.verdict).toBe('no-signal');
    expect(model.churn.map?.converged).toBe(true);
    expect(model.stages).toMatchObject({ new: 200 });
    expect(model.clock.source).toBe('default');
    expect(modelOf(Array.from({ length: 200 }, () => [day(0)])).churn.verdict).toBe('no-time');
  });

  it('what a purchase is worth, unless whoever buys more often spends more', () => {
    const model = modelOf(simulated(800, 21, true));
    expect(model.value.verdict).toBe('gamma-gamma');
    const bought = simulated(800, 21, true).map((days) =>
      days.map((one) => ({ ...one, value: one.value * days.length })),
    );
    const { value } = modelOf(bought);
    expect(value.verdict).toBe('depends-on-frequency');
    expect(value.spearman).toBeGreaterThan(0.3);
    const figures = scoreAll(columnsOf(bought), modelOf(bought));
    expect(figuresAt(figures, 0).valueBasis).toBe('shrunken-mean');
  });

  it('when every purchase costs the same, that, without a fit that ran away', () => {
    const { value } = modelOf(simulated(300, 31, true).map((days) => days.map((one) => ({ ...one, value: 2000 }))));
    expect(value.verdict).toBe('not-converged');
    expect(value.prior?.mean).toBeCloseTo(20, 9);
  });

  it('in any order of its customers', () => {
    const customers = simulated(300, 41, true);
    const [one, other] = [modelOf(customers), modelOf(customers.toReversed())];
    expect(other.clock).toEqual(one.clock);
    expect(other.churn).toEqual(one.churn);
    expect(other.rfm).toEqual(one.rfm);
    const gammaOf = ({ value }: typeof one) => value.gammaGamma?.params.gamma ?? 0;
    expect(gammaOf(other) / gammaOf(one)).toBeCloseTo(1, 10);
  });
});

describe('bad input', () => {
  it('orders from the future are counted and not looked at', () => {
    const model = modelOf([[day(100), day(-1), day(-400)], [day(-3)]]);
    expect(model.counts).toMatchObject({ buyers: 1, purchases: 1, future: 3 });
  });

  it('a credit note lowers the net and is no purchase', () => {
    const [one, two] = figuresOf([[day(90, 5000), day(30, -2000, 0)], [day(30, -2000, 0)]]);
    expect(one).toMatchObject({ n: 1, net: 3000, sinceDays: 90 });
    expect(two).toMatchObject({ n: 0, net: -2000, stage: 'prospect' });
    expect([two?.abc, two?.r]).toEqual([undefined, undefined]);
  });

  it('purchases of nothing, of less, or of an unknown amount are visits and no values', () => {
    const [one] = figuresOf([[day(90, 5000), day(60, 0), day(40, -300), day(30, Number.NaN), day(20, 7000)]]);
    expect(one).toMatchObject({ n: 5, net: 11_700, z: 7000 });
    const [unknown] = figuresOf([[day(90, Number.NaN), day(60, Number.NaN)]]);
    expect(unknown).toMatchObject({ n: 2, m: 1 });
    expect(unknown?.abc).toBeUndefined();
    expect([unknown?.net, unknown?.clv12, unknown?.valueRank]).toEqual([undefined, undefined, undefined]);
    expect(modelOf([[day(90, Number.POSITIVE_INFINITY)]]).counts.unpriced).toBe(1);
  });

  it('an absurd amount leaves everybody else a finite value', () => {
    const customers = simulated(200, 51, true);
    customers.push([day(200), day(100, 9e15), day(50, 9e15)]);
    const columns = columnsOf(customers);
    const model = modelOf(customers);
    const figures = scoreAll(columns, model);
    expect(model.money).toBe('amounts');
    const ordinary = Array.from(figures.clv12.subarray(0, 200)).filter((_, i) => (customers[i]?.length ?? 0) > 0);
    for (const clv of ordinary) {
      expect(clv).toBeGreaterThanOrEqual(0);
      expect(clv).toBeLessThan(1e16);
    }
  });

  it('a wholesaler with a third of the revenue changes nobody’s rating by more than their place', () => {
    const customers = simulated(200, 61, true);
    const net = customers.flat().reduce((sum, { value }) => sum + value, 0);
    const with200 = modelOf([...customers, [day(400, net / 4), day(100, net / 4)]]);
    const without = modelOf(customers);
    expect(with200.value.gammaGamma).toBeDefined();
    with200.rfm.m.forEach((cut, k) => {
      expect(cut / (without.rfm.m[k] ?? 1)).toBeCloseTo(1, 0);
    });
    expect(with200.churn.map?.params.r).toBeCloseTo(without.churn.map?.params.r ?? 0, 1);
  });

  it('yen have no minor unit, and are worth what cents are', () => {
    const yen = simulated(300, 71, true).map((days) =>
      days.map((one) => ({ ...one, value: Math.round(one.value / 100) })),
    );
    const cents = yen.map((days) => days.map((one) => ({ ...one, value: one.value * 100 })));
    const [inYen, inCents] = [modelOf(yen, { minorDigits: 0 }), modelOf(cents)];
    const [a, b] = [inYen.value.gammaGamma?.params, inCents.value.gammaGamma?.params];
    expect(a && b && meanValue(a, 3, 40) / meanValue(b, 3, 40)).toBeCloseTo(1, 9);
    const [inYenFigures, inCentsFigures] = [scoreAll(columnsOf(yen), inYen), scoreAll(columnsOf(cents), inCents)];
    expect((inYenFigures.clv12[0] as number) * 100).toBeCloseTo(inCentsFigures.clv12[0] as number, 6);
  });

  it('somebody who bought every day for years and somebody who bought once stand side by side', () => {
    const daily = Array.from({ length: 1500 }, (_, k) => day(1499 - k));
    const [often, once] = figuresOf([daily, [day(400)], ...simulated(100, 81, true)]);
    expect(often).toMatchObject({ n: 1500, stage: 'loyal' });
    expect(often?.pBuy).toBeGreaterThan(0.95);
    expect(often?.expected12m).toBeGreaterThan(200);
    expect(once?.expected12m).toBeLessThan(2);
  });

  it('RFM looks back three years, or as far as it is told, and ABC over all', () => {
    const customers = [[day(1500, 90_000)], ...Array.from({ length: 30 }, (_, i) => [day(100 + i, 1000 + i)])];
    const figures = scoreAll(columnsOf(customers), modelOf(customers));
    expect(figuresAt(figures, 0)).toMatchObject({ f: 1, m: 1, abc: 'A', n: 1 });
    // Nothing within the window is a known nothing: they are one of the 31 whom money is compared among.
    expect(modelOf(customers).rfm.m[0]).toBe(1005);
    const whole = scoreAll(columnsOf(customers), modelOf(customers, { rfmWindowDays: 2000 }));
    expect(figuresAt(whole, 0)).toMatchObject({ m: 5 });
  });
});
