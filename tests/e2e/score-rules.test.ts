import { mkdir, readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Rehearsal } from '../../lib/domain/rules-outcome.ts';
import { cdnow, transactionsCsv } from './harness/cdnow.ts';
import { startChromium } from './harness/chromium.ts';

const LOOKS = '.output/look';
const DAY_MS = 86_400_000;
/** The last day of the sample is laid to the day before today. */
const LAST_DAY = Date.UTC(1998, 5, 30);

/** The sample as an export of orders that ended yesterday. */
async function recentCsv(): Promise<string> {
  const customers = cdnow(await readFile('tests/fixtures/scoring/cdnow.csv', 'utf8'));
  const shift = Math.floor(Date.now() / DAY_MS - 1) * DAY_MS - LAST_DAY;
  return transactionsCsv(customers.map((one) => ({ ...one, days: one.days.map((day) => day + shift) })));
}

describe('score rules in the built extension', () => {
  let browser: Awaited<ReturnType<typeof startChromium>>;
  let page: Page;
  const status = () =>
    page
      .locator('main [role=status]')
      .allTextContents()
      .then((all) => all.join(' | '));
  const run = <T>(script: string) => page.evaluate(script) as Promise<T>;

  beforeAll(async () => {
    await mkdir(LOOKS, { recursive: true });
    browser = await startChromium();
    page = await browser.openOwn('dashboard.html#/files');
    await page.waitForSelector('main input[type=file]', { state: 'attached' });
    const options = {
      name: 'orders.csv',
      mapping: {
        'customer.id': 'customer',
        'customer.name': 'customer',
        'order.placedAt': 'date',
        'order.total': 'amount',
      },
      ...{ currency: 'USD', timeZone: 'UTC', matchBy: ['account'] },
    };
    await run(`regulars.import(${JSON.stringify(await recentCsv())}, ${JSON.stringify(options)})`);
  });
  afterAll(() => browser?.close());

  it('show on the real customers what a change would mean, and save it', async () => {
    await page.goto(page.url().replace(/#.*/, '#/score-rules'));
    await expect.poll(() => page.textContent('main'), { timeout: 60_000 }).toContain('2,357 customers with a purchase');
    await page.screenshot({ path: `${LOOKS}/e2e-score-rules.png` });
    await page.getByRole('button', { name: /^Likely to order/ }).click();
    await page.getByLabel('Points as a number').fill('60');
    await expect.poll(status, { timeout: 30_000 }).toMatch(/[\d,]+ would rise to a better tier, [\d,]+ would fall/);
    await page.screenshot({ path: `${LOOKS}/e2e-score-rules-changed.png` });
    const moves = (await status()).match(/([\d,]+) would rise to a better tier, ([\d,]+) would fall/);
    expect(Number(moves?.[1]?.replace(',', ''))).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Save and use' }).click();
    await page.locator('dialog').getByRole('button', { name: 'Save and use' }).click();
    await expect.poll(status).toContain('Version 1 is in use.');
    const { versions } = await run<{ versions: { ruleSet: { rules: { points: number }[] } }[] }>(
      'regulars.rules.list()',
    );
    expect(versions.map(({ ruleSet }) => ruleSet.rules[0]?.points)).toEqual([60]);
  });

  it('are rehearsed on the shop’s own past: the better the tier, the more of it bought after', async () => {
    await page.getByRole('tab', { name: 'Rehearsal' }).click();
    await page.getByRole('button', { name: 'Rehearse these rules' }).click();
    await page.locator('main tbody tr').nth(11).waitFor({ timeout: 60_000 });
    await page.screenshot({ path: `${LOOKS}/e2e-score-rules-rehearsed.png` });
    const { months } = await run<Rehearsal>('regulars.rehearse()');
    expect(months).toHaveLength(12);
    const shareOf = (tier: 'A' | 'B' | 'C' | 'D') => {
      const all = months.map(({ tiers }) => tiers[tier]);
      return all.reduce((sum, { bought }) => sum + bought, 0) / all.reduce((sum, { n }) => sum + n, 0);
    };
    const shares = (['A', 'B', 'C', 'D'] as const).map(shareOf);
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
    expect(Math.min(...months.map(({ auc }) => auc ?? 0))).toBeGreaterThan(0.65);
  });

  it('go back by the undo of the save, and by a version', async () => {
    await run('regulars.undo()');
    await expect.poll(status).toContain('The standard rules are in use.');
    await run('regulars.redo()');
    await expect.poll(status).toContain('Version 1 is in use.');
    await page.getByRole('tab', { name: 'Versions' }).click();
    await page.getByRole('button', { name: 'Use again: the standard rules' }).click();
    await expect.poll(status).toContain('Version 2 is in use.');
  });
});
