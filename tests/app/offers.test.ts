import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createOffers } from '../../lib/app/scoring/offers/offers.ts';
import type { CustomerId } from '../../lib/domain/ids.ts';
import { type AskOptions, type Compute, ComputeEnd } from '../../lib/messaging/compute-work.ts';
import type { NewCustomer } from '../../lib/messaging/contract.ts';
import type { CustomerOffers, PairReport } from '../../lib/messaging/offer-work.ts';
import { createPace } from '../../lib/platform/breathe.ts';
import { newAction, nextId } from '../storage/open-test-store.ts';
import { computeHere } from './compute-here.ts';
import { openApp, openBeside, type TestApp } from './open-app.ts';
import { customer, DAY, type NewOrder, NOW, order } from './orders-of-goods.ts';

const times = (count: number, make: () => NewCustomer): NewCustomer[] => Array.from({ length: count }, make);

/** A shop in which tea and pot go together: 12 bought tea, 7 of these the pot too; 60 bought something else. */
const teaShop = (): NewCustomer[] => [
  ...times(7, () => customer(order(['TEA', 'POT']))),
  ...times(5, () => customer(order(['TEA']))),
  ...times(2, () => customer(order(['POT', 'MAT']))),
  ...times(60, () => customer(order(['SOAP']))),
];

const offersOf = async (test: Pick<TestApp, 'call'>, customerId: CustomerId): Promise<CustomerOffers> =>
  JSON.parse(await test.call('offers.of', { customerId, wait: true }));
const pairsOf = async (test: Pick<TestApp, 'call'>): Promise<PairReport> =>
  JSON.parse(await test.call('offers.pairs', {}));
/** Less what differs from one counting to the next. */
const plain = ({ countedAt: _, ...report }: PairReport) => report;

async function shopOf(...customers: NewCustomer[]): Promise<TestApp & { ids: CustomerId[] }> {
  const test = await openApp();
  return { ...test, ids: await test.file(...customers) };
}

describe('what to offer next', () => {
  it('comes with how many of those who bought the one bought the other, by hand', async () => {
    const test = await shopOf(...teaShop(), customer(order(['TEA'])), customer(order(['SOAP'])));
    const offers = await offersOf(test, test.ids[74] as CustomerId);
    expect(offers.offers.map(({ goods, because }) => [goods, because])).toEqual([
      [
        { name: 'Product POT', sku: 'POT' },
        { name: 'Product TEA', sku: 'TEA' },
      ],
    ]);
    const [pot] = offers.offers;
    expect(pot).toMatchObject({ together: 7, withFirst: 13, withSecond: 9, baskets: 76 });
    expect(pot?.support).toBeCloseTo(7 / 76, 12);
    expect(pot?.confidence).toBeCloseTo(7 / 13, 12);
    expect(pot?.lift).toBeCloseTo((76 * 7) / (13 * 9), 12);
    expect(pot?.score).toBeCloseTo((7 / Math.sqrt(13 * 9)) * (7 / 17), 12);
    // By hand: Σ_{k=7..9} C(13,k) C(63,9−k) / C(76,9), in whole numbers.
    const choose = (n: number, k: number): bigint => (k === 0 ? 1n : (choose(n - 1, k - 1) * BigInt(n)) / BigInt(k));
    const tail = [7, 8, 9].reduce((sum, k) => sum + choose(13, k) * choose(63, 9 - k), 0n);
    expect(pot?.pValue).toBeCloseTo(Number(tail) / Number(choose(76, 9)), 12);
    expect((await offersOf(test, test.ids[75] as CustomerId)).none).toBe('nothing-more');
  });

  it('is never what they have had, ordered or sent back, and goes by what they bought just now', async () => {
    const test = await shopOf(
      ...teaShop(),
      customer(order(['TEA']), order(['POT'])),
      customer(order(['TEA']), order(['POT'], { status: 'open' })),
      customer(order(['TEA']), order(['POT'], { refundedMinor: 9900 })),
      customer(order(['TEA']), order(['POT'], { status: 'cancelled' })),
      customer(order(['TEA'], { status: 'refunded' })),
      customer(order(['SOAP'])),
    );
    const offered = await Promise.all(test.ids.slice(74).map((id) => offersOf(test, id)));
    expect(offered.map(({ offers, none }) => offers[0]?.goods.sku ?? none)).toEqual([
      ...['nothing-more', 'nothing-more', 'nothing-more', 'POT', 'unknown-goods', 'nothing-more'],
    ]);
    const customerId = test.ids[79] as CustomerId;
    const [tea] = await test.file(customer(order(['TEA'])));
    await test.call('merges.join', { actionId: newAction(), groups: [[customerId, tea as CustomerId]] });
    expect((await offersOf(test, customerId)).offers[0]?.because.sku).toBe('TEA');
  });

  it.each([
    [1, 'too-few'],
    [3, 'too-few'],
    [25, 'by-chance'],
  ] as const)('of a shop of %i customers is nothing, and true', async (count, none) => {
    // Everybody buys both: they are always together, which says nothing.
    const test = await shopOf(...times(count, () => customer(order(['A', 'B']))));
    expect(await offersOf(test, test.ids[0] as CustomerId)).toMatchObject({ none, offers: [], baskets: count });
  });

  it('says when no order tells what was in it, of a shop and of a customer', async () => {
    const bare = await shopOf(customer(order([])), customer());
    expect(await offersOf(bare, bare.ids[0] as CustomerId)).toMatchObject({ none: 'no-goods', baskets: 0 });
    const test = await shopOf(...teaShop(), customer(order([])));
    expect((await offersOf(test, test.ids[74] as CustomerId)).none).toBe('unknown-goods');
    await expect(offersOf(test, '00000000-0000-7000-8000-999999999999' as CustomerId)).rejects.toThrow('not-found');
  });

  it('leaves out what nobody has bought for a year', async () => {
    const old = { placedAt: NOW - 500 * DAY };
    const test = await shopOf(
      ...times(8, () => customer(order(['TEA', 'POT'], old))),
      ...times(60, () => customer(order(['SOAP']))),
    );
    const tea = await test.file(customer(order(['TEA'])));
    expect((await offersOf(test, tea[0] as CustomerId)).none).toBe('nothing-more');
    expect((await pairsOf(test)).pairs[0]).toMatchObject({ together: 8, verdict: 'sure' });
  });
});

