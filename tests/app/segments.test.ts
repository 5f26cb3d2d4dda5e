import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FieldKind } from '../../lib/domain/custom-field.ts';
import type { CustomValue } from '../../lib/domain/custom-value.ts';
import { type Condition, type FilterNode, isGroup, MATCHES, SavedFilter, Where } from '../../lib/domain/filter.ts';
import { filterFault, MOST_CONDITIONS, MOST_DEPTH } from '../../lib/domain/filter-limits.ts';
import type { CustomerId, FieldId } from '../../lib/domain/ids.ts';
import { newAction } from '../storage/open-test-store.ts';
import { openApp, type TestApp } from './open-app.ts';

const DAY = 86_400_000;
const tag = (...values: string[]): Condition => ({ attribute: 'tag', is: 'any-of', values });
const all = (...of: FilterNode[]): FilterNode => ({ match: 'all', of });
const any = (...of: FilterNode[]): FilterNode => ({ match: 'any', of });
const none = (...of: FilterNode[]): FilterNode => ({ match: 'none', of });
const names = async (test: TestApp, where: FilterNode[], filter = '') =>
  (
    await test.call('customers.list', { sort: 'name', descending: false, filter, where, offset: 0, limit: 100 })
  ).rows.map(({ name }) => name);

describe('groups of conditions', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await openApp();
    // Every combination of four tags, each once.
    await test.file(
      ...Array.from({ length: 16 }, (_, bits) => ({
        name: `n${bits.toString(2).padStart(4, '0')}`,
        tags: [0, 1, 2, 3].filter((bit) => bits & (1 << bit)).map((bit) => `t${bit}`),
      })),
    );
  });
  const holdsOf = (node: FilterNode, bits: number): boolean | undefined => {
    if (!isGroup(node)) {
      const has = 'values' in node && node.values.some((value) => bits & (1 << Number(value.slice(1))));
      return node.is === 'none-of' ? !has : Boolean(has);
    }
    // What says nothing is left out; a group of only such says nothing itself.
    const said = node.of.map((one) => holdsOf(one, bits)).filter((one) => one !== undefined);
    if (said.length === 0) return undefined;
    if (node.match === 'all') return said.every(Boolean);
    return node.match === 'any' ? said.some(Boolean) : !said.some(Boolean);
  };
  const condition = fc.record({
    attribute: fc.constant('tag'),
    is: fc.constantFrom('any-of' as const, 'none-of' as const),
    values: fc.uniqueArray(fc.constantFrom('t0', 't1', 't2', 't3'), { minLength: 1, maxLength: 3 }),
  });
  const node: fc.Arbitrary<FilterNode> = fc.letrec<{ node: FilterNode }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      condition,
      fc.record({ match: fc.constantFrom(...MATCHES), of: fc.array(tie('node'), { maxLength: 3 }) }),
    ),
  })).node;

  it('mean what they say, however they are nested', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(node, { maxLength: 3 }), async (where) => {
        const expected = Array.from({ length: 16 }, (_, bits) => bits)
          .filter((bits) => holdsOf(all(...where), bits) !== false)
          .map((bits) => `n${bits.toString(2).padStart(4, '0')}`);
        expect(await names(test, where)).toEqual(expected.sort());
      }),
      { numRuns: 150 },
    );
  });

  it('are narrowed by a text, and by each other', async () => {
    expect(await names(test, [any(tag('t0'), all(tag('t1'), none(tag('t2'))))], 'n00')).toEqual([
      'n0001',
      'n0010',
      'n0011',
    ]);
    expect(await names(test, [any(), none(all())])).toHaveLength(16);
  });

  it('have limits that nothing gets past: too deep, too many, in themselves', async () => {
    let deep: FilterNode = tag('t0');
    for (let depth = 0; depth < MOST_DEPTH; depth += 1) deep = any(deep);
    expect(filterFault([deep])).toBeUndefined();
    expect(await names(test, [deep])).toHaveLength(8);
    expect(filterFault([any(deep)])).toBe('too-deep');
    const many = Array.from({ length: MOST_CONDITIONS }, () => tag('t0'));
    expect(Where.safeParse(many).success).toBe(true);
    expect(filterFault([...many, tag('t1')])).toBe('too-many');
    expect(filterFault(Array.from({ length: MOST_CONDITIONS + 1 }, () => all()))).toBe('too-many');
    const round: { match: 'all'; of: FilterNode[] } = { match: 'all', of: [] };
    round.of.push(...Array.from({ length: 99 }, () => round));
    expect(filterFault([round])).toBe('cyclic');
    for (const where of [[any(deep)], [...many, tag('t1')], [round]]) {
      expect(Where.safeParse(where).success).toBe(false);
    }
  });
});

