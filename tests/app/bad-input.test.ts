import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import type { CustomerId } from '../../lib/domain/ids.ts';
import { TIERS } from '../../lib/domain/receipt.ts';
import type { ImportOptions, NewCustomer } from '../../lib/messaging/contract.ts';
import type { ModelReport, Overview, ScoreRow, Today } from '../../lib/messaging/score-work.ts';
import type { ImportRow } from '../../lib/transfer/import-row.ts';
import { newAction } from '../storage/open-test-store.ts';
import { openApp, type TestApp } from './open-app.ts';
import { packed } from './packed.ts';

const DAY = 86_400_000;
const NOW = 1_790_000_000_000;
type Orders = NonNullable<NewCustomer['orders']>;
type Order = Partial<Orders[number]>;

const todayOf = async (test: TestApp): Promise<Today> => JSON.parse(await test.call('score.today', {}));
const overviewOf = async (test: TestApp): Promise<Overview> => JSON.parse(await test.call('score.overview', {}));
const modelsOf = async (test: TestApp): Promise<ModelReport> => JSON.parse(await test.call('score.models', {}));
const rowsOf = async (test: TestApp): Promise<ScoreRow[]> =>
  JSON.parse((await test.call('score.rows', { from: 0, limit: 5000 })).rows);
const rowOf = async (test: TestApp, id: CustomerId | undefined): Promise<ScoreRow | undefined> =>
  (await rowsOf(test)).find((row) => row.id === id);
const kpiOf = async (test: TestApp, name: string) => (await overviewOf(test)).kpis.find((kpi) => kpi.name === name);
const warned = async (test: TestApp) =>
  Object.fromEntries((await modelsOf(test)).warnings.map(({ type, count }) => [type, count]));
const outlookOf = (test: TestApp, id: CustomerId | undefined) =>
  test.call('score.outlook', { customerId: id as CustomerId });

let numbered = 0;
const order = (agoDays: number, yuan: number, more: Order = {}): Orders[number] => {
  numbered += 1;
  const placedAt = Math.round(NOW - agoDays * DAY);
  const plain = { number: `B-${numbered}`, placedAt, status: 'paid' as const, currency: 'CNY' };
  return { ...plain, totalMinor: yuan * 100, ...more };
};
const bought = (days: readonly number[], yuan: number): Orders => days.map((ago) => order(ago, yuan));

/** Everything that the screens are made of, as it comes: what is no number would be null in it. */
async function everythingOf(test: TestApp): Promise<string> {
  const { kpis, pareto, ...overview } = await overviewOf(test);
  const { gini, ...curve } = pareto;
  for (const { name, value, n } of kpis) expect([name, value === null]).toEqual([name, n === 0]);
  return JSON.stringify([await todayOf(test), overview, curve, await modelsOf(test), await rowsOf(test)]);
}

/** Numbers that look like chance and are the same every time (Lehmer's generator). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Some who come back and some who do not. */
function shop(size: number, seed = 7): NewCustomer[] {
  const roll = dice(seed);
  return Array.from({ length: size }, (_, nth) => {
    const [gap, since] = [20 + 50 * roll(), 200 * roll() ** 2];
    const days = Array.from({ length: 1 + Math.floor(6 * roll()) }, (_one, k) => Math.round(since + k * gap));
    return { name: `Customer ${nth}`, orders: bought(days, 40 + Math.round(200 * roll())) };
  });
}

