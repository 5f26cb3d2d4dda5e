import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import type { CustomerId } from '../../lib/domain/ids.ts';
import { type PersonForMatching, pairKey } from '../../lib/identity/duplicates/person.ts';
import type { Beside } from '../../lib/messaging/beside.ts';
import { newAction } from '../storage/open-test-store.ts';
import { openApp, type TestApp } from './open-app.ts';

const readAll = async (test: TestApp): Promise<PersonForMatching[]> => {
  const found: PersonForMatching[] = [];
  let reading: string | undefined;
  do {
    const page = await test.call('duplicates.read', reading === undefined ? {} : { reading });
    found.push(...(JSON.parse(page.people) as PersonForMatching[]));
    expect(page.count).toBeLessThanOrEqual(1000);
    reading = page.reading;
  } while (reading !== undefined);
  return found;
};
const merge = (test: TestApp, ...ids: CustomerId[]) =>
  test.call('merges.join', { actionId: newAction(), groups: [ids] });

describe('what a search for duplicates reads', () => {
  it('is everybody once, merged people as one with what all of their records have', async () => {
    const test = await openApp();
    const many = Array.from({ length: 2100 }, (_, at) => ({ name: `N ${at}`, emails: [`n${at}@x.example`] }));
    const ids: CustomerId[] = [];
    for (let from = 0; from < many.length; from += 1000)
      ids.push(...(await test.file(...many.slice(from, from + 1000))));
    const [one, two] = ids as [CustomerId, CustomerId];
    await merge(test, one, two);
    const people = await readAll(test);
    expect(people).toHaveLength(2099);
    expect(new Set(people.map(({ id }) => id)).size).toBe(2099);
    expect(people.find(({ id }) => id === one)?.emails.toSorted()).toEqual(['n0@x.example', 'n1@x.example']);
  });

  it('names what several people use, for everybody who has it', async () => {
    const test = await openApp();
    const [ann, bob] = await test.file(
      { name: 'Ann', emails: ['office@firm.example'] },
      { name: 'Bob', emails: ['office@firm.example'] },
    );
    const identity = (await test.call('customers.get', { customerId: ann as CustomerId }))?.identities[0];
    const share = { identityId: identity?.id as never, shared: true };
    await test.call('identities.share', { actionId: newAction(), ...share });
    expect((await readAll(test)).map(({ sharedKeys }) => sharedKeys)).toEqual([
      ['office@firm.example'],
      ['office@firm.example'],
    ]);
    await test.call('history.undo', { actionId: newAction() });
    expect((await readAll(test)).some(({ sharedKeys }) => sharedKeys)).toBe(false);
    expect(
      (await test.call('customers.get', { customerId: bob as CustomerId }))?.identities[0]?.shared,
    ).toBeUndefined();
  });

  it('begins anew when the worker that read has gone', async () => {
    const test = await openApp();
    await expect(test.call('duplicates.read', { reading: 'of another worker' })).rejects.toThrow('not-found');
  });
});

describe('two who are not the same', () => {
  it('are remembered under whoever stands for them, forgotten when they are merged, and again when that is undone', async () => {
    const test = await openApp();
    const [a, b, c] = (await test.file({ name: 'A' }, { name: 'B' }, { name: 'C' })) as [
      CustomerId,
      CustomerId,
      CustomerId,
    ];
    const groups = [[a, b]];
    await test.call('merges.reject', { actionId: newAction(), customerIds: [b, a] });
    expect(await test.call('duplicates.rejected', {})).toEqual([pairKey(a, b)]);
    expect(await test.call('duplicates.open', { groups })).toEqual([[]]);
    await merge(test, c, a);
    expect(await test.call('duplicates.rejected', {})).toEqual([pairKey(b, c)]);
    await merge(test, b, c);
    expect(await test.call('duplicates.rejected', {})).toEqual([]);
    await test.call('history.undo', { actionId: newAction() });
    expect(await test.call('duplicates.rejected', {})).toEqual([pairKey(b, c)]);
  });

  it('are who was taken apart by hand, not whose merge was taken back', async () => {
    const test = await openApp();
    const [a, b] = (await test.file({ name: 'A' }, { name: 'B' })) as [CustomerId, CustomerId];
    await merge(test, a, b);
    expect(await test.call('duplicates.open', { groups: [[a, b]] })).toEqual([[]]);
    await test.call('history.undo', { actionId: newAction() });
    expect(await test.call('duplicates.open', { groups: [[a, b]] })).toEqual([[a, b]]);
    await merge(test, a, b);
    await test.call('merges.part', { actionId: newAction(), customerId: b });
    expect(await test.call('duplicates.open', { groups: [[a, b]] })).toEqual([[]]);
    expect(await test.call('duplicates.rejected', {})).toEqual([pairKey(a, b)]);
  });

  it('a merge of nobody on file, or of one, is refused or does nothing', async () => {
    const test = await openApp();
    const [a] = (await test.file({ name: 'A' })) as [CustomerId];
    const gone = '0198c0de-0000-7000-8000-000000000001' as CustomerId;
    await expect(merge(test, gone, a)).rejects.toThrow('not-found');
    expect(await merge(test, a, gone)).toMatchObject({ merged: 0 });
    expect(await merge(test, a, a)).toMatchObject({ merged: 0 });
    await expect(test.call('merges.part', { actionId: newAction(), customerId: a })).rejects.toThrow('not-merged');
  });

  it('side by side say of one number by one key, however it was written', async () => {
    const test = await openApp();
    const customerIds = (await test.file(
      { name: 'Anna Müller', phones: ['+49 151 12345678'] },
      { name: 'Anna Mueller', phones: ['0151 12345678'] },
    )) as CustomerId[];
    const beside = JSON.parse(await test.call('duplicates.beside', { customerIds })) as Beside[];
    expect(beside.flatMap(({ identities }) => identities.map(({ key, display }) => [key, display]))).toEqual([
      ['+4915112345678', '+49 151 12345678'],
      ['+4915112345678', '0151 12345678'],
    ]);
  });

  it('several side by side leave out who is one with another by now', async () => {
    const test = await openApp();
    const [a, b] = (await test.file({ name: 'A' }, { name: 'B' })) as [CustomerId, CustomerId];
    const ids = async () =>
      (JSON.parse(await test.call('duplicates.beside', { customerIds: [a, b] })) as Beside[]).map(
        ({ customer }) => customer.id,
      );
    expect(await ids()).toEqual([a, b]);
    await merge(test, b, a);
    expect(await ids()).toEqual([b]);
  });
});
