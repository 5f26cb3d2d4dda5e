import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import type { CustomerId } from '../../lib/domain/ids.ts';
import type { Rehearsal } from '../../lib/domain/rules-outcome.ts';
import type { RuleSet } from '../../lib/domain/score.ts';
import type { NewCustomer } from '../../lib/messaging/contract.ts';
import type { Today } from '../../lib/messaging/score-work.ts';
import { DEFAULT_RULES } from '../../lib/scoring/rules/default-rules.ts';
import { newAction } from '../storage/open-test-store.ts';
import { openApp, type TestApp } from './open-app.ts';

const DAY = 86_400_000;
const WEEK = 7;

/** Buyers once a week, every other of whom left long ago: even twelve of them tell leaving from waiting. */
const weekly = (
  now: number,
  count: number,
  { from = 0, weeks = 12, silence = (nth: number) => 2 + (nth % 30) } = {},
): NewCustomer[] =>
  Array.from({ length: count }, (_, nth) => ({
    name: `Buyer ${from + nth}`,
    orders: Array.from({ length: weeks }, (_order, week) => ({
      ...{ number: `W-${from + nth}-${week}`, shop: 'shop.example', status: 'paid' as const },
      placedAt: now - ((nth % 2 === 0 ? 298 : 0) + silence(nth) + week * WEEK) * DAY,
      ...{ currency: 'CNY', totalMinor: 4000 + nth },
    })),
  }));

/** Rules that ask for the chance of an order and for nothing else. */
const BY_CHANCE: RuleSet = { ...DEFAULT_RULES, rules: DEFAULT_RULES.rules.filter(({ id }) => id === 'buy') };

const listOf = async (test: TestApp, is: 'known' | 'unknown') =>
  (
    await test.call('customers.list', {
      ...{ sort: 'name', descending: false, filter: '', offset: 0, limit: 100 },
      where: [{ attribute: 'pBuy', is }],
    })
  ).total;

async function removeOrder(test: TestApp, customerId: CustomerId): Promise<void> {
  const [order] = await test.call('orders.list', { customerId, limit: 1 });
  if (!order) throw new Error('no order');
  await test.call('orders.remove', { actionId: newAction(), orderId: order.id });
}

/** What everybody who tells of chances says, one after the other. */
async function toldOf(test: TestApp, customerId: CustomerId, first: 'today' | 'filter') {
  // A list that is being scored anew is told of it, and asked again.
  if (first === 'filter') await listOf(test, 'known');
  const today: Today = JSON.parse(await test.call('score.today', {}));
  const { churn, n } = await test.call('score.outlook', { customerId });
  const receipt = await test.call('score.get', { customerId });
  const preview = JSON.parse(await test.call('score.preview', { rules: BY_CHANCE }));
  return {
    today: [today.totals.buyers, today.few === undefined, today.contactFirst.some((row) => row.churn !== undefined)],
    panel: [n.customers, typeof churn === 'number'],
    receipt: [receipt.type, receipt.type === 'scored' && !receipt.missing.includes('pBuy')],
    preview: preview.rules[0].known,
    filter: await listOf(test, 'known'),
  };
}
const told = (buyers: number, isKnown: boolean): Awaited<ReturnType<typeof toldOf>> => ({
  today: [buyers, isKnown, isKnown],
  panel: [buyers, isKnown],
  receipt: ['scored', isKnown],
  preview: isKnown ? buyers : 0,
  filter: isKnown ? buyers : 0,
});

