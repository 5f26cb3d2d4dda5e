import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import type { CustomerId } from '../../lib/domain/ids.ts';
import type { Sighting } from '../../lib/domain/sighting.ts';
import type { AskedQuestion } from '../../lib/messaging/beside.ts';
import { newAction } from '../storage/open-test-store.ts';
import { message, ORIGIN, openApp, person, show, type TestApp, top } from './open-app.ts';

/** A mail whose text names an order. */
const naming = (email: string, name: string, piece: string, id: string, phones: string[] = []): Sighting => {
  const mail = message(person('from', email, name), id);
  return {
    ...mail,
    ...(mail.message
      ? { message: { ...mail.message, body: { emails: [], phones, names: [], numbers: [piece] } } }
      : {}),
  };
};
const bought = (number: string) => ({ number, placedAt: 1_789_000_000_000, currency: 'EUR', totalMinor: 100 });
const shown = (test: TestApp) => test.pushed.at(-1)?.context.people[0]?.match;
const questions = async (test: TestApp) => JSON.parse(await test.call('questions.list', {})) as AskedQuestion[];
const here = async (test: TestApp, key: string) =>
  JSON.parse((await test.call('questions.here', { key })) ?? 'null') as AskedQuestion | null;
const answer = (test: TestApp, id: string, customerId?: CustomerId) =>
  test.call('questions.answer', { actionId: newAction(), id, ...(customerId ? { customerId } : {}) });

describe('an order number in a mail', () => {
  it('links the sender to the buyer at once when name and order agree, with what it rests on, and for good when taken away', async () => {
    const test = await openApp();
    const [mia] = (await test.file({ name: 'Mia Lund', orders: [bought('HS-20260306-0042')] })) as [CustomerId];
    const mail = naming('mia@lund.example', 'Mia Lund', 'Where is order HS-20260306-0042', 'm1');
    await show(test, top('a'), mail);
    const profile = await test.call('customers.get', { customerId: mia });
    expect(profile?.identities).toMatchObject([
      {
        ...{ kind: 'email', key: 'mia@lund.example', confidence: 'likely' },
        bridge: { orderNumber: 'HS-20260306-0042', evidence: ['number-labelled', 'same-name'] },
        provenance: { source: { type: 'page', recipe: 'webmail' } },
      },
    ]);
    await show(test, top('b'), mail);
    expect(shown(test)).toMatchObject({ type: 'certain', customer: { customerId: mia } });
    // It is no step of the user's: Undo goes by it.
    expect(await test.call('history.undo', { actionId: newAction() })).toMatchObject({ action: 'customers.create' });
    await test.call('history.redo', { actionId: newAction() });
    const identityId = profile?.identities[0]?.id as never;
    await test.call('identities.remove', { actionId: newAction(), identityId });
    await show(test, top('c'), mail);
    expect((await test.call('customers.get', { customerId: mia }))?.identities).toEqual([]);
    expect(await questions(test)).toEqual([]);
  });

  it('asks where the user records on demand only, and where a name differs; yes links, undo takes it back', async () => {
    const test = await openApp();
    const [jonas] = (await test.file({
      name: 'Jonas Weber',
      emails: ['jonas@weber.example'],
      orders: [bought('T-1003')],
    })) as [CustomerId];
    await show(test, top('a'), naming('petra@else.example', 'Petra Kunz', 'order T-1003 has', 'm1'));
    const [asked] = await questions(test);
    expect(asked).toMatchObject({
      ...{ email: 'petra@else.example', name: 'Petra Kunz' },
      buyers: [{ customerId: jonas, name: 'Jonas Weber' }],
      evidence: ['number-labelled', 'other-name', 'buyer-has-other-email'],
    });
    await show(test, top('b'), naming('petra@else.example', 'Petra Kunz', 'order T-1003 has', 'm2'));
    expect(await questions(test)).toHaveLength(1);
    await answer(test, asked?.id ?? '', jonas);
    expect(await questions(test)).toEqual([]);
    const identities = async () => (await test.call('customers.get', { customerId: jonas }))?.identities ?? [];
    expect((await identities()).map(({ key }) => key)).toEqual(['jonas@weber.example', 'petra@else.example']);
    await test.call('history.undo', { actionId: newAction() });
    expect(await identities()).toHaveLength(1);

    await test.call('sites.setRecording', { actionId: newAction(), origin: ORIGIN, recording: 'ask' });
    const [mia] = (await test.file({ name: 'Mia Lund', orders: [bought('T-2000')] })) as [CustomerId];
    await show(test, top('c'), naming('mia@lund.example', 'Mia Lund', 'order T-2000', 'm3'));
    expect((await test.call('customers.get', { customerId: mia }))?.identities).toEqual([]);
    expect((await questions(test)).map(({ email }) => email)).toEqual(['mia@lund.example']);
  });

  it('asks the panel beside the sender, and never again after a no', async () => {
    const test = await openApp();
    await test.file({ name: 'Jonas Weber', emails: ['jonas@weber.example'], orders: [bought('T-1003')] });
    await show(test, top('a'), naming('petra@else.example', 'Petra', 'order T-1003', 'm1'));
    const question = await here(test, 'petra@else.example');
    expect(question?.orders).toMatchObject([{ number: 'T-1003' }]);
    expect(await here(test, 'somebody@else.example')).toBeNull();
    await answer(test, question?.id ?? '');
    expect(await here(test, 'petra@else.example')).toBeNull();
    await show(test, top('b'), naming('petra@else.example', 'Petra', 'order T-1003', 'm2'));
    expect(await questions(test)).toEqual([]);
    await expect(answer(test, question?.id ?? '')).rejects.toThrow('not-found');
  });

  it('of a sender who is on file already asks whether the two are one, and merges them on a yes', async () => {
    const test = await openApp();
    const [buyer, sender] = (await test.file(
      { name: 'Jonas Weber', orders: [bought('T-1003')] },
      { name: 'J. Weber', emails: ['jw@firm.example'] },
    )) as [CustomerId, CustomerId];
    await show(test, top('a'), naming('jw@firm.example', 'J. Weber', 'order T-1003', 'm1'));
    const [asked] = await questions(test);
    expect(asked?.evidence).toContain('sender-is-somebody-else');
    await answer(test, asked?.id ?? '', buyer);
    expect((await test.call('customers.get', { customerId: sender }))?.merged?.records).toHaveLength(2);
    await test.call('history.undo', { actionId: newAction() });
    expect((await test.call('customers.get', { customerId: sender }))?.merged).toBeUndefined();
  });

  it('says nothing of mail from colleagues, of sent mail, of orders nobody has, and of who is on the never list', async () => {
    const test = await openApp();
    await test.file({ name: 'Mia Lund', orders: [bought('T-1003')] });
    await test.call('settings.set', {
      actionId: newAction(),
      settings: { neverList: ['@bureau.example'], ownAddresses: ['@shop.example'] },
    });
    await show(test, top('a'), naming('tom@shop.example', 'Mia Lund', 'order T-1003', 'm1'));
    await show(test, top('b'), naming('x@bureau.example', 'Mia Lund', 'order T-1003', 'm2'));
    await show(test, top('c'), naming('y@else.example', 'Mia Lund', 'order T-9999', 'm3'));
    await show(test, top('d'), naming('y@else.example', 'Mia Lund', 'call T-1003-77 or 1003', 'm4'));
    expect(await questions(test)).toEqual([]);
    expect((await test.call('store.stats', {})).identities).toBe(0);
  });
});
