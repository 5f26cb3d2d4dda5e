import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import type { CustomerId } from '../../lib/domain/ids.ts';
import type { ExportPerson, NewCustomer, ReplyOf } from '../../lib/messaging/contract.ts';
import { newAction } from '../storage/open-test-store.ts';
import { openApp, type TestApp } from './open-app.ts';
import { packed } from './packed.ts';

const peopleOf = ({ people }: ReplyOf<'export.people'>) => JSON.parse(people) as ExportPerson[];

async function everybody(test: TestApp, limit: number): Promise<{ people: ExportPerson[]; asked: number }> {
  const people: ExportPerson[] = [];
  let after: CustomerId | undefined;
  for (let asked = 1; ; asked += 1) {
    const answer = await test.call('export.people', { limit, ...(after ? { after } : {}) });
    people.push(...peopleOf(answer));
    if (answer.next === undefined) return { people, asked };
    after = answer.next;
  }
}

const named = (name: string, orders = 0): NewCustomer => ({
  name,
  emails: [`${name.toLowerCase()}@x.example`],
  phones: ['+8613900000101'.replace('101', String(100 + name.length))],
  notes: [`About ${name}`],
  orders: Array.from({ length: orders }, (_, at) => ({
    number: `${name}-${at}`,
    placedAt: 1_789_000_000_000 - at,
    currency: 'CNY',
    totalMinor: 100 + at,
    lines: [{ name: 'Tea', quantity: 2, unitMinor: 50 }],
  })),
});

const NOBODY = { people: '[]', count: 0, total: 0 };

describe('an export', () => {
  it('brings everybody once, with all that is on file, whatever the size of a step', async () => {
    const test = await openApp();
    const ids = await test.file(...['Ann', 'Bob', 'Cleo', 'Dora', 'Emil'].map((name) => named(name, 2)));
    for (const limit of [1, 2, 5, 200]) {
      const { people } = await everybody(test, limit);
      expect(people.map(({ customer }) => customer.id)).toEqual([...ids].sort());
    }
    const ann = (await everybody(test, 200)).people.find(({ customer }) => customer.name === 'Ann');
    expect(ann).toMatchObject({
      row: { name: 'Ann', orderCount: 2, net: { currency: 'CNY', amountMinor: 201 } },
      identities: [{ kind: 'email', display: 'ann@x.example' }, { kind: 'phone' }],
      // Oldest first, each with its lines.
      orders: [
        { number: 'Ann-1', lines: [{ name: 'Tea', quantity: 2, unitMinor: 50 }] },
        { number: 'Ann-0', lines: [{ name: 'Tea' }] },
      ],
      notes: [{ body: 'About Ann' }],
    });
  });

  it('leaves out who was deleted, also while it runs', async () => {
    const test = await openApp();
    const [ann, bob, cleo] = (await test.file(named('Ann'), named('Bob'), named('Cleo'))) as [
      CustomerId,
      CustomerId,
      CustomerId,
    ];
    const first = await test.call('export.people', { limit: 1 });
    expect(first).toMatchObject({ count: 1, total: 3, next: ann });
    expect(peopleOf(first)[0]?.customer.id).toBe(ann);
    await test.call('customers.remove', { actionId: newAction(), customerId: bob });
    const second = await test.call('export.people', { limit: 1, after: ann });
    expect(second).toMatchObject({ people: '[]', count: 0, next: bob });
    expect(peopleOf(await test.call('export.people', { limit: 1, after: bob }))[0]?.customer.id).toBe(cleo);
    expect((await everybody(test, 200)).people.length).toBe(2);
  });

  it('sends somebody with thousands of orders in a message of their own', async () => {
    const test = await openApp();
    await test.file(named('Ann', 10), named('Bulk', 2000), named('Cleo', 10));
    const { people, asked } = await everybody(test, 200);
    expect(people.map(({ customer }) => customer.name)).toEqual(['Ann', 'Bulk', 'Cleo']);
    expect(asked).toBeGreaterThan(1);
  });

  it('of one customer is of them alone; of nobody it is empty', async () => {
    const test = await openApp();
    const [ann] = (await test.file(named('Ann', 1), named('Bob'))) as [CustomerId];
    const one = await test.call('export.people', { customerId: ann, limit: 1 });
    expect(peopleOf(one).map(({ customer }) => customer.name)).toEqual(['Ann']);
    expect('next' in one).toBe(false);
    const nobody = '00000000-0000-7000-8000-999999999999' as CustomerId;
    expect(await test.call('export.people', { customerId: nobody, limit: 1 })).toEqual(NOBODY);
    const empty = await openApp();
    expect(await empty.call('export.people', { limit: 200 })).toEqual(NOBODY);
  });

  it('of orders brings those that belong to nobody too', async () => {
    const test = await openApp();
    await test.file(named('Ann', 1));
    const row = {
      row: 1,
      customer: { emails: [], phones: [], accounts: [], tags: [], fields: new Map() },
      order: { number: 'N-7', placedAt: 1_789_000_000_000, totalMinor: 500, currency: 'CNY' },
    };
    const options = { file: 'o.csv', shop: 'x:y', matchBy: ['email' as const], onConflict: 'mine' as const };
    const { importId } = await test.call('imports.open', { options });
    await test.call('imports.add', { importId, piece: 0, rows: packed([{ ...row, problems: [] }]) });
    await test.call('imports.run', { importId, actionId: newAction() });
    const answer = await test.call('export.ofNobody', { from: 0 });
    const people = JSON.parse(answer.people) as ExportPerson[];
    expect(people.flatMap(({ orders }) => orders.map(({ number }) => number))).toEqual(['N-7']);
    expect((await everybody(test, 200)).people.length).toBe(1);
  });
});
