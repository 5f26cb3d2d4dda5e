import type { Frame, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { login, openPreview } from './drive/roundcube.ts';
import { type RoundcubeTruth, readTruth, startRoundcube } from './harness/beds.ts';
import { type Chromium, startChromium } from './harness/chromium.ts';
import { actionId, fileCustomers, mailboxCustomers } from './harness/customers-of-truth.ts';
import { startFirefox } from './harness/firefox.ts';
import { until } from './harness/wait.ts';

/** Listens the way a page would that wants to know what is typed on it. */
const EAVESDROP = () => {
  const heard: string[] = [];
  Object.assign(window, { heard });
  for (const type of ['keydown', 'keyup', 'keypress', 'input', 'beforeinput'])
    window.addEventListener(type, (event) => heard.push(`${type} ${(event as KeyboardEvent).key ?? ''}`), true);
};

describe('the palette over real webmail in Chromium', () => {
  let browser: Chromium;
  let page: Page;
  let panel: Frame;

  beforeAll(async () => {
    const bed = await startRoundcube();
    const truth = await readTruth<RoundcubeTruth>(bed);
    browser = await startChromium();
    await fileCustomers((request) => browser.call('customers.create', request), mailboxCustomers(truth));
    await browser.call('customers.create', {
      actionId: actionId(),
      customers: [{ name: '单晓梅', emails: ['xiaomei.shan@meili.example'], notes: ['发票抬头写梅里有机'] }],
    });
    page = await browser.context.newPage();
    await page.addInitScript(EAVESDROP);
    await login(page, bed);
    panel = await browser.panel(page);
    const uid = truth.messages.find((message) => message.id === 'to2')?.uid ?? 0;
    await openPreview(page, uid);
    await panel.getByRole('heading', { name: 'Emma Clarke', exact: true }).waitFor();
  });
  afterAll(() => browser?.close());

  it('finds a person by pinyin and shows them, and the page hears nothing of it', async () => {
    await panel.getByPlaceholder('Write something').click();
    await page.evaluate(() => (window as unknown as { heard: string[] }).heard.splice(0));
    await page.keyboard.press('Control+k');
    const field = panel.getByRole('combobox', { name: 'A person, or what to do' });
    await field.waitFor();
    await page.keyboard.type('shanxm');
    const option = panel.getByRole('option', { name: /单晓梅/ });
    await option.waitFor();
    expect(await option.locator('mark').first().textContent()).toBe('单晓梅');
    await page.keyboard.press('Enter');
    await panel.getByRole('heading', { name: '单晓梅', exact: true }).waitFor();
    expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual([]);

    await page.keyboard.press('Control+k');
    await field.waitFor();
    // Who was opened last stands first.
    await panel
      .getByRole('option', { name: /^单 ?单晓梅|^单晓梅/ })
      .first()
      .waitFor();
    await page.keyboard.type('back to');
    await panel.getByRole('option', { name: 'Back to the person on the page' }).waitFor();
    await page.keyboard.press('Enter');
    await panel.getByRole('heading', { name: 'Emma Clarke', exact: true }).waitFor();
  });

  it('works on a worker that was stopped', async () => {
    await browser.stopWorker();
    await panel.getByPlaceholder('Write something').click();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('梅里有机');
    const option = panel.getByRole('option', { name: /发票抬头写梅里有机/ });
    await option.waitFor();
    expect(await option.textContent()).toContain('单晓梅');
    expect(await option.locator('mark').last().textContent()).toBe('梅里有机');
    await page.keyboard.press('Escape');
    await panel.getByRole('combobox', { name: 'A person, or what to do' }).waitFor({ state: 'detached' });
  });
});

describe('the list in Chromium', () => {
  it('tags fifty customers at once and takes that back, and keeps a filter under a name', async () => {
    const browser = await startChromium();
    const crowd = Array.from({ length: 60 }, (_, index) => ({
      name: `Person ${String(index).padStart(2, '0')}`,
      emails: [`person${index}@crowd.example`],
      tags: index < 10 ? ['old'] : [],
    }));
    await browser.call('customers.create', { actionId: actionId(), customers: crowd });
    const page = await browser.openOwn('dashboard.html#/customers');
    const matching = (text: string) => page.locator('main header [role=status]', { hasText: text }).waitFor();
    const dialog = page.getByRole('dialog');
    await matching('60 customers');
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await dialog.getByLabel('Condition').selectOption('none-of');
    await dialog.getByLabel('old').check();
    await dialog.getByRole('button', { name: 'Apply' }).click();
    await matching('50 match');
    await page.getByLabel('Select all that match').click();
    await page.getByRole('button', { name: 'Add tag' }).click();
    await dialog.getByLabel('Tag').fill('spring');
    await dialog.getByText('50 of 50 will change.').waitFor();
    await dialog.getByRole('button', { name: 'Change 50 customers' }).click();
    await page.getByText('50 customers tagged').waitFor();
    const tagged = async () => {
      const where = [{ attribute: 'tag', is: 'any-of' as const, values: ['spring'] }];
      const query = { sort: 'name', descending: false, filter: '', where, offset: 0, limit: 1 } as const;
      return (await browser.call('customers.list', query)).total;
    };
    expect(await tagged()).toBe(50);
    await page.getByRole('button', { name: 'Undo' }).click();
    await until('nobody tagged', async () => ((await tagged()) === 0 ? true : undefined));

    await page.getByRole('button', { name: 'Save as segment' }).click();
    await dialog.getByLabel('Name').fill('Not old');
    await dialog.getByRole('button', { name: 'Save' }).click();
    const saved = page.getByRole('navigation', { name: 'Segments' });
    await saved.getByRole('button', { name: 'All customers' }).click();
    await matching('60 customers');
    await page.reload();
    await matching('60 customers');
    await saved.getByRole('button', { name: 'Not old', exact: true }).click();
    await matching('50 match');

    await page.getByRole('link', { name: 'Quality' }).click();
    await page.getByText('60 customers checked').waitFor();
    await page.getByText('Nothing to put right').waitFor();
    await browser.close();
  });
});

describe('the palette in Firefox', () => {
  it('opens in the dashboard, finds by pinyin, and opens the person', async () => {
    const browser = await startFirefox();
    const { customerIds } = await browser.call('customers.create', {
      actionId: actionId(),
      customers: [{ name: '曾国强', emails: ['zeng@meili.example'] }, { name: 'Ann' }],
    });
    const page = await browser.openOwn('dashboard.html#/customers');
    const text = () => page.evaluate(() => document.body.innerText);
    await until('the list', async () => ((await text()).includes('曾国强') ? true : undefined));
    await page.keyboard.down('Control');
    await page.keyboard.press('k');
    await page.keyboard.up('Control');
    await page.waitForSelector('dialog [role=combobox]');
    await page.keyboard.type('zenggq');
    await page.waitForFunction(() => document.querySelector('dialog [role=option] mark')?.textContent === '曾国强');
    await page.keyboard.press('Enter');
    await until('the person', async () =>
      (await page.evaluate(() => location.hash)) === `#/customers/${customerIds[0]}` ? true : undefined,
    );
    await page.keyboard.down('Control');
    await page.keyboard.press('k');
    await page.keyboard.up('Control');
    await page.waitForFunction(() => document.querySelector('dialog [role=option]')?.textContent?.includes('曾国强'));
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.querySelector('dialog') === null);
    await browser.close();
  });
});
