import { afterEach, expect, it } from 'vitest';
import { app, appOf, fragment, order, removeWatched, set, until, type Watched, watched } from './watched.ts';

afterEach(removeWatched);

it('a burst of 10,000 mutations costs at most 50 ms of our time, and the last one is read', async () => {
  const place = watched(app(order(1)), '/orders/1');
  const box = appOf(place);
  const burst = () => {
    for (let round = 0; round < 10_000; round++) box.append(place.document.createElement('i'));
  };
  const inCallbacks = await timeOf(place, burst);
  set(place, '.number', 'T-last');
  await until(() => place.shown() === 'T-last 10');
  expect(inCallbacks).toBeLessThanOrEqual(50);
});

it('10,000 mutations spread over 200 tasks cost at most 50 ms too', async () => {
  const place = watched(app(order(1)), '/orders/1');
  const box = appOf(place);
  let spent = 0;
  for (let task = 0; task < 200; task++) {
    spent += await timeOf(place, () => {
      for (let round = 0; round < 50; round++) box.append(place.document.createElement('i'));
    });
  }
  set(place, '.number', 'T-last');
  await until(() => place.shown() === 'T-last 10');
  expect(spent).toBeLessThanOrEqual(50);
});

/** Time between the end of the mutations and the next task: the observers' part, which runs in between. */
async function timeOf(_place: Watched, mutate: () => void): Promise<number> {
  const channel = new MessageChannel();
  const next = new Promise((resolve) => {
    channel.port1.onmessage = resolve;
  });
  mutate();
  const start = performance.now();
  await Promise.resolve();
  const spent = performance.now() - start;
  channel.port2.postMessage(0);
  await next;
  channel.port1.close();
  return spent;
}

it('200 fast switches, the document late and in pieces: never another order than the page shows', async () => {
  const place = watched(app(order(1)), '/orders/1');
  let seed = 11;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const check = () => {
    const shown = place.shown();
    if (shown === undefined) return;
    const id = Number(/orders\/(\d+)/.exec(place.url)?.[1]);
    expect(shown).toBe(`T-${id} ${id * 10}`);
    expect(place.document.querySelector('.id')?.textContent).toBe(String(id));
  };
  let id = 1;
  for (let round = 0; round < 200; round++) {
    id = 1 + ((id + random(49)) % 50);
    place.go(`/orders/${id}`);
    check();
    const pieces = [
      () => set(place, '.number', `T-${id}`),
      () => place.document.querySelector('a')?.setAttribute('href', `/customers/${id * 10}`),
    ];
    if (random(2)) pieces.reverse();
    if (random(3) === 0) appOf(place).replaceChildren(...fragment(place, order(id)));
    else {
      for (const piece of pieces) {
        piece();
        if (random(2)) await Promise.resolve();
        check();
      }
      set(place, '.id', String(id));
    }
    await Promise.resolve();
    check();
    if (random(4) === 0) await new Promise((resolve) => setTimeout(resolve, random(80)));
    check();
  }
  await until(() => place.shown() === `T-${id} ${id * 10}`);
  expect(place.log.filter((entry) => entry === 'leave').length).toBeGreaterThan(20);
});
