import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import type { Facts } from '../../lib/app/customer-facts.ts';
import { decodeFacts, encodeFacts } from '../../lib/app/list/facts-codec.ts';
import { createFactsTable, type FactsTable, noRows } from '../../lib/app/list/facts-table.ts';
import type { CustomerId } from '../../lib/domain/ids.ts';
import { QUALITY_CHECK_IDS, type QualityCheck } from '../../lib/domain/quality.ts';
import type { NewCustomer } from '../../lib/messaging/contract.ts';
import type { Edit } from '../../lib/storage/action.ts';
import { newAction, nextId } from '../storage/open-test-store.ts';
import { openApp, type TestApp } from './open-app.ts';

const DAY = 86_400_000;
const paid = { currency: 'CNY', totalMinor: 100, status: 'paid' as const };

/** Somebody who has this trouble and no other. */
const TROUBLED: Readonly<Record<QualityCheck, (now: number) => NewCustomer>> = {
  'no-contact': () => ({ name: 'x' }),
  'no-name': () => ({ emails: ['x@y.example'] }),
  'bad-email': () => ({ name: 'x', emails: ['x@y.con'] }),
  'bad-phone': () => ({ name: 'x', phones: ['+86 1111 1111 111'] }),
  'bad-birthday': () => ({ name: 'x', emails: ['x@y.example'], birthday: '1887-02-01' }),
  'future-message': () => ({ name: 'x', emails: ['x@y.example'] }),
  'future-order': (now) => ({
    name: 'x',
    emails: ['x@y.example'],
    orders: [{ number: 'f', placedAt: now + 3 * DAY, ...paid }],
  }),
  'zero-total': (now) => ({
    name: 'x',
    emails: ['x@y.example'],
    orders: [{ number: 'z', placedAt: now - DAY, ...paid, totalMinor: 0 }],
  }),
  'no-currency': () => ({ name: 'x', emails: ['x@y.example'] }),
  'no-order-date': () => ({ name: 'x', emails: ['x@y.example'] }),
  'phone-no-country': () => ({ name: 'x', phones: ['021 5550 1234'] }),
  inactive: () => ({ name: 'x', emails: ['x@y.example'] }),
  unconfirmed: () => ({ name: 'x', emails: ['x@y.example'] }),
};

/** What the contract cannot say of a new customer. */
const FURTHER: Partial<Record<QualityCheck, (id: CustomerId, now: number) => Edit[]>> = {
  'future-message': (id, now) => {
    const message = { customerId: id, kind: 'email', direction: 'in', subject: 's', at: now + 3 * DAY, createdAt: now };
    return record('interactions', { ...message, messageKey: 'm', site: 'x' });
  },
  'no-currency': (id, now) =>
    record('orders', { customerId: id, number: '1', shop: 'own', placedAt: now - DAY, totalMinor: 5, createdAt: now }),
  'no-order-date': (id, now) => record('orders', { customerId: id, number: '2', shop: 'own', ...paid, createdAt: now }),
  inactive: (id, now) => [{ kind: 'set', table: 'customers', id, field: 'createdAt', value: now - 800 * DAY }],
};
function record(table: Edit['table'], fields: Readonly<Record<string, unknown>>): Edit[] {
  const id = nextId();
  return Object.entries(fields).map(([field, value]) => ({ kind: 'set', table, id, field, value }));
}

async function troubled(check: QualityCheck): Promise<TestApp> {
  const test = await openApp();
  const [id] = await test.file(TROUBLED[check](test.time.now));
  const edits = FURTHER[check]?.(id as CustomerId, test.time.now) ?? [];
  const head = { id: newAction(), name: 'test', source: { type: 'user' } } as const;
  if (edits.length > 0) await test.store.commit(head, async () => ({ edits, reply: true }));
  if (check === 'unconfirmed') {
    const [identity] = (await test.call('customers.get', { customerId: id as CustomerId }))?.identities ?? [];
    const at = { table: 'identities', id: identity?.id ?? '', field: 'confidence' } as const;
    await test.store.commit({ ...head, id: newAction() }, async () => ({
      edits: [{ kind: 'set', ...at, value: 'likely' }],
      reply: true,
    }));
  }
  return test;
}
const held = async (test: TestApp) =>
  (await test.call('quality.report', {})).checks.filter(({ count }) => count > 0).map(({ check }) => check);

