import type { Frame, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CustomerId } from '../../lib/domain/ids.ts';
import { login, openPreview, rowOf } from './drive/roundcube.ts';
import { login as loginShop, openOrder } from './drive/vendure.ts';
import { type Bed, type RoundcubeTruth, readTruth, type ShopTruth, startRoundcube, startShop } from './harness/beds.ts';
import { type Chromium, startChromium } from './harness/chromium.ts';
import { actionId, fileCustomers, mailboxCustomers } from './harness/customers-of-truth.ts';
import { tabIdOf } from './harness/tab-id.ts';
import { until } from './harness/wait.ts';

let bed: Bed;
let truth: RoundcubeTruth;
let browser: Chromium;
let page: Page;
let panel: Frame;
let tabId: number;
let ids: Map<string, CustomerId>;

const uid = (id: string) => truth.messages.find((message) => message.id === id)?.uid ?? 0;
const noteSaying = (text: string) =>
  panel.getByRole('region', { name: 'Notes' }).getByRole('listitem').filter({ hasText: text });
const shows = (name: string) => panel.getByRole('heading', { name, exact: true }).waitFor();

beforeAll(async () => {
  bed = await startRoundcube();
  truth = await readTruth<RoundcubeTruth>(bed);
});

describe('the panel over real webmail', () => {
  beforeEach(async () => {
    browser = await startChromium();
    ids = await fileCustomers((request) => browser.call('customers.create', request), mailboxCustomers(truth));
    page = await browser.context.newPage();
    await login(page, bed);
    tabId = await tabIdOf(browser, page);
    panel = await browser.panel(page);
    return () => browser.close();
  });

  it('keeps a note on the customer it was written for, pins, tags, edits and deletes it, and takes the deletion back', async () => {
    await openPreview(page, uid('to2'));
    await shows('Emma Clarke');
    await panel.getByPlaceholder('Write something').fill('Prefers the morning post');
    await page.keyboard.press('Control+Enter');
    const note = noteSaying('Prefers the morning post');
    await note.waitFor();
    await note.getByRole('button', { name: 'Pin' }).click();
    await until('pinned', async () =>
      (await browser.call('notes.list', { customerId: ids.get('emma') as CustomerId }))[0]?.pinned ? true : undefined,
    );
    await note.getByRole('button', { name: 'Note actions' }).click();
    await panel.getByRole('menuitem', { name: 'Delete' }).click();
    await note.waitFor({ state: 'detached' });
    await panel.getByRole('button', { name: 'Undo' }).last().click();
    await noteSaying('Prefers the morning post').waitFor();
    await openPreview(page, uid('to3'));
    await shows('John A. Smith');
    expect(await panel.getByText('Prefers the morning post').count()).toBe(0);
  });

  it('saves what is being typed within 300 ms and brings it back after the tab was killed', async () => {
    await openPreview(page, uid('to2'));
    await shows('Emma Clarke');
    await panel.getByPlaceholder('Write something').pressSequentially('half a thou');
    const saved = await until(
      'draft saved',
      async () => (await browser.call('drafts.list', { customerId: ids.get('emma') as CustomerId }))[0],
      1000,
    );
    expect(saved.body).toContain('half');
    await until(
      'whole draft',
      async () =>
        (await browser.call('drafts.list', { customerId: ids.get('emma') as CustomerId }))[0]?.body === 'half a thou'
          ? true
          : undefined,
      1000,
    );
    await page.close();
    page = await browser.context.newPage();
    await page.goto(bed.url);
    await openPreview(page, uid('to3'));
    panel = await browser.panel(page);
    await shows('John A. Smith');
    expect(await panel.getByPlaceholder('Write something').inputValue()).toBe('');
    await openPreview(page, uid('to2'));
    await shows('Emma Clarke');
    await until('draft is back', async () =>
      (await panel.getByPlaceholder('Write something').inputValue()) === 'half a thou' ? true : undefined,
    );
  });

  it('records opened messages only once the user has said so, and says which are recorded', async () => {
    await openPreview(page, uid('to2'));
    await shows('Emma Clarke');
    await panel.getByText('Message not recorded').waitFor();
    expect(await browser.call('store.stats', {})).toMatchObject({ interactions: 0 });
    await panel.getByRole('button', { name: 'Record what I open here' }).click();
    await panel.getByText(/^Message recorded/).waitFor();
    await openPreview(page, uid('to3'));
    await shows('John A. Smith');
    await panel.getByText(/^Message recorded/).waitFor();
    await openPreview(page, uid('to2'));
    await shows('Emma Clarke');
    await panel.getByText(/^Message recorded/).waitFor();
    const [item] = await browser.call('timeline.list', {
      customerId: ids.get('emma') as CustomerId,
      offset: 0,
      limit: 10,
    });
    expect(item).toMatchObject({ type: 'message', direction: 'in', subject: 'Where is my parcel?', exact: true });
    expect(await browser.call('store.stats', {})).toMatchObject({ interactions: 2 });
  });

  it('records nothing of addresses on the never list', async () => {
    await browser.call('settings.set', {
      actionId: actionId(),
      settings: { neverList: ['emma.clarke@clarke-family.example'] },
    });
    await browser.call('sites.setRecording', {
      actionId: actionId(),
      origin: new URL(bed.url).origin,
      recording: 'all',
    });
    await openPreview(page, uid('to2'));
    await until('excluded', async () => {
      const context = await browser.call('page.get', { tabId });
      return context.message?.record.type === 'excluded' ? context : undefined;
    });
    expect(await browser.call('store.stats', {})).toMatchObject({ interactions: 0 });
  });

  it('adds an unknown sender in one click, from what was read', async () => {
    await openPreview(page, uid('ad7'));
    await panel.getByText('Not on file yet').waitFor();
    expect(await panel.getByLabel('Email').inputValue()).toBe('someone@nobody-knows.example');
    await panel.getByRole('button', { name: 'Add customer' }).click();
    await shows('Unknown Person');
    // The name stands there before the click as well: what is on file is what counts.
    await expect.poll(async () => (await browser.call('store.stats', {})).customers).toBe(ids.size + 1);
  });

  it('never shows a person again whom the user said it is not', async () => {
    await openPreview(page, uid('to2'));
    await shows('Emma Clarke');
    await browser.call('page.reject', {
      actionId: actionId(),
      key: 'emma.clarke@clarke-family.example',
      customerId: ids.get('emma') as CustomerId,
    });
    await panel.getByText('Not on file yet').waitFor();
    await openPreview(page, uid('to3'));
    await shows('John A. Smith');
    await openPreview(page, uid('to2'));
    await panel.getByText('Not on file yet').waitFor();
  });

  it('marks the rows of the list for eyes and screen readers, and clears them with one switch', async () => {
    await until('badge', async () =>
      (await rowOf(page, uid('to2')).locator('span.rcmContactAddress > span').count()) > 0 ? true : undefined,
    );
    await browser.call('settings.set', { actionId: actionId(), settings: { badges: false } });
    await until('no badge', async () =>
      (await page.locator('#messagelist span.rcmContactAddress > span').count()) === 0 ? true : undefined,
    );
  });

  it('goes on after its worker was stopped', async () => {
    await openPreview(page, uid('to2'));
    await shows('Emma Clarke');
    await browser.stopWorker();
    await openPreview(page, uid('to3'));
    await shows('John A. Smith');
    await browser.stopWorker();
    await panel.getByPlaceholder('Write something').fill('after the worker was stopped');
    await page.keyboard.press('Control+Enter');
    await noteSaying('after the worker was stopped').waitFor();
    expect(await browser.call('notes.list', { customerId: ids.get('john') as CustomerId })).toHaveLength(1);
  });
});

