import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { savedFilters } from '../../tests/view/list-states.ts';
import { breaches, mountState, painted, unmountAll } from '../../tests/view/mount.tsx';
import { mountDashboardState, unmountPages } from '../../tests/view/mount-dashboard.tsx';
import { type PanelState, panelStates } from '../../tests/view/panel-states.ts';
import { profileOf, rowOf, weber } from '../../tests/view/sample-file.ts';

beforeEach(() => page.viewport(360, 860));
afterEach(() => {
  unmountAll();
  unmountPages();
});

const certain = panelStates(weber).certain as PanelState;
const list = { hash: '#/customers', customers: 10, saved: savedFilters } as const;
const input = () => document.querySelector('dialog [role=combobox]') as HTMLInputElement;
const options = () => [...document.querySelectorAll<HTMLElement>('dialog [role=option]')];
const active = () => {
  const id = input()?.getAttribute('aria-activedescendant');
  const named = id ? document.getElementById(id) : null;
  expect(named?.getAttribute('aria-selected')).toBe('true');
  expect(document.querySelectorAll('dialog [aria-selected=true]').length).toBe(1);
  return named?.textContent ?? '';
};
const open = async () => {
  await userEvent.keyboard('{Control>}k{/Control}');
  // The first time it has to be brought.
  await expect.poll(() => input() && document.activeElement === input(), { timeout: 10_000 }).toBe(true);
};
const found = (name = 'Jonas Weber') => ({
  customer: { ...rowOf(profileOf(weber)), name },
  field: 'note',
  excerpt: 'closes at 15:00',
  ranges: [[0, 6] as [number, number]],
  nameRanges: [[6, 11] as [number, number]],
});

describe('in the panel', () => {
  it('opens from anywhere, also while a note is typed, and gives the focus back', async () => {
    const { root, background } = await mountState(certain);
    background.answer({ 'recent.list': () => [] });
    const note = root.querySelector('textarea') as HTMLElement;
    note.focus();
    await userEvent.keyboard('half a ');
    await open();
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => document.querySelector('dialog')).toBeNull();
    await expect.poll(() => document.activeElement).toBe(note);
    await userEvent.keyboard('note');
    await expect.poll(() => (note as HTMLTextAreaElement).value).toBe('half a note');
  });

  it('finds people, says what they were found by, and shows them', async () => {
    const { root, background } = await mountState(certain);
    const other = profileOf({ ...weber, name: 'Maya Patel' }, 2);
    const hit = { ...found('Maya Patel'), customer: rowOf(other), nameRanges: [[5, 10] as [number, number]] };
    background.answer({ 'recent.list': () => [], 'search.run': () => [hit], 'customers.get': () => other });
    await open();
    await userEvent.keyboard('patel');
    await expect.poll(() => options()[0]?.textContent).toContain('Maya Patel');
    expect([...(options()[0]?.querySelectorAll('mark') ?? [])].map((mark) => mark.textContent)).toEqual([
      'Patel',
      'closes',
    ]);
    expect(await breaches(document.documentElement)).toEqual([]);
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => root.querySelector('h2')?.textContent).toContain('Maya Patel');
    expect(background.of('recent.add')).toEqual([{ customerId: other.customer.id }]);
  });

  it('does what the panel does: a note, a tab, undo', async () => {
    const { root, background } = await mountState(certain);
    background.answer({ 'recent.list': () => [], 'search.run': () => [] });
    await open();
    await userEvent.keyboard('timeline');
    await expect.poll(active).toContain('Show the timeline');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => root.querySelector('[role=tab][aria-selected=true]')?.textContent).toContain('Timeline');
    await open();
    await userEvent.keyboard('new note{Enter}');
    await expect.poll(() => document.activeElement?.tagName).toBe('TEXTAREA');
    await open();
    await userEvent.keyboard('undo{Enter}');
    await expect.poll(() => background.of('history.undo').length).toBe(1);
  });

  it('says after 150 ms that a worker which starts is still searching, and drops what is no longer asked', async () => {
    const { background, clock } = await mountState(certain);
    const waiting: ((hits: ReturnType<typeof found>[]) => void)[] = [];
    const asked = () => background.of('search.run').map(({ text }) => text);
    background.answer({ 'recent.list': () => [], 'search.run': () => new Promise((give) => waiting.push(give)) });
    await open();
    const status = () => document.querySelector('dialog [role=status]')?.textContent;
    await userEvent.keyboard('we');
    await painted();
    expect(status()).toBe('');
    clock.advance(160);
    await expect.poll(status).toBe('Searching…');
    await userEvent.keyboard('ber');
    expect(asked()).toEqual(['w']);
    waiting.shift()?.([found('Wrong One')]);
    await expect.poll(asked).toEqual(['w', 'weber']);
    waiting.shift()?.([found()]);
    await expect.poll(() => options()[0]?.textContent).toContain('Jonas Weber');
    await expect.poll(status).toMatch(/^\d+ results?$/);
    expect(document.body.textContent).not.toContain('Wrong One');
  });

  it('Enter before the answer is there opens the first of the answer, never of the one before', async () => {
    const { root, background } = await mountState(certain);
    const other = profileOf({ ...weber, name: 'Maya Patel' }, 2);
    let give = (_hits: { customer: ReturnType<typeof rowOf> }[]) => {};
    background.answer({
      'recent.list': () => [rowOf(profileOf(weber, 3))],
      'search.run': () => new Promise((answer) => (give = answer as typeof give)),
      'customers.get': () => other,
    });
    await open();
    await expect.poll(() => options()[0]?.textContent).toContain('Jonas Weber');
    await userEvent.fill(input(), 'patel');
    await userEvent.keyboard('{Enter}');
    await painted();
    expect(document.querySelector('dialog')).not.toBeNull();
    give([{ ...found(), customer: rowOf(other) }]);
    await expect.poll(() => root.querySelector('h2')?.textContent).toContain('Maya Patel');
    expect(background.of('recent.add')).toEqual([{ customerId: other.customer.id }]);
  });

  it('a search that fails leaves the commands usable', async () => {
    const { background } = await mountState(certain);
    background.answer({ 'recent.list': () => [], 'search.run': () => ({ type: 'storage-failed' }) });
    await open();
    await userEvent.keyboard('redo');
    await expect.poll(() => document.querySelector('dialog [role=alert]')?.textContent).toContain('database');
    await expect.poll(active).toContain('Redo');
  });
});

