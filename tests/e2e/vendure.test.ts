import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CustomerId } from '../../lib/domain/ids.ts';
import { login } from './drive/vendure.ts';
import { type Bed, readTruth, type ShopTruth, startShop } from './harness/beds.ts';
import { type Chromium, startChromium } from './harness/chromium.ts';
import { fileCustomers, shopCustomers } from './harness/customers-of-truth.ts';
import { faultsOf, visitCustomers, visitOrders } from './harness/every-page.ts';

const STRICT =
  "default-src 'self'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-src 'none'; object-src 'none'; base-uri 'self'";

describe.each([
  { language: 'en' as const, csp: '' },
  { language: 'zh' as const, csp: STRICT },
])('Vendure in $language, policy “$csp”', (options) => {
  let bed: Bed;
  let truth: ShopTruth;
  let browser: Chromium;
  let page: Page;
  let ids: Map<string, CustomerId>;

  beforeAll(async () => {
    bed = await startShop(options);
    const origin = new URL(bed.url).origin;
    truth = await readTruth<ShopTruth>(bed);
    browser = await startChromium({ locale: options.language === 'zh' ? 'zh-CN' : 'en-US' });
    ids = await fileCustomers((request) => browser.call('customers.create', request), shopCustomers(truth, origin));
    page = await browser.context.newPage();
    await login(page, { ...bed, origin });
  });
  afterAll(() => browser?.close());

  it('shows the right buyer and the right facts on every order page', async () => {
    const verdicts = await visitOrders({ browser, page, bed, truth, ids });
    expect(faultsOf(verdicts)).toEqual([]);
    expect(verdicts.length).toBe(truth.orders.length);
  });

  it('shows the right customer on every customer page, found by values that are in no markup', async () => {
    const verdicts = await visitCustomers({ browser, page, bed, truth, ids });
    expect(faultsOf(verdicts)).toEqual([]);
    expect(verdicts.length).toBeGreaterThan(10);
  });
});
