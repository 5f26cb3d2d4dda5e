import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { byName, mountState, painted, unmountAll } from '../../tests/view/mount.tsx';
import { type PanelState, panelStates } from '../../tests/view/panel-states.ts';
import { bareProfile, id, profileOf, settings, weber } from '../../tests/view/sample-file.ts';
import { certain, messagePage } from '../../tests/view/sample-pages.ts';

beforeEach(() => page.viewport(360, 860));
afterEach(unmountAll);

const states = panelStates(weber);
const profile = profileOf(weber);
const other = bareProfile('马超', 2);
const stateOf = (name: string): PanelState => {
  const state = states[name];
  if (!state) throw new Error(name);
  return state;
};
const done = { actionId: id<never>(77) };
const button = (root: ParentNode, name: string) => byName(root, 'button', name);

describe('first sight', () => {
  it('says who, tier, stage and score, and that a message is not recorded', async () => {
    const { root } = await mountState(stateOf('certain'));
    expect(root.querySelector('h2')?.textContent).toContain('Jonas Weber');
    expect(root.textContent).toContain('Tier A');
    expect(root.textContent).toContain('Loyal');
    expect(root.querySelector('[role=img]')?.getAttribute('aria-label')).toBe('Score 86 of 100');
    expect(root.querySelector('footer')?.textContent).toContain('Message not recorded');
  });

  it('tells the shell that the epoch can be seen, once it is drawn', async () => {
    const { background } = await mountState({ ...stateOf('certain'), context: messagePage([certain(profile)], 12) });
    await expect.poll(() => background.of('page.shown')).toEqual([{ epoch: 12 }]);
  });

  it('shows nothing at all while it loads, then a skeleton', async () => {
    const { root, clock, background } = await mountState(stateOf('certain'));
    background.push({ event: 'page', context: { ...messagePage([], 2), state: 'loading' } });
    await painted();
    expect(root.querySelector('main')?.textContent).toBe('Customer');
    clock.advance(150);
    await painted();
    expect(root.querySelector('main')?.textContent).toContain('Loading');
  });

  it('a figure nobody knows is a dash whose reason comes with the focus, and goes with Escape', async () => {
    const { root } = await mountState(stateOf('bare'));
    const dash = button(root.querySelector('dl') as Element, '—');
    expect(root.querySelector('dl')?.textContent).not.toMatch(/\d/);
    dash.focus();
    const reason = document.getElementById(dash.getAttribute('aria-describedby') ?? '');
    expect(reason?.matches(':popover-open')).toBe(true);
    expect(reason?.textContent).toBe('No paid order on file yet.');
    await userEvent.keyboard('{Escape}');
    expect(reason?.matches(':popover-open')).toBe(false);
  });

  it('the parts of the receipt add up to the score', async () => {
    const { root } = await mountState(stateOf('certain'));
    await expect.poll(() => root.textContent).toContain('Everybody starts with');
    const receipt = [...root.querySelectorAll('dl')].find((list) =>
      list.textContent?.includes('Everybody starts with'),
    );
    const points = [...(receipt?.querySelectorAll('dd[class*=points]') ?? [])].map((dd) =>
      Number(dd.textContent?.replace('−', '-')),
    );
    expect(points.length).toBe(6);
    expect(points.pop()).toBe(86);
    expect(points.reduce((sum, value) => sum + value, 0)).toBe(86);
  });
});

