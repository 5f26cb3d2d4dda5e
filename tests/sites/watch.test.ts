import { afterEach, expect, it } from 'vitest';
import { app, appOf, fragment, order, removeWatched, set, until, watched } from './watched.ts';

afterEach(removeWatched);

it('reads at once what is there, and tells it once', async () => {
  const place = watched(app(order(1)), '/orders/1');
  expect(place.log).toEqual(['T-1 10']);
  appOf(place).append('x');
  await Promise.resolve();
  set(place, '.number', 'T-2');
  await until(() => place.shown() === 'T-2 10');
  expect(place.log).toEqual(['T-1 10', 'leave', 'T-2 10']);
});

it('finds a container that comes late, and one that is replaced', async () => {
  const place = watched('<p>loading</p>', '/orders/1');
  expect(place.log).toEqual(['nothing']);
  place.document.body.append(...fragment(place, app(order(1))));
  await until(() => place.shown() === 'T-1 10');
  appOf(place).replaceWith(...fragment(place, app(order(1))));
  await until(() => place.log.length === 4);
  expect(place.log).toEqual(['nothing', 'T-1 10', 'leave', 'T-1 10']);
  place.moveTo('/orders/2');
  appOf(place).replaceChildren(...fragment(place, order(2)));
  await until(() => place.shown() === 'T-2 20');
});

it('says in the same task that the address has moved on, before anything is drawn', () => {
  const place = watched(app(order(1)), '/orders/1');
  place.go('/orders/2');
  expect(place.log.slice(0, 2)).toEqual(['T-1 10', 'leave']);
  expect(place.shown()).toBeUndefined();
});

it('pushState tells the browser’s own navigation object', () => {
  const place = watched(app(order(1)), '/orders/1');
  place.moveTo('/orders/2');
  place.window.navigation?.dispatchEvent(new Event('currententrychange'));
  expect(place.shown()).toBeUndefined();
});

it('says in the same task that the person was replaced', async () => {
  const place = watched(app(order(1)), '/orders/1');
  set(place, 'a', 'somebody else');
  place.document.querySelector('a')?.setAttribute('href', '/customers/77');
  await Promise.resolve();
  expect(place.log.slice(0, 2)).toEqual(['T-1 10', 'leave']);
  await until(() => place.shown() === 'T-1 77');
});

it('an address that moves without another person says nothing', async () => {
  const place = watched(app(order(1)), '/orders/1');
  place.go('/orders/1?tab=history');
  expect(place.log).toEqual(['T-1 10']);
  set(place, '.number', 'T-2');
  await until(() => place.shown() === 'T-2 10');
  expect(place.log).toEqual(['T-1 10', 'leave', 'T-2 10']);
});

it('typing in a field and a changed list of recipients are both read', async () => {
  const place = watched('<textarea id="to"></textarea><ul id="chips"></ul>', '/compose');
  const field = place.document.querySelector<HTMLTextAreaElement>('#to');
  if (!field) throw new Error('no field');
  field.value = 'ada@lamps.example';
  field.dispatchEvent(new Event('input'));
  await until(() => place.shown() === 'compose ada@lamps.example');
  field.value = 'ada@lamps.example, bob@desk.example';
  place.document.querySelector('#chips')?.append(place.document.createElement('li'));
  await until(() => place.shown() === 'compose ada@lamps.example,bob@desk.example');
});

it('after the abort nothing is heard, and nothing is left behind', async () => {
  const place = watched(app(order(1)), '/orders/1');
  const before = place.document.documentElement.outerHTML;
  place.go('/orders/2');
  place.abort.abort();
  const said = place.log.length;
  expect(place.document.documentElement.outerHTML).toBe(before);
  // A second watcher of the same document hears what the first no longer does.
  const second = new AbortController();
  const other = place.again(second.signal);
  appOf(place).replaceChildren(...fragment(place, order(2)));
  await until(() => other.at(-1) === 'T-2 20');
  place.go('/orders/3');
  appOf(place).replaceChildren(...fragment(place, order(3)));
  await until(() => other.at(-1) === 'T-3 30');
  place.window.dispatchEvent(new PageTransitionEvent('pagehide'));
  expect(place.log).toHaveLength(said);
  second.abort();
});
