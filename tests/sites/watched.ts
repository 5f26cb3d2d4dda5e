import type { PageSource } from '../../lib/sites/fits.ts';
import type { Reading } from '../../lib/sites/interpreter.ts';
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

/** A document that is watched, and what was heard of it. */
export interface Watched {
  readonly document: Document;
  readonly window: Window & { readonly navigation?: EventTarget };
  readonly log: string[];
  readonly abort: AbortController;
  /** What the shell would be showing now. */
  shown(): string | undefined;
  readonly url: string;
  /** The address changes and nothing says so. */
  moveTo(path: string): void;
  /** The address changes as the back button changes it. */
  go(path: string): void;
  /** A second watcher of the same document: what it hears. */
  again(signal: AbortSignal): (string | undefined)[];
}

const frames: HTMLIFrameElement[] = [];
/** Takes away every document that was watched. */
export function removeWatched(): void {
  for (const frame of frames.splice(0)) frame.remove();
}

const label = (reading: Reading | undefined) =>
  reading &&
  `${reading.sighting.order?.number.value ?? reading.sighting.view} ${reading.sighting.people.map((person) => person.account?.value ?? person.email?.value).join()}`;

/** A document of its own in a frame, watched from the start. */
export function watched(html: string, path: string): Watched {
  const frame = document.createElement('iframe');
  frames.push(frame);
  document.body.append(frame);
  const inner = frame.contentDocument;
  const window = frame.contentWindow;
  if (!inner || !window) throw new Error('no frame');
  inner.open();
  inner.write(`<body>${html}</body>`);
  inner.close();
  let url = location.origin + path;
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
  const moveTo = (to: string) => {
    url = location.origin + to;
  };
  return {
    document: inner,
    window,
    log,
    abort,
    shown: () => now,
    get url() {
      return url;
    },
    moveTo,
    again(signal) {
      const heard: (string | undefined)[] = [];
      watchPage({ recipe, page, onLeave: () => {}, onRead: (reading) => heard.push(label(reading)) }, signal);
      return heard;
    },
    go: (to) => {
      moveTo(to);
      window.dispatchEvent(new PopStateEvent('popstate'));
    },
  };
}

export const order = (id: number) =>
  `<div id="order"><span class="id">${id}</span><span class="number">T-${id}</span><a href="/customers/${id * 10}">Buyer ${id}</a></div>`;
export const app = (inside = '') => `<div id="app">${inside}</div>`;
export const until = async (condition: () => boolean) => {
  const end = performance.now() + 3000;
  while (!condition()) {
    if (performance.now() > end) throw new Error('never came');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};
export const set = (place: Watched, selector: string, text: string) => {
  const element = place.document.querySelector(selector);
  if (!element) throw new Error(`no ${selector}`);
  element.textContent = text;
};
export const appOf = (place: Watched) => {
  const element = place.document.querySelector('#app');
  if (!element) throw new Error('no app');
  return element;
};
export const fragment = (place: Watched, html: string) => {
  const template = new DOMParser().parseFromString(html, 'text/html');
  return place.document.importNode(template.body, true).childNodes;
};
