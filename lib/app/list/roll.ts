import { type CustomField, fieldOfRegister } from '../../domain/custom-field.ts';
import type { ListSort } from '../../domain/filter.ts';
import type { CustomerId } from '../../domain/ids.ts';
import { CUSTOMER_SORTS, MODEL_SORTS } from '../../domain/profile.ts';
import type { Stage, Tier } from '../../domain/receipt.ts';
import type { Summary } from '../../domain/summary.ts';
import type { EpochMs } from '../../domain/time.ts';
import { DEFAULT_CLOCK, lifecycleOf } from '../../scoring/lifecycle.ts';
import type { Pace } from '../deps.ts';
import type { Standing } from '../scoring/score-head.ts';
import type { Standings } from '../scoring/standings.ts';
import type { ToldFigure } from '../scoring/told-figures.ts';
import { createOrdering, inPace, type Ordering, rested } from './order.ts';
import { type Sortable, sortReader } from './sorts.ts';
import { createTexts, type Texts } from './texts.ts';

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
  /** What the models say of somebody, once that has been brought; absent where they say nothing. */
  told(place: number, figure: ToldFigure): number | undefined;
  /** False when everybody has been scored anew, so that these scores are of no use any more. */
  bringTold(): Promise<boolean>;
  sinceDays(place: number): number | undefined;
  /** What amounts of figures are in. */
  baseCurrency(): string | undefined;
  readonly texts: Texts;
  ordering(sort: ListSort): Ordering;
  /**
   * Whether it is an order of a field's values, or of what the models say, that was not asked for before: `warm` then keeps
   * it too. What the models say must have been brought before the order is asked for.
   */
  isNew(sort: ListSort): boolean;
  /** Works all out that is not known yet, with rests. Whoever changes the roll meanwhile must have given it up before. */
  warm(pace: Pace, signal: AbortSignal): Promise<void>;
  /** Works scores and stages out anew; until that is done the old ones stand. */
  rescore(standings: Standings, now: EpochMs, pace: Pace, signal: AbortSignal): Promise<void>;
  /** Takes in what has become of some people; gives their places. */
  put(changed: ReadonlyMap<CustomerId, Summary | undefined>): readonly number[];
}

/** Until everybody has been scored there is only what every shop's clock says. */
export const stageOf = (
  standing: Standing | undefined,
  stats: Summary['stats'] | undefined,
  now: EpochMs,
  isScored: boolean,
): Stage => standing?.stage ?? (stats && !isScored ? lifecycleOf(stats, DEFAULT_CLOCK, now).stage : 'prospect');

