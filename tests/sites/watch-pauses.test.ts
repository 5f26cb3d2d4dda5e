import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { app, appOf, order, removeWatched, set, type Watched, watched } from './watched.ts';

// A clock that the tests turn: the watcher's pauses are then exact. Reads take no time on it, so no cost lengthens them.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => {
  vi.useRealTimers();
  removeWatched();
});

const SHORTEST_MS = 50;
const LONGEST_MS = 500;

/** One change that shows nothing new, heard by the watcher. */
async function stir(place: Watched, box: Element): Promise<void> {
  box.append(place.document.createElement('i'));
  await Promise.resolve();
}

/** Keeps the page busy: a change every 10 ms. Gives at which of these moments it was read. */
async function busy(place: Watched, forMs: number): Promise<number[]> {
  // Each read looks for the watched container once; a change alone does not.
  const box = appOf(place);
  const looks = vi.spyOn(place.document, 'querySelector');
  const readAt: number[] = [];
  for (let at = 0; at < forMs; at += 10) {
    const before = looks.mock.calls.length;
    await stir(place, box);
    vi.advanceTimersByTime(10);
    if (looks.mock.calls.slice(before).some(([selector]) => selector === '#app')) readAt.push(at);
  }
  looks.mockRestore();
  return readAt;
}

const gaps = (moments: readonly number[]) => moments.slice(1).map((at, index) => at - (moments[index] ?? 0));

it('in a page that never rests the pause between reads that find nothing new doubles up to half a second', async () => {
  const place = watched(app(order(1)), '/orders/1');
  const between = gaps(await busy(place, 5000));
  expect(between.slice(0, 4)).toEqual([100, 200, 400, 500]);
  expect(Math.max(...between)).toBe(LONGEST_MS);
  expect(place.log).toEqual(['T-1 10']);
});

it('what a busy page shows late is read within half a second', async () => {
  const place = watched(app(order(1).replace(/<a .*<\/a>/, '')), '/orders/1');
  expect(place.shown()).toBe('T-1 ');
  await busy(place, 4000);
  const link = place.document.createElement('a');
  link.href = '/customers/10';
  link.textContent = 'Buyer 1';
  place.document.querySelector('#order')?.append(link);
  await busy(place, LONGEST_MS);
  expect(place.shown()).toBe('T-1 10');
});

it('a page that shows nobody yet is asked at the shortest pause for as long as it loads', async () => {
  const place = watched(app('<p>loading</p>'), '/orders/1');
  const between = gaps(await busy(place, 3000));
  expect(Math.max(...between)).toBeLessThanOrEqual(SHORTEST_MS);
  appOf(place).innerHTML = order(1);
  await busy(place, SHORTEST_MS + 10);
  expect(place.shown()).toBe('T-1 10');
});

it('a page that leaves is read again after the shortest pause, however long it was busy', async () => {
  const place = watched(app(order(1)), '/orders/1');
  await busy(place, 4000);
  set(place, '.number', 'T-2');
  await Promise.resolve();
  vi.advanceTimersByTime(SHORTEST_MS);
  expect(place.log).toEqual(['T-1 10', 'leave', 'T-2 10']);
});

it('so is one whose address moves on, though what it showed still stands', async () => {
  const place = watched(app(order(1)), '/orders/1');
  await busy(place, 4000);
  const looks = vi.spyOn(place.document, 'querySelector');
  place.go('/orders/1?tab=history');
  vi.advanceTimersByTime(SHORTEST_MS);
  expect(looks).toHaveBeenCalledWith('#app');
  expect(place.log).toEqual(['T-1 10']);
});

it('rest ends the growth: the next change is read at once, and the one after it soon', async () => {
  const place = watched(app(order(1)), '/orders/1');
  await busy(place, 4000);
  vi.advanceTimersByTime(2 * LONGEST_MS);
  const between = gaps(await busy(place, 1000));
  expect(between[0]).toBeLessThanOrEqual(2 * SHORTEST_MS);
});

it('the last change is read, whenever it comes', async () => {
  const place = watched(app(order(1)), '/orders/1');
  for (let wait = 0; wait < 60; wait++) {
    await busy(place, 10 * wait);
    place.document.querySelector('a')?.setAttribute('href', `/customers/${wait + 100}`);
    await Promise.resolve();
    vi.advanceTimersByTime(LONGEST_MS);
    expect(place.shown()).toBe(`T-1 ${wait + 100}`);
    expect(vi.getTimerCount()).toBe(0);
  }
});
