import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import type { Filter } from '../../lib/domain/filter.ts';
import type { CustomerId } from '../../lib/domain/ids.ts';
import type { NewCustomer } from '../../lib/messaging/contract.ts';
import type { Overview, ScoreRow } from '../../lib/messaging/score-work.ts';
import { abcCell, cohortCell, groupCell, rfmCell, stageCell } from '../../lib/view/chart-cells.ts';
import { routeOf } from '../../lib/view/dashboard-route.ts';
import { randomFrom } from '../perf/harness/stats.ts';
import { newAction } from '../storage/open-test-store.ts';
import { openApp, type TestApp } from './open-app.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** Customers of every kind that is counted in one chart or another, or in none: their orders at all hours of the clock. */
function shop(now: number, count: number): NewCustomer[] {
  const random = randomFrom(23);
  const oddities = [
    { totalMinor: 900, status: 'cancelled' },
    { totalMinor: -700, status: 'paid' },
    { totalMinor: 800, refundedMinor: 800, status: 'refunded' },
    { status: 'paid' },
    { totalMinor: 5000, currency: 'USD', status: 'paid' },
    { totalMinor: 5000, currency: 'XPF', status: 'paid' },
    { totalMinor: 4000, status: 'paid', placedAt: now + 3 * DAY },
  ];
  return Array.from({ length: count }, (_, index) => {
    const gap = 3 + random(70);
    const first = now - (2 + random(420)) * DAY + random(24) * HOUR;
    const plain = Array.from({ length: random(8) }, (_order, nth) => ({
      placedAt: first + nth * gap * DAY + random(24) * HOUR,
      totalMinor: 1000 + random(90_000),
      ...(random(6) === 0 ? { refundedMinor: 300 } : {}),
    }));
    const odd = index % 5 === 0 ? [{ placedAt: first - random(30) * DAY, ...oddities[(index / 5) % 7] }] : [];
    return {
      name: `Customer ${index}`,
      orders: [...odd, ...plain].map((order, nth) => ({
        number: `C-${index}-${nth}`,
        currency: 'CNY',
        ...order,
      })) as never,
    };
  });
}

const overviewOf = async (test: TestApp) => JSON.parse(await test.call('score.overview', {})) as Overview;

/** How many the list has that an address opens. */
async function opened(test: TestApp, hash: string | undefined): Promise<number> {
  if (hash === undefined) return 0;
  const route = routeOf(hash);
  if (route.page !== 'customers' || !route.filter) throw new Error(`opens no list: ${hash}`);
  const { text, where }: Filter = route.filter;
  expect([text, where.length > 0]).toEqual(['', true]);
  const query = { sort: 'name' as const, descending: false, offset: 0, limit: 1 };
  return (await test.call('customers.list', { ...query, filter: text, where })).total;
}

/** Every part of every chart with how many it counts, and the address it opens. */
function cellsOf({ rfm, groups, pareto, cohorts, funnel }: Overview): [string, number, string | undefined][] {
  const fifths = rfm.cells.flatMap((column, r) =>
    column.map(({ n }, f): [string, number, string | undefined] => [
      `rfm ${r + 1}${f + 1}`,
      n,
      rfmCell(r + 1, f + 1, n),
    ]),
  );
  return [
    ...fifths,
    ...groups.map(({ group, n }): [string, number, string | undefined] => [group, n, groupCell(group, n)]),
    ...pareto.classes.map(({ abc, n }): [string, number, string | undefined] => [abc, n, abcCell(abc, n)]),
    ...funnel.map(({ stage, n }): [string, number, string | undefined] => [stage, n, stageCell(stage, n)]),
    ...cohorts
      .filter(({ beforeImport }) => !beforeImport)
      .flatMap(({ month, size, kept }): [string, number, string | undefined][] => [
        [month, size, cohortCell(month, size)],
        ...kept.map((share, at): [string, number, string | undefined] => {
          const n = Math.round(share * size);
          return [`${month} +${at + 1}`, n, cohortCell(month, n, at + 1)];
        }),
      ]),
  ];
}

async function compared(test: TestApp) {
  const overview = await overviewOf(test);
  const cells = cellsOf(overview);
  const lists: [string, number][] = [];
  for (const [name, , hash] of cells) lists.push([name, await opened(test, hash)]);
  expect(lists).toEqual(cells.map(([name, n]) => [name, n]));
  return { overview, counted: cells.filter(([, n]) => n > 0).length };
}

