import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Method, ReplyOf, RequestOf } from '../../lib/messaging/contract.ts';
import { startChromium } from './harness/chromium.ts';
import { startFirefox } from './harness/firefox.ts';
import { until } from './harness/wait.ts';

/** The dashboard of either browser, as far as the tests need it. */
interface Driver {
  readonly name: string;
  run<T>(script: string): Promise<T>;
  choose(file: string): Promise<void>;
  reload(): Promise<void>;
  call<M extends Method>(method: M, request: RequestOf<M>): Promise<ReplyOf<M>>;
  /** Stops the background, as the browser does when it is idle. */
  stopWorker(): Promise<void>;
  close(): Promise<void>;
}

async function inChromium(): Promise<Driver> {
  const browser = await startChromium();
  const page = await browser.openOwn('dashboard.html#/backup');
  await page.waitForSelector('main input[type=file]', { state: 'attached' });
  return {
    name: 'chromium',
    run: (script) => page.evaluate(script) as never,
    choose: (file) => page.locator('main input[type=file]').setInputFiles(file),
    async reload() {
      await page.reload();
      await page.waitForSelector('main');
    },
    call: browser.call,
    stopWorker: browser.stopWorker,
    close: browser.close,
  };
}

async function inFirefox(): Promise<Driver> {
  const browser = await startFirefox();
  const open = async () => {
    const opened = await browser.openOwn('dashboard.html#/backup');
    await opened.waitForFunction(`document.querySelector('main input[type=file]') !== null`);
    return opened;
  };
  let page = await open();
  return {
    name: 'firefox',
    run: (script) => page.evaluate(script) as never,
    async choose(file) {
      const input = await page.$('main input[type=file]');
      await (input as unknown as { uploadFile(file: string): Promise<void> }).uploadFile(file);
    },
    async reload() {
      const before = page;
      page = await open();
      await before.close();
    },
    call: browser.call,
    async stopWorker() {
      await page.evaluate(`browser.runtime.getBackgroundPage().then((background) => background.location.reload())`);
    },
    close: browser.close,
  };
}

const AS_BASE64 = `async (file) => {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}`;

/** Everything that can be asked for, as text to compare; but for the moment it was asked at. */
const EVERYTHING = `(async () => {
  const rows = await regulars.customers.list();
  const people = [];
  for (const { id } of rows) people.push([await regulars.customers.get(id), await regulars.notes.list(id), (await regulars.history(id)).map((entry) => JSON.stringify(entry)).sort()]);
  const { persisted, ...stats } = await regulars.stats();
  return JSON.stringify([people, (await regulars.orders.list()).sort((a, b) => (a.id < b.id ? -1 : 1)), stats, await regulars.settings.get(), (await regulars.search('tea', { limit: 100 })).map((hit) => JSON.stringify(hit)).sort()], (key, value) => (key === 'asOf' ? undefined : value && value.constructor === Object ? Object.fromEntries(Object.entries(value).sort()) : value));
})()`;

const FILL = `(async () => {
  const people = Array.from({ length: 40 }, (_, at) => ({
    name: 'Customer ' + at, emails: ['c' + at + '@x.example'], tags: ['t' + (at % 3)], notes: ['likes tea ' + at],
    orders: [{ number: 'T-' + at, placedAt: Date.UTC(2026, 1, 1 + (at % 28)), currency: 'CNY', totalMinor: 100 * at, lines: [{ name: '龙井', quantity: 1 }] }],
  }));
  const ids = await regulars.customers.create(people);
  await regulars.import('Mail,Name,Bought,Paid,No\\nzhang@x.example,张伟,2026-03-01,12.50,I-1\\nc1@x.example,Customer 1,2026-03-02,9,I-2', {
    name: 'till.csv', currency: 'EUR', timeZone: 'UTC',
    mapping: { 'customer.email': 'Mail', 'customer.name': 'Name', 'order.placedAt': 'Bought', 'order.total': 'Paid', 'order.number': 'No' },
  });
  await regulars.customers.update(ids[0], { company: 'Meili', name: '李晓梅' });
  await regulars.customers.remove(ids[39]);
  await regulars.settings.set({ neverList: ['tax@bureau.example'], badges: false });
  await regulars.undo();
  await regulars.settings.set({ ownAddresses: ['@shop.example'] });
  return ids.length;
})()`;

