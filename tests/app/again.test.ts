import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import type { CustomerId } from '../../lib/domain/ids.ts';
import { newAction } from '../storage/open-test-store.ts';
import { child, fact, message, ORIGIN, openApp, order, person, show, TAB, type TestApp, top } from './open-app.ts';

const EMMA = { name: 'Emma Clarke', emails: ['emma@clarke.example'] };
const JOHN = { name: 'John Smith', emails: ['john@north.example'] };
const undo = (test: TestApp) => test.call('history.undo', { actionId: newAction() });

describe('what was taken back can be done again', () => {
  it('a setting', async () => {
    const test = await openApp();
    const never = (...neverList: string[]) =>
      test.call('settings.set', { actionId: newAction(), settings: { neverList } });
    await never('@one.example');
    await undo(test);
    expect((await test.call('settings.get', {})).neverList).toEqual([]);
    await never('@two.example');
    expect((await test.call('settings.get', {})).neverList).toContain('@two.example');
  });

  it('one of two settings, without the other', async () => {
    const test = await openApp();
    await test.call('settings.set', { actionId: newAction(), settings: { neverList: ['@a.example'] } });
    await test.call('settings.set', { actionId: newAction(), settings: { neverList: ['@a.example', '@b.example'] } });
    await undo(test);
    expect((await test.call('settings.get', {})).neverList).toEqual(['@a.example']);
  });

  it('what to record on a site', async () => {
    const test = await openApp();
    const choose = () => test.call('sites.setRecording', { actionId: newAction(), origin: ORIGIN, recording: 'all' });
    await choose();
    await undo(test);
    await choose();
    expect((await test.call('sites.list', {}))[0]?.recording).toBe('all');
  });

  it('a recorded message and a recorded order', async () => {
    const test = await openApp();
    await test.file(EMMA, { name: '马超', phones: ['+8613800000001'] });
    const recordTwice = async () => {
      await test.call('page.record', { actionId: newAction() });
      await undo(test);
      await test.call('page.record', { actionId: newAction() });
    };
    await show(test, top('the-message'), message(person('from', 'emma@clarke.example')));
    await recordTwice();
    await show(test, top('the-order'), order('T-1', { name: fact('马超'), phone: fact('+8613800000001') }));
    await recordTwice();
    expect(await test.call('store.stats', {})).toMatchObject({ interactions: 1, orders: 1 });
  });

  it('an undo that finds everything changed since does not block the one before it', async () => {
    const test = await openApp();
    const [id] = await test.file({ name: 'one' });
    const customerId = id as CustomerId;
    await test.call('customers.update', { actionId: newAction(), customerId, field: 'company', value: 'Before' });
    await test.call('customers.update', { actionId: newAction(), customerId, field: 'name', value: 'two' });
    const mine = newAction();
    await test.call('customers.update', { actionId: mine, customerId, field: 'name', value: 'three' });
    await test.call('history.undo', { actionId: newAction(), undo: mine });
    await undo(test);
    await undo(test);
    const profile = await test.call('customers.get', { customerId });
    expect([profile?.customer.name, profile?.customer.company]).toEqual(['one', undefined]);
  });

  it('two quick undos are two steps', async () => {
    const test = await openApp();
    const [id] = await test.file({ name: 'one' });
    const customerId = id as CustomerId;
    for (const value of ['two', 'three'])
      await test.call('customers.update', { actionId: newAction(), customerId, field: 'name', value });
    await Promise.all([undo(test), undo(test)]);
    expect((await test.call('customers.get', { customerId }))?.customer.name).toBe('one');
  });
});