/** So many steps between two looks at the clock. */
const STRIDE = 256;
/** What follows from scores. */
const SCORED: readonly ListSort[] = ['score', 'stage'];
const OF_MODELS: readonly ListSort[] = MODEL_SORTS;
/** Orders that there always are. */
const KEPT = CUSTOMER_SORTS.filter((sort) => !OF_MODELS.includes(sort));

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
  // Made when first needed: it takes longer than the first page does.
  let known: Map<CustomerId, number> | undefined;
  const places = () => {
    known ??= new Map(people.flatMap((summary, place) => (summary ? [[summary.id, place]] : [])));
    return known;
  };
  let figures: Figures = { standings, now, held: [] };
  /** Somebody has asked what the models say: new figures come with it. */
  let isTold = false;
  const size = () => people.length;
  const texts = createTexts(people, fields);
  const orderings = new Map<ListSort, Ordering>();
  let collator: Intl.Collator | undefined;

  function standingAt(place: number, { standings, held } = figures): Standing | undefined {
    const person = people[place];
    if (held[place] === undefined) held[place] = (person && standings.of(person.id)) ?? null;
    return held[place] ?? undefined;
  }
  const scoreAt = (place: number, of = figures) => standingAt(place, of)?.score;
  const stageAt = (place: number, of = figures) =>
    stageOf(standingAt(place, of), people[place]?.stats, of.now, of.standings.isScored);

  function toldAt(place: number, figure: ToldFigure, of = figures): number | undefined {
    const standing = standingAt(place, of);
    const value = standing && of.standings.told(standing, figure);
    return value === undefined || Number.isNaN(value) ? undefined : value;
  }

  const sortable = (by?: Figures): Sortable => ({
    ...{ people, fields },
    score: (place) => scoreAt(place, by),
    stage: (place) => stageAt(place, by),
    told: (place, figure) => toldAt(place, figure, by),
    collator: () => {
      // Made when first needed: making it takes longer than starting most of the rest.
      collator ??= new Intl.Collator(undefined, { numeric: true });
      return collator;
    },
  });
  const keys = sortable();
  const nameRank = (place: number) => {
    const rank = orderings.get('name')?.rank(place);
    // The nameless come first.
    return rank !== undefined && Number.isNaN(rank) ? 0 : rank;
  };
  const ordered = {
    size,
    isThere: (place: number) => people[place] !== undefined,
    byName(a: number, b: number) {
      const [one, other] = [nameRank(a), nameRank(b)];
      if (one !== undefined && other !== undefined) return one - other;
      return keys.collator().compare(people[a]?.name ?? '', people[b]?.name ?? '');
    },
  };
  function orderingOf(sort: ListSort): Ordering {
    const known = orderings.get(sort) ?? createOrdering(ordered, sortReader(keys, sort));
    orderings.set(sort, known);
    return known;
  }

  return {
    people,
    placeOf: (id) => places().get(id),
    score: (place) => scoreAt(place),
    tier: (place) => standingAt(place)?.tier,
    stage: (place) => stageAt(place),
    told: (place, figure) => toldAt(place, figure),
    bringTold() {
      isTold = true;
      return figures.standings.bringTold();
    },
    sinceDays(place) {
      const standing = standingAt(place);
      return standing && figures.standings.sinceDays(standing);
    },
    baseCurrency: () => figures.standings.currency,
    texts,
    ordering: orderingOf,
    isNew: (sort) => !orderings.has(sort) && (OF_MODELS.includes(sort) || fieldOfRegister(sort) !== undefined),

    async warm(pace, signal) {
      await orderingOf('name').prepare(pace, signal);
      await inPace(texts.warm(), pace, signal);
      for (let place = 0; place < people.length; place += 1) {
        standingAt(place);
        if (place % STRIDE === 0) await rested(pace, signal);
      }
      // Those of custom fields and of the models that were asked for, too.
      for (const sort of new Set<ListSort>([...KEPT, ...orderings.keys()]))
        await orderingOf(sort).prepare(pace, signal);
    },

    async rescore(nextStandings, at, pace, signal) {
      const next: Figures = { standings: nextStandings, now: at, held: [] };
      for (let place = 0; place < people.length; place += 1) {
        standingAt(place, next);
        if (place % STRIDE === 0) await rested(pace, signal);
      }
      const asked = OF_MODELS.filter((sort) => orderings.has(sort));
      // Where it is gone everybody has been scored once more: the next who asks brings that.
      const isBrought = isTold && (await nextStandings.bringTold());
      const fresh = [...SCORED, ...(isBrought ? asked : [])].map(
        (sort) => [sort, createOrdering(ordered, sortReader(sortable(next), sort))] as const,
      );
      for (const [sort, ordering] of fresh) if (orderings.get(sort)?.walk(false)) await ordering.prepare(pace, signal);
      figures = next;
      for (const sort of asked) orderings.delete(sort);
      for (const [sort, ordering] of fresh) orderings.set(sort, ordering);
    },

    put(changed) {
      const moving = new Set([...changed.keys()].flatMap((id) => places().get(id) ?? []));
      if (moving.size > 0) for (const ordering of orderings.values()) ordering.takeOut(moving);
      return Array.from(changed, ([id, summary]) => {
        const place = places().get(id) ?? people.length;
        people[place] = summary;
        places().set(id, place);
        texts.touch(place);
        figures.held[place] = undefined;
        // By name first: whoever is equal otherwise comes by name.
        orderings.get('name')?.put(place);
        for (const [sort, ordering] of orderings) if (sort !== 'name') ordering.put(place);
        return place;
      });
    },
  };
}
