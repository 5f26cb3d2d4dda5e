import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import type { CustomerId } from '../../lib/domain/ids.ts';
import type { NewCustomer } from '../../lib/messaging/contract.ts';
import type { ModelReport, Overview, Today } from '../../lib/messaging/score-work.ts';
import { SHOP_SIZES, shopOf } from '../fixtures/scoring/shops.ts';
import { newAction } from '../storage/open-test-store.ts';
import { openApp, type TestApp } from './open-app.ts';

const DAY = 86_400_000;
const NOW = 1_790_000_000_000;

const todayOf = async (test: TestApp): Promise<Today> => JSON.parse(await test.call('score.today', {}));
const overviewOf = async (test: TestApp): Promise<Overview> => JSON.parse(await test.call('score.overview', {}));
const modelsOf = async (test: TestApp): Promise<ModelReport> => JSON.parse(await test.call('score.models', {}));

/** Orders so many days ago; amounts in yuan, nothing where none is given. */
const bought = (days: readonly number[], yuan?: number): NonNullable<NewCustomer['orders']> =>
  // Orders that a page showed need not name an amount.
  days.map(
    (ago, nth): never =>
      ({
        ...{ number: `T-${ago}-${nth}-${yuan}`, placedAt: NOW - ago * DAY, status: 'paid' as const },
        ...(yuan === undefined ? {} : { currency: 'CNY', totalMinor: yuan * 100 }),
      }) as never,
  );

describe('Today', () => {
  it('of a shop that everybody has left says how many, and who left last first', async () => {
    const test = await openApp();
    await test.file(
      { name: 'Long gone', orders: bought([900, 930]) },
      { name: 'Left last', orders: bought([300, 330, 360]) },
      { name: 'Gone too', orders: bought([500]) },
    );
    const today = await todayOf(test);
    expect(today.order).toBe('gone');
    expect(today.contactFirst.map(({ name }) => name)).toEqual(['Left last', 'Gone too', 'Long gone']);
    expect(today.totals).toMatchObject({ buyers: 3, churned: 3, atRisk: 0, contactFirst: 3, silent: 0 });
  });

  it('tells of no tier moves when the first customers come into an empty file', async () => {
    const test = await openApp();
    const tiers = async () => {
      const all = { sort: 'name', descending: false, filter: '', offset: 0, limit: 50 } as const;
      return (await test.call('customers.list', all)).rows.map(({ tier }) => tier);
    };
    // Nobody is compared with nobody: the scores of an empty file are on file.
    await test.call('score.today', {});
    expect(await tiers()).toEqual([]);
    await test.file(
      ...Array.from({ length: 12 }, (_, nth) => ({
        name: `Buyer ${nth}`,
        orders: bought(
          Array.from({ length: 1 + (nth % 5) }, (_one, order) => 5 + nth * 9 + order * 30),
          100 + 400 * (nth % 4),
        ),
      })),
    );
    expect(new Set(await tiers()).size).toBeGreaterThan(1);
    expect((await todayOf(test)).moves).toEqual([]);
  });

  it('without any amount goes by how far each is past their own rhythm', async () => {
    const test = await openApp();
    await test.file(
      { name: 'In rhythm', orders: bought([10, 40, 70]) },
      { name: 'A little late', orders: bought([95]) },
      { name: 'Later', orders: bought([180]) },
    );
    const today = await todayOf(test);
    expect(today.order).toBe('rhythm');
    expect(today.contactFirst.map(({ name }) => name)).toEqual(['Later', 'A little late']);
    for (const { sinceDays, riskDays, expectedLoss } of today.contactFirst) {
      expect(sinceDays).toBeGreaterThan(riskDays ?? Number.POSITIVE_INFINITY);
      expect(expectedLoss).toBeUndefined();
    }
    expect(today.totals).toMatchObject({ buyers: 3, atRisk: 2, churned: 0 });
  });

  it('goes by what a year in their rhythm brings where nothing is told of churn, and says no amount of few', async () => {
    const test = await openApp();
    await test.file(
      { name: 'Small', orders: bought([180], 20) },
      { name: 'Large', orders: bought([180], 900) },
      { name: 'In rhythm', orders: bought([3], 5000) },
    );
    const today = await todayOf(test);
    expect(today.order).toBe('clock');
    expect(today.contactFirst.map(({ name }) => name)).toEqual(['Large', 'Small']);
    expect(
      today.contactFirst.every(({ expectedLoss, churn }) => expectedLoss === undefined && churn === undefined),
    ).toBe(true);
  });

  it('calls who has no name by what else is known of them', async () => {
    const test = await openApp();
    await test.file(
      { company: 'Tea House Ltd', orders: bought([180, 190]) },
      { emails: ['ann@buyer.example'], orders: bought([179, 189]) },
      { phones: ['+8613800138000'], orders: bought([178, 188]) },
      {
        orders: [
          { ...bought([177])[0], number: 'A-77' },
          { ...bought([187])[0], number: 'A-66' },
        ] as never,
      },
    );
    const { contactFirst } = await todayOf(test);
    const called = contactFirst.map(({ name, order }) => name || order).sort();
    expect(called).toEqual(['+8613800138000', 'A-77', 'Tea House Ltd', 'ann@buyer.example'].sort());
  });

  it('of customers whose orders are no purchases has nobody, and says so', async () => {
    const test = await openApp();
    await test.file({ name: 'Cancelled', orders: [{ ...bought([5], 10)[0], status: 'cancelled' }] as never });
    expect(await todayOf(test)).toMatchObject({ order: 'nobody', contactFirst: [], totals: { buyers: 0 } });
  });

  it.each(SHOP_SIZES)(
    'of a shop of %i is whole: every number is a number, and nobody is listed twice',
    async (size) => {
      const test = await openApp();
      await test.file(...shopOf(size, NOW));
      const today = await todayOf(test);
      const { kpis, ...overview } = await overviewOf(test);
      // What is no number becomes null on its way through JSON.
      expect(JSON.stringify([today, overview, await modelsOf(test)])).not.toContain(':null');
      for (const { name, value, n } of kpis) expect([name, value === null]).toEqual([name, n === 0]);
      const { atRisk, churned, buyers, contactFirst } = today.totals;
      expect(atRisk + churned).toBeLessThanOrEqual(buyers);
      expect(new Set(today.contactFirst.map(({ customerId }) => customerId)).size).toBe(Math.min(50, contactFirst));
    },
  );
});

