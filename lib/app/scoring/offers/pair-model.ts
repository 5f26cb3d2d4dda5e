import { type CrossSell, countPairsInSteps, pairMeasures, shrunkenCosine } from '../../../scoring/cross-sell.ts';
import { type JudgedPairs, judgePairsInSteps, type PairRule, pairCount, rulesOf } from '../../../scoring/pair-rules.ts';
import type { Baskets, Item } from './baskets.ts';

/** Two items bought together, by their numbers; read from the rarer to the other. */
export type StoredRule = readonly [first: number, second: number, together: number, isSure: 0 | 1];

/** What of the pairs is not told by pairs alone: goes as JSON. */
export interface PairHead {
  readonly asOfDay: number;
  /** Purchases whose goods are known. */
  readonly baskets: number;
  readonly items: readonly Item[];
  /** Pairs of items that were frequent enough for; with 5 purchases together; of these surely no chance. */
  readonly looked: number;
  readonly found: number;
  readonly sure: number;
  /** The surest of those found. */
  readonly rules: readonly StoredRule[];
}

/** What goes with what, bounded in size whatever the shop's: of each item the neighbours that say most for it. */
export interface PairModel {
  readonly head: PairHead;
  readonly pairs: CrossSell;
  /** By place in `pairs.other`: more often together than chance would have it. */
  readonly isSure: Uint8Array;
}

/** Neighbours that are kept of an item, and rules to be shown. */
const NEIGHBOURS_MOST = 40;
const RULES_MOST = 200;

/** Lets others have their turn; may throw to break off. */
export type Rest = (share: number) => Promise<void>;

/** Counts and judges the pairs of all purchases. */
export async function pairModelOf(
  { columns, items }: Pick<Baskets, 'columns' | 'items'>,
  asOfDay: number,
  rest: Rest,
): Promise<PairModel> {
  const total = 2 * Math.max(1, items.length);
  const all = await inSteps(countPairsInSteps(columns), (done) => rest(done / total));
  const judged = await inSteps(judgePairsInSteps(all), (done) => rest((items.length + done) / total));
  const { sure, isSure: isSurePair } = surePairs(all, judged);
  const { pairs, isSure } = bounded(all, isSurePair);
  return {
    head: {
      ...{ asOfDay, baskets: columns.count, items, sure },
      looked: pairCount(items.length),
      found: judged.count,
      rules: rulesOf(all, judged, RULES_MOST).map((rule) => {
        const { first, second, measures } = rule;
        return [first, second, measures.together, isTrusted(rule) ? 1 : 0] as const;
      }),
    },
    pairs,
    isSure,
  };
}

const isTrusted = ({ isSignificant, measures }: PairRule): boolean => isSignificant && measures.lift > 1;

/** How many pairs are together more often than by chance, and by place in `other`, either way round, which. */
function surePairs({ baskets, withItem, from, other, together }: CrossSell, judged: JudgedPairs) {
  const isSure = new Uint8Array(other.length);
  let sure = 0;
  for (const p of judged.order.subarray(0, judged.significant)) {
    const [i, k] = [judged.item[p] as number, judged.at[p] as number];
    const j = other[k] as number;
    const { lift } = pairMeasures(baskets, withItem[i] as number, withItem[j] as number, together[k] as number);
    if (lift <= 1) continue;
    sure += 1;
    isSure[k] = 1;
    // Neighbours stand in ascending order.
    let [low, high] = [from[j] as number, from[j + 1] as number];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((other[middle] as number) < i) low = middle + 1;
      else high = middle;
    }
    isSure[low] = 1;
  }
  return { sure, isSure };
}

async function inSteps<T>(steps: Generator<void, T>, rest: (done: number) => Promise<void>): Promise<T> {
  for (let done = 0; ; done += 1) {
    const step = steps.next();
    if (step.done) return step.value;
    await rest(done);
  }
}

/** The neighbours of each item that say most for it. */
function bounded(
  { baskets, withItem, from, other, together }: CrossSell,
  isSurePair: Uint8Array,
): Pick<PairModel, 'pairs' | 'isSure'> {
  const starts = new Uint32Array(withItem.length + 1);
  const kept: number[] = [];
  const sure: number[] = [];
  for (let i = 0; i < withItem.length; i += 1) {
    const says = (k: number) =>
      shrunkenCosine(withItem[i] as number, withItem[other[k] as number] as number, together[k] as number);
    const places = Array.from(
      { length: (from[i + 1] as number) - (from[i] as number) },
      (_, at) => (from[i] as number) + at,
    )
      .sort((a, b) => says(b) - says(a) || a - b)
      .slice(0, NEIGHBOURS_MOST)
      .sort((a, b) => a - b);
    for (const k of places) {
      kept.push(k);
      sure.push(isSurePair[k] as number);
    }
    starts[i + 1] = kept.length;
  }
  return {
    pairs: {
      ...{ baskets, withItem, from: starts },
      other: Uint32Array.from(kept, (k) => other[k] as number),
      together: Uint32Array.from(kept, (k) => together[k] as number),
    },
    isSure: Uint8Array.from(sure),
  };
}