describe('a page that stays open', () => {
  it('does not write over what a newer one told, and does not go on for ever', async () => {
    const test = await openApp();
    await test.file({ name: '马超', phones: ['+8613800000001'] });
    await test.call('sites.setRecording', { actionId: newAction(), origin: ORIGIN, recording: 'all' });
    const buyer = { name: fact('马超'), phone: fact('+8613800000001') };
    await show(test, top('the-older-tab'), order('T-1', buyer, 100));
    await show(test, { ...top('the-newer-tab'), tabId: TAB + 1 }, order('T-1', buyer, 200));
    for (let round = 0; round < 3; round += 1) await test.app.pages.refresh();
    const before = (await test.call('store.stats', {})).changes;
    await test.app.pages.refresh();
    expect((await test.call('store.stats', {})).changes).toBe(before);
    expect((await test.call('orders.list', { limit: 1 }))[0]?.totalMinor).toBe(200);
  });

  it('does not give a customer back an address the user took from them', async () => {
    const test = await openApp();
    const [id] = await test.file({ name: '马超', phones: ['+8613800000001'] });
    const customerId = id as CustomerId;
    await test.call('sites.setRecording', { actionId: newAction(), origin: ORIGIN, recording: 'all' });
    const seen = order('T-1', { name: fact('马超'), phone: fact('+8613800000001'), email: fact('wrong@shop.example') });
    await show(test, top('first-visit'), seen);
    const wrong = (await test.call('customers.get', { customerId }))?.identities.find(
      (identity) => identity.kind === 'email',
    );
    if (!wrong) throw new Error('was not learned');
    await test.call('identities.remove', { actionId: newAction(), identityId: wrong.id });
    await test.app.pages.refresh();
    await show(test, top('second-visit'), seen);
    expect((await test.call('customers.get', { customerId }))?.identities.map((identity) => identity.kind)).toEqual([
      'phone',
    ]);
  });

  it('does not keep the person chosen in one message for the next', async () => {
    const test = await openApp();
    await test.file(EMMA, JOHN);
    await show(test, top(), null);
    const withJohn = (from: string, id: string) => {
      const seen = message(person('from', from), id);
      return { ...seen, people: [...seen.people, person('cc', 'john@north.example')] };
    };
    await show(test, child('message-one'), withJohn('emma@clarke.example', 'a'));
    await test.call('page.select', { key: 'john@north.example' });
    expect((await test.call('page.get', {})).selected).toBe('john@north.example');
    await test.app.pages.gone(child('message-one'));
    await show(test, child('message-two'), withJohn('emma@clarke.example', 'b'));
    expect((await test.call('page.get', {})).selected).toBe('emma@clarke.example');
  });

  it('records for the person shown, and not for a page that has moved on', async () => {
    const test = await openApp();
    const [emma, john] = await test.file(EMMA, JOHN);
    const seen = message(person('from', 'emma@clarke.example'));
    await show(test, top(), { ...seen, people: [...seen.people, person('cc', 'john@north.example')] });
    await expect(
      test.call('page.record', { actionId: newAction(), key: 'john@north.example', of: '<other@mail.example>' }),
    ).rejects.toThrow('not-found');
    await test.call('page.record', { actionId: newAction(), key: 'john@north.example', of: '<m1@mail.example>' });
    const of = async (customerId: CustomerId | undefined) =>
      (await test.call('customers.get', { customerId: customerId as CustomerId }))?.timelineTotal;
    expect([await of(emma), await of(john)]).toEqual([0, 1]);
  });
});

describe('a choice between two customers with one address', () => {
  it('is remembered', async () => {
    const test = await openApp();
    const [one] = await test.file(
      { name: 'Emma', emails: ['info@office.example'] },
      { name: 'Office', emails: ['info@office.example'] },
    );
    await show(test, top(), message(person('from', 'info@office.example')));
    expect((await test.call('page.get', {})).people[0]?.match.type).toBe('ambiguous');
    await test.call('page.link', { actionId: newAction(), key: 'info@office.example', customerId: one as CustomerId });
    expect((await test.call('page.get', {})).people[0]?.match).toMatchObject({
      type: 'certain',
      customer: { customerId: one },
    });
  });
});
