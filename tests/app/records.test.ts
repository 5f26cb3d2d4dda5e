import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import type { CustomerId } from '../../lib/domain/ids.ts';
import { newAction } from '../storage/open-test-store.ts';
import { openApp, type TestApp } from './open-app.ts';

const DAY = 86_400_000;
const only = (ids: CustomerId[]): CustomerId => {
  const [id] = ids;
  if (!id) throw new Error('nobody was filed');
  return id;
};
const list = (
  test: TestApp,
  filter = '',
  sort: 'name' | 'net' | 'score' | 'orderCount' | 'lastPurchaseAt' = 'name',
  descending = false,
) => test.call('customers.list', { sort, descending, filter, offset: 0, limit: 50 });

describe('customers', () => {
  it('are found by any part of name, address, number, tag or note, accents and width aside', async () => {
    const test = await openApp();
    await test.file(
      { name: 'Siobhán O’Brien', emails: ['siobhan@kestrel.example'], tags: ['VIP'], notes: ['wants invoices in PDF'] },
      {
        name: '李晓梅',
        phones: ['13800000001'],
        orders: [{ number: 'HS-42', placedAt: test.time.now - DAY, currency: 'CNY', totalMinor: 100, status: 'paid' }],
      },
    );
    const found = async (text: string) =>
      (await test.call('search.run', { text, limit: 5 })).map(({ customer, field }) => [customer.name, field]);
    expect(await found('siobhan')).toEqual([['Siobhán O’Brien', 'name']]);
    expect(await found('晓梅')).toEqual([['李晓梅', 'name']]);
    expect(await found('ｖｉｐ')).toEqual([['Siobhán O’Brien', 'tag']]);
    expect(await found('HS-42')).toEqual([['李晓梅', 'order']]);
    expect(await found('in pdf')).toEqual([['Siobhán O’Brien', 'note']]);
    expect(await found('nobody')).toEqual([]);
  });

  it('sort by any column with the unknown last, and currencies never compared', async () => {
    const test = await openApp();
    const paid = (currency: string, totalMinor: number) => [
      {
        number: `${currency}${totalMinor}`,
        placedAt: test.time.now - DAY,
        currency,
        totalMinor,
        status: 'paid' as const,
      },
    ];
    await test.file(
      { name: 'none' },
      { name: 'small', orders: paid('CNY', 100) },
      { name: 'dollars', orders: paid('USD', 50) },
      { name: 'big', orders: paid('CNY', 900) },
    );
    expect((await list(test, '', 'net', true)).rows.map((row) => row.name)).toEqual([
      'big',
      'small',
      'dollars',
      'none',
    ]);
    expect((await list(test, '', 'net', false)).rows.map((row) => row.name)).toEqual([
      'small',
      'big',
      'dollars',
      'none',
    ]);
    expect((await list(test, 'small')).total).toBe(1);
  });

  it('show a change in the list at once', async () => {
    const test = await openApp();
    const id = only(await test.file({ name: 'before' }));
    await list(test);
    await test.call('customers.update', { actionId: newAction(), customerId: id, field: 'name', value: 'after' });
    expect((await list(test)).rows.map((row) => row.name)).toEqual(['after']);
    await test.call('customers.remove', { actionId: newAction(), customerId: id });
    expect((await list(test)).total).toBe(0);
    await test.call('history.undo', { actionId: newAction() });
    expect((await list(test)).rows.map((row) => row.name)).toEqual(['after']);
  });

  it('are asked for a hundred things that are none, and answer each with its name', async () => {
    const test = await openApp();
    const id = only(await test.file({ name: 'A' }));
    const missing = '019a0000-0000-7000-8000-00000000dead' as CustomerId;
    await expect(
      test.call('customers.update', { actionId: newAction(), customerId: missing, field: 'name', value: 'x' }),
    ).rejects.toThrow('not-found');
    await expect(
      test.call('customers.update', { actionId: newAction(), customerId: id, field: 'birthday', value: '2026-02-30' }),
    ).rejects.toThrow('bad-request');
    await expect(
      test.call('identities.add', { actionId: newAction(), customerId: id, kind: 'email', value: 'no address' }),
    ).rejects.toThrow('bad-request');
    await expect(test.call('notes.add', { actionId: newAction(), customerId: id, body: '  ' })).rejects.toThrow(
      'bad-request',
    );
    await expect(test.call('notes.add', { actionId: newAction(), customerId: missing, body: 'x' })).rejects.toThrow(
      'not-found',
    );
    expect(await test.call('customers.get', { customerId: missing })).toBeNull();
    expect(await test.call('history.undo', { actionId: newAction(), undo: newAction() })).toBeNull();
  });
});

describe('history', () => {
  it('says who changed what, newest first, and any value can be put back', async () => {
    const test = await openApp();
    const id = only(await test.file({ name: 'one' }));
    await test.call('customers.update', { actionId: newAction(), customerId: id, field: 'name', value: 'two' });
    await test.call('customers.tag', { actionId: newAction(), customerId: id, tag: 'vip', present: true });
    const entries = await test.call('history.list', { recordId: id });
    expect(entries.slice(0, 2)).toMatchObject([
      { action: 'customers.tag', field: 'tags', after: 'vip' },
      { action: 'customers.update', field: 'name', before: 'one', after: 'two', source: { type: 'user' } },
    ]);
  });

  it('keeps the text of a note through edits and takes each back', async () => {
    const test = await openApp();
    const id = only(await test.file({ name: 'A' }));
    const { noteId } = await test.call('notes.add', { actionId: newAction(), customerId: id, body: 'first' });
    await test.call('notes.edit', { actionId: newAction(), noteId, body: 'first, then more' });
    await test.call('history.undo', { actionId: newAction() });
    expect((await test.call('notes.list', { customerId: id }))[0]?.body).toBe('first');
    await test.call('history.redo', { actionId: newAction() });
    expect((await test.call('notes.list', { customerId: id }))[0]?.body).toBe('first, then more');
  });
});

describe('the score', () => {
  it('adds up for everybody, follows each order, and is absent without one', async () => {
    const test = await openApp();
    const ids = await test.file(
      ...Array.from({ length: 40 }, (_, index) => ({
        name: `C${index}`,
        orders: Array.from({ length: index % 6 }, (_order, nth) => ({
          number: `O-${index}-${nth}`,
          placedAt: test.time.now - (index + nth * 20) * DAY,
          currency: 'CNY',
          totalMinor: 1000 * (index + 1),
          status: 'paid' as const,
        })),
      })),
    );
    for (const [index, customerId] of ids.entries()) {
      const receipt = await test.call('score.get', { customerId });
      expect(receipt.type).toBe(index % 6 === 0 ? 'no-orders' : 'scored');
      if (receipt.type === 'scored')
        expect(receipt.parts.reduce((sum, part) => sum + part.points, 50)).toBeCloseTo(receipt.score, 9);
    }
  });
});
