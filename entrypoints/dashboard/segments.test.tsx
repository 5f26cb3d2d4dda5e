import { afterEach, beforeEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { FilterNode } from '../../lib/domain/filter.ts';
import type { ScoreRule } from '../../lib/domain/score.ts';
import { DEFAULT_RULES } from '../../lib/scoring/rules/default-rules.ts';
import { dashboardBackground } from '../../tests/view/dashboard-states.ts';
import { savedFilters } from '../../tests/view/list-states.ts';
import { breaches, byName } from '../../tests/view/mount.tsx';
import { mountDashboardState, unmountPages } from '../../tests/view/mount-dashboard.tsx';
import { id } from '../../tests/view/sample-file.ts';
import { sampleFields } from '../../tests/view/sample-records.ts';

beforeEach(() => page.viewport(1200, 860));
afterEach(unmountPages);

const state = { hash: '#/segments', customers: 300, saved: savedFilters } as const;
const dialog = (root: HTMLElement) => root.querySelector('dialog') as HTMLElement;
const press = (root: ParentNode, name: string) => userEvent.click(byName(root, 'button:not([role])', name));
const count = (root: HTMLElement) => root.querySelector('main [aria-busy] [role=status]')?.textContent;
const item = (root: HTMLElement, name: string) => byName(root, ':popover-open [role=menuitem]', name);

async function addTag(root: HTMLElement, button: string, tag: string): Promise<void> {
  await press(root, button);
  await userEvent.click(byName(dialog(root), 'label', tag));
  await userEvent.click(byName(dialog(root), 'button', 'Apply'));
}

it('a segment is put together by key and pointer, counted as it grows, saved under a name', async () => {
  const { root, background, clock, memory } = await mountDashboardState({ ...state, saved: [] });
  expect(root.textContent).toContain('No segment yet');
  await press(root, 'New segment');
  const settle = async (text: string) => {
    // What waits for the clock may begin to a moment later.
    await expect
      .poll(() => {
        clock.advance(200);
        return count(root) ?? '';
      })
      .toContain(text);
  };
  await settle('300 customers');
  await addTag(root, 'Add a condition: Conditions', 'wholesale');
  await settle('100 customers');
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Change: Tag: wholesale');
  await press(root, 'Add a group: Conditions');
  expect(document.activeElement?.getAttribute('aria-label')).toBe('More about: Group 2');
  await addTag(root, 'Add a condition: Group 2', 'net 30');
  await addTag(root, 'Add a condition: Group 2', '企业采购');
  expect(await breaches(document.documentElement)).toEqual([]);
  const tag = (value: string): FilterNode => ({ attribute: 'tag', is: 'any-of', values: [value] });
  const nested = [tag('wholesale'), { match: 'any', of: [tag('net 30'), tag('企业采购')] }];
  clock.advance(200);
  await expect
    .poll(() => background.of('customers.list').some(({ where }) => JSON.stringify(where) === JSON.stringify(nested)))
    .toBe(true);
  // By key: out of its group, down; and away.
  byName(root, 'button', 'Change: Tag: 企业采购').focus();
  await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}');
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Change: Tag: 企业采购');
  await userEvent.keyboard('{Delete}');
  expect(document.activeElement?.getAttribute('aria-label')).toBe('More about: Group 2');
  await userEvent.selectOptions(
    root.querySelectorAll<HTMLSelectElement>('main form select')[1] as HTMLSelectElement,
    'none',
  );
  const asked = [tag('wholesale'), { match: 'none', of: [tag('net 30')] }];

  await press(root, 'Save');
  expect(root.textContent).toContain('A name is needed.');
  expect(document.activeElement?.tagName).toBe('INPUT');
  await userEvent.fill(byName(root, 'input', 'Name'), 'Quiet');
  expect(JSON.parse(memory.get('segment-drafts') ?? '[]')).toMatchObject([['new', { name: 'Quiet' }]]);
  await press(root, 'Save');
  await expect
    .poll(() => background.of('filters.save').at(-1))
    .toMatchObject({ name: 'Quiet', filter: { where: asked } });
  await expect.poll(() => location.hash).toBe(`#/segments/${id(890)}`);
  expect(memory.has('segment-drafts')).toBe(false);
  expect(byName(root, 'nav a', 'Quiet').getAttribute('aria-current')).toBe('page');
});