describe('from the mailbox to the shop', () => {
  it('shows the same person with the same note on the order page', async () => {
    const shop = await startShop();
    const shopTruth = await readTruth<ShopTruth>(shop);
    const order = shopTruth.orders.find((entry) => entry.customer === 'C012');
    const buyer = shopTruth.customers.find((entry) => entry.key === 'C012');
    if (!order || !buyer) throw new Error('no such order');
    browser = await startChromium();
    const { customerIds } = await browser.call('customers.create', {
      actionId: actionId(),
      customers: [{ name: buyer.full, emails: [buyer.email], phones: [buyer.phone], notes: ['同一个人'] }],
    });
    page = await browser.context.newPage();
    const origin = new URL(shop.url).origin;
    await loginShop(page, { ...shop, origin });
    await openOrder(page, { ...shop, origin }, order.id);
    panel = await browser.panel(page);
    await shows(buyer.full);
    await noteSaying('同一个人').waitFor();
    await panel.getByRole('button', { name: 'Record what I open here' }).click();
    const [filed] = await until('order on file', async () => {
      const orders = await browser.call('orders.list', { customerId: customerIds[0] as CustomerId, limit: 5 });
      return orders.length > 0 ? orders : undefined;
    });
    expect(filed).toMatchObject({ number: order.code, currency: order.currency, totalMinor: order.total });
    expect(filed?.lines.map((line) => line.sku)).toEqual(order.lines.map((line) => line.sku));
    await browser.close();
  });
});

afterAll(() => browser?.close());
