import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { CustomerId } from '../domain/ids.ts';
import type { Beside } from '../messaging/beside.ts';
import type { DuplicateGroup, DuplicateWork, FindingProgress } from '../messaging/duplicate-work.ts';
import { type FindingFailure, findAll } from './duplicate-run.ts';
import { createLongRun, type LongRun, type LongRunDeps } from './long-run.ts';

/** A burst of changes asks once. */
const QUIET_MS = 120;
/** Cards on the page at first, and how many more at a time. */
const CARDS_AT_ONCE = 20;

/** What the last search was of. */
export interface Searched {
  readonly people: number;
  readonly seconds: number;
  readonly skipped: number;
}

/** People who are on file more than once, as far as they were found and are still to be decided. */
export interface DuplicatesStore {
  /** How far a running search is. */
  readonly running: ReadonlySignal<FindingProgress | undefined>;
  readonly failure: ReadonlySignal<FindingFailure | undefined>;
  /** Absent until somebody has looked. */
  readonly searched: ReadonlySignal<Searched | undefined>;
  /** Whether the last search found anybody, decided by now or not. */
  readonly hasFound: ReadonlySignal<boolean>;
  /** The surest first. */
  readonly groups: ReadonlySignal<readonly DuplicateGroup[]>;
  /** Those of them that are on the page. */
  readonly shown: ReadonlySignal<readonly DuplicateGroup[]>;
  /** What is known of those on the page. */
  readonly people: ReadonlySignal<ReadonlyMap<CustomerId, Beside>>;
  /** The merge of many at once. */
  readonly merging: LongRun;
  find(): Promise<void>;
  cancel(): void;
  showMore(): void;
}

export function createDuplicatesStore(deps: LongRunDeps, startWork: () => DuplicateWork): DuplicatesStore {
  const { background, clock, stop } = deps;
  const running = signal<FindingProgress | undefined>(undefined);
  const failure = signal<FindingFailure | undefined>(undefined);
  const searched = signal<Searched | undefined>(undefined);
  const found = signal<readonly DuplicateGroup[]>([]);
  /** Of each group found those who are still to be decided. */
  const open = signal<readonly (readonly CustomerId[])[]>([]);
  const limit = signal(CARDS_AT_ONCE);
  const people = signal<ReadonlyMap<CustomerId, Beside>>(new Map());
  let stopping = new AbortController();
  let asked = 0;
  let cancelWait = () => {};
  stop.addEventListener('abort', () => stopping.abort());

  const groups = computed(() =>
    found.value.flatMap((group, at): DuplicateGroup[] => {
      const ids = open.value[at] ?? [];
      if (ids.length < 2) return [];
      const pairs = group.pairs.filter((pair) => pair.ids.every((id) => ids.includes(id)));
      return [{ ...group, ids, pairs }];
    }),
  );
  const shown = computed(() => groups.value.slice(0, limit.value));

  async function loadPeople(again: boolean): Promise<void> {
    const ids = shown.peek().flatMap((group) => group.ids);
    const wanted = again ? ids : ids.filter((id) => !people.peek().has(id));
    if (wanted.length === 0) return;
    asked += 1;
    const question = asked;
    const answer = await background.call('duplicates.beside', { customerIds: wanted });
    if (question !== asked || !answer.ok) return;
    const known = new Map(again ? [] : people.peek());
    for (const one of JSON.parse(answer.value) as Beside[]) known.set(one.customer.id, one);
    people.value = known;
  }

  /** What is decided leaves the page, and comes back when it is undone. */
  async function sift(): Promise<void> {
    const all = found.peek();
    if (all.length === 0) return;
    const answer = await background.call('duplicates.open', { groups: all.map(({ ids }) => [...ids]) });
    if (!answer.ok || all !== found.peek()) return;
    open.value = answer.value;
    await loadPeople(true);
  }

  background.subscribe((push) => {
    if (push.event !== 'changed' || found.peek().length === 0) return;
    cancelWait();
    cancelWait = clock.after(QUIET_MS, () => void sift());
  }, stop);

  return {
    running,
    failure,
    merging: createLongRun(deps),
    searched,
    hasFound: computed(() => found.value.length > 0),
    groups,
    shown,
    people,
    async find() {
      if (running.peek()) return;
      stopping = new AbortController();
      const began = clock.now();
      batch(() => {
        failure.value = undefined;
        running.value = { phase: 'reading', done: 0, total: 0 };
      });
      const onProgress = (progress: FindingProgress) => {
        running.value = progress;
      };
      const answer = await findAll({ background, startWork, signal: stopping.signal, onProgress });
      batch(() => {
        running.value = undefined;
        if (!answer.ok) {
          if (answer.error.type !== 'cancelled') failure.value = answer.error;
          return;
        }
        const { groups: all, people: count, skipped } = answer.value;
        searched.value = { people: count, skipped, seconds: (clock.now() - began) / 1000 };
        found.value = all;
        open.value = all.map(({ ids }) => ids);
        limit.value = CARDS_AT_ONCE;
      });
      if (answer.ok) await loadPeople(true);
    },
    cancel: () => stopping.abort(),
    showMore() {
      limit.value += CARDS_AT_ONCE;
      void loadPeople(false);
    },
  };
}
