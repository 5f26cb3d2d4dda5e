import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Failure } from '../../lib/messaging/contract.ts';
import { dashboardStates } from '../../tests/view/dashboard-states.ts';
import { breaches, byName, painted } from '../../tests/view/mount.tsx';
import { mountDashboardState, openDashboard, unmountPages } from '../../tests/view/mount-dashboard.tsx';
import { id } from '../../tests/view/sample-file.ts';
import { todayOf } from '../../tests/view/score-states.ts';

beforeEach(() => page.viewport(1200, 900));
afterEach(unmountPages);

describe('the page Today', () => {
  it('names whom to contact first with the reason and what is at stake; the line opens them', async () => {
    const { root } = await openDashboard('today');
    const first = root.querySelector('section[aria-label="Contact first"] li') as HTMLElement;
    expect(first.textContent).toContain('李晓梅');
    expect(first.textContent).toContain('Usually every 31 days, now 66 days.');
    expect(first.textContent).toContain('62%');
    expect(first.textContent).toContain('CN¥1,140');
    expect(first.querySelector('a')?.getAttribute('href')).toBe(`#/customers/${id(1)}`);
    await userEvent.click(first);
    await expect.poll(() => location.hash).toBe(`#/customers/${id(1)}`);
  });

  it('tells that alarms were seen when they are shown: not behind other windows, nor on another page', async () => {
    const state = dashboardStates.today;
    if (!state) throw new Error('today');
    const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    try {
      const { root, background, clock } = await mountDashboardState(state);
      await expect.poll(() => root.querySelector('section[aria-label="New alarms"]')).toBeTruthy();
      expect(background.of('score.seen').length).toBe(0);
      visibility.mockReturnValue('visible');
      document.dispatchEvent(new Event('visibilitychange'));
      expect(background.of('score.seen').length).toBe(1);
      document.dispatchEvent(new Event('visibilitychange'));
      expect(background.of('score.seen').length).toBe(1);

      let give = (_text: string) => {};
      const asked = background.of('score.today').length;
      background.answer({
        'score.today': () =>
          new Promise<string>((resolve) => {
            give = resolve;
          }),
      });
      background.push({ event: 'changed', actionId: id(1), tables: ['orders'], customerIds: [] });
      await expect
        .poll(() => {
          clock.advance(1600);
          return background.of('score.today').length;
        })
        .toBe(asked + 1);
      location.hash = '#/settings';
      await expect.poll(() => root.querySelector('section[aria-label="New alarms"]')).toBeNull();
      give(JSON.stringify(todayOf(2357)));
      await painted();
      expect(background.of('score.seen').length).toBe(1);
      location.hash = '#/today';
      await expect.poll(() => background.of('score.seen').length).toBe(2);
    } finally {
      visibility.mockRestore();
    }
  });

  it('tells a small shop what the order rests on only where it rests on that', async () => {
    const { root, background } = await openDashboard('today-3');
    await expect.poll(() => root.textContent).toContain('there are neither amounts nor probabilities yet.');
    expect(root.textContent).not.toContain('rests on');
    background.answer({ 'score.today': () => JSON.stringify({ ...todayOf(3), order: 'clock' }) });
    unmountPages();
    const state = dashboardStates['today-3'];
    if (!state) throw new Error('today-3');
    const again = await mountDashboardState(state, { background });
    await expect.poll(() => again.root.textContent).toContain('Who comes first rests on how long each is quiet');
  });

  it('opens the work list of everybody at risk', async () => {
    const { root, background } = await openDashboard('today');
    await userEvent.click(byName(root, 'main a', 'All customers at risk'));
    await expect
      .poll(() => background.of('customers.list').at(-1)?.where)
      .toEqual([{ attribute: 'stage', is: 'any-of', values: ['at-risk'] }]);
  });

  it('shows more of a long list, and says when there are more still', async () => {
    const { root } = await openDashboard('today');
    const section = root.querySelector('section[aria-label="Contact first"]') as HTMLElement;
    expect(section.querySelectorAll('li').length).toBe(12);
    await userEvent.click(byName(section, 'button', 'Show more'));
    expect(section.querySelectorAll('li').length).toBe(16);
    expect(section.textContent).toContain('The first 16 of 58.');
  });

  it('tells every move between tiers with its direction in words and its reason', async () => {
    const { root } = await openDashboard('today');
    const moves = root.querySelector('section[aria-label="Tier moves"]')?.textContent ?? '';
    expect(moves).toContain('Moved up');
    expect(moves).toContain('because of: Likely to order');
    expect(moves).toContain('Moved down');
    expect(moves).toContain('the rules were changed');
  });

  it.each([
    [0, 'Load sample data'],
    [1, 'With 1 customer who has bought there are neither amounts nor probabilities'],
    [3, 'Nobody is overdue.'],
    [25, 'By how far they are past their own rhythm.'],
    [100, 'By what is at stake'],
  ])('says something true to a shop of %i customers', async (customers, sentence) => {
    const { root } = await openDashboard(`today-${customers}`);
    expect(root.textContent).toContain(sentence);
    if (customers < 100) expect(root.querySelector('main')?.textContent).not.toMatch(/¥|€/);
  });

  it('of customers without any order says what is missing and where to get it', async () => {
    const { root, background } = await openDashboard('today-3');
    background.answer({
      'store.stats': () => ({ ...stats, customers: 3, orders: 0 }),
      'score.today': () => JSON.stringify(todayOf(0)),
    });
    background.push({ event: 'changed', actionId: id(1), tables: ['orders'], customerIds: 'many' });
    await expect.poll(() => root.textContent).toContain('Work it out again');
    await userEvent.click(byName(root, 'main button', 'Work it out again'));
    await expect.poll(() => root.textContent).toContain('3 customers, no orders yet');
    expect(byName(root, 'main a', 'Import orders').getAttribute('href')).toBe('#/files');
  });
});

