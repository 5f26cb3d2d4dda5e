import type { Page } from 'playwright';
import type { CustomerId } from '../../../lib/domain/ids.ts';
import type { PageContext } from '../../../lib/domain/page-context.ts';
import { listThreads, openFolder, openMessage, openPreview } from '../drive/roundcube.ts';
import { openCustomer, openOrder } from '../drive/vendure.ts';
import type { Bed, RoundcubeOptions, RoundcubeTruth, ShopTruth } from './beds.ts';
import type { Chromium } from './chromium.ts';
import { tabIdOf } from './tab-id.ts';
import { until } from './wait.ts';

/** What one seeded page came to. */
export interface Verdict {
  readonly page: string;
  /** Whether the person shown, and everyone certain besides, is who the truth says. */
  readonly isRight: boolean;
  /** Whether somebody is shown who is not on the page: the one fault worse than showing nobody. */
  readonly isWrongPerson: boolean;
  readonly hasFacts: boolean;
  /** What was found and what was wanted. */
  readonly detail: string;
}

interface Walk<Truth> {
  readonly browser: Chromium;
  /** Logged in. */
  readonly page: Page;
  readonly bed: Bed;
  readonly truth: Truth;
  /** The filed customers by their key in the truth. */
  readonly ids: ReadonlyMap<string, CustomerId>;
}

const FOLDERS: Record<string, string> = { '客户/华信': '&W6JiNw-/&U05P4Q-' };

/** The customer the panel shows. */
function mainOf(context: PageContext): CustomerId | undefined {
  const match = context.people.find((person) => person.key === context.selected)?.match;
  return match?.type === 'certain' ? match.customer.customerId : undefined;
}

const matches = (context: PageContext) => context.people.map(({ role, key, match }) => [role, key, match.type]);

/** Opens every seeded message and waits for the panel to speak of its customer, or of none of them. */
export async function visitMessages(
  walk: Walk<RoundcubeTruth>,
  options: RoundcubeOptions & { readonly list?: 'threads' },
): Promise<Verdict[]> {
  const { browser, page, bed, truth, ids } = walk;
  const tabId = await tabIdOf(browser, page);
  const verdicts: Verdict[] = [];
  let folder = '';
  for (const message of truth.messages.filter((entry) => entry.folder !== 'Drafts')) {
    const mbox = FOLDERS[message.folder] ?? message.folder;
    if (options.layout === 'list') {
      await openMessage(page, bed, message.uid, mbox);
    } else {
      if (message.folder !== folder) {
        await openFolder(page, bed, mbox);
        if (options.list && message.folder === 'INBOX') await listThreads(page);
      }
      folder = message.folder;
      await openPreview(page, message.uid);
    }
    const context = await until(`message ${message.messageId} read`, async () => {
      const now = await browser.call('page.get', { tabId });
      return now.message?.key === `<${message.messageId}>` ? now : undefined;
    });
    const certain = context.people.flatMap(({ match }) =>
      match.type === 'certain' ? [match.customer.customerId as string] : [],
    );
    const wanted = message.customers.map((key) => ids.get(key) as string);
    const main = mainOf(context);
    const isWrongPerson = certain.some((id) => !wanted.includes(id)) || (main !== undefined && main !== wanted[0]);
    verdicts.push({
      page: `${message.id} (${message.kind})`,
      isRight: !isWrongPerson && main === wanted[0] && certain.length === wanted.length,
      isWrongPerson,
      hasFacts: context.message?.key === `<${message.messageId}>`,
      detail: JSON.stringify({ wanted: message.customers, people: matches(context), excluded: context.excluded }),
    });

    const panel = await browser.panel(page);
    const customer = truth.customers[message.customers[0] ?? ''];
    const everyone = Object.values(truth.customers).flatMap(({ emails }) => emails);
    await until(`panel of ${message.id}`, async () => {
      const text = (await panel.locator('#app').textContent()) ?? '';
      if (text === '') return undefined;
      const speaks = (emails: readonly string[]) => emails.some((email) => text.includes(email));
      return (customer ? speaks(customer.emails) : !speaks(everyone)) || undefined;
    });
  }
  return verdicts;
}

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

/** A person with a second account is asked about, never taken for somebody else. */
function judgeBuyer({ truth, ids }: Walk<ShopTruth>, shown: CustomerId | undefined, key: string) {
  const sameAs = truth.customers.find((entry) => entry.key === key)?.sameAs;
  const wanted = ids.get(sameAs ?? key);
  return {
    isRight: shown === wanted || (sameAs !== undefined && shown === undefined),
    isWrongPerson: shown !== undefined && shown !== wanted,
  };
}

/** Opens every seeded order, by the list and straight from one to the next, and compares buyer and facts. */
export async function visitOrders(walk: Walk<ShopTruth>): Promise<Verdict[]> {
  const { browser, page, bed, truth } = walk;
  const origin = new URL(bed.url).origin;
  const tabId = await tabIdOf(browser, page);
  const verdicts: Verdict[] = [];
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
    verdicts.push({
      page: `order ${order.id} ${order.state} of ${order.customer}`,
      ...judgeBuyer(walk, mainOf(context), order.customer),
      hasFacts: JSON.stringify(facts) === JSON.stringify(wanted),
      detail: JSON.stringify({ facts, wanted, people: matches(context) }),
    });
  }
  return verdicts;
}

/** Opens every seeded customer page, where what names the person is in no markup. */
export async function visitCustomers(walk: Walk<ShopTruth>): Promise<Verdict[]> {
  const { browser, page, bed, truth } = walk;
  const origin = new URL(bed.url).origin;
  const tabId = await tabIdOf(browser, page);
  const verdicts: Verdict[] = [];
  for (const customer of truth.customers.filter((entry) => !entry.guest || entry.id)) {
    await openCustomer(page, { ...bed, origin }, customer.id, 'direct');
    const context = await until(`customer ${customer.id}`, async () => {
      const now = await browser.call('page.get', { tabId });
      const seen = now.people[0]?.seen;
      return now.view === 'customer' && seen?.account?.value === customer.id && seen.email ? now : undefined;
    });
    verdicts.push({
      page: `customer ${customer.key}`,
      ...judgeBuyer(walk, mainOf(context), customer.key),
      hasFacts: context.people[0]?.seen.email?.value === customer.email.toLowerCase(),
      detail: JSON.stringify(context.people),
    });
  }
  return verdicts;
}

/** The pages with a fault, in words. */
export const faultsOf = (verdicts: readonly Verdict[]): string[] =>
  verdicts
    .filter(({ isRight, isWrongPerson, hasFacts }) => !isRight || isWrongPerson || !hasFacts)
    .map(({ page, detail }) => `${page}: ${detail}`);