// Few goods, so that there are pairs; half of the orders are of the past.
const anyOrder = fc.record({
  goods: fc.uniqueArray(fc.constantFrom<string>('A', 'B', 'C', 'D'), { maxLength: 4 }),
  daysAgo: fc.constantFrom(3, 3, 40, 40, 41),
  kind: fc.constantFrom('paid', 'paid', 'paid', 'open', 'cancelled', 'refunded', 'given-back', 'later'),
});
type AnyOrder = typeof anyOrder extends fc.Arbitrary<infer O> ? O : never;
const orderOf = ({ goods, daysAgo, kind }: AnyOrder): NewOrder =>
  order(goods, {
    placedAt: kind === 'later' ? NOW + 3 * DAY : NOW - daysAgo * DAY,
    ...(kind === 'given-back' ? { refundedMinor: 9900 } : kind === 'later' ? {} : { status: kind }),
  });

describe('what is bought together', () => {
  it('is counted as if by hand: purchases of a day, nothing open, cancelled, given back or yet to come', async () => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(anyOrder, { minLength: 1, maxLength: 6 }), { minLength: 12, maxLength: 20 }),
        fc.infiniteStream(fc.nat()),
        async (people, dice) => {
          const shuffled = <T>(list: readonly T[]): T[] =>
            list
              .map((one) => [dice.next().value as number, one] as const)
              .sort(([a], [b]) => a - b)
              .map(([, one]) => one);
          const filed = (list: readonly (readonly AnyOrder[])[]) => list.map((own) => customer(...own.map(orderOf)));
          const report = plain(await pairsOf(await shopOf(...filed(people))));
          const baskets = people.flatMap((own) =>
            [3, 40, 41].flatMap((day) => {
              const paid = own.filter(
                ({ kind, daysAgo, goods }) => kind === 'paid' && daysAgo === day && goods.length > 0,
              );
              return paid.length > 0 ? [new Set(paid.flatMap(({ goods }) => goods))] : [];
            }),
          );
          expect(report.baskets).toBe(baskets.length);
          const both = (a: string, b: string) => baskets.filter((one) => one.has(a) && one.has(b)).length;
          for (const { first, second, together, withFirst, withSecond } of report.pairs) {
            const [a = '', b = ''] = [first.sku, second.sku];
            expect([together, withFirst, withSecond]).toEqual([both(a, b), both(a, a), both(b, b)]);
          }
          const letters = ['A', 'B', 'C', 'D'];
          const found = letters.flatMap((a, at) => letters.slice(at + 1).filter((b) => both(a, b) >= 5));
          expect(report.found).toBe(found.length);
          seen += found.length;
          // The order of orders, and what is yet to come, make no difference.
          const others = shuffled(people).map((own) =>
            shuffled(own).map((one) => (one.kind === 'later' ? { ...one, goods: ['C', 'D'] } : one)),
          );
          expect(plain(await pairsOf(await shopOf(...filed(others))))).toEqual(report);
        },
      ),
      { numRuns: 12 },
    );
    expect(seen).toBeGreaterThan(10);
  });

  it('keeps a product apart by currency, knows it again by SKU or else by name, and takes no postage for one', async () => {
    const line = (name: string, sku?: string, quantity = 1) => ({
      name,
      quantity,
      unitMinor: 100,
      ...(sku ? { sku } : {}),
    });
    const test = await shopOf(
      ...times(6, () =>
        customer(
          order([], {
            lines: [
              line('Green tea', 'tea-1'),
              line('  Tea  CUP '),
              line('Postage'),
              line('运费险'),
              line('Back', 'B', -1),
            ],
          }),
        ),
      ),
      ...times(5, () =>
        customer(order([], { lines: [line('Newer name', ' TEA-1'), line('tea cup')], placedAt: NOW - DAY })),
      ),
      ...times(5, () => customer(order(['TEA-1', 'OTHER'], { currency: 'EUR' }))),
      ...times(40, () => customer(order(['SOAP']))),
    );
    const { pairs, goods } = await pairsOf(test);
    expect(goods).toBe(5);
    expect(pairs.map(({ first, second, together }) => [first, second, together])).toEqual([
      [{ name: 'tea cup', currency: 'CNY' }, { name: 'Newer name', sku: 'TEA-1', currency: 'CNY' }, 11],
      [
        { name: 'Product OTHER', sku: 'OTHER', currency: 'EUR' },
        { name: 'Product TEA-1', sku: 'TEA-1', currency: 'EUR' },
        5,
      ],
    ]);
  });

  it('is counted anew when the file has changed, and kept over a restart', async () => {
    const test = await shopOf(...teaShop());
    const customerId = test.ids[0] as CustomerId;
    expect(await pairsOf(test)).toMatchObject({ baskets: 74, found: 1, sure: 1 });
    for (const { id } of await test.call('orders.list', { customerId, limit: 1 }))
      await test.call('orders.remove', { actionId: newAction(), orderId: id });
    await expect.poll(async () => (await pairsOf(test)).baskets, { timeout: 20_000 }).toBe(73);
    const again = await test.reopen();
    expect(JSON.parse(await again.call('offers.of', { customerId }))).toMatchObject({ baskets: 73 });
  });
});

