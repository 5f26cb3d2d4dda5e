import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import type { CustomerId } from '../../lib/domain/ids.ts';
import { newAction } from '../storage/open-test-store.ts';
import { fact, message, openApp, order, person, show, type TestApp, top } from './open-app.ts';

const matchOf = (test: TestApp) => test.pushed.at(-1)?.context.people[0]?.match;
const see = async (test: TestApp, sighting: Parameters<typeof show>[2], doc: string) => {
  await show(test, top(doc), sighting);
  return matchOf(test);
};

describe('recognising what marketplaces show in place of a person', () => {
  it('a nick is learned with a recorded order and known again in that shop alone', async () => {
    const test = await openApp();
    const [id] = await test.file({ name: '李晓梅', phones: ['+8613900000101'] });
    const bought = order('T-1', { name: fact('李晓梅'), phone: fact('+8613900000101'), nick: fact('小梅子') });
    await see(test, { ...bought, recipe: 'taobao' }, 'first');
    await test.call('page.record', { actionId: newAction() });
    const profile = await test.call('customers.get', { customerId: id as CustomerId });
    expect(profile?.identities.map(({ kind }) => kind)).toContain('nick');
    const again = { ...order('T-2', { nick: fact('小梅子') }), recipe: 'taobao' };
    expect(await see(test, again, 'second')).toMatchObject({ type: 'certain', customer: { customerId: id } });
    expect(await see(test, { ...again, recipe: 'console' }, 'third')).toMatchObject({ type: 'unknown' });
  });

  it('a masked phone asks whether it is who has the number, and one on file is found by the whole number', async () => {
    const test = await openApp();
    const [li] = await test.file({ name: '李晓梅', phones: ['+8613900000101'] });
    const masked = (phone: string, name: string) => order('T-1', { phone: fact(phone), name: fact(name) });
    expect(await see(test, masked('139****0101', '李晓梅'), 'a')).toMatchObject({
      type: 'probable',
      customer: { customerId: li, evidence: [{ by: 'masked-phone' }, { by: 'name' }] },
    });
    expect(await see(test, masked('138****0101', '陈志远'), 'b')).toMatchObject({ type: 'unknown' });
    await test.call('identities.add', {
      ...{ actionId: newAction(), customerId: li as CustomerId, kind: 'masked-phone', value: '137****4321' },
    });
    await test.call('identities.remove', {
      actionId: newAction(),
      identityId: (await test.call('customers.get', { customerId: li as CustomerId }))?.identities.find(
        ({ kind }) => kind === 'phone',
      )?.id as never,
    });
    expect(await see(test, masked('+86 137 0000 4321', '李晓梅'), 'c')).toMatchObject({
      type: 'probable',
      customer: { customerId: li },
    });
  });

  it('a relay address of an order is known by the buyer’s part of it', async () => {
    const test = await openApp();
    const [id] = await test.file({ name: 'Piotr Zając' });
    const add = { actionId: newAction(), customerId: id as CustomerId, kind: 'relay' as const };
    await test.call('identities.add', { ...add, value: 'buyer77+order1@allegromail.pl' });
    const mail = message(person('from', 'buyer77+order2@allegromail.pl', 'Piotr'));
    expect(await see(test, mail, 'a')).toMatchObject({ type: 'certain', customer: { customerId: id } });
  });

  it('a mailbox that several people use makes nobody certain, whoever it was marked on', async () => {
    const test = await openApp();
    const [ann, bob] = await test.file(
      { name: 'Ann Lee', emails: ['office@firm.example'] },
      { name: 'Bob Ray', emails: ['office@firm.example'] },
      { name: 'Cy Ode', emails: ['cy@firm.example'] },
    );
    const identity = (await test.call('customers.get', { customerId: bob as CustomerId }))?.identities[0];
    const identityId = identity?.id as never;
    await test.call('identities.share', { actionId: newAction(), identityId, shared: true });
    expect(await see(test, message(person('from', 'office@firm.example')), 'a')).toMatchObject({ type: 'ambiguous' });
    expect(await see(test, message(person('from', 'office@firm.example', 'Ann Lee'), 'm2'), 'b')).toMatchObject({
      type: 'certain',
      customer: { customerId: ann },
    });
    // Marked on one alone it is no more certain.
    await test.call('customers.remove', { actionId: newAction(), customerId: ann as CustomerId });
    expect(await see(test, message(person('from', 'office@firm.example'), 'm3'), 'c')).toMatchObject({
      type: 'probable',
    });
    await test.call('identities.share', { actionId: newAction(), identityId, shared: false });
    expect(await see(test, message(person('from', 'office@firm.example'), 'm4'), 'd')).toMatchObject({
      type: 'certain',
    });
  });
});

