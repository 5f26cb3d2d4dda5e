import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { PageContext } from '../../lib/domain/page-context.ts';
import type { HistoryEntry, Profile } from '../../lib/domain/profile.ts';
import { mountState, painted, unmountAll } from '../../tests/view/mount.tsx';
import { type PanelState, panelStates } from '../../tests/view/panel-states.ts';
import { type Person, rowOf, stats } from '../../tests/view/sample-file.ts';

beforeEach(() => page.viewport(360, 860));
afterEach(unmountAll);

const CANARY = '__hostile__';
const PAYLOADS = [
  `<script>window.${CANARY}('script')</script>`,
  `<img src=x onerror="window.${CANARY}('img')">`,
  `<svg onload="window.${CANARY}('svg')"><a xlink:href="javascript:window.${CANARY}(1)">x</a></svg>`,
  `"><iframe srcdoc="<script>parent.${CANARY}('frame')</script>"></iframe>`,
  `' autofocus onfocus=window.${CANARY}('attr') x='`,
  `javascript:window.${CANARY}('url')`,
  `<math><mi//xlink:href="data:x,<script>${CANARY}()</script>">`,
  `<style>@import 'https://attacker.example/x.css'; body{display:none}</style>`,
  `{{constructor.constructor('window.${CANARY}()')()}}`,
  `\u202Etxt.exe<b>\u2066`,
  '<details open ontoggle=__hostile__()>',
  '<template><img src=x onerror=__hostile__()></template>',
];
/** The states that between them show every text there is. */
const TELLING = ['certain', 'several', 'order', 'unknown-similar', 'probable', 'ambiguous', 'nobody-excluded', 'draft'];
const FOREIGN =
  'script, img, iframe, object, embed, math, style, template, video, audio, link, base, meta, form[action]';

/** Every text of the value replaced by the payload, save those that name one of a closed set. */
function poison<T>(value: T, payload: string): T {
  const kept = new Set(['type', 'id', 'customerId', 'orderId', 'noteId', 'interactionId', 'actionId', 'table', 'key']);
  const closed = new Set([
    'role',
    'view',
    'by',
    'kind',
    'status',
    'direction',
    'measure',
    'tier',
    'stage',
    'cuts',
    'state',
  ]);
  const walk = (entry: unknown, name: string): unknown => {
    if (typeof entry === 'string') return kept.has(name) || closed.has(name) ? entry : payload;
    if (Array.isArray(entry)) return entry.map((item) => walk(item, name === 'warnings' ? 'type' : name));
    if (typeof entry !== 'object' || entry === null) return entry;
    return Object.fromEntries(Object.entries(entry).map(([key, item]) => [key, walk(item, key)]));
  };
  return walk(value, '') as T;
}

const person = (payload: string): Person => ({
  name: payload,
  email: payload,
  company: payload,
  address: payload,
  tags: [payload],
  notes: [payload, payload, payload],
  subjects: [payload, payload],
  goods: [payload, payload, payload],
  currency: 'EUR',
});

/** A state whose every free text is the payload; sites, selections and reasons stay what they are. */
function hostile(state: PanelState, payload: string): PanelState {
  const { context, profile } = state;
  if (typeof context === 'string' || !('epoch' in context)) return state;
  const poisoned: PageContext = {
    ...poison(context, payload),
    site: context.site,
    excluded: context.excluded.map((entry) => ({ ...entry, email: payload })),
    ...(context.selected === undefined ? {} : { selected: context.selected }),
    ...(context.order === undefined
      ? {}
      : {
          order: {
            seen: {
              ...poison(context.order.seen, payload),
              currency: context.order.seen.currency,
              status: context.order.seen.status,
            },
            record: context.order.record,
          },
        }),
    ...(context.message === undefined ? {} : { message: context.message }),
  };
  const file = typeof profile === 'object' && 'customer' in profile ? poisonProfile(profile, payload) : profile;
  return { ...state, context: poisoned, ...(file === undefined ? {} : { profile: file }) };
}

function poisonProfile(profile: Profile, payload: string): Profile {
  const currencies = profile.stats.net.map((net) => net.currency);
  const poisoned = poison(profile, payload);
  return {
    ...poisoned,
    stats: {
      ...poisoned.stats,
      net: poisoned.stats.net.map((net, at) => ({ ...net, currency: currencies[at] ?? '' })),
    },
  };
}

it.each(PAYLOADS)('nothing runs and nothing is made of %s, whichever text it is', async (payload) => {
  const alarm = vi.fn();
  Object.assign(window, { [CANARY]: alarm });
  const requests: string[] = [];
  const watch = new PerformanceObserver((list) => requests.push(...list.getEntries().map((entry) => entry.name)));
  watch.observe({ type: 'resource' });
  const entry = {
    actionId: 'x',
    action: payload,
    at: 0,
    source: { type: 'page', recipe: payload, anchor: payload },
    table: 'customers',
    field: 'name',
    before: payload,
    after: { nested: payload },
  } as unknown as HistoryEntry;
  const states = panelStates(person(payload));
  for (const name of TELLING) {
    const state = states[name];
    if (!state) throw new Error(name);
    const { root, background, clock, stop } = await mountState(hostile(state, payload));
    background.answer({ 'history.list': () => [entry], 'store.stats': () => stats });
    const profile = typeof state.profile === 'object' && 'customer' in state.profile ? state.profile : undefined;
    for (const key of ['2', '3', '/']) {
      (document.activeElement as HTMLElement | null)?.blur();
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      await painted();
    }
    if (profile && name === 'certain') {
      background.answer({
        'search.run': () => [{ customer: rowOf(profile), field: payload, excerpt: payload, ranges: [] }],
      });
      const field = document.activeElement as HTMLInputElement;
      field.value = 'a';
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      clock.advance(300);
      await painted();
    }
    expect(
      [...root.querySelectorAll(FOREIGN)].map((element) => element.outerHTML),
      name,
    ).toEqual([]);
    const handlers = [...root.querySelectorAll('*')].flatMap((element) =>
      element.getAttributeNames().filter((attribute) => attribute.startsWith('on')),
    );
    expect(handlers, name).toEqual([]);
    expect(root.querySelectorAll('a, [href], [src], [srcdoc]').length, name).toBe(0);
    stop();
  }
  watch.disconnect();
  expect(alarm).not.toHaveBeenCalled();
  expect(requests.filter((url) => url.includes('attacker'))).toEqual([]);
});

it('a payload is really shown: as the text it is', async () => {
  const [, payload = ''] = PAYLOADS;
  const { certain } = panelStates(person(payload));
  if (!certain) throw new Error('certain');
  const { root } = await mountState(certain);
  expect(root.querySelector('h2 bdi')?.textContent).toBe(payload);
});

it('a name of 10 KB and a right-to-left one leave the rest in place', async () => {
  const long = 'سلة Donaudampfschifffahrtsgesellschaft '.repeat(260);
  const { certain } = panelStates(person(long));
  if (!certain) throw new Error('certain');
  const { root } = await mountState(certain);
  const head = root.querySelector('header')?.getBoundingClientRect();
  expect(head?.height).toBeLessThanOrEqual(68);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
  expect(root.querySelector('h2 bdi')).not.toBeNull();
  const ring = root.querySelector('[role=img]')?.getBoundingClientRect();
  expect(ring?.right).toBeLessThanOrEqual(360);
});