const DEPS = { newId: nextId, nameId: () => '', pace: createPace };

describe('the counting', () => {
  const counted = async (test: TestApp) => {
    const real = computeHere(openBeside);
    const asked: string[] = [];
    const told: unknown[] = [];
    let answer: (method: string) => Promise<unknown> = async () => undefined;
    const compute: Compute = {
      ...real,
      async ask<T>(method: string, request: unknown, options?: AskOptions) {
        // Who bought what is fetched in pieces after each counting.
        if (method === 'pairs') asked.push(method);
        await answer(method);
        return real.ask<T>(method, request, options);
      },
    };
    const deps = { ...test, ...DEPS, now: () => NOW, compute, tell: (push: unknown) => void told.push(push) };
    return {
      ...{ asked, told, offers: createOffers(deps, { whenScored: async () => {} }) },
      meanwhile: (work: typeof answer) => {
        answer = work;
      },
    };
  };

  it('is begun again when the worker is lost, and open pages are told of its end, about nobody', async () => {
    const { offers, asked, told, meanwhile } = await counted(await shopOf(...teaShop()));
    meanwhile(async () => {
      if (asked.length < 3) throw new ComputeEnd('lost');
    });
    expect((await offers.whenCounted()).head).toMatchObject({ baskets: 74, sure: 1 });
    expect(asked).toHaveLength(3);
    expect(told.at(-1)).toMatchObject({ event: 'changed', tables: ['offers'], customerIds: [] });
    expect(told).toContainEqual(expect.objectContaining({ event: 'scoring', phase: 'pairs' }));
    await offers.whenCounted();
    expect(asked).toHaveLength(3);
  });

  it('that is broken off leaves nothing behind, and may be begun again', async () => {
    const { offers, meanwhile } = await counted(await shopOf(...teaShop()));
    meanwhile(async () => offers.cancel());
    await expect(offers.whenCounted()).rejects.toMatchObject({ reason: 'cancelled' });
    expect(await offers.pairs()).toBeUndefined();
    // Whoever was told to wait asks again, hears of its end, and does not begin it again.
    await expect(offers.countNow()).rejects.toMatchObject({ reason: 'cancelled' });
    meanwhile(async () => undefined);
    expect((await offers.whenCounted()).head.baskets).toBe(74);
  });

  it('of a file that another took the place of meanwhile is forgotten', async () => {
    const { offers, meanwhile } = await counted(await shopOf(...teaShop()));
    meanwhile(async () => offers.forget('many', []));
    await expect(offers.whenCounted()).rejects.toMatchObject({ reason: 'cancelled' });
    meanwhile(async () => undefined);
    expect((await offers.whenCounted()).head.baskets).toBe(74);
  });
});
