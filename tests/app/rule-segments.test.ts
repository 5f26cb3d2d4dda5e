import 'fake-indexeddb/auto';
import { unwrap } from 'idb';
import { describe, expect, it, vi } from 'vitest';
import { readerOf } from '../../lib/app/filter/attributes.ts';
import { ATTRIBUTES } from '../../lib/domain/attributes.ts';
import type { FilterNode } from '../../lib/domain/filter.ts';
import type { CustomerId } from '../../lib/domain/ids.ts';
import type { RuleSet } from '../../lib/domain/score.ts';
import { segmentRefusal } from '../../lib/domain/segment-use.ts';
import type { NewCustomer } from '../../lib/messaging/contract.ts';
import { DEFAULT_RULES } from '../../lib/scoring/rules/default-rules.ts';
import { randomFrom } from '../perf/harness/stats.ts';
import { newAction } from '../storage/open-test-store.ts';
import { computeHere } from './compute-here.ts';
import { openApp, openBeside, type TestApp } from './open-app.ts';

const DAY = 86_400_000;

function shop(now: number, count = 90): NewCustomer[] {
  const random = randomFrom(5);
  return Array.from({ length: count }, (_, index) => ({
    name: `Customer ${index}`,
    ...(index % 4 === 0 ? { company: 'Tea Trading' } : {}),
    orders: Array.from({ length: random(7) }, (_order, nth) => ({
      number: `R-${index}-${nth}`,
      placedAt: now - (3 + random(500)) * DAY,
      currency: 'CNY',
      totalMinor: 500 + random(50_000),
    })),
  }));
}

const byCompany: FilterNode[] = [{ attribute: 'company', is: 'contains', text: 'trading' }];
const save = async (test: TestApp, name: string, where: FilterNode[], id?: string, text = '') =>
  (
    await test.call('filters.save', {
      ...{ actionId: newAction(), name, filter: { text, where }, sort: 'name', descending: false },
      ...(id === undefined ? {} : { id }),
    })
  ).id;

/** The standard rules, and points for whoever is in one of some segments. */
const asking = (...values: string[]): RuleSet => ({
  ...DEFAULT_RULES,
  rules: [
    ...DEFAULT_RULES.rules,
    {
      ...{ id: 'in-segment', attribute: 'segment', points: 20 },
      shape: { type: 'cases', cases: [{ when: { is: 'any-of', values }, share: 1 }], otherwise: 0 },
    },
  ],
});

const receiptOf = async (test: TestApp, customerId: CustomerId) => {
  const receipt = await test.call('score.get', { customerId });
  return receipt.type === 'scored' ? receipt : undefined;
};
const partOf = async (test: TestApp, customerId: CustomerId) =>
  (await receiptOf(test, customerId))?.parts.find(({ ruleId }) => ruleId === 'in-segment');