describe('bad input, through the whole path', () => {
  it('no orders: nobody is scored, and that is why', async () => {
    const test = await openApp();
    const [id] = await test.file({ name: 'Only a name' }, { name: 'Another' });
    expect(await test.call('score.get', { customerId: id as CustomerId })).toEqual({ type: 'no-orders' });
    expect(await outlookOf(test, id)).toMatchObject({ stage: 'prospect', churn: 'no-orders', value: 'no-orders' });
    expect(await modelsOf(test)).toMatchObject({ customers: 2, purchasers: 0, identification: { verdict: 'too-few' } });
    expect((await overviewOf(test)).kpis.every(({ value }) => value === null)).toBe(true);
    expect(await everythingOf(test)).not.toContain('null');
  });

  it('one order: a stage, a score that is nobody’s rank, and no probability', async () => {
    const test = await openApp();
    const [id] = await test.file({ name: 'The first', orders: bought([2], 80) });
    const receipt = await test.call('score.get', { customerId: id as CustomerId });
    expect(receipt).toMatchObject({ type: 'scored', comparedWith: 1 });
    const few = { churn: 'few-customers', next: 'few-customers', value: 'few-customers' };
    expect(await outlookOf(test, id)).toMatchObject({ stage: 'new', sinceDays: 2, ...few });
    expect(await kpiOf(test, 'repeat-rate')).toEqual({ name: 'repeat-rate', value: 0, n: 1 });
    expect(await everythingOf(test)).not.toContain('null');
  });

  it.each([0, 45, 800])('everybody bought on one day, %i days ago: all are judged alike', async (ago) => {
    const test = await openApp();
    const ids = await test.file(
      ...Array.from({ length: 40 }, (_, nth) => ({ name: `One ${nth}`, orders: bought([ago], 90) })),
    );
    const rows = await rowsOf(test);
    const judged = rows.map(({ r, f, m, abc, stage, score, tier }) =>
      JSON.stringify([r, f, m, abc, stage, score, tier]),
    );
    expect(new Set(judged).size).toBe(1);
    // Who bought lately is not dormant for having company.
    expect(rows[0]?.group).toBe(ago < 90 ? 'promising' : 'dormant');
    expect(typeof (await outlookOf(test, ids[3]))?.churn).toBe('string');
    expect((await modelsOf(test)).identification.verdict).not.toBe('churn-seen');
    expect(await everythingOf(test)).not.toContain('null');
  });

  it('negative, zero and absurd amounts: no number is lost over them, and nobody else’s changes', async () => {
    const people = shop(60);
    const plain = await openApp();
    await plain.file(...people);
    const before = await rowsOf(plain);
    const odd = await openApp();
    const ids = await odd.file(
      ...people,
      { name: 'Credit notes only', orders: [order(9, -50)] },
      { name: 'Gifts', orders: [order(9, 0), order(30, 0)] },
      { name: 'Absurd', orders: [order(9, 1, { totalMinor: Number.MAX_SAFE_INTEGER }), order(40, 1)] },
    );
    const [credit, gifts, absurd] = ids.slice(-3);
    expect(await rowOf(odd, credit)).toMatchObject({ stage: 'prospect' });
    expect(await rowOf(odd, gifts)).toMatchObject({ x: 1, abc: 'C', m: 1 });
    expect(await rowOf(odd, absurd)).toMatchObject({ x: 1, abc: 'A', m: 5 });
    const after = new Map((await rowsOf(odd)).map((row) => [row.id, row]));
    const kept = people.map((_, nth) => after.get(ids[nth] as CustomerId));
    expect(kept.map((row) => [row?.x, row?.tx, row?.T, row?.stage])).toEqual(
      before.map(({ x, tx, T, stage }) => [x, tx, T, stage]),
    );
    for (const { score, clv12 = 0 } of after.values()) {
      expect(score === undefined || (score >= 0 && score <= 100)).toBe(true);
      expect(Number.isFinite(clv12)).toBe(true);
    }
    expect(await everythingOf(odd)).not.toContain('null');
  });

  it('orders from the future: told of, counted by nobody until their day', async () => {
    const test = await openApp();
    const [regular, early] = await test.file(
      { name: 'Regular', orders: [...bought([5, 35], 80), order(-20, 500)] },
      { name: 'Not yet', orders: [order(-3, 80)] },
    );
    expect(await warned(test)).toMatchObject({ future: 2 });
    expect(await rowOf(test, regular)).toMatchObject({ x: 1, tx: 30 / 7, T: 35 / 7 });
    expect(await rowOf(test, early)).toMatchObject({ stage: 'prospect' });
    expect(await kpiOf(test, 'average-order')).toMatchObject({ value: 8000, n: 2 });
    test.time.now = NOW + 4 * DAY;
    expect(await warned(test)).toMatchObject({ future: 1 });
    expect(await rowOf(test, early)).toMatchObject({ stage: 'new', x: 0 });
  });

  it('refunds: given back in full it is no purchase, in part it is one of what is left', async () => {
    const test = await openApp();
    const [full, part, word] = await test.file(
      { name: 'All of it', orders: [order(9, 100, { refundedMinor: 10_000 })] },
      { name: 'A part', orders: [order(9, 100, { refundedMinor: 4000 }), order(30, 100)] },
      { name: 'By the word', orders: [order(9, 100, { status: 'refunded' }), order(30, 100)] },
    );
    expect(await rowOf(test, full)).toMatchObject({ stage: 'prospect' });
    expect(await test.call('score.get', { customerId: full as CustomerId })).toEqual({ type: 'no-orders' });
    expect(await rowOf(test, part)).toMatchObject({ x: 1 });
    expect(await rowOf(test, word)).toMatchObject({ x: 0 });
    // 60 and 100 of the one, 100 of the other, over three orders.
    expect(await kpiOf(test, 'average-order')).toEqual({ name: 'average-order', value: 26_000 / 3, n: 3 });
  });

  it('a wholesaler with a third of the revenue: nobody else is judged by more than their place', async () => {
    const people = shop(99, 5);
    const plain = await openApp();
    await plain.file(...people);
    const without = await rowsOf(plain);
    const odd = await openApp();
    const spent = people.flatMap(({ orders = [] }) => orders).reduce((sum, { totalMinor }) => sum + totalMinor, 0);
    const ids = await odd.file(...people, { name: 'Wholesale', orders: bought([3, 33, 63], spent / 200 / 3) });
    const large = ids.at(-1);
    expect(await rowOf(odd, large)).toMatchObject({ abc: 'A', m: 5 });
    const { pareto } = await overviewOf(odd);
    expect(pareto.points[1]?.[1]).toBeGreaterThan(0.3);
    expect(pareto.points[1]?.[1]).toBeLessThan(0.36);
    const beside = new Map((await rowsOf(odd)).map((row) => [row.id, row]));
    without.forEach(({ tier = 'D', ...plainly }, nth) => {
      const row = beside.get(ids[nth] as CustomerId);
      expect(row?.stage).toBe(plainly.stage);
      for (const fifth of ['r', 'f', 'm'] as const)
        expect(Math.abs((row?.[fifth] ?? 0) - (plainly[fifth] ?? 0))).toBeLessThanOrEqual(1);
      expect(Math.abs(TIERS.indexOf(row?.tier ?? 'D') - TIERS.indexOf(tier))).toBeLessThanOrEqual(1);
    });
  });

  it('clocks: days of 23 and 25 hours are days, and those of the shop', async () => {
    const test = await openApp();
    test.time.now = Date.parse('2026-11-05T12:00:00Z');
    await test.call('settings.set', { actionId: newAction(), settings: { timeZone: 'Europe/Berlin' } });
    const at = (iso: string) => order(0, 50, { placedAt: Date.parse(iso) });
    const [back, forth, same] = await test.file(
      // From noon to noon while the clock is set back is 25 hours, and forth 23.
      { name: 'Back', orders: [at('2026-10-24T12:00:00+02:00'), at('2026-10-25T12:00:00+01:00')] },
      { name: 'Forth', orders: [at('2026-03-28T12:00:00+01:00'), at('2026-03-29T12:00:00+02:00')] },
      // A quarter past midnight and a quarter to it, 24.5 hours apart on one day.
      { name: 'One long day', orders: [at('2026-10-25T00:15:00+02:00'), at('2026-10-25T23:45:00+01:00')] },
    );
    expect(await rowOf(test, back)).toMatchObject({ x: 1, tx: 1 / 7, T: 12 / 7 });
    expect(await rowOf(test, forth)).toMatchObject({ x: 1, tx: 1 / 7 });
    expect(await rowOf(test, same)).toMatchObject({ x: 0, tx: 0, T: 11 / 7 });
    // In Shanghai the night of the long day has begun the next one.
    await test.call('settings.set', { actionId: newAction(), settings: { timeZone: 'Asia/Shanghai' } });
    expect(await rowOf(test, same)).toMatchObject({ x: 1, tx: 1 / 7 });
  });

  it('a history that is cut off: tells of how many the first purchase may not be the first, and keeps them apart', async () => {
    const test = await openApp();
    await test.file(
      { name: 'Seen at once', orders: bought([700, 300], 50) },
      { name: 'Seen soon', orders: bought([600], 50) },
      { name: 'Surely new', orders: bought([200, 100], 50) },
      { name: 'New too', orders: bought([70], 50) },
      { name: 'Not yet' },
    );
    expect(await warned(test)).not.toHaveProperty('history-cut');
    const historyBegins = new Date(NOW - 710 * DAY).toISOString().slice(0, 10);
    await test.call('settings.set', { actionId: newAction(), settings: { historyBegins } });
    expect(await warned(test)).toMatchObject({ 'history-cut': 2 });
    const { cohorts } = await overviewOf(test);
    expect(cohorts.filter(({ beforeImport }) => beforeImport).map(({ size }) => size)).toEqual([2]);
    expect(cohorts.filter(({ beforeImport }) => !beforeImport).reduce((sum, { size }) => sum + size, 0)).toBe(2);
  });
});

