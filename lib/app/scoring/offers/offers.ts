import type { CustomerId } from '../../../domain/ids.ts';
import { ATTEMPTS, ComputeEnd } from '../../../messaging/compute-work.ts';
import type { ScoringProgress } from '../../../messaging/score-work.ts';
import { readSettings } from '../../settings.ts';
import { fromBase64 } from '../base64.ts';
import { NEW_SHARE } from '../score-head.ts';
import { dayIn, scoreSettingsOf } from '../score-settings.ts';
import type { Scores, ScoresDeps } from '../scores.ts';
import type { CountedPairs } from './count-pairs.ts';
import type { StoredPairs } from './offers-of.ts';
import { chunksOf, decodePairs, OFFERS } from './pair-codec.ts';

export interface Offers {
  /** What is bought together, as it was last counted; absent while it never was. Newer counts are on their way if due. */
  pairs(): Promise<StoredPairs | undefined>;
  /** The same, waited for where it was never counted. Throws `ComputeEnd`. */
  whenCounted(): Promise<StoredPairs>;
  /**
   * Has it counted, or waits for the counting that goes on, which may have begun before the last change. Throws `ComputeEnd`;
   * at once while it rests after a failure.
   */
  countNow(): Promise<void>;
  /** Scores are on file, or the background has just begun: it is counted if due. */
  consider(): void;
  /** Must be told of changes. */
  forget(customerIds: readonly CustomerId[] | 'many', tables: readonly string[]): void;
  /** Breaks off a counting that goes on; it is not begun again by itself. */
  cancel(): void;
}

/** Scores, and whatever is being shown, go first. */
const AFTER_MS = 1500;
const REST_FIRST_MS = 5000;
const REST_MOST_MS = 600_000;
const COUNTED_TABLES = ['customers', 'orders', 'lines', 'settings'];

/** Counting so few purchases takes a moment only, and one more may make a pair. */
const SMALL = 5000;
const leastChange = (baskets: number): number => (baskets <= SMALL ? 0 : NEW_SHARE * baskets);