describe('in the dashboard', () => {
  beforeEach(() => page.viewport(1200, 860));

  it('empty, it shows who was opened last and then every command; the keys go through all of it', async () => {
    await mountDashboardState(list);
    await open();
    await expect.poll(() => options()[0]?.textContent).toContain('李晓梅');
    expect(active()).toContain('李晓梅');
    await userEvent.keyboard('{End}');
    const last = options().at(-1)?.textContent ?? 'none';
    await expect.poll(active).toBe(last);
    await userEvent.keyboard('{ArrowDown}');
    await expect.poll(active).toContain('李晓梅');
    await userEvent.keyboard('{ArrowUp}');
    await expect.poll(active).toBe(last);
    await userEvent.keyboard('{Home}{ArrowDown}');
    await expect.poll(active).toContain('Jonas Weber');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => location.hash).toMatch(/^#\/customers\/[0-9a-f-]+$/);
  });

  it.each([
    ['en', 'quality', '#/quality'],
    ['zh-CN', 'shuju', '#/quality'],
    ['zh-CN', 'sjzl', '#/quality'],
    ['zh-CN', '导入文件', '#/files/import'],
    ['zh-TW', 'huichu', '#/files/export'],
    ['zh-TW', '设定', '#/settings'],
  ] as const)('in %s the command typed as "%s" is found and leads to %s', async (language, typed, hash) => {
    const { background } = await mountDashboardState(list, { language });
    background.answer({ 'search.run': () => [] });
    await open();
    await userEvent.fill(input(), typed);
    await expect.poll(() => background.of('search.run').at(-1)?.text).toBe(typed);
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => location.hash).toBe(hash);
  });

  it('applies a saved filter, and opens the dialog of a new customer', async () => {
    const { root, background } = await mountDashboardState({ ...list, hash: '#/about' });
    background.answer({ 'search.run': () => [] });
    await open();
    await userEvent.keyboard('quiet{Enter}');
    await expect.poll(() => background.of('customers.list').at(-1)?.where).toEqual(savedFilters[1]?.filter.where);
    await open();
    await userEvent.keyboard('new customer{Enter}');
    await expect.poll(() => root.querySelector('dialog h2')?.textContent).toBe('New customer');
    await userEvent.keyboard('{Control>}k{/Control}');
    await painted();
    expect(document.querySelectorAll('dialog').length).toBe(1);
  });

  it.each(['light', 'dark'] as const)('meets WCAG 2.2 AA in %s, empty and with nothing found', async (theme) => {
    const { background } = await mountDashboardState(list, { theme });
    background.answer({ 'search.run': () => [] });
    await open();
    await expect.poll(() => options().length).toBeGreaterThan(5);
    expect(await breaches(document.documentElement)).toEqual([]);
    await userEvent.keyboard('zzzz');
    await expect.poll(() => document.querySelector('dialog [role=status]')?.textContent).toContain('Nothing found');
    expect(input().getAttribute('aria-expanded')).toBe('false');
    expect(await breaches(document.documentElement)).toEqual([]);
  });
});
