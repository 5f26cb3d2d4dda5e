import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ConsoleApi } from '../../entrypoints/dashboard/console-api.ts';
import type { CustomerId } from '../../lib/domain/ids.ts';
import type { NewCustomer } from '../../lib/messaging/contract.ts';
import { type Site, startSite } from '../security/stage/site.ts';
import { type Chromium, startChromium } from './harness/chromium.ts';
import { until } from './harness/wait.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site?.close());

const order = (number: string, totalMinor: number) => ({
  number,
  placedAt: 1_780_000_000_000,
  currency: 'EUR',
  totalMinor,
});
const PEOPLE: NewCustomer[] = [
  { name: 'Ana Souza', emails: ['ana@vale.example'], phones: ['+5511555501100'], orders: [order('T-1001', 5000)] },
  {
    name: 'Souza, Ana',
    emails: ['ana.souza@home.example'],
    phones: ['+5511555501100'],
    orders: [order('T-1002', 7000)],
  },
  { name: 'Jonas Weber', emails: ['jonas@weber.example'], orders: [order('T-1003', 900)] },
  { name: 'Jonas Weber', emails: ['jonas.weber@firm.example'], company: 'Firm' },
];

describe('one person in several records, in Chromium', () => {
  let browser: Chromium;
  let dashboard: Page;
  let ids: CustomerId[];

  /** Runs in the dashboard's console. */
  const inConsole = <T, A>(work: (regulars: ConsoleApi, argument: A) => Promise<T>, argument: A): Promise<T> =>
    dashboard.evaluate(
      `(${work.toString()})(globalThis.regulars, ${JSON.stringify(argument)})` as unknown as () => Promise<T>,
    );
  const nets = async () =>
    (await inConsole((regulars) => regulars.customers.list(), null)).map((row) => [row.name, row.orderCount]);

  beforeEach(async () => {
    browser = await startChromium();
    dashboard = await browser.openOwn('dashboard.html#/duplicates');
    await dashboard.getByRole('button', { name: 'Look for duplicates' }).waitFor();
    ids = await inConsole((regulars, people) => regulars.customers.create(people), PEOPLE);
    return () => browser.close();
  });

  it('is found, merged in the interface, one in dashboard and panel with both orders, and taken apart again', async () => {
    await dashboard.getByRole('button', { name: 'Look for duplicates' }).click();
    const card = dashboard.getByRole('listitem').filter({ hasText: 'same phone' });
    await card.getByText('names differ only in order').waitFor();
    await card
      .getByRole('row', { name: /Orders/ })
      .getByRole('cell', { name: '2', exact: true })
      .waitFor();
    await card.getByRole('button', { name: 'Merge' }).click();
    await dashboard.getByText('1 record merged').waitFor();
    await card.waitFor({ state: 'detached' });
    expect(await nets()).toContainEqual(['Ana Souza', 2]);

    // The panel, over a mail from the address of the record that went into the other.
    const mail = await browser.context.newPage();
    await mail.goto(site.mail({ uid: 1, email: 'ana.souza@home.example', name: 'Ana', subject: 'Hello' }));
    const panel = await browser.panel(mail);
    await panel.getByRole('heading', { name: 'Ana Souza' }).waitFor();
    await panel.getByText('€120').first().waitFor();
    const [ana, other] = ids;
    expect(
      (await inConsole((regulars, id) => regulars.orders.list(id), ana as string)).map(({ number }) => number).sort(),
    ).toEqual(['T-1001', 'T-1002']);

    // The dashboard shows the person under either id, and from which records they come.
    await dashboard.goto(`${dashboard.url().split('#')[0]}#/customers/${other}`);
    await dashboard.getByRole('heading', { name: 'Made of 2 records' }).waitFor();
    await until('the address of the main record', async () => (dashboard.url().endsWith(ana ?? '') ? true : undefined));
    await dashboard.getByText('Also: Souza, Ana').waitFor();
    await dashboard.getByRole('button', { name: 'Take apart: Souza, Ana' }).click();
    await dashboard.getByText('Taken apart').waitFor();
    await dashboard.getByRole('heading', { name: 'Made of 2 records' }).waitFor({ state: 'detached' });
    await panel.getByRole('heading', { name: 'Souza, Ana' }).waitFor();
    expect(await nets()).toEqual(
      expect.arrayContaining([
        ['Ana Souza', 1],
        ['Souza, Ana', 1],
      ]),
    );
    // What was taken apart by hand is not found again.
    const again = await inConsole((regulars) => regulars.duplicates(), null);
    expect(again.flatMap((group) => group.ids)).not.toContain(ana);
  });

  it('is merged by the console or with all sure ones at once, undone, and rejected for good', async () => {
    // In a larger file the same phone and address say more.
    const twice = { name: 'Li Wei', emails: ['li@wei.example'], phones: ['+8613900000107'] };
    const crowd = Array.from({ length: 600 }, (_, at) => ({ name: `Person ${at}`, emails: [`p${at}@x${at}.example`] }));
    const others: NewCustomer[] = [...crowd, twice, twice];
    await inConsole((regulars, people) => regulars.customers.create(people), others);
    const everybody = PEOPLE.length + others.length;
    const found = await inConsole((regulars) => regulars.duplicates(), null);
    expect(found[0]).toMatchObject({ certainty: 'sure', reasons: ['same-email', 'same-phone', 'same-name'] });
    const pair = found.find((group) => group.ids.includes(ids[0] as CustomerId));
    expect(pair?.ids).toEqual([ids[0], ids[1]]);
    expect(pair?.reasons).toEqual(expect.arrayContaining(['same-phone', 'name-order']));
    const { id, undoId } = await inConsole((regulars, group) => regulars.merge(group), ids.slice(0, 2));
    expect(id).toBe(ids[0]);
    expect((await nets()).length).toBe(everybody - 1);
    await inConsole((regulars, action) => regulars.undo(action), undoId);
    expect((await nets()).length).toBe(everybody);

    await dashboard.getByRole('button', { name: 'Look for duplicates' }).click();
    const card = dashboard.getByRole('listitem').filter({ hasText: 'names differ only in order' });
    const sure = dashboard.getByRole('listitem').filter({ hasText: 'Li Wei' });
    await dashboard.getByRole('button', { name: 'Merge the sure one' }).click();
    await dashboard.getByRole('dialog').getByRole('button', { name: 'Merge', exact: true }).click();
    await sure.waitFor({ state: 'detached' });
    expect((await nets()).length).toBe(everybody - 1);
    await dashboard.getByRole('button', { name: 'Undo' }).last().click();
    await sure.waitFor();
    await card.getByRole('button', { name: 'Not the same' }).click();
    await card.waitFor({ state: 'detached' });
    const again = await inConsole((regulars) => regulars.duplicates(), null);
    expect(again.flatMap((group) => group.ids)).not.toContain(ids[0]);
  });

  it('is chosen by hand on the page of a customer', async () => {
    await dashboard.goto(`${dashboard.url().split('#')[0]}#/customers/${ids[2]}`);
    await dashboard.getByRole('button', { name: 'Merge with…' }).click();
    await dashboard.getByRole('dialog').getByRole('searchbox').fill('firm.example');
    await dashboard
      .getByRole('dialog')
      .getByRole('button', { name: /Jonas Weber/ })
      .click();
    await dashboard.getByRole('dialog').getByRole('columnheader', { name: 'Together' }).waitFor();
    await dashboard.getByRole('dialog').getByRole('button', { name: 'Merge', exact: true }).click();
    await dashboard.getByRole('heading', { name: 'Made of 2 records' }).waitFor();
    expect(await nets()).toContainEqual(['Jonas Weber', 1]);
    await dashboard.keyboard.press('Control+z');
    await dashboard.getByRole('heading', { name: 'Made of 2 records' }).waitFor({ state: 'detached' });
  });

  it('the order number in a mail links its sender at once when nothing is in doubt, and asks when something is', async () => {
    const open = async (uid: number, email: string, name: string, body: string) => {
      const address = site.mail({ uid, email, name, subject: 'A question', body });
      const headers = `Message-ID: <m${uid}@mail.example>\r\nDate: Mon, 05 Oct 2026 10:00:00 +0800\r\n\r\n`;
      site.serve(
        `/mail/?_task=mail&_action=viewsource&_uid=${uid}&_mbox=INBOX`,
        `From: "${name}" <${email}>\r\n${headers}`,
      );
      const page = await browser.context.newPage();
      await page.goto(address);
      return { page, panel: await browser.panel(page) };
    };
    // A buyer without an address of their own on file, and one who has another.
    await inConsole(
      (regulars) =>
        regulars.customers.create({
          name: 'Mia Lund',
          phones: ['+4687654321'],
          orders: [{ number: 'HS-20260306-0042', placedAt: 1_780_000_000_000, currency: 'SEK', totalMinor: 100 }],
        }),
      null,
    );
    const sure = await open(
      11,
      'mia@lund.example',
      'Mia Lund',
      'Where is order HS-20260306-0042? It was due on Friday.',
    );
    await sure.panel.getByRole('heading', { name: 'Mia Lund' }).waitFor();
    const [mia] = await inConsole((regulars) => regulars.search('mia@lund.example'), null);
    const profile = await inConsole((regulars, id) => regulars.customers.get(id), mia?.customer.id ?? '');
    expect(profile?.identities.find(({ kind }) => kind === 'email')).toMatchObject({
      confidence: 'likely',
      bridge: { orderNumber: 'HS-20260306-0042' },
    });

    const asked = await open(12, 'someone@else.example', 'Petra', 'My order T-1003 has not come.');
    await asked.panel.getByText('names order T-1003 of Jonas Weber').waitFor();
    await dashboard.getByRole('tab', { name: /Questions/ }).click();
    const question = dashboard.getByRole('listitem').filter({ hasText: 'T-1003' });
    await question.getByText('sender has another name than the buyer').waitFor();
    await question.getByRole('button', { name: 'Yes, the same' }).click();
    await question.waitFor({ state: 'detached' });
    await asked.panel.getByRole('heading', { name: 'Jonas Weber' }).waitFor();
  });
});
