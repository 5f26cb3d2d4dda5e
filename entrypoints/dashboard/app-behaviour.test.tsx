import { afterEach, beforeEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { CustomerId } from '../../lib/domain/ids.ts';
import type { CustomerRow } from '../../lib/domain/profile.ts';
import { customerHash, dashboardStates } from '../../tests/view/dashboard-states.ts';
import { listPage, rowAt } from '../../tests/view/list-states.ts';
import { byName, painted } from '../../tests/view/mount.tsx';
import { mountDashboardState, unmountPages } from '../../tests/view/mount-dashboard.tsx';
import { id } from '../../tests/view/sample-file.ts';

beforeEach(() => page.viewport(1200, 860));
afterEach(unmountPages);

const many = { hash: '#/customers', customers: 10_000 } as const;
const rowsOf = (root: HTMLElement) => [...root.querySelectorAll<HTMLElement>('tbody tr')];
const focused = () => document.activeElement?.textContent;
const undone = { actionId: id<never>(1), undone: id<never>(2), action: 'notes.add', kept: 0 };

it('ten thousand customers are one table of which only the rows in view are in the document', async () => {
  const { root, background } = await mountDashboardState(many);
  expect(root.querySelector('table')?.getAttribute('aria-rowcount')).toBe('10001');
  expect(rowsOf(root).length).toBeGreaterThan(15);
  expect(rowsOf(root).length).toBeLessThan(60);
  expect(background.of('customers.list').length).toBe(1);
  const scroller = root.querySelector('table')?.parentElement?.parentElement as HTMLElement;
  scroller.scrollTop = 5000 * 40;
  await expect.poll(() => rowsOf(root).some((row) => row.textContent?.includes(rowAt(5000).name))).toBe(true);
  expect(background.of('customers.list').every((query) => query.limit === 100)).toBe(true);
  expect(background.of('customers.list').length).toBeLessThan(6);
});

it('a column title sorts, says so, and turns the list round when pressed again', async () => {
  const { root, background } = await mountDashboardState(many);
  const title = byName(root, 'th button', 'Net revenue');
  await userEvent.click(title);
  await expect.poll(() => background.of('customers.list').at(-1)).toMatchObject({ sort: 'net', descending: true });
  expect(title.closest('th')?.getAttribute('aria-sort')).toBe('descending');
  await userEvent.click(title);
  await expect.poll(() => background.of('customers.list').at(-1)).toMatchObject({ sort: 'net', descending: false });
  expect(title.closest('th')?.getAttribute('aria-sort')).toBe('ascending');
  expect(root.querySelectorAll('th[aria-sort]').length).toBe(1);
});

it('the keyboard alone filters, walks the list, opens a customer and comes back to the same row', async () => {
  const { root, clock } = await mountDashboardState(many);
  await userEvent.keyboard('/');
  await expect.poll(() => (document.activeElement as HTMLInputElement).type).toBe('search');
  await userEvent.keyboard('Weber');
  clock.advance(200);
  await expect.poll(() => root.querySelector('header [role=status]')?.textContent).toContain('1,250 match');
  await userEvent.keyboard('{ArrowDown}');
  await expect.poll(focused).toBe('Jonas Weber');
  await userEvent.keyboard('{ArrowDown}');
  await expect.poll(focused).toBe('Jonas Weber 9');
  await userEvent.keyboard('{End}');
  await expect.poll(focused).toBe('Jonas Weber 9993');
  expect(root.querySelectorAll('tbody a[tabindex="0"]').length).toBe(1);
  await userEvent.keyboard('{Home}{ArrowDown}');
  await expect.poll(focused).toBe('Jonas Weber 9');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => location.hash).toBe(`#/customers/${rowAt(9).id}`);
  history.back();
  await expect.poll(() => root.querySelector('tbody a[tabindex="0"]')?.textContent).toBe('Jonas Weber 9');
});

it('"/" works from every page, and is a letter in a text field or when single keys are off', async () => {
  const { root } = await mountDashboardState({ hash: '#/about', customers: 10 });
  await userEvent.keyboard('/');
  await expect.poll(() => (document.activeElement as HTMLInputElement | null)?.type).toBe('search');
  await userEvent.keyboard('a/b?');
  expect((document.activeElement as HTMLInputElement).value).toBe('a/b?');
  expect(root.querySelector('dialog')).toBeNull();
  unmountPages();
  const { root: quiet } = await mountDashboardState({ hash: '#/about', settings: { singleKeys: false } });
  await userEvent.keyboard('?/');
  await painted();
  expect(quiet.querySelector('dialog')).toBeNull();
  expect(location.hash).toBe('#/about');
});

