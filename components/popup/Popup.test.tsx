import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { LANGUAGES } from '../../lib/domain/settings.ts';
import { breaches, byName, painted } from '../../tests/view/mount.tsx';
import { mountPopupState, unmountPages } from '../../tests/view/mount-dashboard.tsx';
import { popupStates } from '../../tests/view/popup-states.ts';
import { id } from '../../tests/view/sample-file.ts';
import { granted } from '../../tests/view/sample-pages.ts';

beforeEach(() => page.viewport(360, 480));
afterEach(unmountPages);

const ask = { type: 'not-granted', origin: 'https://mail.shop.example' } as const;

describe.each(Object.keys(popupStates))('state %s', (name) => {
  const state = popupStates[name];
  if (!state) throw new Error(name);
  it.each(['light', 'dark'] as const)('meets WCAG 2.2 AA in %s', async (theme) => {
    const { root } = await mountPopupState(state, 'en', theme);
    expect(root.querySelector('main')?.textContent).not.toBe('');
    expect(await breaches(document.documentElement)).toEqual([]);
  });
  it.each(LANGUAGES)('is whole in %s and hangs over no side', async (language) => {
    const { root } = await mountPopupState(state, language);
    expect(root.textContent).not.toMatch(/\{\w+\}|undefined|NaN|\[object/);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
  });
});

it('the grant is asked for in the same turn as the click: later the browser would not take it', async () => {
  let isClicking = false;
  const request = vi.fn(async () => {
    expect(isClicking).toBe(true);
    return true;
  });
  const { root } = await mountPopupState(ask, 'en', 'light', { request });
  const button = byName(root, 'button', 'Allow on mail.shop.example');
  isClicking = true;
  button.click();
  isClicking = false;
  expect(request.mock.calls).toEqual([['https://mail.shop.example']]);
  await painted();
});

it('once allowed it shows what can be done here', async () => {
  const { root, background, grantsChanged } = await mountPopupState(ask);
  const context = { epoch: 2, site: granted, state: 'nobody' as const, people: [], excluded: [] };
  background.answer({ 'page.get': () => context });
  await userEvent.click(byName(root, 'button', 'Allow on'));
  await expect.poll(() => root.textContent).toContain('Read as Roundcube');
  background.answer({ 'page.get': () => ({ ...context, site: ask }) });
  grantsChanged();
  await expect.poll(() => root.textContent).toContain('Not allowed');
});

it('a no is taken calmly and can be changed', async () => {
  const { root } = await mountPopupState(ask, 'en', 'light', { request: async () => false });
  await userEvent.click(byName(root, 'button', 'Allow on'));
  await expect.poll(() => root.querySelector('[role=status]')?.textContent).toContain('You can press the button again');
});

it('the panel and the side panel open from here, and the popup leaves', async () => {
  const close = vi.fn();
  const openSidePanel = vi.fn(async () => {});
  const { root, background } = await mountPopupState(granted, 'en', 'light', { close, openSidePanel });
  await userEvent.click(byName(root, 'button', 'Open or collapse the panel'));
  await expect.poll(() => close.mock.calls.length).toBe(1);
  expect(background.of('panel.toggle')).toEqual([{ tabId: 7 }]);
  await userEvent.click(byName(root, 'button', 'Open in the side panel'));
  await expect.poll(() => close.mock.calls.length).toBe(2);
  expect(openSidePanel).toHaveBeenCalledTimes(1);
});

it('recording is chosen and the grant taken back from here', async () => {
  const { root, background } = await mountPopupState(granted);
  expect((byName(root, 'label', 'Only when I say so').querySelector('input') as HTMLInputElement).checked).toBe(true);
  await userEvent.click(byName(root, 'label', 'Record what I open here'));
  expect(background.of('sites.setRecording')[0]).toMatchObject({ origin: granted.origin, recording: 'all' });
  await userEvent.click(byName(root, 'button', 'Revoke access'));
  await userEvent.click(byName(root, 'dialog footer button:last-child', 'Revoke'));
  await expect.poll(() => background.of('sites.revoke')).toEqual([{ origin: granted.origin }]);
});

it('a granted page that has no shell yet tells its recording from the list of sites', async () => {
  const { root, background, grantsChanged } = await mountPopupState({
    type: 'granted',
    origin: 'https://other.example',
  });
  expect(root.textContent).toContain('Not chosen yet');
  background.answer({ 'sites.list': () => [{ origin: 'https://other.example', recording: 'all' }] });
  background.push({ event: 'changed', actionId: id(5), tables: ['sites'], customerIds: [] });
  await expect.poll(() => root.textContent).not.toContain('Not chosen yet');
  expect(grantsChanged).toBeTypeOf('function');
});

it('a page that is no web page offers nothing but the dashboard', async () => {
  const { root } = await mountPopupState({ type: 'none' });
  expect(root.querySelectorAll('button').length).toBe(0);
  expect(root.querySelector('a')?.getAttribute('href')).toBe('dashboard.html');
});