describe('recognising merged people', () => {
  it('finds the one person by what either record has, and says no for both when told so', async () => {
    const test = await openApp();
    const [ana, other] = (await test.file(
      { name: 'Ana Souza', emails: ['ana@vale.example'] },
      { name: 'A. Souza', emails: ['ana@home.example'] },
    )) as [CustomerId, CustomerId];
    await test.call('merges.join', { actionId: newAction(), groups: [[ana, other]] });
    const from = (email: string, id: string) => message(person('from', email, 'Ana'), id);
    expect(await see(test, from('ana@home.example', 'm1'), 'a')).toMatchObject({
      type: 'certain',
      customer: { customerId: ana, name: 'Ana Souza' },
    });
    await test.call('page.reject', { actionId: newAction(), key: 'ana@home.example', customerId: ana });
    expect(await see(test, from('ana@home.example', 'm2'), 'b')).toMatchObject({ type: 'unknown' });
    await test.call('merges.part', { actionId: newAction(), customerId: other });
    expect(await see(test, from('ana@home.example', 'm3'), 'c')).toMatchObject({ type: 'unknown' });
    expect(await see(test, from('ana@vale.example', 'm4'), 'd')).toMatchObject({ type: 'certain' });
  });

  it('what was recorded for one of them before is not recorded twice, and an order stays with whose it is', async () => {
    const test = await openApp();
    const [ana, other] = (await test.file(
      { name: 'Ana Souza', emails: ['ana@vale.example'] },
      { name: 'Ana Prado', emails: ['ana@home.example'], phones: ['+5511555501100'] },
    )) as [CustomerId, CustomerId];
    const mail = message(person('from', 'ana@home.example'));
    const bought = order('T-7', { phone: fact('+5511555501100'), name: fact('Ana Prado') });
    await see(test, mail, 'a');
    await test.call('page.record', { actionId: newAction() });
    await see(test, bought, 'b');
    await test.call('page.record', { actionId: newAction() });
    await test.call('merges.join', { actionId: newAction(), groups: [[ana, other]] });
    await see(test, mail, 'c');
    expect(test.pushed.at(-1)?.context.message?.record.type).toBe('recorded');
    await test.call('page.record', { actionId: newAction() });
    await see(test, bought, 'd');
    await test.call('page.record', { actionId: newAction() });
    expect(await test.call('store.stats', {})).toMatchObject({ interactions: 1, orders: 1 });
    // A note on the order of the one who was merged goes with that order.
    await test.call('notes.add', { actionId: newAction(), customerId: ana, body: 'about T-7', here: true });
    await test.call('notes.add', { actionId: newAction(), customerId: ana, body: 'about Ana' });
    await test.call('merges.part', { actionId: newAction(), customerId: other });
    const bodies = async (customerId: CustomerId) =>
      (await test.call('notes.list', { customerId })).map(({ body }) => body);
    expect(await bodies(other)).toEqual(['about T-7']);
    expect(await bodies(ana)).toEqual(['about Ana']);
    expect((await test.call('orders.list', { customerId: other, limit: 5 })).length).toBe(1);
  });
});
