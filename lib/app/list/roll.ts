import type { CustomField } from '../../domain/custom-field.ts';
import type { CustomerId } from '../../domain/ids.ts';
import { CUSTOMER_SORTS } from '../../domain/profile.ts';
import type { Stage, Tier } from '../../domain/receipt.ts';
import type { Summary } from '../../domain/summary.ts';
import type { EpochMs } from '../../domain/time.ts';
import { sortInSteps } from '../../identity/duplicates/sort-in-steps.ts';
import { DEFAULT_CLOCK, lifecycleOf } from '../../scoring/lifecycle.ts';
import type { Pace } from '../deps.ts';
import type { Standing } from '../scoring/score-head.ts';
import type { Standings } from '../scoring/scores.ts';
import { haystackOf } from './haystack.ts';
import { comparison, inPace, insert, type Keys, rested, type Sort } from './order.ts';

/**
 * Everybody in a row, with what lists sort and filter by worked out once and kept. A place is somebody's for as long as the
 * roll lives; who is gone leaves it empty.
 */
export interface Roll {
  readonly people: readonly (Summary | undefined)[];
  placeOf(id: CustomerId): number | undefined;
  score(place: number): number | undefined;
  tier(place: number): Tier | undefined;
  stage(place: number): Stage;
  /** What a text filter looks through. */
  haystack(place: number): string;
  compare(sort: Sort, descending: boolean): (a: number, b: number) => number;
  /** Everybody in order, where that is known already. */
  order(sort: Sort, descending: boolean): readonly number[] | undefined;
  /** Works all out that is not known yet, with rests. Whoever changes the roll meanwhile must have given it up before. */
  warm(pace: Pace, signal: AbortSignal): Promise<void>;
  /** Works scores and stages out anew; until that is done the old ones stand. */
  rescore(standings: Standings, now: EpochMs, pace: Pace, signal: AbortSignal): Promise<void>;
  /** Takes in what has become of some people. */
  put(changed: ReadonlyMap<CustomerId, Summary | undefined>): void;
}

/** Whoever bought something since everybody was scored has only what every shop's clock says. */
export const stageOf = (standing: Standing | undefined, stats: Summary['stats'] | undefined, now: EpochMs): Stage =>
  standing?.stage ?? (stats ? lifecycleOf(stats, DEFAULT_CLOCK, now).stage : 'prospect');

/** So many steps between two looks at the clock. */
const STRIDE = 256;

interface Figures {
  readonly standings: Standings;
  readonly now: EpochMs;
  /** Null for who has none. */
  readonly held: (Standing | null | undefined)[];
}

