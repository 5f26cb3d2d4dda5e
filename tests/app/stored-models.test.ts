import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import type { Rescored } from '../../lib/app/scoring/compute.ts';
import type { CustomerId } from '../../lib/domain/ids.ts';
import type { NewCustomer } from '../../lib/messaging/contract.ts';
import { DEFAULT_RULES } from '../../lib/scoring/rules/default-rules.ts';
import { randomFrom } from '../perf/harness/stats.ts';
import { newAction } from '../storage/open-test-store.ts';
import { computeHere } from './compute-here.ts';
import { openApp, openBeside, type TestApp } from './open-app.ts';

const DAY = 86_400_000;

function shop(count: number, now: number): NewCustomer[] {
  const random = randomFrom(23);
  return Array.from({ length: count }, (_, index) => ({
    name: `Customer ${index}`,
    orders: Array.from({ length: 1 + random(6) }, (_order, nth) => ({
      number: `M-${index}-${nth}`,
      placedAt: now - (1 + random(500)) * DAY,
      currency: 'CNY',
      totalMinor: 1000 + random(90_000),
    })),
  }));
}

/** A file that was scored, and a worker that has just been started over it. */
async function scoredFile(): Promise<{ test: TestApp; ids: CustomerId[] }> {
  const test = await openApp();
  const ids = await test.file(...shop(90, test.time.now));
  await test.call('score.get', { customerId: ids[0] as CustomerId });
  return { test, ids };
}
async function rescored(at: number): Promise<Rescored & { phases: Set<string> }> {
  const phases = new Set<string>();
  const compute = computeHere(openBeside);
  const answer = await compute.ask<Rescored>('rescore', { at }, { onProgress: ({ phase }) => phases.add(phase) });
  return { ...answer, phases };
}

describe('a worker that was started anew', () => {
  it('fits nothing again of which nothing has changed, whatever the rules are now', async () => {
    const { test } = await scoredFile();
    const first = await rescored(test.time.now);
    expect([...first.phases]).toEqual(['reading', 'scoring']);
    const rules = DEFAULT_RULES.rules.map((rule) => ({ ...rule, points: rule.points / 2 }));
    await test.call('rules.save', { actionId: newAction(), rules: { ...DEFAULT_RULES, rules } });
    const second = await rescored(test.time.now);
    expect([...second.phases]).toEqual(['reading', 'scoring']);
    expect(second.head.model).toEqual(first.head.model);
    expect(second.head.rules.rules).toEqual(rules);
    expect(second.head.means.length).toBeGreaterThan(0);
  });

  it('fits them to the file as it is: after an order has gone, and as of another day', async () => {
    const { test, ids } = await scoredFile();
    const before = await rescored(test.time.now);
    const [order] = await test.call('orders.list', { customerId: ids[5] as CustomerId, limit: 1 });
    if (!order) throw new Error('no order');
    await test.call('orders.remove', { actionId: newAction(), orderId: order.id });
    const after = await rescored(test.time.now);
    expect(after.phases).toContain('fitting');
    expect(after.head.model.counts.orders).toBe(before.head.model.counts.orders - 1);
    const tomorrow = await rescored(test.time.now + DAY);
    expect(tomorrow.phases).toContain('fitting');
    expect(tomorrow.head.model.asOfDay).toBe(before.head.model.asOfDay + 1);
  });
});
