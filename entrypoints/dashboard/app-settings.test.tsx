import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { CustomerId } from '../../lib/domain/ids.ts';
import { dashboardBackground, dashboardStates } from '../../tests/view/dashboard-states.ts';
import { breaches, byName } from '../../tests/view/mount.tsx';
import { mountDashboardState, unmountPages } from '../../tests/view/mount-dashboard.tsx';
import { id } from '../../tests/view/sample-file.ts';
import { sampleFields } from '../../tests/view/sample-records.ts';

beforeEach(() => page.viewport(1200, 860));
afterEach(unmountPages);

const { settings, sites } = dashboardStates;
const fresh = dashboardStates['settings-fresh'];
if (!settings || !sites || !fresh) throw new Error('states');

it('the language and the colours change at once, and are saved', async () => {
  const { root, background } = await mountDashboardState(settings);
  await userEvent.selectOptions(byName(root, 'select', 'Language'), 'zh-TW');
  await expect.poll(() => root.querySelector('h1')?.textContent).toBe('設定');
  expect(document.documentElement.lang).toBe('zh-TW');
  await userEvent.selectOptions(byName(root, 'select', '配色'), 'dark');
  await expect.poll(() => document.documentElement.dataset.theme).toBe('dark');
  expect(background.of('settings.set').map((asked) => asked.settings)).toEqual([
    { language: 'zh-TW' },
    { theme: 'dark' },
  ]);
});

it('a setting that cannot be saved goes back to what it was and says why', async () => {
  const { root, background } = await mountDashboardState(settings);
  background.answer({ 'settings.set': () => ({ type: 'storage-full' }) });
  const badges = byName(root, 'input', 'Badges in lists') as HTMLInputElement;
  await userEvent.click(badges);
  await expect.poll(() => root.querySelector('[role=alert]')?.textContent).toContain('The disk is full');
  expect(badges.checked).toBe(true);
});

it.each([
  ['backup', 'Backed up: '],
  ['backup-none', 'No backup yet'],
  ['backup-trouble', 'The last backup did not work'],
])('how the backups stand is a line that leads to them: %s', async (state, words) => {
  const of = dashboardStates[state];
  if (!of) throw new Error(state);
  const { root } = await mountDashboardState({ ...of, hash: '#/settings' });
  const line = () => [...root.querySelectorAll('main [role=status]')].find((one) => one.querySelector('a'));
  await expect.poll(() => line()?.textContent).toContain(words);
  expect(line()?.querySelector('a')?.getAttribute('href')).toBe('#/backup');
  expect(await breaches(root)).toEqual([]);
});

it('own addresses take addresses and whole domains, and nothing else', async () => {
  const { root, background } = await mountDashboardState(settings);
  const form = byName(root, 'form', 'Your own and colleagues’ addresses');
  const field = form.querySelector('input') as HTMLInputElement;
  for (const bad of ['nobody', 'a b@c.example', 'a@b@c.example', '@', 'x@nodot']) {
    await userEvent.fill(field, bad);
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => form.textContent, { message: bad }).toContain('Needs an address with an @');
  }
  expect(background.of('settings.set')).toEqual([]);
  await userEvent.fill(field, ' Bob@Shop.Example ');
  await userEvent.keyboard('{Enter}');
  await userEvent.fill(field, 'other.example');
  await userEvent.keyboard('{Enter}');
  await expect
    .poll(() => background.of('settings.set').at(-1)?.settings)
    .toEqual({ ownAddresses: ['ann@shop.example', '@shop.example', 'bob@shop.example', '@other.example'] });
});

it('an address taken off the never list can be put back', async () => {
  const { root, background } = await mountDashboardState(settings);
  await userEvent.click(byName(root, 'button', 'Remove tax@bureau.example'));
  await expect.poll(() => background.of('settings.set').at(-1)?.settings).toEqual({ neverList: [] });
  await userEvent.click(byName(root, '[role=status] button', 'Undo'));
  await expect
    .poll(() => background.of('settings.set').at(-1)?.settings)
    .toEqual({ neverList: ['tax@bureau.example'] });
});

it('the region of phone numbers can be chosen and taken back', async () => {
  const { root, background } = await mountDashboardState(settings);
  const region = byName(root, 'select', 'Region of phone numbers');
  await userEvent.selectOptions(region, 'TW');
  await expect.poll(() => background.of('settings.set').at(-1)?.settings).toEqual({ region: 'TW' });
  await userEvent.selectOptions(region, '');
  await expect.poll(() => background.of('settings.set').at(-1)?.settings).toEqual({ region: '' });
});

it('the browser is asked to keep the data, and its answer is told as it is', async () => {
  const persist = vi.fn(async () => false);
  const { root, background } = await mountDashboardState(fresh, { persist });
  expect(root.textContent).toContain('may delete this data');
  await userEvent.click(byName(root, 'button', 'Ask the browser to keep it'));
  await expect.poll(() => root.textContent).toContain('The browser said no.');
  const { stats } = await import('../../tests/view/sample-file.ts');
  background.answer({ 'store.stats': () => ({ ...stats, persisted: true }) });
  persist.mockResolvedValue(true);
  await userEvent.click(byName(root, 'button', 'Ask the browser to keep it'));
  await expect.poll(() => root.textContent).toContain('keeps this data even when');
  expect(root.textContent).not.toContain('Ask the browser');
});

