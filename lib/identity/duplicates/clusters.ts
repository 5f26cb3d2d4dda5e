import type { DuplicateCertainty, DuplicatePair } from '../../domain/duplicates.ts';
import type { CustomerId } from '../../domain/ids.ts';

/** People who seem to be one, all together. */
export interface DuplicateCluster {
  readonly ids: readonly CustomerId[];
  /** Of the weakest link that it needs to hold together. */
  readonly certainty: DuplicateCertainty;
  readonly bits: number;
}

const STEP = 500;

const order = (a: DuplicatePair, b: DuplicatePair): number =>
  Number(b.certainty === 'sure') - Number(a.certainty === 'sure') ||
  b.bits - a.bits ||
  (a.ids[0] < b.ids[0] ? -1 : a.ids[0] > b.ids[0] ? 1 : a.ids[1] < b.ids[1] ? -1 : 1);

/**
 * Groups pairs into people: the surest links first (a maximum spanning forest, Kruskal 1956), so that a group is as sure as
 * its weakest necessary link. A link is left out when it would bring together two people of whom it is known that they
 * are not one: similar to both is no bridge between a father and his son. The order of the pairs does not matter.
 * @param areTwo whether two people are known to be different, or were rejected by the user
 * @param maxSize a group that would grow beyond it is a mistake of the data, and stays apart
 */
export function* clustersOf(
  pairs: readonly DuplicatePair[],
  areTwo: (a: CustomerId, b: CustomerId) => boolean,
  maxSize = 20,
): Generator<void, DuplicateCluster[]> {
  const groupOf = new Map<CustomerId, { ids: CustomerId[]; certainty: DuplicateCertainty; bits: number }>();
  const groupFor = (id: CustomerId) => {
    const known = groupOf.get(id);
    if (known) return known;
    const made = { ids: [id], certainty: 'sure' as const, bits: Number.POSITIVE_INFINITY };
    groupOf.set(id, made);
    return made;
  };
  for (const [index, { ids, certainty, bits }] of [...pairs].sort(order).entries()) {
    if (index % STEP === STEP - 1) yield;
    const [first, second] = [groupFor(ids[0]), groupFor(ids[1])];
    if (first === second || first.ids.length + second.ids.length > maxSize) continue;
    if (first.ids.some((one) => second.ids.some((other) => areTwo(one, other)))) continue;
    const isSure = certainty === 'sure' && first.certainty === 'sure' && second.certainty === 'sure';
    const joined = {
      ids: [...first.ids, ...second.ids],
      certainty: isSure ? ('sure' as const) : ('likely' as const),
      bits: Math.min(bits, first.bits, second.bits),
    };
    for (const id of joined.ids) groupOf.set(id, joined);
  }
  const groups = [...new Set(groupOf.values())].filter(({ ids }) => ids.length > 1);
  return groups.map(({ ids, ...rest }) => ({ ids: ids.toSorted(), ...rest }));
}