describe('the data-quality report', () => {
  it.each(QUALITY_CHECK_IDS)('finds %s, and nothing else wrong, and opens exactly that customer', async (check) => {
    const test = await troubled(check);
    expect(await held(test)).toEqual([check]);
    const [sound] = await test.file({ name: 'Sound', emails: ['sound@shop.example'], phones: ['+8613900000101'] });
    expect(await held(test)).toEqual([check]);
    const list = { sort: 'name', descending: false, filter: '', offset: 0, limit: 10 } as const;
    const where = [{ attribute: 'quality', is: 'any-of' as const, values: [check] }];
    const { rows, total } = await test.call('customers.list', { ...list, where });
    expect(total).toBe(1);
    expect(rows.map(({ id }) => id)).not.toContain(sound);
  });

  it('finds nothing in an empty file', async () => {
    const test = await openApp();
    expect(await test.call('quality.report', {})).toMatchObject({ customers: 0 });
    expect(await held(test)).toEqual([]);
  });

  it('says the same from what was stored of it, and after changes since', async () => {
    const test = await openApp();
    await test.file(
      ...Array.from({ length: 300 }, (_, index) => ({ name: index % 3 ? `P${index}` : '', tags: ['t'] })),
    );
    const before = await test.call('quality.report', {});
    await test.app.tidy();
    const again = await test.reopen();
    expect(await again.call('quality.report', {})).toEqual(before);
    await again.file({ emails: ['x@y.example'] });
    const counts = (await again.call('quality.report', {})).checks;
    expect(counts.find(({ check }) => check === 'no-name')?.count).toBe(101);
  });
});

describe('stored facts', () => {
  const facts = new Map(
    Array.from({ length: 20_000 }, (_, index) => [
      nextId() as CustomerId,
      {
        createdAt: index * 1000,
        activeAt: 1_790_000_000_000,
        contactAt: 0,
        lastOrderAt: index * 5000,
        birthday: index % 3 === 0 ? undefined : index % 3 === 1 ? Number.NaN : -86_400_000 * index + 43_200_000,
        marks: index % 512,
        sources: index % 2 ? ['import:客户.csv'] : ['page:roundcube', 'user'],
      },
    ]),
  );

  const table = createFactsTable(noRows());
  for (const [id, one] of facts) table.put(id, one);
  const held = (from: FactsTable | undefined) => {
    const at = from?.look();
    return from && new Map(Array.from(from.ids, ([id, row]) => [id, { ...at?.(row) }]));
  };

  it('come back as they were, and are not taken when they are of another version or incomplete', async () => {
    const chunks = new Map(encodeFacts(table, 'v1'));
    const load = async (names: readonly string[]) => names.map((name) => chunks.get(name));
    const decoded = await decodeFacts(load, 'v1');
    expect(held(table)).toEqual(facts);
    expect(held(decoded)).toEqual(facts);
    expect(await decodeFacts(load, 'v2')).toBeUndefined();
    const [gone] = facts.keys();
    decoded?.remove(gone as CustomerId);
    decoded?.put(nextId() as CustomerId, { ...facts.values().next().value, sources: ['sample'] } as Facts);
    expect([decoded?.ids.size, decoded?.ids.has(gone as CustomerId)]).toEqual([20_000, false]);
    chunks.delete('rows-1');
    expect(await decodeFacts(load, 'v1')).toBeUndefined();
    chunks.delete('head');
    expect(await decodeFacts(load, 'v1')).toBeUndefined();
  });
});
