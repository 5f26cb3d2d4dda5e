import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { RulesPreview } from '../../lib/domain/rules-outcome.ts';
import type { Failure } from '../../lib/messaging/contract.ts';
import { DEFAULT_RULES } from '../../lib/scoring/rules/default-rules.ts';
import { dashboardBackground, dashboardStates } from '../../tests/view/dashboard-states.ts';
import { mountDashboardState, unmountPages } from '../../tests/view/mount-dashboard.tsx';
import { field, openRules, sent } from '../../tests/view/rules-page.ts';
import { rulesAnswers } from '../../tests/view/rules-states.ts';

beforeEach(() => page.viewport(1200, 900));
afterEach(unmountPages);

const PAUSE_MS = 350;

describe('tiers', () => {
  it('have their limits, margin and policies changed, and are told when they are out of order', async () => {
    const { root, background, clock } = await openRules('score-rules-tiers');
    await userEvent.fill(field(root, 'Tier B from'), '80');
    expect(root.textContent).toContain('Tier B has to begin lower than the tier above it.');
    await userEvent.fill(field(root, 'Tier B from'), '60');
    await userEvent.fill(field(root, 'Margin'), '5');
    const hours = [...root.querySelectorAll('main fieldset')][1]?.querySelectorAll('input')[1] as HTMLInputElement;
    await userEvent.fill(hours, '24');
    await userEvent.fill(field(root, 'Dormant'), 'Sleepers');
    clock.advance(PAUSE_MS);
    await expect
      .poll(() => sent(background.of('score.preview').at(-1))?.tiers)
      .toMatchObject({
        least: { A: 65, B: 60, C: 40 },
        margin: 5,
        policies: { B: { sentence: '', responseHours: 24 } },
      });
    expect(sent(background.of('score.preview').at(-1)).groupNames).toEqual({ vip: 'VIP 贵宾', dormant: 'Sleepers' });
    await userEvent.selectOptions(field(root, 'Tiers go by') as unknown as HTMLSelectElement, 'rfm');
    expect(field(root, 'Tier A from').value).toBe('13');
  });

  /** Tiers by value, chosen while the preview is still counted; `give` ends that. */
  async function openCounting() {
    const state = dashboardStates['score-rules-tiers'];
    if (!state) throw new Error('score-rules-tiers');
    const background = dashboardBackground(state, 'en', 'light');
    const waiting: ((reply: string | Failure) => void)[] = [];
    background.answer({ 'score.preview': () => new Promise((resolve) => waiting.push(resolve)) });
    const { root, clock } = await mountDashboardState(state, { background });
    await expect.poll(() => root.querySelector('main [role=tabpanel]'), { timeout: 10_000 }).toBeTruthy();
    await userEvent.selectOptions(field(root, 'Tiers go by') as unknown as HTMLSelectElement, 'value');
    await expect.poll(() => root.textContent).toContain('is still being counted');
    const give = async (money: RulesPreview['money'] | Failure) => {
      const before = waiting.length;
      clock.advance(PAUSE_MS);
      await expect.poll(() => waiting.length).toBeGreaterThan(before);
      if (money && 'type' in money) return waiting.at(-1)?.(money);
      const { 'score.preview': preview } = rulesAnswers('some', 300);
      const { money: _, ...rest } = JSON.parse(preview({ rules: DEFAULT_RULES })) as RulesPreview;
      waiting.at(-1)?.(JSON.stringify({ ...rest, ...(money ? { money } : {}) }));
    };
    return { root, give };
  }
  const MONEY = { currency: 'CNY', least: { A: 1100, B: 640, C: 280 } };

  it('by value take the limits that fit as soon as they are known', async () => {
    const { root, give } = await openCounting();
    expect(field(root, 'Tier A from').value).toBe('1000');
    await give(MONEY);
    await expect.poll(() => root.textContent).toContain('Proposed for your customers');
    await expect.poll(() => field(root, 'Tier A from, in CNY').value).toBe('1100');
    await userEvent.fill(field(root, 'Tier A from, in CNY'), '5000');
    await expect.poll(() => root.textContent).not.toContain('Proposed for your customers');
  });

  it('by value keep the limits that were typed meanwhile, and propose nothing beside them', async () => {
    const { root, give } = await openCounting();
    await userEvent.fill(field(root, 'Tier A from'), '5000');
    await give(MONEY);
    await expect.poll(() => field(root, 'Tier A from, in CNY').value).toBe('5000');
    expect(root.textContent).not.toContain('Proposed for your customers');
    expect(field(root, 'Tier B from, in CNY').value).toBe('300');
  });

  it.each([
    ['without amounts', undefined, 'No amounts are on file yet'],
    ['of customers who spend alike', { currency: 'CNY' }, 'too much alike for limits to tell them apart'],
    [
      'that could not be counted',
      { type: 'storage-failed' } as Failure,
      'could not be counted, so nothing is proposed',
    ],
  ])('by value %s say so', async (_what, money, sentence) => {
    const { root, give } = await openCounting();
    expect(root.textContent).not.toContain('No amounts are on file yet');
    await give(money);
    await expect.poll(() => root.textContent).toContain(sentence);
  });
});
