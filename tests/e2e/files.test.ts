import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Method, ReplyOf, RequestOf } from '../../lib/messaging/contract.ts';
import { type CdnowCustomer, cdnow, transactionsCsv } from './harness/cdnow.ts';
import { startChromium } from './harness/chromium.ts';
import { startFirefox } from './harness/firefox.ts';
import { until } from './harness/wait.ts';

const fixture = (name: string) => path.resolve('tests/fixtures/transfer', name);

/** The dashboard's page of files, as far as the tests need it of either browser. */
interface FilesPage {
  /** Chooses a file in the page's own file input. */
  choose(file: string): Promise<void>;
  /** Presses the button of this name. */
  press(name: string): Promise<void>;
  text(): Promise<string>;
  run<T>(script: string): Promise<T>;
}

interface Driver {
  readonly files: FilesPage;
  call<M extends Method>(method: M, request: RequestOf<M>): Promise<ReplyOf<M>>;
  close(): Promise<void>;
}

const PRESS = (name: string) =>
  `(() => {
    const found = [...document.querySelectorAll('main button')].find((button) => button.textContent.trim() === ${JSON.stringify(name)});
    if (!found || found.disabled) return false;
    found.click();
    return true;
  })()`;
const TEXT = `document.querySelector('main')?.innerText ?? ''`;

async function pressed(run: (script: string) => Promise<unknown>, name: string): Promise<void> {
  await until(`the button ${name}`, async () => ((await run(PRESS(name))) ? true : undefined));
}

async function inChromium(): Promise<Driver> {
  const browser = await startChromium();
  const page = await browser.openOwn('dashboard.html#/files');
  const run = <T>(script: string) => page.evaluate(script) as Promise<T>;
  await page.waitForSelector('main input[type=file]', { state: 'attached' });
  return {
    files: {
      choose: (file) => page.locator('main input[type=file]').setInputFiles(file),
      press: (name) => pressed(run, name),
      text: () => run(TEXT),
      run,
    },
    call: browser.call,
    close: browser.close,
  };
}

async function inFirefox(): Promise<Driver> {
  const browser = await startFirefox();
  const page = await browser.openOwn('dashboard.html#/files');
  const run = <T>(script: string) => page.evaluate(script) as Promise<T>;
  await page.waitForFunction(`document.querySelector('main input[type=file]') !== null`);
  return {
    files: {
      async choose(file) {
        const input = await page.$('main input[type=file]');
        await (input as unknown as { uploadFile(file: string): Promise<void> }).uploadFile(file);
      },
      press: (name) => pressed(run, name),
      text: () => run(TEXT),
      run,
    },
    call: browser.call,
    close: browser.close,
  };
}

