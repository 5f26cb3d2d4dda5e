import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
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
const weekly = (now: number, count: number, { from = 0, weeks = 12 } = {}): NewCustomer[] =>
  Array.from({ length: count }, (_, nth) => ({
    name: `Buyer ${from + nth}`,
    orders: Array.from({ length: weeks }, (_order, week) => ({
      ...{ number: `W-${from + nth}-${week}`, shop: 'shop.example', status: 'paid' as const },
      placedAt: now - ((nth % 2 === 0 ? 300 : 2) + (nth % 30) + week * WEEK) * DAY,
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
      const today: Today = JSON.parse(await test.call('score.today', {}));
      const rows = [...today.contactFirst, ...today.alarms, ...today.silent];
      expect(rows.some((row) => row.churn !== undefined)).toBe(isKnown && rows.length > 0);
      const preview = JSON.parse(await test.call('score.preview', { rules: BY_CHANCE }));
      expect(preview.rules).toMatchObject([{ ruleId: 'buy', known: isKnown ? buyers : 0 }]);
    },
  );

  it('becomes known when everybody is scored with the thirtieth buyer, and of who is scored alone after it', async () => {
    const test = await openApp();
    await test.file(...weekly(test.time.now, 29));
    expect(await listOf(test, 'known')).toBe(0);
    const [last] = await test.file(...weekly(test.time.now, 1, { from: 29 }));
    test.time.now += DAY;
    // Whoever looks first on a day has everybody scored as of it.
    await listOf(test, 'unknown');
    expect(await listOf(test, 'known')).toBe(30);
    if (!last) throw new Error('nobody');
    const [before] = await test.call('orders.list', { customerId: last, limit: 1 });
    if (!before) throw new Error('no order');
    await test.call('orders.remove', { actionId: newAction(), orderId: before.id });
    const receipt = await test.call('score.get', { customerId: last });
    expect(receipt.type === 'scored' && receipt.missing.includes('pBuy')).toBe(false);
  });

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
