import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { readMoves } from '../../lib/app/scoring/move-log.ts';
import type { TierMove } from '../../lib/app/scoring/score-head.ts';
import type { CustomerId } from '../../lib/domain/ids.ts';
import type { Tier } from '../../lib/domain/receipt.ts';
import type { NewCustomer } from '../../lib/messaging/contract.ts';
import { DEFAULT_RULES } from '../../lib/scoring/rules/default-rules.ts';
import { randomFrom } from '../perf/harness/stats.ts';
import { newAction, nextId } from '../storage/open-test-store.ts';
import { killedAt } from './killed-worker.ts';
import { type LastingApp, startApp } from './lasting-app.ts';
import { inMemory } from './open-app.ts';

const DAY = 86_400_000;
const NOW = 1_790_000_000_000;
const PEOPLE = 24;
const STEPS = 240;

const people = (random: (below: number) => number): NewCustomer[] =>
  Array.from({ length: PEOPLE }, (_, index) => ({
    name: `Customer ${index}`,
    orders: Array.from({ length: 1 + random(7) }, (_order, nth) => ({
      number: `S-${index}-${nth}`,
      placedAt: NOW - (random(40) + nth * (10 + random(50))) * DAY,
      currency: 'CNY',
      totalMinor: 1000 + random(60_000),
    })),
  }));

/** Rules whose tiers lie elsewhere, so that many move at once. */
const rulesWith = (shift: number) => ({
  ...DEFAULT_RULES,
  tiers: { ...DEFAULT_RULES.tiers, least: { A: 70 + shift, B: 50 + shift, C: 35 + shift } },
});

async function order(
  test: LastingApp,
  customerId: CustomerId,
  nth: number,
  at: number,
  totalMinor: number,
): Promise<void> {
  const id = nextId();
  const fields = {
    ...{ customerId, number: `N-${nth}`, shop: 's', placedAt: at, createdAt: at },
    ...{ status: 'paid', currency: 'CNY', totalMinor },
  };
  await test.store.commit({ id: newAction(), name: 'orders.add', source: { type: 'user' } }, async () => ({
    edits: Object.entries(fields).map(
      ([field, value]) => ({ kind: 'set', table: 'orders', id, field, value }) as const,
    ),
    reply: null,
  }));
}

const tiersNow = async (test: LastingApp): Promise<Map<CustomerId, Tier>> => {
  const { rows } = await test.call('customers.list', {
    ...{ sort: 'name', descending: false, filter: '', offset: 0, limit: 500 },
  });
  return new Map(rows.flatMap(({ id, tier }) => (tier ? [[id, tier] as const] : [])));
};

/** Where the log leads from where everybody stood at first. A move that does not begin where somebody stood is an error. */
function replay(first: ReadonlyMap<CustomerId, Tier>, moves: readonly TierMove[]): Map<CustomerId, Tier> {
  const tiers = new Map(first);
  for (const { customerId, from, to } of moves.toReversed()) {
    const at = tiers.get(customerId);
    if (at !== from || from === to) throw new Error(`${customerId} stood at ${at}, not at ${from}, before ${to}`);
    tiers.set(customerId, to);
  }
  return tiers;
}

describe('the log of tier moves', () => {
  it.each([3, 11])('leads to where everybody stands, whatever happened on the way (history %i)', async (seed) => {
    const random = randomFrom(seed);
    globalThis.indexedDB = new IDBFactory();
    const [local, time] = [inMemory(), { now: NOW }];
    let test = startApp(local, time);
    const customers = people(random);
    const { customerIds: ids } = await test.call('customers.create', { actionId: newAction(), customers });
    const first = await tiersNow(test);
    expect(first.size).toBe(PEOPLE);
    let last = first;
    let moved = 0;
    for (let step = 0; step < STEPS; step += 1) {
      const whom = ids[random(ids.length)] as CustomerId;
      const what = random(20);
      if (what < 8) await order(test, whom, step, time.now, 1000 + random(120_000));
      else if (what < 12) {
        const [one, ...others] = await test.call('orders.list', { customerId: whom, limit: 50 });
        // The last one stays: whoever bought nothing has no tier.
        if (one && others.length > 0) await test.call('orders.remove', { actionId: newAction(), orderId: one.id });
      } else if (what < 14) await test.call('history.undo', { actionId: newAction() }).catch(() => {});
      else if (what < 17) time.now += (1 + random(20)) * DAY;
      else if (what < 18) await test.call('rules.save', { actionId: newAction(), rules: rulesWith(random(25) - 12) });
      else if (what < 19) {
        const work = async () => {
          for (;;) {
            await order(test, whom, step, time.now, 1000 + random(120_000));
            await tiersNow(test);
          }
        };
        await killedAt(random(80), work, local);
        test = startApp(local, time);
      } else time.now -= DAY;
      // Some asks come while those who changed are being scored, others when everybody has been.
      if (random(3) === 0) continue;
      const now = await tiersNow(test);
      const moves = await test.store.read(readMoves);
      expect(Object.fromEntries(replay(first, moves)), `step ${step}`).toEqual(Object.fromEntries(now));
      for (const [id, tier] of now) moved += last.get(id) === tier ? 0 : 1;
      last = now;
    }
    expect(moved).toBeGreaterThan(30);
  });
});