describe('the chance of an order', () => {
  it.each([
    [12, false],
    [40, true],
  ])(
    'of %i buyers, some of whom have clearly left, is known to filters, rules and the panel alike: %s',
    async (buyers, isKnown) => {
      const test = await openApp();
      const [, customerId] = await test.file(...weekly(test.time.now, buyers));
      if (!customerId) throw new Error('nobody');
      const report = JSON.parse(await test.call('score.models', {}));
      expect(report).toMatchObject({ purchasers: buyers, identification: { verdict: 'churn-seen' } });

      expect([await listOf(test, 'known'), await listOf(test, 'unknown')]).toEqual(isKnown ? [buyers, 0] : [0, buyers]);
      const receipt = await test.call('score.get', { customerId });
      if (receipt.type !== 'scored') throw new Error('no score');
      expect(receipt.missing.includes('pBuy')).toBe(!isKnown);
      expect(receipt.parts.some(({ attribute, points }) => attribute === 'pBuy' && points !== 0)).toBe(isKnown);
      const { churn, next } = await test.call('score.outlook', { customerId });
      if (isKnown) expect(churn).toBeTypeOf('number');
      else expect([churn, next]).toEqual(['few-customers', 'few-customers']);
      const preview = JSON.parse(await test.call('score.preview', { rules: BY_CHANCE }));
      expect(preview.rules).toMatchObject([{ ruleId: 'buy', known: isKnown ? buyers : 0 }]);

      // Somebody who changes is scored alone, and found as everybody is.
      await removeOrder(test, customerId);
      expect([await listOf(test, 'known'), await listOf(test, 'unknown')]).toEqual(isKnown ? [buyers, 0] : [0, buyers]);
    },
  );

  it.each([
    [12, false],
    [40, true],
  ])('of %i buyers decides over whom to contact first: %s', async (buyers, isKnown) => {
    const test = await openApp();
    await test.file(...weekly(test.time.now, buyers, { silence: (nth) => 5 + 2 * (nth % 12) }));
    const report = JSON.parse(await test.call('score.models', {}));
    expect(report).toMatchObject({ purchasers: buyers, identification: { verdict: 'churn-seen' } });
    const { contactFirst, alarms, silent, order }: Today = JSON.parse(await test.call('score.today', {}));
    const rows = [...contactFirst, ...alarms, ...silent];
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.some((row) => row.churn !== undefined)).toBe(isKnown);
    expect([contactFirst.length > 0, order === 'loss']).toEqual([true, isKnown]);
    // Without the chance nobody is thought of before they are at risk by the clock.
    expect(contactFirst.every(({ stage }) => stage === 'at-risk' || stage === 'churned')).toBe(!isKnown);
  });

  it('of twelve buyers alarms nobody before they are at risk by the clock', async () => {
    const test = await openApp();
    // Four regulars left long ago and six bought once; two regulars are quiet, and loyal by the clock.
    const ages = (nth: number) => {
      const silence = nth < 4 ? 300 + nth * 9 : nth < 6 ? 14 + nth : 200 + nth * 10;
      return Array.from({ length: nth < 6 ? 5 : 1 }, (_, week) => silence + week * WEEK);
    };
    const buyers = Array.from({ length: 12 }, (_, nth) => ({
      name: `Buyer ${nth}`,
      orders: ages(nth).map((ago) => ({
        ...{ number: `A-${nth}-${ago}`, shop: 'shop.example', status: 'paid' as const },
        ...{ placedAt: test.time.now - ago * DAY, currency: 'CNY', totalMinor: 5000 },
      })),
    }));
    await test.file(...buyers);
    const report = JSON.parse(await test.call('score.models', {}));
    expect(report).toMatchObject({ purchasers: 12, identification: { verdict: 'churn-seen' } });
    const today: Today = JSON.parse(await test.call('score.today', {}));
    expect([today.totals.buyers, today.totals.atRisk, today.order]).toEqual([12, 0, 'clock']);
    expect(today.alarms).toEqual([]);
  });

  it.each(['today', 'filter'] as const)(
    'becomes known to all at once with the thirtieth buyer and unknown without them, whoever asks first: %s',
    async (first) => {
      const test = await openApp();
      const [, anybody] = await test.file(...weekly(test.time.now, 29));
      if (!anybody) throw new Error('nobody');
      expect(await toldOf(test, anybody, first)).toEqual(told(29, false));
      // Of several hundred purchases one more is next to nothing.
      const [last] = await test.file(...weekly(test.time.now, 1, { from: 29, weeks: 1 }));
      if (!last) throw new Error('nobody');
      expect(await toldOf(test, anybody, first)).toEqual(told(30, true));
      await removeOrder(test, last);
      expect(await toldOf(test, anybody, first)).toEqual(told(29, false));
    },
  );

  it('counts in a rehearsal from the month on by whose end thirty had bought, whatever came later', async () => {
    const test = await openApp();
    const now = test.time.now;
    // Ten buy from ten months ago on, thirty more only lately: before that no month may know of thirty.
    const old = weekly(now - 120 * DAY, 10);
    await test.file(...old, ...weekly(now, 30, { from: 10, weeks: 6 }).map((one, nth) => (nth % 2 ? one : later(one))));
    const { months }: Rehearsal = JSON.parse(await test.call('score.rehearse', { rules: BY_CHANCE }));
    const isSplit = ({ tiers }: Rehearsal['months'][number]) =>
      Object.values(tiers).filter(({ n }) => n > 0).length > 1;
    const few = months.filter(({ customers }) => customers < 30);
    const many = months.filter(({ customers }) => customers >= 30);
    expect([few.length > 3, many.length > 0]).toEqual([true, true]);
    // Nothing is known of anybody, so all have what everybody begins with.
    expect(few.filter(isSplit)).toEqual([]);
    expect(many.some(isSplit)).toBe(true);
  });
});

/** The same buyer, whose last purchase is not so long ago. */
const later = (one: NewCustomer): NewCustomer => ({
  ...one,
  orders: one.orders?.map((order) => ({ ...order, placedAt: order.placedAt + 260 * DAY })) as never,
});