describe('every part of a chart', () => {
  it('opens as many customers as it counts, in the days of the shop', async () => {
    for (const timeZone of ['America/New_York', 'Pacific/Kiritimati']) {
      const test = await openApp();
      await test.call('settings.set', { actionId: newAction(), settings: { timeZone, rates: { USD: 7 } } });
      const ids = await test.file(...shop(test.time.now, 170));
      const { counted } = await compared(test);
      expect(counted).toBeGreaterThan(60);
      // Whoever changed since is scored alone, and goes on being found where the shop's models put them.
      const [order] = await test.call('orders.list', { customerId: ids[8] as CustomerId, limit: 1 });
      if (order) await test.call('orders.remove', { actionId: newAction(), orderId: order.id });
      await test.call('merges.join', { actionId: newAction(), groups: [[ids[1] as CustomerId, ids[2] as CustomerId]] });
      await compared(test);
    }
  });

  it('leaves out who may have bought before the history on file, and opens them apart', async () => {
    const test = await openApp();
    const begins = new Date(test.time.now - 380 * DAY).toISOString().slice(0, 10);
    await test.call('settings.set', {
      actionId: newAction(),
      settings: { timeZone: 'Asia/Shanghai', historyBegins: begins },
    });
    await test.file(...shop(test.time.now, 150));
    const { overview } = await compared(test);
    const before = overview.cohorts.find(({ beforeImport }) => beforeImport);
    expect(before?.size).toBeGreaterThan(10);
    expect(await opened(test, cohortCell('before', before?.size ?? 0))).toBe(before?.size);
  });

  it('counts nobody where there is nobody, and everybody of a very small shop', async () => {
    const test = await openApp();
    await test.file({ name: 'Only' }, ...shop(test.time.now, 3));
    await compared(test);
  });
});

describe('what models say, asked for in lists', () => {
  it('is what every row of scores says, between any limits', async () => {
    const test = await openApp();
    await test.file(...shop(test.time.now, 160));
    const rows: ScoreRow[] = JSON.parse((await test.call('score.rows', { from: 0, limit: 5000 })).rows);
    const report = JSON.parse(await test.call('score.models', {}));
    const query = { sort: 'name' as const, descending: false, filter: '', offset: 0, limit: 500 };
    const found = async (attribute: string, from: number, to: number) => {
      const page = await test.call('customers.list', { ...query, where: [{ attribute, is: 'between', from, to }] });
      return page.rows.map(({ id }) => id).sort();
    };
    const said = (value: (row: ScoreRow) => number | undefined, from: number, to: number) =>
      rows
        .filter((row) => {
          const its = value(row);
          return its !== undefined && its >= from && its <= to;
        })
        .map(({ id }) => id)
        .sort();
    const median = (value: (row: ScoreRow) => number | undefined) => {
      const all = rows.flatMap((row) => value(row) ?? []).sort((a, b) => a - b);
      return all[Math.floor(all.length / 2)] as number;
    };
    const chance = ({ pBuy }: ScoreRow) => (pBuy === undefined ? undefined : Math.fround(pBuy));
    const isChanceSaid = report.identification.verdict === 'churn-seen';
    const asked: [string, (row: ScoreRow) => number | undefined][] = [
      ['pBuy', isChanceSaid ? chance : () => undefined],
      ['clv12:CNY', ({ clv12 }) => clv12],
      ['purchases', ({ x, r }) => (r === undefined ? undefined : x + 1)],
      ['sinceDays', ({ T, tx, r }) => (r === undefined ? undefined : Math.round((T - tx) * 7))],
      ['recency', ({ r }) => r],
      ['monetary', ({ m }) => m],
    ];
    for (const [attribute, value] of asked) {
      const middle = median(value) ?? 0;
      expect([attribute, await found(attribute, middle, 1e12)]).toEqual([attribute, said(value, middle, 1e12)]);
      expect([attribute, await found(attribute, -1e12, middle)]).toEqual([attribute, said(value, -1e12, middle)]);
    }
    // Whoever came again in any month, and everybody else: nobody is both, or neither.
    const count = async (where: object[]) => (await test.call('customers.list', { ...query, where } as never)).total;
    const everyMonth = Array.from({ length: 32 }, (_, at) => String(at + 1));
    const again = await count([{ attribute: 'again', is: 'known' }]);
    expect(again).toBe(await count([{ attribute: 'again', is: 'any-of', values: everyMonth }]));
    expect(again).toBeGreaterThan(40);
    expect(again + (await count([{ attribute: 'again', is: 'unknown' }]))).toBe(rows.length);
    expect(await count([{ attribute: 'again', is: 'any-of', values: ['0', '33', 'x'] }])).toBe(0);
    // Amounts are in the shop's own currency; of another nothing is said.
    expect(await found('clv12:USD', 0, 1e12)).toEqual([]);
    expect((await found('worth:CNY', 1, 1e12)).length).toBeGreaterThan(50);
  });
});
