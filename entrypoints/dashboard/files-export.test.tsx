import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { LANGUAGES } from '../../lib/domain/settings.ts';
import { EXPORT_KINDS } from '../../lib/messaging/file-work.ts';
import { customerHash } from '../../tests/view/dashboard-states.ts';
import { startFileWork } from '../../tests/view/file-work.ts';
import { byName } from '../../tests/view/mount.tsx';
import { mountDashboardState, unmountPages } from '../../tests/view/mount-dashboard.tsx';
import { li } from '../../tests/view/sample-file.ts';

beforeEach(() => page.viewport(1200, 860));
afterEach(unmountPages);

const press = (root: HTMLElement, name: string) => userEvent.click(byName(root, 'button', name));

async function onExport(options: Parameters<typeof mountDashboardState>[1] = {}) {
  const mounted = await mountDashboardState({ hash: '#/files' }, options);
  await userEvent.click(byName(mounted.root, '[role=tab]', 'Export'));
  return mounted;
}

describe('the export page', () => {
  it('writes what is chosen and hands it to the downloads under a name that says what and when', async () => {
    const { root, saved } = await onExport();
    await press(root.querySelector('[role=tabpanel]') as HTMLElement, 'Export');
    await expect.poll(() => saved.length, { timeout: 10_000 }).toBe(1);
    expect(saved[0]?.name).toMatch(/^Customers-\d{4}-\d\d-\d\d\.csv$/);
    const [header, ...rows] = ((await saved[0]?.file.text()) ?? '').split('\r\n');
    expect(header).toMatch(/^\ufeff?ID,Name,Company,Email,Phone,/);
    expect(rows[0]).toContain(li.name);
  });

  it('guards text that could be a formula and leaves amounts as numbers', async () => {
    const { root, saved } = await onExport();
    await userEvent.click(root.querySelectorAll<HTMLElement>('input[type=radio]')[1] as HTMLElement);
    await press(root.querySelector('[role=tabpanel]') as HTMLElement, 'Export');
    await expect.poll(() => saved.length, { timeout: 10_000 }).toBe(1);
    const text = (await saved[0]?.file.text()) ?? '';
    expect(text).toContain(`"'=HYPERLINK(""x"")"`);
    expect(text).toContain(',128.50,CNY,');
    // What belongs to the whole order stands in its first row alone.
    expect(text.split('128.50').length - 1).toBe(2);
  });

  it('says what is wrong, and can be cancelled', async () => {
    const { root, background, saved, asksBeforeLeaving } = await onExport();
    background.answer({ 'export.people': () => ({ type: 'storage-failed' }) });
    await press(root.querySelector('[role=tabpanel]') as HTMLElement, 'Export');
    await expect.poll(() => root.querySelector('[role=alert]')?.textContent).toContain('database did not answer');
    background.answer({ 'export.people': () => new Promise(() => {}) });
    await press(root.querySelector('[role=tabpanel]') as HTMLElement, 'Export');
    await expect.poll(() => root.querySelector('progress')).not.toBeNull();
    // Once before the failure, and once that is not answered.
    await expect.poll(() => background.of('export.people').length).toBe(2);
    expect(asksBeforeLeaving()).toBe(true);
    await press(root, 'Cancel');
    await expect.poll(() => root.querySelector('progress')).toBeNull();
    expect(saved).toEqual([]);
  });

  it("downloads one customer's data to read and as data", async () => {
    const { root, saved } = await mountDashboardState({ hash: customerHash });
    await press(root, 'To read (.txt)');
    await press(root, 'For programs (.json)');
    await expect.poll(() => saved.length).toBe(2);
    const text = (await saved[0]?.file.text()) ?? '';
    expect(text).toContain(li.name);
    expect(text).toContain('T-10423');
    expect(text).toContain('2 × 龙井 250 g');
    expect(text).not.toMatch(/[\u2066-\u2069]|undefined|\{\w+\}/);
    const data = JSON.parse((await saved[1]?.file.text()) ?? '');
    expect(data).toMatchObject({ format: 'regulars-person', orders: [{ number: 'T-10423', lines: [{}, {}] }] });
    expect(data.provenance.name).toBeDefined();
  });
});

describe('an exported file', () => {
  it.each(LANGUAGES)('in %s says with its own headers which column is which', async (language) => {
    const { api } = await mountDashboardState({ hash: '#/files' }, { language });
    const wanted = {
      'customers.csv': ['name', 'company', 'email', 'phone', 'address', 'birthday', 'sex', 'language', 'tags', 'note'],
      'customers.xlsx': ['name', 'email', 'phone'],
      'orders.csv': ['name', 'email', 'phone'],
      'orders.xlsx': ['name'],
    } as const;
    for (const [kind, names] of Object.entries(wanted)) {
      const work = startFileWork();
      const found = await work.open({ file: await api.export(kind as 'customers.csv') });
      work.close();
      if (!found.ok || found.value.kind !== 'table') throw new Error(kind);
      const guessed = new Set<string>(found.value.guesses.map(({ target }) => target));
      const isOrders = kind.startsWith('orders');
      const targets = [
        ...names.map((name) => `customer.${name}`),
        ...(isOrders ? ['number', 'placedAt', 'total', 'currency', 'status'].map((name) => `order.${name}`) : []),
        ...(isOrders ? ['sku', 'name', 'quantity', 'unitPrice'].map((name) => `line.${name}`) : []),
      ];
      expect(
        targets.filter((target) => !guessed.has(target)),
        kind,
      ).toEqual([]);
    }
  });

  it('is made for every kind, with everybody in it', async () => {
    const { api } = await mountDashboardState({ hash: '#/files' });
    for (const kind of EXPORT_KINDS) {
      const file = await api.export(kind);
      expect(file.size, kind).toBeGreaterThan(100);
      if (!kind.endsWith('.xlsx')) expect(await file.text(), kind).toContain(li.name);
    }
    await expect(api.export('customers.doc' as 'notes.csv')).rejects.toMatchObject({ name: 'bad-request' });
  });
});
