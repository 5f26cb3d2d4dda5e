import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import type { CustomerId } from '../../lib/domain/ids.ts';
import { newAction } from '../storage/open-test-store.ts';
import { child, fact, inMemory, message, ORIGIN, openApp, order, person, show, TAB, top } from './open-app.ts';

const EMMA = { name: 'Emma Clarke', emails: ['emma@clarke.example'] };
const JOHN = { name: 'John Smith', emails: ['john@north.example'] };

describe('the page under the panel', () => {
  it('shows the person of the open message with everything on file', async () => {
    const test = await openApp();
    const [emma] = await test.file({ ...EMMA, notes: ['likes green'] });
    await show(test, top(), message(person('from', 'Emma@Clarke.example', 'Emma Clarke')));
    const told = test.pushed.at(-1);
    expect(told?.context).toMatchObject({
      state: 'people',
      selected: 'emma@clarke.example',
      message: { direction: 'in' },
    });
    expect(told?.profile).toMatchObject({
      customer: { id: emma, name: 'Emma Clarke' },
      notes: [{ body: 'likes green' }],
    });
  });

  it('has nobody the moment the document leaves the message, before the next is read', async () => {
    const test = await openApp();
    await test.file(EMMA, JOHN);
    await show(test, top(), message(person('from', 'emma@clarke.example')));
    await test.app.pages.left(top(), 1);
    expect(test.pushed.at(-1)).toMatchObject({ context: { state: 'loading', people: [] } });
    expect(test.pushed.at(-1)?.profile).toBeUndefined();
  });

  it('drops what an earlier document of the frame says late', async () => {
    const test = await openApp();
    await test.file(EMMA, JOHN);
    await show(test, top(), null);
    await show(test, child('first-document'), message(person('from', 'emma@clarke.example'), 'a'));
    await show(test, child('second-document'), message(person('from', 'john@north.example'), 'b'));
    await test.app.pages.seen(child('first-document'), {
      sighting: message(person('from', 'emma@clarke.example'), 'a'),
      final: true,
      rev: 2,
    });
    await test.app.pages.gone(child('first-document'));
    expect((await test.call('page.get', {})).selected).toBe('john@north.example');
  });

  it('believes nothing of a frame of another site', async () => {
    const test = await openApp();
    await test.file(EMMA);
    await show(test, top(), null);
    const stranger = { ...child('strange-document'), origin: 'https://evil.example' };
    await show(test, stranger, message(person('from', 'emma@clarke.example')));
    expect((await test.call('page.get', {})).state).toBe('nobody');
  });

  it('goes on with what the worker before it knew', async () => {
    const memory = inMemory();
    const before = await openApp(memory);
    await show(before, top(), message(person('from', 'emma@clarke.example')));
    const after = await openApp(memory);
    await after.file(EMMA);
    expect((await after.call('page.get', {})).people[0]?.match.type).toBe('certain');
  });

  it('gives list badges to sure rows only, for the read they belong to', async () => {
    const test = await openApp();
    await test.file(
      { ...EMMA, notes: ['x'] },
      { name: '王芳', emails: ['a@one.example'] },
      { name: '王芳', emails: ['b@two.example'] },
    );
    await test.app.pages.started(top());
    const rows = [
      person('from', 'emma@clarke.example'),
      { role: 'from' as const, name: fact('王芳') },
      person('from', 'nobody@x.example'),
    ];
    const list = {
      recipe: 'webmail',
      view: 'list' as const,
      people: [],
      rows: rows.map((entry, row) => ({ row, people: [entry] })),
    };
    await test.app.pages.seen(top(), { sighting: list, final: true, rev: 4 });
    expect(test.drawn.at(-1)).toEqual({ type: 'rows', rev: 4, badges: { 0: { hasNotes: true } } });
  });
});

