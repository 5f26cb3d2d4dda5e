import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { LANGUAGES } from '../../lib/domain/settings.ts';
import { type DashboardState, dashboardStates } from '../../tests/view/dashboard-states.ts';
import { breaches, byName } from '../../tests/view/mount.tsx';
import { mountDashboardState, unmountPages } from '../../tests/view/mount-dashboard.tsx';

beforeEach(() => page.viewport(1200, 860));
afterEach(unmountPages);

const stateOf = (name: string): DashboardState => {
  const state = dashboardStates[name];
  if (!state) throw new Error(name);
  return state;
};

describe.each(Object.keys(dashboardStates))('state %s', (name) => {
  it.each(['light', 'dark'] as const)('meets WCAG 2.2 AA in %s', async (theme) => {
    const { root } = await mountDashboardState(stateOf(name), { theme });
    // Some pages are brought when they are first asked for.
    await expect.poll(() => root.querySelectorAll('h1').length, { timeout: 10_000 }).toBe(1);
    expect(await breaches(document.documentElement)).toEqual([]);
  });

  it.each(LANGUAGES)('is whole in %s: no gaps in sentences, and the title says where one is', async (language) => {
    const { root } = await mountDashboardState(stateOf(name), { language });
    expect(root.textContent).not.toMatch(/\{\w+\}|undefined|NaN|\[object/);
    expect(document.documentElement.lang).toBe(language);
    expect(document.title).toContain(language === 'en' ? ' · Regulars' : ' · 熟客');
  });

  it('fits 400 px without anything hanging over the side', async () => {
    await page.viewport(400, 800);
    const { root } = await mountDashboardState(stateOf(name), { language: 'zh-TW' });
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(400);
    const main = root.querySelector('main') as HTMLElement;
    expect(main.scrollWidth).toBeLessThanOrEqual(main.clientWidth);
  });
});

it.each(['light', 'dark'] as const)('every dialog meets WCAG 2.2 AA in %s', async (theme) => {
  const open = {
    'customers-few': 'New customer',
    customer: 'Delete customer',
    sites: 'Revoke access to mail.shop.example',
  };
  for (const [name, button] of Object.entries(open)) {
    const { root } = await mountDashboardState(stateOf(name), { theme });
    await userEvent.click(byName(root, 'button', button));
    await expect.poll(() => root.querySelector('dialog')).not.toBeNull();
    if (name === 'customers-few') {
      await userEvent.click(byName(root, 'dialog button', 'Add customer'));
      await expect.poll(() => root.querySelector('dialog [aria-invalid]')).not.toBeNull();
    }
    expect(await breaches(document.documentElement), name).toEqual([]);
    unmountPages();
  }
});
