import type { ActionId, CustomerId } from '../domain/ids.ts';
import type { Badge, PageContext, PersonOnPage } from '../domain/page-context.ts';
import type { Profile } from '../domain/profile.ts';
import type { Sighting } from '../domain/sighting.ts';
import type { AppDeps } from './deps.ts';
import { profileOf } from './profile.ts';
import { recognise } from './recognise.ts';
import { messageState, orderState, record, type Scene } from './recording.ts';
import type { Scores } from './scores.ts';
import { readSettings } from './settings.ts';
import { readSite } from './sites.ts';
import { ownerOf, sightingOf, type TabState, type Tabs } from './tabs.ts';

export interface PagesDeps extends AppDeps {
  readonly tabs: Tabs;
  readonly scores: Scores;
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
  | { readonly type: 'rows'; readonly badges: Readonly<Record<number, Badge>> }
  | { readonly type: 'shown' | 'toggle' };

/** What the open pages show, and what is known of the people on them. */
export interface Pages {
  /** A document of a granted site began. */
  started(tabId: number, frameId: number, origin: string, isTop: boolean): Promise<void>;
  /** The document no longer shows what it showed last. */
  left(tabId: number, frameId: number): Promise<void>;
  /** A read of the document; `final` when nothing more will come of the same page. */
  seen(tabId: number, frameId: number, sighting: Sighting | null, final: boolean): Promise<void>;
  gone(tabId: number, frameId: number): Promise<void>;
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

  async function sceneOf(state: TabState): Promise<Scene | undefined> {
    const { sighting } = sightingOf(state);
    if (!sighting) return undefined;
    const recognised = await recognise(deps, scores, sighting, { origin: state.origin, owner: ownerOf(state) });
    return { sighting, origin: state.origin, recognised };
  }

  async function contextOf(state: TabState, scene: Scene | undefined): Promise<PageContext> {
    const site = await deps.store.read((reader) => readSite(reader, state.origin));
    const { loading } = sightingOf(state);
    const recipe = scene?.sighting.recipe;
    const recipeName = recipe && deps.recipeName(recipe);
    const base = {
      epoch: state.epoch,
      site: {
        type: 'granted' as const,
        origin: state.origin,
        ...(recipe ? { recipe } : {}),
        ...(recipeName ? { recipeName } : {}),
        ...(site?.recording ? { recording: site.recording } : {}),
      },
    };
    if (!scene || loading) return { ...base, state: loading ? 'loading' : 'nobody', people: [], excluded: [] };
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
      ...(order ? { order: { seen: order, record: await orderState(deps, scene) } } : {}),
      ...(message
        ? {
            message: {
              key: message.key.value,
              ...(message.subject ? { subject: message.subject } : {}),
              direction,
              record: await messageState(deps, scene, certain(selected)),
            },
          }
        : {}),
    };
  }

  async function view(state: TabState): Promise<{ scene: Scene | undefined; context: PageContext; profile?: Profile }> {
    const scene = await sceneOf(state);
    const context = await contextOf(state, scene);
    const customerId = certain(context.people.find((entry) => entry.key === context.selected));
    const profile = customerId && (await profileOf(deps, scores, customerId));
    return { scene, context, ...(profile ? { profile } : {}) };
  }

  /** Works the tab out and tells its panel, unless something newer has happened meanwhile. */
  async function show(tabId: number, state: TabState): Promise<Scene | undefined> {
    const { scene, context, profile } = await view(state);
    if ((await tabs.get(tabId))?.epoch !== state.epoch) return undefined;
    deps.publish(tabId, { context, ...(profile ? { profile } : {}) });
    deps.draw(tabId, 0, { type: 'tab', badge: profile ? badgeOf(profile) : null });
    return scene;
  }

  async function drawRows(tabId: number, frameId: number, state: TabState, sighting: Sighting): Promise<void> {
    if (sighting.rows.length === 0) return;
    const { badges } = await deps.store.read(readSettings);
    const rows: Record<number, Badge> = {};
    if (badges) {
      const place = { origin: state.origin, owner: ownerOf(state) };
      await Promise.all(
        sighting.rows.map(async ({ row, people }) => {
          const { people: found } = await recognise(
            deps,
            scores,
            { ...sighting, message: undefined, people, rows: [] },
            place,
          );
          const customerId = certain(found[0]);
          const badge = customerId && (await badgeFor(customerId));
          if (badge) rows[row] = badge;
        }),
      );
    }
    deps.draw(tabId, frameId, { type: 'rows', badges: rows });
  }

