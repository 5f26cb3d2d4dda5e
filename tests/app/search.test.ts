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