it('nodes are moved, put into groups and taken out of them from their menus', async () => {
  const { root, background } = await mountDashboardState({ ...state, hash: `#/segments/${savedFilters[0]?.id}` });
  const [tier, tags] = (savedFilters[0] as (typeof savedFilters)[number]).filter.where;
  const shown = () => JSON.parse(JSON.stringify(background.of('filters.save').at(-1)?.filter)).where as FilterNode[];
  const save = async () => {
    const before = background.of('filters.save').length;
    await press(root, 'Save');
    await expect.poll(() => background.of('filters.save').length).toBe(before + 1);
  };
  await press(root, 'More about: Tier: Tier A');
  await userEvent.click(item(root, 'Put into a group'));
  await save();
  expect(shown()).toEqual([{ match: 'any', of: [tier] }, tags]);
  await press(root, 'More about: Group 1');
  await userEvent.click(item(root, 'Move down'));
  await save();
  expect(shown()).toEqual([tags, { match: 'any', of: [tier] }]);
  await press(root, 'More about: Group 2');
  await userEvent.click(item(root, 'Dissolve the group'));
  await press(root, 'More about: Tier: Tier A');
  await userEvent.click(item(root, 'Remove'));
  await save();
  expect(shown()).toEqual([tags]);
});

it('what is not saved stays, here and elsewhere, until it is discarded', async () => {
  const [first] = savedFilters;
  const { root } = await mountDashboardState({ ...state, hash: `#/segments/${first?.id}` });
  await userEvent.fill(byName(root, 'input', 'Name'), 'Renamed');
  expect(root.textContent).toContain('Not saved yet');
  location.hash = `#/segments/${savedFilters[1]?.id}`;
  await expect.poll(() => (byName(root, 'input', 'Name') as HTMLInputElement).value).toBe(savedFilters[1]?.name);
  location.hash = `#/segments/${first?.id}`;
  await expect.poll(() => (byName(root, 'input', 'Name') as HTMLInputElement).value).toBe('Renamed');
  await press(root, 'Discard changes');
  expect((byName(root, 'input', 'Name') as HTMLInputElement).value).toBe(first?.name);
  await press(document.body, 'Undo');
  expect((byName(root, 'input', 'Name') as HTMLInputElement).value).toBe('Renamed');
  location.hash = `#/segments/${id(999)}`;
  await expect.poll(() => root.textContent).toContain('This segment is not there any more');
});

it('what was typed since changes were discarded makes room for them, and comes back in its turn', async () => {
  const [first] = savedFilters;
  const { root } = await mountDashboardState({ ...state, hash: `#/segments/${first?.id}` });
  const name = () => byName(root, 'input', 'Name') as HTMLInputElement;
  const undo = async () => {
    const last = [...document.querySelectorAll('button')].filter((one) => one.textContent === 'Undo').at(-1);
    await userEvent.click(last as HTMLElement);
  };
  await userEvent.fill(name(), 'First thought');
  await press(root, 'Discard changes');
  await userEvent.fill(name(), 'Second thought');
  await undo();
  expect(name().value).toBe('First thought');
  await expect.poll(() => document.body.textContent).toContain('“Second thought”');
  await undo();
  expect(name().value).toBe('Second thought');
  await undo();
  expect(name().value).toBe('First thought');
  // As it is saved it makes room for nothing: no more is said than before.
  await press(root, 'Discard changes');
  await undo();
  expect(name().value).toBe('First thought');
  const said = [...document.querySelectorAll('[role=status]')].map((one) => one.textContent ?? '');
  expect(said.filter((text) => text.includes('was replaced')).length).toBe(1);
});

it('a new one that was not saved is shown among the others, and comes back when another took its place', async () => {
  const { root } = await mountDashboardState(state);
  await press(root, 'New segment');
  await expect.poll(() => root.querySelector('main form')).not.toBeNull();
  await userEvent.fill(byName(root, 'input', 'Name'), 'Half done');
  location.hash = `#/segments/${savedFilters[1]?.id}`;
  await expect.poll(() => byName(root, 'nav a', 'Half done')?.textContent).toContain('Not saved yet');
  await press(root, 'New segment');
  await expect.poll(() => (byName(root, 'input', 'Name') as HTMLInputElement).value).toBe('');
  expect(document.body.textContent).toContain('The unfinished segment “Half done” was replaced');
  await press(document.body, 'Undo');
  await expect.poll(() => (byName(root, 'input', 'Name') as HTMLInputElement).value).toBe('Half done');
});