/** Has the pairs of goods counted, after everybody has been scored, and keeps what was counted. */
export function createOffers(
  deps: ScoresDeps,
  scores: Pick<Scores, 'whenScored'>,
  /** What is stored is another from here on. */
  onCounted: () => void = () => {},
): Offers {
  const { store, compute } = deps;
  let opened: Promise<StoredPairs | undefined> | undefined;
  /** Whether it is due is looked up again. */
  let isChecked = false;
  /** All may be another file's. */
  let epoch = 0;
  let running: Promise<void> | undefined;
  let controller = new AbortController();
  let planned: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let restsUntil = 0;
  let lastEnd: ComputeEnd['reason'] = 'failed';
  /** Somebody waits, and is to hear how far it is. */
  let waiting = 0;

  const isResting = () => running === undefined && deps.now() < restsUntil;

  function open(): Promise<StoredPairs | undefined> {
    opened ??= store
      .derived(OFFERS)
      .then((stored) => stored && decodePairs(stored.load))
      .catch((error: unknown) => {
        opened = undefined;
        throw error;
      });
    return opened;
  }

  async function isDue(): Promise<boolean> {
    const counted = await open();
    if (!counted) return true;
    const settings = scoreSettingsOf(await store.read(readSettings));
    if (counted.head.timeZone !== settings.timeZone || counted.head.asOfDay !== dayIn(settings, deps.now()))
      return true;
    const stored = await store.derived(OFFERS);
    const changed = stored ? await store.changedSince(stored.covers) : 'many';
    return changed === 'many' || changed.length > leastChange(counted.head.baskets);
  }

  function plan(afterMs: number): void {
    if (isChecked || planned !== undefined) return;
    planned = setTimeout(() => {
      planned = undefined;
      void countIfDue().catch(() => {});
    }, afterMs);
  }

  async function countIfDue(): Promise<void> {
    if (running || isResting()) return;
    isChecked = true;
    if (await isDue()) await run();
  }

  function run(): Promise<void> {
    running ??= count().finally(() => {
      running = undefined;
      // What came meanwhile is not in it.
      plan(Math.max(AFTER_MS, restsUntil - deps.now()));
    });
    return running;
  }

  async function count(): Promise<void> {
    controller = new AbortController();
    const { signal } = controller;
    const before = epoch;
    try {
      await scores.whenScored();
      isChecked = true;
      const { head, covers, pairs, beside } = await ask(signal);
      const isStill = () => epoch === before && !signal.aborted;
      if (!(await store.replaceDerived(OFFERS, covers, chunksOf(head, fromBase64(pairs), beside), isStill)))
        throw new ComputeEnd('cancelled');
      void compute.ask('boughtKept', {}).catch(() => {});
      opened = undefined;
      onCounted();
      failures = 0;
    } catch (error) {
      lastEnd = error instanceof ComputeEnd ? error.reason : 'failed';
      // Another file is counted for itself.
      if (lastEnd === 'cancelled' && epoch !== before) throw error;
      // What the user has broken off is not begun again by who hears of its end.
      if (lastEnd === 'cancelled') restsUntil = deps.now() + REST_FIRST_MS;
      else {
        isChecked = false;
        failures += 1;
        restsUntil = deps.now() + Math.min(REST_MOST_MS, REST_FIRST_MS * 2 ** failures);
      }
      // Whoever was told to wait for it asks again, and hears why there is none.
      announce();
      throw error;
    }
    announce();
  }
  /** It is about nobody in particular: profiles need not be read again. */
  const announce = () =>
    deps.tell({ event: 'changed', actionId: deps.newId() as never, tables: [OFFERS], customerIds: [] });

  async function ask(
    signal: AbortSignal,
  ): Promise<CountedPairs & { readonly beside: readonly (readonly [string, Uint8Array])[] }> {
    const onProgress = (progress: ScoringProgress) => {
      if (waiting > 0) deps.tell({ event: 'scoring', ...progress });
    };
    for (let attempt = 1; ; attempt += 1) {
      try {
        const counted = await compute.ask<CountedPairs>('pairs', { at: deps.now() }, { signal, onProgress });
        return { ...counted, beside: await askBeside(counted.names, signal) };
      } catch (error) {
        if (!(error instanceof ComputeEnd && error.reason === 'lost') || attempt === ATTEMPTS) throw error;
      }
    }
  }

  async function askBeside(names: readonly string[], signal: AbortSignal) {
    const beside: (readonly [string, Uint8Array])[] = [];
    for (const name of names) {
      const bytes = await compute.ask<string>('bought', { name }, { signal }).catch((error: unknown) => {
        // A worker that was started again in between holds nothing any more.
        throw error instanceof ComputeEnd && error.reason === 'failed' ? new ComputeEnd('lost') : error;
      });
      beside.push([name, fromBase64(bytes)]);
    }
    return beside;
  }

  return {
    async pairs() {
      const counted = await open();
      // What was broken off before there was anything is begun again for whoever asks.
      if (!counted && running === undefined) isChecked = false;
      plan(AFTER_MS);
      return counted;
    },
    async whenCounted() {
      waiting += 1;
      try {
        if (!(await open())) await run();
        else plan(0);
        const counted = await open();
        if (!counted) throw new Error('pairs were not stored');
        return counted;
      } finally {
        waiting -= 1;
      }
    },
    async countNow() {
      if (isResting()) throw new ComputeEnd(lastEnd);
      waiting += 1;
      try {
        // What runs may have begun before the last change: whoever needs that looks again, and asks for another.
        if (running !== undefined) await running.catch(() => {});
        else await run();
      } finally {
        waiting -= 1;
      }
    },
    consider() {
      isChecked = false;
      plan(AFTER_MS);
    },
    forget(customerIds, tables) {
      if (customerIds !== 'many' && !tables.some((table) => COUNTED_TABLES.includes(table))) return;
      isChecked = false;
      restsUntil = 0;
      if (customerIds !== 'many') return;
      // It may be another file from now on.
      opened = undefined;
      epoch += 1;
    },
    cancel: () => controller.abort(),
  };
}
