import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shopOf } from '../fixtures/scoring/shops.ts';
import { startChromium } from './harness/chromium.ts';
import { actionId } from './harness/customers-of-truth.ts';
import { startFirefox } from './harness/firefox.ts';
import { until } from './harness/wait.ts';

interface Driver {
  run<T>(script: string): Promise<T>;
  /** Ends the background where it can be ended at will. */
  end(): Promise<void>;
  close(): Promise<void>;
}

async function inChromium(): Promise<Driver> {
  const browser = await startChromium();
  await browser.call('customers.create', { actionId: actionId(), customers: shopOf(100, Date.now()) });
  const page = await browser.openOwn('dashboard.html#/about');
  await page.waitForSelector('main h1');
  return {
    run: <T>(script: string) => page.evaluate(script) as Promise<T>,
    end: browser.stopWorker,
    close: browser.close,
  };
}

async function inFirefox(): Promise<Driver> {
  const browser = await startFirefox();
  await browser.call('customers.create', { actionId: actionId(), customers: shopOf(100, Date.now()) });
  const page = await browser.openOwn('dashboard.html#/about');
  await page.waitForFunction('typeof regulars === "object"');
  return { run: <T>(script: string) => page.evaluate(script) as Promise<T>, end: async () => {}, close: browser.close };
}

const API = '(globalThis.browser ?? globalThis.chrome)';
/** Reads and writes what the background keeps of the day, past it. */
const MARK = `(async (value) => {
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((resolve) => { const asked = indexedDB.open(name); asked.onsuccess = () => resolve(asked.result); });
    if (!database.objectStoreNames.contains('meta')) { database.close(); continue; }
    const meta = database.transaction('meta', 'readwrite').objectStore('meta');
    if (value !== undefined) meta.put(value, 'mark:scored');
    const found = await new Promise((resolve) => { const asked = meta.get('mark:scored'); asked.onsuccess = () => resolve(asked.result); });
    database.close();
    if (found !== undefined) return found;
  }
})`;

describe.each([
  ['Chromium', inChromium],
  ['Firefox', inFirefox],
] as const)('a day that begins in %s', (_, start) => {
  let driver: Driver;
  beforeAll(async () => {
    driver = await start();
  });
  afterAll(() => driver?.close());

  it('is waited for: the browser wakes the background soon after midnight', async () => {
    const alarm = await until('an alarm', () =>
      driver.run<{ day: number; period: number; midnight: number } | undefined>(
        `(async () => {
          const [day, hour] = await Promise.all([${API}.alarms.get('day'), ${API}.alarms.get('hour')]);
          const midnight = new Date().setHours(24, 0, 0, 0);
          return day && hour && { day: day.scheduledTime, period: hour.periodInMinutes, midnight };
        })()`,
      ),
    );
    // The zone of the shop is the browser's where nothing else is set; within the hour after it is early enough.
    expect(alarm.day).toBeGreaterThan(alarm.midnight);
    expect(alarm.day - alarm.midnight).toBeLessThanOrEqual(3_600_000);
    expect(alarm.period).toBe(60);
  });

  it('is scored and its alarms are on the toolbar button, with no page that asks and the background stopped', async () => {
    await driver.run(`regulars.scores()`);
    const day = await until('scores', () => driver.run<string | undefined>(`${MARK}()`));
    await driver.run(`${MARK}('1')`);
    await driver.end();
    await driver.run(`${API}.alarms.create('day', { when: Date.now() + 100 })`);
    await until('a scored day', async () => (await driver.run<string>(`${MARK}()`)) === day || undefined);
    const alarms = await driver.run<number>(`regulars.today().then((today) => today.totals.alarms)`);
    const shown = alarms === 0 ? '' : String(alarms);
    await until(
      'a count',
      async () => (await driver.run<string>(`${API}.action.getBadgeText({})`)) === shown || undefined,
    );
    expect(alarms).toBeGreaterThan(0);
  });
});
