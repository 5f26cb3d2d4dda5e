import { type CustomField, fieldOfRegister } from '../../domain/custom-field.ts';
import { sortKeyOf } from '../../domain/custom-value.ts';
import type { CUSTOMER_SORTS, CustomSort } from '../../domain/profile.ts';
import type { Summary } from '../../domain/summary.ts';
import type { Pace } from '../deps.ts';

export type Sort = (typeof CUSTOMER_SORTS)[number] | CustomSort;

/** What people at places are put in order by. */
export interface Keys {
  readonly people: readonly (Summary | undefined)[];
  score(place: number): number | undefined;
  /** Larger for who comes later by name; names that are equal have equal ones. Absent while they are not known. */
  rank(place: number): number | undefined;
  collator(): Intl.Collator;
  /** The shop's own fields. */
  readonly fields: readonly CustomField[];
}

/** A value to be ordered by, and what it may be compared within: amounts of different currencies have no order. */
interface Key {
  readonly value: number | string | undefined;
  readonly group?: string | undefined;
}

function keyOf(keys: Keys, sort: Sort, place: number): Key {
  const stats = keys.people[place]?.stats;
  switch (sort) {
    case 'name':
      return { value: keys.people[place]?.name === '' ? undefined : 0, group: '' };
    case 'lastPurchaseAt':
      return { value: stats?.lastPurchaseAt, group: '' };
    case 'orderCount':
      return { value: stats?.orderCount, group: '' };
    case 'net':
      return { value: stats?.net[0]?.amountMinor, group: stats?.net[0]?.currency ?? '' };
    case 'score':
      return { value: keys.score(place), group: '' };
    default: {
      const field = keys.fields.find(({ id }) => id === fieldOfRegister(sort));
      return field ? sortKeyOf(field, keys.people[place]?.custom?.[field.id]) : { value: undefined };
    }
  }
}

function byName(keys: Keys, a: number, b: number): number {
  const [one, other] = [keys.rank(a), keys.rank(b)];
  if (one !== undefined && other !== undefined) return one - other;
  return keys.collator().compare(keys.people[a]?.name ?? '', keys.people[b]?.name ?? '');
}

/** Compares two places. Unknown values come last whichever way the list is turned; equal ones by name. */
export function comparison(keys: Keys, sort: Sort, descending: boolean): (a: number, b: number) => number {
  const turn = descending ? -1 : 1;
  return (a, b) => {
    const [one, other] = [keyOf(keys, sort, a), keyOf(keys, sort, b)];
    if (one.value === undefined || other.value === undefined)
      return Number(one.value === undefined) - Number(other.value === undefined) || byName(keys, a, b);
    if (one.group !== other.group) return (one.group ?? '') < (other.group ?? '') ? -1 : 1;
    if (sort === 'name') return turn * byName(keys, a, b);
    const order =
      typeof one.value === 'number' && typeof other.value === 'number'
        ? one.value - other.value
        : keys.collator().compare(String(one.value), String(other.value));
    return turn * order || byName(keys, a, b);
  };
}

/** The first of some places in an order, without putting all of them in order. */
export function firstOf(places: Iterable<number>, compare: (a: number, b: number) => number, count: number): number[] {
  const best: number[] = [];
  for (const place of places) {
    const isFull = best.length >= count;
    if (isFull && compare(place, best[best.length - 1] as number) >= 0) continue;
    insert(best, place, compare);
    if (isFull) best.pop();
  }
  return best;
}

/** Puts a place where it belongs in an order, after its equals; gives where that is. */
export function insert(order: number[], place: number, compare: (a: number, b: number) => number): number {
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(order[middle] as number, place) <= 0) low = middle + 1;
    else high = middle;
  }
  order.splice(low, 0, place);
  return low;
}

/** Takes a rest when one is due; throws when the work was given up meanwhile. */
export async function rested(pace: Pace, signal: AbortSignal): Promise<void> {
  if (!pace.isDue()) return;
  await pace.rest();
  signal.throwIfAborted();
}

/** Goes through steps with rests between them. */
export async function inPace<T>(steps: Generator<void, T>, pace: Pace, signal: AbortSignal): Promise<T> {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await rested(pace, signal);
  }
}
