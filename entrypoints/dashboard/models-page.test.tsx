import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { breaches, byName } from '../../tests/view/mount.tsx';
import { openDashboard, unmountPages } from '../../tests/view/mount-dashboard.tsx';

beforeEach(() => page.viewport(1200, 900));
afterEach(unmountPages);

describe('how scores are worked out', () => {
  it('is said in words first, with formulas one click away, by keyboard', async () => {
    const { root } = await openDashboard('models');
    expect(root.textContent).toContain('half do so within 31 days, 4 of 5 within 105 days');
    expect(root.textContent).toContain('it rates the right one higher in 80 of 100 cases');
    const more = root.querySelector('details summary') as HTMLElement;
    more.focus();
    await userEvent.keyboard('{Enter}');
    expect((more.parentElement as HTMLDetailsElement).open).toBe(true);
    for (const one of root.querySelectorAll('details')) one.open = true;
    expect(root.textContent).toContain('α 6.178');
    expect(root.textContent).toContain('-9,582.1');
    expect(await breaches(document.documentElement)).toEqual([]);
  });

  it('asks what it would have said one horizon ago and what then happened', async () => {
    const { background } = await openDashboard('models');
    const [today, past] = background.of('score.models');
    expect(today).toEqual({});
    expect(Number(past?.until) - Number(past?.asOf)).toBe(105);
  });

  it('of a small shop says why there are no probabilities, and shows none', async () => {
    const { root } = await openDashboard('models-25');
    expect(root.textContent).toContain('With 12 gaps between purchases your own rhythm cannot be told yet');
    expect(root.textContent).toContain('No probabilities are shown');
    expect(root.querySelector('main')?.textContent).not.toContain('%');
  });

  it('is a part of the page with an address of its own', async () => {
    const { root } = await openDashboard('scores');
    await userEvent.click(byName(root, '[role=tab]', 'How it is worked out'));
    await expect.poll(() => location.hash).toBe('#/scores/models');
    await expect.poll(() => root.textContent).toContain('Your shop’s rhythm');
  });
});
