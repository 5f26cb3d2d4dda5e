import { afterEach, expect, it } from 'vitest';
import { createFakeBackground } from '../../tests/view/fake-background.ts';
import { listPage, rowAt } from '../../tests/view/list-states.ts';
import { arrived, createManualClock } from '../../tests/view/manual-clock.ts';
import { id } from '../../tests/view/sample-file.ts';
import type { Push, ReplyOf, RequestOf } from '../messaging/contract.ts';
import { createCustomerListStore } from './customer-list-store.ts';

type Reply = ReplyOf<'customers.list'>;
const stops: AbortController[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop.abort();
});

/** A list whose answers wait until the test lets them go, in any order. */
function held(count = 1000) {
  const waiting: { query: RequestOf<'customers.list'>; give: (reply: Reply) => void }[] = [];
  const background = createFakeBackground({
    'customers.list': (query) => new Promise((give) => waiting.push({ query, give })),
  });
  const clock = createManualClock();
  const stop = new AbortController();
  stops.push(stop);
  const list = createCustomerListStore(background, clock, stop.signal);
  const answer = async (at: number) => {
    const [entry] = waiting.splice(at, 1);
    if (!entry) throw new Error('nothing asked');
    entry.give(listPage(count)(entry.query));
    await arrived();
  };
  return { list, background, clock, waiting, answer, stop };
}
const changed: Extract<Push, { event: 'changed' }> = {
  event: 'changed',
  actionId: id(1),
  tables: ['customers'],
  customerIds: [],
};

it('an old answer never takes the place of a newer one', async () => {
  const { list, clock, waiting, answer } = held();
  list.show(0, 20);
  list.type('Weber');
  clock.advance(200);
  list.type('Maya');
  clock.advance(200);
  expect(waiting.map(({ query }) => query.filter)).toEqual(['', 'Weber', 'Maya']);
  await answer(2);
  expect(list.answer.value?.filter).toBe('Maya');
  await answer(1);
  await answer(0);
  expect(list.answer.value?.filter).toBe('Maya');
  expect(list.answer.value?.rows.get(0)?.name).toBe('Maya Patel');
});

it('asks once the typing rests, and not at all for what it already shows', async () => {
  const { list, clock, background, answer } = held();
  list.show(0, 20);
  await answer(0);
  for (const text of ['W', 'We', 'Web']) {
    list.type(text);
    clock.advance(50);
  }
  clock.advance(200);
  expect(background.of('customers.list').map((query) => query.filter)).toEqual(['', 'Web']);
  list.type(' Web ');
  clock.advance(200);
  expect(background.of('customers.list').length).toBe(2);
});

it('the old answer stands until the newer one is there', async () => {
  const { list, answer } = held();
  list.show(0, 20);
  await answer(0);
  list.sortBy('net');
  expect(list.answer.value?.rows.get(0)).toEqual(rowAt(0));
  expect([list.sort.value, list.descending.value]).toEqual(['net', true]);
  list.sortBy('net');
  expect(list.descending.value).toBe(false);
  list.sortBy('name');
  expect(list.descending.value).toBe(false);
});

it('asks for the pages in view only, one at a time, and skips what was scrolled past', async () => {
  const { list, waiting, answer } = held(100_000);
  list.show(0, 20);
  await answer(0);
  for (const first of [300, 5_000, 20_000, 90_090]) list.show(first, first + 20);
  expect(waiting.map(({ query }) => query.offset)).toEqual([300]);
  await answer(0);
  expect(waiting.map(({ query }) => query.offset)).toEqual([90_000]);
  await answer(0);
  expect(waiting.map(({ query }) => query.offset)).toEqual([90_100]);
  await answer(0);
  expect(waiting).toEqual([]);
  expect(list.answer.value?.rows.get(90_110)).toEqual(rowAt(90_110));
  expect(list.answer.value?.rows.size).toBeLessThanOrEqual(2100);
});

it('a burst of changes is one more question, not many', async () => {
  const { list, background, answer } = held();
  list.show(0, 20);
  await answer(0);
  for (let times = 0; times < 50; times += 1) background.push(changed);
  expect(background.of('customers.list').length).toBe(2);
  await answer(0);
  expect(background.of('customers.list').length).toBe(3);
  await answer(0);
  expect(background.of('customers.list').length).toBe(3);
  background.push({ ...changed, tables: ['settings'] });
  expect(background.of('customers.list').length).toBe(3);
});

it('a list that became shorter than the place in view does not ask for ever', async () => {
  const { list, background, answer } = held(150);
  list.show(900, 920);
  await answer(0);
  expect(background.of('customers.list').length).toBe(1);
  expect(list.answer.value?.total).toBe(150);
});

it('a failure is told, and the next try clears it', async () => {
  const { list, background } = held();
  background.answer({ 'customers.list': () => ({ type: 'storage-failed' }) });
  list.show(0, 20);
  await arrived();
  expect(list.failure.value).toEqual({ type: 'storage-failed' });
  background.answer({ 'customers.list': listPage(3) });
  list.retry();
  await arrived();
  expect(list.failure.value).toBeUndefined();
  expect(list.answer.value?.total).toBe(3);
});

it('nothing is asked and nothing changes after the page has gone', async () => {
  const { list, background, clock, stop, answer } = held();
  list.show(0, 20);
  list.type('x');
  stop.abort();
  clock.advance(500);
  background.push(changed);
  await answer(0);
  expect(background.of('customers.list').length).toBe(1);
  expect(list.answer.value).toBeUndefined();
});