const stats = {
  ...{ customers: 3, identities: 0, orders: 0, interactions: 0, notes: 0, changes: 0 },
  ...{ schemaVersion: 1, persisted: true },
};

describe('while figures are worked out', () => {
  it('says how far it is, and can be stopped and begun again', async () => {
    const { root, background } = await openDashboard('today-working');
    background.push({ event: 'scoring', phase: 'fitting', done: 3, total: 4 });
    await expect.poll(() => root.textContent).toContain('Fitting the models');
    expect(root.querySelector('progress')?.value).toBe(0.75);
    expect(await breaches(document.documentElement)).toEqual([]);
    await userEvent.click(byName(root, 'main button', 'Stop'));
    await expect.poll(() => root.textContent).toContain('Nothing was changed.');
    expect(background.of('score.cancel').length).toBe(1);
    expect(await breaches(document.documentElement)).toEqual([]);
    background.answer({ 'score.today': () => JSON.stringify(todayOf(2357)) });
    await userEvent.click(byName(root, 'main button', 'Work it out again'));
    await expect.poll(() => root.textContent).toContain('By what is at stake');
  });

  it('says when figures are older than the records, and brings newer ones', async () => {
    const { root, background, clock } = await openDashboard('today');
    background.push({ event: 'changed', actionId: id(1), tables: ['orders'], customerIds: 'many' });
    await expect.poll(() => root.textContent).toContain('records have changed since');
    background.answer({ 'score.today': () => JSON.stringify({ ...todayOf(2357), contactFirst: [] }) });
    clock.advance(2000);
    await expect.poll(() => root.textContent).toContain('Nobody is overdue.');
    expect(root.textContent).not.toContain('records have changed since');
  });

  it('keeps the old figures when newer ones cannot be had, and says why', async () => {
    const { root, background } = await openDashboard('today');
    background.answer({ 'score.today': (): Failure => ({ type: 'storage-failed' }) });
    background.push({ event: 'changed', actionId: id(1), tables: ['orders'], customerIds: 'many' });
    await expect.poll(() => root.textContent).toContain('Work it out again');
    await userEvent.click(byName(root, 'main button', 'Work it out again'));
    await expect.poll(() => root.textContent).toContain('The database did not answer');
    expect(root.textContent).toContain('李晓梅');
    expect(await breaches(document.documentElement)).toEqual([]);
  });

  it('that failed says so and tries again', async () => {
    const { root, background } = await openDashboard('scores-failed');
    expect(root.textContent).toContain('The database did not answer');
    background.answer({ 'score.overview': () => JSON.stringify({}) });
    const before = background.of('score.overview').length;
    background.answer({ 'score.overview': (): Failure => ({ type: 'storage-failed' }) });
    await userEvent.click(byName(root, 'main button', 'Try again'));
    await expect.poll(() => background.of('score.overview').length).toBe(before + 1);
  });
});

