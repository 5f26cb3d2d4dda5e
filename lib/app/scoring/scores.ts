import type { CustomerId } from '../../domain/ids.ts';
import type { Tier } from '../../domain/receipt.ts';
import type { ScorePart } from '../../domain/score.ts';
import { type Compute, ComputeEnd } from '../../messaging/compute-work.ts';
import type { Push } from '../../messaging/contract.ts';
import type { ScoringProgress } from '../../messaging/score-work.ts';
import type { Whole } from '../../storage/whole.ts';
import type { AppDeps } from '../deps.ts';
import type { CustomFields } from '../fields/custom-fields.ts';
import { askRescore } from './ask-rescore.ts';
import { formerBy } from './former.ts';
import { encodeHead } from './generation.ts';
import { addMoves, lastTiers, putMoves, readMoves } from './move-log.ts';
import { createRest } from './rest.ts';
import { readContext, type ScoreContext } from './score-context.ts';
import { changesUntilDue, SCORES, type Standing } from './score-head.ts';
import { onePersonOf, type ScoringNow, scoreOne, scoringNow } from './score-one.ts';
import { dayIn, settingsKey } from './score-settings.ts';
import { isOfScores, isOfSegments } from './scored-tables.ts';
import { type Score, scorerOf } from './scorer.ts';
import { type Standings, standingsOf } from './standings.ts';
import { type StoredScores, storedScores } from './stored-scores.ts';
import { moveOf } from './tier-moves.ts';

export interface Scores {
  /** By what is known now: whoever shows a page waits for nothing. */
  scorer(): Promise<Score>;
  standings(): Promise<Standings>;
  /** All that scoring one customer needs; absent while the file has not been scored. */
  now(): Promise<ScoringNow | undefined>;
  /** When the file has been scored; a small one as it is now. */
  whenScored(): Promise<void>;
  /** Scores everybody as of now where that is due; waits for it. */
  bringUp(): Promise<void>;
  /** How many alarms sounded on which day, of the last days. */
  alarms(): Promise<NonNullable<StoredScores['head']['alarms']>>;
  /** Must be told of changes. */
  forget(customerIds: readonly CustomerId[] | 'many', tables: readonly string[]): void;
  /** Breaks off a scoring that goes on. */
  cancel(): void;
  /** The worker has come back, or the background has just begun: what is due is done. */
  wake(): void;
}

/** Somebody as they were scored alone. */
interface Alone {
  readonly standing: Standing;
  readonly parts: readonly ScorePart[];
  /** They had a tier before. One that is all that a file without them says is none to have moved from. */
  readonly isPlaced: boolean;
}

export interface ScoresDeps extends AppDeps {
  readonly compute: Compute;
  readonly tell: (push: Push) => void;
}

/** Scoring a file of so many people takes a moment only, and one order changes everybody's. */
const SMALL = 1000;
/** After the last change, and after the first need of scores; whatever is being shown goes first. */
const AFTER_CHANGE_MS = 1000;
const AFTER_FIRST_NEED_MS = 300;
/** The longest that anybody waits for the scores of a small file. */
const PATIENCE_MS = 2000;