describe('orders of nobody', () => {
  const OPTIONS: ImportOptions = { file: 'till.csv', shop: 'till:own', matchBy: ['email'], onConflict: 'mine' };
  async function importOf(test: TestApp, orders: readonly Order[]): Promise<void> {
    const { importId } = await test.call('imports.open', { options: OPTIONS });
    const nobody = { emails: [], phones: [], accounts: [], tags: [], fields: new Map() };
    const rows = orders.map((one, nth) => ({
      row: nth + 2,
      customer: nobody,
      order: one as NonNullable<ImportRow['order']>,
      problems: [],
    }));
    await test.call('imports.add', { importId, piece: 0, rows: packed(rows) });
    await test.call('imports.run', { importId, actionId: newAction() });
  }

  it('count for the shop, and make no giant customer', async () => {
    const test = await openApp();
    await test.file({ name: 'Known', orders: bought([5, 35], 100) });
    await importOf(test, [order(3, 40), order(4, 40), order(9, 100, { refundedMinor: 10_000 }), order(8, -20)]);
    expect(await rowsOf(test)).toHaveLength(1);
    expect(await warned(test)).toEqual({ guests: 2 });
    // 100, 100, 40, 40, less the 20 of the credit note, over four orders.
    expect(await kpiOf(test, 'average-order')).toEqual({ name: 'average-order', value: 6500, n: 4 });
    expect(await kpiOf(test, 'revenue-each')).toEqual({ name: 'revenue-each', value: 20_000, n: 1 });
    expect(await kpiOf(test, 'repeat-rate')).toMatchObject({ n: 1 });
    const { pareto, funnel } = await overviewOf(test);
    expect(pareto.classes.reduce((sum, { n }) => sum + n, 0)).toBe(1);
    expect(funnel.reduce((sum, { n }) => sum + n, 0)).toBe(1);
    expect(await everythingOf(test)).not.toContain('null');
  });

  it('that have no date, no rate, no amount, or are yet to come are told of as such', async () => {
    const test = await openApp();
    await test.file({ name: 'Known', orders: bought([5, 35], 100) });
    const { placedAt: _, ...undated } = order(0, 40);
    const { totalMinor: __, currency: ___, ...unpriced } = order(6, 0);
    await importOf(test, [undated, unpriced, order(3, 40, { currency: 'EUR' }), order(-9, 40), order(2, 40)]);
    // What guests bought counts as nobody's purchase, with an amount or without one.
    expect(await warned(test)).toEqual({ guests: 3, undated: 1, future: 1, 'currency-without-rate': 1 });
    expect(await kpiOf(test, 'average-order')).toEqual({ name: 'average-order', value: 8000, n: 3 });
    await test.call('settings.set', { actionId: newAction(), settings: { rates: { EUR: 8 } } });
    expect(await kpiOf(test, 'average-order')).toEqual({ name: 'average-order', value: 14_000, n: 4 });
  });

  it('are a shop’s without any customer too', async () => {
    const test = await openApp();
    await importOf(test, [order(3, 40), order(4, 60)]);
    expect(await modelsOf(test)).toMatchObject({ customers: 0, purchasers: 0 });
    expect(await warned(test)).toEqual({ guests: 2 });
    expect(await todayOf(test)).toMatchObject({ order: 'nobody', contactFirst: [] });
    expect(await everythingOf(test)).not.toContain('null');
  });

  it('in the same file again are the same', async () => {
    const test = await openApp();
    const orders = [order(3, 40), order(40, 60)];
    await importOf(test, orders);
    await importOf(test, orders);
    expect(await warned(test)).toEqual({ guests: 2 });
    expect(await kpiOf(test, 'average-order')).toEqual({ name: 'average-order', value: 5000, n: 2 });
  });
});

