import type { Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CustomerId } from '../../lib/domain/ids.ts';
import { startSite } from '../security/stage/site.ts';
import { type Bed, type RoundcubeTruth, readTruth, type ShopTruth, startRoundcube, startShop } from './harness/beds.ts';
import { actionId, fileCustomers, mailboxCustomers } from './harness/customers-of-truth.ts';
import { type Firefox, startFirefox } from './harness/firefox.ts';
import { until } from './harness/wait.ts';

describe('Firefox', () => {
  let bed: Bed;
  let truth: RoundcubeTruth;
  let browser: Firefox;
  let page: Page;
  let panel: Frame;
  let ids: Map<string, CustomerId>;

  beforeAll(async () => {
    bed = await startRoundcube();
    truth = await readTruth<RoundcubeTruth>(bed);
    browser = await startFirefox();
    ids = await fileCustomers((request) => browser.call('customers.create', request), mailboxCustomers(truth));
    page = await browser.newPage();
    await page.goto(bed.url);
    await page.type('#rcmloginuser', bed.user);
    await page.type('#rcmloginpwd', bed.password);
    await page.click('#rcmloginsubmit');
    await page.waitForSelector('#messagelist tr.message');
    panel = await browser.panel(page);
  });
  afterAll(() => browser?.close());

  const panelText = () => panel.evaluate(() => document.body.textContent ?? '');
  const open = async (uid: number) => {
    const row = await page.waitForSelector(`[id="rcmrow${btoa(String(uid)).replace(/=+$/, '')}"]`);
    await row?.evaluate((element) => element.scrollIntoView());
    await row?.click();
  };

  it('shows the right person beside every message of the inbox, and nobody beside the others', async () => {
    const wrong: string[] = [];
    const emails = Object.values(truth.customers).flatMap((customer) => customer.emails);
    const inbox = truth.messages.filter((message) => message.folder === 'INBOX');
    for (const message of inbox) {
      await open(message.uid);
      const tabId = await browser.tabIdOf(page);
      const context = await until(`message ${message.id} read`, async () => {
        const now = await browser.call('page.get', { tabId });
        return now.message?.key === `<${message.messageId}>` ? now : undefined;
      });
      const first = context.people.find((person) => person.key === context.selected)?.match;
      const shown = first?.type === 'certain' ? first.customer.customerId : undefined;
      if (shown !== ids.get(message.customers[0] ?? '')) wrong.push(`${message.id}: ${JSON.stringify(context.people)}`);
      const customer = truth.customers[message.customers[0] ?? ''];
      await until(`panel of ${message.id}`, async () => {
        const text = await panelText();
        const speaks = customer
          ? customer.emails.some((email) => text.includes(email))
          : !emails.some((email) => text.includes(email));
        return speaks ? text : undefined;
      });
    }
    expect(wrong).toEqual([]);
    expect(inbox.length).toBeGreaterThan(45);
  });

  it('takes a note in the panel and shows it to the same person in the shop console', async () => {
    const emma = truth.messages.find((message) => message.id === 'to2');
    await open(emma?.uid ?? 0);
    await until('Emma', async () =>
      (await panelText()).includes('emma.clarke@clarke-family.example') ? true : undefined,
    );
    const field = await panel.waitForSelector('textarea');
    await field?.type('wants the morning post');
    await page.keyboard.down('Control');
    await page.keyboard.press('Enter');
    await page.keyboard.up('Control');
    const customerId = ids.get('emma') as CustomerId;
    await until('note', async () =>
      (await browser.call('notes.list', { customerId }))[0]?.body === 'wants the morning post' ? true : undefined,
    );

    const shop = await startShop();
    const { orders, customers } = await readTruth<ShopTruth>(shop);
    const order = orders.find((entry) => entry.customer === 'C012');
    const buyer = customers.find((entry) => entry.key === 'C012');
    await browser.call('customers.update', {
      actionId: actionId(),
      customerId,
      field: 'name',
      value: buyer?.full ?? '',
    });
    await browser.call('identities.add', {
      actionId: actionId(),
      customerId,
      kind: 'phone',
      value: buyer?.phone ?? '',
    });
    const till = await browser.newPage();
    const { origin } = new URL(shop.url);
    await till.goto(`${origin}/admin/login`);
    await till.bringToFront();
    await (await till.waitForSelector('input[name=username]'))?.type(shop.user);
    await till.type('input[name=password]', shop.password);
    await till.click('button[type=submit]');
    await till.waitForSelector('vdr-main-nav, vdr-app-shell');
    await till.goto(`${origin}/admin/orders/${order?.id}`);
    const beside = await browser.panel(till);
    const text = await until('the same note', async () => {
      const now = await beside.evaluate(() => document.body.textContent ?? '');
      return now.includes('wants the morning post') ? now : undefined;
    });
    expect(text).toContain(buyer?.full);
    await till.close();
  });

  it.each([
    ['that forbids all', { 'content-security-policy': "default-src 'none'; frame-src 'none'" }],
    [
      'that embeds only what asks for it',
      { 'cross-origin-embedder-policy': 'require-corp', 'cross-origin-opener-policy': 'same-origin' },
    ],
  ])('shows the person on a page %s', async (_name, headers) => {
    const site = await startSite();
    const strict = await browser.newPage();
    const [email = ''] = truth.customers.john?.emails ?? [];
    await strict.goto(site.mail({ uid: 1, email, name: 'J', subject: 'Hello' }, '', headers));
    const beside = await browser.panel(strict);
    // The page does not say the whole name.
    const known = [email, truth.customers.john?.name];
    await until('the person', async () => {
      const text = await beside.evaluate(() => document.body.textContent ?? '');
      return known.every((part) => part && text.includes(part)) || undefined;
    });
    await strict.close();
    await site.close();
  });
});
