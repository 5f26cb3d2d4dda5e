import { sortInSteps } from '../../identity/duplicates/sort-in-steps.ts';
import type { Pace } from '../deps.ts';

/** What people at places are put in order by. */
export interface SortReader {
  /** A number, or a text with `compareTexts`; absent for who has none. */
  read(place: number): number | string | undefined;
  /** What values may be compared within: amounts of different currencies have no order. */
  group?(place: number): string;
  compareTexts?(a: string, b: string): number;
}

export interface People {
  size(): number;
  isThere(place: number): boolean;
  /** Whoever is equal comes by name. */
  byName(a: number, b: number): number;
}

/** Everybody by one thing. Unknown values come last whichever way the list is turned; equal ones by name, then by place. */
export interface Ordering {
  compare(descending: boolean): (a: number, b: number) => number;
  /** Everybody in order, where that is known already. */
  walk(descending: boolean): Iterable<number> | undefined;
  /** Works the order out, with rests. */
  prepare(pace: Pace, signal: AbortSignal): Promise<void>;
  /** Takes some out of the order, where they stand in it. */
  takeOut(places: ReadonlySet<number>): void;
  /** Puts somebody where they belong by now. */
  put(place: number): void;
  /** How somebody compares as a number: larger for who comes later. Absent while that is not known. */
  rank(place: number): number | undefined;
}

/** Room for those who come. */
const SPARE = 1024;
/** So many are looked at before a rest may be due. */
const AT_ONCE = 2048;

