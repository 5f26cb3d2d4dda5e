import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { dashboardStates } from '../../tests/view/dashboard-states.ts';
import { breaches, byName, mountState, unmountAll } from '../../tests/view/mount.tsx';
import { mountDashboardState, unmountPages } from '../../tests/view/mount-dashboard.tsx';
import { panelStates } from '../../tests/view/panel-states.ts';
import { id, weber } from '../../tests/view/sample-file.ts';
import { sampleValues } from '../../tests/view/sample-records.ts';

beforeEach(() => page.viewport(1200, 900));
afterEach(() => {
  unmountPages();
  unmountAll();
});

async function openSettings() {
  const { settings } = dashboardStates;
  if (!settings) throw new Error('settings');
  const mounted = await mountDashboardState(settings);
  await expect.poll(() => mounted.root.textContent).toContain('Shoe size');
  return mounted;
}
const dialog = (root: Element) => root.querySelector('dialog') as HTMLElement;
const field = (root: ParentNode, name: string) => byName(root, 'input, textarea, select', name) as HTMLInputElement;

describe('the settings of custom fields', () => {
  it('add a field of several choices after saying what is missing, by keyboard alone', async () => {
    const { root, background } = await openSettings();
    byName(root, 'main button', 'Add a field').focus();
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => document.activeElement?.tagName).toBe('INPUT');
    await userEvent.selectOptions(field(dialog(root), 'Kind'), 'choices');
    await userEvent.click(byName(dialog(root), 'footer button', 'Add a field'));
    await expect.poll(() => dialog(root).textContent).toContain('A field needs a name.');
    expect(dialog(root).textContent).toContain('At least one choice is needed');
    expect(await breaches(document.documentElement)).toEqual([]);
    expect(background.of('fields.add')).toEqual([]);

    await userEvent.fill(field(dialog(root), 'Name'), 'shoe SIZE');
    await expect.poll(() => dialog(root).textContent).toContain('There is a field of that name already.');
    await userEvent.fill(field(dialog(root), 'Name'), 'Interests');
    await userEvent.fill(field(dialog(root), 'Choice 1'), 'tea');
    await userEvent.keyboard('{Enter}');
    await userEvent.keyboard('cups{Enter}');
    await expect.poll(() => dialog(root).querySelectorAll('li').length).toBe(3);
    await userEvent.fill(field(dialog(root), 'Keep a value for'), '730');
    await userEvent.click(byName(dialog(root), 'footer button', 'Add a field'));
    await expect
      .poll(() => background.of('fields.add')[0])
      .toMatchObject({ name: 'Interests', kind: 'choices', choices: ['tea', 'cups'], keepDays: 730 });
    await expect.poll(() => root.querySelector('dialog')).toBeNull();
    expect(root.textContent).toContain('Field Interests added');
  });

  it('move a field by its buttons and say where it went', async () => {
    const { root, background } = await openSettings();
    byName(root, 'button', 'Move Shoe size up').focus();
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => background.of('fields.move')[0]).toMatchObject({ fieldId: id(602), to: 0 });
    await expect
      .poll(() => root.querySelector('p[role=status].sr-only')?.textContent)
      .toContain('is now number 1 of 7');
  });

  it('rename a choice under its id and leave one out', async () => {
    const { root, background } = await openSettings();
    await userEvent.click(byName(root, 'button', 'Edit 茶叶偏好 Tea'));
    await userEvent.fill(field(dialog(root), 'Choice 2'), 'Oolong tea');
    await userEvent.click(byName(dialog(root), 'button', 'Take out 普洱'));
    expect(field(dialog(root), 'Kind').disabled).toBe(true);
    await userEvent.click(byName(dialog(root), 'footer button', 'Save'));
    await expect
      .poll(() => background.of('fields.update')[0]?.choices)
      .toEqual([
        { id: id(621), label: '龙井' },
        { id: id(622), label: 'Oolong tea' },
      ]);
  });

  it('say before deleting how many values are hidden, and offer to archive instead', async () => {
    const { root, background } = await openSettings();
    await userEvent.click(byName(root, 'button', 'More about Shoe size'));
    await userEvent.click(byName(root, '[role=menu]:popover-open button', 'Delete'));
    await expect.poll(() => dialog(root).textContent).toContain('128 customers have a value in it');
    expect(await breaches(document.documentElement)).toEqual([]);
    await userEvent.click(byName(dialog(root), 'footer button', 'Archive'));
    await expect.poll(() => background.of('fields.update')[0]).toMatchObject({ archived: true });
    expect(background.of('fields.remove')).toEqual([]);
  });
});

