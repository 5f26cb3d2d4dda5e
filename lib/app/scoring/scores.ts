import type { CustomerId } from '../../domain/ids.ts';
import type { Profile } from '../../domain/profile.ts';
import type { Receipt } from '../../domain/receipt.ts';
import type { RuleSet } from '../../domain/score.ts';
import { ATTEMPTS, type Compute, ComputeEnd } from '../../messaging/compute-work.ts';
import type { Push } from '../../messaging/contract.ts';
import type { ScoringProgress } from '../../messaging/score-work.ts';
import { statsOf } from '../../scoring/customer-stats.ts';
import { DEFAULT_CLOCK, lifecycleOf } from '../../scoring/lifecycle.ts';
import type { FileState } from '../../storage/database.ts';
import type { SummarySource } from '../../storage/person.ts';
import type { CustomFields } from '../custom-fields.ts';
import type { AppDeps } from '../deps.ts';
import { activeRules } from '../score-rules.ts';
import { readSettings } from '../settings.ts';
import { fromBase64 } from './base64.ts';
import type { Rescored } from './compute.ts';
import { decodeHead, decodeStandings, encodeHead, type StoredStandings } from './generation.ts';
import { addMoves } from './move-log.ts';
import { type RuleSegment, ruleSegments } from './rule-segments.ts';
import { NEW_SHARE, SCORES, SCORES_VERSION, type ScoreHead, type Standing, type TierMove } from './score-head.ts';
import { onePersonOf, type ScoredOne, type ScoringNow, scoreOne, scoringNow } from './score-one.ts';
import { dayIn, type ScoreSettings, scoreSettingsOf, settingsKey } from './score-settings.ts';
import { type Standings, standingsOf } from './standings.ts';
import { moveOf } from './tier-moves.ts';

/** What a customer's score and stage are; `one` with all their figures, where the file has been scored. */
export interface Scored {
  readonly receipt: Receipt;
  readonly stage: Profile['stage'];
  readonly one?: ScoredOne;
}
/** Scores somebody who is at hand, as of now. */
export type Score = (person: SummarySource) => Scored;

export interface Scores {
  /** By what is known now: whoever shows a page waits for nothing. */
  scorer(): Promise<Score>;
  standings(): Promise<Standings>;
  /** All that scoring one customer needs; absent while the file has not been scored. */
  now(): Promise<ScoringNow | undefined>;
  /** When the file has been scored; a small one as it is now. */
  whenScored(): Promise<void>;
  /** Must be told of changes. */
  forget(customerIds: readonly CustomerId[] | 'many', tables: readonly string[]): void;
  /** Breaks off a scoring that goes on. */
  cancel(): void;
  /** The worker has come back, or the background has just begun: what is due is done. */
  wake(): void;
}

