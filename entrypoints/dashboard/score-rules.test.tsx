import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { RuleSet } from '../../lib/domain/score.ts';
import { DEFAULT_RULES } from '../../lib/scoring/rules/default-rules.ts';
import { dashboardStates } from '../../tests/view/dashboard-states.ts';
import { breaches, byName, painted } from '../../tests/view/mount.tsx';
import { mountDashboardState, unmountPages } from '../../tests/view/mount-dashboard.tsx';
import { field, openRules, sent, sentences, statusOf } from '../../tests/view/rules-page.ts';

beforeEach(() => page.viewport(1200, 900));
afterEach(unmountPages);

const PAUSE_MS = 350;

describe('the rules', () => {
  it('stand there in words, with of how many customers each is known', async () => {
    const { root } = await openRules('score-rules');
    await expect.poll(() => root.textContent).toContain('Known of 2,357 of 2,357 customers');
    expect(sentences(root)).toEqual([
      'Likely to order: the more, the better, up to +30',
      'Value of 12 months: the more, the better, up to +25',
      'Stage: Loyal +20, Active +15, First purchase +12, At risk +6, otherwise 0',
      'Satisfaction: the more, the better, up to +15',
      'Refunds: the more, the worse, down to -20',
    ]);
    expect(root.textContent).toContain('Likely to order and Stage look at how long ago the last purchase was');
  });

  it('are changed with what it would mean beside them, asked once after the last letter, and saved with a way back', async () => {
    const { root, background, clock } = await openRules('score-rules');
    await expect.poll(() => background.of('score.preview').length).toBe(1);
    await userEvent.click(byName(root, 'main ol button', 'Likely to order: the more'));
    const points = field(root, 'Points as a number');
    await userEvent.clear(points);
    await userEvent.type(points, '60');
    expect(statusOf(root)).toContain('Working out who would move');
    expect(background.of('score.preview').length).toBe(1);
    clock.advance(PAUSE_MS);
    await expect.poll(() => statusOf(root)).toMatch(/\d+ would rise to a better tier, \d+ would fall\./);
    expect(background.of('score.preview').length).toBe(2);
    expect(sent(background.of('score.preview').at(-1)).rules[0]?.points).toBe(60);
    expect(root.querySelector('main li a[href^="#/customers/"]')).toBeTruthy();

    await userEvent.click(byName(root, 'main button', 'Save and use'));
    expect(document.querySelector('dialog')?.textContent).toContain('Likely to order: +60 points instead of +30');
    await userEvent.type(document.querySelector('dialog input') as HTMLInputElement, 'Buying counts double');
    await userEvent.click(byName(document.body, 'dialog button', 'Save and use'));
    await expect.poll(() => statusOf(root)).toContain('Version 3 is in use.');
    expect(background.of('rules.save')[0]).toMatchObject({ note: 'Buying counts double' });
    background.answer({ 'history.undo': () => null });
    await userEvent.click(byName(document.body, 'button', 'Undo'));
    await expect.poll(() => background.of('history.undo').length).toBe(1);
  });

  it('tell what is wrong beside its field, try nothing and save nothing until it is right', async () => {
    const { root, background, clock } = await openRules('score-rules');
    await expect.poll(() => background.of('score.preview').length).toBe(1);
    await userEvent.click(byName(root, 'main ol button', 'Likely to order: the more'));
    const second = field(root, 'Point 2: %');
    await userEvent.clear(second);
    await userEvent.type(second, '0');
    expect(second.getAttribute('aria-invalid')).toBe('true');
    const described = document.getElementById(second.getAttribute('aria-describedby')?.split(' ')[0] ?? '');
    expect(described?.textContent).toBe('Each point has to lie higher than the one before it.');
    clock.advance(PAUSE_MS);
    await painted();
    expect(background.of('score.preview').length).toBe(1);
    expect(byName(root, 'main button', 'Save and use').matches(':disabled')).toBe(true);
    expect(statusOf(root)).toContain('Put right what is marked as wrong');
    await userEvent.type(second, '8');
    clock.advance(PAUSE_MS);
    await expect.poll(() => background.of('score.preview').length).toBe(2);
    expect(sent(background.of('score.preview')[1]).rules[0]?.shape).toMatchObject({
      points: [{ at: 0 }, { at: 0.08 }],
    });
  });

  it('take no text for a number: it is said, and leaving the field puts the last good one back', async () => {
    const { root } = await openRules('score-rules');
    await userEvent.click(byName(root, 'main ol button', 'Likely to order: the more'));
    const points = field(root, 'Points as a number');
    await userEvent.fill(points, '3x');
    expect(root.textContent).toContain('A number is needed.');
    await userEvent.fill(points, '101');
    expect(root.textContent).toContain('Not more than 100.');
    await userEvent.tab();
    expect(points.value).toBe('30');
    expect(statusOf(root)).toContain('Version 2 is in use.');
  });

  it('are moved, removed and had back by keyboard alone', async () => {
    const { root } = await openRules('score-rules');
    byName(root, 'main button', 'Move down: Likely to order').focus();
    await userEvent.keyboard('{Enter}');
    expect(sentences(root)[1]).toContain('Likely to order');
    expect(statusOf(root)).toContain('Likely to order is now number 2 of 5');
    byName(root, 'main button', 'Remove: Stage').focus();
    await userEvent.keyboard('{Enter}');
    expect(sentences(root).length).toBe(4);
    expect(document.activeElement?.textContent).toContain('Satisfaction');
    await userEvent.click(byName(document.body, 'button', 'Undo'));
    expect(sentences(root)[2]).toContain('Stage');
  });

  it('come to be about a field of the shop, a tag, or anything else it has', async () => {
    const { root, background, clock } = await openRules('score-rules');
    const chooser = field(root, 'About what?') as unknown as HTMLSelectElement;
    expect([...chooser.querySelectorAll('optgroup')].map(({ label }) => label)).toEqual([
      'Models',
      'Purchases',
      'Feedback',
      'Own fields',
      'Tags',
    ]);
    await userEvent.selectOptions(chooser, 'tag');
    await userEvent.click(byName(root, 'main button', 'Add a rule'));
    expect(sentences(root).at(-1)).toBe('Tags: wholesale +10, otherwise 0');
    await userEvent.click(root.querySelectorAll('main ol ol input[type=checkbox]')[1] as HTMLElement);
    clock.advance(PAUSE_MS);
    await expect
      .poll(() => sent(background.of('score.preview').at(-1))?.rules.at(-1)?.shape)
      .toMatchObject({
        cases: [{ when: { is: 'any-of', values: ['wholesale', '企业采购'] } }],
      });
    // Nobody in the sample has a tag.
    await expect.poll(() => root.textContent).toContain('Nobody is in this case at present.');
  });

  it('cancel the preview that is out of date, and show the latest whichever comes first', async () => {
    const { root, background, clock } = await openRules('score-rules');
    await expect.poll(() => background.of('score.preview').length).toBe(1);
    const waiting: ((text: string) => void)[] = [];
    background.answer({ 'score.preview': () => new Promise<string>((resolve) => waiting.push(resolve)) });
    const answer = (up: number) =>
      JSON.stringify({
        ...{ before: Array(10).fill(5), after: Array(10).fill(5), up, down: 0, examples: [], rules: [], unreached: [] },
        ...{ tiersBefore: { A: 1, B: 2, C: 3, D: 44 }, tiersAfter: { A: 2, B: 2, C: 3, D: 43 } },
      });
    await userEvent.click(byName(root, 'main ol button', 'Likely to order: the more'));
    const points = field(root, 'Points as a number');
    for (const typed of ['40', '50']) {
      await userEvent.fill(points, typed);
      clock.advance(PAUSE_MS);
      await painted();
    }
    expect(background.of('score.cancel').length).toBe(1);
    waiting[1]?.(answer(7));
    await expect.poll(() => statusOf(root)).toContain('7 would rise');
    waiting[0]?.(answer(3));
    await painted();
    expect(statusOf(root)).toContain('7 would rise');
  });

  it('that were not saved are there again on the next visit, and can be discarded', async () => {
    const choices = new Map<string, unknown>();
    const first = await openRules('score-rules', { language: 'en', choices: choices });
    await userEvent.click(byName(first.root, 'main ol button', 'Likely to order: the more'));
    await userEvent.fill(field(first.root, 'Points as a number'), '41');
    await expect.poll(() => (choices.get('score-rules-draft') as RuleSet | undefined)?.rules[0]?.points).toBe(41);
    unmountPages();
    const again = await openRules('score-rules', { language: 'en', choices: choices });
    await expect.poll(() => statusOf(again.root)).toContain('from your last visit');
    expect(sentences(again.root)[0]).toContain('+41');
    await userEvent.click(byName(again.root, 'main button', 'Discard changes'));
    expect(sentences(again.root)[0]).toContain('+30');
    await expect.poll(() => choices.get('score-rules-draft')).toBeUndefined();
    await userEvent.click(byName(document.body, 'button', 'Undo'));
    expect(sentences(again.root)[0]).toContain('+41');
  });
});

