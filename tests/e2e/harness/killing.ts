import type { Worker } from 'playwright';
import type { Chromium } from './chromium.ts';
import { until } from './wait.ts';

const HERE = 'stands still here';

/** Runs in the worker: counts what it asks of the database, and stands still for good at one of its questions. */
function standStillAt({ step, here }: { step: number; here: string }): void {
  const counting = globalThis as unknown as { asked: number };
  counting.asked = 0;
  const ways = [
    [IDBObjectStore.prototype, ['put', 'add', 'get', 'getAll', 'getAllKeys', 'delete', 'clear', 'count', 'openCursor']],
    [IDBIndex.prototype, ['get', 'getAll', 'getAllKeys', 'openCursor']],
  ] as const;
  for (const [prototype, names] of ways)
    for (const name of names) {
      const object = prototype as unknown as Record<string, (...args: unknown[]) => unknown>;
      const real = object[name] as (...args: unknown[]) => unknown;
      object[name] = function (this: unknown, ...args: unknown[]) {
        counting.asked += 1;
        if (counting.asked === step) {
          console.log(here);
          // Nothing after this question is ever asked: the browser has to end the worker in the middle of it.
          for (;;);
        }
        return real.apply(this, args);
      };
    }
}

/** The worker that is alive, or is made so. */
async function livingWorker(browser: Chromium): Promise<Worker> {
  await browser.call('store.stats', {});
  return until('a living worker', async () => browser.context.serviceWorkers().at(-1));
}

/** How many questions to the database some work takes, when nothing happens to it. */
export async function countSteps(browser: Chromium, work: () => Promise<unknown>): Promise<number> {
  const worker = await livingWorker(browser);
  await worker.evaluate(standStillAt, { step: 0, here: HERE });
  await work();
  return worker.evaluate(() => (globalThis as unknown as { asked: number }).asked);
}

/**
 * Has the worker stand still at a question to the database; `killed` waits until it does, does what is to happen in the
 * meantime, and ends the worker there as the browser does.
 */
export async function armAt(
  browser: Chromium,
  step: number,
): Promise<{ killed(meanwhile?: () => Promise<void>): Promise<void> }> {
  const worker = await livingWorker(browser);
  const stands = new Promise<void>((resolve) => {
    worker.on('console', (message) => {
      if (message.text() === HERE) resolve();
    });
  });
  await worker.evaluate(standStillAt, { step, here: HERE });
  return {
    async killed(meanwhile) {
      await stands;
      await meanwhile?.();
      await browser.stopWorker();
    },
  };
}
