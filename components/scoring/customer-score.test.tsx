import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Profile } from '../../lib/domain/profile.ts';
import type { CustomerOutlook, ScorePart } from '../../lib/domain/score.ts';
import type { Failure } from '../../lib/messaging/contract.ts';
import { breaches, byName, type Mounted, mountState, unmountAll } from '../../tests/view/mount.tsx';
import { panelStates } from '../../tests/view/panel-states.ts';
import { id, weber } from '../../tests/view/sample-file.ts';
import { receiptOf, scoreParts } from '../../tests/view/sample-receipt.ts';
import { outlookOf, smallOutlook } from '../../tests/view/score-states.ts';
import { ledgerOf } from './receipt-ledger.ts';

beforeEach(() => page.viewport(360, 900));
afterEach(unmountAll);

const { certain } = panelStates(weber);

/** The panel of a customer of whom the models say this. */
async function show(
  outlook: CustomerOutlook | Failure | Promise<CustomerOutlook>,
  parts: readonly ScorePart[] = scoreParts,
  language: 'en' | 'zh-CN' | 'zh-TW' = 'en',
  comparedWith?: number,
): Promise<Mounted> {
  if (!certain) throw new Error('certain');
  const profile = {
    ...(certain.profile as Profile),
    receipt: { ...receiptOf(parts), ...(comparedWith === undefined ? {} : { comparedWith }) } as Profile['receipt'],
  };
  const mounted = await mountState({ ...certain, profile, outlook: () => outlook }, language);
  await expect.poll(() => mounted.root.querySelector('h3')).not.toBeNull();
  return mounted;
}

