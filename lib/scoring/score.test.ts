import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cdnow, cdnowColumns, SPLIT_DAY } from '../../tests/scoring/cdnow.ts';
import { columnsOf, type PurchaseDay } from './columns.ts';
import { expectedLoss, expectedLossByClock } from './expected-loss.ts';
import { figuresAt, newFigureColumns } from './figure-columns.ts';
import { FIT_STEPS, fitShop, fitShopInSteps } from './fit-shop.ts';
import { scoreAll, scoreCustomer } from './score.ts';

const AS_OF = 20_000;
const options = { asOfDay: AS_OF, minorDigits: 2 };
const value = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 200_000 }) },
  fc.constantFrom(0, -500, Number.NaN, 9_000_000_000_000),
);
const entry = fc.record({
  day: fc.integer({ min: AS_OF - 1200, max: AS_OF + 60 }),
  orders: fc.constantFrom(1, 1, 1, 2, 0),
  value,
});
const customer = fc.uniqueArray(entry, { selector: ({ day }) => day, maxLength: 14 }).map(byDay);
const shop = fc.array(customer, { maxLength: 60 });

function byDay(days: readonly PurchaseDay[]): PurchaseDay[] {
  return days.toSorted((a, b) => a.day - b.day);
}

describe('scoring', () => {
  const model = fitShop(cdnowColumns, { asOfDay: SPLIT_DAY, minorDigits: 2 });
  const all = scoreAll(cdnowColumns, model);

  it('says of one customer alone what it says of them among all, from the model as it is stored', () => {
    const stored = JSON.parse(JSON.stringify(model));
    expect(stored).toEqual(model);
    for (let i = 0; i < cdnow.length; i += 7) {
      expect(scoreCustomer(columnsOf([cdnow[i] ?? []]), stored)).toEqual(figuresAt(all, i));
    }
  });

  it('says the same of any shop, in slices and at once', () => {
    fc.assert(
      fc.property(shop, fc.integer({ min: 1, max: 9 }), (customers, slice) => {
        const columns = columnsOf(customers);
        const own = fitShop(columns, options);
        const whole = scoreAll(columns, own);
        const into = newFigureColumns(columns.count);
        for (let from = 0; from < columns.count; from += slice) {
          scoreAll(columns, own, { into, from, to: Math.min(columns.count, from + slice) });
        }
        expect(into).toEqual(whole);
        const [first] = customers;
        if (first) expect(scoreCustomer(columnsOf([first]), own)).toEqual(figuresAt(whole, 0));
      }),
      { numRuns: 60 },
    );
  });

  it('knows nothing of the future: whatever comes after the day, in any shape, changes no figure', () => {
    const later = fc.uniqueArray(
      fc.record({ day: fc.integer({ min: AS_OF + 1, max: AS_OF + 400 }), orders: fc.constantFrom(0, 1, 3), value }),
      { selector: ({ day }) => day, maxLength: 4 },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(customer, later, later), { maxLength: 50 }), (people) => {
        const known = people.map(([days]) => days.filter(({ day }) => day <= AS_OF));
        const then = (which: 1 | 2) => columnsOf(people.map((one, i) => byDay([...(known[i] ?? []), ...one[which]])));
        const { counts, ...model } = fitShop(columnsOf(known), options);
        const figures = scoreAll(columnsOf(known), { counts, ...model });
        for (const columns of [then(1), then(2)]) {
          const other = fitShop(columns, options);
          expect(other).toEqual({ ...model, counts: { ...counts, future: other.counts.future } });
          expect(scoreAll(columns, other)).toEqual(figures);
        }
        expect(counts.future).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it('gives finite figures that keep their bounds, whatever the purchases', () => {
    fc.assert(
      fc.property(shop, (customers) => {
        const columns = columnsOf(customers);
        const own = fitShop(columns, options);
        expect(JSON.parse(JSON.stringify(own))).toEqual(own);
        const figures = scoreAll(columns, own);
        customers.forEach((days, i) => {
          const one = figuresAt(figures, i);
          for (const number of Object.values(one))
            if (typeof number === 'number') expect(number).toSatisfy(Number.isFinite);
          expect(one.n).toBe(days.filter(({ day, orders }) => day <= AS_OF && orders > 0).length);
          expect(one.stage === 'prospect').toBe(one.n === 0);
          if (one.n === 0) return;
          for (const chance of [one.pAlive ?? 0, one.pBuy ?? 0, one.dayAfterPBuy ?? 0, one.valueRank ?? 0]) {
            expect(chance).toBeGreaterThanOrEqual(0);
            expect(chance).toBeLessThanOrEqual(1);
          }
          expect(one.pBuy ?? 0).toBeLessThanOrEqual(one.pAlive ?? 1);
          expect(one.expected12m ?? 0).toBeGreaterThanOrEqual(0);
          expect(one.expectedLoss ?? 0).toBeGreaterThanOrEqual(0);
          expect(one.clv12).toBeUndefined();
        });
      }),
      { numRuns: 150 },
    );
  });

  it('tells its steps, and can be left between them', () => {
    const steps = fitShopInSteps(columnsOf(cdnow.slice(0, 40)), { asOfDay: SPLIT_DAY, minorDigits: 2 });
    const told: string[] = [];
    let step = steps.next();
    for (; !step.done; step = steps.next()) told.push(step.value);
    expect(told).toEqual(FIT_STEPS);
    expect(step.value).toEqual(fitShop(columnsOf(cdnow.slice(0, 40)), { asOfDay: SPLIT_DAY, minorDigits: 2 }));
  });

  it('marks who came back after having been churned, for G80 days', () => {
    const { g80 } = model.clock;
    const back = (silence: number, ago: number) =>
      scoreCustomer(
        columnsOf([
          [0, 20, 20 + silence].map((day) => ({ day: SPLIT_DAY - ago - 20 - silence + day, orders: 1, value: 100 })),
        ]),
        model,
      );
    const churnDays = scoreCustomer(
      columnsOf([[0, 20].map((day) => ({ day: SPLIT_DAY - 20 + day, orders: 1, value: 100 }))]),
      model,
    ).churnDays as number;
    expect(back(Math.floor(churnDays) + 1, 5).wonBack).toBe(true);
    expect(back(Math.floor(churnDays), 5).wonBack).toBe(false);
    expect(back(400, g80).wonBack).toBe(true);
    expect(back(400, g80 + 1).wonBack).toBe(false);
  });

  it('keeps a stage said earlier through a small move of the clock, until they buy', () => {
    const days = [0, 30, 60].map((day) => ({ day: SPLIT_DAY - 60 - 100 + day, orders: 1, value: 100 }));
    const one = columnsOf([days]);
    const fresh = scoreCustomer(one, model);
    expect(fresh.stage).toBe('active');
    const near = { ...model, clock: { ...model.clock, g80: 102 } };
    const before = { stage: 'at-risk' as const, lastDay: SPLIT_DAY - 100 };
    expect(fresh.riskDays).toBeCloseTo(103.65, 1);
    expect(scoreCustomer(one, model, before).stage).toBe('at-risk');
    expect(scoreCustomer(one, model, { ...before, lastDay: SPLIT_DAY - 130 }).stage).toBe('active');
    expect(scoreCustomer(one, { ...near, clock: { ...near.clock, g80: 120 } }, before).stage).toBe('active');
  });

  it('calls "churned" provisional while the history is short', () => {
    expect(model.provisional).toBe(true);
    const stages = Array.from({ length: all.count }, (_, i) => figuresAt(all, i));
    expect(stages.every(({ stage, provisional }) => provisional === (stage === 'churned'))).toBe(true);
    const long = { ...model, provisional: false };
    expect(figuresAt(scoreAll(cdnowColumns, long), 1)).toMatchObject({ stage: 'churned', provisional: false });
  });
});

describe('alarms', () => {
  const model = fitShop(cdnowColumns, { asOfDay: SPLIT_DAY, minorDigits: 2 });
  const quiet = { ...model, churn: { ...model.churn, verdict: 'no-signal' as const } };
  const scored = (daysAgo: readonly number[], cents = 5000, by = model) =>
    scoreCustomer(columnsOf([daysAgo.map((ago) => ({ day: SPLIT_DAY - ago, orders: 1, value: cents }))]), by);
  const weekly = (silence: number) => Array.from({ length: 11 }, (_, k) => silence + 7 * (10 - k));

  it('sound for the A and B among those silent beyond their rhythm, from the day it began', () => {
    const one = scored([240, 210, 180, 150], 5000, quiet);
    expect(one).toMatchObject({ stage: 'at-risk', abc: 'A', usualGapDays: 30, sinceDays: 150 });
    const day = SPLIT_DAY - 150 + Math.floor(one.riskDays ?? 0) + 1;
    expect(one.alarm).toEqual({ reason: 'overdue', day });
    const left = SPLIT_DAY - day;
    expect(scored([240 - left, 210 - left, 180 - left, 150 - left], 5000, quiet).alarm?.day).toBe(SPLIT_DAY);
    expect(scored([239 - left, 209 - left, 179 - left, 149 - left], 5000, quiet).alarm).toBeUndefined();
    expect(scored([240, 210, 180, 150], 100, quiet)).toMatchObject({ stage: 'at-risk', abc: 'C' });
    expect(scored([240, 210, 180, 150], 100, quiet).alarm).toBeUndefined();
  });

  it('sound when the chance has halved since the day after the last purchase, on the first such day', () => {
    const one = scored(weekly(40));
    expect(one).toMatchObject({ stage: 'loyal', alarm: { reason: 'chance-halved' } });
    const since = SPLIT_DAY - (one.alarm?.day ?? 0);
    const [first, before] = [scored(weekly(40 - since)), scored(weekly(39 - since))];
    expect(first.pBuy).toBeLessThan((first.dayAfterPBuy ?? 0) / 2);
    expect(first.alarm?.day).toBe(SPLIT_DAY);
    expect(before.pBuy).toBeGreaterThanOrEqual((before.dayAfterPBuy ?? 0) / 2);
    expect(before.alarm).toBeUndefined();
  });

  it('do not sound by chances where churn cannot be told, nor for whoever has churned', () => {
    expect(scored(weekly(40), 5000, quiet)).toMatchObject({ stage: 'loyal' });
    expect(scored(weekly(40), 5000, quiet).alarm).toBeUndefined();
    expect(scored([270, 269, 268, 267])).toMatchObject({ stage: 'churned', abc: 'A' });
    expect(scored([270, 269, 268, 267]).alarm).toBeUndefined();
  });

  it('sound at most once in G80 days, and stay on their day, as one day follows another', () => {
    const histories = fc
      .array(fc.integer({ min: 1, max: 160 }), { minLength: 2, maxLength: 8 })
      .map((gaps) => [0, ...gaps.map((_, k) => gaps.slice(0, k + 1).reduce((sum, gap) => sum + gap, 0))]);
    let sounded = 0;
    fc.assert(
      fc.property(histories, fc.constantFrom(model, quiet), (days, by) => {
        const one = columnsOf([days.map((day) => ({ day, orders: 1, value: 50_000 }))]);
        const alarms = new Set<number>();
        for (let asOfDay = 0; asOfDay <= (days.at(-1) ?? 0) + 300; asOfDay += 1) {
          const { alarm } = scoreCustomer(one, { ...by, asOfDay });
          if (alarm && !alarms.has(alarm.day)) {
            expect(alarm.day).toBe(asOfDay);
            alarms.add(alarm.day);
          }
        }
        const apart = Array.from(alarms, (day, k) => day - (Array.from(alarms)[k - 1] ?? Number.NEGATIVE_INFINITY));
        expect(Math.min(...apart, Number.POSITIVE_INFINITY)).toBeGreaterThanOrEqual(by.clock.g80);
        sounded += alarms.size;
      }),
      { numRuns: 30 },
    );
    expect(sounded).toBeGreaterThan(30);
  });
});

describe('the expected loss', () => {
  it('is nothing just after a purchase, grows with silence, and fades once they have left', () => {
    const model = fitShop(cdnowColumns, { asOfDay: SPLIT_DAY, minorDigits: 2 });
    const after = (silence: number) =>
      scoreCustomer(
        columnsOf([[90, 60, 30, 0].map((ago) => ({ day: SPLIT_DAY - silence - ago, orders: 1, value: 5000 }))]),
        model,
      ).expectedLoss ?? Number.NaN;
    expect(after(1)).toBe(0);
    const losses = [1, 20, 40, 80, 160, 700].map(after);
    const largest = losses.indexOf(Math.max(...losses));
    expect(largest).toBeGreaterThan(1);
    expect(largest).toBeLessThan(5);
    expect(losses.slice(0, largest + 1)).toEqual(losses.slice(0, largest + 1).toSorted((a, b) => a - b));
    expect(losses.at(-1)).toBeLessThan(Math.max(...losses) / 3);
  });

  it('is the chance that they are there times what silence took', () => {
    expect(expectedLoss(0.4, 800, 300)).toBe(200);
    expect(expectedLoss(0.4, 300, 800)).toBe(0);
  });

  it('goes by the clock alone where churn cannot be told', () => {
    const limits = { gapDays: 36.5, riskDays: 60, churnDays: 120 };
    expect([0, 60, 120, 180, 500].map((days) => expectedLossByClock(100, 20, days, limits))).toEqual([0, 0, 250, 0, 0]);
    // No more purchases a year than they ever made.
    expect(expectedLossByClock(100, 2, 120, limits)).toBe(50);
  });
});
