import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { customRegister, type FieldKind } from '../../lib/domain/custom-field.ts';
import type { CustomValue } from '../../lib/domain/custom-value.ts';
import type { CustomerId, FieldId } from '../../lib/domain/ids.ts';
import { newAction } from '../storage/open-test-store.ts';
import { openApp, type TestApp } from './open-app.ts';

const DAY = 86_400_000;

async function addField(
  test: TestApp,
  name: string,
  kind: FieldKind,
  more: { choices?: string[]; keepDays?: number; currency?: string } = {},
): Promise<FieldId> {
  return (await test.call('fields.add', { actionId: newAction(), name, kind, ...more })).fieldId;
}
const set = (test: TestApp, customerId: CustomerId, fieldId: FieldId, value: CustomValue | null) =>
  test.call('fields.set', { actionId: newAction(), customerId, fieldId, value });
const custom = async (test: TestApp, customerId: CustomerId) =>
  (await test.call('customers.get', { customerId }))?.custom ?? {};
const one = <T>([first]: readonly T[]): T => {
  if (first === undefined) throw new Error('nothing there');
  return first;
};
const names = async (test: TestApp) => (await test.call('fields.list', {})).map(({ name }) => name);

describe('custom fields', () => {
  it('hold a value of their kind, with who gave it and a way back', async () => {
    const test = await openApp();
    const ann = one(await test.file({ name: 'Ann' }));
    const size = await addField(test, 'Shoe size', 'number');
    await set(test, ann, size, '42');
    test.time.now += 1000;
    await set(test, ann, size, 43);
    expect(await custom(test, ann)).toEqual({ [size]: 43 });
    const profile = await test.call('customers.get', { customerId: ann });
    expect(profile?.provenance[customRegister(size)]).toEqual({ source: { type: 'user' }, at: test.time.now });
    const history = await test.call('history.list', { recordId: ann });
    const entry = one(history.filter(({ field }) => field === customRegister(size)));
    expect([entry.action, entry.before, entry.after, entry.canPutBack]).toEqual(['fields.set', 42, 43, true]);

    const { actionId: of, field } = entry;
    await test.call('history.putBack', { actionId: newAction(), of, recordId: ann, table: 'customers', field });
    expect(await custom(test, ann)).toEqual({ [size]: 42 });
    await test.call('history.undo', { actionId: newAction() });
    expect(await custom(test, ann)).toEqual({ [size]: 43 });
    await set(test, ann, size, null);
    expect(await custom(test, ann)).toEqual({});
  });

  it('refuse what they cannot hold, a name that is taken, and a field or customer that is not there', async () => {
    const test = await openApp();
    const ann = one(await test.file({ name: 'Ann' }));
    const size = await addField(test, 'Shoe size', 'number');
    await expect(set(test, ann, size, 'forty')).rejects.toThrow('bad-request');
    await expect(addField(test, ' shoe SIZE ', 'text')).rejects.toThrow('bad-request');
    await expect(addField(test, '  ', 'text')).rejects.toThrow('bad-request');
    await expect(set(test, ann, newAction() as unknown as FieldId, 1)).rejects.toThrow('not-found');
    await expect(set(test, newAction() as unknown as CustomerId, size, 1)).rejects.toThrow('not-found');
    expect(await custom(test, ann)).toEqual({});
  });

  it('that two browsers fill in at once both stay: each is a register of its own', async () => {
    const test = await openApp();
    const ann = one(await test.file({ name: 'Ann' }));
    const [size, colour] = [await addField(test, 'Size', 'number'), await addField(test, 'Colour', 'text')];
    await Promise.all([set(test, ann, size, 42), set(test, ann, colour, 'green')]);
    expect(await custom(test, ann)).toEqual({ [size]: 42, [colour]: 'green' });
  });

  it('stand in the order they are put in, one register a move', async () => {
    const test = await openApp();
    for (const name of ['a', 'b', 'c', 'd']) await addField(test, name, 'text');
    const move = async (name: string, to: number) => {
      const field = one((await test.call('fields.list', {})).filter((entry) => entry.name === name));
      await test.call('fields.move', { actionId: newAction(), fieldId: field.id, to });
    };
    await move('d', 1);
    expect(await names(test)).toEqual(['a', 'd', 'b', 'c']);
    await move('a', 3);
    expect(await names(test)).toEqual(['d', 'b', 'c', 'a']);
    await move('c', 0);
    expect(await names(test)).toEqual(['c', 'd', 'b', 'a']);
    await test.call('history.undo', { actionId: newAction() });
    expect(await names(test)).toEqual(['d', 'b', 'c', 'a']);
  });

  it('keep a choice that is taken out for whoever has it, and rename one everywhere', async () => {
    const test = await openApp();
    const ann = one(await test.file({ name: 'Ann' }));
    const fieldId = await addField(test, 'Likes', 'choices', { choices: ['tea', 'cups', 'books'] });
    await set(test, ann, fieldId, ['books', 'tea']);
    const [tea, cups, books] = one(await test.call('fields.list', {})).choices.map(({ id }) => id);
    expect(await custom(test, ann)).toEqual({ [fieldId]: [tea, books] });
    const choices = [{ id: cups ?? '', label: 'cups' }, { id: tea ?? '', label: 'green tea' }, { label: 'incense' }];
    await test.call('fields.update', { actionId: newAction(), fieldId, choices });
    const field = one(await test.call('fields.list', {}));
    expect(field.choices.map(({ label, archived }) => [label, archived ?? false])).toEqual([
      ['cups', false],
      ['green tea', false],
      ['incense', false],
      ['books', true],
    ]);
    expect(await custom(test, ann)).toEqual({ [fieldId]: [tea, books] });
  });

  it('are found by search and by the list, and sort it', async () => {
    const test = await openApp();
    const [ann, bob, carl] = await test.file({ name: 'Ann' }, { name: 'Bob' }, { name: 'Carl' });
    const likes = await addField(test, 'Likes', 'choice', { choices: ['oolong', 'sencha'] });
    const size = await addField(test, 'Size', 'number');
    const site = await addField(test, 'Site', 'link');
    await set(test, ann as CustomerId, likes, 'sencha');
    await set(test, bob as CustomerId, site, 'kestrel.example/tea');
    await set(test, ann as CustomerId, size, 9);
    await set(test, carl as CustomerId, size, 10);
    const found = async (text: string) =>
      (await test.call('search.run', { text, limit: 5 })).map(({ customer }) => customer.name);
    expect(await found('sencha')).toEqual(['Ann']);
    expect(await found('kestrel')).toEqual(['Bob']);
    const list = async (filter: string, sort: 'name' | `custom:${string}` = 'name', descending = false) =>
      (await test.call('customers.list', { sort, descending, filter, offset: 0, limit: 9 })).rows.map(
        ({ name }) => name,
      );
    expect(await list('sencha')).toEqual(['Ann']);
    expect(await list('', `custom:${size}`, true)).toEqual(['Carl', 'Ann', 'Bob']);
    expect(await list('', `custom:${size}`)).toEqual(['Ann', 'Carl', 'Bob']);
    const choices = one(await test.call('fields.list', {})).choices.map(({ id, label }) => ({
      id,
      label: label === 'sencha' ? 'green leaf' : label,
    }));
    await test.call('fields.update', { actionId: newAction(), fieldId: likes, choices });
    expect(await found('green leaf')).toEqual(['Ann']);
    expect(await list('green leaf')).toEqual(['Ann']);
  });

  it('that are deleted hide their values and give them back; nothing is lost silently', async () => {
    const test = await openApp();
    const [ann] = (await test.file({ name: 'Ann' })) as [CustomerId];
    const size = await addField(test, 'Size', 'number');
    await set(test, ann, size, 42);
    expect(await test.call('fields.usage', { fieldId: size })).toEqual({ customers: 1 });
    await test.call('fields.remove', { actionId: newAction(), fieldId: size });
    expect(await names(test)).toEqual([]);
    const item = one((await test.call('trash.list', { offset: 0, limit: 9 })).items);
    expect([item.kind, item.title]).toEqual(['fields', 'Size']);
    await test.call('trash.restore', { actionId: newAction(), keys: [item.key] });
    expect(await names(test)).toEqual(['Size']);
    expect(await custom(test, ann)).toEqual({ [size]: 42 });
  });

  it('are named among the last actions: as each action named them, deleted ones too', async () => {
    const test = await openApp();
    const size = await addField(test, 'Size', 'number');
    await test.call('fields.update', { actionId: newAction(), fieldId: size, name: 'Shoe size' });
    await test.call('fields.remove', { actionId: newAction(), fieldId: size });
    const { entries } = await test.call('activity.list', { limit: 3 });
    expect(entries.map(({ action, things }) => [action, ...things])).toEqual([
      ['fields.remove', 'Shoe size'],
      ['fields.update', 'Shoe size'],
      ['fields.add', 'Size'],
    ]);
  });

  it('empty a value that was kept for its time, and say so in the history', async () => {
    const test = await openApp();
    const [ann, bob] = (await test.file({ name: 'Ann' }, { name: 'Bob' })) as [CustomerId, CustomerId];
    const size = await addField(test, 'Size', 'number', { keepDays: 10 });
    const forever = await addField(test, 'Colour', 'text');
    await set(test, ann, size, 42);
    await set(test, ann, forever, 'green');
    test.time.now += 9 * DAY;
    await set(test, bob, size, 43);
    await test.app.tidy();
    expect(await custom(test, ann)).toEqual({ [size]: 42, [forever]: 'green' });
    test.time.now += 1 * DAY;
    await test.app.tidy();
    expect(await custom(test, ann)).toEqual({ [forever]: 'green' });
    expect(await custom(test, bob)).toEqual({ [size]: 43 });
    const [entry] = await test.call('history.list', { recordId: ann });
    expect([entry?.action, entry?.source, entry?.before]).toEqual([
      'fields.expire',
      { type: 'rule', rule: 'expiry' },
      42,
    ]);
    const activity = await test.call('activity.list', { limit: 5 });
    expect(activity.entries[0]).toMatchObject({ action: 'fields.expire', canUndo: true, customerCount: 1 });
  });
});