/** Empties the extension's databases, as a cleaning program would: all stores, not their layout. */
const WIPE = `(async () => {
  for (const { name } of await indexedDB.databases()) {
    if (!name.startsWith('regulars')) continue;
    const database = await new Promise((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const names = [...database.objectStoreNames];
    const transaction = database.transaction(names, 'readwrite');
    for (const store of names) transaction.objectStore(store).clear();
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = reject;
    });
    database.close();
  }
})()`;

/** Where two texts begin to differ, with what stands there; empty when they are the same. */
function difference(found: string, wanted: string): string {
  if (found === wanted) return '';
  let at = 0;
  while (found[at] === wanted[at]) at += 1;
  return `${at}: ${found.slice(at - 120, at + 60)} instead of ${wanted.slice(at - 20, at + 60)}`;
}

describe.each([
  ['Chromium', inChromium],
  ['Firefox', inFirefox],
] as const)('a backup in %s', (_, start) => {
  let driver: Driver;
  let before: string;
  let sealed: string;
  beforeAll(async () => {
    driver = await start();
  });
  afterAll(() => driver?.close());

  const text = () => driver.run<string>(`document.querySelector('main')?.innerText ?? ''`);
  const says = (words: string) =>
    until(`"${words}" on the page`, async () => ((await text()).includes(words) ? true : undefined));
  const press = (name: string, where = 'main') =>
    until(`the button ${name}`, async () =>
      (await driver.run(`(() => {
        const found = [...document.querySelectorAll(${JSON.stringify(where)} + ' button')].find((button) => button.textContent.trim() === ${JSON.stringify(name)});
        if (!found || found.disabled) return false;
        found.click();
        return true;
      })()`))
        ? true
        : undefined,
    );

  it('is written by the console in plain text and sealed, and read by anything that reads JSON', async () => {
    expect(await driver.run(FILL)).toBe(40);
    before = await driver.run<string>(EVERYTHING);
    const plain = await driver.run<string>('regulars.backup().then((file) => file.text())');
    expect(plain.startsWith('{"format":"regulars-backup","version":1')).toBe(true);
    const parsed = JSON.parse(plain) as { holds: { customers: number }; lines: unknown[]; end: { lines: number } };
    expect(parsed.holds.customers).toBe(40);
    expect(parsed.lines.length).toBe(parsed.end.lines);
    const encoded = await driver.run<string>(
      `regulars.backup({ passphrase: '晚安 tea, 12 cups', packed: true }).then(${AS_BASE64})`,
    );
    sealed = path.join(tmpdir(), `regulars-e2e-${driver.name}-${process.pid}.regulars`);
    await writeFile(sealed, Buffer.from(encoded, 'base64'));
    expect((await readFile(sealed, 'latin1')).includes('x.example')).toBe(false);
    const dry = await driver.run<{ holds: { customers: number } }>(
      `regulars.export('backup').then((file) => regulars.restore(file, { dryRun: true }))`,
    );
    expect(dry.holds.customers).toBe(40);
    expect(difference(await driver.run<string>(EVERYTHING), before)).toBe('');
  });

  it('that is cut off or opened with the wrong passphrase is refused with the reason, and nothing changes', async () => {
    const name = (script: string) =>
      driver.run<string>(`(${script}).then(() => 'restored', (error) => error.name + ': ' + error.message)`);
    expect(
      await name(`regulars.backup().then(async (file) => regulars.restore(file.slice(0, file.size - 40)))`),
    ).toMatch(/^truncated: /);
    expect(await name(`regulars.restore('{"format":"regulars-backup","version":2}\\n')`)).toMatch(/^newer-version: /);
    expect(difference(await driver.run<string>(EVERYTHING), before)).toBe('');
  });

  it('brings everything back through the page after the store was emptied, and the page knew that it was', async () => {
    await until('the file seen', async () =>
      (await driver.call('backup.about', {})).since !== undefined ? true : undefined,
    );
    await driver.run(WIPE);
    await driver.stopWorker();
    await driver.reload();
    await says('Your customer file is gone from this browser’s store');
    await driver.choose(sealed);
    await says('This backup has a passphrase');
    await driver.run(`(() => {
      const field = document.querySelector('main input[type=password]');
      field.value = '晚安 tea, 12 cups';
      field.dispatchEvent(new Event('input', { bubbles: true }));
    })()`);
    await press('Open');
    await says('This is in the backup');
    expect(await text()).toContain('Nothing is on file here');
    expect((await driver.call('store.stats', {})).customers).toBe(0);
    await press('Replace my data with this backup');
    await says('Restored');
    expect(difference(await driver.run<string>(EVERYTHING), before)).toBe('');
    expect('gone' in (await driver.call('backup.about', {}))).toBe(false);
  });

  it('restored over newer work is taken back in the page, and the work is there again', async () => {
    await driver.run(`regulars.customers.create({ name: 'Later' })`);
    const later = await driver.run<string>(EVERYTHING);
    await press('Another backup');
    const plain = sealed.replace(/\.regulars$/, '.json');
    await driver.run(`regulars.undo()`);
    await writeFile(plain, await driver.run<string>('regulars.backup().then((file) => file.text())'));
    await driver.run(`regulars.redo()`);
    await driver.choose(plain);
    await says('This is in the backup');
    expect(await text()).toContain('There is less in the backup than here.');
    await press('Replace my data with this backup');
    await says('Restored');
    expect((await driver.call('store.stats', {})).customers).toBe(40);
    await press('Go back to before');
    await press('Go back to before', 'dialog footer');
    await says('Restore from a backup');
    expect((await driver.call('store.stats', {})).customers).toBe(41);
    const found = JSON.parse(await driver.run<string>(EVERYTHING)) as unknown[];
    expect((found[0] as unknown[]).length).toBe((JSON.parse(later) as unknown[][])[0]?.length);
  });
});