it('"?" lists the keys, and Ctrl+Z takes back the last action outside text fields', async () => {
  const { root, background } = await mountDashboardState({ hash: '#/customers', customers: 10 });
  background.answer({ 'history.undo': () => undone });
  await userEvent.keyboard('{Control>}z{/Control}');
  await expect.poll(() => root.textContent).toContain('Undone');
  byName(root, 'input', 'Filter customers').focus();
  await userEvent.keyboard('a{Control>}z{/Control}');
  expect(background.of('history.undo').length).toBe(1);
  (document.activeElement as HTMLElement).blur();
  await userEvent.keyboard('?');
  await expect.poll(() => root.querySelector('dialog')?.textContent).toContain('Filter the list');
});

it('a click anywhere on a row opens the customer', async () => {
  const { root } = await mountDashboardState({ hash: '#/customers', customers: 10 });
  await userEvent.click(rowsOf(root)[3]?.querySelector('td:nth-of-type(3)') as HTMLElement);
  await expect.poll(() => location.hash).toBe(`#/customers/${rowAt(3).id}`);
});

it('an unknown figure is a dash with its reason, never a zero', async () => {
  const { root } = await mountDashboardState({ hash: '#/customers', customers: 10 });
  const row = rowsOf(root).find((entry) => entry.textContent?.includes(rowAt(6).name)) as HTMLElement;
  const dash = row.querySelector('td:nth-of-type(6) [data-tip]') as HTMLElement;
  expect(dash.textContent).toBe('—Unknown');
  await userEvent.hover(dash);
  await expect.poll(() => root.querySelector('[popover]:popover-open')?.textContent).toBe('No paid order on file yet.');
});

it('an empty file offers the sample, says when it is in, and takes it out again as one action', async () => {
  const { root, background, memory } = await mountDashboardState({ hash: '#/customers', customers: 0 });
  expect(root.textContent).toContain('No customers on file yet');
  background.answer({ 'customers.list': listPage(28) });
  await userEvent.click(byName(root, 'button', 'Load sample data'));
  await expect.poll(() => root.textContent).toContain('Sample data is on file.');
  const [asked] = background.of('customers.create') as { sample?: boolean; customers: unknown[] }[];
  expect(asked?.sample).toBe(true);
  expect(asked?.customers.length).toBeGreaterThan(25);
  await userEvent.click(byName(root, 'button', 'Remove sample data'));
  await expect.poll(() => root.textContent).not.toContain('Sample data is on file.');
  expect(background.of('history.undo')[0]?.undo).toBe(id(900));
  expect(memory.size).toBe(0);
});

it('a filter that nothing fits says so and can be cleared', async () => {
  const { root, clock } = await mountDashboardState({ hash: '#/customers', customers: 10 });
  await userEvent.fill(byName(root, 'input', 'Filter customers'), 'zzz');
  clock.advance(200);
  await expect.poll(() => root.textContent).toContain('Nobody matches “zzz”');
  await userEvent.click(byName(root, 'button', 'Clear the filter'));
  clock.advance(200);
  await expect.poll(() => rowsOf(root).length).toBe(10);
});

it('a new customer needs something to be known by, and nothing that cannot be kept is sent', async () => {
  const { root, background } = await mountDashboardState({ hash: '#/customers', customers: 10 });
  await userEvent.click(byName(root, 'button', 'New customer'));
  await userEvent.click(byName(root, 'dialog button', 'Add customer'));
  await expect.poll(() => root.querySelector('dialog')?.textContent).toContain('A name, an email or a phone number');
  await userEvent.fill(byName(root, 'dialog input', 'Email'), 'not an address');
  await userEvent.fill(byName(root, 'dialog input', 'Phone'), 'call me');
  await expect.poll(() => root.querySelectorAll('dialog [aria-invalid]').length).toBe(2);
  expect(background.of('customers.create')).toEqual([]);
  await userEvent.fill(byName(root, 'dialog input', 'Email'), ' ann@new.example ');
  await userEvent.fill(byName(root, 'dialog input', 'Phone'), '+86 139 0000 0102');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => location.hash).toBe(`#/customers/${id(1)}`);
  expect(background.of('customers.create')[0]?.customers).toEqual([
    { name: '', company: '', emails: ['ann@new.example'], phones: ['+86 139 0000 0102'] },
  ]);
});

