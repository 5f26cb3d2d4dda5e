import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { FilterNode, SavedFilter } from '../../lib/domain/filter.ts';
import { breaches, byName, painted } from '../../tests/view/mount.tsx';
import { unmountPages } from '../../tests/view/mount-dashboard.tsx';
import { field, openRules, sent, statusOf } from '../../tests/view/rules-page.ts';
import { id } from '../../tests/view/sample-file.ts';

beforeEach(() => page.viewport(1200, 900));
afterEach(unmountPages);

const PAUSE_MS = 350;

describe('a rule about segments', () => {
  it('offers those that can be asked for by name, says why others cannot, and what has become of one', async () => {
    const at = (nth: number, name: string, where: FilterNode[]): SavedFilter => ({
      ...{ id: id(960 + nth), name, filter: { text: '', where }, sort: 'name', descending: false },
    });
    const trade = at(1, 'Trade', [{ attribute: 'company', is: 'known' }]);
    const best = at(2, 'Best', [{ attribute: 'tier', is: 'any-of', values: ['A'] }]);
    const { root, background, clock } = await openRules('score-rules', { saved: [trade, best] });
    await userEvent.click(root.querySelector('main ol > li button[aria-expanded]') as HTMLElement);
    await userEvent.selectOptions(field(root, 'About') as unknown as HTMLSelectElement, 'segment');
    const said = () => root.querySelector('main ol > li')?.textContent ?? '';
    expect(said()).toContain('Trade');
    expect(said()).toContain('Not offered, as scores cannot ask for them: Best.');
    clock.advance(PAUSE_MS);
    await expect
      .poll(() => sent(background.of('score.preview').at(-1))?.rules[0])
      .toMatchObject({ attribute: 'segment', shape: { cases: [{ when: { values: [trade.id] } }] } });
    expect(await breaches(root)).toEqual([]);
    // It asks for the tier itself from now on: the rule says so, and nothing can be saved.
    background.answer({ 'filters.list': () => [{ ...trade, filter: best.filter }] });
    background.push({ event: 'changed', actionId: id(1), tables: ['settings'], customerIds: [] });
    await expect
      .poll(said)
      .toContain('The segment “Trade” asks for the score or the tier itself: that would be a circle.');
    expect(byName(root, 'main button', 'Save and use').matches(':disabled')).toBe(true);
    expect(statusOf(root)).toContain('Put right what is marked as wrong');
    background.answer({ 'filters.list': () => [] });
    background.push({ event: 'changed', actionId: id(1), tables: ['settings'], customerIds: [] });
    await expect.poll(said).toContain('This shop has no such segment, so nobody is in it');
  });
});

describe('tiers', () => {
  it('by value begin where the customers of the shop are, in its currency', async () => {
    const { root, background, clock } = await openRules('score-rules-tiers');
    clock.advance(PAUSE_MS);
    await expect.poll(() => background.of('score.preview').length).toBeGreaterThan(0);
    await painted();
    await userEvent.selectOptions(field(root, 'Tiers go by') as unknown as HTMLSelectElement, 'value');
    expect(field(root, 'Tier A from, in CNY').value).toBe('1100');
    expect(field(root, 'Tier C from, in CNY').value).toBe('280');
    expect(root.textContent).toContain('Proposed for your customers');
    clock.advance(PAUSE_MS);
    await expect.poll(() => background.of('score.preview').length).toBe(2);
    await painted();
    expect(await breaches(root)).toEqual([]);
  });
});
