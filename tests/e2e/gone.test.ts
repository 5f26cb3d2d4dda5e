import type { Frame, Page } from 'playwright';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSite } from '../security/stage/site.ts';
import { type Chromium, startChromium } from './harness/chromium.ts';
import { actionId } from './harness/customers-of-truth.ts';
import { until } from './harness/wait.ts';

const PEOPLE = 30;
const MAIL = { uid: 7, email: 'emma@clarke.example', name: 'Emma Clarke', subject: 'Where is my parcel?' };

const WORDS = {
  'en-US': {
    title: 'Your customer file is gone from this browser’s store',
    count: 'about 30 customers on file',
    restore: 'Restore from a backup',
    anew: 'Start anew',
    sure: 'Start anew without the old data?',
    page: 'Backup',
    onSite: 'Add customer',
  },
  'zh-CN': {
    title: '客户资料已从这个浏览器中消失',
    count: '约 30 位客户',
    restore: '从备份恢复',
    anew: '重新开始',
    sure: '放弃旧资料，重新开始？',
    page: '备份',
    onSite: '添加客户',
  },
} as const;

// The browser, or a program that cleans up after it, has deleted the database; what the file was is remembered beside it.
describe.each(Object.keys(WORDS) as (keyof typeof WORDS)[])('the panel over a page, its file gone (%s)', (locale) => {
  const words = WORDS[locale];
  let browser: Chromium;
  let site: Awaited<ReturnType<typeof startSite>>;
  let page: Page;
  let panel: Frame;
  beforeEach(async () => {
    [browser, site] = await Promise.all([startChromium({ locale }), startSite()]);
    const customers = Array.from({ length: PEOPLE }, (_, at) => ({ name: `P ${at}`, emails: [`p${at}@x.example`] }));
    await browser.call('customers.create', { actionId: actionId(), customers });
    await until('the file seen', async () => (await browser.call('backup.about', {})).since);
    const own = await browser.ownPage();
    await browser.stopWorker();
    await own.evaluate(async () => {
      for (const { name = '' } of await indexedDB.databases())
        await new Promise((resolve) => {
          indexedDB.deleteDatabase(name).onsuccess = resolve;
        });
    });
    page = await browser.context.newPage();
    await page.goto(site.mail(MAIL));
    panel = await browser.panel(page);
    await panel.getByText(words.title).waitFor();
  });
  afterEach(async () => {
    await browser?.close();
    await site?.close();
  });

  it('says so before anything else, with what was there, and leads to the backups', async () => {
    const notice = panel.getByRole('alert').filter({ hasText: words.title });
    expect(await notice.textContent()).toContain(words.count);
    const above = await notice.evaluate((element) => {
      const main = element.closest('main') as HTMLElement;
      const first = [...main.children].find((child) => child.getBoundingClientRect().height > 2);
      return first?.contains(element) && element.scrollWidth <= element.clientWidth;
    });
    expect(above).toBe(true);
    const [opened] = await Promise.all([
      browser.context.waitForEvent('page'),
      notice.getByRole('link', { name: words.restore }).click(),
    ]);
    await opened.getByRole('heading', { level: 1, name: words.page }).waitFor();
    await opened.getByText(words.title).first().waitFor();
    expect(await opened.locator('main input[type=file]').count()).toBe(1);
  });

  it('is no panel of a new user, not even after the background was stopped again', async () => {
    await browser.stopWorker();
    await page.reload();
    panel = await browser.panel(page);
    await panel.getByText(words.title).waitFor();
    const list = await browser.openOwn('dashboard.html');
    await list.getByText(words.title).waitFor();
    expect(await browser.call('backup.about', {})).toMatchObject({ gone: { people: PEOPLE } });
  });

  it('goes when asked to start anew, and only after a second word', async () => {
    const notice = panel.getByRole('alert').filter({ hasText: words.title });
    await notice.getByRole('button', { name: words.anew }).click();
    await notice.getByText(words.sure).waitFor();
    expect(await browser.call('backup.about', {})).toHaveProperty('gone');
    await notice.getByRole('button', { name: words.anew }).click();
    await notice.waitFor({ state: 'detached' });
    expect(await browser.call('backup.about', {})).not.toHaveProperty('gone');
    await panel.getByRole('button', { name: words.onSite }).waitFor();
  });
});
