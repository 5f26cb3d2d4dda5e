import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite } from '../security/stage/site.ts';
import { login, openMessage, openPreview, openReply } from './drive/roundcube.ts';
import { login as loginShop, openCustomer, openOrder } from './drive/vendure.ts';
import { type Bed, type RoundcubeTruth, readTruth, startRoundcube, startShop } from './harness/beds.ts';
import { type Chromium, startChromium } from './harness/chromium.ts';
import { actionId } from './harness/customers-of-truth.ts';
import { until } from './harness/wait.ts';

let browser: Chromium;

beforeAll(async () => {
  browser = await startChromium();
  await browser.call('customers.create', {
    actionId: actionId(),
    customers: [{ name: 'Emma Clarke', emails: ['emma@clarke.example'] }],
  });
});
afterAll(() => browser?.close());

/** Whether a click in the middle of the page's own button would reach it. */
const isReachable = (page: Page, selector: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const hit = document.elementFromPoint(left + width / 2, top + height / 2);
      return (
        hit !== null && (element.contains(hit) || hit.contains(element)) && !hit.hasAttribute('data-regulars-shell')
      );
    });

describe('the panel and what is under it', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
  });
  afterAll(() => site?.close());
  const EMMA = { uid: 1, email: 'emma@clarke.example', name: 'Emma', subject: 'Hello' };

  it.each([
    ['no policy', {}],
    ['a policy that forbids all', { 'content-security-policy': "default-src 'none'; frame-src 'none'" }],
    [
      'embedding only what asks for it',
      { 'cross-origin-embedder-policy': 'require-corp', 'cross-origin-opener-policy': 'same-origin' },
    ],
  ])('shows the person on a page with %s', async (_name, headers) => {
    const page = await browser.context.newPage();
    await page.goto(site.mail(EMMA, '', headers));
    const panel = await browser.panel(page);
    await panel.getByRole('heading', { name: 'Emma Clarke' }).waitFor();
    await page.close();
  });

  it('is as wide and as open on the next page of the site as the user left it', async () => {
    const page = await browser.context.newPage();
    await page.goto(site.mail(EMMA));
    const panel = await browser.panel(page);
    await panel.getByRole('heading', { name: 'Emma Clarke' }).waitFor();
    const width = () => panel.evaluate(() => innerWidth);
    const before = await width();
    const edge = 1400 - before;
    await page.mouse.move(edge, 700);
    await page.mouse.down();
    await page.mouse.move(edge - 80, 700, { steps: 4 });
    await page.mouse.up();
    await until('wider', async () => ((await width()) === before + 80 ? true : undefined));
    await page.reload();
    const again = await browser.panel(page);
    await until('still wider', async () =>
      (await again.evaluate(() => innerWidth)) === before + 80 ? true : undefined,
    );
    const isOurs = (x: number, y: number) =>
      page.evaluate(
        ([left = 0, top = 0]) => document.elementFromPoint(left, top)?.hasAttribute('data-regulars-shell') === true,
        [x, y],
      );
    await page.mouse.click(1400 - before - 80 - 12, 470);
    await until('collapsed', async () => ((await isOurs(1200, 450)) ? undefined : true));
    await page.reload();
    await until('a tab at the edge', async () => ((await isOurs(1395, 290)) ? true : undefined));
    expect(await isOurs(1200, 450)).toBe(false);
    await page.close();
  });
});

describe('a page that shows nobody at first', () => {
  let site: Site;
  let page: Page;
  beforeAll(async () => {
    site = await startSite();
    page = await browser.context.newPage();
    // In the shape of a webmail, at an address where it shows no message; moving on within the document brings it one.
    const mail = site.mail({ uid: 7, email: 'emma@clarke.example', name: 'Emma', subject: 'Hello' });
    const html = await (await fetch(mail)).text();
    await page.goto(site.serve('/mail/?_task=settings&_action=about', html));
  });
  afterAll(async () => {
    await page?.close();
    await site?.close();
  });
  const move = (query: string) => page.evaluate((to) => history.pushState(null, '', to), `/mail/${query}`);
  const clickTab = () => page.mouse.click(1390, 290);

  it('opens its panel by the tab, and shows the person once there is one', async () => {
    await until('the tab', async () =>
      (await page.evaluate(() => document.querySelector('[data-regulars-shell]') !== null)) ? true : undefined,
    );
    expect(page.frames().some((frame) => frame.url().includes('panel.html'))).toBe(false);
    await clickTab();
    const panel = await browser.panel(page);
    expect(await panel.getByRole('heading', { name: 'Emma Clarke' }).count()).toBe(0);
    await move('?_task=mail&_action=show&_uid=7&_mbox=INBOX');
    await panel.getByRole('heading', { name: 'Emma Clarke' }).waitFor();
    await move('?_task=settings&_action=about');
    await panel.getByRole('heading', { name: 'Emma Clarke' }).waitFor({ state: 'detached' });
    await move('?_task=mail&_action=show&_uid=7&_mbox=INBOX');
    await panel.getByRole('heading', { name: 'Emma Clarke' }).waitFor();
  });

  it('comes back from the history with its person', async () => {
    await page.goto(site.serve('/elsewhere', '<!doctype html><title>Elsewhere</title><p>Nobody'));
    await page.goBack();
    await move('?_task=mail&_action=show&_uid=7&_mbox=INBOX');
    await (await browser.panel(page)).getByRole('heading', { name: 'Emma Clarke' }).waitFor();
  });
});

describe.each([1400, 1024, 800])('the primary actions of real pages, %d px wide', (width) => {
  let bed: Bed;
  let truth: RoundcubeTruth;
  let page: Page;
  beforeAll(async () => {
    bed = await startRoundcube();
    truth = await readTruth<RoundcubeTruth>(bed);
    page = await browser.context.newPage();
    await page.setViewportSize({ width, height: 800 });
  });
  afterAll(() => page?.close());

  it('can be reached in webmail: reply and send', async () => {
    await browser.context.clearCookies();
    await login(page, bed);
    const uid = truth.messages.find((message) => message.id === 'to2')?.uid ?? 0;
    if (width >= 1024) await openPreview(page, uid);
    else await openMessage(page, bed, uid);
    await browser.panel(page);
    await until('reply is free', async () =>
      (await isReachable(page, '#toolbar-menu a.reply, #messagetoolbar a.reply')) ? true : undefined,
    );
    await openReply(page, bed, uid);
    await browser.panel(page);
    await until('send is free', async () => ((await isReachable(page, 'button.send, a.send')) ? true : undefined));
  });

  it('can be reached in the shop console: the buttons of an order and of a customer', async () => {
    const shop = await startShop();
    const { origin } = new URL(shop.url);
    await browser.context.clearCookies();
    await loginShop(page, { ...shop, origin });
    await openOrder(page, { ...shop, origin }, '12');
    await until('the order’s button is free', async () =>
      (await isReachable(page, 'vdr-order-detail vdr-ab-right button')) ? true : undefined,
    );
    await openCustomer(page, { ...shop, origin }, '12');
    await until('the customer’s button is free', async () =>
      (await isReachable(page, 'vdr-ab-right button')) ? true : undefined,
    );
  });
});
