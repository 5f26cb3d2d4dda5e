import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Language } from '../../lib/domain/settings.ts';
import type { Failure } from '../../lib/messaging/contract.ts';
import type { CustomerOffers, NoOffers } from '../../lib/messaging/offer-work.ts';
import { breaches, byName, mountState, unmountAll } from '../../tests/view/mount.tsx';
import { noOffers, sampleOffers } from '../../tests/view/offer-states.ts';
import { panelStates } from '../../tests/view/panel-states.ts';
import { id, li, weber } from '../../tests/view/sample-file.ts';

beforeEach(() => page.viewport(360, 900));
afterEach(unmountAll);

const TITLES: Readonly<Record<Language, string>> = { en: 'Offer next', 'zh-CN': '可以推荐', 'zh-TW': '可以推薦' };
const SUMMARIES: Readonly<Record<Language, string>> = {
  en: 'Show the figures',
  'zh-CN': '查看数字',
  'zh-TW': '查看數字',
};

/** The panel of a customer to whom there is this to be offered. */
async function show(offers: () => CustomerOffers | Failure, language: Language = 'en') {
  const state = panelStates(language === 'en' ? weber : li).certain;
  if (!state) throw new Error('certain');
  const mounted = await mountState({ ...state, offers }, language);
  const line = () =>
    [...mounted.root.querySelectorAll('dt')].find((one) => one.textContent === TITLES[language])?.nextElementSibling;
  await expect.poll(line).toBeTruthy();
  return { ...mounted, text: () => line()?.textContent ?? '' };
}

describe('what to offer next', () => {
  it('stands beside the customer with its reason, and the figures are one key away', async () => {
    const { root, text } = await show(() => sampleOffers(weber));
    await expect.poll(text).toContain('Handmade ceramic cup');
    expect(text()).toContain('14 of the 31 purchases with Organic black tea 250 g had it too');
    // Without a name it is called by its SKU.
    expect(text()).toContain('BOX-1 7 of the 12 purchases with Gift box, autumn had it too');
    const details = root.querySelector('details') as HTMLDetailsElement;
    expect(details.open).toBe(false);
    (details.querySelector('summary') as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    expect(details.open).toBe(true);
    expect(details.textContent).toContain('Bought together in 14 of 2,604 purchases');
    expect(details.textContent).toContain('(support 0.5%)');
    // 14 of 31, 120 of 2,604; of 12 the share comes with its range.
    expect(details.textContent).toContain('45% had it (confidence); of all, 4.6%. That is 9.8 times as often');
    expect(details.textContent).toContain('58% (32%–81%) had it (confidence)');
    expect(details.textContent).toContain('by chance alone: <0.1%');
    expect(details.textContent).toContain('Counted in 2,604 purchases whose goods are on file');
    expect(await breaches(document.documentElement)).toEqual([]);
  });

  it('tells products of one name apart by their SKU', async () => {
    const { offers, ...rest } = sampleOffers(weber);
    const [first, second] = offers;
    if (!first || !second) throw new Error('two offers');
    const shirt = (sku: string) => ({ name: 'T-shirt', sku, isNameShared: true }) as const;
    const { text } = await show(() => ({
      ...rest,
      offers: [
        { ...first, goods: shirt('TS-M'), because: shirt('TS-S') },
        { ...second, goods: shirt('TS-L'), because: shirt('TS-S') },
      ],
    }));
    await expect.poll(text).toContain('T-shirt [TS-M]');
    expect(text()).toContain('T-shirt [TS-L]');
    expect(text()).toContain('with T-shirt [TS-S] had it too');
  });

  it.each([
    ['pending', 0, 'Being counted from all orders'],
    ['no-goods', 0, 'no paid order on file says what was in it'],
    ['too-few', 1, 'there is 1 purchase whose goods are on file'],
    ['too-few', 6, 'in the 6 purchases whose goods are on file, no two products were bought together 5 times'],
    ['by-chance', 50, 'what was bought together in 50 purchases may well be coincidence'],
    ['unknown-goods', 50, 'their orders do not say what was in them'],
    ['nothing-more', 50, 'they already have what goes with their purchases'],
  ] as const)('that is nothing (%s of %i) is a sentence', async (none: NoOffers, baskets, sentence) => {
    const { root, text } = await show(() => noOffers(none, baskets));
    await expect.poll(text).toContain(sentence);
    expect(root.querySelector('details')).toBeNull();
    expect(await breaches(document.documentElement)).toEqual([]);
  });

  it('comes by itself when it has been counted, and stands while it is counted again', async () => {
    let now: CustomerOffers | Failure = noOffers('pending', 0);
    const { background, text } = await show(() => now);
    await expect.poll(text).toContain('Being counted');
    const push = () => background.push({ event: 'changed', actionId: id(1), tables: ['offers'], customerIds: [] });
    now = sampleOffers(weber);
    push();
    await expect.poll(text).toContain('Handmade ceramic cup');
    const asked = background.of('offers.of').length;
    now = { type: 'storage-failed' };
    push();
    await expect.poll(() => background.of('offers.of').length).toBe(asked + 1);
    expect(text()).toContain('Handmade ceramic cup');
  });

  it('that cannot be had says so in its line, and leaves the rest standing', async () => {
    const { root, text } = await show(() => ({ type: 'storage-failed' }));
    await expect.poll(text).toContain('The database did not answer');
    expect(root.textContent).toContain('Usually every 31 days');
  });

  it.each(['zh-CN', 'zh-TW'] as const)('is whole in %s', async (language) => {
    const { root, text } = await show(() => sampleOffers(li), language);
    await expect.poll(text).toContain('手工陶瓷茶杯');
    expect(text()).toContain(language === 'zh-CN' ? '的 31 次里，有 14 次也买了它' : '的 31 次裡，有 14 次也買了它');
    await userEvent.click(byName(root, 'summary', SUMMARIES[language]));
    expect(text()).not.toMatch(/\{\w+\}|undefined|NaN|offer\./);
    expect(await breaches(document.documentElement)).toEqual([]);
  });
});
