import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Condition } from '../../lib/domain/filter.ts';
import type { RequestOf } from '../../lib/messaging/contract.ts';
import type { SoldGoods } from '../../lib/messaging/offer-contract.ts';
import { hashOf } from '../../lib/view/dashboard-route.ts';
import { breaches, byName } from '../../tests/view/mount.tsx';
import { mountDashboardState, unmountPages } from '../../tests/view/mount-dashboard.tsx';
import { id } from '../../tests/view/sample-file.ts';

beforeEach(() => page.viewport(1200, 860));
afterEach(unmountPages);

const SOLD: readonly SoldGoods[] = [
  { key: 'sku:tea-1', name: '龙井绿茶', sku: 'TEA-1', isNameShared: true, customers: 41 },
  { key: 'sku:tea-2', name: '龙井绿茶', sku: 'TEA-2', isNameShared: true, customers: 12 },
  { key: 'name:teapot', name: 'Teapot', customers: 7 },
];
const goods = ({ text, limit, keys = [] }: RequestOf<'offers.goods'>) => {
  const found = SOLD.filter(({ name, sku = '' }) => `${name} ${sku}`.toLowerCase().includes(text.toLowerCase()));
  return {
    goods: found.slice(0, limit),
    total: found.length + (text === '' ? 60 : 0),
    known: SOLD.filter(({ key }) => keys.includes(key)),
  };
};
const state = { hash: '#/customers', customers: 300 } as const;
const dialog = (root: HTMLElement) => root.querySelector('dialog') as HTMLElement;
const bought = (is: 'any-of' | 'none-of', ...values: string[]): Condition => ({ attribute: 'bought', is, values });
const row = { rows: [], total: 0 };

describe('goods that were bought, as a condition', () => {
  it.each([
    ['light', 1200],
    ['dark', 360],
  ] as const)('are found by name or SKU, chosen and taken out, and told by name (%s, %i px)', async (theme, width) => {
    await page.viewport(width, 860);
    const { root, background } = await mountDashboardState(state, { theme });
    background.answer({ 'offers.goods': goods });
    await userEvent.click(byName(root, 'button', 'Filter'));
    await userEvent.selectOptions(byName(dialog(root), 'select', 'By'), 'bought');
    await expect.poll(() => dialog(root).textContent).toContain('60 more products: type to find them.');
    await userEvent.click(byName(dialog(root), 'button', 'Apply'));
    expect(dialog(root).textContent).toContain('Choose at least one.');
    await userEvent.fill(byName(dialog(root), 'input', 'Find a product by name or SKU'), 'tea-2');
    await expect.poll(() => dialog(root).querySelectorAll('fieldset label').length).toBe(1);
    await userEvent.click(byName(dialog(root), 'label', '龙井绿茶 [TEA-2]'));
    await userEvent.fill(byName(dialog(root), 'input', 'Find a product by name or SKU'), 'nothing like it');
    await expect.poll(() => dialog(root).textContent).toContain('No product that was sold has that');
    await userEvent.fill(byName(dialog(root), 'input', 'Find a product by name or SKU'), 'pot');
    await expect.poll(() => dialog(root).querySelectorAll('fieldset label').length).toBe(1);
    await userEvent.click(byName(dialog(root), 'label', 'Teapot'));
    expect(await breaches(document.documentElement)).toEqual([]);
    await userEvent.click(byName(dialog(root), 'button', 'Take out: 龙井绿茶 [TEA-2]'));
    await userEvent.selectOptions(byName(dialog(root), 'select', 'Condition'), 'none of these');
    await userEvent.click(byName(dialog(root), 'button', 'Apply'));
    await expect
      .poll(() => background.of('customers.list').at(-1))
      .toMatchObject({
        where: [bought('none-of', 'name:teapot')],
        isHurried: true,
      });
    byName(root, 'li button', 'Change: Not bought: Teapot');
  });

  it('says when goods cannot be told, and finds them when asked again', async () => {
    const { root, background } = await mountDashboardState(state);
    background.answer({ 'offers.goods': () => ({ type: 'storage-failed' }) });
    await userEvent.click(byName(root, 'button', 'Filter'));
    await userEvent.selectOptions(byName(dialog(root), 'select', 'By'), 'bought');
    await expect.poll(() => dialog(root).querySelector('[role=alert]')).not.toBeNull();
    background.answer({ 'offers.goods': goods });
    await userEvent.click(byName(dialog(root), 'button', 'Try again'));
    await expect.poll(() => dialog(root).querySelectorAll('fieldset label').length).toBe(3);
  });
});

describe('a list by goods', () => {
  it('says that it is being counted who bought what, and shows them when that is known', async () => {
    const filter = { text: '', where: [bought('any-of', 'sku:tea-1'), bought('none-of', 'sku:gone')] };
    const { root, background } = await mountDashboardState({ ...state, hash: hashOf({ page: 'customers', filter }) });
    background.answer({ 'offers.goods': goods, 'customers.list': () => ({ ...row, waitsFor: 'goods' }) });
    background.push({ event: 'changed', actionId: id(1), tables: ['orders'], customerIds: 'many' });
    await expect.poll(() => root.textContent).toContain('In a large shop this takes a moment.');
    expect(root.textContent).not.toContain('Nobody matches');
    expect(root.textContent).not.toContain('0 match');
    // What is sold no more is told by what is known of it.
    byName(root, 'li button', 'Change: Not bought: gone');
    expect(await breaches(document.documentElement)).toEqual([]);
    background.answer({ 'customers.list': () => row });
    background.push({ event: 'changed', actionId: id(2), tables: ['offers'], customerIds: [] });
    await expect.poll(() => root.textContent).toContain('Nobody matches these conditions');
  });
});
