import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import type { CustomerId } from '../../lib/domain/ids.ts';
import { newAction } from '../storage/open-test-store.ts';
import { openApp, type TestApp } from './open-app.ts';

const found = async (test: TestApp, text: string) =>
  (await test.call('search.run', { text, limit: 10 })).map(({ customer, field }) => `${customer.name} (${field})`);

const crowd = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ name: `Person ${index}`, emails: [`person${index}@crowd.example`] }));

it('finds people by what is typed the moment it is on file, before an index was stored and after', async () => {
  const test = await openApp();
  await test.file(...crowd(300));
  const [li] = await test.file({ name: '单晓梅', emails: ['xiaomei@meili.example'], phones: ['+8613900000101'] });
  const note = { actionId: newAction(), customerId: li as CustomerId, body: '喜欢龙井，周五前发货' };
  await test.call('notes.add', note);
  for (const round of ['nothing stored', 'stored']) {
    expect(await found(test, 'shanxm'), round).toEqual(['单晓梅 (name)']);
    expect(await found(test, '0101'), round).toEqual(['单晓梅 (phone)']);
    expect(await found(test, '龙井'), round).toEqual(['单晓梅 (note)']);
    expect((await found(test, 'person42@crowd.example'))[0], round).toContain('Person 42 ');
    await test.app.tidy();
  }
  const rename = { actionId: newAction(), customerId: li as CustomerId, field: 'name' as const, value: '曾晓梅' };
  await test.call('customers.update', rename);
  expect(await found(test, 'zengxm')).toEqual(['曾晓梅 (name)']);
  expect(await found(test, 'shanxm')).toEqual([]);
  await test.call('customers.remove', { actionId: newAction(), customerId: li as CustomerId });
  expect(await found(test, '龙井')).toEqual([]);
  await test.call('history.undo', { actionId: newAction() });
  expect(await found(test, '龙井')).toEqual(['曾晓梅 (note)']);
});

it('a list filtered by words says when it did not count everybody; what is done to all of them reaches everybody', async () => {
  const test = await openApp();
  const many = crowd(700).map((one, at) => ({ ...one, notes: [at < 650 ? 'wants oolong' : 'wants sencha'] }));
  for (let from = 0; from < many.length; from += 100) await test.file(...many.slice(from, from + 100));
  const asked = (filter: string) => ({ sort: 'name' as const, descending: false, filter, offset: 0, limit: 10 });
  for (const round of ['nothing stored', 'stored']) {
    await test.file({ name: `Nobody of ${round}` });
    const cut = await test.call('customers.list', asked('oolong'));
    expect(cut.isCut, round).toBe(true);
    expect(cut.total, round).toBeGreaterThanOrEqual(300);
    expect(cut.total, round).toBeLessThanOrEqual(650);
    expect(await test.call('customers.list', asked('sencha')), round).toMatchObject({ total: 50 });
    expect(await test.call('customers.list', asked('sencha')), round).not.toHaveProperty('isCut');
    const of = { filter: { text: 'oolong', where: [] }, except: [] };
    expect(await test.call('bulk.preview', { of }), round).toMatchObject({ customers: 650 });
    const ids = { filter: of.filter, sort: 'name' as const, descending: false, limit: 5 };
    expect((await test.call('filters.ids', ids)).total, round).toBe(650);
    // Once counted, the list knows it too.
    expect(await test.call('customers.list', asked('oolong')), round).toMatchObject({ total: 650 });
    await test.app.tidy();
  }
});