describe('filters by fields of the shop’s own', () => {
  const add = async (test: TestApp, name: string, kind: FieldKind, choices: string[] = []) =>
    (await test.call('fields.add', { actionId: newAction(), name, kind, ...(choices.length > 0 ? { choices } : {}) }))
      .fieldId;
  const set = (test: TestApp, customerId: CustomerId, fieldId: FieldId, value: CustomValue) =>
    test.call('fields.set', { actionId: newAction(), customerId, fieldId, value });
  const dayAt = (test: TestApp, days: number) => {
    const at = new Date(test.time.now + days * DAY);
    const two = (value: number) => String(value).padStart(2, '0');
    return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  };

  async function shop() {
    const test = await openApp();
    const [ann, bob] = (await test.file({ name: 'Ann' }, { name: 'Bob' }, { name: 'Cyd' })) as [CustomerId, CustomerId];
    const fields = {
      text: await add(test, 'Door', 'text'),
      number: await add(test, 'Size', 'number'),
      money: await add(test, 'Budget', 'money'),
      date: await add(test, 'Until', 'date'),
      choice: await add(test, 'Tea', 'choice', ['oolong', 'sencha']),
      choices: await add(test, 'Likes', 'choices', ['cups', 'pots', 'cake']),
      yesno: await add(test, 'News', 'yesno'),
      link: await add(test, 'Site', 'link'),
    };
    await set(test, ann, fields.text, 'Ring twice, Café Zoë');
    await set(test, ann, fields.number, '42');
    await set(test, ann, fields.money, 'EUR 100');
    await set(test, ann, fields.date, dayAt(test, 0));
    await set(test, ann, fields.choice, 'oolong');
    await set(test, ann, fields.choices, 'cups, pots');
    await set(test, ann, fields.yesno, 'yes');
    await set(test, ann, fields.link, 'ann.example/tea');
    await set(test, bob, fields.number, '38');
    await set(test, bob, fields.money, 'CNY 900');
    await set(test, bob, fields.date, dayAt(test, 20));
    await set(test, bob, fields.choice, 'sencha');
    await set(test, bob, fields.yesno, 'no');
    const choiceIds = async (id: FieldId) =>
      (await test.call('fields.list', {})).find((field) => field.id === id)?.choices.map((choice) => choice.id) ?? [];
    return { test, ann, bob, fields, choiceIds };
  }

  it('ask each kind of field what can be asked of it', async () => {
    const { test, fields, choiceIds } = await shop();
    const who = (field: FieldId, rest: Record<string, unknown>, currency = '') =>
      names(test, [{ attribute: `custom:${field}${currency}`, ...rest } as Condition]);
    expect(await who(fields.text, { is: 'contains', text: 'cafe ZOE' })).toEqual(['Ann']);
    expect(await who(fields.text, { is: 'lacks', text: 'cafe' })).toEqual(['Bob', 'Cyd']);
    expect(await who(fields.text, { is: 'any-of', values: ['Ring twice, Café Zoë'] })).toEqual(['Ann']);
    expect(await who(fields.text, { is: 'unknown' })).toEqual(['Bob', 'Cyd']);
    expect(await who(fields.link, { is: 'contains', text: 'ann example' })).toEqual(['Ann']);
    expect(await who(fields.number, { is: 'between', from: 40 })).toEqual(['Ann']);
    expect(await who(fields.number, { is: 'known' })).toEqual(['Ann', 'Bob']);
    expect(await who(fields.money, { is: 'between', to: 10_000 }, ':EUR')).toEqual(['Ann']);
    expect(await who(fields.money, { is: 'known' }, ':CNY')).toEqual(['Bob']);
    expect(await who(fields.money, { is: 'known' })).toEqual(['Ann', 'Bob']);
    expect(await who(fields.date, { is: 'in-next', days: 0 })).toEqual(['Ann']);
    expect(await who(fields.date, { is: 'in-next', days: 30 })).toEqual(['Ann', 'Bob']);
    expect(await who(fields.date, { is: 'in-last', days: 7 })).toEqual(['Ann']);
    const [oolong = ''] = await choiceIds(fields.choice);
    expect(await who(fields.choice, { is: 'any-of', values: [oolong] })).toEqual(['Ann']);
    expect(await who(fields.choice, { is: 'none-of', values: [oolong] })).toEqual(['Bob', 'Cyd']);
    const [cups = '', , cake = ''] = await choiceIds(fields.choices);
    expect(await who(fields.choices, { is: 'any-of', values: [cups, cake] })).toEqual(['Ann']);
    expect(await who(fields.yesno, { is: 'any-of', values: ['no'] })).toEqual(['Bob']);
    // Not what the field is asked about: nobody, rather than everybody.
    expect(await who(fields.yesno, { is: 'between', from: 0 })).toEqual([]);
    await expect(who(fields.number, { is: 'known' }, ':EUR')).rejects.toThrow('bad-request');
  });

  it('follow every change of a value, a choice and a field', async () => {
    const { test, bob, fields } = await shop();
    const tall: Condition = { attribute: `custom:${fields.number}`, is: 'between', from: 40 };
    const door: Condition = { attribute: `custom:${fields.text}`, is: 'contains', text: 'back door' };
    expect([await names(test, [tall]), await names(test, [door])]).toEqual([['Ann'], []]);
    await set(test, bob, fields.number, '41');
    await set(test, bob, fields.text, 'Back door');
    expect([await names(test, [tall]), await names(test, [door])]).toEqual([['Ann', 'Bob'], ['Bob']]);
    await test.call('history.undo', { actionId: newAction() });
    expect(await names(test, [door])).toEqual([]);
    const [dora] = (await test.file({ name: 'Dora' })) as [CustomerId];
    await set(test, dora, fields.number, 50);
    expect(await names(test, [tall])).toEqual(['Ann', 'Bob', 'Dora']);
  });

  it('say nothing of a field that was deleted, in a saved filter too, and speak again when it is back', async () => {
    const { test, fields } = await shop();
    const tall: Condition = { attribute: `custom:${fields.number}`, is: 'between', from: 40 };
    const where = [tall, { attribute: 'name', is: 'contains', text: 'b' } as const];
    const saved = { name: 'Tall', filter: { text: '', where }, sort: 'name' as const, descending: false };
    const { id } = await test.call('filters.save', { actionId: newAction(), ...saved });
    expect(await names(test, where)).toEqual([]);
    await test.call('fields.remove', { actionId: newAction(), fieldId: fields.number });
    expect(await names(test, where)).toEqual(['Bob']);
    expect(await names(test, [none(tall)])).toHaveLength(3);
    const renamed = { ...saved, id, name: 'Taller' };
    await test.call('filters.save', { actionId: newAction(), ...renamed });
    expect(await test.call('filters.list', {})).toEqual([renamed]);
    await test.call('history.undo', { actionId: newAction() });
    await test.call('history.undo', { actionId: newAction() });
    expect(await names(test, where)).toEqual([]);
  });

  it('are told which values there are, and put lists in their order', async () => {
    const { test, ann, fields, choiceIds } = await shop();
    const { custom } = await test.call('filters.values', {});
    const [oolong = '', sencha = ''] = await choiceIds(fields.choice);
    const sorted = (id: FieldId) => custom[id]?.map(({ value, count }) => `${value} ${count}`).sort();
    expect(sorted(fields.choice)).toEqual([`${oolong} 1`, `${sencha} 1`].sort());
    expect(sorted(fields.yesno)).toEqual(['no 1', 'yes 1']);
    expect(sorted(fields.money)).toEqual(['CNY 1', 'EUR 1']);
    expect(sorted(fields.number)).toEqual([]);
    const ordered = async (fieldId: FieldId, descending: boolean) => {
      const list = { sort: `custom:${fieldId}`, descending, filter: '', offset: 0, limit: 10 } as const;
      return (await test.call('customers.list', list)).rows.map(({ name, value }) => [name, value]);
    };
    expect(await ordered(fields.number, false)).toEqual([
      ['Bob', 38],
      ['Ann', 42],
      ['Cyd', undefined],
    ]);
    expect(await ordered(fields.number, true)).toEqual([
      ['Ann', 42],
      ['Bob', 38],
      ['Cyd', undefined],
    ]);
    expect((await ordered(fields.date, true)).map(([name]) => name)).toEqual(['Bob', 'Ann', 'Cyd']);
    await set(test, ann, fields.number, 12);
    expect((await ordered(fields.number, false)).map(([name]) => name)).toEqual(['Ann', 'Bob', 'Cyd']);
  });
});

