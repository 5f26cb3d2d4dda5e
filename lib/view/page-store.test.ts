import { effect } from '@preact/signals';
import { expect, it } from 'vitest';
import { createFakeBackground } from '../../tests/view/fake-background.ts';
import { arrived, createManualClock } from '../../tests/view/manual-clock.ts';
import { bareProfile, id, li, profileOf, stats } from '../../tests/view/sample-file.ts';
import { certain, messagePage, personOf } from '../../tests/view/sample-pages.ts';
import type { PageContext, PersonOnPage } from '../domain/page-context.ts';
import type { Profile } from '../domain/profile.ts';
import { createPageStore } from './page-store.ts';

const first = profileOf(li, 1);
const second = bareProfile('马超', 2);

function setUp(context: PageContext = messagePage([certain(first)], 5)) {
  const background = createFakeBackground({
    'page.get': () => context,
    'page.select': () => ({}),
    'customers.get': ({ customerId }) => [first, second].find((entry) => entry.customer.id === customerId) ?? null,
    'store.stats': () => stats,
  });
  const clock = createManualClock();
  const page = createPageStore(background, clock, new AbortController().signal);
  return { background, clock, page };
}
const loading = (epoch: number): PageContext => ({ ...messagePage([], epoch), state: 'loading' });

it('shows the profile of a certain match', async () => {
  const { page } = setUp();
  await page.start();
  await arrived();
  expect(page.profiles.profile.value?.customer.id).toBe(first.customer.id);
});

it('shows no profile for a match that is only probable', async () => {
  const match: PersonOnPage['match'] = {
    type: 'probable',
    customer: { customerId: first.customer.id, name: '', email: '', evidence: [] },
  };
  const { page, background } = setUp(messagePage([personOf({ name: '李' }, match)]));
  await page.start();
  await arrived();
  expect(page.profiles.profile.value).toBeUndefined();
  expect(background.of('customers.get')).toEqual([]);
});

it('an older answer never replaces a newer one', async () => {
  const { page, background } = setUp(messagePage([certain(first)], 5));
  await page.start();
  background.push({ event: 'page', context: messagePage([certain(second)], 7), profile: second });
  background.push({ event: 'page', context: messagePage([certain(first)], 6), profile: first });
  expect(page.profiles.profile.value?.customer.id).toBe(second.customer.id);
  expect(page.context.value?.epoch).toBe(7);
});

it('an answer of the same age is taken: selecting and recording do not age the page', async () => {
  const { page, background } = setUp(messagePage([certain(first)], 5));
  await page.start();
  background.push({ event: 'page', context: messagePage([certain(second)], 5), profile: second });
  expect(page.profiles.profile.value?.customer.id).toBe(second.customer.id);
});

it('the former person is gone in the same tick that the page starts to load', async () => {
  const { page, background } = setUp();
  await page.start();
  await arrived();
  expect(page.profiles.profile.value).toBeDefined();
  background.push({ event: 'page', context: loading(6) });
  expect(page.profiles.profile.value).toBeUndefined();
  expect(page.person.value).toBeUndefined();
});

it('the former person is gone in the same tick that another is selected', async () => {
  const people = [certain(first), certain(second, 'to')];
  const { page } = setUp(messagePage(people, 5));
  await page.start();
  await arrived();
  const seen: (Profile | undefined)[] = [];
  const dispose = effect(() => {
    seen.push(page.profiles.profile.value);
  });
  const selecting = page.select(people[1]?.key ?? '');
  expect(page.profiles.profile.value).toBeUndefined();
  await selecting;
  await arrived();
  dispose();
  expect(seen.map((profile) => profile?.customer.id)).toEqual([first.customer.id, undefined, second.customer.id]);
});

it('a profile that arrives after the person changed is dropped', async () => {
  const { page, background } = setUp();
  let give: (profile: Profile) => void = () => {};
  background.answer({ 'customers.get': () => new Promise((resolve) => (give = resolve)) });
  await page.start();
  background.push({ event: 'page', context: messagePage([certain(second)], 6), profile: second });
  give(first);
  await arrived();
  expect(page.profiles.profile.value?.customer.id).toBe(second.customer.id);
});