describe('people', () => {
  it('somebody unknown is added in one click, as corrected in the preview', async () => {
    const { root, background } = await mountState(stateOf('unknown'));
    background.answer({ 'page.addCustomer': () => ({ ...done, customerId: id<never>(1) }) });
    const name = byName(root, 'input', 'Name') as HTMLInputElement;
    await userEvent.fill(name, 'Jonas W.');
    await userEvent.click(button(root, 'Add customer'));
    await expect
      .poll(() => background.of('page.addCustomer')[0]?.fields)
      .toEqual({
        name: 'Jonas W.',
        email: weber.email,
        phone: '+49 40 123456',
      });
  });

  it('each fact in the preview says where it was read until it is changed', async () => {
    const { root } = await mountState(stateOf('unknown'));
    expect(root.textContent).toContain('beside its label on the page');
    await userEvent.fill(byName(root, 'input', 'Name'), 'Someone else');
    expect(root.textContent).not.toContain('beside its label on the page');
    expect(root.textContent).toContain('from a machine-readable mark');
  });

  it('a probable match is asked, and the answer is linked or remembered as a no', async () => {
    const { root, background } = await mountState(stateOf('probable'));
    background.answer({ 'page.link': () => done, 'page.reject': () => done });
    expect(root.textContent).toContain('Is this Jonas Weber?');
    expect(root.textContent).not.toContain('€12,480');
    await userEvent.click(button(root, 'Yes, it is Jonas Weber'));
    await userEvent.click(button(root, 'Not this person'));
    await expect.poll(() => background.of('page.reject').length).toBe(1);
    expect(background.of('page.link')[0]).toMatchObject({ customerId: profile.customer.id });
  });

  it('none of several candidates is one word, and one undo', async () => {
    const { root, background } = await mountState(stateOf('ambiguous'));
    background.answer({
      'page.reject': () => done,
      'history.undo': () => ({ ...done, undone: id<never>(1), action: 'page.reject', kept: 0 }),
    });
    await userEvent.click(button(root, 'None of these'));
    await expect.poll(() => background.of('page.reject').map((request) => request.customerId)).toEqual([id(1), id(4)]);
    await userEvent.click(button(root, 'Undo'));
    await expect.poll(() => background.of('history.undo').length).toBe(2);
  });

  it('a certain match can be denied from its menu', async () => {
    const { root, background } = await mountState(stateOf('certain'));
    background.answer({ 'page.reject': () => done });
    await userEvent.click(button(root, 'More about this match'));
    await userEvent.click(byName(root, '[role=menuitem]', 'Not this person'));
    await expect.poll(() => background.of('page.reject')[0]).toMatchObject({ customerId: profile.customer.id });
  });

  it('the switcher shows another person of the page', async () => {
    const { root, background } = await mountState(stateOf('several'));
    background.answer({ 'customers.get': () => other });
    await userEvent.click(byName(root, 'button[aria-pressed=false]', 'To'));
    await expect.poll(() => background.of('page.select').length).toBe(1);
    expect(root.textContent).not.toContain('€12,480');
  });

  it('a customer is looked up by hand where the page says nothing', async () => {
    const { root, background, clock } = await mountState({ ...stateOf('no-recipe'), profile });
    await userEvent.fill(byName(root, 'input', 'Look up a customer'), 'jonas');
    clock.advance(200);
    expect(background.of('search.run')).toEqual([{ text: 'jonas', limit: 20 }]);
    await expect.poll(() => root.querySelectorAll('search li').length).toBe(1);
    await userEvent.click(button(root.querySelector('search') as Element, 'Jonas Weber'));
    await expect.poll(() => root.querySelector('h2')?.textContent).toContain('Jonas Weber');
    await userEvent.click(button(root, 'Back'));
    await expect.poll(() => root.textContent).toContain('not readable yet');
  });
});

describe('recording', () => {
  it('the first visit asks what to record, and the answer is for this site', async () => {
    const { root, background } = await mountState(stateOf('first-visit'));
    background.answer({ 'sites.setRecording': () => done });
    await userEvent.click(button(root, 'Only when I say so'));
    await expect
      .poll(() => background.of('sites.setRecording')[0])
      .toMatchObject({
        origin: 'https://mail.shop.example',
        recording: 'ask',
      });
  });

  it('the open message is recorded on request', async () => {
    const { root, background } = await mountState(stateOf('certain'));
    background.answer({ 'page.record': () => done });
    await userEvent.click(button(root.querySelector('footer') as Element, 'Record'));
    await expect.poll(() => background.of('page.record').length).toBe(1);
  });

  it('an excluded message says why and offers nothing', async () => {
    const { root } = await mountState(stateOf('excluded'));
    expect(root.querySelector('footer')?.textContent).toContain('Not recorded: on the never list');
    expect([...root.querySelectorAll('footer button')].map((entry) => entry.textContent)).not.toContain('Record');
  });

  it('an order that is not on file is added from its preview', async () => {
    const { root, background } = await mountState(stateOf('order'));
    background.answer({ 'page.record': () => done });
    expect(root.textContent).toContain('Order T-10423 is not on file');
    expect(root.textContent).toContain('Organic black tea 250 g × 3');
    await userEvent.click(button(root, 'Add order'));
    await expect.poll(() => background.of('page.record').length).toBe(1);
  });
});

