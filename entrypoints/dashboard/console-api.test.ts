import { expect, it } from 'vitest';
import { loadTranslator } from '../../lib/i18n/load-translator.ts';
import type { NewCustomer } from '../../lib/messaging/contract.ts';
import { FAILURES } from '../../lib/messaging/contract.ts';
import { dashboardBackground } from '../../tests/view/dashboard-states.ts';
import { startDuplicateWork, startFileWork } from '../../tests/view/file-work.ts';
import { listPage } from '../../tests/view/list-states.ts';
import { history, id, li, profileOf, stats } from '../../tests/view/sample-file.ts';
import { type ConsoleApi, createConsoleApi } from './console-api.ts';

const english = await loadTranslator('en');

const customers = (count: number): NewCustomer[] =>
  Array.from({ length: count }, (_, place) => ({ name: `N ${place}` }));

function setUp() {
  const background = dashboardBackground({ hash: '', customers: 1234 }, 'en', 'light');
  return {
    background,
    regulars: createConsoleApi(background, () => english.t, {
      startFileWork,
      startDuplicateWork,
      timeZone: 'Asia/Shanghai',
      version: '0.1.0',
    }),
  };
}

it('lists every customer as one plain array, whatever the size of a page', async () => {
  const { background, regulars } = setUp();
  const rows = await regulars.customers.list();
  expect(rows.length).toBe(1234);
  expect(new Set(rows.map((row) => row.id)).size).toBe(1234);
  expect(background.of('customers.list').every((query) => Number(query.limit) <= 500)).toBe(true);
});

it('takes filter, order, offset and limit', async () => {
  const { background, regulars } = setUp();
  const rows = await regulars.customers.list({ filter: 'Weber', sort: 'net', descending: true, offset: 2, limit: 3 });
  expect(rows.map((row) => row.name)).toEqual(['Jonas Weber 17', 'Jonas Weber 25', 'Jonas Weber 33']);
  expect(background.of('customers.list')).toEqual([
    { filter: 'Weber', sort: 'net', descending: true, offset: 2, limit: 3 },
  ]);
});

it('creates one and gives its id, or many and gives theirs, a thousand a request', async () => {
  const { background, regulars } = setUp();
  expect(await regulars.customers.create({ name: 'Ann', emails: ['ann@x.example'] })).toBe(id(1));
  const ids = await regulars.customers.create(customers(2500));
  expect(ids.length).toBe(2500);
  const sizes = background.of('customers.create').map((asked) => (asked.customers as unknown[]).length);
  expect(sizes).toEqual([1, 1000, 1000, 500]);
  const actions = background.of('customers.create').map((asked) => asked.actionId);
  expect(new Set(actions).size).toBe(4);
});

it('updates field by field, and changes nothing when a name is wrong', async () => {
  const { background, regulars } = setUp();
  await regulars.customers.update(id(1), { company: 'New', birthday: null });
  expect(background.of('customers.update').map(({ field, value }) => [field, value])).toEqual([
    ['company', 'New'],
    ['birthday', null],
  ]);
  const wrong = { name: 'x', nonsense: 'y' } as Parameters<ConsoleApi['customers']['update']>[1];
  await expect(regulars.customers.update(id(1), wrong)).rejects.toMatchObject({ name: 'bad-request' });
  expect(background.of('customers.update').length).toBe(2);
});

it('a failure of any kind rejects with its name and a whole sentence', async () => {
  const { background, regulars } = setUp();
  for (const type of FAILURES) {
    background.answer({ 'store.stats': () => ({ type }) });
    const error = await regulars.stats().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: type });
    expect((error as Error).message).toMatch(/^[A-Z].+\. .+\.$/);
  }
});