/** @param fields the shop's own, by which people are found and put in order too */
export function createRoll(
  all: Iterable<Summary>,
  standings: Standings,
  now: EpochMs,
  fields: readonly CustomField[],
): Roll {
  const people: (Summary | undefined)[] = [...all];
  const places = new Map(people.map((summary, place) => [(summary as Summary).id, place]));
  let figures: Figures = { standings, now, held: [] };
  const haystacks: (string | undefined)[] = [];
  let ranks: number[] | undefined;
  /** Everybody by name, the nameless too. */
  let names: number[] | undefined;
  const orders = new Map<string, number[]>();
  let collator: Intl.Collator | undefined;

  function standingAt(place: number, { standings, held } = figures): Standing | undefined {
    const person = people[place];
    if (held[place] === undefined) held[place] = (person && standings.of(person.id)) ?? null;
    return held[place] ?? undefined;
  }
  const scoreAt = (place: number, of = figures) => standingAt(place, of)?.score;
  const stageAt = (place: number) => stageOf(standingAt(place), people[place]?.stats, figures.now);
  function haystackAt(place: number): string {
    const person = people[place];
    haystacks[place] ??= person ? haystackOf(person, fields) : '';
    return haystacks[place] as string;
  }

  const keys: Keys = {
    people,
    fields,
    score: (place) => scoreAt(place),
    rank: (place) => ranks?.[place],
    collator: () => {
      // Made when first needed: making it takes longer than starting most of the rest.
      collator ??= new Intl.Collator(undefined, { numeric: true });
      return collator;
    },
  };
  const compareNames = (a: number, b: number) => keys.collator().compare(people[a]?.name ?? '', people[b]?.name ?? '');
  const living = (): number[] => people.flatMap((summary, place) => (summary ? [place] : []));
  const orderName = (sort: Sort, descending: boolean) => `${sort} ${descending ? 'down' : 'up'}`;

  /** Equal names have equal ranks. */
  function rankAll(sorted: readonly number[]): number[] {
    const found: number[] = new Array(people.length).fill(0);
    sorted.forEach((place, index) => {
      const before = sorted[index - 1];
      const isSame = before !== undefined && compareNames(before, place) === 0;
      found[place] = isSame ? (found[before] as number) : index + 1;
    });
    return found;
  }

  /** A rank halfway between the neighbours': nobody else's changes. */
  function rankOne(place: number, sorted: number[], ranked: number[]): void {
    const at = insert(sorted, place, compareNames);
    const [before, after] = [sorted[at - 1], sorted[at + 1]];
    const low = before === undefined ? 0 : (ranked[before] as number);
    const high = after === undefined ? people.length + 1 : (ranked[after] as number);
    const isSame = before !== undefined && compareNames(before, place) === 0;
    ranked[place] = isSame ? low : (low + high) / 2;
  }

  async function orderAll(sorts: readonly Sort[], by: Keys, pace: Pace, signal: AbortSignal) {
    const found = new Map<string, number[]>();
    for (const sort of sorts)
      for (const descending of [false, true]) {
        if (orders.has(orderName(sort, descending)) && by === keys) continue;
        const steps = sortInSteps(living(), comparison(by, sort, descending));
        found.set(orderName(sort, descending), await inPace(steps, pace, signal));
      }
    for (const [name, order] of found) orders.set(name, order);
  }

  return {
    people,
    placeOf: (id) => places.get(id),
    score: (place) => scoreAt(place),
    tier: (place) => standingAt(place)?.tier,
    stage: (place) => stageAt(place),
    haystack: haystackAt,
    compare: (sort, descending) => comparison(keys, sort, descending),
    order: (sort, descending) => orders.get(orderName(sort, descending)),

    async warm(pace, signal) {
      if (!names) {
        const sorted = await inPace(sortInSteps(living(), compareNames), pace, signal);
        ranks = rankAll(sorted);
        names = sorted;
      }
      for (let place = 0; place < people.length; place += 1) {
        haystackAt(place);
        standingAt(place);
        if (place % STRIDE === 0) await rested(pace, signal);
      }
      await orderAll(CUSTOMER_SORTS, keys, pace, signal);
    },

    async rescore(nextStandings, at, pace, signal) {
      const next: Figures = { standings: nextStandings, now: at, held: [] };
      for (let place = 0; place < people.length; place += 1) {
        standingAt(place, next);
        if (place % STRIDE === 0) await rested(pace, signal);
      }
      const isOrdered = orders.has(orderName('score', false));
      const by = { ...keys, score: (place: number) => scoreAt(place, next) };
      if (isOrdered) await orderAll(['score'], by, pace, signal);
      figures = next;
    },

    put(changed) {
      const known = new Set([...changed.keys()].flatMap((id) => places.get(id) ?? []));
      if (known.size > 0) {
        names = names?.filter((place) => !known.has(place));
        for (const [name, order] of orders)
          orders.set(
            name,
            order.filter((place) => !known.has(place)),
          );
      }
      for (const [id, summary] of changed) {
        const place = places.get(id) ?? people.length;
        people[place] = summary;
        places.set(id, place);
        haystacks[place] = undefined;
        figures.held[place] = undefined;
        if (!summary) continue;
        if (names && ranks) rankOne(place, names, ranks);
        for (const sort of CUSTOMER_SORTS)
          for (const descending of [false, true]) {
            const order = orders.get(orderName(sort, descending));
            if (order) insert(order, place, comparison(keys, sort, descending));
          }
      }
    },
  };
}
