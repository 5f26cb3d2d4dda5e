import type { ActionId } from '../../domain/ids.ts';
import type { Badge, PageContext, PersonOnPage } from '../../domain/page-context.ts';
import type { Profile } from '../../domain/profile.ts';
import type { Sighting } from '../../domain/sighting.ts';
import type { Reader } from '../../storage/reader.ts';
import type { AppDeps } from '../deps.ts';
import { profileOf } from '../profile.ts';
import type { Score } from '../scoring/scorer.ts';
import type { Scores } from '../scoring/scores.ts';
import { certainCustomer, recognise } from './recognise.ts';
import { isNew, messageState, orderState, record, type Scene } from './recording.ts';
import { createRowBadges } from './row-badges.ts';
import { readSite } from './sites.ts';
import { type DocumentAt, isSameThing, ownerOf, sightingOf, type TabState, type Tabs } from './tabs.ts';

/** How long a frame may take to show something before the panel says that nobody is there. */
const PATIENCE_MS = 3000;

export interface PagesDeps extends AppDeps {
  readonly tabs: Tabs;
  readonly scores: Scores;
  /** A message was read to its end. */
  readonly considerOrders: (scene: Scene) => Promise<void>;
  /** Which site a tab without a shell shows, as far as the browser lets us know. */
  readonly siteOf: (tabId: number) => Promise<PageContext['site']>;
  readonly recipeName: (recipe: string) => string | undefined;
  /** Tells the panels laid over a tab. */
  readonly publish: (tabId: number, page: { context: PageContext; profile?: Profile }) => void;
  /** Tells the tab's shell what to write on the collapsed panel and beside the names of a list. */
  readonly draw: (tabId: number, frameId: number, what: Drawing) => void;
}

export type Drawing =
  | { readonly type: 'tab'; readonly badge: Badge | null }
  /** `rev` names the read whose rows these are: a list may have changed meanwhile. */
  | { readonly type: 'rows'; readonly badges: Readonly<Record<number, Badge>>; readonly rev: number }
  | { readonly type: 'shown'; readonly veil: number }
  | { readonly type: 'toggle' };

/** What the open pages show, and what is known of the people on them. */
export interface Pages {
  /** A document of a granted site began. */
  started(at: DocumentAt): Promise<void>;
  /** The document no longer shows what it showed last. */
  left(at: DocumentAt, veil: number): Promise<void>;
  /** A read of the document; `final` when nothing more will come of the same page. */
  seen(at: DocumentAt, read: { sighting: Sighting | null; final: boolean; rev: number }): Promise<void>;
  /** The document is being left for another. */
  gone(at: DocumentAt): Promise<void>;
  /** The tab was closed. */
  closed(tabId: number): Promise<void>;
  /** The tab's site is no longer granted. */
  ended(tabId: number): Promise<void>;
  /** The panel has painted the page as of an epoch. */
  shown(tabId: number, epoch: number): Promise<void>;
  /** Opens or collapses the panel. */
  toggle(tabId: number): void;
  select(tabId: number, key: string): Promise<void>;
  context(tabId: number): Promise<PageContext>;
  /** The context and, where a customer is shown, the profile: what a panel that comes in needs. */
  shownTo(tabId: number): Promise<{ context: PageContext; profile?: Profile }>;
  scene(tabId: number): Promise<Scene | undefined>;
  person(tabId: number, key: string): Promise<PersonOnPage | undefined>;
  /** Everything open is worked out again: the data changed. */
  refresh(): Promise<void>;
}