describe('what is recorded', () => {
  it('is nothing until the user chose, then every opened message once, whatever its body', async () => {
    const test = await openApp();
    const [emma] = await test.file(EMMA);
    if (!emma) throw new Error('no customer');
    await show(test, top(), message(person('from', 'emma@clarke.example')));
    expect((await test.call('store.stats', {})).interactions).toBe(0);
    await test.call('sites.setRecording', { actionId: newAction(), origin: ORIGIN, recording: 'all' });
    for (const doc of ['second-visit', 'third-visit'])
      await show(test, top(doc), message(person('from', 'emma@clarke.example')));
    expect((await test.call('store.stats', {})).interactions).toBe(1);
    expect((await test.call('page.get', {})).message?.record.type).toBe('recorded');
    const [item] = await test.call('timeline.list', { customerId: emma, offset: 0, limit: 5 });
    expect(item).toMatchObject({ type: 'message', subject: 'Where is my parcel?', direction: 'in' });
  });

  it('waits for the whole of a message that is told in two parts', async () => {
    const test = await openApp();
    await test.file(EMMA);
    await test.call('sites.setRecording', { actionId: newAction(), origin: ORIGIN, recording: 'all' });
    const seen = message(person('from', 'emma@clarke.example'));
    const partly = { ...seen, message: { key: fact('INBOX#4') } };
    await test.app.pages.started(top());
    await test.app.pages.seen(top(), { sighting: partly, final: false, rev: 1 });
    expect((await test.call('store.stats', {})).interactions).toBe(0);
    await test.app.pages.seen(top(), { sighting: seen, final: true, rev: 1 });
    expect((await test.call('store.stats', {})).interactions).toBe(1);
  });

  it('is not lost when another frame of the page goes away meanwhile and nothing comes in its place', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const test = await openApp();
      await test.file(EMMA);
      await test.call('sites.setRecording', { actionId: newAction(), origin: ORIGIN, recording: 'all' });
      await show(test, top(), null);
      await show(test, child('helper-document'), null);
      await test.app.pages.gone(child('helper-document'));
      const sighting = message(person('from', 'emma@clarke.example'));
      await test.app.pages.seen(top(), { sighting, final: true, rev: 2 });
      expect((await test.call('page.get', {})).state).toBe('loading');
      await vi.advanceTimersByTimeAsync(5000);
      await vi.waitFor(async () => expect((await test.call('store.stats', {})).interactions).toBe(1));
      expect((await test.call('page.get', {})).message?.record.type).toBe('recorded');
    } finally {
      vi.useRealTimers();
    }
  });

  it('never makes a customer from a mere view, and nothing of the never list', async () => {
    const test = await openApp();
    await test.call('sites.setRecording', { actionId: newAction(), origin: ORIGIN, recording: 'all' });
    await test.call('settings.set', { actionId: newAction(), settings: { neverList: ['@secret.example'] } });
    await test.file({ name: 'S', emails: ['s@secret.example'] });
    await show(test, top('one-document'), message(person('from', 'new@person.example'), 'n'));
    await show(test, top('two-document'), message(person('from', 's@secret.example'), 's'));
    expect(await test.call('store.stats', {})).toMatchObject({ customers: 1, interactions: 0 });
    expect((await test.call('page.get', {})).message?.record).toEqual({ type: 'excluded', reason: 'never-list' });
  });

  it('follows an order from visit to visit and leaves what the page no longer says', async () => {
    const test = await openApp();
    const [ma] = await test.file({ name: '马超', phones: ['+86 138 0000 0001'] });
    await test.call('sites.setRecording', { actionId: newAction(), origin: ORIGIN, recording: 'all' });
    const buyer = { name: fact('超 马'), phone: fact('+8613800000001'), account: fact('13') };
    await show(test, top('first-visit'), order('T-1', buyer));
    await show(test, top('second-visit'), order('T-1', buyer, 9_900));
    const orders = await test.call('orders.list', { limit: 10 });
    expect(orders).toMatchObject([
      { number: 'T-1', totalMinor: 9_900, customerId: ma, lines: [{ sku: 'TEA', quantity: 2 }] },
    ]);
    const profile = await test.call('customers.get', { customerId: ma as CustomerId });
    expect(profile?.stats).toMatchObject({ orderCount: 1, net: [{ currency: 'CNY', amountMinor: 9_900 }] });
    expect(profile?.identities.map((identity) => identity.kind)).toEqual(['phone', 'account']);
  });
});

