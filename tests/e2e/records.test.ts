import type { Page } from 'playwright';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CustomerId } from '../../lib/domain/ids.ts';
import { login, openPreview } from './drive/roundcube.ts';
import { type Bed, type RoundcubeTruth, readTruth, startRoundcube } from './harness/beds.ts';
import { type Chromium, startChromium } from './harness/chromium.ts';
import { actionId, fileCustomers, mailboxCustomers } from './harness/customers-of-truth.ts';
import { startFirefox } from './harness/firefox.ts';
import { until } from './harness/wait.ts';

let bed: Bed;
let truth: RoundcubeTruth;
let browser: Chromium;

beforeAll(async () => {
  bed = await startRoundcube();
  truth = await readTruth<RoundcubeTruth>(bed);
});
beforeEach(async () => {
  browser = await startChromium();
  return () => browser.close();
});

/** What the console on the dashboard has in hand, as far as it is used here. */
const CONSOLE_JOB = `(async () => {
  await regulars.fields.add({ name: 'Size', kind: 'number' });
  const id = await regulars.customers.create({ name: 'Annabel Quincannon', notes: ['walnuts'] });
  await regulars.customers.update(id, { custom: { Size: 42 } });
  await regulars.customers.remove(id);
  const [item] = await regulars.trash.list();
  await regulars.trash.restore(item.key);
  const { custom } = await regulars.customers.get(id);
  await regulars.customers.remove(id);
  return { title: item.title, values: Object.values(custom) };
})()`;

const openDashboard = async (hash: string): Promise<Page> => browser.openOwn(`dashboard.html${hash}`);

/** Everything that stands in the extension's database, as text. */
async function databaseText(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const request = indexedDB.open('regulars');
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const texts: string[] = [];
    for (const name of database.objectStoreNames) {
      const all = database.transaction(name).objectStore(name).getAll();
      await new Promise((resolve) => {
        all.onsuccess = resolve;
      });
      texts.push(
        JSON.stringify(all.result, (_key, value: unknown) =>
          value instanceof Uint8Array ? new TextDecoder().decode(value) : value,
        ),
      );
    }
    database.close();
    return texts.join('\n');
  });
}

describe('fields of the shop’s own', () => {
  it('are set up in the dashboard, filled in beside a message, seen and searched in the dashboard, and put back', async () => {
    const ids = await fileCustomers((request) => browser.call('customers.create', request), mailboxCustomers(truth));
    const emma = ids.get('emma') as CustomerId;
    const settings = await openDashboard('#/settings');
    await settings.getByRole('button', { name: 'Add a field' }).click();
    const dialog = settings.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Favourite tea');
    await dialog.getByLabel('Kind').selectOption('choice');
    await dialog.getByRole('textbox', { name: 'Choice 1' }).fill('oolong');
    await dialog.getByRole('textbox', { name: 'Choice 2' }).fill('sencha');
    await dialog.getByRole('button', { name: 'Add a field' }).click();
    await settings.getByRole('list', { name: 'Custom fields' }).getByText('Favourite tea').waitFor();

    const page = await browser.context.newPage();
    await login(page, bed);
    const panel = await browser.panel(page);
    await openPreview(page, truth.messages.find((message) => message.id === 'to2')?.uid ?? 0);
    await panel.getByRole('heading', { name: 'Emma Clarke', exact: true }).waitFor();
    await panel.getByRole('tab', { name: 'Profile' }).click();
    await panel.getByRole('button', { name: 'Edit Favourite tea' }).click();
    const choice = panel.getByRole('combobox', { name: 'Favourite tea' });
    await choice.selectOption({ label: 'sencha' });
    // To the field itself: the webmail may have taken the focus when its message had loaded.
    await choice.press('Enter');
    await panel.getByText('Favourite tea saved').waitFor();

    const dashboard = await openDashboard(`#/customers/${emma}`);
    await dashboard.locator('dd').getByText('sencha', { exact: true }).waitFor();
    const [hit] = await browser.call('search.run', { text: 'sencha', limit: 5 });
    expect(hit?.customer.id).toBe(emma);

    await dashboard.getByRole('button', { name: 'Edit Favourite tea' }).click();
    await dashboard.getByRole('combobox', { name: 'Favourite tea' }).selectOption({ label: 'oolong' });
    await dashboard.keyboard.press('Enter');
    await dashboard.getByRole('button', { name: 'Put back sencha' }).click();
    await until('put back', async () =>
      (await browser.call('search.run', { text: 'sencha', limit: 5 }))[0]?.customer.id === emma ? true : undefined,
    );
    await dashboard.keyboard.press('Control+z');
    await dashboard.locator('dd').getByText('oolong', { exact: true }).waitFor();
  });
});

describe('the trash', () => {
  it('gives a deleted customer back from its page, and erases for good what is deleted for good', async () => {
    const [ann, bob] = (
      await browser.call('customers.create', {
        actionId: actionId(),
        customers: [
          {
            name: 'Annabel Quincannon',
            emails: ['annabel@quincannon.example'],
            phones: ['+49 1511 2345678'],
            notes: ['Quincannon is allergic to walnuts'],
          },
          { name: 'Bob Other', notes: ['likes jasmine'] },
        ],
      })
    ).customerIds as [CustomerId, CustomerId];
    const page = await openDashboard(`#/customers/${ann}`);
    const remove = async () => {
      await page.goto(page.url().replace(/#.*/, `#/customers/${ann}`));
      await page.getByRole('button', { name: 'Delete customer' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Delete customer' }).click();
      await page.getByText('Customer deleted').first().waitFor();
      await page.getByRole('link', { name: 'Trash' }).click();
      await page.getByRole('list', { name: 'Deleted' }).getByText('Annabel Quincannon').waitFor();
    };
    await remove();
    await page.getByText('30 days left').waitFor();
    await page.getByRole('button', { name: 'Restore Annabel Quincannon' }).click();
    await page.getByText('The trash is empty').waitFor();
    expect((await browser.call('customers.get', { customerId: ann }))?.notes).toHaveLength(1);

    await remove();
    expect(await databaseText(page)).toContain('Quincannon');
    await page.getByRole('button', { name: 'Empty the trash' }).click();
    await page.getByLabel('To confirm, type delete').fill('delete');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete for good' }).click();
    await page.getByText('The trash is empty').waitFor();
    const text = await databaseText(page);
    for (const word of ['Quincannon', 'quincannon', 'walnuts', '15112345678']) expect(text).not.toContain(word);
    expect(text).toContain('jasmine');
    expect((await browser.call('customers.get', { customerId: bob }))?.customer.name).toBe('Bob Other');

    await page.getByRole('link', { name: 'Activity' }).click();
    await page.getByText('1 thing deleted for good').first().waitFor();
  });
});

it('Firefox does the same: what was deleted comes back whole, and is gone for good when told so', async () => {
  const firefox = await startFirefox();
  try {
    const page = await firefox.openOwn('dashboard.html#/trash');
    await page.waitForFunction(`'regulars' in globalThis`);
    expect(await page.evaluate(CONSOLE_JOB)).toEqual({ title: 'Annabel Quincannon', values: [42] });
    await page.waitForFunction(`document.querySelector('main')?.innerText.includes('Annabel Quincannon')`);
    expect(await page.evaluate(`regulars.trash.erase('all')`)).toBe(1);
    await page.waitForFunction(`document.querySelector('main')?.innerText.includes('The trash is empty')`);
    expect(await page.evaluate(`regulars.search('Quincannon')`)).toEqual([]);
  } finally {
    await firefox.close();
  }
});