/** @param rescored everybody has new scores: lists take them in before pages are told */
export function createScores(deps: ScoresDeps, fields: CustomFields, rescored: () => Promise<void>): Scores {
  const { store, compute } = deps;
  let opened: Promise<StoredScores | undefined> | undefined;
  let newest: StoredScores | undefined;
  /** Tiers by the log, which go before the stored ones. */
  let tiers = new Map<string, Tier>();
  let context: Promise<ScoreContext> | undefined;
  /** Who is scored otherwise than it is stored; null for who has no score any more. */
  const changed = new Map<string, Alone | null>();
  const stale = new Set<CustomerId>();
  /** Changes since everybody was scored. */
  let changes = 0;
  let isMany = false;
  /** What is being scored is another file than the one of the stored scores, or much has come to it. */
  let isOfMany = false;
  let epoch = 0;
  let running: Promise<void> | undefined;
  let controller = new AbortController();
  let planned: ReturnType<typeof setTimeout> | undefined;
  const rest = createRest(deps.now);
  /** A scoring takes longer than one waits for: what is known is shown meanwhile. */
  let isSlow = false;

  const contextNow = () => {
    context ??= readContext(store).catch((error: unknown) => {
      context = undefined;
      throw error;
    });
    return context;
  };

  function open(): Promise<StoredScores | undefined> {
    opened ??= openStored().catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  }

  async function openStored(): Promise<StoredScores | undefined> {
    const stored = await storedScores(await store.derived(SCORES));
    tiers = lastTiers(await store.read(readMoves));
    if (!stored) return undefined;
    const since = await store.changedSince(stored.covers);
    if (since === 'many') isMany = true;
    else for (const id of since) stale.add(id as CustomerId);
    changes = Math.max(changes, stale.size);
    newest = stored;
    return stored;
  }

  const standingIn = (generation: StoredScores | undefined, id: string): Standing | undefined => {
    const own = changed.get(id);
    const row = own === undefined ? generation?.standings.rowOf(id) : undefined;
    const standing = row === undefined ? own?.standing : generation?.standings.at(row);
    return standing && { ...standing, tier: tiers.get(id) ?? standing.tier };
  };
  const settledNow = () =>
    [...changed].flatMap(([id, own]) => (own?.isPlaced === false ? [] : [[id, own?.standing ?? null] as const]));
  const formerIn = (generation: StoredScores, id: string) => {
    const own = changed.get(id);
    const isKnown = own !== undefined && own?.isPlaced !== false;
    return formerBy(generation, tiers, isKnown ? [[id, own?.standing ?? null]] : [])(id);
  };

  /** Whether everybody is to be scored anew. */
  async function isDue(): Promise<boolean> {
    const [generation, { settings, rules, segments }] = await Promise.all([open(), contextNow()]);
    if (!generation || isMany) return true;
    const { head } = generation;
    return (
      head.settings !== settingsKey(settings) ||
      head.model.asOfDay !== dayIn(settings, deps.now()) ||
      JSON.stringify([head.rules, head.segments]) !== JSON.stringify([rules, segments]) ||
      changes >= changesUntilDue(head.model.counts)
    );
  }

  function plan(afterMs: number): void {
    if (planned !== undefined) return;
    planned = setTimeout(() => {
      planned = undefined;
      void runIfDue().catch(() => {});
    }, afterMs);
  }

  async function runIfDue(): Promise<void> {
    if (running || rest.isResting() || !(await isDue())) return;
    await run();
  }

  function run(): Promise<void> {
    if (running === undefined) {
      running = rescore().finally(() => {
        running = undefined;
        isSlow = false;
        // What came while it ran is not in it; what the user broke off is not begun again by itself.
        if (!controller.signal.aborted) plan(Math.max(AFTER_CHANGE_MS, rest.left()));
      });
      void running.then(announce).catch(() => {});
    }
    return running;
  }

  async function rescore(): Promise<void> {
    controller = new AbortController();
    const before = { changes, isMany, epoch };
    // The machine's own time zone may be another by now.
    context = undefined;
    [isMany, isOfMany] = [false, isMany];
    const then = new Map(changed);
    const told = new Set<CustomerId>();
    onStale = (id) => told.add(id);
    try {
      const { signal } = controller;
      const onProgress = (progress: ScoringProgress) => deps.tell({ event: 'scoring', ...progress });
      const found = await askRescore(compute, { at: deps.now(), settled: settledNow() }, { signal, onProgress });
      // So much has changed that this may be another file.
      const isStill = () => epoch === before.epoch;
      const chunks = [...found.chunks, encodeHead(found.head)];
      let written = tiers;
      const isStored = await store.replaceDerived(SCORES, found.covers, chunks, isStill, async (meta) => {
        written = await putMoves(meta, found.moves);
      });
      if (!isStored || !isStill()) throw new ComputeEnd('cancelled');
      tiers = written;
      const stored = await storedScores(await store.derived(SCORES));
      if (!stored) throw new Error('scores were not stored');
      newest = stored;
      opened = Promise.resolve(stored);
      stale.clear();
      // Whoever changed or was scored alone meanwhile may have been read as they were before.
      for (const id of told) stale.add(id);
      for (const [id, own] of changed)
        if (then.get(id) === own) changed.delete(id);
        else stale.add(id as CustomerId);
      changes = Math.max(0, changes - before.changes);
      rest.worked();
      await store.setMark('scored', found.head.model.asOfDay);
    } catch (error) {
      isMany ||= before.isMany;
      if (!(error instanceof ComputeEnd && error.reason === 'cancelled')) rest.failed();
      throw error;
    } finally {
      onStale = () => {};
      isOfMany = false;
    }
    // The scores are stored, whatever becomes of those who changed meanwhile: they are settled when somebody asks.
    await settle().catch(() => {});
  }
  /** Not waited for by whoever waits for the scores: lists wait for them too. */
  async function announce(): Promise<void> {
    await rescored();
    deps.tell({ event: 'changed', actionId: deps.newId() as never, tables: ['scores'], customerIds: 'many' });
  }
  let onStale: (id: CustomerId) => void = () => {};

  /** They are scored alone, by the model there is. */
  function setStale(customerIds: readonly CustomerId[]): void {
    for (const id of customerIds) {
      stale.add(id);
      onStale(id);
    }
    void settle().catch(() => {});
  }

  /** Those who changed are scored by the model there is; a tier that changes is written down. */
  let settling: Promise<void> = Promise.resolve();
  function settle(): Promise<void> {
    const next = settling.then(settleNow);
    settling = next.catch(() => {});
    return next;
  }
  async function settleNow(): Promise<void> {
    const [generation, now] = await Promise.all([open(), scoringContext()]);
    if (!generation || !now || stale.size === 0) return;
    const ids = [...stale];
    stale.clear();
    let settled = 0;
    try {
      const people = await store.read((reader) => Promise.all(ids.map((id) => reader.whole(id))));
      for (const whole of people) {
        await settleOne(whole, ids[settled] as string, generation, now);
        settled += 1;
      }
    } finally {
      for (const id of ids.slice(settled)) stale.add(id);
    }
  }
  async function settleOne(whole: Whole, asked: string, generation: StoredScores, now: ScoringNow): Promise<void> {
    const known = onePersonOf(whole);
    const former = formerIn(generation, whole.id);
    const before = changed.get(whole.id)?.parts;
    const scored = known && scoreOne(known, now, former);
    const { standing, receipt } = scored ?? {};
    const move =
      scored && former && (await moveOf(generation, whole.id as CustomerId, former, before, scored, deps.now()));
    // Written down before it is shown: nobody has a tier that the log does not lead to.
    if (move) tiers = await addMoves(store, [move]);
    for (const id of [asked, ...whole.members.map((member) => member.id)]) changed.set(id, null);
    const parts = receipt?.type === 'scored' ? receipt.parts : [];
    if (standing) changed.set(whole.id, { standing, parts, isPlaced: former !== undefined });
  }
  async function scoringContext(): Promise<ScoringNow | undefined> {
    const [generation, { settings }, own] = await Promise.all([open(), contextNow(), fields.all()]);
    return generation && scoringNow(generation.head, settings, own, deps.now());
  }

  /** The stored scores. Those of a small file are made anew first where that is due: it takes a moment only. */
  async function ready(): Promise<StoredScores | undefined> {
    if (rest.isResting() || !(await isDue())) return open();
    const { people } = await store.about();
    if (people > SMALL) plan(AFTER_FIRST_NEED_MS);
    else if (!isSlow) {
      const patience = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS)).then(() => {
        isSlow = running !== undefined;
      });
      await Promise.race([run().catch(() => {}), patience]);
    }
    return open();
  }

  return {
    async scorer() {
      const [generation, now] = await Promise.all([open(), scoringContext()]);
      if (await isDue()) plan(AFTER_FIRST_NEED_MS);
      return scorerOf(now, (id) => standingIn(generation, id), deps.now);
    },
    async standings() {
      const generation = await ready();
      await settle();
      // Who is known to have changed is told apart from the newest scores only.
      const held = newest ?? generation;
      const isScored = held !== undefined && !isMany && !isOfMany;
      return standingsOf(held, {
        isScored,
        of: (id) => standingIn(newest ?? held, id),
        isStill: () => (newest ?? held) === held,
      });
    },
    now: async () => ((await ready()) ? scoringContext() : undefined),
    async whenScored() {
      if (!(await ready())) await run();
    },
    async bringUp() {
      // What runs already may have begun on the day before.
      await running?.catch(() => {});
      await runIfDue();
      const generation = await open();
      if (generation) await store.setMark('scored', generation.head.model.asOfDay);
    },
    alarms: async () => (await open())?.head.alarms ?? [],
    forget(customerIds, tables) {
      if (customerIds !== 'many' && !isOfScores(tables)) {
        if (newest && newest.head.segments.length > 0 && isOfSegments(tables)) setStale(customerIds);
        return;
      }
      rest.end();
      if (tables.includes('fields')) isMany = true;
      if (tables.some((table) => table === 'settings' || table === 'scoreRules' || table === 'fields'))
        context = undefined;
      if (customerIds === 'many') {
        // It may be another file from now on.
        opened = undefined;
        newest = undefined;
        context = undefined;
        changed.clear();
        stale.clear();
        isMany = true;
        epoch += 1;
      } else {
        changes += customerIds.length;
        setStale(customerIds);
      }
      clearTimeout(planned);
      planned = undefined;
      plan(AFTER_CHANGE_MS);
    },
    cancel: () => controller.abort(),
    wake: () => plan(AFTER_FIRST_NEED_MS),
  };
}