export function createOrdering(people: People, { read, group, compareTexts }: SortReader): Ordering {
  // By place; NaN for none. Of texts only once they are in order: where they stand.
  let values: Float64Array | undefined;
  let texts: (string | undefined)[] | undefined;
  let order: number[] | undefined;
  // By place: asked for as often as values are.
  let groups: string[] | undefined;

  const living = function* () {
    for (let place = 0; place < people.size(); place += 1) if (people.isThere(place)) yield place;
  };

  /** Reads what everybody is put in order by. */
  function* looking(): Generator<void, void> {
    if (values || texts) return;
    const size = people.size();
    const found = {
      groups: [] as string[],
      texts: [] as (string | undefined)[],
      values: new Float64Array(size + SPARE),
    };
    for (let place = 0; place < size; place += 1) {
      if (group) found.groups.push(group(place));
      if (compareTexts) found.texts.push(textAt(place));
      else found.values[place] = numberAt(place);
      if (place % AT_ONCE === AT_ONCE - 1) yield;
    }
    if (group) groups = found.groups;
    if (compareTexts) texts = found.texts;
    else values = found.values;
  }
  function look(): void {
    for (const _ of looking());
  }
  function textAt(place: number): string | undefined {
    const value = people.isThere(place) ? read(place) : undefined;
    return value === undefined ? undefined : String(value);
  }
  function numberAt(place: number): number {
    const value = people.isThere(place) ? read(place) : undefined;
    return typeof value === 'number' ? value : Number.NaN;
  }

  /** Unknown last, groups, values; 0 for who is equal in all that. */
  function plain(turn: 1 | -1): (a: number, b: number) => number {
    look();
    const [numbers, words] = [values, texts];
    if (numbers)
      return (a, b) => {
        const [one, other] = [numbers[a] as number, numbers[b] as number];
        const [isNone, isOtherNone] = [Number.isNaN(one), Number.isNaN(other)];
        if (isNone || isOtherNone) return Number(isNone) - Number(isOtherNone);
        if (groups) {
          const [its = '', others = ''] = [groups[a], groups[b]];
          if (its !== others) return its < others ? -1 : 1;
        }
        return one === other ? 0 : turn * (one - other);
      };
    return (a, b) => {
      const [one, other] = [words?.[a], words?.[b]];
      if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined);
      return turn * (compareTexts?.(one, other) ?? 0);
    };
  }
  function compare(descending: boolean): (a: number, b: number) => number {
    const first = plain(descending ? -1 : 1);
    return (a, b) => first(a, b) || people.byName(a, b) || a - b;
  }

  /** Texts that are equal have equal ranks. */
  function* ranking(sorted: readonly number[]): Generator<void, Float64Array> {
    const ranks = new Float64Array(people.size() + SPARE).fill(Number.NaN);
    for (const [index, place] of sorted.entries()) {
      if (index % AT_ONCE === AT_ONCE - 1) yield;
      const text = texts?.[place];
      if (text === undefined) continue;
      const before = sorted[index - 1];
      const isSame = before !== undefined && compareTexts?.(texts?.[before] ?? '', text) === 0;
      ranks[place] = isSame ? (ranks[before] as number) : index + 1;
    }
    return ranks;
  }
  /** A rank halfway between the neighbours': nobody else's changes. */
  function rankText(place: number, known: readonly number[], ranks: Float64Array): void {
    const text = textAt(place);
    if (texts) texts[place] = text;
    ranks[place] = Number.NaN;
    if (text === undefined) return;
    const beside = (other: number) => {
      const its = texts?.[other];
      return its === undefined ? 1 : (compareTexts?.(its, text) ?? 0);
    };
    const at = placeIn(known, (other) => beside(other) < 0);
    const [before, after] = [known[at - 1], known[at]];
    const low = before === undefined ? 0 : (ranks[before] as number);
    const high = after === undefined ? Number.NaN : (ranks[after] as number);
    if (after !== undefined && beside(after) === 0) ranks[place] = high;
    else ranks[place] = Number.isNaN(high) ? low + 1 : (low + high) / 2;
  }

  /** From the greatest value to the least; equal ones by name all the same. */
  function* turned(sorted: readonly number[], numbers: Float64Array): Iterable<number> {
    const known = placeIn(sorted, (place) => !Number.isNaN(numbers[place]));
    for (let from = 0; from < known; ) {
      const its = groups?.[sorted[from] as number];
      let end = from + 1;
      if (groups) while (end < known && groups[sorted[end] as number] === its) end += 1;
      else end = known;
      for (let high = end; high > from; ) {
        let low = high - 1;
        const value = numbers[sorted[low] as number];
        while (low > from && numbers[sorted[low - 1] as number] === value) low -= 1;
        for (let at = low; at < high; at += 1) yield sorted[at] as number;
        high = low;
      }
      from = end;
    }
    for (let at = known; at < sorted.length; at += 1) yield sorted[at] as number;
  }

  return {
    compare,
    walk(descending) {
      if (!order || !values) return undefined;
      return descending ? turned(order, values) : order;
    },
    async prepare(pace, signal) {
      if (order) return;
      await inPace(looking(), pace, signal);
      const sorted = await inPace(sortInSteps(living(), compare(false)), pace, signal);
      if (compareTexts) values = await inPace(ranking(sorted), pace, signal);
      order = sorted;
    },
    takeOut(places) {
      order = order?.filter((place) => !places.has(place));
    },
    put(place) {
      if (values && place >= values.length) {
        // There is no more room: it is all looked at again.
        values = undefined;
        texts = undefined;
        groups = undefined;
        order = undefined;
        return;
      }
      if (!compareTexts) {
        if (values) values[place] = numberAt(place);
        if (groups && group) groups[place] = group(place);
      } else if (order && values) rankText(place, order, values);
      else if (texts) texts[place] = textAt(place);
      if (order && people.isThere(place)) insert(order, place, compare(false));
    },
    rank: (place) => (order ? values?.[place] : undefined),
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

/** How many at the beginning of a list hold: all that do come before all that do not. */
function placeIn(list: readonly number[], holds: (place: number) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(list[middle] as number)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Puts a place where it belongs in an order, after its equals. */
function insert(order: number[], place: number, compare: (a: number, b: number) => number): void {
  order.splice(
    placeIn(order, (other) => compare(other, place) <= 0),
    0,
    place,
  );
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