it('a customer is deleted after a question, and the list says how to take it back', async () => {
  const { root, background } = await mountDashboardState({ hash: customerHash, customers: 10 });
  await userEvent.click(byName(root, 'button', 'Delete customer'));
  expect(background.of('customers.remove')).toEqual([]);
  await userEvent.click(byName(root, 'dialog footer button', 'Delete customer'));
  await expect.poll(() => location.hash).toBe('#/customers');
  expect(background.of('customers.remove')[0]?.customerId).toBe(id(1));
  byName(root, '[role=status] button', 'Undo');
});

it('what others change is seen without asking', async () => {
  const { root, background } = await mountDashboardState({ hash: '#/customers', customers: 10 });
  background.answer({ 'customers.list': listPage(12) });
  background.push({ event: 'changed', actionId: id(5), tables: ['customers'], customerIds: [id<CustomerId>(1011)] });
  await expect.poll(() => rowsOf(root).length).toBe(12);
});

it('a failed list says what to do and comes with the next try', async () => {
  const failed = dashboardStates['customers-failed'];
  if (!failed) throw new Error('state');
  const { root, background } = await mountDashboardState(failed);
  expect(root.querySelector('[role=alert]')?.textContent).toContain('The database did not answer');
  background.answer({ 'customers.list': listPage(3) });
  await userEvent.click(byName(root, '[role=alert] button', 'Try again'));
  await expect.poll(() => rowsOf(root).length).toBe(3);
  expect(root.querySelector('main [role=alert]')).toBeNull();
});

const PAYLOADS = [
  '<img src=x onerror="window.__hostile__()">',
  '"><iframe srcdoc="<script>parent.__hostile__()</script>"></iframe>',
  'javascript:window.__hostile__()',
  '<style>@import "https://attacker.example/x.css"</style>',
  '\u202Etxt.exe<b>\u2066',
  'سلة Donaudampfschifffahrtsgesellschaft '.repeat(260),
];

it.each(PAYLOADS)(
  'nothing is made of a hostile text in the list, and the row keeps its height: %#',
  async (payload) => {
    let alarms = 0;
    Object.assign(window, { __hostile__: () => (alarms += 1) });
    const row: CustomerRow = { ...rowAt(0), name: payload, company: payload, email: payload, tags: [payload] };
    const state = { hash: '#/customers', customers: 1 };
    const { root, background } = await mountDashboardState(state);
    background.answer({ 'customers.list': () => ({ rows: [row], total: 1 }) });
    background.push({ event: 'changed', actionId: id(5), tables: ['customers'], customerIds: [row.id] });
    await expect.poll(() => root.querySelector('tbody a')?.textContent).toBe(payload.slice(0, 200));
    // Where the pointer rests a tip of the row before may stand.
    await userEvent.hover(root.querySelector('h1') as HTMLElement);
    await userEvent.hover(root.querySelector('tbody a bdi') as HTMLElement);
    await painted();
    expect(root.querySelectorAll('script, img, iframe, style, link, object').length).toBe(0);
    expect([...root.querySelectorAll('a')].every((link) => link.getAttribute('href')?.startsWith('#/'))).toBe(true);
    expect(rowsOf(root)[0]?.getBoundingClientRect().height).toBeLessThan(42);
    expect(alarms).toBe(0);
  },
);

it.each(['#/backup', `#/customers/${id(1)}`])('%s scrolls within its frame and never the window', async (hash) => {
  await page.viewport(1200, 300);
  const { root } = await mountDashboardState({ hash });
  await expect.poll(() => root.querySelectorAll('main .sr-only').length).toBeGreaterThan(0);
  const main = root.querySelector('main') as HTMLElement;
  expect(main.scrollHeight).toBeGreaterThan(main.clientHeight);
  expect(document.documentElement.scrollHeight).toBe(300);
});