describe('a rule that asks for a segment', () => {
  it('says nothing of a past day, on which nobody knows who was in it', async () => {
    const test = await openApp();
    await test.file(...shop(test.time.now));
    const trade = await save(test, 'Trade', byCompany);
    const pastDay = async () => {
      const asOf = Math.floor(test.time.now / DAY) - 90;
      return JSON.parse((await test.call('score.rows', { asOf, from: 0, limit: 5000 })).rows);
    };
    const plain = await pastDay();
    expect(plain.length).toBeGreaterThan(50);
    await test.call('rules.save', { actionId: newAction(), rules: asking(trade) });
    expect(await pastDay()).toEqual(plain);
  });

  it('gives its points to whoever is in it, alone as together, and says its name', async () => {
    const test = await openApp();
    const trade = await save(test, 'Trade', byCompany);
    // What the models say is known before there is a score: no circle.
    const often = await save(test, 'Often', [{ attribute: 'purchases', is: 'between', from: 4 }]);
    await test.call('rules.save', { actionId: newAction(), rules: asking(trade, often) });
    const ids = await test.file(...shop(test.time.now));
    const listed = await test.call('customers.list', {
      ...{ sort: 'name', descending: false, filter: '', offset: 0, limit: 500 },
      where: [{ match: 'any', of: [...byCompany, { attribute: 'purchases', is: 'between', from: 4 }] }],
    });
    const inside = new Set(listed.rows.map(({ id }) => id));
    const rows = new Map<string, number>(
      JSON.parse((await test.call('score.rows', { from: 0, limit: 5000 })).rows).map(
        ({ id, score }: { id: string; score: number }) => [id, score],
      ),
    );
    let [given, scored] = [0, 0];
    for (const id of ids) {
      const receipt = await receiptOf(test, id);
      if (!receipt) continue;
      scored += 1;
      // Worked out of this person alone here, of the whole file there.
      expect(receipt.score).toBe(rows.get(id));
      const part = receipt.parts.find(({ ruleId }) => ruleId === 'in-segment');
      expect([id, part?.share]).toEqual([id, inside.has(id) ? 1 : 0]);
      if (part?.share === 1) given += 1;
      for (const name of (part?.value ?? []) as string[]) expect(['Trade', 'Often']).toContain(name);
    }
    expect(given).toBeGreaterThan(10);
    expect(scored - given).toBeGreaterThan(10);
  });

  it('goes with the segment: changed, emptied by a change of a customer, deleted and had back', async () => {
    const test = await openApp();
    const trade = await save(test, 'Trade', byCompany);
    await test.call('rules.save', { actionId: newAction(), rules: asking(trade) });
    const ids = await test.file(...shop(test.time.now));
    const buyer = async (isIn: boolean) => {
      for (const id of ids) if ((await partOf(test, id))?.share === Number(isIn)) return id;
      throw new Error('nobody');
    };
    const [member, other] = [await buyer(true), await buyer(false)];
    await test.call('customers.update', { actionId: newAction(), customerId: member, field: 'company', value: 'Else' });
    expect((await partOf(test, member))?.share).toBe(0);
    await save(test, 'Trade', [{ match: 'none', of: byCompany }], trade);
    expect([(await partOf(test, member))?.share, (await partOf(test, other))?.share]).toEqual([1, 1]);
    const gone = newAction();
    await test.call('filters.remove', { actionId: gone, id: trade });
    // Of a segment that is gone nothing is known: nobody gains or loses by it.
    expect(await partOf(test, other)).toMatchObject({ points: 0 });
    expect((await receiptOf(test, other))?.missing).toContain('segment');
    await test.call('history.undo', { actionId: newAction(), target: gone } as never);
    expect((await partOf(test, other))?.share).toBe(1);
  });

  it('is refused where it would go round in a circle, or ask for what scoring does not read', async () => {
    const test = await openApp();
    await test.file(...shop(test.time.now, 5));
    const refused: [string, FilterNode[], string?][] = [
      ['circle', [{ match: 'any', of: [{ match: 'none', of: [{ attribute: 'tier', is: 'any-of', values: ['A'] }] }] }]],
      ['text', byCompany, 'tea'],
      ['record', [{ attribute: 'source', is: 'any-of', values: ['user'] }]],
    ];
    for (const [why, where, text] of refused) {
      expect([why, segmentRefusal({ text: text ?? '', where })]).toEqual([why, why]);
      const id = await save(test, why, where, undefined, text);
      const answer = test.call('rules.save', { actionId: newAction(), rules: asking(id) });
      await expect(answer, why).rejects.toThrow('bad-request');
    }
    // A segment that asks for scores only since: nothing of it counts any more.
    const trade = await save(test, 'Trade', byCompany);
    await test.call('rules.save', { actionId: newAction(), rules: asking(trade) });
    const ids = await test.file(...shop(test.time.now, 40));
    await save(test, 'Trade', [{ attribute: 'score', is: 'between', from: 60 }], trade);
    const receipts = await Promise.all(ids.map((id) => receiptOf(test, id)));
    const missing = receipts.filter((receipt) => receipt !== undefined).map((receipt) => receipt.missing);
    expect(missing.length).toBeGreaterThan(10);
    expect(missing.every((names) => names.includes('segment'))).toBe(true);
  });

  it('asks who bought what as of now, whether that has been counted before or not', async () => {
    const test = await openApp();
    const random = randomFrom(8);
    const sold = shop(test.time.now).map((one) => ({
      ...one,
      orders: (one.orders ?? []).map((order) => ({
        ...order,
        status: random(4) === 0 ? 'cancelled' : 'paid',
        lines: ['TEA', 'POT'].filter(() => random(3) === 0).map((sku) => ({ sku, name: sku, quantity: 1 })),
      })),
    })) as NewCustomer[];
    const ids = await test.file(...sold);
    const where: FilterNode[] = [
      { attribute: 'bought', is: 'any-of', values: ['sku:tea'] },
      { attribute: 'bought', is: 'none-of', values: ['sku:pot'] },
    ];
    const query = { sort: 'name', descending: false, filter: '', where, offset: 0, limit: 500 } as const;
    const tea = await save(test, 'Tea, no pot', where);
    await test.call('rules.save', { actionId: newAction(), rules: asking(tea) });
    const compared = async () => {
      const found = new Set((await test.call('customers.list', query)).rows.map(({ id }) => id));
      const parts = await Promise.all(ids.map(async (id) => [id, await partOf(test, id)] as const));
      for (const [id, part] of parts) if (part) expect([id, part.share]).toEqual([id, Number(found.has(id))]);
      return found.size;
    };
    // Scored before anything was counted; then each change by itself; then by what was counted.
    const previewed = async () => {
      const preview = JSON.parse(await test.call('score.preview', { rules: asking(tea) }));
      const rule = preview.rules.find(({ ruleId }: { ruleId: string }) => ruleId === 'in-segment');
      return rule.mean * rule.known;
    };
    expect(await previewed()).toBeCloseTo((await test.call('customers.list', query)).total, 8);
    const before = await compared();
    expect(before).toBeGreaterThan(10);
    const buyer = (await test.call('customers.list', query)).rows[0]?.id as CustomerId;
    for (const { id, lines } of await test.call('orders.list', { customerId: buyer, limit: 50 }))
      if (lines.some(({ sku }) => sku === 'TEA'))
        await test.call('orders.remove', { actionId: newAction(), orderId: id });
    expect(await compared()).toBe(before - 1);
    await test.call('offers.pairs', {});
    await test.call('rules.save', { actionId: newAction(), rules: { ...asking(tea), tiers: DEFAULT_RULES.tiers } });
    await test.file(...shop(test.time.now, 3));
    expect(await compared()).toBe(before - 1);
    expect(await previewed()).toBeCloseTo(before - 1, 8);
  });

  it('may ask for everything that is known before there is a score, and for nothing else', () => {
    for (const attribute of Object.keys(ATTRIBUTES)) {
      const reader = readerOf(attribute, []);
      const isAsked = segmentRefusal({ text: '', where: [{ attribute, is: 'known' }] }) === undefined;
      const isKnown = reader !== 'gone' && reader?.basis !== 'facts' && attribute !== 'score' && attribute !== 'tier';
      expect([attribute, isAsked]).toEqual([attribute, isKnown]);
    }
  });

  it('is read once for all the previews of one file, and anew when the file or the segment is another', async () => {
    const test = await openApp();
    const trade = await save(test, 'Trade', byCompany);
    const [first] = await test.file(...shop(test.time.now));
    const own = new Set<unknown>();
    const compute = computeHere(async () => {
      const database = await openBeside();
      own.add(unwrap(database));
      return database;
    });
    const read = vi.spyOn(IDBObjectStore.prototype, 'getAll');
    // What everybody is like lies in chunks; the use-cases read for themselves meanwhile.
    const isOfWorker = (store: unknown) =>
      store instanceof IDBObjectStore && store.name === 'chunks' && own.has(store.transaction.db);
    const preview = async (points: number, ids = [trade]) => {
      read.mockClear();
      const rules = asking(...ids);
      const typed = { ...rules, rules: rules.rules.map((rule) => ({ ...rule, points })) };
      const told = JSON.parse(await compute.ask<string>('preview', { at: test.time.now, rules: typed }));
      const { mean } = told.rules.find(({ ruleId }: { ruleId: string }) => ruleId === 'in-segment');
      return { mean, reads: read.mock.contexts.filter(isOfWorker).length };
    };
    const before = await preview(20);
    expect(before.reads).toBeGreaterThan(0);
    for (const points of [2, 21, 7]) expect(await preview(points)).toEqual({ mean: before.mean, reads: 0 });
    await test.call('customers.update', {
      ...{ actionId: newAction(), customerId: first as CustomerId },
      ...{ field: 'company', value: 'Else' },
    });
    const after = await preview(20);
    expect(after.mean).toBeLessThan(before.mean);
    await save(test, 'Trade', [{ match: 'none', of: byCompany }], trade);
    expect((await preview(20)).mean).toBeCloseTo(1 - after.mean, 12);
    read.mockRestore();
  });

  it('is tried in a preview before it counts, and is unknown in the past', async () => {
    const test = await openApp();
    const trade = await save(test, 'Trade', byCompany);
    await test.file(...shop(test.time.now));
    const preview = JSON.parse(await test.call('score.preview', { rules: asking(trade) }));
    const rule = preview.rules.find(({ ruleId }: { ruleId: string }) => ruleId === 'in-segment');
    expect(rule.known).toBeGreaterThan(30);
    expect(rule.mean).toBeGreaterThan(0.1);
    const rehearsal = JSON.parse(await test.call('score.rehearse', { rules: asking(trade) }));
    expect(rehearsal.withoutPast).toContain('segment');
    expect(rehearsal.months.length).toBeGreaterThan(3);
    const plain = JSON.parse(await test.call('score.rehearse', { rules: DEFAULT_RULES }));
    expect(rehearsal.months).toEqual(plain.months);
  });
});
