import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CustomerId } from '../../lib/domain/ids.ts';
import type { PageContext } from '../../lib/domain/page-context.ts';
import { login, openCustomer, openOrder } from './drive/vendure.ts';
import { type Bed, readTruth, type ShopTruth, startShop } from './harness/beds.ts';
import { type Chromium, startChromium } from './harness/chromium.ts';
import { fileCustomers, shopCustomers } from './harness/customers-of-truth.ts';
import { tabIdOf, until } from './harness/wait.ts';

const STATUS: Record<string, string> = {
  Delivered: 'delivered',
  Shipped: 'shipped',
  PartiallyShipped: 'shipped',
  PaymentSettled: 'paid',
  PaymentAuthorized: 'open',
  ArrangingPayment: 'open',
  AddingItems: 'open',
  Cancelled: 'cancelled',
};
const STRICT =
  "default-src 'self'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-src 'none'; object-src 'none'; base-uri 'self'";

describe.each([
  { language: 'en' as const, csp: '' },
  { language: 'zh' as const, csp: STRICT },
])('Vendure in $language, policy “$csp”', (options) => {
  let bed: Bed;
  let origin: string;
  let truth: ShopTruth;
  let browser: Chromium;
  let page: Page;
  let tabId: number;
  let ids: Map<string, CustomerId>;

  beforeAll(async () => {
    bed = await startShop(options);
    origin = new URL(bed.url).origin;
    truth = await readTruth<ShopTruth>(bed);
    browser = await startChromium({ locale: options.language === 'zh' ? 'zh-CN' : 'en-US' });
    ids = await fileCustomers((request) => browser.call('customers.create', request), shopCustomers(truth, origin));
    page = await browser.context.newPage();
    await login(page, { ...bed, origin });
    tabId = await tabIdOf(browser, page);
  });
  afterAll(() => browser?.close());

  const main = (context: PageContext): CustomerId | undefined => {
    const match = context.people.find((person) => person.key === context.selected)?.match;
    return match?.type === 'certain' ? match.customer.customerId : undefined;
  };
  /** A person with a second account is asked about, never taken for somebody else. */
  const isRight = (shown: CustomerId | undefined, key: string): boolean => {
    const customer = truth.customers.find((entry) => entry.key === key);
    if (customer?.sameAs) return shown === undefined || shown === ids.get(customer.sameAs);
    return shown === ids.get(key);
  };

  it('shows the right buyer and the right facts on every order page', async () => {
    const wrong: string[] = [];
    for (const [index, order] of truth.orders.entries()) {
      await openOrder(page, { ...bed, origin }, order.id, index % 3 === 0 ? 'in-app' : 'direct');
      const context = await until(`order ${order.code}`, async () => {
        const now = await browser.call('page.get', { tabId });
        return now.state === 'people' && now.order?.seen.number.value === order.code ? now : undefined;
      });
      const seen = context.order?.seen;
      const facts = {
        currency: seen?.currency?.value,
        total: seen?.totalMinor?.value,
        refunded: seen?.refundedMinor?.value ?? 0,
        status: seen?.status?.value,
        lines: seen?.lines.map((line) => `${line.sku}×${line.quantity}`).sort(),
      };
      const wanted = {
        currency: order.currency,
        total: order.total,
        refunded: order.refunded,
        status: STATUS[order.state],
        lines: order.lines.map((line) => `${line.sku}×${line.qty}`).sort(),
      };
      if (!isRight(main(context), order.customer) || JSON.stringify(facts) !== JSON.stringify(wanted)) {
        wrong.push(
          `${order.id} ${order.state} of ${order.customer}: ${JSON.stringify({ facts, wanted, people: context.people.map((p) => [p.key, p.match.type]) })}`,
        );
      }
    }
    expect(wrong).toEqual([]);
  });

  it('shows the right customer on every customer page, found by values that are in no markup', async () => {
    const wrong: string[] = [];
    for (const customer of truth.customers.filter((entry) => !entry.guest || entry.id)) {
      await openCustomer(page, { ...bed, origin }, customer.id, 'direct');
      const context = await until(`customer ${customer.id}`, async () => {
        const now = await browser.call('page.get', { tabId });
        const seen = now.people[0]?.seen;
        return now.view === 'customer' && seen?.account?.value === customer.id && seen.email ? now : undefined;
      });
      if (
        !isRight(main(context), customer.key) ||
        context.people[0]?.seen.email?.value !== customer.email.toLowerCase()
      ) {
        wrong.push(`${customer.key}: ${JSON.stringify(context.people)}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
