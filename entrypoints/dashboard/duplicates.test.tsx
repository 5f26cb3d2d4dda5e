import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { ActionId, CustomerId } from '../../lib/domain/ids.ts';
import { LANGUAGES } from '../../lib/domain/settings.ts';
import type { RequestOf } from '../../lib/messaging/contract.ts';
import { breaches, byName } from '../../tests/view/mount.tsx';
import { mountDashboardState, unmountPages } from '../../tests/view/mount-dashboard.tsx';
import { id } from '../../tests/view/sample-file.ts';

beforeEach(() => page.viewport(1200, 860));
afterEach(unmountPages);

type Mounted = Awaited<ReturnType<typeof mountDashboardState>>;
const cards = (root: HTMLElement) => [...root.querySelectorAll<HTMLElement>('main ul > li')];
const primary = (root: HTMLElement) => root.querySelector<HTMLElement>('main button[class*=primary]') as HTMLElement;

async function find({ root }: Mounted): Promise<void> {
  await userEvent.click(primary(root));
  await expect.poll(() => root.querySelectorAll('main table').length).toBe(2);
}
async function toQuestions({ root }: Mounted): Promise<void> {
  await userEvent.click(root.querySelectorAll<HTMLElement>('[role=tab]')[1] as HTMLElement);
  await expect.poll(() => cards(root).length).toBe(2);
}

const STEPS: Readonly<Record<string, (mounted: Mounted) => Promise<void>>> = {
  found: find,
  questions: toQuestions,
  'no questions': async (mounted) => {
    mounted.background.answer({ 'questions.list': () => '[]' });
    await userEvent.click(mounted.root.querySelectorAll<HTMLElement>('[role=tab]')[1] as HTMLElement);
    await expect.poll(() => mounted.root.querySelector('[role=tabpanel] h2')).not.toBeNull();
  },
  running: async ({ root, background }) => {
    background.answer({ 'duplicates.read': () => new Promise(() => {}) });
    await userEvent.click(primary(root));
    await expect.poll(() => root.querySelector('progress')).not.toBeNull();
  },
  none: async ({ root, background }) => {
    background.answer({ 'duplicates.read': () => ({ people: '[]', count: 0, total: 0 }) });
    await userEvent.click(primary(root));
    await expect.poll(() => root.querySelector('main button[class*=primary]')).toBeNull();
  },
  failed: async ({ root, background }) => {
    background.answer({ 'duplicates.read': () => ({ type: 'storage-failed' }) });
    await userEvent.click(primary(root));
    await expect.poll(() => root.querySelector('[role=alert]')).not.toBeNull();
  },
  'asked about all': async (mounted) => {
    await find(mounted);
    await userEvent.click(primary(mounted.root));
    await expect.poll(() => mounted.root.querySelector('dialog[open]')).not.toBeNull();
  },
  'merging all': async (mounted) => {
    await find(mounted);
    await mergeAll(mounted);
  },
};

/** Says yes to merging all sure ones, of which the background tells how far it is and never the end. */
async function mergeAll({ root, background, clock }: Mounted): Promise<() => void> {
  let end = () => {};
  background.answer({
    'merges.join': ({ actionId }) =>
      new Promise((resolve) => {
        end = () => resolve({ actionId: actionId as ActionId, merged: 2 });
      }),
  });
  await userEvent.click(primary(root));
  await userEvent.click(root.querySelector('dialog footer button[class*=primary]') as HTMLElement);
  await expect.poll(() => root.querySelector('dialog progress')).not.toBeNull();
  clock.advance(2000);
  const actionId = background.of('merges.join').at(-1)?.actionId as ActionId;
  background.push({ event: 'bulk', actionId, done: 500, total: 2000 });
  await expect.poll(() => root.querySelector('dialog progress')?.getAttribute('value')).toBe('0.25');
  return () => end();
}