describe('duplicated orders', () => {
  it('are one by their number, and two where the numbers differ though all else is equal', async () => {
    const test = await openApp();
    const one = order(20, 70);
    const twin = { ...one, number: 'another' };
    const [id] = await test.file({ name: 'Twice', emails: ['t@buyer.example'], orders: [one, { ...one }, twin] });
    expect(await kpiOf(test, 'average-order')).toEqual({ name: 'average-order', value: 7000, n: 2 });
    expect(await rowOf(test, id)).toMatchObject({ x: 0 });
  });
});

describe('models that do not converge', () => {
  it('say so: where every order costs the same, each one’s mean is that price', async () => {
    const test = await openApp();
    const people = shop(140, 3).map((one) => ({
      ...one,
      orders: (one.orders ?? []).map((given) => ({ ...given, totalMinor: 9900 })),
    }));
    await test.file(...people);
    const { models, value } = await modelsOf(test);
    expect(models.find(({ name }) => name === 'gamma-gamma')?.verdict).toBe('not-converged');
    expect(value).toMatchObject({ uses: 'own-mean', why: 'no-fit' });
    for (const { expected = 0, clv12 } of await rowsOf(test)) {
      // Months ahead are worth a little less than they bring.
      expect(clv12).toBeLessThanOrEqual(expected * 9900);
      expect(clv12).toBeGreaterThanOrEqual(expected * 9900 * 0.88);
    }
    expect(await everythingOf(test)).not.toContain('null');
  });

  it('do not speak: where all come like clockwork nobody’s leaving can be told, and no chance is said', async () => {
    const test = await openApp();
    const people = Array.from({ length: 60 }, (_, nth) => ({
      name: `Clock ${nth}`,
      orders: bought(
        Array.from({ length: 12 }, (_one, k) => (nth % 30) + 30 * k),
        50 + nth,
      ),
    }));
    const [id] = await test.file(...people);
    const report = await modelsOf(test);
    expect(report.models.filter(({ verdict }) => verdict === 'not-converged').map(({ name }) => name)).toContain('nbd');
    expect(report.identification.verdict).toBe('no-churn-signal');
    expect(await outlookOf(test, id)).toMatchObject({ churn: 'no-churn-signal', next: 'no-churn-signal' });
    expect((await todayOf(test)).contactFirst.every(({ churn }) => churn === undefined)).toBe(true);
    expect(await everythingOf(test)).not.toContain('null');
  });
});
