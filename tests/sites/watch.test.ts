import { afterEach, expect, it } from 'vitest';
import type { PageSource, Reading } from '../../lib/sites/interpreter.ts';
import { Recipe } from '../../lib/sites/recipe.ts';
import { watchPage } from '../../lib/sites/watch.ts';

// A small console in the shape of a client-rendered one: address first, document later, nodes reused.
const recipe = Recipe.parse({
  recipe: 1,
  id: 'console',
  name: 'Console',
  version: 1,
  matches: [location.origin],
  views: [
    {
      view: 'order',
      frame: 'any',
      when: { url: { pathEnd: 'orders/:id' }, selector: '#order' },
      scope: '#order',
      confirm: [
        {
          left: { id: 'url', kind: 'url', sure: 1, take: { as: 'path', end: 'orders/:id' } },
          right: { id: 'page', kind: 'machine', sure: 1, selector: '.id', take: { as: 'text' } },
        },
      ],
      people: [
        {
          role: 'buyer',
          account: [
            { id: 'account', kind: 'machine', sure: 1, selector: 'a', take: { as: 'path', end: 'customers/:id' } },
          ],
          name: [{ id: 'name', kind: 'machine', sure: 1, selector: 'a', take: { as: 'text' } }],
        },
      ],
      order: { number: [{ id: 'number', kind: 'machine', sure: 1, selector: '.number', take: { as: 'text' } }] },
      watch: ['#app'],
    },
    {
      view: 'compose',
      frame: 'any',
      when: { url: { pathEnd: 'compose' }, selector: '#to' },
      people: [
        { role: 'to', mailboxes: [{ id: 'to', kind: 'machine', sure: 1, selector: '#to', take: { as: 'property' } }] },
      ],
      watch: ['#chips'],
      inputs: ['#to'],
    },
    {
      view: 'list',
      frame: 'top',
      when: { url: { pathEnd: 'list' }, selector: '#list' },
      watch: ['#list'],
      frames: 'iframe',
    },
  ],
});

interface Watched {
  readonly document: Document;
  readonly window: Window & { readonly navigation?: EventTarget };
  readonly log: string[];
  readonly abort: AbortController;
  /** What the shell would be showing now. */
  shown(): string | undefined;
  go(path: string): void;
}

let url = '';
const frames: HTMLIFrameElement[] = [];
afterEach(() => {
  for (const frame of frames.splice(0)) frame.remove();
});

const label = (reading: Reading | undefined) =>
  reading &&
  `${reading.sighting.order?.number.value ?? reading.sighting.view} ${reading.sighting.people.map((person) => person.account?.value ?? person.email?.value).join()}`;

/** A document of its own in a frame, watched from the start. */
function watched(html: string, path: string): Watched {
  const frame = document.createElement('iframe');
  frames.push(frame);
  document.body.append(frame);
  const inner = frame.contentDocument;
  const window = frame.contentWindow;
  if (!inner || !window) throw new Error('no frame');
  inner.open();
  inner.write(`<body>${html}</body>`);
  inner.close();
  url = location.origin + path;
  const log: string[] = [];
  const abort = new AbortController();
  let now: string | undefined;
  const page = (): PageSource => ({ document: inner, url, isTop: true });
  watchPage(
    {
      recipe,
      page,
      onLeave: () => {
        now = undefined;
        log.push('leave');
      },
      onRead: (reading) => {
        now = label(reading);
        log.push(now ?? 'nothing');
      },
    },
    abort.signal,
  );
  return {
    document: inner,
    window,
    log,
    abort,
    shown: () => now,
    go: (to) => {
      url = location.origin + to;
      window.dispatchEvent(new PopStateEvent('popstate'));
    },
  };
}

const order = (id: number) =>
  `<div id="order"><span class="id">${id}</span><span class="number">T-${id}</span><a href="/customers/${id * 10}">Buyer ${id}</a></div>`;