describe('the outlook', () => {
  it('says the stage with its reason, the risk over its horizon, the window and the value with its label', async () => {
    const { root } = await show(outlookOf('EUR'));
    await expect.poll(() => root.textContent).toContain('Usually every 31 days, now 66 days.');
    const text = root.textContent ?? '';
    expect(text).toContain('28%');
    expect(text).toContain('no order within the next 105 days');
    expect(text).toContain('around Dec 24');
    expect(text).toContain('in 8 of 10 cases between Nov 26 and Mar 21, 2027');
    expect(text).toContain('about €4,680');
    expect(text).toContain('expected revenue');
    expect(text).toContain('Worked out from 2,357 customers and 4,340 repeat purchases');
    expect(text).toContain('answer within 4 hours');
    expect(text).toContain('up to 10% discount');
    await expect
      .poll(() => root.textContent)
      .toContain('14 of the 31 purchases with Organic black tea 250 g had it too');
    expect(text).toContain('→ 91 points');
    expect(text).toContain('B → A · 3 days ago · because of: Likely to order');
    expect(text).toContain('C → B · 40 days ago · the rules were changed');
  });

  it('calls the group as the shop does, in the receipt too', async () => {
    const part: ScorePart = {
      ...{ ruleId: 'group', attribute: 'group', value: 'vip', share: 1, mean: 0.2, weight: 10, points: 8 },
    };
    const named = { ...outlookOf('EUR'), groupNames: { vip: 'Stars' } };
    const { root } = await show(named, [...scoreParts, part]);
    // Once among the figures, once as a fact of the receipt.
    await expect.poll(() => root.textContent?.split('Stars').length).toBe(3);
    expect(root.textContent).not.toContain('VIP');
  });

  it.each([
    ['few-customers', '3 customers and 1 repeat purchase are too few'],
    ['no-churn-signal', 'cannot be told yet from people who take their time'],
    ['not-fitted', 'found no stable fit'],
  ] as const)('that cannot be had (%s) is one sentence instead of three', async (why, sentence) => {
    const { root } = await show({ ...smallOutlook(3, 1), churn: why, next: why, value: why });
    await expect.poll(() => root.textContent).toContain(sentence);
    expect(root.textContent?.split(sentence).length).toBe(2);
    expect(root.textContent).not.toContain('Risk of losing them');
    expect(await breaches(document.documentElement)).toEqual([]);
  });

  it('that cannot be had for several reasons is one sentence all the same', async () => {
    const none = { churn: 'no-churn-signal', next: 'no-churn-signal', value: 'few-customers' } as const;
    const { root } = await show({ ...smallOutlook(35, 103), ...none });
    await expect.poll(() => root.textContent).toContain('cannot be told yet from people who take their time');
    expect(root.textContent).not.toContain('too few');
    expect(root.textContent).not.toContain('Risk of losing them');
  });

  it('without a likely next order gives no date and says why, beside the figures there are', async () => {
    const { root } = await show({ ...outlookOf(), next: 'unlikely', value: 'no-amounts' });
    await expect.poll(() => root.textContent).toContain('No date: another order');
    expect(root.textContent).toContain('28%');
    expect(root.textContent).toContain('No amounts on file');
    expect(root.textContent).not.toContain('around');
  });

  it('gives no probability below 30 customers and no amount below 100, whatever it is told', async () => {
    const { root } = await show({ ...outlookOf('EUR'), n: { customers: 99, repeats: 50 } });
    await expect.poll(() => root.textContent).toContain('No amount below 100 customers');
    expect(root.textContent).toContain('28%');
    expect(root.textContent).not.toContain('€4,680');
    unmountAll();
    const few = await show({ ...outlookOf('EUR'), n: { customers: 29, repeats: 12 } });
    await expect.poll(() => few.root.textContent).toContain('29 customers and 12 repeat purchases are too few');
    expect(few.root.textContent).not.toContain('28%');
  });

  it('without an amount, because they are few, does not deny the probability beside it', async () => {
    const { root } = await show({ ...outlookOf('EUR'), value: 'few-customers', n: { customers: 94, repeats: 282 } });
    await expect.poll(() => root.textContent).toContain('No amount below 100 customers with 30 repeat purchases');
    expect(root.textContent).toContain('28%');
    expect(root.textContent).not.toContain('No probability');
  });

  it('of the first customer compares them with nobody', async () => {
    const { root } = await show(smallOutlook(1, 0), scoreParts, 'en', 1);
    await expect.poll(() => root.textContent).toContain('There is nobody else to compare with yet');
    expect(root.textContent).not.toContain('Compared with');
  });

  it('of few says how many there are, the customer among them, in Chinese without a space between', async () => {
    const { root } = await show(smallOutlook(12, 4), scoreParts, 'zh-CN', 12);
    await expect.poll(() => root.textContent).toContain('目前一共只有 12 位客户买过，参考价值有限。');
    expect(root.textContent).not.toMatch(/[。！？] \S/);
  });

  it('of somebody with one purchase speaks of that one', async () => {
    const { root } = await show(smallOutlook(1, 0));
    await expect
      .poll(() => root.textContent)
      .toContain('One purchase so far, 12 days ago. Counts as at risk after 90 days without another.');
    expect(root.textContent).toContain('1 customer and 0 repeat purchases are too few');
    unmountAll();
    const gone = await show({ ...smallOutlook(1, 0), stage: 'churned', sinceDays: 400 });
    await expect
      .poll(() => gone.root.textContent)
      .toContain('One purchase so far, 400 days ago. Counts as churned after 210 days without another.');
    expect(gone.root.textContent).not.toContain('Counts as at risk');
  });

  it('that takes its time says so, and how far the whole file is', async () => {
    const later = Promise.withResolvers<CustomerOutlook>();
    const { root, background, clock } = await show(later.promise);
    await expect.poll(() => root.textContent).toContain('What to expect');
    clock.advance(200);
    await expect.poll(() => root.querySelector('[role=status]')?.textContent).toContain('Working it out');
    background.push({ event: 'scoring', phase: 'scoring', done: 40, total: 100 });
    await expect.poll(() => root.textContent).toContain('Working out the scores of the whole file: 40%');
    later.resolve(outlookOf());
    await expect.poll(() => root.textContent).toContain('Usually every 31 days');
    expect(root.textContent).not.toContain('Working');
  });

  it('that fails says so and tries again', async () => {
    const { root, background } = await show({ type: 'storage-failed' });
    await expect.poll(() => root.textContent).toContain('The database did not answer');
    background.answer({ 'score.outlook': () => outlookOf() });
    await userEvent.click(byName(root, 'button', 'Try again'));
    await expect.poll(() => root.textContent).toContain('Usually every 31 days');
  });

  it('is asked for anew when the customer changed, and stands meanwhile', async () => {
    const { root, background } = await show(outlookOf());
    await expect.poll(() => root.textContent).toContain('Usually every 31 days, now 66 days.');
    background.answer({
      'customers.get': () => ({ ...(certain?.profile as Profile) }),
      'score.outlook': () => ({ ...outlookOf(), sinceDays: 0, stage: 'loyal' }),
    });
    background.push({ event: 'changed', actionId: id(1), tables: ['orders'], customerIds: 'many' });
    expect(root.textContent).toContain('now 66 days');
    await expect.poll(() => root.textContent).toContain('now 0 days.');
  });

  it.each(['zh-CN', 'zh-TW'] as const)('is whole in %s', async (language) => {
    const { root } = await show(outlookOf(), scoreParts, language);
    await expect.poll(() => root.textContent).toContain(language === 'zh-CN' ? '流失概率' : '流失機率');
    await userEvent.click(byName(root, 'button', language === 'zh-CN' ? '查看依据' : '查看依據'));
    expect(root.textContent).not.toMatch(/\{\w+\}|undefined|NaN|outlook\.|receipt\.|rule-of\./);
  });
});

