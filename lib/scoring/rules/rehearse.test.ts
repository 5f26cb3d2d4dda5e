import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STAGES } from '../../domain/receipt.ts';
import type { Rehearsal } from '../../domain/rules-outcome.ts';
import type { RuleSet, ScoreRule } from '../../domain/score.ts';
import { columnsOf, type PurchaseColumns, type PurchaseDay } from '../columns.ts';
import type { AttributeColumn } from './attribute-columns.ts';
import { DEFAULT_RULES } from './default-rules.ts';
import { pastMonths } from './month-ends.ts';
import { type RehearseOptions, rehearse } from './rehearse.ts';
import { sampleOf } from './sample.ts';

const day = (iso: string): number => Date.parse(iso) / 86_400_000;
const TODAY = day('2026-07-10');

const options: RehearseOptions = {
  today: TODAY,
  minorDigits: 2,
  attributesOf: (figures, rows) => ({
    n: rows.length,
    column: (name): AttributeColumn | undefined => {
      if (name === 'stage')
        return { kind: 'choice', words: STAGES, at: Int8Array.from(rows, (i) => (figures.stage[i] ?? 0) - 1) };
      if (name === 'pBuy' || name === 'valueRank' || name === 'sinceDays')
        return { kind: 'number', values: Float64Array.from(rows, (i) => figures[name][i] ?? Number.NaN) };
      // As a careless caller would: of today.
      return name === 'tag' ? { kind: 'choice', words: ['a'], at: new Int8Array(rows.length) } : undefined;
    },
  }),
};