describe('custom fields in the panel', () => {
  async function openProfile() {
    const { certain } = panelStates(weber);
    if (!certain?.profile || certain.profile === 'never' || !('customer' in certain.profile))
      throw new Error('certain');
    const profile = { ...certain.profile, custom: { ...sampleValues } };
    const mounted = await mountState({ ...certain, profile });
    await mounted.background.push({ event: 'page', context: certain.context as never, profile });
    await userEvent.keyboard('3');
    await expect.poll(() => mounted.root.textContent).toContain('Shoe size');
    return mounted;
  }
  const edit = async (root: Element, name: string) => {
    await userEvent.click(byName(root, 'button', `Edit ${name}`));
  };

  it('are brought with their texts when the profile is opened, archived ones with a value too', async () => {
    const { root } = await openProfile();
    for (const text of ['龙井, 普洱', '38.5', '¥12,800', 'Mar 31, 2027', 'Yes', 'meili.example', 'Archived'])
      expect(root.textContent).toContain(text);
    expect(root.textContent).not.toMatch(/fields\.|history\.[a-z]/);
    expect(await breaches(document.documentElement)).toEqual([]);
  });

  it('say why a value cannot be kept, keep what was typed, and save it once it can', async () => {
    const { root, background } = await openProfile();
    await edit(root, 'Shoe size');
    await userEvent.fill(field(root, 'Shoe size'), 'forty');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => root.textContent).toContain('A number, as 42');
    expect(field(root, 'Shoe size').getAttribute('aria-invalid')).toBe('true');
    expect(await breaches(document.documentElement)).toEqual([]);
    await userEvent.fill(field(root, 'Shoe size'), '1,040.5');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => background.of('fields.set')[0]).toMatchObject({ fieldId: id(602), value: 1040.5 });
    await expect.poll(() => document.activeElement?.getAttribute('aria-label')).toBe('Edit Shoe size');
  });

  it('save amounts with their currency, days, choices and yes or no as what they are', async () => {
    const { root, background } = await openProfile();
    await edit(root, '年度预算');
    await userEvent.fill(field(root, '年度预算'), 'USD 19.99');
    await userEvent.keyboard('{Enter}');
    await edit(root, '茶叶偏好 Tea');
    await userEvent.click(byName(root, 'label', 'Oolong'));
    await edit(root, 'Newsletter');
    await userEvent.selectOptions(field(root, 'Newsletter'), 'no');
    await userEvent.keyboard('{Enter}');
    await expect
      .poll(() => background.of('fields.set').map(({ value }) => value))
      .toEqual([{ amountMinor: 1999, currency: 'USD' }, [id(621), id(622), id(623)], false]);
  });

  it('put the old value back on Escape, and clear a value that was emptied', async () => {
    const { root, background } = await openProfile();
    await edit(root, 'Shoe size');
    await userEvent.fill(field(root, 'Shoe size'), '50');
    await userEvent.keyboard('{Escape}');
    expect(root.textContent).toContain('38.5');
    expect(background.of('fields.set')).toEqual([]);
    await edit(root, 'Shoe size');
    await userEvent.clear(field(root, 'Shoe size'));
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => background.of('fields.set')[0]).toMatchObject({ value: null });
  });
});
