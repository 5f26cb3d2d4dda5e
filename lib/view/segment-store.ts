import { batch, computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import * as z from 'zod/mini';
import { Filter, type FilterNode, ListSort, type SavedFilter } from '../domain/filter.ts';
import type { CustomerRow } from '../domain/profile.ts';
import type { Background } from '../messaging/background.ts';
import type { Failure } from '../messaging/contract.ts';
import type { Clock } from './clock.ts';
import { goodsIn } from './goods-store.ts';
import type { Memory } from './sample-store.ts';

/** Stands for the id of a segment that is not yet saved. */
export const NEW_SEGMENT = 'new';
/** The first few of a segment that are shown beside its conditions. */
const SHOWN = 8;
const QUIET_MS = 120;
const KEY = 'segment-drafts';
const TABLES = ['customers', 'identities', 'orders', 'lines', 'interactions', 'notes', 'fields', 'scores'];

/** A segment as it is being edited. */
const SegmentDraft = z.object({
  name: z.string(),
  filter: Filter,
  sort: ListSort,
  descending: z.boolean(),
});
export type SegmentDraft = z.infer<typeof SegmentDraft>;

export interface SegmentPreview {
  readonly total: number;
  readonly everybody: number;
  readonly rows: readonly CustomerRow[];
}

/** Segments as they are edited: what is not yet saved stays, on other pages and when this one is loaded anew. */
export interface SegmentStore {
  /** What is open: a segment's id, or `NEW_SEGMENT`. */
  readonly openId: ReadonlySignal<string | undefined>;
  /** What is open, as it is being edited; absent for what is not there. */
  readonly shown: ReadonlySignal<SegmentDraft | undefined>;
  /** Whether it differs from what is saved. */
  readonly isChanged: ReadonlySignal<boolean>;
  /** Who is in what is open. An older answer stands until there is a new one. */
  readonly preview: ReadonlySignal<SegmentPreview | undefined>;
  readonly isCounting: ReadonlySignal<boolean>;
  readonly failure: ReadonlySignal<Failure | undefined>;
  /** By id, how many are in each saved one, as far as that is known. */
  readonly counts: ReadonlySignal<ReadonlyMap<string, number>>;
  open(id: string | undefined): void;
  /** What was begun and not saved yet, wherever one is. */
  readonly begun: ReadonlySignal<SegmentDraft | undefined>;
  /** A new one; gives what was begun before and not saved, for whoever wants that again. */
  begin(from?: Partial<SegmentDraft>): SegmentDraft | undefined;
  change(part: Partial<SegmentDraft>): void;
  /** What is open was saved, or is to be as it is saved; gives what it was meanwhile, for whoever wants that again. */
  settle(): SegmentDraft | undefined;
  /** Puts back what was given up; gives what was typed there since and is not saved. */
  putBack(id: string, draft: SegmentDraft): SegmentDraft | undefined;
  /** Counts who is in each saved one. */
  count(): Promise<void>;
}

const EMPTY: SegmentDraft = {
  name: '',
  filter: { text: '', where: [] },
  sort: 'lastPurchaseAt',
  descending: true,
};

const kept = ({ name, filter, sort, descending }: SegmentDraft): SegmentDraft => ({ name, filter, sort, descending });
const isSame = (a: SegmentDraft, b: SegmentDraft) => JSON.stringify(kept(a)) === JSON.stringify(kept(b));

/** Makes the store; it asks nothing before something is opened, and ends when the signal aborts. */
export function createSegmentStore(
  background: Background,
  clock: Clock,
  memory: Memory,
  saved: ReadonlySignal<readonly SavedFilter[]>,
  stop: AbortSignal,
): SegmentStore {
  const drafts = signal<ReadonlyMap<string, SegmentDraft>>(readDrafts(memory.get(KEY)));
  const openId = signal<string | undefined>(undefined);
  const preview = signal<SegmentPreview | undefined>(undefined);
  const isCounting = signal(false);
  const failure = signal<Failure | undefined>(undefined);
  const counts = signal<ReadonlyMap<string, number>>(new Map());

  const savedOne = computed(() => saved.value.find(({ id }) => id === openId.value));
  const shown = computed(() => {
    const id = openId.value;
    if (id === undefined) return undefined;
    return drafts.value.get(id) ?? (id === NEW_SEGMENT ? EMPTY : savedOne.value && kept(savedOne.value));
  });
  /** What is typed and not saved of a segment. */
  const unsaved = (id: string) => {
    const draft = drafts.value.get(id);
    const is = saved.value.find((one) => one.id === id) ?? EMPTY;
    return draft && !isSame(draft, is) ? draft : undefined;
  };
  const begun = computed(() => unsaved(NEW_SEGMENT));
  const isChanged = computed(() => openId.value !== undefined && unsaved(openId.value) !== undefined);

  function keep(id: string, draft: SegmentDraft | undefined): void {
    const next = new Map(drafts.peek());
    if (draft) next.set(id, draft);
    else next.delete(id);
    drafts.value = next;
    memory.set(KEY, next.size === 0 ? undefined : JSON.stringify([...next]));
  }

  let round = 0;
  let cancelWait = () => {};
  async function look(): Promise<void> {
    const draft = shown.peek();
    round += 1;
    const mine = round;
    if (!draft) return;
    const page = { sort: draft.sort, descending: draft.descending, offset: 0, filter: draft.filter.text };
    const [found, all] = await Promise.all([
      background.call('customers.list', { ...page, ...whereOf(draft.filter.where), limit: SHOWN }),
      background.call('customers.list', { ...page, filter: '', limit: 1 }),
    ]);
    if (mine !== round || stop.aborted) return;
    // Who bought what is being counted: the end of that is told.
    const isUnknown = found.ok && found.value.waitsFor !== undefined;
    batch(() => {
      isCounting.value = isUnknown;
      failure.value = found.ok ? (all.ok ? undefined : all.error) : found.error;
      if (found.ok && all.ok && !isUnknown)
        preview.value = { total: found.value.total, everybody: all.value.total, rows: found.value.rows };
    });
  }
  function lookSoon(): void {
    if (!shown.peek()) return;
    isCounting.value = true;
    cancelWait();
    cancelWait = clock.after(QUIET_MS, () => void look());
  }

  const asked = computed(() => {
    const draft = shown.value;
    return draft && JSON.stringify([draft.filter, draft.sort, draft.descending]);
  });
  const stopLooking = effect(() => {
    if (asked.value !== undefined) lookSoon();
  });
  stop.addEventListener(
    'abort',
    () => {
      stopLooking();
      cancelWait();
    },
    { once: true },
  );
  background.subscribe((push) => {
    if (push.event !== 'changed') return;
    const isCounted = push.tables.includes('offers') && goodsIn(shown.peek()?.filter.where ?? []).length > 0;
    if (isCounted || push.tables.some((table) => TABLES.includes(table))) lookSoon();
    const isOfGoods = ({ filter }: SavedFilter) => goodsIn(filter.where).length > 0;
    if (push.tables.includes('offers')) void count(saved.peek().filter(isOfGoods));
  }, stop);

  async function count(segments: readonly SavedFilter[]): Promise<void> {
    for (const { id, filter, sort, descending } of segments) {
      const query = { sort, descending, filter: filter.text, ...whereOf(filter.where), offset: 0, limit: 1 };
      const answer = await background.call('customers.list', query);
      if (stop.aborted) return;
      if (answer.ok && answer.value.waitsFor === undefined)
        counts.value = new Map(counts.peek()).set(id, answer.value.total);
    }
  }

  return {
    ...{ openId, shown, begun, isChanged, preview, isCounting, failure, counts },
    open: (id) => {
      if (id === openId.peek()) return;
      batch(() => {
        openId.value = id;
        preview.value = undefined;
        failure.value = undefined;
      });
    },
    begin: (from = {}) => {
      const before = begun.peek();
      keep(NEW_SEGMENT, { ...EMPTY, ...from });
      return before;
    },
    change: (part) => {
      const [id, draft] = [openId.peek(), shown.peek()];
      if (id !== undefined && draft) keep(id, { ...draft, ...part });
    },
    settle: () => {
      const id = openId.peek();
      const draft = id === undefined ? undefined : drafts.peek().get(id);
      if (id !== undefined) keep(id, undefined);
      return draft;
    },
    putBack: (id, draft) => {
      const meanwhile = untracked(() => unsaved(id));
      keep(id, draft);
      return meanwhile && !isSame(meanwhile, draft) ? meanwhile : undefined;
    },
    count: () => count(saved.peek()),
  };
}

/** Conditions as they are asked for: nobody waits here for what has to be counted first. */
const whereOf = (where: readonly FilterNode[]) => ({
  where: [...where],
  ...(goodsIn(where).length === 0 ? {} : { isHurried: true }),
});

function readDrafts(text: string | undefined): ReadonlyMap<string, SegmentDraft> {
  try {
    const read = z.safeParse(z.array(z.tuple([z.string(), SegmentDraft])), JSON.parse(text ?? '[]'));
    return new Map(read.success ? read.data : []);
  } catch {
    return new Map();
  }
}
