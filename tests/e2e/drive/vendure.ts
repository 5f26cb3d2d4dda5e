import type { Page } from 'playwright';

export interface VendureBed {
  /** Origin, without a slash at the end. */
  readonly origin: string;
  readonly user: string;
  readonly password: string;
}

/** Logs in and waits until the console has left its login page. */
export async function login(page: Page, bed: VendureBed): Promise<void> {
  await page.goto(`${bed.origin}/admin/login`);
  await page.fill('input[name=username]', bed.user);
  await page.fill('input[name=password]', bed.password);
  await page.click('button[type=submit]');
  await page.waitForURL((url) => !url.pathname.endsWith('/login'));
}

/** A fresh load; in-app through the list, as a person goes; in-app straight from one record to the next. */
type Way = 'load' | 'in-app' | 'direct';

/** Follows a path inside the running console, as its own links do: pushState, same document. */
async function follow(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate', { state: {} }));
  }, path);
}

/** Opens an order and waits until the page shows its id and its lines. */
export async function openOrder(page: Page, bed: VendureBed, id: string, how: Way = 'load'): Promise<void> {
  const path = `/admin/orders/${id}`;
  if (how === 'in-app') {
    await follow(page, '/admin/orders');
    await page.waitForSelector('vdr-order-list');
  }
  await (how === 'load' ? page.goto(bed.origin + path) : follow(page, path));
  await recordShown(page, id);
  await page.locator('#order-detail-list tr.total').waitFor();
  await page.locator('vdr-timeline-entry').nth(2).waitFor();
}

/** Opens a customer and waits until the page shows its id. */
export async function openCustomer(page: Page, bed: VendureBed, id: string, how: Way = 'load'): Promise<void> {
  const path = `/admin/customer/customers/${id}`;
  if (how === 'in-app') {
    await follow(page, '/admin/customer/customers');
    await page.waitForSelector('vdr-customer-list');
  }
  await (how === 'load' ? page.goto(bed.origin + path) : follow(page, path));
  await recordShown(page, id);
}

async function recordShown(page: Page, id: string): Promise<void> {
  await page.waitForFunction(
    (wanted) =>
      document.querySelector('vdr-page-entity-info .property:first-child .value')?.textContent?.trim() === wanted,
    id,
  );
}

/** Opens the order list. @param query as `?perPage=100` */
export async function openOrderList(page: Page, bed: VendureBed, query = ''): Promise<void> {
  await page.goto(`${bed.origin}/admin/orders${query}`);
  await page.waitForSelector('vdr-data-table-2 tbody tr a[href*="/orders/"]');
}

/** Opens the customer list. */
export async function openCustomerList(page: Page, bed: VendureBed, query = ''): Promise<void> {
  await page.goto(`${bed.origin}/admin/customer/customers${query}`);
  await page.waitForSelector('vdr-data-table-2 tbody tr a[href*="/customers/"]');
}
