import type { Frame, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CustomerId } from '../../lib/domain/ids.ts';
import type { PageContext } from '../../lib/domain/page-context.ts';
import { login, openFolder, openMessage, openPreview } from './drive/roundcube.ts';
import { type Bed, type RoundcubeOptions, type RoundcubeTruth, readTruth, startRoundcube } from './harness/beds.ts';
import { type Chromium, startChromium } from './harness/chromium.ts';
import { fileCustomers, mailboxCustomers } from './harness/customers-of-truth.ts';
import { tabIdOf, until } from './harness/wait.ts';

const FOLDERS: Record<string, string> = { '客户/华信': '&W6JiNw-/&U05P4Q-' };

const beds: readonly RoundcubeOptions[] = [
  { skin: 'elastic' },
  { skin: 'elastic', language: 'zh_CN' },
  { skin: 'larry', layout: 'widescreen' },
  { skin: 'larry', layout: 'desktop', language: 'zh_CN' },
  { skin: 'larry', layout: 'list' },
];

describe.each(beds)('Roundcube $skin $layout $language', (options) => {
  let bed: Bed;
  let truth: RoundcubeTruth;
  let browser: Chromium;
  let page: Page;
  let panel: Frame;
  let tabId: number;
  let ids: Map<string, CustomerId>;

  beforeAll(async () => {
    bed = await startRoundcube(options);
    truth = await readTruth<RoundcubeTruth>(bed);
    browser = await startChromium();
    ids = await fileCustomers((request) => browser.call('customers.create', request), mailboxCustomers(truth));
    page = await browser.context.newPage();
    await login(page, bed);
    tabId = await tabIdOf(browser, page);
    panel = await browser.panel(page);
  });
  afterAll(() => browser?.close());

  /** What the background knows of the tab once it has read all there is of this message. */
  const whenRead = (messageId: string): Promise<PageContext> =>
    until(`message ${messageId} read`, async () => {
      const context = await browser.call('page.get', { tabId });
      return context.message?.key === `<${messageId}>` ? context : undefined;
    });

  it('shows the right person beside every seeded message, and nobody beside the others', async () => {
    const wrong: string[] = [];
    let folder = '';
    const shown = truth.messages.filter((message) => message.folder !== 'Drafts');
    for (const message of shown) {
      if (options.layout === 'list') {
        await openMessage(page, bed, message.uid, FOLDERS[message.folder] ?? message.folder);
      } else {
        if (message.folder !== folder) {
          await openFolder(page, bed, FOLDERS[message.folder] ?? message.folder);
          folder = message.folder;
        }
        await openPreview(page, message.uid);
      }
      const context = await whenRead(message.messageId);
      const certain = context.people.flatMap((person) =>
        person.match.type === 'certain' ? [person.match.customer.customerId] : [],
      );
      const wanted = message.customers.map((key) => ids.get(key));
      const first = context.people.find((person) => person.key === context.selected)?.match;
      const main = first?.type === 'certain' ? first.customer.customerId : undefined;
      const isRight =
        main === wanted[0] && wanted.every((id) => id && certain.includes(id)) && certain.length === wanted.length;
      if (!isRight)
        wrong.push(
          `${message.id} (${message.kind}): ${JSON.stringify({ wanted: message.customers, people: context.people.map((p) => [p.role, p.key, p.match.type]), excluded: context.excluded })}`,
        );

      panel = await browser.panel(page);
      const customer = truth.customers[message.customers[0] ?? ''];
      const text = await until(`panel of ${message.id}`, async () => {
        const now = (await panel.locator('#app').textContent()) ?? '';
        const speaks = customer
          ? customer.emails.some((email) => now.includes(email))
          : !Object.values(truth.customers).some(({ emails }) => emails.some((email) => now.includes(`${email}`)));
        return speaks ? now : undefined;
      });
      expect(text.length).toBeGreaterThan(0);
    }
    expect(wrong).toEqual([]);
    expect(shown.length).toBeGreaterThan(55);
  });
});