it('a change to the customer shown is fetched, others are not', async () => {
  const { page, background } = setUp();
  await page.start();
  await arrived();
  const before = background.of('customers.get').length;
  const changed = (customerId: Profile['customer']['id']) =>
    background.push({ event: 'changed', actionId: id(9), tables: ['notes'], customerIds: [customerId] });
  changed(second.customer.id);
  changed(first.customer.id);
  expect(background.of('customers.get').length).toBe(before + 1);
});

it('a skeleton is due after 150 ms of waiting, not before, and goes when the wait ends', async () => {
  const { page, background, clock } = setUp(loading(1));
  await page.start();
  clock.advance(149);
  expect(page.slow.value).toBe(false);
  clock.advance(1);
  expect(page.slow.value).toBe(true);
  background.push({ event: 'page', context: messagePage([certain(first)], 2), profile: first });
  expect(page.slow.value).toBe(false);
});

it('a customer looked up by hand stays until closed or until somebody appears on the page', async () => {
  const { page, background } = setUp(messagePage([], 1));
  await page.start();
  page.open(second.customer.id);
  await arrived();
  expect(page.profiles.profile.value?.customer.id).toBe(second.customer.id);
  background.push({ event: 'page', context: messagePage([], 2) });
  expect(page.profiles.profile.value?.customer.id).toBe(second.customer.id);
  background.push({ event: 'page', context: messagePage([certain(first)], 3), profile: first });
  expect(page.opened.value).toBeUndefined();
  expect(page.profiles.profile.value?.customer.id).toBe(first.customer.id);
});

it('a failure to start is kept until a second try works', async () => {
  const { page, background } = setUp();
  const context = messagePage([certain(first)], 1);
  background.answer({ 'page.get': () => ({ type: 'storage-blocked' }) });
  await page.start();
  expect(page.failure.value?.type).toBe('storage-blocked');
  background.answer({ 'page.get': () => context });
  await page.retry();
  await arrived();
  expect(page.failure.value).toBeUndefined();
  expect(page.profiles.profile.value).toBeDefined();
});

it('without a page beside it there is nobody, not an error', async () => {
  const { page, background } = setUp();
  background.answer({ 'page.get': () => ({ type: 'not-found' }) });
  await page.start();
  expect(page.failure.value).toBeUndefined();
  expect(page.context.value?.site.type).toBe('none');
});

it('a customer who was deleted meanwhile is said to be gone', async () => {
  const { page, background } = setUp();
  background.answer({ 'customers.get': () => null });
  await page.start();
  await arrived();
  expect(page.failure.value?.type).toBe('not-found');
});

it('another tab in front starts anew, whatever its epoch', async () => {
  const { page, background } = setUp(messagePage([certain(first)], 500));
  await page.start();
  background.answer({ 'page.get': () => messagePage([certain(second)], 3) });
  const turning = page.turn();
  expect(page.profiles.profile.value).toBeUndefined();
  await turning;
  await arrived();
  expect(page.profiles.profile.value?.customer.id).toBe(second.customer.id);
});

it('what was typed into a preview waits for its own person', async () => {
  const { page } = setUp();
  page.edit('a', { name: 'Li' });
  page.edit('b', { name: 'Ma' });
  page.edit('a', { phone: '1' });
  expect(page.previews.value.get('a')).toEqual({ name: 'Li', phone: '1' });
});

it('whether the file is empty is asked again once a first customer is added', async () => {
  const { page, background } = setUp(messagePage([], 1));
  background.answer({ 'store.stats': () => ({ ...stats, customers: 0 }) });
  await page.start();
  expect(page.fileIsEmpty.value).toBe(true);
  background.answer({ 'store.stats': () => ({ ...stats, customers: 1 }) });
  background.push({ event: 'changed', actionId: id(9), tables: ['customers'], customerIds: [] });
  await arrived();
  expect(page.fileIsEmpty.value).toBe(false);
});