/** The points as they are shown, in their order, the sum last. */
const pointsIn = (root: ParentNode): number[] => {
  const list = [...root.querySelectorAll('dl')].find((one) => one.textContent?.includes('Everybody starts with'));
  return [...(list?.querySelectorAll<HTMLElement>('dd[class*=points]') ?? [])].map((dd) =>
    Number((dd.textContent ?? '').replace('−', '-').replace('+', '')),
  );
};

describe('the receipt', () => {
  it('shows points that add up to the score in the ring, and lists what is not known', async () => {
    const { root } = await show(outlookOf());
    await expect.poll(() => root.textContent).toContain('Everybody starts with');
    const points = pointsIn(root);
    expect(points[0]).toBe(50);
    expect(points.slice(0, -1).reduce((sum, value) => sum + value, 0)).toBe(points.at(-1));
    expect(points.at(-1)).toBe(Math.round(receiptOf().score));
    expect(root.textContent).toContain('Not known, so no points either way: Satisfaction.');
    expect(root.textContent).toContain('Rules version 3');
  });

  it('shows each fact with what it reaches, its source and its date on request, by keyboard', async () => {
    const { root } = await show(outlookOf());
    await expect.poll(() => root.textContent).toContain('Show the facts');
    const button = byName(root, 'button', 'Show the facts');
    button.focus();
    await userEvent.keyboard('{Enter}');
    expect(button.getAttribute('aria-expanded')).toBe('true');
    expect(root.textContent).toContain(
      'Reaches 72% of the 30 points of this rule. The average customer reaches 22%; only the difference counts. From the purchase model, Oct 10',
    );
    expect(root.textContent).toContain('a long silence counts in both');
    expect(await breaches(document.documentElement)).toEqual([]);
  });

  it('says when the score is cut off at its end, and still adds up', async () => {
    const parts = scoreParts.map((part) => ({ ...part, points: part.points * 4 }));
    const { root } = await show(outlookOf(), parts);
    await expect.poll(() => root.textContent).toContain('Cut off at 100');
    expect(root.textContent).toContain('A score ends at 100');
    const points = pointsIn(root);
    expect(points.slice(0, -1).reduce((sum, value) => sum + value, 0)).toBe(100);
    expect(points.at(-1)).toBe(100);
  });

  it('adds up in whole points for any parts', () => {
    const part = fc
      .record({
        weight: fc.double({ min: -100, max: 100, noNaN: true }),
        share: fc.double({ min: 0, max: 1, noNaN: true }),
        mean: fc.double({ min: 0, max: 1, noNaN: true }),
      })
      .map(
        ({ weight, share, mean }): ScorePart => ({
          ruleId: 'r',
          attribute: 'pBuy',
          weight,
          share,
          mean,
          points: weight * (share - mean),
        }),
      );
    void fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const receipt = receiptOf(parts);
        const ledger = ledgerOf(parts, receipt.score);
        const sum = ledger.parts.reduce((total, { points }) => total + points, ledger.base + ledger.cut);
        expect(sum).toBe(ledger.score);
        expect(ledger.score).toBe(Math.round(receipt.score));
        if (receipt.score > 0 && receipt.score < 100) expect(ledger.cut).toBe(0);
      }),
    );
  });
});
