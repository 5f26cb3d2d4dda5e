import * as z from 'zod/mini';
import { Sighting } from '../../domain/sighting.ts';

/** One document of one frame of one tab. */
export interface DocumentAt {
  readonly tabId: number;
  readonly frameId: number;
  readonly origin: string;
  /** Tells the document from the one before it in the same frame. */
  readonly doc: string;
}

const FrameState = z.object({
  doc: z.string(),
  loading: z.boolean(),
  final: z.boolean(),
  /** Which of the document's reads this is. */
  rev: z.int(),
  sighting: z.nullable(Sighting),
});
type FrameState = z.infer<typeof FrameState>;

/** What the shells of one tab have said. Plain data: it outlives the worker in the browser's session memory. */
export const TabState = z.object({
  origin: z.string(),
  epoch: z.int(),
  /** By frame id, as text. */
  frames: z.record(z.string(), FrameState),
  selected: z.optional(z.string()),
  /** How often the top document has covered its panel: an answer to an earlier covering must not uncover it. */
  veil: z._default(z.int(), 0),
});
export type TabState = z.infer<typeof TabState>;

/** Session memory: lost when the browser closes, never written to disk. */
export interface SessionMemory {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
}

export interface Tabs {
  get(tabId: number): Promise<TabState | undefined>;
  /** Changes a known tab; nothing for one that is not, or when `change` gives nothing. Each change counts as one epoch. */
  update(tabId: number, change: (state: TabState) => TabState | undefined): Promise<TabState | undefined>;
  /** A new document in the tab: everything said of the one before is gone. */
  start(tabId: number, origin: string): Promise<TabState>;
  /** The tab shows no page of ours any more; its epochs go on. */
  end(tabId: number): Promise<TabState>;
  forget(tabId: number): Promise<void>;
  all(): readonly number[];
}

const keyOf = (tabId: number) => `tab:${tabId}`;

/** The tabs that have a shell in them. */
export function createTabs(memory: SessionMemory): Tabs {
  const held = new Map<number, TabState>();

  async function get(tabId: number): Promise<TabState | undefined> {
    const known = held.get(tabId);
    if (known) return known;
    const parsed = z.safeParse(TabState, await memory.get(keyOf(tabId)));
    if (!parsed.success) return undefined;
    // Another message may have been quicker than the memory.
    const state = held.get(tabId) ?? parsed.data;
    held.set(tabId, state);
    return state;
  }

  function put(tabId: number, state: TabState): TabState {
    held.set(tabId, state);
    // Written behind: what is lost with a dying worker is read again from the page by its shell.
    void memory.set(keyOf(tabId), state).catch(() => {});
    return state;
  }

  return {
    get,
    async update(tabId, change) {
      await get(tabId);
      const latest = held.get(tabId);
      const next = latest && change({ ...latest, epoch: latest.epoch + 1 });
      return next && put(tabId, next);
    },
    async start(tabId, origin) {
      const before = await get(tabId);
      return put(tabId, { origin, epoch: (before?.epoch ?? 0) + 1, frames: {}, veil: 0 });
    },
    async end(tabId) {
      return this.start(tabId, '');
    },
    async forget(tabId) {
      held.delete(tabId);
      await memory.remove(keyOf(tabId));
    },
    all: () => [...held.keys()],
  };
}

/** The most telling views first: an open message says more than the list beside it. */
const RANK = ['order', 'message', 'thread', 'compose', 'customer', 'order-list', 'customer-list', 'list'];

/** What the tab shows as a whole: the most telling sighting of its frames. */
export function sightingOf(state: TabState): { sighting: Sighting | undefined; loading: boolean; final: boolean } {
  const frames = Object.values(state.frames);
  const ranked = frames
    .filter((frame): frame is FrameState & { sighting: Sighting } => frame.sighting !== null && !frame.loading)
    .sort((a, b) => RANK.indexOf(a.sighting.view) - RANK.indexOf(b.sighting.view));
  const best = ranked[0];
  return { sighting: best?.sighting, loading: frames.some((frame) => frame.loading), final: best?.final ?? true };
}

/** The account that the tab is signed in to, whichever of its frames says so. */
export function ownerOf(state: TabState): string | undefined {
  return Object.values(state.frames).find((frame) => frame.sighting?.owner)?.sighting?.owner?.value;
}

const nameOf = (sighting: Sighting | null) => sighting?.message?.key.value ?? sighting?.order?.number.value;

/** Whether a new read of a document is still about what the last one was about. */
export function isSameThing(
  before: FrameState | undefined,
  after: { rev: number; sighting: Sighting | null },
): boolean {
  if (!before?.sighting || !after.sighting) return false;
  // The same read told again, completed from the message's source, may name the message anew.
  if (before.rev === after.rev) return true;
  return before.sighting.view === after.sighting.view && nameOf(before.sighting) === nameOf(after.sighting);
}