describe.each(Object.keys(STEPS))('duplicates, %s', (name) => {
  const stand = async (options: Parameters<typeof mountDashboardState>[1]) => {
    const mounted = await mountDashboardState({ hash: '#/duplicates' }, options);
    await STEPS[name]?.(mounted);
    return mounted;
  };

  it.each(['light', 'dark'] as const)('meets WCAG 2.2 AA in %s', async (theme) => {
    const { root } = await stand({ theme });
    expect(root.querySelectorAll('h1').length).toBe(1);
    expect(await breaches(document.documentElement)).toEqual([]);
  });

  it.each(LANGUAGES)('is whole in %s', async (language) => {
    const { root } = await stand({ language });
    expect(root.textContent).not.toMatch(/\{\w+\}|undefined|NaN|\[object/);
  });

  it('fits 360 px: what is wider is scrolled in its own place', async () => {
    await page.viewport(360, 800);
    const { root } = await stand({ language: 'en' });
    const main = root.querySelector('main') as HTMLElement;
    expect(main.scrollWidth).toBeLessThanOrEqual(main.clientWidth);
  });
});

/** The background says so when something was decided. */
function decides({ background, clock }: Mounted, isGone: (ids: readonly string[]) => boolean): void {
  background.answer({
    'duplicates.open': ({ groups }: RequestOf<'duplicates.open'>) =>
      groups.map((ids) => (isGone(ids) ? [] : ([...ids] as CustomerId[]))),
  });
  background.push({ event: 'changed', actionId: id<ActionId>(900), tables: ['customers'], customerIds: 'many' });
  clock.advance(200);
}

describe('duplicates', () => {
  it('shows the surest first, with reasons in words and what would become of them', async () => {
    const mounted = await mountDashboardState({ hash: '#/duplicates' });
    await find(mounted);
    const [first, second] = cards(mounted.root);
    expect(first?.textContent).toContain('names differ only in order');
    expect(second?.querySelectorAll('input[type=checkbox]').length).toBe(3);
    expect(first?.querySelectorAll('input[type=checkbox]').length).toBe(0);
    const together = [...(first?.querySelectorAll('tbody tr') ?? [])].map((row) => row.lastElementChild?.textContent);
    expect(together[0]).toContain('Jonas Weber');
    expect(together[0]).toContain('also Weber, Jonas');
    const size = [...(first?.querySelectorAll('tbody tr') ?? [])].find((row) => row.textContent?.includes('Shoe size'));
    expect([...(size?.children ?? [])].map((cell) => cell.textContent)).toEqual([
      ...['Shoe size', '42', '43', '42also 43'],
    ]);
  });

  it('merges into the record that was chosen, without whom one left out, and the focus goes on', async () => {
    const mounted = await mountDashboardState({ hash: '#/duplicates' });
    await find(mounted);
    const { root, background } = mounted;
    const card = cards(root)[1] as HTMLElement;
    await userEvent.click(card.querySelectorAll('input[type=radio]')[1] as HTMLElement);
    await userEvent.click(card.querySelectorAll('input[type=checkbox]')[2] as HTMLElement);
    await userEvent.click(byName(card, 'button', 'Merge'));
    expect(background.of('merges.join')[0]?.groups).toEqual([[id(1004), id(1003)]]);
    decides(mounted, (ids) => ids.includes(id(1004)));
    await expect.poll(() => cards(root).length).toBe(1);
    await expect.poll(() => document.activeElement).toBe(cards(root)[0]);
    // Undone, it is there again.
    decides(mounted, () => false);
    await expect.poll(() => cards(root).length).toBe(2);
  });

  it('merges all sure ones in one action', async () => {
    const mounted = await mountDashboardState({ hash: '#/duplicates' });
    await find(mounted);
    await userEvent.click(primary(mounted.root));
    await userEvent.click(byName(mounted.root, 'dialog button', 'Merge'));
    const asked = mounted.background.of('merges.join');
    expect(asked).toHaveLength(1);
    expect(asked[0]?.groups).toContainEqual([id(1001), id(1002)]);
  });

  it('shows how far the merge of all is, and says so when it is done, with the way back', async () => {
    const mounted = await mountDashboardState({ hash: '#/duplicates' });
    await find(mounted);
    const end = await mergeAll(mounted);
    const { root, background, tab } = mounted;
    expect(root.querySelector('dialog')?.textContent).toContain('500 of 2,000 records');
    expect(root.querySelector('dialog')?.textContent).toContain('250 records per second');
    expect(root.querySelector('dialog')?.textContent).toContain('6 seconds left');
    expect(mounted.asksBeforeLeaving()).toBe(true);
    expect(tab.get('unfinished')).toContain('merge');
    end();
    await expect.poll(() => root.querySelector('dialog')).toBeNull();
    expect(root.textContent).toContain('2 records merged');
    await userEvent.click(byName(root, 'button', 'Undo'));
    expect(background.of('history.undo')[0]?.undo).toBe(background.of('merges.join')[0]?.actionId);
    expect([mounted.asksBeforeLeaving(), tab.get('unfinished')]).toEqual([false, undefined]);
  });

  it('breaks the merge of all off, and says what went wrong with it', async () => {
    const mounted = await mountDashboardState({ hash: '#/duplicates' });
    await find(mounted);
    await mergeAll(mounted);
    const { root, background } = mounted;
    await userEvent.click(byName(root, 'dialog button', 'Cancel'));
    expect(background.of('bulk.cancel')[0]?.actionId).toBe(background.of('merges.join')[0]?.actionId);
    await expect.poll(() => root.querySelector('dialog')).toBeNull();
    background.answer({ 'merges.join': () => ({ type: 'storage-full' }) });
    await userEvent.click(primary(root));
    await userEvent.click(byName(root, 'dialog button', 'Merge'));
    await expect.poll(() => root.querySelector('dialog [role=alert]')?.textContent ?? '').toContain('The disk is full');
    byName(root, 'dialog button', 'Try again');
  });

  it('says no, breaks off, and tries again', async () => {
    const mounted = await mountDashboardState({ hash: '#/duplicates' });
    await STEPS.running?.(mounted);
    await userEvent.click(byName(mounted.root, 'button', 'Cancel'));
    await expect.poll(() => mounted.root.querySelector('progress')).toBeNull();
    unmountPages();
    const next = await mountDashboardState({ hash: '#/duplicates' });
    await find(next);
    await userEvent.click(byName(cards(next.root)[0] as HTMLElement, 'button', 'Not the same'));
    expect(next.background.of('merges.reject')[0]?.customerIds).toEqual([id(1001), id(1002)]);
  });

  it('answers a question for one buyer, for one of several, and with no', async () => {
    const mounted = await mountDashboardState({ hash: '#/duplicates' });
    await toQuestions(mounted);
    const [first, second] = cards(mounted.root) as [HTMLElement, HTMLElement];
    await userEvent.click(byName(first, 'button', 'Yes, the same'));
    await userEvent.click(byName(second, 'button', 'It is Jonas Weber'));
    await userEvent.click(byName(second, 'button', 'None of them'));
    const asked = mounted.background.of('questions.answer').map((given) => [given.id, given.customerId]);
    expect(asked).toEqual([
      ['question 1', id(1)],
      ['question 2', id(2)],
      ['question 2', undefined],
    ]);
  });
});

describe('a person of several records', () => {
  it('says from which they come, takes one apart, and shows what the others say', async () => {
    const { root, background } = await mountDashboardState({ hash: `#/customers/${id(2)}`, customers: 10 });
    expect(root.textContent).toContain('Made of 3 records');
    expect(root.textContent).toContain('Also: Weber, Jonas');
    await expect.poll(() => root.textContent).toContain('Also: 43');
    expect(root.textContent).toContain(
      'Linked by order T-10423: the mail names the order number and sender has the buyer’s name',
    );
    await userEvent.click(byName(root, 'button', 'Take apart: Weber, Jonas'));
    expect(background.of('merges.part')[0]?.customerId).toBe(id(77));
  });

  it('marks a contact as shared and no longer', async () => {
    const { root, background } = await mountDashboardState({ hash: `#/customers/${id(2)}`, customers: 10 });
    const menus = [...root.querySelectorAll<HTMLElement>('button[aria-label^="More about"]')];
    await userEvent.click(menus[0] as HTMLElement);
    await userEvent.click(byName(root, '[role=menuitem]', 'Used by several people'));
    await userEvent.click(menus[1] as HTMLElement);
    await userEvent.click(byName(root, '[role=menuitem]', 'Used by one person alone'));
    expect(background.of('identities.share').map(({ shared }) => shared)).toEqual([true, false]);
  });

  it('is shown in place of a record that was merged', async () => {
    const mounted = await mountDashboardState({ hash: `#/customers/${id(77)}`, customers: 10 }, {});
    const { mergedProfile } = await import('../../tests/view/duplicate-states.ts');
    mounted.background.answer({ 'customers.get': () => mergedProfile });
    mounted.background.push({
      ...{ event: 'changed', actionId: id<ActionId>(900), tables: ['customers'], customerIds: 'many' },
    });
    await expect.poll(() => location.hash).toBe(`#/customers/${id(2)}`);
    await expect.poll(() => mounted.root.textContent).toContain('Made of 3 records');
  });

  it('is merged by hand: looked for, seen side by side, merged; the dialog meets WCAG 2.2 AA', async () => {
    const { root, background, clock } = await mountDashboardState({ hash: `#/customers/${id(2)}`, customers: 10 });
    const { duplicateAnswers } = await import('../../tests/view/duplicate-states.ts');
    background.answer({
      'duplicates.beside': () => duplicateAnswers()['duplicates.beside']({ customerIds: [id(1001), id(1003)] }),
    });
    await userEvent.click(byName(root, 'button', 'Merge with…'));
    expect(await breaches(document.documentElement)).toEqual([]);
    await userEvent.keyboard('li');
    clock.advance(200);
    await expect.poll(() => root.querySelector('dialog ul button')).not.toBeNull();
    await userEvent.click(root.querySelector('dialog ul button') as HTMLElement);
    await expect.poll(() => root.querySelector('dialog table')).not.toBeNull();
    expect(await breaches(document.documentElement)).toEqual([]);
    await userEvent.click(byName(root, 'dialog footer button', 'Merge'));
    expect(background.of('merges.join')[0]?.groups).toEqual([[id(2), id(1001), id(1003)]]);
  });
});
