import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { PairReport } from '../../lib/messaging/offer-work.ts';
import { breaches, byName } from '../../tests/view/mount.tsx';
import { openDashboard, unmountPages } from '../../tests/view/mount-dashboard.tsx';
import { offerAnswers } from '../../tests/view/offer-states.ts';
import { id } from '../../tests/view/sample-file.ts';

beforeEach(() => page.viewport(1200, 900));
afterEach(unmountPages);

const rows = (root: ParentNode) =>
  [...root.querySelectorAll('tbody tr')].map((row) => [...row.children].map((cell) => cell.textContent ?? ''));

describe('what is bought together', () => {
  it('is a table of pairs with n, shares, lift and verdict, the surest first', async () => {
    const { root } = await openDashboard('goods');
    await expect.poll(() => root.querySelector('h2')?.textContent).toBe('What goes with what');
    expect(root.textContent).toContain('Counted in 2,604 purchases');
    expect(root.textContent).toContain('6 sure pairs');
    expect([...root.querySelectorAll('thead th')].map((cell) => cell.textContent)).toEqual([
      ...[
        'Who buys, also buys',
        'Together',
        'Customers with both',
        'With the first, not the second yet',
        'With the second, not the first yet',
        'Of those with the first',
        'Support',
        'Lift',
        'By chance alone',
        'Verdict',
      ],
    ]);
    // 21 of 24, 90 of 2,604: few with the first, so the share comes with its range.
    expect(rows(root)[0]).toEqual([
      ...[
        '龙井绿茶 250g → Teapot, cast iron',
        '21',
        '23',
        '12',
        '80',
        '88% (69%–96%)',
        '0.8%',
        '25',
        '<0.1%',
        'goes together',
      ],
    ]);
    expect(rows(root).at(-1)?.at(-1)).toBe('may be coincidence');
    expect(await breaches(document.documentElement)).toEqual([]);
  });

  it('is sorted as chosen', async () => {
    const { root } = await openDashboard('goods');
    await expect.poll(() => rows(root).length).toBe(9);
    const numbers = (column: number) => rows(root).map((row) => Number((row[column] ?? '').replace(/[^\d.]/g, '')));
    await userEvent.selectOptions(byName(root, 'select', 'Sort by') as HTMLSelectElement, 'Highest lift');
    expect(numbers(7)).toEqual([...numbers(7)].sort((a, b) => b - a));
    await userEvent.selectOptions(byName(root, 'select', 'Sort by') as HTMLSelectElement, 'Most often together');
    expect(numbers(1)).toEqual([...numbers(1)].sort((a, b) => b - a));
  });

  it('opens whom a number counts in any currency, and says so of none', async () => {
    const { root, background, clock } = await openDashboard('goods-0');
    const counted = JSON.parse(offerAnswers(2357)['offers.pairs']()) as PairReport;
    const inYuan = counted.pairs.map((pair) => ({
      ...pair,
      ...{ first: { ...pair.first, currency: 'CNY' }, second: { ...pair.second, currency: 'CNY' } },
    }));
    background.answer({ 'offers.pairs': () => JSON.stringify({ ...counted, pairs: inYuan }) });
    background.push({ event: 'changed', actionId: id(3), tables: ['offers'], customerIds: [] });
    clock.advance(5000);
    await expect.poll(() => rows(root)[0]?.[0]).toBe('龙井绿茶 250g (CNY) → Teapot, cast iron (CNY)');
    const labels = [...root.querySelectorAll('tbody tr:first-child a')].map((link) => link.getAttribute('aria-label'));
    expect(labels[0]).toBe('23 customers who bought both 龙井绿茶 250g and Teapot, cast iron');
    expect(labels.join()).not.toContain('CNY');
  });

  it.each([
    ['goods-0', 'No goods on file yet'],
    ['goods-25', 'In the 50 purchases whose goods are on file, no two products were bought together 5 times.'],
  ])('of a small shop (%s) says why there is nothing', async (state, sentence) => {
    const { root } = await openDashboard(state);
    await expect.poll(() => root.querySelector('main')?.textContent).toContain(sentence);
    expect(root.querySelector('table')).toBeNull();
    expect(await breaches(document.documentElement)).toEqual([]);
  });

  it('comes anew when it was counted again, and not for any other change', async () => {
    const { root, background, clock } = await openDashboard('goods-0');
    await expect.poll(() => root.textContent).toContain('No goods on file yet');
    background.answer(offerAnswers(2357));
    background.push({ event: 'changed', actionId: id(1), tables: ['orders'], customerIds: 'many' });
    clock.advance(5000);
    expect(background.of('offers.pairs').length).toBe(1);
    background.push({ event: 'changed', actionId: id(2), tables: ['offers'], customerIds: [] });
    clock.advance(5000);
    await expect.poll(() => root.textContent).toContain('6 sure pairs');
  });

  it.each([
    ['zh-CN', '连带购买', 'dark'],
    ['zh-TW', '連帶購買', 'light'],
  ] as const)('is whole in %s, on a narrow page too', async (language, name, theme) => {
    await page.viewport(360, 800);
    const { root } = await openDashboard('goods', language, theme);
    await expect.poll(() => rows(root).length).toBe(9);
    expect(byName(root, '[role=tab][aria-selected=true]', name)).toBeTruthy();
    await userEvent.click(root.querySelector('main summary') as HTMLElement);
    expect(root.querySelector('main')?.textContent).not.toMatch(/\{\w+\}|undefined|NaN|goods\./);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
    expect(await breaches(document.documentElement)).toEqual([]);
  });
});
