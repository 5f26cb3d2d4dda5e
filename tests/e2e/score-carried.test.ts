import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aboutMinor } from '../../components/scoring/outlook-words.ts';
import type { CustomerId } from '../../lib/domain/ids.ts';
import type { RuleSet } from '../../lib/domain/score.ts';
import type { NewCustomer } from '../../lib/messaging/contract.ts';
import { DEFAULT_RULES } from '../../lib/scoring/rules/default-rules.ts';
import { shopOf } from '../fixtures/scoring/shops.ts';
import { login, openPreview } from './drive/roundcube.ts';
import { type RoundcubeTruth, readTruth, startRoundcube } from './harness/beds.ts';
import { type Chromium, startChromium } from './harness/chromium.ts';
import { actionId, mailboxCustomers } from './harness/customers-of-truth.ts';
import { until } from './harness/wait.ts';

const LIMIT_MS = 60_000;
const DAY = 86_400_000;

async function opened(): Promise<Chromium> {
  const browser = await startChromium();
  onTestFinished(() => browser.close());
  return browser;
}
const run = <T>(page: Page, script: string) => page.evaluate(script) as Promise<T>;
/** The rules in words, without of how many each is known. */
const sentences = async (page: Page) =>
  (await page.locator('main ol > li button[aria-expanded]').allInnerTexts()).map((text) => text.split('\n')[0]);