describe('figures of the shop', () => {
  it('say on how many orders and customers the means of money rest', async () => {
    const test = await openApp();
    await test.file({ name: 'A', orders: bought([5, 15], 100) }, { name: 'B', orders: bought([6]) });
    const { kpis } = await overviewOf(test);
    const kpi = (name: string) => kpis.find((one) => one.name === name);
    expect(kpi('average-order')).toEqual({ name: 'average-order', value: 10_000, n: 2 });
    expect(kpi('revenue-each')).toEqual({ name: 'revenue-each', value: 20_000, n: 1 });
    expect(kpi('purchases-each')).toEqual({ name: 'purchases-each', value: 1.5, n: 2 });
  });

  it('count as sent by others whoever the chosen field says so of, and know nothing without one', async () => {
    const test = await openApp();
    const [first, second, , never] = await test.file(
      { name: 'A', orders: bought([5, 15], 100) },
      { name: 'B', orders: bought([6], 100) },
      { name: 'C', orders: bought([7], 100) },
      { name: 'Not yet' },
    );
    const rate = async () => (await overviewOf(test)).kpis.find(({ name }) => name === 'referral-rate');
    const nothing = { name: 'referral-rate', value: null, n: 0 };
    expect(await rate()).toEqual(nothing);
    const { fieldId } = await test.call('fields.add', { actionId: newAction(), name: 'Sent by', kind: 'text' });
    const choose = (referralField: string | null) =>
      test.call('settings.set', { actionId: newAction(), settings: { referralField } });
    await choose(fieldId);
    // A field that says nothing of anybody: not known, which is not none.
    expect(await rate()).toEqual(nothing);
    for (const customerId of [first, never] as CustomerId[])
      await test.call('fields.set', { actionId: newAction(), customerId, fieldId, value: 'A friend' });
    expect(await rate()).toEqual({ name: 'referral-rate', value: 1 / 3, n: 3 });
    await test.call('fields.set', {
      actionId: newAction(),
      customerId: second as CustomerId,
      fieldId,
      value: 'Her sister',
    });
    expect(await rate()).toEqual({ name: 'referral-rate', value: 2 / 3, n: 3 });
    await choose(null);
    expect(await rate()).toEqual(nothing);
  });

  it('leave the month that is not over out of who comes back', async () => {
    const test = await openApp();
    test.time.now = Date.UTC(2026, 8, 10, 12);
    const at = (month: number, day: number) => Date.UTC(2026, month - 1, day, 12);
    const order = (placedAt: number) => ({
      ...{ number: `N-${placedAt}`, placedAt, status: 'paid' as const },
      ...{ currency: 'CNY', totalMinor: 100 },
    });
    await test.file(
      { name: 'A', orders: [at(6, 5), at(7, 5), at(9, 2)].map(order) },
      { name: 'B', orders: [at(6, 8)].map(order) },
      { name: 'C', orders: [at(8, 8)].map(order) },
    );
    const open = await overviewOf(test);
    expect(open.isMonthOpen).toBe(true);
    expect(open.cohorts.map(({ month, kept }) => [month, kept])).toEqual([
      ['2026-06', [0.5, 0]],
      ['2026-08', []],
    ]);
    test.time.now = Date.UTC(2026, 8, 30, 12);
    const over = await overviewOf(test);
    expect(over.isMonthOpen).toBe(false);
    expect(over.cohorts.map(({ kept }) => kept)).toEqual([[0.5, 0, 0.5], [0]]);
  });

  it('take a currency without a rate for purchases of unknown amount, say so, and know them once there is one', async () => {
    const test = await openApp();
    const inEuro = (days: readonly number[]) => bought(days, 50).map((one) => ({ ...one, currency: 'EUR' }) as never);
    await test.file({ name: 'At home', orders: bought([5, 35, 65], 100) }, { name: 'Abroad', orders: inEuro([6, 36]) });
    await test.call('settings.set', { actionId: newAction(), settings: { baseCurrency: 'CNY' } });
    const warned = async () =>
      (await modelsOf(test)).warnings.filter(({ type }) => type === 'currency-without-rate' || type === 'unpriced');
    const kpi = async (name: string) => (await overviewOf(test)).kpis.find((one) => one.name === name);
    expect(await warned()).toEqual([
      { type: 'currency-without-rate', count: 2, about: 'EUR' },
      { type: 'unpriced', count: 2 },
    ]);
    expect(await kpi('average-order')).toMatchObject({ value: 10_000, n: 3 });
    expect(await kpi('purchases-each')).toMatchObject({ value: 2.5, n: 2 });
    const classes = async () => (await overviewOf(test)).pareto.classes.reduce((sum, { n }) => sum + n, 0);
    expect(await classes()).toBe(1);
    await test.call('settings.set', { actionId: newAction(), settings: { rates: { EUR: 8 } } });
    expect(await warned()).toEqual([]);
    expect(await kpi('average-order')).toMatchObject({ value: (3 * 10_000 + 2 * 40_000) / 5, n: 5 });
    expect(await classes()).toBe(2);
  });

  it('count an order without a date once, however often its customer changes', async () => {
    const test = await openApp();
    const [id] = await test.file({
      name: 'A',
      orders: [{ number: 'N-1', status: 'paid' }, ...bought([5], 10)] as never,
    });
    const undated = async () => (await modelsOf(test)).warnings.find(({ type }) => type === 'undated')?.count;
    expect(await undated()).toBe(1);
    for (const name of ['B', 'C']) {
      await test.call('customers.update', {
        actionId: newAction(),
        customerId: id as CustomerId,
        field: 'name',
        value: name,
      });
      expect(await undated()).toBe(1);
    }
  });
});
