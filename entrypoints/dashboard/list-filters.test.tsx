import { afterEach, beforeEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Condition } from '../../lib/domain/filter.ts';
import { hashOf } from '../../lib/view/dashboard-route.ts';
import { rowAt, savedFilters } from '../../tests/view/list-states.ts';
import { breaches, byName, painted } from '../../tests/view/mount.tsx';
import { mountDashboardState, unmountPages } from '../../tests/view/mount-dashboard.tsx';

beforeEach(() => page.viewport(1200, 860));
afterEach(unmountPages);

const state = { hash: '#/customers', customers: 300, saved: savedFilters } as const;
const boxes = (root: HTMLElement) => [...root.querySelectorAll<HTMLInputElement>('tbody input[type=checkbox]')];
const said = (root: HTMLElement) => root.querySelector('[aria-label="Selected customers"] [role=status]')?.textContent;
const dialog = (root: HTMLElement) => root.querySelector('dialog') as HTMLElement;
const press = (root: ParentNode, name: string) => userEvent.click(byName(root, 'button', name));

it('a condition is put together, narrows the list, is changed and taken away', async () => {
  const { root, background } = await mountDashboardState(state);
  await press(root, 'Filter');
  await userEvent.click(byName(dialog(root), 'button', 'Apply'));
  expect(dialog(root).textContent).toContain('Choose at least one.');
  await userEvent.click(byName(dialog(root), 'label', 'wholesale'));
  expect(await breaches(document.documentElement)).toEqual([]);
  await userEvent.click(byName(dialog(root), 'button', 'Apply'));
  const tag: Condition = { attribute: 'tag', is: 'any-of', values: ['wholesale'] };
  await expect.poll(() => background.of('customers.list').at(-1)?.where).toEqual([tag]);
  await expect.poll(() => root.querySelector('header [role=status]')?.textContent).toBe('100 match');
  await userEvent.click(byName(root, 'li button', 'Change: Tag: wholesale'));
  await userEvent.selectOptions(byName(dialog(root), 'select', 'By'), 'orders');
  await userEvent.fill(byName(dialog(root), 'input', 'From'), '3');
  await userEvent.click(byName(dialog(root), 'button', 'Apply'));
  const orders: Condition = { attribute: 'orders', is: 'between', from: 3 };
  await expect.poll(() => background.of('customers.list').at(-1)?.where).toEqual([orders]);
  await userEvent.click(byName(root, 'li button', 'Remove: Number of orders: 3 or more'));
  await expect.poll(() => root.querySelector('header [role=status]')?.textContent).toBe('300 customers');
  expect(background.of('customers.list').at(-1)).not.toHaveProperty('where');
});

it('what models say is asked for as people read it: per cent, months, amounts in the shop’s currency', async () => {
  const { root, background } = await mountDashboardState(state);
  const last = () => background.of('customers.list').at(-1)?.where;
  await press(root, 'Filter');
  await userEvent.selectOptions(byName(dialog(root), 'select', 'By'), 'pBuy');
  await userEvent.fill(byName(dialog(root), 'input', 'From, in %'), '30');
  await userEvent.click(byName(dialog(root), 'button', 'Apply'));
  await expect.poll(last).toEqual([{ attribute: 'pBuy', is: 'between', from: 0.3 }]);
  await userEvent.click(byName(root, 'li button', 'Change: Chance of an order: 30% or more'));
  expect((byName(dialog(root), 'input', 'From, in %') as HTMLInputElement).value).toBe('30');
  await userEvent.selectOptions(byName(dialog(root), 'select', 'By'), 'clv12:CNY');
  await userEvent.fill(byName(dialog(root), 'input', 'From'), '1,200.50');
  await userEvent.click(byName(dialog(root), 'button', 'Apply'));
  await expect.poll(last).toEqual([{ attribute: 'clv12:CNY', is: 'between', from: 120_050 }]);
  await userEvent.click(byName(root, 'li button', 'Change: Value of 12 months in CNY'));
  await userEvent.selectOptions(byName(dialog(root), 'select', 'By'), 'cohort');
  await userEvent.click(byName(dialog(root), 'label', 'Mar 2026'));
  await userEvent.click(byName(dialog(root), 'label', 'perhaps before the imported history'));
  expect(await breaches(document.documentElement)).toEqual([]);
  await userEvent.click(byName(dialog(root), 'button', 'Apply'));
  await expect.poll(last).toEqual([{ attribute: 'cohort', is: 'any-of', values: ['2026-03', 'before'] }]);
});