describe('profile', () => {
  const openProfile = async () => {
    const mounted = await mountState(stateOf('certain'));
    mounted.background.answer({ 'customers.update': () => done, 'identities.add': () => done });
    await userEvent.click(byName(mounted.root, '[role=tab]', 'Profile'));
    return mounted;
  };

  it('a field is edited in place and saved by leaving it; its source stands beside it', async () => {
    const { root, background } = await openProfile();
    expect(root.textContent).toContain('you, Mar 3');
    await userEvent.click(button(root, 'Edit Company'));
    await userEvent.fill(byName(root, 'input', 'Company'), 'Weber AG');
    await userEvent.keyboard('{Tab}');
    await expect
      .poll(() => background.of('customers.update'))
      .toEqual([
        { customerId: profile.customer.id, field: 'company', value: 'Weber AG', actionId: expect.any(String) },
      ]);
  });

  it('Escape puts the old value back, and an emptied field is cleared', async () => {
    const { root, background } = await openProfile();
    await userEvent.click(button(root, 'Edit Company'));
    await userEvent.fill(byName(root, 'input', 'Company'), 'nonsense');
    await userEvent.keyboard('{Escape}');
    expect(background.of('customers.update')).toEqual([]);
    await userEvent.click(button(root, 'Edit Company'));
    await userEvent.fill(byName(root, 'input', 'Company'), '');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => background.of('customers.update').map((request) => request.value)).toEqual([null]);
  });

  it('what is being typed is kept for its own customer when the page turns to someone else', async () => {
    const { root, background } = await openProfile();
    await userEvent.click(button(root, 'Edit Company'));
    await userEvent.fill(byName(root, 'input', 'Company'), 'Weber AG');
    background.push({ event: 'page', context: messagePage([certain(other)], 2), profile: other });
    await expect
      .poll(() => background.of('customers.update'))
      .toEqual([
        { customerId: profile.customer.id, field: 'company', value: 'Weber AG', actionId: expect.any(String) },
      ]);
  });

  it('an earlier value is put back from the history', async () => {
    const { root, background } = await openProfile();
    await expect.poll(() => root.textContent).toContain('梅里有机食品有限公司');
    await expect.poll(() => root.textContent).toContain('Put back');
    await userEvent.click(button(root, 'Put back 梅里'));
    await expect
      .poll(() => background.of('history.putBack')[0])
      .toMatchObject({ of: id(902), table: 'customers', field: 'company', recordId: profile.customer.id });
  });

  it('a contact that is none is refused with what to do, and stays in its field', async () => {
    const { root, background } = await openProfile();
    background.answer({ 'identities.add': () => ({ type: 'bad-request' }) });
    const field = byName(root, 'form input', 'Value') as HTMLInputElement;
    await userEvent.fill(field, 'not an address');
    await userEvent.click(button(root.querySelector('form') as Element, 'Add'));
    await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true');
    expect(field.value).toBe('not an address');
  });
});

describe('failures', () => {
  it('says what to do and tries again', async () => {
    const { root, background } = await mountState(stateOf('error-profile'));
    expect(root.querySelector('main')?.textContent).toContain('The database did not answer');
    background.answer({ 'customers.get': () => profile });
    await userEvent.click(button(root, 'Try again'));
    await expect.poll(() => root.querySelector('h2')?.textContent).toContain('Jonas Weber');
  });

  it('the language changes in place', async () => {
    const { root, background } = await mountState(stateOf('certain'));
    background.answer({ 'settings.get': () => ({ ...settings, language: 'zh-CN' }) });
    background.push({ event: 'changed', actionId: id(9), tables: ['settings'], customerIds: [] });
    await expect.poll(() => root.textContent).toContain('忠诚客户');
    expect(document.documentElement.lang).toBe('zh-CN');
  });
});
