import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewCustomer } from '../../lib/messaging/contract.ts';
import { randomFrom } from '../perf/harness/stats.ts';
import { newAction } from '../storage/open-test-store.ts';
import { type Chromium, startChromium } from './harness/chromium.ts';

const LIMIT_MS = 60_000;
const DAY = 86_400_000;
let browser: Chromium;
let page: Page;

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
  await page.evaluate(() => {
    location.hash = '#/scores';
  });
  const link = page.locator('figure', { hasText: chart }).getByRole('link', { name: part }).first();
  await link.waitFor({ timeout: LIMIT_MS });
  const counted = Number(part.exec((await link.getAttribute('aria-label')) ?? '')?.[1]);
  await link.click();
  await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor({ timeout: LIMIT_MS });
  const says = page.locator('main header').getByText(/\d+ match/);
  await says.waitFor({ timeout: LIMIT_MS });
  return { counted, matching: Number(/(\d+) match/.exec(await says.innerText())?.[1]) };
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