const chart = (root: HTMLElement, title: string): HTMLElement => {
  const found = [...root.querySelectorAll('figure')].find((one) => one.querySelector('h2')?.textContent === title);
  if (!found) throw new Error(`no chart ${title}`);
  return found;
};

describe('the page Scores', () => {
  it('opens the customers of a stage from its bar', async () => {
    const { root, background } = await openDashboard('scores');
    await userEvent.click(byName(root, 'figure a', 'At risk'));
    await expect
      .poll(() => background.of('customers.list').at(-1)?.where)
      .toEqual([{ attribute: 'stage', is: 'any-of', values: ['at-risk'] }]);
  });

  it('opens those who first bought in a month', async () => {
    const { root, background } = await openDashboard('scores');
    await userEvent.click(byName(root, 'main th a', 'Apr 2026'));
    await expect
      .poll(() => background.of('customers.list').at(-1)?.where)
      .toEqual([{ attribute: 'cohort', is: 'any-of', values: ['2026-04'] }]);
    // The list says in words what was opened.
    await expect.poll(() => root.textContent).toContain('Month of the first purchase: Apr 2026');
  });

  it.each([
    ['Who comes back', 'First in Apr 2026, month 2 after', ['cohort', 'again'], [['2026-04'], ['2']]],
    ['RFM groups', 'Slipping away', ['group'], [['slipping']]],
    ['Where revenue comes from', 'Class B', ['abc'], [['B']]],
  ] as const)('opens exactly those whom a part of "%s" counts', async (title, part, attributes, values) => {
    const { root, background } = await openDashboard('scores');
    await userEvent.click(byName(chart(root, title), 'a[data-stop], [data-stop] a, a', part));
    const where = () => background.of('customers.list').at(-1)?.where as { attribute: string; values: string[] }[];
    await expect.poll(() => where()?.map(({ attribute }) => attribute)).toEqual([...attributes]);
    expect(where().map((one) => one.values)).toEqual(values.map((some) => [...some]));
  });

  it('opens both fifths of a cell, in the chart and in its table, by keyboard', async () => {
    const { root, background } = await openDashboard('scores');
    const figure = chart(root, 'Recency and frequency');
    const cell = [...figure.querySelectorAll<HTMLAnchorElement>('a[data-stop]')].find((one) => one.textContent !== '0');
    const [, r, f] = /(\d)\D+(\d)/.exec(cell?.getAttribute('aria-label') ?? '') ?? [];
    await userEvent.click(byName(figure, 'button', 'As a table'));
    const links = [...figure.querySelectorAll<HTMLAnchorElement>('tbody th a')];
    expect(links.map(({ href }) => href)).toContain(cell?.href);
    await userEvent.click(byName(figure, 'button', 'As a chart'));
    const again = [...figure.querySelectorAll<HTMLAnchorElement>('a[data-stop]')].find(
      ({ href }) => href === cell?.href,
    );
    again?.focus();
    await userEvent.keyboard('{Enter}');
    const exactly = (attribute: string, value: number) => ({ attribute, is: 'between', from: value, to: value });
    await expect
      .poll(() => background.of('customers.list').at(-1)?.where)
      .toEqual([exactly('recency', Number(r)), exactly('frequency', Number(f))]);
  });

  it('makes a link of every part that counts somebody, and of no other', async () => {
    const { root } = await openDashboard('scores');
    const stops = [...root.querySelectorAll<HTMLElement>('figure [data-stop]')];
    expect(stops.length).toBeGreaterThan(60);
    for (const stop of stops) {
      const isEmpty = /(: 0\b|\b0 customers|\b0 %?$|: 0%)/.test(
        stop.getAttribute('aria-label') ?? stop.textContent ?? '',
      );
      expect([stop.getAttribute('aria-label') ?? stop.textContent, stop.tagName]).toEqual([
        stop.getAttribute('aria-label') ?? stop.textContent,
        isEmpty ? 'SPAN' : 'A',
      ]);
    }
  });

  it('calls the groups as the shop does, and goes with its rules', async () => {
    const state = dashboardStates.scores;
    if (!state) throw new Error('scores');
    const { root, background } = await mountDashboardState({ ...state, rules: 'some' }, { language: 'en' });
    await expect.poll(() => root.textContent).toContain('VIP 贵宾');
    background.answer({ 'rules.names': () => ({ dormant: 'Sleepers' }) });
    background.push({ event: 'changed', actionId: id(1), tables: ['scoreRules'], customerIds: [] });
    await expect.poll(() => chart(root, 'RFM groups').textContent).toContain('Sleepers');
    expect(chart(root, 'RFM groups').textContent).not.toContain('贵宾');
    expect(await breaches(chart(root, 'RFM groups'))).toEqual([]);
  });

  it.each(['Stages', 'Recency and frequency', 'Where revenue comes from', 'RFM groups', 'Who comes back'])(
    'shows the chart "%s" as a table too, and back',
    async (title) => {
      const { root } = await openDashboard('scores');
      const figure = [...root.querySelectorAll('figure')].find(
        (one) => one.querySelector('h2')?.textContent === title,
      ) as HTMLElement;
      await userEvent.click(byName(figure, 'button', 'As a table'));
      expect(figure.querySelectorAll('table tbody tr').length).toBeGreaterThan(2);
      expect(await breaches(figure)).toEqual([]);
      await userEvent.click(byName(figure, 'button', 'As a chart'));
      expect(figure.querySelectorAll('[data-stop]').length).toBeGreaterThan(2);
    },
  );

  it('leaves those before the import out of who comes back, and says so', async () => {
    const { root } = await openDashboard('scores');
    const cohort = [...root.querySelectorAll('figure')].at(-1)?.textContent ?? '';
    expect(cohort).not.toContain('Feb 2026');
    expect(cohort).toMatch(/18\d customers whose first order may lie before the import are left out/);
  });

  it('gives no percentage of few without how many and how sure', async () => {
    const { root } = await openDashboard('scores-25');
    const text = root.querySelector('main')?.textContent ?? '';
    const bare = [...text.matchAll(/(?<![–\d(]\s?)\d+(?:\.\d)?%(?!–|\)| of \d)/g)].map(([found]) => found);
    // What is left are shares of revenue and the axes, which count no customers.
    expect(text).toMatch(/\d of \d+ \(\d+(\.\d)?%–\d+%\)/);
    for (const one of bare) expect(['0%', '25%', '50%', '75%', '100%', '80%', '61%', '15%', '5%'], one).toContain(one);
  });

  it.each([
    [0, 'No customers on file yet'],
    [1, 'Only 1 customer has bought so far'],
    [3, 'Only 3 customers have bought so far'],
    [25, 'Only 21 customers have bought so far'],
  ])('says something true to a shop of %i customers', async (customers, sentence) => {
    const { root } = await openDashboard(`scores-${customers}`);
    expect(root.textContent).toContain(sentence);
  });
});
