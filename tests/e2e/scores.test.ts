import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CustomerId } from '../../lib/domain/ids.ts';
import type { ModelReport, ScoreRow } from '../../lib/messaging/score-work.ts';
import { type CdnowCustomer, cdnow, transactionsCsv } from './harness/cdnow.ts';
import { type Chromium, startChromium } from './harness/chromium.ts';
import { actionId } from './harness/customers-of-truth.ts';
import { startFirefox } from './harness/firefox.ts';
import { until } from './harness/wait.ts';

/** A dashboard page with the console API in it. */
interface Driver {
  run<T>(script: string): Promise<T>;
  close(): Promise<void>;
}

async function inChromium(): Promise<Driver> {
  const browser = await startChromium();
  const page = await browser.openOwn('dashboard.html#/files');
  await page.waitForSelector('main input[type=file]', { state: 'attached' });
  return { run: <T>(script: string) => page.evaluate(script) as Promise<T>, close: browser.close };
}

async function inFirefox(): Promise<Driver> {
  const browser = await startFirefox();
  const page = await browser.openOwn('dashboard.html#/files');
  await page.waitForFunction('typeof regulars === "object"');
  return { run: <T>(script: string) => page.evaluate(script) as Promise<T>, close: browser.close };
}

const CDNOW_OPTIONS = JSON.stringify({
  name: 'cdnow.csv',
  mapping: { 'customer.id': 'customer', 'order.placedAt': 'date', 'order.total': 'amount' },
  currency: 'USD',
  timeZone: 'UTC',
  matchBy: ['account'],
});

const near = (value: number | undefined, expected: number, share: number) =>
  expect(Math.abs((value ?? Number.NaN) - expected), `${value} against ${expected}`).toBeLessThanOrEqual(
    Math.abs(expected) * share,
  );

