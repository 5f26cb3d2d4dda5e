import type { Frame, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CustomerOffers } from '../../lib/messaging/offer-work.ts';
import { login, openPreview } from './drive/roundcube.ts';
import { type Bed, type RoundcubeTruth, readTruth, startRoundcube } from './harness/beds.ts';
import { type Chromium, startChromium } from './harness/chromium.ts';

const LIMIT_MS = 60_000;
let bed: Bed;
let truth: RoundcubeTruth;
let browser: Chromium;
let dashboard: Page;
let panel: Frame;

const OPTIONS = JSON.stringify({
  name: 'orders.csv',
  mapping: {
    ...{ 'customer.email': 'email', 'customer.name': 'name', 'order.number': 'number', 'order.placedAt': 'date' },
    ...{ 'order.total': 'total', 'line.sku': 'sku', 'line.name': 'product', 'line.quantity': 'quantity' },
  },
  currency: 'EUR',
  timeZone: 'Asia/Shanghai',
  matchBy: ['email'],
});

/** An order a customer: 12 bought tea, 7 of them a pot with it; Emma Clarke is one of those who bought tea alone. */
function ordersCsv(): string {
  const baskets = [
    ...Array.from({ length: 7 }, () => ['TEA', 'POT']),
    ...Array.from({ length: 5 }, () => ['TEA']),
    ...Array.from({ length: 60 }, () => ['SOAP']),
  ];
  const { emma } = truth.customers;
  if (!emma) throw new Error('Emma');
  const rows = baskets.flatMap((goods, at) =>
    [...goods, 'POSTAGE'].map((sku, line) =>
      [
        ...(at === 7 ? [emma.emails[0], emma.name] : [`buyer${at}@shop.example`, `Buyer ${at}`]),
        ...[`N-${at}`, `2026-0${1 + (at % 6)}-1${at % 9}`, '20.00', sku, NAMES[sku] ?? sku, String(line + 1)],
      ].join(','),
    ),
  );
  return ['email,name,number,date,total,sku,product,quantity', ...rows].join('\n');
}
const NAMES: Readonly<Record<string, string>> = { TEA: 'Green tea', POT: 'Teapot', SOAP: 'Soap', POSTAGE: 'Postage' };

beforeAll(async () => {
  bed = await startRoundcube();
  truth = await readTruth<RoundcubeTruth>(bed);
  browser = await startChromium();
  dashboard = await browser.openOwn('dashboard.html#/files');
  await dashboard.waitForSelector('main input[type=file]', { state: 'attached' });
  await dashboard.evaluate(`regulars.import(${JSON.stringify(ordersCsv())}, ${OPTIONS})`);
});
afterAll(async () => {
  await browser?.close();
});

describe('what to offer next, after orders with lines were imported', () => {
  it('stands in the sidebar over the customer’s mail with its reason, and the figures behind it', async () => {
    const page = await browser.context.newPage();
    await login(page, bed);
    panel = await browser.panel(page);
    await openPreview(page, truth.messages.find(({ id }) => id === 'to2')?.uid ?? 0);
    await panel.getByRole('heading', { name: 'Emma Clarke', exact: true }).waitFor();
    await panel.getByText('7 of the 12 purchases with Green tea had it too').waitFor({ timeout: LIMIT_MS });
    const line = panel.locator('dl > div', { hasText: 'Offer next' });
    expect(await line.locator('b').innerText()).toBe('Teapot');
    await line.getByText('Show the figures').click();
    expect(await line.innerText()).toContain('Bought together in 7 of 72 purchases whose goods are on file');
    expect(await line.innerText()).not.toContain('Postage');
  });

  it('stands on the customer’s page and in the table of pairs, and is told to the console', async () => {
    const [emma] = (await dashboard.evaluate(`regulars.search('Emma Clarke')`)) as { customer: { id: string } }[];
    const id = emma?.customer.id ?? '';
    await dashboard.evaluate((hash) => {
      location.hash = hash;
    }, `#/customers/${id}`);
    await dashboard.getByText('7 of the 12 purchases with Green tea had it too').waitFor({ timeout: LIMIT_MS });
    const { offers, baskets } = (await dashboard.evaluate(`regulars.offers('${id}')`)) as CustomerOffers;
    expect(baskets).toBe(72);
    expect(offers).toMatchObject([{ goods: { sku: 'POT' }, because: { sku: 'TEA' }, together: 7, withFirst: 12 }]);
    await dashboard.evaluate(() => {
      location.hash = '#/scores/goods';
    });
    const row = dashboard.getByRole('row', { name: /Teapot → Green tea/ });
    await row.waitFor({ timeout: LIMIT_MS });
    expect(await row.innerText()).toMatch(/7\s+7\s+0\s+5\s+100% \(65%–100%\)\s+9\.7%\s+6\s+<0\.1%\s+goes together/);
  });

  it('is gone as soon as they have bought it, though the background is stopped meanwhile', async () => {
    const { emma } = truth.customers;
    const text = `email,name,number,date,total,sku,product,quantity\n${emma?.emails[0]},${emma?.name},N-99,2026-07-01,9.00,POT,Teapot,1`;
    await dashboard.evaluate(`regulars.import(${JSON.stringify(text)}, ${OPTIONS})`);
    await browser.stopWorker();
    await panel.getByText('they already have what goes with their purchases').waitFor({ timeout: LIMIT_MS });
  });
});