interface Generation {
  readonly head: ScoreHead;
  readonly standings: StoredStandings;
  readonly load: (names: readonly string[]) => Promise<readonly (Uint8Array | undefined)[]>;
  readonly covers: FileState;
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
/** After a failure it is left alone for so long, twice as long after each more. */
const REST_FIRST_MS = 2500;
const REST_MOST_MS = 600_000;
/** Tables whose records scores are worked out of. */
const SCORED_TABLES = ['customers', 'orders', 'interactions', 'settings', 'scoreRules', 'fields'];

/** @param rescored everybody has new scores: lists take them in before pages are told */
export function createScores(deps: ScoresDeps, fields: CustomFields, rescored: () => Promise<void>): Scores {
  const { store, compute } = deps;
  let opened: Promise<Generation | undefined> | undefined;
  let context: Promise<{ settings: ScoreSettings; rules: RuleSet; segments: readonly RuleSegment[] }> | undefined;
  /** Standings that differ from the stored ones; null for who has none any more. */
  const changed = new Map<string, Standing | null>();
  const stale = new Set<CustomerId>();
  /** Changes since everybody was scored. */
  let changes = 0;
  let isMany = false;
  let epoch = 0;
  let running: Promise<void> | undefined;
  let controller = new AbortController();
  let planned: ReturnType<typeof setTimeout> | undefined;
  /** Times it has failed in a row, and until when it is left alone for that. */
  let failures = 0;
  let restsUntil = 0;
  const isResting = () => deps.now() < restsUntil;
  /** A scoring takes longer than one waits for: what is known is shown meanwhile. */
  let isSlow = false;

  const contextNow = () => {
    context ??= store
      .read(async (reader) => {
        const rules = await activeRules(reader);
        const segments = await ruleSegments(reader, rules);
        return { settings: scoreSettingsOf(await readSettings(reader)), rules, segments };
      })
      .catch((error: unknown) => {
        context = undefined;
        throw error;
      });
    return context;
  };

  function open(): Promise<Generation | undefined> {
    opened ??= openStored().catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  }

  async function openStored(): Promise<Generation | undefined> {
    const stored = await store.derived(SCORES);
    const head = stored && (await decodeHead(stored.load, SCORES_VERSION));
    const standings = head && (await decodeStandings(stored.load, head));
    if (!stored || !head || !standings) return undefined;
    const since = await store.changedSince(stored.covers);
    if (since === 'many') isMany = true;
    else for (const id of since) stale.add(id as CustomerId);
    changes = Math.max(changes, stale.size);
    return { head, standings, load: stored.load, covers: stored.covers };
  }

  const standingIn = (generation: Generation | undefined, id: string): Standing | undefined => {
    const own = changed.get(id);
    if (own !== undefined) return own ?? undefined;
    const row = generation?.standings.rowOf(id);
    return row === undefined ? undefined : generation?.standings.at(row);
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
      changes >= Math.max(1, NEW_SHARE * head.model.counts.purchases)
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
    if (running || isResting() || !(await isDue())) return;
    await run();
  }

  function run(): Promise<void> {
    if (running === undefined) {
      running = rescore().finally(() => {
        running = undefined;
        isSlow = false;
        // What came while it ran is not in it; what the user broke off is not begun again by itself.
        if (!controller.signal.aborted) plan(Math.max(AFTER_CHANGE_MS, restsUntil - deps.now()));
      });
      void running.then(announce).catch(() => {});
    }
    return running;
  }

  async function rescore(): Promise<void> {
    controller = new AbortController();
    const before = { changes, isMany, epoch };
    isMany = false;
    const told = new Set<CustomerId>();
    onStale = (id) => told.add(id);
    try {
      const found = await scoreAll();
      // So much has changed that this may be another file.
      const isStill = () => epoch === before.epoch;
      const chunks = [...found.chunks, encodeHead(found.head)];
      if (!(await store.replaceDerived(SCORES, found.covers, chunks, isStill)) || !isStill())
        throw new ComputeEnd('cancelled');
      const stored = await store.derived(SCORES);
      const standings = stored && (await decodeStandings(stored.load, found.head));
      if (!stored || !standings) throw new Error('scores were not stored');
      opened = Promise.resolve({ head: found.head, standings, load: stored.load, covers: found.covers });
      changed.clear();
      stale.clear();
      // Whoever changed meanwhile may have been read as they were before.
      for (const id of told) stale.add(id);
      changes = Math.max(0, changes - before.changes);
      await addMoves(store, found.moves);
      failures = 0;
    } catch (error) {
      isMany ||= before.isMany;
      if (!(error instanceof ComputeEnd && error.reason === 'cancelled')) {
        failures += 1;
        restsUntil = deps.now() + Math.min(REST_MOST_MS, REST_FIRST_MS * 2 ** failures);
      }
      throw error;
    } finally {
      onStale = () => {};
    }
    await settle();
  }
  /** Not waited for by whoever waits for the scores: lists wait for them too. */
  async function announce(): Promise<void> {
    await rescored();
    deps.tell({ event: 'changed', actionId: deps.newId() as never, tables: ['scores'], customerIds: 'many' });
  }
  let onStale: (id: CustomerId) => void = () => {};

  async function scoreAll() {
    const { signal } = controller;
    const onProgress = (progress: ScoringProgress) => deps.tell({ event: 'scoring', ...progress });
    for (let attempt = 1; ; attempt += 1) {
      try {
        const answer = await compute.ask<Rescored>('rescore', { at: deps.now() }, { signal, onProgress });
        const { names, run: nth, ...found } = answer;
        const chunks: [string, Uint8Array][] = [];
        for (const name of names)
          chunks.push([name, fromBase64(await compute.ask<string>('chunk', { run: nth, name }, { signal }))]);
        return { ...found, chunks };
      } catch (error) {
        const isLost = error instanceof ComputeEnd && error.reason === 'lost';
        if (!isLost || attempt === ATTEMPTS) throw error;
      }
    }
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
    const people = await store.read((reader) => Promise.all(ids.map((id) => reader.whole(id))));
    const moves: TierMove[] = [];
    for (const [at, whole] of people.entries()) {
      const known = onePersonOf(whole);
      const former = standingIn(generation, whole.id);
      const scored = known && scoreOne(known, now, former);
      for (const id of [ids[at] as string, ...whole.members.map((member) => member.id)]) changed.set(id, null);
      if (!scored?.standing) continue;
      changed.set(whole.id, scored.standing);
      const move = former && (await moveOf(generation, whole.id as CustomerId, former, scored, deps.now()));
      if (move) moves.push(move);
    }
    await addMoves(store, moves);
  }
  async function scoringContext(): Promise<ScoringNow | undefined> {
    const [generation, { settings }, own] = await Promise.all([open(), contextNow(), fields.all()]);
    return generation && scoringNow(generation.head, settings, own, deps.now());
  }

  /** The stored scores. Those of a small file are made anew first where that is due: it takes a moment only. */
  async function ready(): Promise<Generation | undefined> {
    if (isResting() || !(await isDue())) return open();
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
      return (person) => {
        const known = onePersonOf(person);
        if (!known || !now || !generation) {
          const stats = statsOf(known?.orders ?? [], undefined, deps.now());
          const receipt: Receipt = { type: stats.purchaseDays === 0 ? 'no-orders' : 'pending' };
          return { receipt, stage: lifecycleOf(stats, DEFAULT_CLOCK, deps.now()) };
        }
        const one = scoreOne(known, now, standingIn(generation, person.id));
        const { stage, sinceDays, usualGapDays } = one.figures;
        return {
          ...{ one, receipt: one.receipt },
          stage: {
            stage,
            ...(sinceDays === undefined ? {} : { sinceDays }),
            ...(usualGapDays === undefined ? {} : { usualGapDays }),
          },
        };
      };
    },
    async standings() {
      const generation = await ready();
      await settle();
      return standingsOf(generation, (id) => standingIn(generation, id));
    },
    now: async () => ((await ready()) ? scoringContext() : undefined),
    async whenScored() {
      if (!(await ready())) await run();
    },
    forget(customerIds, tables) {
      if (customerIds !== 'many' && !tables.some((table) => SCORED_TABLES.includes(table))) return;
      restsUntil = 0;
      if (tables.includes('fields')) isMany = true;
      if (tables.some((table) => table === 'settings' || table === 'scoreRules' || table === 'fields'))
        context = undefined;
      if (customerIds === 'many') {
        // It may be another file from now on.
        opened = undefined;
        context = undefined;
        changed.clear();
        stale.clear();
        isMany = true;
        epoch += 1;
      } else {
        for (const id of customerIds) {
          stale.add(id);
          onStale(id);
        }
        changes += customerIds.length;
        void settle().catch(() => {});
      }
      clearTimeout(planned);
      planned = undefined;
      plan(AFTER_CHANGE_MS);
    },
    cancel: () => controller.abort(),
    wake: () => plan(AFTER_FIRST_NEED_MS),
  };
}