describe.each([
  ['Chromium', inChromium],
  ['Firefox', inFirefox],
] as const)('CDNOW through the import and the worker in %s', (_, start) => {
  let driver: Driver;
  let truth: readonly CdnowCustomer[];
  beforeAll(async () => {
    [driver, truth] = await Promise.all([start(), readFile('tests/fixtures/scoring/cdnow.csv', 'utf8').then(cdnow)]);
    await driver.run(`regulars.settings.set({ timeZone: 'UTC' })`);
    await driver.run(`regulars.import(${JSON.stringify(transactionsCsv(truth))}, ${CDNOW_OPTIONS})`);
  });
  afterAll(() => driver?.close());

  it('gives the published parameters and likelihoods of weeks 1 to 39', async () => {
    const report = await driver.run<ModelReport>(`regulars.models({ asOf: '1997-09-30', until: '1998-06-30' })`);
    const model = (name: string) => report.models.find((one) => one.name === name);
    const expectModel = (name: string, parameters: Record<string, number>, likelihood: number) => {
      const found = model(name);
      for (const [parameter, value] of Object.entries(parameters)) near(found?.parameters[parameter], value, 0.01);
      expect(Math.abs((found?.logLikelihood ?? 0) - likelihood)).toBeLessThanOrEqual(0.01);
    };
    expect(report).toMatchObject({ customers: 2357, purchasers: 2357, currency: 'USD' });
    expectModel('bg-nbd', { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, -9582.429);
    expectModel('mbg-nbd', { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 }, -9582.1357);
    expectModel('mbg-nbd-map', { r: 0.52268, alpha: 6.17801, a: 0.89586, b: 1.63366 }, -9582.1366);
    expectModel('gamma-gamma', { p: 6.25, q: 3.74, gamma: 15.44 }, -4055.9177);
    expect(report.identification.verdict).toBe('churn-seen');
    near(report.identification.statistic, 363, 0.01);
    expect(report.holdout?.auc).toBeGreaterThan(0.78);
  });

  it('knows the customers one by one', async () => {
    const rows = await driver.run<ScoreRow[]>(`regulars.scores({ asOf: '1998-06-30' })`);
    expect(rows).toHaveLength(2357);
    const spread = (of: 'r' | 'f' | 'm') =>
      [1, 2, 3, 4, 5].map((fifth) => rows.filter((row) => row[of] === fifth).length);
    expect(spread('r')).toEqual([482, 471, 463, 470, 471]);
    expect(spread('f')).toEqual([1218, 0, 403, 358, 378]);
    expect(spread('m')).toEqual([481, 462, 472, 471, 471]);
  });
});

describe('the worker in Chromium', () => {
  let browser: Chromium;
  let page: Page;
  const run = <T>(script: string) => page.evaluate(script) as Promise<T>;
  beforeAll(async () => {
    browser = await startChromium();
    page = await browser.openOwn('dashboard.html#/files');
    await page.waitForSelector('main input[type=file]', { state: 'attached' });
    const text = transactionsCsv(cdnow(await readFile('tests/fixtures/scoring/cdnow.csv', 'utf8')));
    await run(`regulars.settings.set({ timeZone: 'UTC' })`);
    await run(`regulars.import(${JSON.stringify(text)}, ${CDNOW_OPTIONS})`);
  });
  afterAll(() => browser?.close());

  const scoresOf = (asOf: string) => run<ScoreRow[]>(`regulars.scores({ asOf: '${asOf}' })`);

  it('answers though the page that hosts it is closed under it', async () => {
    const before = await scoresOf('1998-01-31');
    const [during] = await Promise.all([
      run<ScoreRow[]>(
        `(async () => {
          const asked = regulars.scores({ asOf: '1998-02-28' });
          const seen = await chrome.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] });
          if (seen.length !== 1) throw new Error('no page hosts it');
          await chrome.offscreen.closeDocument();
          return asked;
        })()`,
      ),
    ]);
    expect(during).toHaveLength(before.length);
    expect(await scoresOf('1998-01-31')).toEqual(before);
  });

  it('answers though the background is stopped under it', async () => {
    const asked = scoresOf('1998-03-31');
    await browser.stopWorker();
    expect(await asked).toHaveLength(2357);
  });

  it('scores everybody after an import, though the background is stopped meanwhile', async () => {
    await run(
      `regulars.import('customer,date,amount\\nnew-one,1998-06-01,10.00\\nnew-one,1998-06-20,12.00', ${CDNOW_OPTIONS})`,
    );
    await browser.stopWorker();
    const [row] = await until('the new customer’s score', async () => {
      const rows = await run<{ score?: number; orderCount: number }[]>(
        `regulars.customers.list({ sort: 'orderCount' }).then((rows) => rows.filter(({ net }) => net?.amountMinor === 2200))`,
      );
      return rows.some(({ score }) => score !== undefined) ? rows : undefined;
    });
    expect(row?.score).toBeGreaterThanOrEqual(0);
  });

  it('an order that goes takes its customer’s score along at once, on every open page', async () => {
    const [row] = await run<{ id: string; score: number }[]>(
      `regulars.customers.list({ sort: 'orderCount', descending: true, limit: 1 })`,
    );
    if (!row) throw new Error('nobody');
    const before = await run<{ score: number }>(`regulars.score('${row.id}')`);
    const panel = await browser.openOwn(`dashboard.html#/customer/${row.id}`);
    const shown = async () => (await panel.evaluate(`document.querySelector('main')?.innerText ?? ''`)) as string;
    await until('the customer’s page', async () => ((await shown()).length > 100 ? true : undefined));
    const text = await shown();
    const orders = await browser.call('orders.list', { customerId: row.id as CustomerId, limit: 500 });
    for (const { id } of orders.slice(1)) await browser.call('orders.remove', { actionId: actionId(), orderId: id });
    const after = await run<{ score: number }>(`regulars.score('${row.id}')`);
    expect(after.score).not.toBeCloseTo(before.score, 1);
    await until('the page to say so', async () => ((await shown()) === text ? undefined : true));
    const listed = await run<{ score: number }[]>(
      `regulars.customers.list().then((rows) => rows.filter(({ id }) => id === '${row.id}'))`,
    );
    expect(listed[0]?.score).toBeCloseTo(after.score, 9);
  });
});
