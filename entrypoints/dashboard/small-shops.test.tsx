import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { ModelReport, Overview } from '../../lib/messaging/score-work.ts';
import { dashboardBackground, dashboardStates } from '../../tests/view/dashboard-states.ts';
import { breaches } from '../../tests/view/mount.tsx';
import { mountDashboardState, unmountPages } from '../../tests/view/mount-dashboard.tsx';
import { overviewOf, scoreAnswers, todayOf } from '../../tests/view/score-states.ts';

beforeEach(() => page.viewport(1200, 900));
afterEach(unmountPages);

/** A page of the dashboard where the background answers so. */
async function open(name: string, answers: Record<string, () => unknown>) {
  const state = dashboardStates[name];
  if (!state) throw new Error(name);
  const background = dashboardBackground(state, 'en', 'light');
  background.answer(answers as never);
  const { root } = await mountDashboardState(state, { background });
  return root;
}

const classOf = (abc: 'A' | 'B' | 'C', n: number, net: number) => ({ abc, n, net });
const showing = (part: Partial<Overview>, of = 'scores-25') =>
  open(of, { 'score.overview': () => JSON.stringify({ ...overviewOf(of === 'scores-1' ? 1 : 25), ...part }) });
const chart = (root: HTMLElement, title: string) => {
  const found = [...root.querySelectorAll('figure')].find((one) => one.querySelector('h2')?.textContent === title);
  if (!found) throw new Error(title);
  return found;
};

describe('where the revenue comes from', () => {
  it.each([
    [
      [classOf('A', 1, 500), classOf('B', 0, 0), classOf('C', 0, 0)],
      'All of it comes from the one customer who has bought.',
    ],
    [[classOf('A', 3, 500), classOf('B', 0, 0), classOf('C', 0, 0)], 'All 3 customers are in class A.'],
    [[classOf('A', 1, 850), classOf('B', 2, 100), classOf('C', 2, 50)], 'The biggest of 5 customers brought 85% of'],
    [
      [classOf('A', 14, 830), classOf('B', 5, 120), classOf('C', 4, 50)],
      'The biggest 14 of 23 customers brought 83% of net revenue',
    ],
    [[classOf('A', 20, 800), classOf('B', 10, 150), classOf('C', 10, 50)], 'customers, 50% of all, bring 80%'],
  ] as const)('is counted among few, and said of nobody who is everybody (%#)', async (classes, sentence) => {
    const root = await showing({ pareto: { points: [[1, 1]], gini: 0, classes } });
    const says = chart(root, 'Where revenue comes from').querySelector('figcaption p')?.textContent;
    expect(says).toContain(sentence);
    // How many there are is no sample of anything.
    expect(says).not.toContain('–');
  });
});

it('fifths are told in days, purchases and money too, and the median beside the mean', async () => {
  const root = await showing({});
  const basis = chart(root, 'Recency and frequency').textContent;
  expect(basis).toContain('Recency 5 / 4 / 3 / 2: last purchase at most 12 / 40 / 90 / 180 days ago.');
  expect(basis).toContain('Frequency 2 / 3 / 4 / 5: at least 2 / 2 / 3 / 5 purchases in the last 3 years.');
  expect(basis).toContain('Amount 2 / 3 / 4 / 5: at least CN¥20 / CN¥50 / CN¥90 / CN¥200 in the last 3 years.');
  expect(root.textContent).toContain('half of them CN¥72 or less');
});

it('customers of one group are not compared with other groups', async () => {
  const groups = overviewOf(25).groups.map((one, at) => ({ ...one, n: at === 2 ? 3 : 0, net: at === 2 ? 900 : 0 }));
  const root = await showing({ groups });
  expect(chart(root, 'RFM groups').textContent).toContain('All 3 customers are in one group: ');
  expect(chart(root, 'RFM groups').querySelector('figcaption')?.textContent).not.toContain('%');
});

describe('who comes back', () => {
  it('has neither a table nor a hint for a chart that is not there yet', async () => {
    const cohorts = [{ month: '2026-11', size: 3, kept: [], beforeImport: false }];
    const root = await showing({ cohorts });
    const figure = chart(root, 'Who comes back');
    expect(figure.textContent).toContain('It takes a month after the first purchases');
    expect(figure.textContent).toContain('3 customers by month of first purchase');
    expect(figure.textContent).not.toContain('The rise along a line');
    expect(figure.textContent).not.toContain('Point at a part');
    expect(figure.querySelectorAll('button')).toHaveLength(0);
  });

  it('draws no line for a month after which none is over, and keeps it in the table', async () => {
    const cohorts = [
      { month: '2026-09', size: 4, kept: [0.5], beforeImport: false },
      { month: '2026-11', size: 3, kept: [], beforeImport: false },
    ];
    const figure = chart(await showing({ cohorts }), 'Who comes back');
    expect(figure.textContent).toContain('Sep 2026');
    expect(figure.querySelector('table')?.textContent).not.toContain('Nov 2026');
    await userEvent.click(figure.querySelector('button') as HTMLElement);
    await expect.poll(() => figure.textContent).toContain('Nov 2026');
  });
});

