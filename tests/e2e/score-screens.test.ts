import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, startChromium } from './harness/chromium.ts';

const LIMIT_MS = 60_000;
let browser: Chromium;
let page: Page;

beforeAll(async () => {
  browser = await startChromium();
  page = await browser.openOwn('dashboard.html');
});
afterAll(() => browser?.close());

const goTo = async (hash: string) => {
  await page.evaluate((next) => {
    location.hash = next;
  }, hash);
};

describe('what a shop sees of its scores', () => {
  it('begins at Today, which offers a way to begin', async () => {
    await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor({ timeout: LIMIT_MS });
    await page.getByRole('button', { name: 'Load sample data' }).click({ timeout: LIMIT_MS });
    await page.getByRole('heading', { name: 'Contact first' }).waitFor({ timeout: LIMIT_MS });
    expect(await page.locator('main').innerText()).toMatch(
      /With \d+ customers who have bought there are neither amounts nor probabilities/,
    );
  });

  it('opens a person from Today, with the outlook and a receipt that adds up', async () => {
    const first = page.locator('main section li a').first();
    await first.waitFor({ timeout: LIMIT_MS });
    const name = await first.innerText();
    await first.click();
    await page.getByRole('heading', { name }).waitFor({ timeout: LIMIT_MS });
    await page.getByText(/Usually every|One purchase so far/).waitFor({ timeout: LIMIT_MS });
    const receipt = page.locator('dl', { hasText: 'Everybody starts with' });
    const points = (await receipt.locator('dd[class*=points]').allInnerTexts()).map((text) =>
      Number(text.replace('−', '-')),
    );
    const sum = points.pop();
    expect(points.length).toBeGreaterThan(2);
    expect(points.reduce((total, value) => total + value, 0)).toBe(sum);
    expect(await page.getByRole('img', { name: `Score ${sum} of 100` }).count()).toBe(1);
  });

  it('opens the customers of a stage from the chart, as many as it counts', async () => {
    await goTo('#/scores');
    const bar = page.locator('figure').first().getByRole('link').first();
    await bar.waitFor({ timeout: LIMIT_MS });
    const counted = /(\d+)\s*$/.exec(await bar.innerText())?.[1];
    expect(Number(counted)).toBeGreaterThan(0);
    await bar.click();
    await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor({ timeout: LIMIT_MS });
    await expect
      .poll(() => page.locator('main header').innerText(), { timeout: LIMIT_MS })
      .toMatch(new RegExp(`\\b${counted} match`));
  });

  it('says how the scores are worked out, and why there are no probabilities yet', async () => {
    await goTo('#/scores/models');
    await page.getByRole('heading', { name: 'Your shop’s rhythm' }).waitFor({ timeout: LIMIT_MS });
    expect(await page.locator('main').innerText()).toContain('No probabilities are shown');
  });

  it('brings newer figures by itself when an order comes in', async () => {
    await goTo('#/scores');
    const prospects = page.locator('figure').first();
    await prospects.waitFor({ timeout: LIMIT_MS });
    const before = await page.evaluate(() => document.querySelector('figure p:last-child')?.textContent ?? '');
    await page.evaluate(() =>
      (
        globalThis as unknown as { regulars: { customers: { create(one: object): Promise<string> } } }
      ).regulars.customers.create({
        name: 'Newly Come',
        orders: [{ number: 'N-1', placedAt: Date.now(), status: 'paid', currency: 'EUR', totalMinor: 4200 }],
      }),
    );
    await expect
      .poll(() => page.evaluate(() => document.querySelector('figure p:last-child')?.textContent ?? ''), {
        timeout: LIMIT_MS,
      })
      .not.toBe(before);
  });
});
