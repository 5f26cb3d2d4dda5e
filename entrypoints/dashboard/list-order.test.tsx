import { afterEach, beforeEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { savedFilters } from '../../tests/view/list-states.ts';
import { breaches, byName, painted } from '../../tests/view/mount.tsx';
import { mountDashboardState, unmountPages } from '../../tests/view/mount-dashboard.tsx';
import { sampleFields } from '../../tests/view/sample-records.ts';

beforeEach(() => page.viewport(1200, 860));
afterEach(unmountPages);

const state = { hash: '#/segments', customers: 300, saved: savedFilters } as const;
const press = (root: ParentNode, name: string) => userEvent.click(byName(root, 'button:not([role])', name));

it('the list sorts by every column and by a field of one’s own, from its headings and its menu', async () => {
  const { root, background } = await mountDashboardState({ hash: '#/customers', customers: 300 });
  const heading = (name: string) => byName(root, 'thead th', name);
  await press(root, 'Stage');
  await expect.poll(() => background.of('customers.list').at(-1)).toMatchObject({ sort: 'stage', descending: false });
  expect(heading('Stage').getAttribute('aria-sort')).toBe('ascending');
  byName(root, 'thead button', 'Stage').focus();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => background.of('customers.list').at(-1)).toMatchObject({ sort: 'stage', descending: true });
  expect(heading('Stage').getAttribute('aria-sort')).toBe('descending');
  // What the models say has a column while the list is in its order.
  const cells = () => [...root.querySelectorAll('tbody tr')].map((row) => row.children[3]?.textContent ?? '');
  for (const [name, sort, cell] of [
    ['12-month value', 'clv12', 'CN¥9,870'],
    ['Chance of an order', 'pBuy', '>99%'],
    ['At stake', 'loss', 'CN¥9,870'],
  ] as const) {
    await press(root, 'Order');
    await userEvent.click(byName(root, ':popover-open [role=menuitemradio]', name));
    await expect.poll(() => background.of('customers.list').at(-1)).toMatchObject({ sort, descending: true });
    await expect.poll(() => cells()[0]).toBe(cell);
    expect(cells()[6]).toMatch(/^—/);
    expect(heading(name).getAttribute('aria-sort')).toBe('descending');
    await press(root, name);
    await expect.poll(() => background.of('customers.list').at(-1)).toMatchObject({ sort, descending: false });
    expect(heading(name).getAttribute('aria-sort')).toBe('ascending');
    expect(await breaches(document.documentElement)).toEqual([]);
  }
  await press(root, 'Order');
  await userEvent.click(byName(root, ':popover-open [role=menuitemradio]', 'Shoe size'));
  const field = `custom:${sampleFields[1]?.id}`;
  await expect.poll(() => background.of('customers.list').at(-1)).toMatchObject({ sort: field });
  await painted();
  expect(heading('Shoe size').getAttribute('aria-sort')).not.toBeNull();
  expect(root.querySelectorAll('thead [aria-sort]')).toHaveLength(1);
  expect(await breaches(document.documentElement)).toEqual([]);
});

it('a segment is put in the order of what the models say, which is kept with it', async () => {
  const [first] = savedFilters;
  const { root, background, clock } = await mountDashboardState({ ...state, hash: `#/segments/${first?.id}` });
  await expect.poll(() => root.querySelector('main form h2')?.textContent).toContain('by: Net revenue');
  await press(root.querySelector('main form') as HTMLElement, 'Order');
  await userEvent.click(byName(root, ':popover-open [role=menuitemradio]', '12-month value'));
  clock.advance(200);
  await expect.poll(() => background.of('customers.list').at(-2)).toMatchObject({ sort: 'clv12', descending: true });
  await expect.poll(() => root.querySelector('main form li > a')?.parentElement?.textContent).toContain('CN¥9,870');
  expect(root.querySelector('main form h2')?.textContent).toContain('by: 12-month value');
  expect(await breaches(document.documentElement)).toEqual([]);
  await press(root, 'Save');
  await expect
    .poll(() => background.of('filters.save').at(-1))
    .toMatchObject({ id: first?.id, sort: 'clv12', descending: true });
});
