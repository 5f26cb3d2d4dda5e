import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fileColumns } from '../../lib/app/scoring/file-columns.ts';
import { createFileReading, type FileReading } from '../../lib/app/scoring/read-file.ts';
import type { CustomerId } from '../../lib/domain/ids.ts';
import type { NewCustomer } from '../../lib/messaging/contract.ts';
import { newAction } from '../storage/open-test-store.ts';
import { openApp, openBeside, type TestApp } from './open-app.ts';

// Around both turns of the clocks, at hours when one zone is on another day than the next.
const ZONES = ['Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe'];
const instant = fc
  .tuple(fc.constantFrom('2026-03-08', '2026-03-29', '2026-10-25', '2026-11-01', '2026-06-15'), fc.nat(47))
  .map(([date, hours]) => Date.parse(`${date}T00:30:00Z`) + hours * 3_600_000);
const RATES = { USD: 7.2, JPY: 0.05 };

const order = fc.record({
  placedAt: fc.option(instant, { nil: undefined, freq: 6 }),
  status: fc.constantFrom(undefined, 'open', 'paid', 'delivered', 'cancelled', 'refunded' as const),
  currency: fc.constantFrom('CNY', 'CNY', 'USD', 'JPY', 'EUR'),
  totalMinor: fc.constantFrom(-500, 0, 1, 999, 120_000),
  refundedMinor: fc.constantFrom(undefined, undefined, 0, 1, 500, 120_000),
});
const customer = fc.record({ orders: fc.array(order, { maxLength: 4 }) });
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('few' as const), customers: fc.array(customer, { maxLength: 3 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('load' as const), customer }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('merge' as const), one: fc.nat(), other: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('remove' as const), one: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('lose-order' as const), one: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('undo' as const, 'tidy' as const, 'look' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

let named = 0;
function made({ orders }: { orders: readonly Record<string, unknown>[] }): NewCustomer {
  named += 1;
  const plain = (given: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return {
    name: `Person ${named}`,
    orders: orders.map((one, nth) => ({ number: `N-${named}-${nth}`, ...plain(one) })) as never,
  };
}

async function take(test: TestApp, taken: Step, ids: CustomerId[], look: () => Promise<unknown>): Promise<void> {
  const who = (at: number) => ids[at % Math.max(1, ids.length)];
  switch (taken.do) {
    case 'few':
      if (taken.customers.length > 0) ids.push(...(await test.file(...taken.customers.map(made))));
      return;
    case 'load':
      // Above fifty they come as a segment of their own.
      ids.push(...(await test.file(made(taken.customer), ...Array.from({ length: 60 }, () => made({ orders: [] })))));
      return;
    case 'merge': {
      const pair = [...new Set([who(taken.one), who(taken.other)])];
      const [first, second] = pair;
      if (first && second)
        await test.call('merges.join', { actionId: newAction(), groups: [[first, second]] }).catch(ifGone);
      return;
    }
    case 'remove': {
      const customerId = who(taken.one);
      if (customerId) await test.call('customers.remove', { actionId: newAction(), customerId }).catch(ifGone);
      return;
    }
    case 'lose-order': {
      const customerId = who(taken.one);
      const [some] = customerId ? await test.call('orders.list', { customerId, limit: 1 }) : [];
      if (some) await test.call('orders.remove', { actionId: newAction(), orderId: some.id });
      return;
    }
    case 'undo':
      await test.call('history.undo', { actionId: newAction() });
      return;
    case 'tidy':
      await test.app.tidy();
      return;
    case 'look':
      await look();
  }
}

/** Who was removed or undone before is found no more, and who is nobody else is not taken apart. */
function ifGone(error: Error): void {
  if (!['not-found', 'not-merged'].includes(error.message)) throw error;
}

/** What columns must say, told from whole records by the calendar. */
async function plainly(test: TestApp, zone: string) {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: zone });
  const scale: Record<string, number> = { CNY: 1, USD: RATES.USD, JPY: RATES.JPY * 100 };
  return test.store.read(async (reader) => {
    const found: Record<string, Record<string, { orders: number; value: number | null }>> = {};
    for (const id of (await reader.summaries()).keys()) {
      const days: Record<string, { orders: number; value: number | null }> = {};
      for (const { placedAt, status, currency = '', totalMinor, refundedMinor = 0 } of (await reader.whole(id)).list(
        'orders',
      )) {
        if (placedAt === undefined || totalMinor === undefined || status === 'open' || status === 'cancelled') continue;
        const isCredit = totalMinor < 0;
        const isAll = refundedMinor > 0 ? refundedMinor >= totalMinor : status === 'refunded';
        const rate = scale[currency];
        const date = day.format(placedAt);
        const entry = days[date] ?? { orders: 0, value: null };
        days[date] = entry;
        if (!isCredit && !isAll) entry.orders += 1;
        if (rate === undefined) continue;
        const net = isCredit
          ? Math.round(totalMinor * rate)
          : isAll
            ? 0
            : Math.round(totalMinor * rate) - Math.round(refundedMinor * rate);
        entry.value = (entry.value ?? 0) + net;
      }
      found[id] = days;
    }
    return found;
  });
}

async function byColumns(reading: FileReading, zone: string) {
  const database = await openBeside();
  const held = await reading.current(database, { signal: new AbortController().signal, onProgress: () => {} });
  database.close();
  const columns = fileColumns(held.raw, { timeZone: zone, baseCurrency: 'CNY', rates: RATES });
  return Object.fromEntries(
    held.raw.people.map(({ id }, place) => {
      const days: Record<string, { orders: number; value: number | null }> = {};
      for (let entry = columns.start[place] ?? 0; entry < (columns.start[place + 1] ?? 0); entry += 1) {
        const value = columns.value[entry] as number;
        const date = new Date((columns.day[entry] as number) * 86_400_000).toISOString().slice(0, 10);
        days[date] = { orders: columns.orders[entry] as number, value: Number.isNaN(value) ? null : value };
      }
      return [id, days];
    }),
  );
}

/** Of whom orders are left out, and how many: for want of a date, or of a customer. */
async function leftOut(reading: FileReading) {
  const database = await openBeside();
  const { raw } = await reading.current(database, { signal: new AbortController().signal, onProgress: () => {} });
  database.close();
  return { undated: Object.fromEntries(raw.undated), guests: Object.fromEntries(raw.guests) };
}

it('columns say what the records say, whatever was imported, merged, deleted, taken back or laid out anew', async () => {
  let seen = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 3, maxLength: 14 }),
      fc.constantFrom(...ZONES),
      async (steps, zone) => {
        const test = await openApp(undefined, { journalFull: 12 });
        const ids: CustomerId[] = [];
        // One that reads what changed, as the worker does, and one that reads all of it at the end.
        const held = createFileReading();
        const look = () => byColumns(held, zone);
        for (const taken of steps) await take(test, taken, ids, look);
        const truth = await plainly(test, zone);
        expect(await byColumns(createFileReading(), zone)).toEqual(truth);
        expect(await look()).toEqual(truth);
        expect(await leftOut(held)).toEqual(await leftOut(createFileReading()));
        seen += Object.values(truth).reduce((sum, days) => sum + Object.keys(days).length, 0);
      },
    ),
    { numRuns: 60 },
  );
  expect(seen).toBeGreaterThan(100);
});
