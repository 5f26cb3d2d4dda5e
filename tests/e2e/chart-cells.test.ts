import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewCustomer } from '../../lib/messaging/contract.ts';
import { randomFrom } from '../perf/harness/stats.ts';
import { newAction } from '../storage/open-test-store.ts';
import { type Chromium, startChromium } from './harness/chromium.ts';

const LIMIT_MS = 60_000;
const DAY = 86_400_000;
let browser: Chromium;
let page: Page;

const PRODUCTS = [
  ['TEA', 'Green tea 250 g', 2],
  ['POT', 'Cast iron teapot', 3],
  ['SOAP', 'Olive soap', 4],
  ['RARE', 'Rare cup', 40],
] as const;

/** Enough customers for fifths, who come back in different months. */
function shop(now: number): NewCustomer[] {
  const random = randomFrom(11);
  return Array.from({ length: 80 }, (_, index) => ({
    name: `Customer ${index}`,
    orders: Array.from({ length: 1 + random(6) }, (_order, nth) => ({
      number: `E-${index}-${nth}`,
      placedAt: now - (5 + random(300)) * DAY,
      status: 'paid',
      currency: 'EUR',
      totalMinor: 1000 + random(40_000),
      lines: PRODUCTS.filter(([, , oneIn]) => random(oneIn) === 0).map(([sku, name]) => ({ sku, name, quantity: 1 })),
    })),
  })) as NewCustomer[];
}

beforeAll(async () => {
  browser = await startChromium();
  await browser.call('customers.create', { actionId: newAction(), customers: shop(Date.now()) } as never);
  page = await browser.openOwn('dashboard.html#/scores');
});
afterAll(() => browser?.close());

/** Opens a part of a chart; gives how many its name counts, and how many the list then says match. */
async function opened(chart: string, part: RegExp): Promise<{ counted: number; matching: number }> {
  await goTo('#/scores');
  return follow(page.locator('figure', { hasText: chart }).getByRole('link', { name: part }).first(), part);
}

const goTo = (hash: string) =>
  page.evaluate((to) => {
    location.hash = to;
  }, hash);

async function follow(link: Locator, part: RegExp): Promise<{ counted: number; matching: number }> {
  await link.waitFor({ timeout: LIMIT_MS });
  const counted = Number(part.exec((await link.getAttribute('aria-label')) ?? '')?.[1]);
  await link.click();
  await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor({ timeout: LIMIT_MS });
  return { counted, matching: await matching() };
}

async function matching(): Promise<number> {
  const says = page.locator('main header').getByText(/\d+ match/);
  await says.waitFor({ timeout: LIMIT_MS });
  return Number(/(\d+) match/.exec(await says.innerText())?.[1]);
}

describe('a part of a chart', () => {
  it.each([
    ['Recency and frequency', /^Recency .*: (\d+) customers?$/],
    ['Who comes back', /^First in .*: (\d+)\/\d+/],
  ])('of "%s" opens as many customers as it counts', async (chart, part) => {
    const { counted, matching } = await opened(chart, part);
    expect(counted).toBeGreaterThan(0);
    expect(matching).toBe(counted);
  });
});

describe('a pair of products', () => {
  it.each([
    /^(\d+) customers? who bought both Green tea 250 g and Cast iron teapot$/,
    /^(\d+) customers? who bought Green tea 250 g, not Cast iron teapot yet$/,
    /^(\d+) customers? who bought Cast iron teapot, not Green tea 250 g yet$/,
  ])('opens as many customers as it counts: %s', async (part) => {
    await goTo('#/scores/goods');
    const either = new RegExp(part.source.replace('both Green tea 250 g and Cast iron teapot', 'both .* and .*'));
    const pair = page.getByRole('row', { name: /Green tea.*teapot|teapot.*Green tea/ });
    const found = await follow(pair.getByRole('link', { name: either }).first(), either);
    expect(found.counted).toBeGreaterThan(0);
    expect(found.matching).toBe(found.counted);
    // What is asked is told by name, not by what is stored.
    const chips = await page.getByRole('list', { name: 'Conditions' }).innerText();
    expect(chips).toContain('Green tea 250 g');
    expect(chips).toContain('Cast iron teapot');
    expect(chips).not.toContain('sku:');
  });
});

describe('a product that was bought', () => {
  it('is found by typing, chosen, and filters the list; a new order counts at once', async () => {
    await goTo('#/customers');
    await page.reload();
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('By', { exact: true }).selectOption('bought');
    await dialog.getByLabel('Find a product by name or SKU').fill('cup rare');
    const choice = dialog.getByRole('checkbox', { name: /Rare cup/ });
    await choice.waitFor({ timeout: LIMIT_MS });
    await choice.check();
    const row = dialog.locator('label', { hasText: 'Rare cup' });
    const counted = Number(/(\d+)\s*$/.exec(await row.innerText())?.[1]);
    await dialog.getByRole('button', { name: 'Apply' }).click();
    expect(counted).toBeGreaterThan(0);
    expect(await matching()).toBe(counted);
    const newcomer = {
      name: 'Newcomer',
      orders: [
        {
          ...{ number: 'NEW-1', placedAt: Date.now() - DAY, status: 'paid', currency: 'EUR', totalMinor: 2000 },
          lines: [{ sku: 'rare', name: 'Rare cup', quantity: 1 }],
        },
      ],
    };
    await browser.call('customers.create', { actionId: newAction(), customers: [newcomer] } as never);
    await page.getByText(`${counted + 1} match`).waitFor({ timeout: LIMIT_MS });
    expect(await matching()).toBe(counted + 1);
  });
});