it('a saved filter shows its customers in its order; another is saved, renamed, deleted and brought back', async () => {
  const { root, background } = await mountDashboardState(state);
  const [, quiet] = savedFilters;
  await press(root, quiet?.name ?? '');
  await expect
    .poll(() => background.of('customers.list').at(-1))
    .toMatchObject({ where: quiet?.filter.where, sort: 'net', descending: true });
  await expect.poll(() => byName(root, 'nav button', quiet?.name ?? '').getAttribute('aria-current')).toBe('true');
  await press(root, 'Save as segment');
  await userEvent.click(byName(dialog(root), 'button', 'Save'));
  expect(dialog(root).textContent).toContain('A name is needed.');
  await userEvent.fill(byName(dialog(root), 'input', 'Name'), 'Mine');
  await userEvent.click(byName(dialog(root), 'button', 'Save'));
  expect(background.of('filters.save').at(-1)).toMatchObject({ name: 'Mine', filter: quiet?.filter, sort: 'net' });
  background.push({ event: 'changed', actionId: 'a' as never, tables: ['settings'], customerIds: [] });
  await expect.poll(() => byName(root, 'nav button', 'Mine').isConnected).toBe(true);
  await press(root, 'More about “Mine”');
  await userEvent.click(byName(root, ':popover-open [role=menuitem]', 'Delete'));
  await expect.poll(() => background.of('filters.remove').length).toBe(1);
  const { actionId } = background.of('filters.remove')[0] as { actionId: string };
  const undo = [...root.querySelectorAll('button')].filter((button) => button.textContent === 'Undo').at(-1);
  await userEvent.click(undo as HTMLElement);
  await expect.poll(() => background.of('history.undo')).toMatchObject([{ undo: actionId }]);
});

it('an address brings a filter along, once: the data-quality report opens exactly its customers', async () => {
  const { root, background } = await mountDashboardState({ ...state, hash: '#/quality', quality: [300, 5] });
  expect(root.querySelectorAll('main h2').length).toBe(5);
  await userEvent.click(byName(root, 'a', 'Show 5'));
  await expect
    .poll(() => background.of('customers.list').at(-1)?.where)
    .toEqual([{ attribute: 'quality', is: 'any-of', values: ['no-name'] }]);
  await expect.poll(() => location.hash).toBe('#/customers');
  expect(byName(root, 'li button', 'Change: Data quality: No name').isConnected).toBe(true);
  location.hash = hashOf({ page: 'customers', filter: { text: '<b>"&', where: [] } });
  await expect.poll(() => background.of('customers.list').at(-1)?.filter).toBe('<b>"&');
  location.hash = '#/customers?filter=%7Bnonsense';
  await painted();
  expect(background.of('customers.list').at(-1)?.filter).toBe('<b>"&');
});

