import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FilterNode } from '../../lib/domain/filter.ts';
import type { RuleSet } from '../../lib/domain/score.ts';
import type { NewCustomer } from '../../lib/messaging/contract.ts';
import { DEFAULT_RULES } from '../../lib/scoring/rules/default-rules.ts';
import { newAction } from '../storage/open-test-store.ts';
import { openApp } from './open-app.ts';

const DAY = 86_400_000;
type Orders = NonNullable<NewCustomer['orders']>;
const NEW_SEGMENT = { sort: 'name', descending: false } as const;

/** What a segment can ask of somebody's orders, as they are summed up. */
const ASKED: readonly (readonly [string, FilterNode])[] = [
  ['Often', { attribute: 'orders', is: 'between', from: 3 }],
  ['Much', { attribute: 'net:CNY', is: 'between', from: 60_000 }],
  ['Lately', { attribute: 'lastPurchase', is: 'in-last', days: 60 }],
  ['Long known', { attribute: 'firstPurchase', is: 'before-last', days: 200 }],
  ['Abroad', { attribute: 'currency', is: 'any-of', values: ['USD'] }],
];

/** Points for whoever is in one of some segments, a rule each. */
const rulesFor = (ids: readonly string[]): RuleSet => ({
  ...DEFAULT_RULES,
  rules: [
    ...DEFAULT_RULES.rules,
    ...ids.map((id, nth): RuleSet['rules'][number] => ({
      ...{ id: `in-${nth}`, attribute: 'segment', points: 9 },
      shape: { type: 'cases', cases: [{ when: { is: 'any-of', values: [id] }, share: 1 }], otherwise: 0 },
    })),
  ],
});

const past = (now: number, index: number): Orders =>
  Array.from({ length: 1 + (index % 5) }, (_, nth) => ({
    number: `P-${index}-${nth}`,
    placedAt: now - (5 + ((index * 37 + nth * 53) % 400)) * DAY,
    currency: 'CNY',
    totalMinor: 5000 + ((index * 7919) % 40_000),
  }));

/** What is dated after today, of whom: nothing of it has happened. */
const anyFuture = fc.array(
  fc.record({
    whose: fc.nat(29),
    days: fc.integer({ min: 1, max: 700 }),
    status: fc.constantFrom('paid', 'refunded', 'cancelled', 'open'),
    currency: fc.constantFrom('CNY', 'USD'),
    totalMinor: fc.integer({ min: -90_000, max: 900_000 }),
    refundedMinor: fc.option(fc.nat(90_000), { nil: undefined }),
  }),
  { minLength: 1, maxLength: 25 },
);
type Future = typeof anyFuture extends fc.Arbitrary<infer F> ? F : never;

/** Everybody's score with what each rule gave, as it is worked out of the whole file, and of each of them alone. */
async function scoresWith(future: Future) {
  const test = await openApp();
  const segments: string[] = [];
  for (const [name, condition] of ASKED)
    segments.push(
      (
        await test.call('filters.save', {
          ...{ actionId: newAction(), name, filter: { text: '', where: [condition] } },
          ...NEW_SEGMENT,
        })
      ).id,
    );
  await test.call('rules.save', { actionId: newAction(), rules: rulesFor(segments) });
  const ids = await test.file(
    ...Array.from({ length: 30 }, (_, index) => ({
      name: `Customer ${index}`,
      orders: [
        ...past(test.time.now, index),
        ...future.flatMap(({ whose, days, refundedMinor, ...order }, nth) =>
          whose === index
            ? [
                {
                  ...order,
                  ...(refundedMinor === undefined ? {} : { refundedMinor }),
                  ...{ number: `F-${nth}`, placedAt: test.time.now + days * DAY },
                },
              ]
            : [],
        ),
      ] as Orders,
    })),
  );
  const rows: { id: string; score: number; tier: string }[] = JSON.parse(
    (await test.call('score.rows', { from: 0, limit: 100 })).rows,
  );
  const together = new Map(rows.map(({ id, score, tier }) => [id, [score, tier]]));
  const alone = await Promise.all(ids.map((customerId) => test.call('score.get', { customerId })));
  return ids.map((id, index) => {
    const receipt = alone[index];
    if (receipt?.type !== 'scored') throw new Error('somebody has no score');
    expect([receipt.score, receipt.tier]).toEqual(together.get(id));
    return receipt.parts.filter(({ attribute }) => attribute === 'segment').map(({ ruleId, share }) => [ruleId, share]);
  });
}

describe('a segment that rules ask for', () => {
  it('knows nothing of what is dated after the day that the scores are of, whoever has it and whatever it is', async () => {
    const known = await scoresWith([]);
    // Each of them is of some and not of others; nobody bought abroad yet.
    for (const [nth, [name]] of ASKED.entries()) {
      const shares = known.map((parts) => parts.find(([ruleId]) => ruleId === `in-${nth}`)?.[1]);
      expect([name, [...new Set(shares)].sort()]).toEqual([name, name === 'Abroad' ? [0] : [0, 1]]);
    }
    await fc.assert(
      fc.asyncProperty(anyFuture, async (future) => {
        expect(await scoresWith(future)).toEqual(known);
      }),
      { numRuns: 12 },
    );
  });
});
