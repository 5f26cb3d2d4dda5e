import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { dashboardStates } from '../../tests/view/dashboard-states.ts';
import { breaches, byName } from '../../tests/view/mount.tsx';
import { mountDashboardState, unmountPages } from '../../tests/view/mount-dashboard.tsx';
import { id } from '../../tests/view/sample-file.ts';

beforeEach(() => page.viewport(1200, 900));
afterEach(unmountPages);

async function open(name: 'trash' | 'activity' | 'trash-failed', language: 'en' | 'zh-CN' = 'en') {
  const state = dashboardStates[name];
  if (!state) throw new Error(name);
  return mountDashboardState(state, { language });
}

describe('the trash page', () => {
  it('restores one thing in one click, with a word and a way back', async () => {
    const { root, background } = await open('trash');
    await userEvent.click(byName(root, 'button', 'Restore Jonas Weber'));
    await expect.poll(() => background.of('trash.restore')[0]?.keys).toEqual(['notes/1']);
    await expect.poll(() => root.textContent).toContain('1 thing restored');
    await userEvent.click(byName(root, 'section button', 'Undo'));
    await expect.poll(() => background.of('history.undo').length).toBe(1);
  });

  it('restores what is selected, by keyboard', async () => {
    const { root, background } = await open('trash');
    byName(root, 'input', 'Select Shoe size').focus();
    await userEvent.keyboard(' ');
    byName(root, 'input', 'Select T-10423').focus();
    await userEvent.keyboard(' ');
    await expect.poll(() => root.textContent).toContain('2 selected');
    expect(await breaches(document.documentElement)).toEqual([]);
    const buttons = [...root.querySelectorAll<HTMLElement>('main button')];
    await userEvent.click(buttons.find((button) => button.textContent === 'Restore') as HTMLElement);
    await expect.poll(() => background.of('trash.restore')[0]?.keys).toEqual(['notes/3', 'notes/5']);
  });

  it.each([
    ['en', 'delete', 'Empty the trash'],
    ['zh-CN', '删除', '清空回收站'],
  ] as const)(
    'in %s deletes for good only after the word "%s" was typed, and says what goes with it',
    async (language, word, label) => {
      const { root, background } = await open('trash', language);
      await userEvent.click(byName(root, 'button', label));
      await expect.poll(() => root.querySelector('dialog')).not.toBeNull();
      const dialog = root.querySelector('dialog') as HTMLElement;
      expect(dialog.textContent).toMatch(/2,311/);
      const confirm = dialog.querySelector<HTMLButtonElement>('footer button[type=submit]') as HTMLButtonElement;
      expect(confirm.disabled).toBe(true);
      expect(await breaches(document.documentElement)).toEqual([]);
      expect(document.activeElement?.tagName).toBe('INPUT');
      await userEvent.keyboard('remove{Enter}');
      expect(background.of('trash.erase')).toEqual([]);
      await userEvent.fill(document.activeElement as HTMLElement, word);
      await userEvent.keyboard('{Enter}');
      await expect.poll(() => background.of('trash.erase')[0]?.keys).toBe('all');
      await expect.poll(() => root.querySelector('dialog')).toBeNull();
    },
  );

  it('that cannot be read says so and tries again', async () => {
    const { root, background } = await open('trash-failed');
    expect(root.textContent).toContain('The database did not answer');
    background.answer({ 'trash.list': () => ({ items: [], total: 0 }) });
    await userEvent.click(byName(root, 'main button', 'Try again'));
    await expect.poll(() => root.textContent).toContain('The trash is empty');
  });
});

describe('the activity page', () => {
  it('tells what was done in words, with a link to whom it concerned', async () => {
    const { root } = await open('activity');
    expect(root.textContent).toContain('Import of 会员导出-2026-11.csv: 2,310 customers');
    expect(root.textContent).toContain('李晓梅, Anna Müller-Lüdenscheidt, No name, and 4 more');
    expect(root.textContent).toContain('Shoe size · you');
    expect(root.textContent).toContain('Added a custom fieldShoe width');
    expect(root.textContent).toContain('Saved a segmentTea lovers');
    expect(root.querySelector('main li a')?.getAttribute('href')).toBe(`#/customers/${id(1)}`);
  });

  it('undoes one action by itself and does another again', async () => {
    const { root, background } = await open('activity');
    await userEvent.click(byName(root, 'button', 'Undo: Import of'));
    await expect.poll(() => background.of('history.undo')[0]).toMatchObject({ undo: id(834) });
    await userEvent.click(byName(root, 'button', 'Redo: Added a note'));
    await expect.poll(() => background.of('history.redo')[0]).toMatchObject({ redo: id(835) });
  });

  it('is undone by keyboard from here too, but not while text is typed elsewhere', async () => {
    const { root, background } = await open('activity');
    (document.activeElement as HTMLElement | null)?.blur();
    await userEvent.keyboard('{Control>}z{/Control}');
    await expect.poll(() => background.of('history.undo').length).toBe(1);
    await userEvent.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
    await expect.poll(() => background.of('history.redo').length).toBe(1);
    expect(root.textContent).toContain('Undone');
  });
});
