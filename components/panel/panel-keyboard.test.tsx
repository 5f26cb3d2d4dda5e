import { afterEach, beforeEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { byName, mountState, unmountAll } from '../../tests/view/mount.tsx';
import { panelStates } from '../../tests/view/panel-states.ts';
import { id, weber } from '../../tests/view/sample-file.ts';

beforeEach(() => page.viewport(360, 860));
afterEach(unmountAll);

const { certain, order } = panelStates(weber);
if (!certain || !order) throw new Error('states');
const undone = { actionId: id<never>(1), undone: id<never>(2), action: 'notes.add', kept: 0 };
const nameOf = (element: Element | null) =>
  (element?.getAttribute('aria-label') ?? element?.textContent ?? '').trim() || element?.tagName;

it('every control can be reached by Tab, in the order one reads, and the focus is always seen', async () => {
  const { root } = await mountState(order);
  const walked: string[] = [];
  for (let step = 0; step < 80; step += 1) {
    await userEvent.keyboard('{Tab}');
    const at = document.activeElement;
    if (!at || !root.contains(at)) break;
    walked.push(String(nameOf(at)));
    const style = getComputedStyle(at);
    const ring = at.closest('[class*=editor]') ? getComputedStyle(at.closest('[class*=editor]') as Element) : style;
    expect(`${ring.boxShadow} ${style.boxShadow}`, String(nameOf(at))).toMatch(/rgb|color/);
  }
  const controls = [...root.querySelectorAll('button, input, textarea, select')].filter(
    (element) =>
      !element.closest('[popover]') && element.getAttribute('tabindex') !== '-1' && !element.hasAttribute('disabled'),
  );
  for (const control of controls) expect(walked, String(nameOf(control))).toContain(String(nameOf(control)));
  const first = (name: string) => walked.findIndex((entry) => entry.includes(name));
  expect(first('More about this match')).toBeLessThan(first('Remove wholesale'));
  expect(first('Overview')).toBeLessThan(first('Add order'));
  expect(first('Add order')).toBeLessThan(first('New note'));
  expect(first('New note')).toBeLessThan(first('Keyboard shortcuts'));
});

it('arrows, Home and End move between the tabs, which are one stop', async () => {
  const { root } = await mountState(certain);
  byName(root, '[role=tab]', 'Overview').focus();
  const selected = () => root.querySelector('[role=tab][aria-selected=true]')?.textContent;
  await userEvent.keyboard('{ArrowRight}');
  expect(selected()).toContain('Timeline');
  expect(document.activeElement?.textContent).toContain('Timeline');
  await userEvent.keyboard('{End}');
  expect(selected()).toBe('Profile');
  await userEvent.keyboard('{ArrowRight}');
  expect(selected()).toBe('Overview');
  expect(root.querySelectorAll('[role=tab][tabindex="0"]').length).toBe(1);
});

it('single keys start a note and turn the tabs, but are letters in a text field', async () => {
  const { root } = await mountState(certain);
  await userEvent.keyboard('2');
  await expect.poll(() => root.querySelector('[aria-selected=true]')?.textContent).toContain('Timeline');
  await userEvent.keyboard('n');
  await expect.poll(() => nameOf(document.activeElement)).toBe('New note');
  await userEvent.keyboard('n2?/');
  expect((document.activeElement as HTMLTextAreaElement).value).toBe('n2?/');
  expect(root.querySelector('dialog')).toBeNull();
});

it('single keys can be turned off, and then do nothing', async () => {
  const { root, background } = await mountState(certain);
  background.answer({ 'settings.set': () => ({ actionId: id<never>(1) }) });
  await userEvent.keyboard('?');
  await expect.poll(() => root.querySelector('dialog')).not.toBeNull();
  await userEvent.click(root.querySelector('dialog input[type=checkbox]') as HTMLElement);
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => root.querySelector('dialog')).toBeNull();
  expect(background.of('settings.set')[0]?.settings).toEqual({ singleKeys: false });
  (document.activeElement as HTMLElement).blur();
  await userEvent.keyboard('3');
  expect(root.querySelector('[aria-selected=true]')?.textContent).toBe('Overview');
});

it('Ctrl+Z takes back the last action and Ctrl+Shift+Z does it again, outside text fields only', async () => {
  const { root, background } = await mountState(certain);
  background.answer({ 'history.undo': () => undone, 'history.redo': () => undone });
  await userEvent.keyboard('{Control>}z{/Control}');
  await userEvent.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
  await expect.poll(() => [background.of('history.undo').length, background.of('history.redo').length]).toEqual([1, 1]);
  byName(root, 'textarea', 'New note').focus();
  await userEvent.keyboard('ab{Control>}z{/Control}');
  expect(background.of('history.undo').length).toBe(1);
});

it('a menu is opened, walked and left by keys alone, and the focus comes back', async () => {
  const { root } = await mountState(certain);
  const opener = byName(root, 'button', 'Note actions');
  opener.focus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => nameOf(document.activeElement)).toBe('Edit');
  await userEvent.keyboard('{ArrowUp}');
  expect(nameOf(document.activeElement)).toBe('Delete');
  await userEvent.keyboard('{ArrowDown}');
  expect(nameOf(document.activeElement)).toBe('Edit');
  await userEvent.keyboard('{Escape}');
  expect(document.activeElement).toBe(opener);
});

it('a dialog holds the focus and gives it back', async () => {
  const { root } = await mountState(certain);
  const opener = byName(root, 'footer button', 'Look up a customer');
  opener.focus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => document.activeElement?.tagName).toBe('INPUT');
  for (let step = 0; step < 6; step += 1) {
    await userEvent.keyboard('{Tab}');
    const at = document.activeElement;
    expect(at === document.body || root.querySelector('dialog')?.contains(at as Node)).toBe(true);
  }
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => document.activeElement).toBe(opener);
});