const app = (inside = '') => `<div id="app">${inside}</div>`;
const until = async (condition: () => boolean) => {
  const end = performance.now() + 3000;
  while (!condition()) {
    if (performance.now() > end) throw new Error('never came');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};
const set = (place: Watched, selector: string, text: string) => {
  const element = place.document.querySelector(selector);
  if (!element) throw new Error(`no ${selector}`);
  element.textContent = text;
};
const app1 = (place: Watched) => {
  const element = place.document.querySelector('#app');
  if (!element) throw new Error('no app');
  return element;
};
const fragment = (place: Watched, html: string) => {
  const template = new DOMParser().parseFromString(html, 'text/html');
  return place.document.importNode(template.body, true).childNodes;
};

it('reads at once what is there, and tells it once', async () => {
  const place = watched(app(order(1)), '/orders/1');
  expect(place.log).toEqual(['T-1 10']);
  app1(place).append('x');
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
  app1(place).replaceWith(...fragment(place, app(order(1))));
  await until(() => place.log.length === 4);
  expect(place.log).toEqual(['nothing', 'T-1 10', 'leave', 'T-1 10']);
  url = `${location.origin}/orders/2`;
  app1(place).replaceChildren(...fragment(place, order(2)));
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
  url = `${location.origin}/orders/2`;
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

it('a burst of 10,000 mutations costs at most 50 ms of our time, and the last one is read', async () => {
  const place = watched(app(order(1)), '/orders/1');
  const box = app1(place);
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
  const box = app1(place);
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
    const id = Number(/orders\/(\d+)/.exec(url)?.[1]);
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
    if (random(3) === 0) app1(place).replaceChildren(...fragment(place, order(id)));
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

it('a frame that leaves, loads again or vanishes takes its person along at once', async () => {
  const place = watched('<div id="list"></div><iframe id="content"></iframe>', '/list');
  const frame = place.document.querySelector('iframe');
  if (!frame?.contentWindow) throw new Error('no frame');
  const leaves = () => place.log.filter((entry) => entry === 'leave').length;
  for (let round = 1; round <= 3; round++) {
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    frame.contentWindow.dispatchEvent(new PageTransitionEvent('pagehide'));
    expect(leaves()).toBe(round);
    frame.srcdoc = `<p>message ${round}</p>`;
    await loaded;
    const settled = leaves();
    // What comes after the leave is told anew.
    await until(() => place.log.at(-1) === 'list ');
    place.log.splice(0, place.log.length, ...Array.from({ length: round }, () => 'leave'), 'list ');
    expect(settled).toBeGreaterThanOrEqual(round);
  }
  const before = leaves();
  frame.remove();
  await until(() => leaves() > before);
});

it('a real navigation of the frame is noticed without its load', async () => {
  const place = watched('<div id="list"></div><iframe srcdoc="<p>first"></iframe>', '/list');
  const frame = place.document.querySelector('iframe');
  if (!frame) throw new Error('no frame');
  await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  place.log.length = 0;
  let loaded = false;
  frame.addEventListener('load', () => {
    loaded = true;
  });
  frame.srcdoc = '<p>second';
  await until(() => place.log.includes('leave') || loaded);
  expect(place.log).toContain('leave');
});

it('after the abort nothing is heard, and nothing is left behind', async () => {
  const place = watched(app(order(1)), '/orders/1');
  const before = place.document.documentElement.outerHTML;
  place.go('/orders/2');
  place.abort.abort();
  const said = place.log.length;
  expect(place.document.documentElement.outerHTML).toBe(before);
  // A second watcher of the same document hears what the first no longer does.
  const other: (string | undefined)[] = [];
  const second = new AbortController();
  const page = (): PageSource => ({ document: place.document, url, isTop: true });
  watchPage({ recipe, page, onLeave: () => {}, onRead: (reading) => other.push(label(reading)) }, second.signal);
  app1(place).replaceChildren(...fragment(place, order(2)));
  await until(() => other.at(-1) === 'T-2 20');
  place.go('/orders/3');
  app1(place).replaceChildren(...fragment(place, order(3)));
  await until(() => other.at(-1) === 'T-3 30');
  place.window.dispatchEvent(new PageTransitionEvent('pagehide'));
  expect(place.log).toHaveLength(said);
  second.abort();
});
