import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CustomerId } from '../../lib/domain/ids.ts';
import { type Chromium, startChromium } from './harness/chromium.ts';
import { actionId } from './harness/customers-of-truth.ts';
import { until } from './harness/wait.ts';

let browser: Chromium;
let page: Page;
let ids: readonly CustomerId[];

const DAY = 86_400_000;
const matching = (text: string) => page.locator('main header [role=status]', { hasText: text }).waitFor();
const dialog = () => page.getByRole('dialog');

/** Forty customers: every fourth is tagged, every tenth has no name, every fifth wears size 42. */
beforeEach(async () => {
  browser = await startChromium();
  const customers = Array.from({ length: 40 }, (_, index) => ({
    ...(index % 10 === 9 ? {} : { name: `Person ${String(index).padStart(2, '0')}` }),
    emails: [`person${index}@crowd.example`],
    tags: index % 4 === 0 ? ['wholesale'] : [],
    orders:
      index % 2 === 0
        ? [
            {
              number: `L-${index}`,
              placedAt: Date.now() - index * DAY,
              currency: 'EUR',
              totalMinor: 1000 * (index + 1),
            },
          ]
        : [],
  }));
  ids = (await browser.call('customers.create', { actionId: actionId(), customers })).customerIds;
  const { fieldId } = await browser.call('fields.add', { actionId: actionId(), name: 'Shoe size', kind: 'number' });
  for (const [index, customerId] of ids.entries())
    if (index % 5 === 0)
      await browser.call('fields.set', { actionId: actionId(), customerId, fieldId, value: index % 2 ? 38 : 42 });
  page = await browser.openOwn('dashboard.html#/customers');
  await matching('40 customers');
  return () => browser.close();
});

