import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { LANGUAGES } from '../../lib/domain/settings.ts';
import { chooseFile, fixtureFile } from '../../tests/view/choose-file.ts';
import { breaches } from '../../tests/view/mount.tsx';
import { mountDashboardState, unmountPages } from '../../tests/view/mount-dashboard.tsx';

beforeEach(() => page.viewport(1200, 860));
afterEach(unmountPages);

type Mounted = Awaited<ReturnType<typeof mountDashboardState>>;

const primary = (root: HTMLElement) => root.querySelector<HTMLElement>('main button[class*=primary]') as HTMLElement;
const seen = (root: HTMLElement, selector: string) =>
  expect.poll(() => root.querySelector(selector), { timeout: 10_000 }).not.toBeNull();

async function choose({ root }: Mounted): Promise<void> {
  chooseFile(root, await fixtureFile('taobao-orders.csv'));
  await seen(root, 'main section td bdi');
}
async function check(mounted: Mounted): Promise<void> {
  await choose(mounted);
  await userEvent.click(primary(mounted.root));
  await seen(mounted.root, 'main dl dd + *, main h2 + p + div dl');
}

/** Every step of the way, and what leads there. */
const STEPS: Readonly<Record<string, (mounted: Mounted) => Promise<void>>> = {
  'a bad file': async ({ root }) => {
    chooseFile(root, new File(['%PDF-1.7'], 'orders.pdf'));
    await seen(root, '[role=alert] strong');
  },
  columns: choose,
  check,
  running: async (mounted) => {
    await check(mounted);
    mounted.background.answer({ 'imports.run': () => new Promise(() => {}) });
    await userEvent.click(primary(mounted.root));
    await seen(mounted.root, 'progress');
  },
  report: async (mounted) => {
    await check(mounted);
    await userEvent.click(primary(mounted.root));
    await seen(mounted.root, 'main a[href="#/customers"][class*=link]');
  },
  export: async ({ root }) => {
    await userEvent.click(root.querySelectorAll<HTMLElement>('[role=tab]')[1] as HTMLElement);
    await seen(root, 'input[type=radio]');
  },
};

describe.each(Object.keys(STEPS))('the step %s', (name) => {
  const stand = async (options: Parameters<typeof mountDashboardState>[1]) => {
    const mounted = await mountDashboardState({ hash: '#/files' }, options);
    await STEPS[name]?.(mounted);
    return mounted;
  };

  it.each(['light', 'dark'] as const)('meets WCAG 2.2 AA in %s', async (theme) => {
    const { root } = await stand({ theme });
    expect(root.querySelectorAll('h1').length).toBe(1);
    expect(await breaches(document.documentElement)).toEqual([]);
  });

  it.each(LANGUAGES)('is whole in %s', async (language) => {
    const { root } = await stand({ language });
    expect(root.textContent).not.toMatch(/\{\w+\}|undefined|NaN|\[object|\b(?:import|reject|problem|target)\.[a-z]/);
  });

  it('fits 360 px without anything hanging over the side', async () => {
    await page.viewport(360, 800);
    const { root } = await stand({ language: 'zh-TW' });
    const main = root.querySelector('main') as HTMLElement;
    expect(main.scrollWidth).toBeLessThanOrEqual(main.clientWidth);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
  });
});