export function createPages(deps: PagesDeps): Pages {
  const { tabs, scores } = deps;
  const rowBadges = createRowBadges(deps, scores, quiet);

  /** How many tabs are being worked out for their panels; the badges of a list wait for them. */
  let showing = 0;
  const waiting: (() => void)[] = [];
  async function quiet(): Promise<void> {
    while (showing > 0) await new Promise<void>((resolve) => waiting.push(resolve));
  }

  async function sceneOf(reader: Reader, score: Score, state: TabState): Promise<Scene | undefined> {
    const { sighting } = sightingOf(state);
    if (!sighting) return undefined;
    const place = { origin: state.origin, owner: ownerOf(state) };
    return { sighting, origin: state.origin, recognised: await recognise(reader, score, sighting, place) };
  }

  /** What the tab's page shows, with who is on it. */
  async function sceneNow(state: TabState | undefined): Promise<Scene | undefined> {
    if (!state) return undefined;
    const score = await scores.scorer();
    return deps.store.read((reader) => sceneOf(reader, score, state));
  }

  async function contextOf(
    reader: Reader,
    tabId: number,
    state: TabState,
    scene: Scene | undefined,
  ): Promise<PageContext> {
    const site = await readSite(reader, state.origin);
    const shown = sightingOf(state);
    const recipe = shown.sighting?.recipe;
    const recipeName = recipe && deps.recipeName(recipe);
    const base = {
      tabId,
      epoch: state.epoch,
      site: {
        type: 'granted' as const,
        origin: state.origin,
        ...(recipe ? { recipe } : {}),
        ...(recipeName ? { recipeName } : {}),
        ...(site?.recording ? { recording: site.recording } : {}),
      },
    };
    if (!scene) return { ...base, state: shown.loading ? 'loading' : 'nobody', people: [], excluded: [] };
    const { sighting, recognised } = scene;
    const { people, excluded, direction } = recognised;
    const selected = people.find((person) => person.key === state.selected) ?? people[0];
    const { message, order } = sighting;
    return {
      ...base,
      state: people.length > 0 ? 'people' : 'nobody',
      view: sighting.view,
      people,
      ...(selected ? { selected: selected.key } : {}),
      excluded,
      ...(order ? { order: { seen: order, record: await orderState(reader, deps, scene) } } : {}),
      ...(message
        ? {
            message: {
              key: message.key.value,
              ...(message.subject ? { subject: message.subject } : {}),
              direction,
              record: await messageState(reader, deps, scene, certainCustomer(selected)),
            },
          }
        : {}),
    };
  }

  /** Everything a panel over the tab is told, read in one go. */
  async function view(
    tabId: number,
    state: TabState,
  ): Promise<{ scene: Scene | undefined; context: PageContext; profile?: Profile }> {
    const { sighting, loading } = sightingOf(state);
    // Nobody is shown while something else is on its way: whoever is still on the page need not be looked for.
    if (!sighting || loading) {
      const context = await deps.store.read((reader) => contextOf(reader, tabId, state, undefined));
      return { scene: undefined, context };
    }
    const score = await scores.scorer();
    return deps.store.read(async (reader) => {
      const scene = await sceneOf(reader, score, state);
      const context = await contextOf(reader, tabId, state, scene);
      const customerId = certainCustomer(context.people.find((entry) => entry.key === context.selected));
      const profile = customerId && (await profileOf(reader, score, customerId));
      return { scene, context, ...(profile ? { profile } : {}) };
    });
  }

  /** Works the tab out and tells its panel, unless something newer has happened meanwhile. */
  async function show(tabId: number, state: TabState): Promise<Scene | undefined> {
    showing += 1;
    const { scene, context, profile } = await view(tabId, state).finally(() => {
      showing -= 1;
      for (const goOn of waiting.splice(0)) goOn();
    });
    if ((await tabs.get(tabId))?.epoch !== state.epoch) return undefined;
    deps.publish(tabId, { context, ...(profile ? { profile } : {}) });
    deps.draw(tabId, 0, { type: 'tab', badge: profile ? badgeOf(profile) : null });
    return scene;
  }

  /** Changes the tab for what its present document says; what an earlier one says late is dropped. */
  async function change(at: DocumentAt, to: (state: TabState) => TabState | undefined): Promise<TabState | undefined> {
    // The worker's memory may be younger than the page.
    if (!(await tabs.get(at.tabId)) && at.frameId === 0) await tabs.start(at.tabId, at.origin);
    return tabs.update(at.tabId, (held) => {
      const frame = held.frames[String(at.frameId)];
      return held.origin === at.origin && (!frame || frame.doc === at.doc) ? to(held) : undefined;
    });
  }

  /** The document is gone and no other of ours has come: the tab is somewhere else. */
  async function endIfGone(at: DocumentAt): Promise<void> {
    const state = await tabs.get(at.tabId);
    const top = state?.frames['0'];
    if (top?.doc !== at.doc || top.sighting !== null) return;
    await tabs.end(at.tabId);
    deps.publish(at.tabId, { context: await contextAt(at.tabId) });
  }

  async function contextAt(tabId: number): Promise<PageContext> {
    const state = await tabs.get(tabId);
    const site = await deps.siteOf(tabId);
    // What the browser says of the address outweighs what a document said that may be gone.
    if (state?.origin && site.type !== 'not-granted') return (await view(tabId, state)).context;
    return { tabId, epoch: state?.epoch ?? 0, site, state: 'nobody', people: [], excluded: [] };
  }

  /** The frame shows nothing for now; when nothing comes for long, it shows nobody. */
  async function wait(at: DocumentAt, veil?: number): Promise<void> {
    const state = await change(at, (held) => ({
      ...unselected(withFrame(held, at, LOADING)),
      ...(veil === undefined ? {} : { veil }),
    }));
    if (!state) return;
    await show(at.tabId, state);
    setTimeout(() => void settle(at).catch(() => {}), PATIENCE_MS);
  }

  async function settle(at: DocumentAt): Promise<void> {
    const settled = await change(at, (held) =>
      held.frames[String(at.frameId)]?.loading ? withFrame(held, at, SETTLED) : undefined,
    );
    if (settled) await conclude(at.tabId, settled, await show(at.tabId, settled));
  }

  /** What follows of a page once all of it has been read: it is recorded, and links who wrote of an order to its buyer. */
  async function conclude(tabId: number, state: TabState, scene: Scene | undefined): Promise<void> {
    if (!scene || !sightingOf(state).final) return;
    await recordIfWanted(tabId, state, scene);
    await deps.considerOrders(scene);
  }

  async function drawRows(at: DocumentAt, state: TabState): Promise<void> {
    const frame = state.frames[String(at.frameId)];
    if (!frame?.sighting || frame.sighting.rows.length === 0) return;
    const badges = await rowBadges.of(at.doc, state, frame.sighting);
    deps.draw(at.tabId, at.frameId, { type: 'rows', badges, rev: frame.rev });
  }

  async function recordIfWanted(tabId: number, state: TabState, scene: Scene): Promise<void> {
    const site = await deps.store.read((reader) => readSite(reader, state.origin));
    if (site?.recording !== 'all' || (await tabs.get(tabId))?.epoch !== state.epoch) return;
    await record(deps, scene, { id: deps.newId() as ActionId, by: 'page' });
  }

  return {
    async started(at) {
      const known = await tabs.get(at.tabId);
      if (at.frameId === 0) await tabs.start(at.tabId, at.origin);
      // A frame of another site says nothing about the page it is in.
      else if (known?.origin !== at.origin) return;
      await tabs.update(at.tabId, (state) => withFrame(state, at, LOADING));
    },
    async left(at, veil) {
      await wait(at, at.frameId === 0 ? veil : undefined);
    },
    async seen(at, { sighting, final, rev }) {
      const state = await change(at, (held) => {
        const next = withFrame(held, at, { loading: false, final, rev, sighting });
        const isList = sighting?.view === 'list';
        return isList || isSameThing(held.frames[String(at.frameId)], { rev, sighting }) ? next : unselected(next);
      });
      if (!state) return;
      const scene = await show(at.tabId, state);
      await drawRows(at, state);
      await conclude(at.tabId, state, scene);
    },
    async gone(at) {
      rowBadges.forget(at.doc);
      // Another document is on its way into the frame; where none comes, the wait ends by itself.
      await wait(at);
      if (at.frameId === 0) setTimeout(() => void endIfGone(at).catch(() => {}), PATIENCE_MS);
    },
    closed: (tabId) => tabs.forget(tabId),
    async ended(tabId) {
      await tabs.end(tabId);
      deps.publish(tabId, { context: await contextAt(tabId) });
    },
    async shown(tabId, epoch) {
      const state = await tabs.get(tabId);
      if (state?.epoch === epoch) deps.draw(tabId, 0, { type: 'shown', veil: state.veil });
    },
    toggle: (tabId) => deps.draw(tabId, 0, { type: 'toggle' }),
    async select(tabId, key) {
      const state = await tabs.update(tabId, (held) => ({ ...held, selected: key }));
      if (state) await show(tabId, state);
    },
    context: contextAt,
    async shownTo(tabId) {
      const state = await tabs.get(tabId);
      if (!state?.origin) return { context: await contextAt(tabId) };
      const { context, profile } = await view(tabId, state);
      return { context, ...(profile ? { profile } : {}) };
    },
    async scene(tabId) {
      const state = await tabs.get(tabId);
      return sceneNow(state);
    },
    async person(tabId, key) {
      const state = await tabs.get(tabId);
      const scene = await sceneNow(state);
      return scene?.recognised.people.find((person) => person.key === key);
    },
    async refresh() {
      rowBadges.clear();
      for (const tabId of tabs.all()) {
        const state = await tabs.update(tabId, (held) => held);
        if (!state) continue;
        const scene = await show(tabId, state);
        // Only what is new: an old page must not write over what a newer one has told since.
        const isUnrecorded =
          scene && sightingOf(state).final && (await deps.store.read((reader) => isNew(reader, deps, scene)));
        if (scene && isUnrecorded) await recordIfWanted(tabId, state, scene);
        for (const [frameId, { doc }] of Object.entries(state.frames)) {
          await drawRows({ tabId, frameId: Number(frameId), origin: state.origin, doc }, state);
        }
      }
    },
  };
}

const SETTLED = { loading: false, final: true, rev: 0, sighting: null } as const;
const LOADING = { loading: true, final: false, rev: 0, sighting: null } as const;

/** Whom the user chose was a person of what is gone now. */
function unselected({ selected: _former, ...state }: TabState): TabState {
  return state;
}

const withFrame = (
  state: TabState,
  { frameId, doc }: DocumentAt,
  frame: Omit<TabState['frames'][string], 'doc'>,
): TabState => ({
  ...state,
  frames: { ...state.frames, [String(frameId)]: { doc, ...frame } },
});

const badgeOf = (profile: Profile): Badge => ({
  ...(profile.receipt.type === 'scored' ? { tier: profile.receipt.tier } : {}),
  hasNotes: profile.notes.length > 0,
});
