import { afterEach, describe, expect, it } from 'vitest';
import type { ActionId } from '../../lib/domain/ids.ts';
import { LANGUAGES } from '../../lib/domain/settings.ts';
import { byName } from '../../tests/view/mount.tsx';
import { mountDashboardState, unmountPages } from '../../tests/view/mount-dashboard.tsx';
import { id } from '../../tests/view/sample-file.ts';

afterEach(unmountPages);

const actionId = id<ActionId>(700);
const left = (work: object) => new Map([['unfinished', JSON.stringify({ actionId, ...work })]]);
const toasts = (root: HTMLElement) => root.textContent ?? '';
const reopened = (isDone: boolean, work: object, language: (typeof LANGUAGES)[number] = 'en') =>
  mountDashboardState({ hash: '#/customers', wasDone: isDone }, { tab: left(work), language });

describe('a dashboard that was closed in the middle of long work', () => {
  it('says that it was broken off and that nothing was done, once', async () => {
    const { root, tab, background } = await reopened(false, { kind: 'import', name: 'till.csv' });
    await expect.poll(() => toasts(root)).toContain('Import of till.csv: broken off when the page was closed.');
    expect(toasts(root)).toContain('Begin it again');
    expect(background.of('activity.outcome')).toEqual([{ actionId }]);
    expect(tab.has('unfinished')).toBe(false);
  });

  it('says that it was finished meanwhile, and takes it back', async () => {
    const { root, background } = await reopened(true, { kind: 'merge' });
    await expect.poll(() => toasts(root)).toContain('Merging of duplicates: finished while the page was away.');
    byName(root, 'button', 'Undo').click();
    await expect.poll(() => background.of('history.undo')[0]?.undo).toBe(actionId);
  });

  it.each(LANGUAGES)('says so in %s of everything that takes long', async (language) => {
    for (const kind of ['import', 'import-undo', 'merge', 'bulk', 'restore', 'restore-undo']) {
      const { root } = await reopened(false, { kind, name: 'till.csv' }, language);
      await expect.poll(() => root.querySelector('[role=alert]')?.textContent ?? '').toMatch(/.{10}/);
      expect(root.querySelector('[role=alert]')?.textContent).not.toMatch(/unfinished|\{/);
      unmountPages();
    }
  });

  it('is silent where nothing was left, or what is kept cannot be read', async () => {
    const { root, background } = await mountDashboardState(
      { hash: '#/customers' },
      { tab: new Map([['unfinished', '{']]) },
    );
    expect(background.of('activity.outcome')).toEqual([]);
    expect(root.querySelector('[role=alert]')?.textContent).toBe('');
  });
});