it('one that score rules ask for says so, also when it is deleted', async () => {
  const [first, second] = savedFilters;
  if (!first || !second) throw new Error('two segments');
  const shown = { ...state, hash: `#/segments/${first.id}` };
  const background = dashboardBackground(shown, 'en', 'light');
  const rule: ScoreRule = {
    ...{ id: 'in-segment', attribute: 'segment', points: 10 },
    shape: { type: 'cases', cases: [{ when: { is: 'any-of', values: [first.id] }, share: 1 }], otherwise: 0 },
  };
  const active = { ...DEFAULT_RULES, rules: [...DEFAULT_RULES.rules, rule] };
  background.answer({ 'rules.list': () => ({ active, versions: [] }) });
  const { root } = await mountDashboardState(shown, { background });
  await expect.poll(() => root.textContent).toContain('Score rules use this segment');
  location.hash = `#/segments/${second.id}`;
  await expect.poll(() => root.textContent).not.toContain('Score rules use this segment');
  location.hash = `#/segments/${first.id}`;
  await expect.poll(() => root.textContent).toContain('Score rules use this segment');
  await press(root, 'Delete');
  await expect.poll(() => document.body.textContent).toContain('Score rules used it: scores and tiers change.');
});

it('what was typed since another took its place is not lost by Undo, and saving ends the offer', async () => {
  const { root } = await mountDashboardState(state);
  const name = () => (byName(root, 'input', 'Name') as HTMLInputElement).value;
  await press(root, 'New segment');
  await expect.poll(() => root.querySelector('main form')).not.toBeNull();
  await userEvent.fill(byName(root, 'input', 'Name'), 'Half done');
  await press(root, 'New segment');
  await expect.poll(name).toBe('');
  await userEvent.fill(byName(root, 'input', 'Name'), 'Typed since');
  await press(document.body, 'Undo');
  await expect.poll(name).toBe('Half done');
  expect(document.body.textContent).toContain('The unfinished segment “Typed since” was replaced');
  await press(document.body, 'Undo');
  await expect.poll(name).toBe('Typed since');
  expect(document.body.textContent).toContain('The unfinished segment “Half done” was replaced');
  await press(root, 'Save');
  await expect.poll(() => document.body.textContent).not.toContain('was replaced');
});

it('that are not loaded yet are not said to be none, and those that cannot be had say why', async () => {
  const { root, background } = await mountDashboardState({ ...state, saved: [] });
  expect(root.textContent).toContain('No segment yet');
  unmountPages();
  let fail = (_: { readonly type: 'storage-failed' }) => {};
  const waiting = new Promise<{ readonly type: 'storage-failed' }>((resolve) => {
    fail = resolve;
  });
  background.answer({ 'filters.list': () => waiting });
  const later = await mountDashboardState(state, { background });
  expect(later.root.textContent).not.toContain('No segment yet');
  expect(later.root.textContent).toContain('Loading the segments');
  fail({ type: 'storage-failed' });
  await expect.poll(() => later.root.querySelector('main [role=alert]')).not.toBeNull();
  expect(await breaches(later.root)).toEqual([]);
  background.answer({ 'filters.list': () => [...savedFilters] });
  await press(later.root, 'Try again');
  await expect.poll(() => later.root.textContent).toContain(savedFilters[0]?.name ?? '-');
});