describe('what the user says about the person', () => {
  it('“not this person” holds on the next visit, and a later “yes, it is” takes it back', async () => {
    const test = await openApp();
    const [emma] = await test.file(EMMA);
    if (!emma) throw new Error('no customer');
    const key = 'emma@clarke.example';
    await show(test, top('first-visit'), message(person('from', key)));
    await test.call('page.reject', { actionId: newAction(), key, customerId: emma });
    await show(test, top('second-visit'), message(person('from', key), 'other'));
    expect((await test.call('page.get', {})).people[0]?.match).toEqual({ type: 'unknown', similar: [] });
    await test.call('page.link', { actionId: newAction(), key, customerId: emma });
    expect((await test.call('page.get', {})).people[0]?.match.type).toBe('certain');
  });

  it('a confirmed guess is sure from then on: the account is learned', async () => {
    const test = await openApp();
    const [ma] = await test.file({ name: '马超' });
    if (!ma) throw new Error('no customer');
    await show(test, top('first-visit'), order('T-1', { name: fact('超 马'), account: fact('13') }));
    const { people } = await test.call('page.get', {});
    expect(people[0]?.match.type).toBe('probable');
    await test.call('page.link', { actionId: newAction(), key: people[0]?.key ?? '', customerId: ma });
    await show(test, top('second-visit'), order('T-2', { name: fact('somebody else'), account: fact('13') }));
    expect((await test.call('page.get', {})).people[0]?.match).toMatchObject({
      type: 'certain',
      customer: { customerId: ma },
    });
  });

  it('an address that is somebody else’s stays theirs', async () => {
    const test = await openApp();
    const [emma, john] = await test.file(EMMA, JOHN);
    if (!emma || !john) throw new Error('no customers');
    await show(test, top(), message(person('from', 'emma@clarke.example')));
    await test.call('page.link', { actionId: newAction(), key: 'emma@clarke.example', customerId: john });
    const profile = await test.call('customers.get', { customerId: john });
    expect(profile?.identities.map((identity) => identity.key)).toEqual(['john@north.example']);
  });

  it('a customer from the page has what was read, with its source, and is gone again by one undo', async () => {
    const test = await openApp();
    await show(test, top(), message(person('from', 'new@person.example', 'New Person')));
    const fields = { name: 'New Person', email: 'new@person.example', phone: '' };
    const { customerId } = await test.call('page.addCustomer', {
      actionId: newAction(),
      key: 'new@person.example',
      fields,
    });
    const profile = await test.call('customers.get', { customerId });
    expect(profile?.provenance.name?.source).toEqual({ type: 'page', recipe: 'webmail', anchor: 'test' });
    expect((await test.call('page.get', {})).people[0]?.match.type).toBe('certain');
    await test.call('history.undo', { actionId: newAction() });
    expect(await test.call('customers.get', { customerId })).toBeNull();
    expect((await test.call('page.get', {})).people[0]?.match.type).toBe('unknown');
  });

  it('an address that is none is refused before anything is written', async () => {
    const test = await openApp();
    await show(test, top(), message(person('from', 'new@person.example')));
    const fields = { name: 'X', email: 'not an address', phone: '' };
    await expect(
      test.call('page.addCustomer', { actionId: newAction(), key: 'new@person.example', fields }),
    ).rejects.toThrow('bad-request');
    expect((await test.call('store.stats', {})).customers).toBe(0);
  });
});

describe('two tabs', () => {
  it('each keep their own person', async () => {
    const test = await openApp();
    await test.file(EMMA, JOHN);
    await show(test, top(), message(person('from', 'emma@clarke.example')));
    await show(test, { ...top('other-tab-document'), tabId: TAB + 1 }, message(person('from', 'john@north.example')));
    expect((await test.app.pages.context(TAB)).selected).toBe('emma@clarke.example');
    expect((await test.app.pages.context(TAB + 1)).selected).toBe('john@north.example');
  });
});
