import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { en } from '../../lib/i18n/en.ts';
import { breaches, mountState, unmountAll } from '../../tests/view/mount.tsx';
import { panelStates } from '../../tests/view/panel-states.ts';
import { li, weber } from '../../tests/view/sample-file.ts';

afterEach(unmountAll);

const states = panelStates(weber);
const chinese = panelStates(li);

/** Keys that stand where their texts should: the panel asked for one it does not bring. */
const keysIn = (root: Element) => Object.keys(en).filter((key) => root.outerHTML.includes(key));

describe.each(Object.keys(states))('state %s', (name) => {
  it.each(['light', 'dark'] as const)('meets WCAG 2.2 AA in %s', async (theme) => {
    await page.viewport(360, 860);
    const state = states[name];
    if (!state) throw new Error(name);
    const { root } = await mountState(state, 'en', theme);
    expect(root.textContent).not.toBe('');
    expect(await breaches(document.documentElement)).toEqual([]);
    expect(root.textContent).not.toMatch(/\{\w+\}|undefined|NaN|\[object/);
    expect(keysIn(root)).toEqual([]);
  });

  it('fits 320 px in Chinese without anything hanging over the side', async () => {
    await page.viewport(320, 700);
    const state = chinese[name];
    if (!state) throw new Error(name);
    const { root } = await mountState(state, 'zh-TW', 'light');
    const over = [...root.querySelectorAll<HTMLElement>('main *, footer *')].filter((element) => {
      const { right, width } = element.getBoundingClientRect();
      return width > 0 && right > 320.5 && !element.closest('[popover], .sr-only, bdi, [class*=ellipsis]');
    });
    expect(over.map((element) => element.outerHTML.slice(0, 120))).toEqual([]);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
  });
});

it.each(['light', 'dark'] as const)('every tab and dialog meets WCAG 2.2 AA in %s', async (theme) => {
  const { certain } = states;
  if (!certain) throw new Error('certain');
  const { root } = await mountState(certain, 'en', theme);
  const { userEvent } = await import('vitest/browser');
  for (const [key, sign] of [
    ['2', 'Order T-10423'],
    ['3', 'Weber Handelsgesellschaft mbH'],
    ['/', 'Look up a customer'],
  ] as const) {
    (document.activeElement as HTMLElement | null)?.blur();
    await userEvent.keyboard(key);
    await expect.poll(() => root.textContent).toContain(sign);
    expect(await breaches(document.documentElement), key).toEqual([]);
    expect(keysIn(root)).toEqual([]);
  }
});