describe('the list', () => {
  it('is filtered and put in order by a field of one’s own; a change to all of them is listed, done and taken back', async () => {
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await dialog().getByLabel('By').selectOption({ label: 'Shoe size' });
    await dialog().getByLabel('From').fill('40');
    await dialog().getByRole('button', { name: 'Apply' }).click();
    await matching('4 match');
    await page.getByRole('button', { name: 'Order', exact: true }).click();
    await page.getByRole('menuitemradio', { name: 'Shoe size' }).click();
    await page.getByRole('columnheader', { name: 'Shoe size' }).waitFor();
    expect(await page.getByRole('columnheader', { name: 'Shoe size' }).getAttribute('aria-sort')).toBe('descending');
    await page.getByRole('columnheader', { name: 'Customer' }).getByRole('button').press('Enter');
    await page.locator('thead th[aria-sort=ascending]', { hasText: 'Customer' }).waitFor();
    expect(await page.locator('tbody th').allInnerTexts()).toEqual(
      ['00', '10', '20', '30'].map((nth) => expect.stringContaining(`Person ${nth}`)),
    );

    await page.getByLabel('Select all that match').click();
    await page.getByRole('button', { name: 'Add tag' }).click();
    await dialog().getByLabel('Tag').fill('tall');
    await dialog().getByText('4 of 4 will change.').waitFor();
    await dialog().getByText('Whom it changes').click();
    expect((await dialog().locator('details li').allInnerTexts()).map((text) => text.slice(0, 9)).sort()).toEqual([
      ...['Person 00', 'Person 10', 'Person 20', 'Person 30'],
    ]);
    // Somebody else gets the size meanwhile: what was listed is no longer who would be changed.
    const [field] = await browser.call('fields.list', {});
    await browser.call('fields.set', {
      ...{ actionId: actionId(), customerId: ids[1] as CustomerId, fieldId: field?.id as never, value: 44 },
    });
    await dialog().getByRole('button', { name: 'Change 4 customers' }).click();
    await dialog().getByText('Nothing was done').waitFor();
    await dialog().getByRole('button', { name: 'Change 5 customers' }).click();
    await page.getByText('5 customers tagged').waitFor();
    const tall = async () => (await browser.call('customers.list', tagged('tall'))).total;
    expect(await tall()).toBe(5);
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await until('nobody tagged', async () => ((await tall()) === 0 ? true : undefined));
  });

  it('shows whom a line of the quality report is about', async () => {
    await page.getByRole('link', { name: 'Quality' }).click();
    await page.getByText('40 customers checked').waitFor();
    await page.getByRole('listitem').filter({ hasText: 'No name' }).getByRole('link', { name: 'Show 4' }).click();
    await matching('4 match');
    expect(await page.locator('tbody th').allInnerTexts()).toEqual(
      [9, 19, 29, 39].map(() => expect.stringContaining('@crowd.example')),
    );
  });

  it('gives a former value back from the history of a customer', async () => {
    const customerId = ids[3] as CustomerId;
    await browser.call('customers.update', { actionId: actionId(), customerId, field: 'company', value: 'Old Ltd' });
    await browser.call('customers.update', { actionId: actionId(), customerId, field: 'company', value: 'New Ltd' });
    await page.goto(page.url().replace(/#.*/, `#/customers/${customerId}`));
    await page.getByRole('button', { name: 'Put back Old Ltd' }).click();
    await until('put back', async () =>
      (await browser.call('customers.get', { customerId }))?.customer.company === 'Old Ltd' ? true : undefined,
    );
    await page.keyboard.press('Control+z');
    await until('taken back', async () =>
      (await browser.call('customers.get', { customerId }))?.customer.company === 'New Ltd' ? true : undefined,
    );
  });
});

describe('a segment', () => {
  it('is built of groups, counted at once, kept, worked through, exported, deleted and brought back', async () => {
    await page.getByRole('link', { name: 'Segments' }).click();
    await page.getByRole('button', { name: 'New segment' }).first().click();
    const total = (text: string) => page.locator('main [aria-busy] [role=status]', { hasText: text }).waitFor();
    await total('40 customers');
    await page.getByLabel('Name').fill('Buyers to greet');
    await page.getByLabel('Add a condition: Conditions').click();
    await dialog().getByLabel('By').selectOption({ label: 'Number of orders' });
    await dialog().getByLabel('From').fill('1');
    await dialog().getByRole('button', { name: 'Apply' }).click();
    await total('20 customers');
    await page.getByLabel('Add a group: Conditions').click();
    await page.getByLabel('Add a condition: Group 2').click();
    await dialog().getByLabel('wholesale').check();
    await dialog().getByRole('button', { name: 'Apply' }).click();
    await total('10 customers');
    await page.getByLabel('Add a condition: Group 2').click();
    await dialog().getByLabel('By').selectOption({ label: 'Shoe size' });
    await dialog().getByLabel('From').fill('40');
    await dialog().getByRole('button', { name: 'Apply' }).click();
    // Tagged: 0 4 8 … 36; of the size 42: 0 10 20 30.
    await total('12 customers');
    // What was not saved survives a reload.
    await page.reload();
    await total('12 customers');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const nav = page.getByRole('navigation', { name: 'Segments' });
    await nav.getByRole('link', { name: 'Buyers to greet 12' }).waitFor();

    await page.getByRole('button', { name: 'Work through' }).click();
    const bar = page.getByRole('region', { name: 'Work list' });
    await bar.getByText('1 of 12').waitFor();
    await page.getByRole('heading', { name: 'Person 00' }).waitFor();
    await bar.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('heading', { name: 'Person 04' }).waitFor();
    await page.keyboard.press('j');
    await bar.getByText('3 of 12').waitFor();
    await page.reload();
    await bar.getByText('3 of 12').waitFor();
    await bar.getByRole('button', { name: 'End the list' }).click();
    await bar.waitFor({ state: 'detached' });

    await page.getByRole('link', { name: 'Segments' }).click();
    await nav.getByRole('link', { name: /Buyers to greet/ }).click();
    await total('12 customers');
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    const coming = page.waitForEvent('download');
    await dialog()
      .getByRole('button', { name: /Export|Write|Save/ })
      .last()
      .click();
    const file = await readFile(await (await coming).path(), 'utf8');
    expect(file.trim().split('\n')).toHaveLength(13);

    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByText('“Buyers to greet” deleted').waitFor();
    await page.getByText('No segment yet').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await nav.getByRole('link', { name: /Buyers to greet/ }).waitFor();
    const console = (await page.evaluate(
      "regulars.segments.customers('buyers to greet').then((rows) => rows.map((row) => row.name))",
    )) as string[];
    expect(console).toHaveLength(12);
    expect(console.slice(0, 3)).toEqual(['Person 00', 'Person 04', 'Person 08']);
  });
});

const tagged = (tag: string) => ({
  ...{ sort: 'name' as const, descending: false, filter: '', offset: 0, limit: 1 },
  where: [{ attribute: 'tag', is: 'any-of' as const, values: [tag] }],
});