it('every other call asks what the interface asks, and gives the plain answer', async () => {
  const { background, regulars } = setUp();
  const profile = profileOf(li);
  const note = profile.notes[0];
  if (!note) throw new Error('note');
  const undone = { actionId: id<never>(1), undone: id<never>(2), action: 'notes.add', kept: 0 };
  background.answer({
    'notes.list': () => [note],
    'notes.add': () => ({ actionId: id(1), noteId: id(7) }),
    'orders.list': () => [],
    'score.get': () => profile.receipt,
    'history.undo': () => undone,
    'history.redo': () => null,
    'customers.list': listPage(1),
  });
  expect(await regulars.customers.get(id(1))).toMatchObject({ customer: { name: '李晓梅' } });
  expect(await regulars.customers.get(id(77))).toBeNull();
  expect(await regulars.customers.remove(id(1))).toBe(id(900));
  expect(await regulars.notes.list(id(1))).toEqual([note]);
  expect(await regulars.notes.add(id(1), 'text')).toBe(id(7));
  expect(background.of('notes.add')[0]).toMatchObject({ customerId: id(1), body: 'text' });
  expect(await regulars.orders.list()).toEqual([]);
  expect(await regulars.orders.list(id(1))).toEqual([]);
  expect(background.of('orders.list')).toEqual([{ limit: 500 }, { customerId: id(1), limit: 500 }]);
  expect((await regulars.search('x', { limit: 5 })).length).toBe(2);
  expect(background.of('search.run')).toEqual([{ text: 'x', limit: 5 }]);
  expect((await regulars.score(id(1))).type).toBe('scored');
  expect(await regulars.history(id(1))).toEqual(history);
  expect(await regulars.undo()).toEqual(undone);
  expect(await regulars.undo(id(33))).toEqual(undone);
  expect(background.of('history.undo').map((asked) => asked.undo)).toEqual([undefined, id(33)]);
  expect(await regulars.redo()).toBeNull();
  expect(await regulars.stats()).toEqual(stats);
  await regulars.settings.set({ badges: false });
  expect((await regulars.settings.get()).badges).toBe(false);
  expect((await regulars.sites.list()).length).toBe(3);
  await regulars.sites.setRecording('https://a.example', 'ask');
  expect(background.of('sites.setRecording')[0]).toMatchObject({ origin: 'https://a.example', recording: 'ask' });
});

const documented = import.meta.glob<string>('../../docs/console-api.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});

it('the document has an example of every call', () => {
  const { regulars } = setUp();
  const text = Object.values(documented).join('');
  for (const [, name] of regulars.help().matchAll(/regulars\.([\w.]+)\(/g)) {
    expect(text, name).toContain(`regulars.${name}(`);
    expect(text, name).toContain(`### \`${name}(`);
  }
});

it('help names every call there is, and no other', () => {
  const { regulars } = setUp();
  const named = [...regulars.help().matchAll(/regulars\.([\w.]+)\(/g)].map((match) => match[1]);
  const calls = Object.entries(regulars).flatMap(([name, value]) =>
    typeof value === 'function' ? [name] : Object.keys(value).map((inner) => `${name}.${inner}`),
  );
  expect(named.toSorted()).toEqual(calls.filter((name) => name !== 'help').toSorted());
});

it('sets fields of the shop’s own by name or id, and changes nothing when one cannot hold its value', async () => {
  const { background, regulars } = setUp();
  const custom = { 'shoe size': '40', [id(605)]: 'no', 年度预算: { amountMinor: 500, currency: 'CNY' }, Website: null };
  await regulars.customers.update(id(1), { company: 'New', custom });
  expect(background.of('fields.set').map(({ fieldId, value }) => [fieldId, value])).toEqual([
    [id(602), 40],
    [id(605), false],
    [id(603), { amountMinor: 500, currency: 'CNY' }],
    [id(606), null],
  ]);
  const wrong = regulars.customers.update(id(1), { company: 'Other', custom: { 'Shoe size': 'large' } });
  await expect(wrong).rejects.toMatchObject({
    name: 'bad-request',
    message: expect.stringContaining('Shoe size: A number'),
  });
  await expect(regulars.customers.update(id(1), { custom: { Hat: 1 } })).rejects.toMatchObject({ name: 'bad-request' });
  expect([background.of('fields.set').length, background.of('customers.update').length]).toEqual([4, 1]);
});

it('keeps fields, trash and activity in hand', async () => {
  const { background, regulars } = setUp();
  const fields = await regulars.fields.list();
  expect(fields.length).toBe(8);
  expect(await regulars.fields.add({ name: 'New', kind: 'choices', choices: ['a'] })).toBe(id(610));
  await regulars.fields.update('Shoe size', { name: 'Size', place: 0 });
  expect(background.of('fields.update')[0]).toMatchObject({ fieldId: id(602), name: 'Size' });
  expect(background.of('fields.move')[0]).toMatchObject({ fieldId: id(602), to: 0 });
  await regulars.fields.update('从哪里知道我们', { choices: ['小红书', 'Other'] });
  expect(background.of('fields.update')[1]?.choices).toEqual([{ id: id(625), label: '小红书' }, { label: 'Other' }]);
  expect(await regulars.fields.remove('Website')).toBe(id(900));
  const items = await regulars.trash.list();
  expect(items.length).toBe(6);
  expect(await regulars.trash.restore(items[0]?.key ?? '')).toBe(1);
  expect(await regulars.trash.erase('all')).toBe(1);
  const [entry] = await regulars.activity({ limit: 5 });
  expect(entry?.customers[0]?.name).toBe('李晓梅');
  await regulars.putBack({ actionId: id(902), table: 'customers', field: 'company' }, id(1));
  expect(background.of('history.putBack')[0]).toMatchObject({ of: id(902), recordId: id(1), field: 'company' });
  await regulars.redo(id(7));
  expect(background.of('history.redo')[0]).toMatchObject({ redo: id(7) });
});