function run(columns: PurchaseColumns, rules: RuleSet, more: Partial<RehearseOptions> = {}): Rehearsal {
  const steps = rehearse(columns, rules, { ...options, ...more });
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const buys = (...days: number[]): PurchaseDay[] => days.map((on) => ({ day: on, orders: 1, value: 1000 }));
const history = fc
  .uniqueArray(fc.integer({ min: day('2025-12-01'), max: TODAY }), { minLength: 1, maxLength: 8 })
  .map((days) =>
    days.toSorted((a, b) => a - b).map((on): PurchaseDay => ({ day: on, orders: 1, value: 1000 + (on % 7) * 500 })),
  );
const file = fc.array(history, { minLength: 1, maxLength: 25 });

describe('a rehearsal', () => {
  it('says nothing of a month that it learnt after it: what is altered later changes only what happened', () => {
    const cut = day('2026-03-31');
    fc.assert(
      fc.property(file, file, (people, others) => {
        const altered = people.map((days, index) => [
          ...days.filter((one) => one.day <= cut),
          ...(others[index % others.length] ?? []).filter((one) => one.day > cut),
        ]);
        // People who only ever bought later are on file too, before anybody knew of them.
        const foretold = (days: PurchaseDay[][]) =>
          run(columnsOf(days), DEFAULT_RULES)
            .months.filter(({ month }) => month <= '2026-03')
            .map(({ month, customers, tiers, up, down, alarms }) => {
              const sizes = Object.values(tiers).map(({ n }) => n);
              return { month, customers, sizes, up, down, raised: alarms.raised };
            });
        expect(foretold(altered)).toEqual(foretold(people));
        // What happened by then is altered neither.
        const settled = (days: PurchaseDay[][]) =>
          run(columnsOf(days), DEFAULT_RULES)
            .months.filter(({ month }) => month <= '2026-02')
            .map(({ tiers, auc }) => [tiers, auc]);
        expect(settled(altered)).toEqual(settled(people));
      }),
      { numRuns: 40 },
    );
  });

  it('tells of each whole month with a whole month after it who was in which tier and who then bought', () => {
    // By days since the last purchase alone: 0 days is 1, 60 or more is 0.
    const recent: ScoreRule = {
      id: 'recent',
      attribute: 'sinceDays',
      shape: {
        type: 'linear',
        points: [
          { at: 0, share: 1 },
          { at: 60, share: 0 },
        ],
      },
      points: 100,
    };
    const rules: RuleSet = {
      ...DEFAULT_RULES,
      rules: [recent],
      tiers: { ...DEFAULT_RULES.tiers, least: { A: 70, B: 50, C: 30 }, margin: 0 },
    };
    const people = [
      buys(day('2026-04-30'), day('2026-05-02'), day('2026-06-30')),
      buys(day('2026-04-01'), day('2026-06-15')),
      buys(day('2026-06-05')),
    ];
    const { months, withoutPast, sample } = run(columnsOf(people), rules);
    expect(months.map(({ month }) => month)).toEqual(['2026-04', '2026-05']);
    // End of April: 0 and 29 days, shares 1 and 31/60, mean 45.5/60: scores 74.2 and 25.8.
    expect(months[0]).toMatchObject({
      customers: 2,
      tiers: { A: { n: 1, bought: 1 }, B: { n: 0, bought: 0 }, C: { n: 0, bought: 0 }, D: { n: 1, bought: 0 } },
      ...{ up: 0, down: 0, auc: 1 },
    });
    // End of May: 29 and 60 days, shares 31/60 and 0: scores 75.8 and 24.2. In June both buy.
    expect(months[1]).toMatchObject({
      customers: 2,
      tiers: { A: { n: 1, bought: 1 }, D: { n: 1, bought: 1 } },
      up: 0,
      down: 0,
      auc: null,
    });
    expect([withoutPast, sample]).toEqual([[], undefined]);
  });

  it('counts alarms of a month, right when nobody came within the horizon, wrong when they did, open while it lasts', () => {
    // Three who bought every ten days and stopped in March; one came back in May, within the horizon, one after it.
    const steady = (...later: number[]) =>
      buys(...[0, 1, 2, 3, 4, 5, 6, 7].map((k) => day('2025-12-20') + 10 * k), ...later);
    const people = [steady(), steady(), steady(day('2026-05-10'))];
    const horizon = { horizonDays: 30 };
    const total = ({ months }: Rehearsal) =>
      months.reduce(
        (sum, { alarms }) => ({
          raised: sum.raised + alarms.raised,
          right: sum.right + alarms.right,
          wrong: sum.wrong + alarms.wrong,
        }),
        { raised: 0, right: 0, wrong: 0 },
      );
    const all = total(run(columnsOf(people), DEFAULT_RULES, horizon));
    expect(all.raised).toBeGreaterThanOrEqual(3);
    expect(all.right + all.wrong).toBeLessThanOrEqual(all.raised);
    expect(all.right).toBeGreaterThanOrEqual(2);
    // A horizon that nobody has lived through: none of them can be right yet.
    const open = total(run(columnsOf(people), DEFAULT_RULES, { horizonDays: 1000 }));
    expect([open.right, open.raised > 0]).toEqual([0, true]);
  });

  it('takes what has no past for unknown, and says so', () => {
    const tag: ScoreRule = {
      id: 'tag',
      attribute: 'tag',
      shape: { type: 'cases', cases: [{ when: { is: 'any-of', values: ['a'] }, share: 1 }], otherwise: 0 },
      points: 90,
    };
    const people = [buys(day('2026-03-01'), day('2026-04-10')), buys(day('2026-03-05'))];
    const plain = run(columnsOf(people), DEFAULT_RULES);
    const tagged = run(columnsOf(people), { ...DEFAULT_RULES, rules: [...DEFAULT_RULES.rules, tag] });
    expect(tagged.months).toEqual(plain.months);
    expect(plain.withoutPast).toEqual(['satisfaction', 'refundShare']);
    expect(tagged.withoutPast).toEqual(['satisfaction', 'refundShare', 'tag']);
  });

  it('thins a large file, and says how far', () => {
    const people = Array.from({ length: 300 }, (_, i) =>
      buys(day('2026-01-01') + (i % 90), day('2026-04-01') + (i % 60)),
    );
    const { sample, months } = run(columnsOf(people), DEFAULT_RULES, { mostCustomers: 100 });
    expect(sample).toEqual({ customers: 100, of: 300 });
    expect(months.at(-1)?.customers).toBe(100);
  });

  it('of no purchases, or of this month alone, is empty', () => {
    expect(run(columnsOf([[], []]), DEFAULT_RULES).months).toEqual([]);
    expect(run(columnsOf([buys(TODAY - 3)]), DEFAULT_RULES).months).toEqual([]);
    // Money given back is no purchase.
    expect(run(columnsOf([[{ day: day('2026-01-05'), orders: 0, value: -500 }]]), DEFAULT_RULES).months).toEqual([]);
  });

  it('gives way often, with how much is done never less than before', () => {
    const people = Array.from({ length: 40 }, (_, i) => buys(day('2026-01-01') + i, day('2026-04-01') + i));
    const told = [...rehearse(columnsOf(people), DEFAULT_RULES, options)];
    expect(told.length).toBeGreaterThan(20);
    expect(told.map(({ done }) => done)).toEqual(told.map(({ done }) => done).toSorted((a, b) => a - b));
    expect(told.at(-1)).toEqual({ done: 5, total: 5 });
  });
});

describe('past months', () => {
  it('end where the calendar says, leap years too, and are over', () => {
    expect(pastMonths(day('2024-01-15'), day('2024-04-29'), 12)).toEqual([
      { month: '2024-01', lastDay: day('2024-01-31'), nextLastDay: day('2024-02-29') },
      { month: '2024-02', lastDay: day('2024-02-29'), nextLastDay: day('2024-03-31') },
    ]);
    expect(pastMonths(day('2023-11-30'), day('2024-01-31'), 1).map(({ month }) => month)).toEqual(['2023-12']);
  });
});

describe('a sample', () => {
  it('is the same in every run, keeps each customer whole and in order, and is spread over the file', () => {
    const people = Array.from({ length: 1000 }, (_, i) => buys(i, i + 2000));
    const some = sampleOf(columnsOf(people), 200);
    expect(some).toEqual(sampleOf(columnsOf(people), 200));
    const firsts = Array.from({ length: 200 }, (_, i) => some.day[some.start[i] as number] as number);
    expect(firsts).toEqual([...new Set(firsts)].toSorted((a, b) => a - b));
    expect(Array.from({ length: 200 }, (_, i) => some.day[(some.start[i] as number) + 1])).toEqual(
      firsts.map((on) => on + 2000),
    );
    const quarters = [0, 1, 2, 3].map((k) => firsts.filter((on) => Math.floor(on / 250) === k).length);
    expect(Math.min(...quarters)).toBeGreaterThan(30);
    expect(sampleOf(columnsOf(people), 1000)).toEqual(columnsOf(people));
  });
});