describe('saved filters', () => {
  it('of before there were groups are segments as they are, in a backup too', async () => {
    const test = await openApp();
    await test.file({ name: 'Ann', tags: ['vip'] }, { name: 'Bob' });
    // As version 1 of the product wrote it.
    const before = {
      id: '0199aaaa-0000-7000-8000-000000000001',
      kind: 'filter',
      name: 'VIP',
      filter: { text: '', where: [{ attribute: 'tag', is: 'any-of', values: ['vip'] }] },
      sort: 'net',
      descending: true,
    };
    await test.store.commit({ id: newAction(), name: 'filters.save', source: { type: 'user' } }, async () => ({
      edits: Object.entries(before)
        .filter(([field]) => field !== 'id')
        .map(([field, value]) => ({ kind: 'set', table: 'settings', id: before.id, field, value })),
      reply: undefined,
    }));
    const [saved] = await test.call('filters.list', {});
    expect(saved).toEqual(SavedFilter.parse(before));
    expect(await names(test, saved?.filter.where ?? [])).toEqual(['Ann']);
    const groups = { ...before.filter, where: [...before.filter.where, any(tag('vip'), tag('new'))] } as never;
    const { id } = await test.call('filters.save', {
      ...{ actionId: newAction(), id: before.id, name: 'VIP', filter: groups, sort: 'stage', descending: false },
    });
    expect(id).toBe(before.id);
    expect((await test.call('filters.list', {}))[0]?.filter).toEqual(groups);
  });

  it('of a later version, or of nothing, are left as they are and hide no other', async () => {
    const test = await openApp();
    const keep = { name: 'Mine', filter: { text: 'a', where: [] }, sort: 'name' as const, descending: false };
    await test.call('filters.save', { actionId: newAction(), ...keep });
    const strange = '0199aaaa-0000-7000-8000-000000000002';
    await test.store.commit({ id: newAction(), name: 'filters.save', source: { type: 'user' } }, async () => ({
      edits: [
        { kind: 'set', table: 'settings', id: strange, field: 'kind', value: 'filter' },
        { kind: 'set', table: 'settings', id: strange, field: 'name', value: 'Later' },
        { kind: 'set', table: 'settings', id: strange, field: 'filter', value: { where: [{ match: 'most', of: [] }] } },
      ],
      reply: undefined,
    }));
    expect((await test.call('filters.list', {})).map(({ name }) => name)).toEqual(['Mine']);
    const settingsRow = { actionId: newAction(), ...keep, id: newAction() as string };
    await expect(test.call('filters.save', settingsRow)).rejects.toThrow('not-found');
  });

  it('give whom they find in order, as many as are asked for', async () => {
    const test = await openApp();
    const ids = await test.file({ name: 'Cyd', tags: ['x'] }, { name: 'Ann', tags: ['x'] }, { name: 'Bob' });
    const query = { filter: { text: '', where: [tag('x')] }, sort: 'name' as const, descending: false };
    expect(await test.call('filters.ids', { ...query, limit: 10 })).toEqual({ ids: [ids[1], ids[0]], total: 2 });
    expect(await test.call('filters.ids', { ...query, limit: 1 })).toEqual({ ids: [ids[1]], total: 2 });
  });
});