describe.each([
  ['Chromium', inChromium],
  ['Firefox', inFirefox],
] as const)('files in %s', (_, start) => {
  let driver: Driver;
  beforeAll(async () => {
    driver = await start();
  });
  afterAll(() => driver?.close());

  const says = (text: string) =>
    until(`"${text}" on the page`, async () => ((await driver.files.text()).includes(text) ? true : undefined));
  const everybody = () =>
    driver.call('customers.list', { sort: 'name', descending: false, filter: '', offset: 0, limit: 100 });
  const importFile = async (file: string) => {
    await driver.files.choose(file);
    await says('What was found');
    await driver.files.press('Check without writing');
    await says('What would change');
  };

  it('a GBK export of 千牛 comes in through the page: customers, orders, and the row that Excel spoilt left out', async () => {
    await importFile(fixture('taobao-orders.csv'));
    expect((await everybody()).total).toBe(0);
    await driver.files.press('Import now');
    await says('Undo this import');
    const { rows } = await everybody();
    expect(rows.map(({ name }) => name).sort()).toEqual(['李*', '欧阳娜']);
    expect(rows.find(({ name }) => name === '欧阳娜')).toMatchObject({
      ...{ orderCount: 1, noteCount: 1, net: { currency: 'CNY', amountMinor: 18_800 } },
    });
    const orders = await driver.call('orders.list', { limit: 100 });
    expect(orders.map(({ number }) => number).sort()).toEqual(['3812345678901234567', '3812345678901234599']);
    expect(await driver.files.text()).toContain('a number was rounded by Excel');
    await driver.files.press('Import another file');
  });

  it('the same file again changes nothing', async () => {
    const before = await everybody();
    const { changes } = await driver.call('store.stats', {});
    await importFile(fixture('taobao-orders.csv'));
    await says('Nothing would change: all that can be taken in is on file already.');
    expect(await everybody()).toEqual(before);
    expect((await driver.call('store.stats', {})).changes).toBe(changes);
    await driver.files.press('Another file');
  });

  it('a second file is undone in one click, and what was there stays', async () => {
    const before = await everybody();
    await importFile(fixture('shopify-orders.csv'));
    await driver.files.press('Import now');
    await says('Undo this import');
    expect((await everybody()).total).toBeGreaterThan(before.total);
    await driver.files.press('Undo this import');
    await says('Import undone');
    expect(await everybody()).toEqual(before);
    await driver.files.press('Import another file');
  });

  it('a file that is none is told as such, and nothing is changed', async () => {
    const before = await everybody();
    await driver.files.choose(path.resolve('public/icon-128.png'));
    await says('This is a picture');
    await says('Nothing was changed.');
    expect(await everybody()).toEqual(before);
  });

  it('what goes out comes in again', async () => {
    const text = await driver.files.run<string>(`regulars.export('customers.csv').then((file) => file.text())`);
    expect(text).toContain('欧阳娜');
    for (const kind of ['customers.xlsx', 'customers.vcf', 'orders.csv', 'orders.xlsx', 'notes.csv']) {
      const size = await driver.files.run<number>(`regulars.export('${kind}').then((file) => file.size)`);
      expect(size, kind).toBeGreaterThan(100);
    }
    const cards = await driver.files.run<{ created: number; updated: number; skipped: number; conflicts: number }>(
      `regulars.export('customers.vcf').then((file) => regulars.import(file, { name: 'cards.vcf', dryRun: true }))`,
    );
    expect(cards.created + cards.updated + cards.skipped + cards.conflicts).toBe(2);
  });
});

describe('CDNOW through the console in Chromium', () => {
  let driver: Driver;
  let truth: readonly CdnowCustomer[];
  beforeAll(async () => {
    [driver, truth] = await Promise.all([
      inChromium(),
      readFile('tests/fixtures/scoring/cdnow.csv', 'utf8').then(cdnow),
    ]);
  });
  afterAll(() => driver?.close());

  it('every customer and order arrives, with every cent; the file again adds none; undo takes all of it', async () => {
    const text = JSON.stringify(transactionsCsv(truth));
    const options = JSON.stringify({
      name: 'cdnow.csv',
      mapping: { 'customer.id': 'customer', 'order.placedAt': 'date', 'order.total': 'amount' },
      currency: 'USD',
      timeZone: 'UTC',
      matchBy: ['account'],
    });
    type Report = { created: number; skipped: number; rejected: number; undoId: string; orders: { created: number } };
    const report = await driver.files.run<Report>(`regulars.import(${text}, ${options})`);
    const orderCount = truth.reduce((sum, { cents }) => sum + cents.length, 0);
    expect(truth.length).toBe(2357);
    expect(orderCount).toBe(6919);
    expect(report).toMatchObject({ created: 2357, rejected: 0, orders: { created: 6919, updated: 0, skipped: 0 } });
    expect(await driver.call('store.stats', {})).toMatchObject({ customers: 2357, orders: 6919 });
    const rows =
      await driver.files.run<{ orderCount: number; net?: { currency: string; amountMinor: number } }[]>(
        'regulars.customers.list()',
      );
    // Whoever paid nothing has no revenue to show.
    const figures = (orders: number, cents: number) => `${orders} ${cents}`;
    expect(rows.map((row) => figures(row.orderCount, row.net?.amountMinor ?? 0)).sort()).toEqual(
      truth
        .map(({ cents }) =>
          figures(
            cents.length,
            cents.reduce((sum, one) => sum + one, 0),
          ),
        )
        .sort(),
    );
    const again = await driver.files.run<Report>(`regulars.import(${text}, ${options})`);
    expect(again).toMatchObject({ created: 0, skipped: 2357, orders: { created: 0 } });
    await driver.files.run(`regulars.undo(${JSON.stringify(report.undoId)})`);
    expect(await driver.call('store.stats', {})).toMatchObject({ customers: 0, orders: 0 });
  });
});