describe('a rehearsal', () => {
  it('shows its progress, is cancelled, and shows each month with what then happened', async () => {
    const { root, background } = await openRules('score-rules-rehearsal');
    const answers = { 'score.rehearse': () => new Promise<never>(() => {}) };
    const instant = await background.call('score.rehearse', { rules: DEFAULT_RULES });
    background.answer(answers);
    await userEvent.click(byName(root, 'main button', 'Rehearse these rules'));
    background.push({ event: 'scoring', phase: 'rehearsing', done: 3, total: 12 });
    await expect.poll(() => statusOf(root)).toContain('Rehearsing: 3 of 12 months');
    expect(root.querySelector('progress')?.value).toBe(0.25);
    await userEvent.click(byName(root, 'main button', 'Cancel'));
    expect(background.of('score.cancel').length).toBeGreaterThan(0);
    expect(root.querySelector('progress')).toBeNull();

    background.answer({ 'score.rehearse': () => (instant.ok ? instant.value : instant.error) });
    await userEvent.click(byName(root, 'main button', 'Rehearse these rules'));
    await expect.poll(() => root.querySelectorAll('main tbody tr').length).toBe(5);
    const first = root.querySelector('main tbody tr')?.textContent ?? '';
    expect(first).toContain('Sep 2025');
    expect(first).toContain('31% of 305');
    // Of few, how many of how many.
    expect(first).toContain('0 of 12');
    expect(first).toContain('—');
    expect(root.textContent).toContain('A sample of 20,000 of 101,422 customers');
    expect(root.textContent).toContain('so they gave no points: Satisfaction and Refunds.');
  });

  it('that failed says so and can be tried again', async () => {
    const { root, background } = await openRules('score-rules-rehearsal');
    background.answer({ 'score.rehearse': () => ({ type: 'storage-failed' }) });
    await userEvent.click(byName(root, 'main button', 'Rehearse these rules'));
    await expect.poll(() => root.querySelector('main [role=alert]')).toBeTruthy();
    await userEvent.click(byName(root, 'main button', 'Try again'));
    expect(background.of('score.rehearse').length).toBe(2);
  });
});