  async function badgeFor(customerId: CustomerId): Promise<Badge> {
    const [receipt, notes] = await Promise.all([
      scores.receipt(customerId),
      deps.store.read((reader) => reader.list('notes', 'customerId', customerId)),
    ]);
    return { ...(receipt.type === 'scored' ? { tier: receipt.tier } : {}), hasNotes: notes.length > 0 };
  }

  async function recordIfWanted(tabId: number, state: TabState, scene: Scene): Promise<void> {
    const site = await deps.store.read((reader) => readSite(reader, state.origin));
    if (site?.recording !== 'all' || (await tabs.get(tabId))?.epoch !== state.epoch) return;
    await record(deps, scene, { id: deps.newId() as ActionId, by: 'page' });
  }

  return {
    async started(tabId, frameId, origin, isTop) {
      const state = isTop ? await tabs.start(tabId, origin) : await tabs.get(tabId);
      // A frame of another granted site says nothing about the page it is in.
      if (!state || state.origin !== origin) return;
      await tabs.update(tabId, (held) => withFrame(held, frameId, { loading: true, final: false, sighting: null }));
    },
    async left(tabId, frameId) {
      const state = await tabs.update(tabId, (held) =>
        withFrame(held, frameId, { loading: true, final: false, sighting: null }),
      );
      await show(tabId, state);
    },
    async seen(tabId, frameId, sighting, final) {
      const state = await tabs.update(tabId, (held) =>
        withFrame(settle(held), frameId, { loading: false, final, sighting }),
      );
      const scene = await show(tabId, state);
      if (sighting) await drawRows(tabId, frameId, state, sighting);
      if (scene && final) await recordIfWanted(tabId, state, scene);
    },
    async gone(tabId, frameId) {
      if (frameId === 0) return tabs.forget(tabId);
      const state = await tabs.update(tabId, (held) => {
        const { [String(frameId)]: _gone, ...frames } = held.frames;
        return { ...held, frames };
      });
      await show(tabId, state);
    },
    toggle: (tabId) => deps.draw(tabId, 0, { type: 'toggle' }),
    async shown(tabId, epoch) {
      if ((await tabs.get(tabId))?.epoch === epoch) deps.draw(tabId, 0, { type: 'shown' });
    },
    async select(tabId, key) {
      await show(tabId, await tabs.update(tabId, (held) => ({ ...held, selected: key })));
    },
    async context(tabId) {
      const state = await tabs.get(tabId);
      if (state) return contextOf(state, await sceneOf(state));
      return { epoch: 0, site: await deps.siteOf(tabId), state: 'nobody', people: [], excluded: [] };
    },
    async shownTo(tabId) {
      const state = await tabs.get(tabId);
      if (!state) return { context: await this.context(tabId) };
      const { context, profile } = await view(state);
      return { context, ...(profile ? { profile } : {}) };
    },
    async scene(tabId) {
      const state = await tabs.get(tabId);
      return state && sceneOf(state);
    },
    async person(tabId, key) {
      const state = await tabs.get(tabId);
      const scene = state && (await sceneOf(state));
      return scene?.recognised.people.find((person) => person.key === key);
    },
    async refresh() {
      for (const tabId of tabs.all()) {
        const state = await tabs.update(tabId, (held) => held);
        const scene = await show(tabId, state);
        if (scene && sightingOf(state).final) await recordIfWanted(tabId, state, scene);
        for (const [frameId, frame] of Object.entries(state.frames)) {
          if (frame.sighting) await drawRows(tabId, Number(frameId), state, frame.sighting);
        }
      }
    },
  };
}

const withFrame = (state: TabState, frameId: number, frame: TabState['frames'][string]): TabState => ({
  ...state,
  frames: { ...state.frames, [String(frameId)]: frame },
});

/** The top document is told that a frame in it navigates; what that frame then says ends the wait. */
const settle = (state: TabState): TabState => {
  const top = state.frames['0'];
  return top?.loading && top.sighting === null ? withFrame(state, 0, { ...top, loading: false }) : state;
};

const certain = (person: PersonOnPage | undefined): CustomerId | undefined =>
  person?.match.type === 'certain' ? person.match.customer.customerId : undefined;

const badgeOf = (profile: Profile): Badge => ({
  ...(profile.receipt.type === 'scored' ? { tier: profile.receipt.tier } : {}),
  hasNotes: profile.notes.length > 0,
});
