import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewCustomer } from '../../lib/messaging/contract.ts';
import { type Chromium, startChromium } from './harness/chromium.ts';
import { actionId } from './harness/customers-of-truth.ts';
import { armAt, countSteps } from './harness/killing.ts';
import { tillCsv } from './harness/till-csv.ts';
import { until } from './harness/wait.ts';

// The service worker is ended in the middle of long work, at moments that are counted in questions to the database. What is
// looked at is what a person sees: with the page left open, and with the page reloaded while the worker is gone.

const ROWS = 2400;
/** Of all the questions that the work takes, those at which it is ended. */
const WITH_THE_PAGE_OPEN = [0.02, 0.3, 0.75, 0.97];
const WITH_THE_PAGE_RELOADED = [0.5, 0.9];

interface Job {
  /** What is on file, and how far the page has come, before the work begins. */
  prepare(): Promise<void>;
  /** Presses the button. */
  press(): Promise<void>;
  /** What the page says when it is done. */
  readonly said: string | RegExp;
  /** How many people are on file before, and after. */
  readonly people: readonly [before: number, after: number];
  /** What the reloaded page calls it. */
  readonly name: string;
}

describe('a service worker that is ended in the middle of', () => {
  let browser: Chromium;
  let page: Page;
  let folder: string;
  let csv: string;
  let backup: string;
  beforeAll(async () => {
    browser = await startChromium();
    folder = await mkdtemp(path.join(tmpdir(), 'regulars-'));
    csv = path.join(folder, 'till.csv');
    backup = path.join(folder, 'old.json');
    await writeFile(csv, tillCsv(ROWS));
    page = await browser.openOwn('dashboard.html');
    page.on('dialog', (dialog) => void dialog.accept());
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const says = (words: string | RegExp) => page.getByText(words).first().waitFor();
  const people = async () => (await browser.call('store.stats', {})).customers;
  const create = (customers: NewCustomer[]) => browser.call('customers.create', { actionId: actionId(), customers });

  /** An empty file, and a page that was just opened. */
  async function anew(hash: string): Promise<void> {
    await page.goto('about:blank');
    await browser.stopWorker();
    const own = await browser.ownPage();
    await own.evaluate(async () => {
      for (const { name = '' } of await indexedDB.databases())
        await new Promise((resolve) => {
          indexedDB.deleteDatabase(name).onsuccess = resolve;
        });
      await (globalThis.chrome as unknown as { storage: { local: { clear(): Promise<void> } } }).storage.local.clear();
    });
    await page.goto(`chrome-extension://${browser.extensionId}/dashboard.html${hash}`);
    await page.locator('main').waitFor();
  }

  async function checkedImport(): Promise<void> {
    await anew('#/files');
    await page.locator('main input[type=file]').setInputFiles(csv);
    await says('What was found');
    await press('Check without writing');
    await says('What would change');
  }
  const crowd = Array.from({ length: 700 }, (_, at) => ({ name: `Person ${at}`, emails: [`p${at}@x${at}.example`] }));
  const PAIRS = 150;
  const twice = Array.from({ length: PAIRS }, (_, at) => ({
    ...{ name: `Lin ${at}`, emails: [`lin${at}@home${at}.example`], phones: [`+86139${String(10_000_000 + at)}`] },
  }));

  const JOBS: Record<string, Job> = {
    'an import': {
      prepare: checkedImport,
      press: () => press('Import now'),
      said: 'Undo this import',
      people: [0, ROWS],
      name: 'Import of till.csv',
    },
    'the undo of an import': {
      async prepare() {
        await checkedImport();
        await press('Import now');
        await says('Undo this import');
      },
      press: () => press('Undo this import'),
      said: 'Import undone',
      people: [ROWS, 0],
      name: 'Undo of the import of till.csv',
    },
    'a merge of all who are surely one': {
      async prepare() {
        await anew('#/duplicates');
        await create(crowd);
        await create([...twice, ...twice]);
        await press('Look for duplicates');
        await press(`Merge all ${PAIRS} sure ones`);
      },
      press: () => page.getByRole('dialog').getByRole('button', { name: 'Merge', exact: true }).click(),
      said: `${PAIRS} records merged`,
      people: [crowd.length + 2 * PAIRS, crowd.length + PAIRS],
      name: 'Merging of duplicates',
    },
    'a restore': {
      async prepare() {
        await anew('#/backup');
        await create(crowd.slice(0, 300));
        await writeFile(backup, (await page.evaluate('regulars.backup().then((file) => file.text())')) as string);
        await create(crowd.slice(300, 500));
        await page.locator('main input[type=file]').setInputFiles(backup);
        await says('This is in the backup');
      },
      press: () => press('Replace my data with this backup'),
      said: 'Restored',
      people: [500, 300],
      name: 'Restoring from old.json',
    },
  };

  describe.each(Object.entries(JOBS))('%s', (_, job) => {
    let steps: number;
    beforeAll(async () => {
      await job.prepare();
      expect(await people()).toBe(job.people[0]);
      steps = await countSteps(browser, async () => {
        await job.press();
        await says(job.said);
      });
      expect(steps).toBeGreaterThan(20);
    });

    it.each(WITH_THE_PAGE_OPEN)(
      'after %d of it is done all the same, once, and the open page says so',
      async (share) => {
        await job.prepare();
        const { killed } = await armAt(browser, Math.max(1, Math.round(share * steps)));
        await job.press();
        await killed();
        await says(job.said);
        expect(await people()).toBe(job.people[1]);
      },
    );

    it.each(WITH_THE_PAGE_RELOADED)(
      'after %d of it, and the page reloaded, is done or not, and the page says which',
      async (share) => {
        await job.prepare();
        const { killed } = await armAt(browser, Math.round(share * steps));
        await job.press();
        let sawTheEnd = false;
        await killed(async () => {
          sawTheEnd = await page.getByText(job.said).first().isVisible();
          await page.reload({ waitUntil: 'commit' });
        });
        if (sawTheEnd) {
          // The work was done and told: what was ended is what came after it.
          expect(await people()).toBe(job.people[1]);
          return;
        }
        const told = page.getByRole('status').or(page.getByRole('alert')).filter({ hasText: job.name }).first();
        const text = await until('what became of it', async () => (await told.textContent()) ?? undefined);
        const [before, after] = job.people;
        if (text.includes('broken off')) {
          expect(text).toContain('Nothing of it was done');
          expect(await people()).toBe(before);
        } else {
          expect(text).toContain('finished while the page was away');
          expect(await people()).toBe(after);
        }
      },
    );
  });
});