it('what is recorded on a site is chosen there, and a grant is taken back after saying what that does', async () => {
  const { root, background } = await mountDashboardState(sites);
  const row = byName(root, 'li', 'mail.shop.example');
  await userEvent.click(byName(row, 'label', 'Only when I say so'));
  await expect
    .poll(() => background.of('sites.setRecording')[0])
    .toMatchObject({ origin: 'https://mail.shop.example', recording: 'ask' });
  await userEvent.click(byName(root, 'button', 'Revoke access to mail.shop.example'));
  await expect.poll(() => root.querySelector('dialog')?.textContent).toContain('leave every open page of this site');
  expect(background.of('sites.revoke')).toEqual([]);
  background.answer({ 'sites.list': () => [] });
  await userEvent.click(byName(root, 'dialog footer button.danger, dialog footer button:last-child', 'Revoke'));
  await expect.poll(() => root.textContent).toContain('No site is allowed yet');
  expect(background.of('sites.revoke')).toEqual([{ origin: 'https://mail.shop.example' }]);
});

it('a grant given elsewhere shows by itself', async () => {
  const { root, background, grantsChanged } = await mountDashboardState({ hash: '#/sites', sites: 'none' });
  background.answer({ 'sites.list': () => [{ origin: 'https://new.example' }] });
  grantsChanged();
  await expect.poll(() => root.textContent).toContain('new.example');
  expect(root.textContent).toContain('Not chosen yet');
});

it('the sites that work at once are named', async () => {
  const { root } = await mountDashboardState(sites);
  expect(root.textContent).toContain('Roundcube');
  expect(root.textContent).toContain('Vendure');
});

it('a customer’s page is the panel’s own parts, kept up with every change', async () => {
  const { root, background } = await mountDashboardState({ hash: `#/customers/${id(2)}` });
  expect(root.textContent).toContain('Jonas Weber');
  for (const title of ['Notes', 'Timeline', 'Why 86 points', 'Details', 'Contacts and accounts', 'History'])
    byName(root, 'h3', title);
  expect(document.title).toBe('Jonas Weber · Regulars');
  background.answer({ 'customers.get': () => null });
  background.push({ event: 'changed', actionId: id(5), tables: ['customers'], customerIds: [id<CustomerId>(2)] });
  await expect.poll(() => root.querySelector('[role=alert]')?.textContent).toContain('No longer there');
});

it('what scores are worked out under is kept when a field is left, and refused with a reason when it makes no sense', async () => {
  const { root, background } = await mountDashboardState(settings);
  // The part of the page comes when it is needed.
  await expect.poll(() => root.textContent).toContain('Margin in per cent');
  const section = byName(root, 'input', 'Margin in per cent').closest('section') as HTMLElement;
  const kept = () => background.of('settings.set').map((asked) => asked.settings);
  await userEvent.fill(byName(section, 'input', 'Margin in per cent'), '130');
  await userEvent.tab();
  await expect.poll(() => section.textContent).toContain('Please enter a number from 0 to 100.');
  expect(kept()).toEqual([]);
  await userEvent.fill(byName(section, 'input', 'Margin in per cent'), '32,5');
  await userEvent.tab();
  await userEvent.fill(byName(section, 'input', 'Look ahead, in days'), '1.5');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => section.textContent).toContain('Please enter a whole number from 1 to 730.');
  await userEvent.fill(byName(section, 'input', 'Look ahead, in days'), '45');
  await userEvent.keyboard('{Enter}');
  await userEvent.selectOptions(byName(section, 'select', 'Time zone of the shop'), 'Asia/Shanghai');
  await userEvent.fill(byName(section, 'input', 'Orders on file begin on'), '2024-05-01');
  const [field] = sampleFields;
  if (!field) throw new Error('no field');
  await expect.poll(() => section.textContent).toContain('Field that says who sent a customer');
  await userEvent.selectOptions(byName(section, 'select', 'Field that says who sent a customer'), field.name);
  await expect
    .poll(kept)
    .toEqual([
      { marginPercent: 32.5 },
      { horizonDays: 45 },
      { timeZone: 'Asia/Shanghai' },
      { historyBegins: '2024-05-01' },
      { referralField: field.id },
    ]);
  expect(await breaches(section)).toEqual([]);
});

it('the currency that amounts are told in is the one they are worked out in, not the one most customers have', async () => {
  const state = { ...settings, hash: '#/settings' };
  const background = dashboardBackground(state, 'en', 'light');
  const none = { tag: [], source: [], cohort: [], again: [], custom: {} };
  const currency = [
    { value: 'EUR', count: 40 },
    { value: 'CNY', count: 30 },
  ];
  background.answer({ 'filters.values': () => ({ ...none, currency }) });
  const { root } = await mountDashboardState(state, { background });
  const chosen = () =>
    root.querySelector('main') &&
    byName(root, 'select', 'Currency of all amounts').querySelector('option')?.textContent;
  // Nobody has counted purchases yet.
  await expect.poll(() => root.textContent).toContain('Currency of all amounts');
  await expect.poll(() => background.of('filters.values').length).toBe(1);
  expect(chosen()).toBe('The most frequent one on file');
  background.answer({ 'filters.values': () => ({ ...none, currency, base: 'CNY' }) });
  background.push({ event: 'changed', actionId: id(5), tables: ['scores'], customerIds: 'many' });
  await expect.poll(chosen).toBe('The most frequent one on file · CNY');
  expect(root.textContent).toContain('1 EUR in CNY');
  expect(root.textContent).not.toContain('1 CNY in');
  // While the shop has chosen another, which one is the commonest is not known.
  background.answer({ 'filters.values': () => ({ ...none, currency, base: 'EUR' }) });
  await userEvent.selectOptions(byName(root, 'select', 'Currency of all amounts'), 'EUR · Euro');
  await expect.poll(chosen).toBe('The most frequent one on file');
  await expect.poll(() => root.textContent).toContain('1 CNY in EUR');
});
