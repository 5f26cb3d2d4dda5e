import type { Page } from 'puppeteer-core';
import type { Firefox } from './firefox.ts';
import { until } from './wait.ts';

/**
 * Runs in a page of the extension, which may reach into the event page: counts what that asks of the database, and at one of
 * its questions keeps the transaction open and answers nothing any more, so that it is ended in the middle of it. (It cannot
 * stand still as a worker can: all pages of an extension share one thread.)
 */
async function standStillAt(step: number): Promise<void> {
  const place = globalThis as unknown as {
    browser: { runtime: { getBackgroundPage(): Promise<typeof globalThis & { asked: number; stands: boolean }> } };
  };
  const background = await place.browser.runtime.getBackgroundPage();
  background.asked = 0;
  background.stands = false;
  type Asked = (...args: unknown[]) => IDBRequest;
  const ways = [
    [
      background.IDBObjectStore.prototype,
      ['put', 'add', 'get', 'getAll', 'getAllKeys', 'delete', 'clear', 'count', 'openCursor'],
    ],
    [background.IDBIndex.prototype, ['get', 'getAll', 'getAllKeys', 'openCursor']],
  ] as const;
  for (const [prototype, names] of ways) {
    const object = prototype as unknown as Record<string, Asked>;
    const ask = object.get as Asked;
    for (const name of names) {
      const real = object[name] as Asked;
      object[name] = function (this: unknown, ...args: unknown[]) {
        background.asked += 1;
        if (background.asked < step || step === 0) return real.apply(this, args);
        if (background.asked === step) {
          const keepOpen = () => {
            ask.call(this, 'nobody').onsuccess = keepOpen;
          };
          keepOpen();
          background.stands = true;
        }
        // Whoever waits for it waits for good.
        return new Promise<never>(() => {}) as unknown as IDBRequest;
      };
    }
  }
}

const reached = (page: Page, name: 'asked' | 'stands') =>
  page.evaluate(
    (what) =>
      (
        globalThis as unknown as { browser: { runtime: { getBackgroundPage(): Promise<Record<string, unknown>> } } }
      ).browser.runtime
        .getBackgroundPage()
        .then((background) => background[what]),
    name,
  );

/** The event page that is alive, or is made so. */
async function arm(browser: Firefox, page: Page, step: number): Promise<void> {
  await browser.call('store.stats', {});
  await page.evaluate(standStillAt, step);
}

/** How many questions to the database some work takes, when nothing happens to it. */
export async function countSteps(browser: Firefox, page: Page, work: () => Promise<unknown>): Promise<number> {
  await arm(browser, page, 0);
  await work();
  return Number(await reached(page, 'asked'));
}

/** Has the event page answer nothing from a question to the database on; `killed` waits until it does and ends it there. */
export async function armAt(browser: Firefox, page: Page, step: number): Promise<{ killed(): Promise<void> }> {
  await arm(browser, page, step);
  return {
    async killed() {
      await until('a question that is not answered', async () => (await reached(page, 'stands')) || undefined);
      await browser.stopBackground();
    },
  };
}