describe('versions', () => {
  it('are compared in words and used again, as a new version', async () => {
    const { root, background } = await openRules('score-rules-versions');
    await userEvent.click(byName(root, 'main button', 'What is different in version 1'));
    expect(root.textContent).toMatch(/Service policy of tier A: none, instead of “.+”, answer within \d+ hours/);
    await userEvent.click(byName(root, 'main button', 'Use again: the standard rules'));
    await expect.poll(() => statusOf(root)).toContain('Version 3 is in use.');
    expect(background.of('rules.activate')[0]).not.toHaveProperty('id');
    expect(root.textContent).toContain('As the standard rules');
  });

  it('of another browser come in while the page is open', async () => {
    const { root, background } = await openRules('score-rules-versions');
    const { actionId } = { actionId: background.newActionId() };
    await background.call('rules.save', { actionId, rules: { ...DEFAULT_RULES, rules: [] } });
    background.push({ event: 'changed', actionId, tables: ['scoreRules'], customerIds: [] });
    await expect.poll(() => statusOf(root)).toContain('Version 3 is in use.');
  });
});

const SHOWN = Object.keys(dashboardStates).filter((name) => name.startsWith('score-rules'));

describe.each(SHOWN)('%s', (name) => {
  it.each(['light', 'dark'] as const)('breaks no rule of accessibility, %s', async (theme) => {
    const state = dashboardStates[name];
    if (!state) throw new Error(name);
    for (const width of [1200, 360]) {
      await page.viewport(width, 900);
      const { root } = await mountDashboardState(state, { language: 'zh-CN', theme });
      const expanders = () => root.querySelectorAll<HTMLElement>('main ol > li button[aria-expanded]');
      await expect.poll(() => root.querySelector('main h1')).toBeTruthy();
      // A line, and cases.
      for (const at of [0, 2]) {
        expanders()[at]?.click();
        await painted();
        expect(await breaches(root)).toEqual([]);
      }
      expect(root.scrollWidth).toBeLessThanOrEqual(width);
      unmountPages();
    }
  });
});