it('is opened in the list, and its people are gone through one by one', async () => {
  const [first] = savedFilters;
  const { root, background, memory } = await mountDashboardState({ ...state, hash: `#/segments/${first?.id}` });
  await press(root, 'Open in Customers');
  await expect
    .poll(() => background.of('customers.list').at(-1))
    .toMatchObject({ where: first?.filter.where, sort: 'net' });
  expect(location.hash).toBe('#/customers');
  await press(root, 'Open in the builder');
  await expect.poll(() => location.hash).toBe(`#/segments/${first?.id}`);
  await press(root, 'Work through');
  await expect.poll(() => location.hash).toMatch(/^#\/customers\//);
  expect(background.of('filters.ids')).toMatchObject([{ filter: first?.filter, sort: 'net', descending: true }]);
  const bar = () => byName(root, 'section', 'Work list');
  await expect.poll(() => bar().textContent).toContain('1 of 2');
  const here = location.hash;
  await press(root, 'Next');
  await expect.poll(() => bar().textContent).toContain('2 of 2');
  expect((byName(root, 'button', 'Next') as HTMLButtonElement).disabled).toBe(true);
  expect(await breaches(document.documentElement)).toEqual([]);
  (document.activeElement as HTMLElement).blur();
  await userEvent.keyboard('k');
  await expect.poll(() => location.hash).toBe(here);
  expect(memory.has('work-list')).toBe(true);
  await press(root, 'End the list');
  expect(root.querySelector('section[aria-label="Work list"]')).toBeNull();
  expect(memory.has('work-list')).toBe(false);
});

it('says which condition is about a field that was deleted, and goes on with the others', async () => {
  const gone: FilterNode = { attribute: `custom:${id(699)}`, is: 'known' };
  const saved = [{ ...(savedFilters[0] as (typeof savedFilters)[number]), filter: { text: '', where: [gone] } }];
  const { root } = await mountDashboardState({ ...state, saved, hash: `#/segments/${saved[0]?.id}` });
  expect(byName(root, 'button', 'Change: A deleted field: not counted').isConnected).toBe(true);
  expect(await breaches(document.documentElement)).toEqual([]);
});

it('a condition asks of a field of one’s own what can be asked of its kind', async () => {
  const { root, background } = await mountDashboardState({ hash: '#/customers', customers: 300 });
  await press(root, 'Filter');
  const by = byName(dialog(root), 'select', 'By') as HTMLSelectElement;
  expect([...by.querySelectorAll('optgroup')].map(({ label }) => label)).toEqual([
    ...['Standing', 'Orders', 'Contact', 'On file', 'Own fields'],
  ]);
  await userEvent.selectOptions(by, '茶叶偏好 Tea');
  await userEvent.click(byName(dialog(root), 'label', 'Oolong'));
  await userEvent.click(byName(dialog(root), 'button', 'Apply'));
  const tea = { attribute: `custom:${sampleFields[0]?.id}`, is: 'any-of', values: [id(622)] };
  await expect.poll(() => background.of('customers.list').at(-1)?.where).toEqual([tea]);
  await press(root, 'Change: 茶叶偏好 Tea: Oolong');
  await userEvent.selectOptions(byName(dialog(root), 'select', 'By'), '年度预算 in EUR');
  await userEvent.fill(byName(dialog(root), 'input', 'To'), '12.5');
  await userEvent.click(byName(dialog(root), 'button', 'Apply'));
  const budget = { attribute: `custom:${sampleFields[2]?.id}:EUR`, is: 'between', to: 1250 };
  await expect.poll(() => background.of('customers.list').at(-1)?.where).toEqual([budget]);
});

it('a change to many shows whom it changes, and is not done to others', async () => {
  const { root, background } = await mountDashboardState({ hash: '#/customers', customers: 300 });
  await userEvent.click(root.querySelector<HTMLElement>('thead input') as HTMLElement);
  await press(root, 'Add tag');
  await userEvent.fill(byName(dialog(root), 'input', 'Tag'), 'spring');
  await expect.poll(() => dialog(root).querySelector('summary')?.textContent).toBe('Whom it changes');
  await userEvent.click(dialog(root).querySelector('summary') as HTMLElement);
  expect(dialog(root).querySelectorAll('details li')).toHaveLength(100);
  await userEvent.click(byName(dialog(root), 'details button', 'Show more'));
  await expect.poll(() => background.of('bulk.preview').at(-1)?.from).toBe(100);
  expect(await breaches(document.documentElement)).toEqual([]);
  background.answer({
    'bulk.run': ({ actionId }) => ({ actionId: actionId as never, customers: 300, changed: 0, isOther: true }),
  });
  await userEvent.click(byName(dialog(root), 'button', 'Change 7,400 customers'));
  await expect.poll(() => dialog(root).querySelector('[role=alert]')?.textContent).toContain('Nothing was done');
  expect(background.of('bulk.run').at(-1)).toMatchObject({ mark: '7400-1-2' });
});
