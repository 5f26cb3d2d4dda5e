import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewCustomer } from '../../lib/messaging/contract.ts';
import { actionId } from './harness/customers-of-truth.ts';
import { type Firefox, startFirefox } from './harness/firefox.ts';
import { armAt, countSteps } from './harness/killing-event-page.ts';
import { tillCsv } from './harness/till-csv.ts';

// In Firefox the background is an event page, which the browser ends when it thinks fit: here in the middle of long work, at
// moments that are counted in questions to the database, with the page that asked for the work left open.

const ROWS = 800;
const PAIRS = 40;
const SHARES = [0.05, 0.5, 0.95];

interface Job {
  prepare(): Promise<void>;
  press(): Promise<void>;
  readonly said: string;
  readonly people: readonly [before: number, after: number];
}

describe('an event page of Firefox that is ended in the middle of', () => {
  let browser: Firefox;
  let page: Page;
  let own: Page;
  let folder: string;
  let csv: string;
  let backup: string;
  beforeAll(async () => {
    browser = await startFirefox();
    own = await browser.openOwn('sidepanel.html');
    folder = await mkdtemp(path.join(tmpdir(), 'regulars-'));
    csv = path.join(folder, 'till.csv');
    backup = path.join(folder, 'old.json');
    await writeFile(csv, tillCsv(ROWS));
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const says = (words: string) =>
    page
      .waitForFunction((text) => document.body.innerText.includes(text), { polling: 100 }, words)
      .catch(async () => {
        throw new Error(`"${words}" is not said, but: ${await page.evaluate('document.body.innerText')}`);
      });
  const press = async (name: string, within = 'main') => {
    const handle = await page.waitForFunction(
      (text, place) =>
        [...document.querySelectorAll<HTMLButtonElement>(`${place} button`)].find(
          (button) => button.textContent?.trim() === text && !button.disabled,
        ),
      { polling: 100 },
      ...([name, within] as const),
    );
    await (handle as unknown as { evaluate(script: (button: HTMLButtonElement) => void): Promise<void> }).evaluate(
      (button) => button.click(),
    );
  };
  const choose = async (file: string) => {
    await page.waitForFunction(`document.querySelector('main input[type=file]') !== null`, { polling: 100 });
    const input = await page.$('main input[type=file]');
    await (input as unknown as { uploadFile(file: string): Promise<void> }).uploadFile(file);
  };
  const people = async () => (await browser.call('store.stats', {})).customers;
  const create = (customers: NewCustomer[]) => browser.call('customers.create', { actionId: actionId(), customers });

  /** An empty file, and a page that was just opened. */
  async function anew(hash: string): Promise<void> {
    await page?.close();
    await browser.stopBackground();
    await own.evaluate(async () => {
      for (const { name = '' } of await indexedDB.databases())
        await new Promise((resolve) => {
          indexedDB.deleteDatabase(name).onsuccess = resolve;
        });
      await (
        globalThis as unknown as { browser: { storage: { local: { clear(): Promise<void> } } } }
      ).browser.storage.local.clear();
    });
    page = await browser.openOwn(`dashboard.html${hash}`);
    await page.waitForFunction(`document.querySelector('main') !== null`, { polling: 100 });
  }

  async function checkedImport(): Promise<void> {
    await anew('#/files');
    await choose(csv);
    await says('What was found');
    await press('Check without writing');
    await says('What would change');
  }

  const crowd = Array.from({ length: 300 }, (_, at) => ({ name: `Person ${at}`, emails: [`p${at}@x${at}.example`] }));
  const twice = Array.from({ length: PAIRS }, (_, at) => ({
    ...{ name: `Lin ${at}`, emails: [`lin${at}@home${at}.example`], phones: [`+86139${String(10_000_000 + at)}`] },
  }));

  const JOBS: Record<string, Job> = {
    'an import': {
      prepare: checkedImport,
      press: () => press('Import now'),
      said: 'Undo this import',
      people: [0, ROWS],
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
    },
    'a merge of all who are surely one': {
      async prepare() {
        await anew('#/duplicates');
        await create(crowd);
        await create([...twice, ...twice]);
        await press('Look for duplicates');
        await press(`Merge all ${PAIRS} sure ones`);
      },
      press: () => press('Merge', 'dialog footer'),
      said: `${PAIRS} records merged`,
      people: [crowd.length + 2 * PAIRS, crowd.length + PAIRS],
    },
    'a restore': {
      async prepare() {
        await anew('#/backup');
        await create(crowd.slice(0, 200));
        await writeFile(backup, (await page.evaluate('regulars.backup().then((file) => file.text())')) as string);
        await create(crowd.slice(200));
        await choose(backup);
        await says('This is in the backup');
      },
      press: () => press('Replace my data with this backup'),
      said: 'Restored',
      people: [300, 200],
    },
  };

  describe.each(Object.entries(JOBS))('%s', (_, job) => {
    let steps: number;
    beforeAll(async () => {
      await job.prepare();
      expect(await people()).toBe(job.people[0]);
      steps = await countSteps(browser, own, async () => {
        await job.press();
        await says(job.said);
      });
      expect(steps).toBeGreaterThan(20);
      expect(await people()).toBe(job.people[1]);
    });

    it.each(SHARES)('after %d of it is done all the same, once, and the open page says so', async (share) => {
      await job.prepare();
      const { killed } = await armAt(browser, own, Math.max(1, Math.round(share * steps)));
      await job.press();
      await killed();
      await says(job.said);
      expect(await people()).toBe(job.people[1]);
    });
  });
});
