import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ModelReport, ScoreRow } from '../../lib/messaging/score-work.ts';
import { type CdnowCustomer, cdnow, transactionsCsv } from './harness/cdnow.ts';
import { startChromium } from './harness/chromium.ts';
import { startFirefox } from './harness/firefox.ts';

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
    const options = JSON.stringify({
      name: 'cdnow.csv',
      mapping: { 'customer.id': 'customer', 'order.placedAt': 'date', 'order.total': 'amount' },
      currency: 'USD',
      timeZone: 'UTC',
      matchBy: ['account'],
    });
    await driver.run(`regulars.settings.set({ timeZone: 'UTC' })`);
    await driver.run(`regulars.import(${JSON.stringify(transactionsCsv(truth))}, ${options})`);
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
    const spread = (of: 'r' | 'f' | 'm') => [1, 2, 3, 4, 5].map((fifth) => rows.filter((row) => row[of] === fifth).length);
    expect(spread('r')).toEqual([482, 471, 463, 470, 471]);
    expect(spread('f')).toEqual([1218, 0, 403, 358, 378]);
    expect(spread('m')).toEqual([481, 462, 472, 471, 471]);
  });
});