it('of fewer than 100 buyers Today promises no amounts, and does not deny the probabilities beside it', async () => {
  const today = todayOf(100);
  const answer = { ...today, order: 'loss', totals: { ...today.totals, buyers: 94 } };
  const root = await open('today-100', { 'score.today': () => JSON.stringify(answer) });
  await expect.poll(() => root.textContent).toContain('With 94 customers who have bought there are no amounts yet');
  expect(root.querySelector('main')?.textContent).not.toContain('probabilities');
});

it('sentences of Chinese follow each other without a space', async () => {
  const state = dashboardStates['today-25'];
  if (!state) throw new Error('no state');
  const background = dashboardBackground(state, 'zh-CN', 'light');
  background.answer({ 'score.today': () => JSON.stringify({ ...todayOf(25), order: 'loss' }) });
  const { root } = await mountDashboardState(state, { background, language: 'zh-CN' });
  await expect.poll(() => root.textContent).toContain('暂不给出金额和概率。先后顺序看');
});

describe('whether customers leave', () => {
  const report = (part: Partial<ModelReport>) => {
    const plain = JSON.parse(scoreAnswers(25)['score.models']({})) as ModelReport;
    return open('models-25', { 'score.models': () => JSON.stringify({ ...plain, ...part }) });
  };
  const unseen = { statistic: -0.7, verdict: 'no-churn-signal' } as const;

  it('is put down to their number where they are few, and to what they do where they are not', async () => {
    const few = await report({ purchasers: 1, repeats: 0, identification: unseen });
    await expect.poll(() => few.textContent).toContain('1 customer and 0 repeat purchases are too few to say:');
    unmountPages();
    const many = await report({ purchasers: 60, repeats: 200, identification: unseen });
    await expect.poll(() => many.textContent).toContain('With 200 repeat purchases, people who left cannot be told');
  });

  it('is not said of fewer than 30, whatever a test of them says, and no probability is promised', async () => {
    const fitted = ['mbg-nbd-map' as const].map((name) => ({
      ...{ name, parameters: { r: 1.2, alpha: 40 }, n: 12 },
      ...{ logLikelihood: -410, verdict: 'fitted' as const },
    }));
    const seen = { models: fitted, identification: { statistic: 9, verdict: 'churn-seen' as const } };
    const few = await report({ purchasers: 12, repeats: 132, ...seen });
    await expect.poll(() => few.textContent).toContain('12 customers and 132 repeat purchases are too few to say:');
    expect(few.textContent).not.toContain('a risk of losing somebody can be given');
    expect(few.textContent).toContain('No probabilities are shown');
    expect(few.textContent).not.toContain('For each it gives the probability');
    unmountPages();
    const many = await report({ purchasers: 30, repeats: 132, ...seen });
    await expect.poll(() => many.textContent).toContain('a risk of losing somebody can be given');
    expect(many.textContent).toContain('For each it gives the probability');
  });

  it('stands beside everything that the numbers do not know', async () => {
    const types = ['currency-without-rate', 'guests', 'undated', 'future', 'unpriced', 'history-cut'];
    const root = await report({ warnings: types.map((type) => ({ type, count: 2, about: 'EUR' })) });
    for (const sentence of [
      '2 orders in EUR are left out of amounts',
      '2 orders belong to no customer: they count in the average order',
      '2 orders have no date',
      '2 purchases are dated in the future',
      '2 purchases have no amount',
      'of 2 customers the first purchase here may not be their first',
    ])
      await expect.poll(() => root.textContent).toContain(sentence);
    expect(await breaches(document.documentElement)).toEqual([]);
  });

  it('tells a fit that did not settle as one, and does not use it', async () => {
    const models = (['mbg-nbd-map', 'nbd'] as const).map((name) => ({
      ...{ name, parameters: { r: 12, alpha: 1_202_600 }, n: 40 },
      ...{ logLikelihood: -0.00000002694, verdict: 'not-converged' as const },
    }));
    const root = await report({ models, identification: { statistic: 9, verdict: 'churn-seen' } });
    await expect.poll(() => root.textContent).toContain('No probabilities are shown');
    const sheet = root.querySelector('section[aria-label="Who will order"]');
    expect(sheet?.textContent).toContain('Not in use');
    expect([...(sheet?.querySelectorAll('tbody tr') ?? [])].map(({ textContent }) => textContent)).toEqual([
      'MBG/NBD, weak prior40r 12 · α 1,202,6000not settled',
      'NBD40r 12 · α 1,202,6000not settled',
    ]);
  });
});