it('rows are chosen one by one, as a range, with the keyboard, and all that match', async () => {
  const { root, background } = await mountDashboardState(state);
  const [first, , , fourth] = boxes(root);
  await userEvent.click(first as HTMLElement);
  await expect.poll(() => said(root)).toBe('1 selected');
  await userEvent.click(fourth as HTMLElement, { modifiers: ['Shift'] });
  await expect.poll(() => said(root)).toBe('4 selected');
  await userEvent.click(byName(root, 'tbody tr:nth-child(6) td:nth-child(5)', ''), { modifiers: ['Control'] });
  await expect.poll(() => said(root)).toBe('5 selected');
  expect(location.hash).toBe('#/customers');
  await press(root, 'Clear selection');
  root.querySelector<HTMLElement>('tbody a[tabindex="0"]')?.focus();
  await userEvent.keyboard(' {Shift>}{ArrowDown}{ArrowDown}{/Shift}');
  const focusedBox = () => document.activeElement?.closest('tr')?.querySelector('input')?.checked;
  await expect.poll(() => said(root)).toMatch(/^[34] selected$/);
  expect(focusedBox()).toBe(true);
  await userEvent.keyboard('{Control>}a{/Control}');
  await expect.poll(() => said(root)).toBe('300 selected');
  await userEvent.click(boxes(root)[0] as HTMLElement);
  await expect.poll(() => said(root)).toBe('299 selected');
  expect(await breaches(document.documentElement)).toEqual([]);
  await press(root, 'Add tag');
  await userEvent.fill(byName(dialog(root), 'input', 'Tag'), 'vip');
  await expect
    .poll(() => background.of('bulk.preview').at(-1))
    .toEqual({
      of: { filter: { text: '', where: [] }, except: [rowAt(0).id] },
      change: { do: 'tag', tag: 'vip' },
    });
});

it('a change says how many it would change, is done, and can be taken back whole', async () => {
  const { root, background } = await mountDashboardState(state);
  for (const at of [0, 2]) await userEvent.click(boxes(root)[at] as HTMLElement);
  background.answer({ 'bulk.preview': () => ({ customers: 2, changing: 1, mark: '1-a-b', people: [rowAt(2)] }) });
  await press(root, 'Add tag');
  await userEvent.click(byName(dialog(root), 'button', 'wholesale'));
  await expect.poll(() => dialog(root).textContent).toContain('1 of 2 will change. 1 is as wanted already.');
  expect(await breaches(document.documentElement)).toEqual([]);
  await userEvent.click(byName(dialog(root), 'button', 'Change 1 customer'));
  await expect
    .poll(() => background.of('bulk.run'))
    .toMatchObject([{ of: { ids: [rowAt(0).id, rowAt(2).id] }, change: { do: 'tag', tag: 'wholesale' } }]);
  await expect.poll(() => root.querySelector('dialog')).toBeNull();
  expect(said(root)).toBeUndefined();
  const { actionId } = background.of('bulk.run')[0] as { actionId: string };
  await userEvent.click(byName(root, 'button', 'Undo'));
  await expect.poll(() => background.of('history.undo')).toMatchObject([{ undo: actionId }]);
});

it('a long change shows how far it is and is broken off', async () => {
  const { root, background } = await mountDashboardState(state);
  let refuse = (_failure: { type: 'bad-request' }) => {};
  background.answer({ 'bulk.run': () => new Promise((give) => (refuse = give)) });
  await userEvent.click(root.querySelector<HTMLElement>('thead input') as HTMLElement);
  await userEvent.click(byName(root, 'section button', 'Delete'));
  await expect.poll(() => dialog(root).textContent).toContain('7,400 of 10,000 go to the trash.');
  expect(dialog(root).querySelector('summary')?.textContent).toBe('Who goes to the trash');
  await userEvent.click(byName(dialog(root), 'button', 'Delete'));
  await expect.poll(() => background.of('bulk.run').length).toBe(1);
  const { actionId } = background.of('bulk.run')[0] as { actionId: never };
  background.push({ event: 'bulk', actionId, done: 120, total: 300 });
  await expect.poll(() => dialog(root).textContent).toContain('120 of 300 customers');
  await userEvent.click(byName(dialog(root), 'button', 'Cancel'));
  expect(background.of('bulk.cancel').at(-1)).toEqual({ actionId });
  refuse({ type: 'bad-request' });
  await expect.poll(() => root.textContent).toContain('Nothing was changed.');
  expect(said(root)).toBe('300 selected');
});

it('what was typed stands out in the rows', async () => {
  const { root, clock } = await mountDashboardState(state);
  await userEvent.keyboard('/');
  await userEvent.keyboard('Weber');
  clock.advance(200);
  await expect.poll(() => root.querySelector('tbody mark')?.textContent).toBe('Weber');
});