describe('a folder in Chromium', () => {
  let driver: Driver;
  beforeAll(async () => {
    driver = await inChromium();
  });
  afterAll(() => driver?.close());

  it('gets the backup of the day by itself, read back, and only one', async () => {
    await driver.run(FILL);
    // A folder of the browser's own stands for the chosen one: a test cannot click the browser's picker.
    await driver.run(`(async () => {
      const root = await navigator.storage.getDirectory();
      const folder = await root.getDirectoryHandle('backups', { create: true });
      window.showDirectoryPicker = async () => folder;
    })()`);
    await driver.run(`document.querySelectorAll('input[name=backup-place]')[0].click()`);
    const text = () => driver.run<string>(`document.querySelector('main')?.innerText ?? ''`);
    await until('the folder chosen', async () => ((await text()).includes('Folder “backups”') ? true : undefined));
    await driver.reload();
    await until('a backup of its own accord', async () => ((await text()).includes('Backed up:') ? true : undefined));
    expect(await text()).toContain('Read back from the folder and found whole');
    const names = `(async () => {
      const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('backups');
      const names = [];
      for await (const name of folder.keys()) names.push(name);
      return names;
    })()`;
    const first = await driver.run<string[]>(names);
    expect(first).toHaveLength(1);
    expect(first[0]).toMatch(/^regulars-\d{4}-\d\d-\d\d-\d{6}\.json\.gz$/);
    await driver.reload();
    await until('the page again', async () => ((await text()).includes('Backed up:') ? true : undefined));
    expect(await driver.run<string[]>(names)).toEqual(first);
  });
});
