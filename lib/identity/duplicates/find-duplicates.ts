import type { DuplicatePair } from '../../domain/duplicates.ts';
import type { CustomerId } from '../../domain/ids.ts';
import { blocksOf, createBlockTable, type SkippedBlocks } from './blocks.ts';
import { createCensus } from './census.ts';
import { clustersOf, type DuplicateCluster } from './clusters.ts';
import { compare } from './compare.ts';
import { type Features, featuresOf, sharedKeysOf } from './features.ts';
import { type PersonForMatching, pairKey } from './person.ts';
import { sortInSteps } from './sort-in-steps.ts';

export interface DuplicateOptions {
  /** `pairKey`s that the user said are two people. */
  readonly rejected?: ReadonlySet<string>;
  /** People who may share a block; beyond it, sharing says too little to compare them all. */
  readonly maxBlock?: number;
}

export interface DuplicateProgress {
  readonly phase: 'reading' | 'grouping' | 'comparing';
  /** Of `total` people; 0 while grouping, both 0 until they are counted. */
  readonly done: number;
  readonly total: number;
}

export interface Duplicates {
  /** The surest first. */
  readonly pairs: readonly DuplicatePair[];
  readonly clusters: readonly DuplicateCluster[];
  /** What was not looked at, so that the report can say so. */
  readonly skipped: readonly SkippedBlocks[];
  /** Pairs that were compared. */
  readonly compared: number;
}

const MAX_BLOCK = 50;
// Each is well under 50 ms of work on a slow machine.
const READ_STEP = 100;
const COMPARE_STEP = 1_000;

/**
 * Finds the people of a file who are on file more than once. A generator of small steps: go on with `next()` as long as
 * there is time, leave it to cancel; the result comes when it is done.
 * The result does not depend on the order of the people. A pair that was rejected is never given, and never joined by way
 * of a third; keys that somebody marked as shared count for nobody.
 */
export function* findDuplicates(
  given: Iterable<PersonForMatching>,
  { rejected = new Set(), maxBlock = MAX_BLOCK }: DuplicateOptions = {},
): Generator<DuplicateProgress, Duplicates> {
  // By age, so that who is named first, and what ties decide, is the same on every browser.
  const sorting = sortInSteps(given, (a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  let sorted = sorting.next();
  for (; !sorted.done; sorted = sorting.next()) yield { phase: 'reading', done: 0, total: 0 };
  const people = sorted.value;
  const total = people.length;
  yield { phase: 'reading', done: 0, total };
  const shared = sharedKeysOf(people);
  const census = createCensus();
  const table = createBlockTable(total * 16);
  const features: Features[] = [];
  for (const [index, person] of people.entries()) {
    const one = featuresOf(person, shared);
    features.push(one);
    census.count(one);
    blocksOf(one, (kind, hash) => table.add(kind, hash, index));
    if (index % READ_STEP === READ_STEP - 1) yield { phase: 'reading', done: index + 1, total };
  }
  const grouping = table.group(total, maxBlock);
  let step = grouping.next();
  for (; !step.done; step = grouping.next()) yield { phase: 'grouping', done: 0, total };
  const { partnersOf, skipped } = step.value;
  const known = census.result();

  const pairs: DuplicatePair[] = [];
  const byId = new Map<CustomerId, Features>();
  let compared = 0;
  let sinceYield = 0;
  for (const [index, one] of features.entries()) {
    partnersOf(index, (partner) => {
      const other = features[partner];
      if (other === undefined) return;
      sinceYield++;
      compared++;
      const { certainty, bits, reasons } = compare(one, other, known);
      if (certainty === undefined || rejected.has(pairKey(one.person.id, other.person.id))) return;
      byId.set(one.person.id, one).set(other.person.id, other);
      pairs.push({ ids: [one.person.id, other.person.id], certainty, bits, reasons: [...reasons] });
    });
    sinceYield++;
    if (sinceYield < COMPARE_STEP) continue;
    sinceYield = 0;
    yield { phase: 'comparing', done: index + 1, total };
  }
  pairs.sort((a, b) => Number(b.certainty === 'sure') - Number(a.certainty === 'sure') || b.bits - a.bits);
  yield { phase: 'comparing', done: total, total };
  const areTwo = (a: CustomerId, b: CustomerId): boolean => {
    if (rejected.has(pairKey(a, b))) return true;
    const [one, other] = [byId.get(a), byId.get(b)];
    return one !== undefined && other !== undefined && compare(one, other, known).contradicted;
  };
  const clustering = clustersOf(pairs, areTwo);
  let clusters = clustering.next();
  for (; !clusters.done; clusters = clustering.next()) yield { phase: 'comparing', done: total, total };
  return { pairs, clusters: clusters.value, skipped, compared };
}