describe('rules in a file', () => {
  it('bring their segment into an empty file, are taken back with it, and then used', async () => {
    const [from, to] = await Promise.all([opened(), opened()]);
    const where = [{ attribute: 'tag', is: 'any-of' as const, values: ['wholesale'] }];
    const { id } = await from.call('filters.save', {
      ...{ actionId: actionId(), name: 'Trade', filter: { text: '', where } },
      ...{ sort: 'name', descending: false },
    });
    const cases = [{ when: { is: 'any-of' as const, values: [id] }, share: 1 }];
    const rules: RuleSet = {
      ...DEFAULT_RULES,
      rules: [{ id: 'trade', attribute: 'segment', shape: { type: 'cases', cases, otherwise: 0 }, points: 12 }],
    };
    await from.call('rules.save', { actionId: actionId(), rules });
    const source = await from.openOwn('dashboard.html#/score-rules');
    await expect.poll(() => sentences(source), { timeout: LIMIT_MS }).toEqual([expect.stringContaining('Trade +12')]);
    await source.getByRole('button', { name: 'More about the score rules' }).click();
    const download = source.waitForEvent('download');
    await source.getByRole('menuitem', { name: 'Save as a file' }).click();
    const path = await (await download).path();
    // Nothing of the shop but what the rules ask for.
    const saved = await readFile(path, 'utf8');
    expect(saved).toContain('"Trade"');

    const page = await to.openOwn('dashboard.html#/score-rules');
    const before = await until('the rules', async () => {
      const all = await sentences(page);
      return all.length === DEFAULT_RULES.rules.length ? all : undefined;
    });
    const names = async () => (await to.call('filters.list', {})).map(({ name }) => name);
    const takeIn = async () => {
      await page.locator('input[type=file]').setInputFiles(path);
      await page.getByRole('dialog').getByText('Segment “Trade”').waitFor();
      await page.getByRole('button', { name: 'Take into the editor' }).click();
      await expect.poll(() => sentences(page)).toEqual([expect.stringContaining('Trade +12')]);
    };
    expect(await names()).toEqual([]);
    await takeIn();
    expect(await names()).toEqual(['Trade']);
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await page.getByText('Earlier changes are back').waitFor();
    expect([await names(), await sentences(page)]).toEqual([[], before]);

    await takeIn();
    await page.getByRole('button', { name: 'Save and use' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Save and use' }).click();
    await page.getByText('Version 1 is in use.').waitFor();
    const order = {
      number: 'E-1',
      placedAt: Date.now() - DAY,
      status: 'paid' as const,
      currency: 'EUR',
      totalMinor: 900,
    };
    const [inside, outside] = (
      await to.call('customers.create', {
        actionId: actionId(),
        customers: [
          { name: 'In', tags: ['wholesale'], orders: [order] },
          { name: 'Out', orders: [{ ...order, number: 'E-2' }] },
        ],
      })
    ).customerIds as [CustomerId, CustomerId];
    const scoreOf = (who: string) => run<{ score: number }>(page, `regulars.score('${who}')`);
    expect((await scoreOf(inside)).score - (await scoreOf(outside)).score).toBeCloseTo(12, 9);
  });
});

describe('the list of customers', () => {
  it('is put in the order of what the models say, and says it, up and down', async () => {
    const browser = await opened();
    await browser.call('customers.create', { actionId: actionId(), customers: shopOf(150, Date.now()) });
    const page = await browser.openOwn('dashboard.html#/customers');
    await page.getByRole('button', { name: 'Order', exact: true }).click({ timeout: LIMIT_MS });
    await page.getByRole('menuitemradio', { name: '12-month value' }).click();
    const head = page.getByRole('columnheader', { name: '12-month value' });
    await head.waitFor({ timeout: LIMIT_MS });
    const column = await head.evaluate((cell) => [...(cell.parentElement?.children ?? [])].indexOf(cell));
    const shown = () =>
      page
        .locator('tbody tr')
        .evaluateAll(
          (rows, at) => rows.map((row) => Number(row.children[at]?.textContent?.replace(/[^\d.]/g, '') || 'NaN')),
          column,
        );
    const expected = async (descending: boolean) =>
      run<number[]>(
        page,
        `regulars.customers.list({ sort: 'clv12', descending: ${descending}, limit: 8 }).then((rows) => rows.map(({ told }) => told.amountMinor))`,
      );
    for (const descending of [true, false]) {
      await expect.poll(() => head.getAttribute('aria-sort')).toBe(descending ? 'descending' : 'ascending');
      // As surely as it is known: to three figures.
      const values = (await expected(descending)).map((minor) => aboutMinor(minor, 'CNY') / 100);
      expect(values).toEqual(values.toSorted((a, b) => (descending ? b - a : a - b)));
      expect(new Set(values).size).toBeGreaterThan(1);
      await expect.poll(async () => (await shown()).slice(0, 8)).toEqual(values);
      await head.getByRole('button').press('Enter');
    }
  });
});

describe('the settings of scores', () => {
  it('change what the panel over a mail says, and back', async () => {
    const [bed, browser] = await Promise.all([startRoundcube(), opened()]);
    const truth = await readTruth<RoundcubeTruth>(bed);
    const { keys, given } = mailboxCustomers(truth);
    const orders = Array.from({ length: 7 }, (_, nth) => ({
      ...{ number: `S-${nth}`, placedAt: Date.now() - (4 + nth * 27) * DAY, status: 'paid' as const },
      ...{ currency: 'CNY', totalMinor: 20_000 },
    }));
    const emma: NewCustomer = { ...given[keys.indexOf('emma')], orders };
    await browser.call('customers.create', { actionId: actionId(), customers: [emma, ...shopOf(150, Date.now())] });
    const mail = await browser.context.newPage();
    await login(mail, bed);
    const panel = await browser.panel(mail);
    await openPreview(mail, truth.messages.find(({ id }) => id === 'to2')?.uid ?? 0);
    await panel.getByRole('heading', { name: 'Emma Clarke', exact: true }).waitFor();
    const figure = (label: string) => panel.locator('dl > div', { has: panel.getByText(label, { exact: true }) });
    const value = async () => {
      const text = await figure('Next 12 months').innerText();
      return { text, amount: Number(/[\d,.]+/.exec(text.replace(/^.*?about/s, ''))?.[0].replaceAll(',', '')) };
    };
    await figure('Next 12 months').getByText('expected revenue').waitFor({ timeout: LIMIT_MS });
    const revenue = (await value()).amount;
    expect(revenue).toBeGreaterThan(0);

    const settings = await browser.openOwn('dashboard.html#/settings');
    const set = async (label: string, text: string) => {
      await settings.getByLabel(label).fill(text);
      await settings.getByLabel(label).press('Enter');
    };
    await set('Margin in per cent', '40');
    await figure('Next 12 months').getByText('expected margin').waitFor({ timeout: LIMIT_MS });
    expect((await value()).amount / revenue).toBeCloseTo(0.4, 1);
    await set('Look ahead, in days', '45');
    await figure('Risk of losing them').getByText('no order within the next 45 days').waitFor({ timeout: LIMIT_MS });
    await set('Margin in per cent', '');
    await figure('Next 12 months').getByText('expected revenue').waitFor({ timeout: LIMIT_MS });
    expect((await value()).amount).toBe(revenue);
  });
});
