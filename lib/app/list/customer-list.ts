import { fieldOfRegister } from '../../domain/custom-field.ts';
import type { Filter, ListSort } from '../../domain/filter.ts';
import type { CustomerId } from '../../domain/ids.ts';
import type { CustomerRow, RowMarks } from '../../domain/profile.ts';
import type { Summary } from '../../domain/summary.ts';
import type { Answers, Hit } from '../../search/segment.ts';
import type { AppDeps } from '../deps.ts';
import type { CustomFields } from '../fields/custom-fields.ts';
import type { Subject } from '../filter/attributes.ts';
import { type Conditions, conditionsOf } from '../filter/conditions.ts';
import type { Bought } from '../scoring/offers/bought.ts';
import type { Buyers } from '../scoring/offers/buyers.ts';
import type { Scores } from '../scoring/scores.ts';
import type { Standings } from '../scoring/standings.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { Summaries } from '../summaries.ts';
import { factsById, subjectsOf } from './census.ts';
import type { FactsStore } from './facts.ts';
import { createKeptRoll, isOfModels, type Listed } from './kept-roll.ts';
import { marksOfRow } from './marks.ts';
import { firstOf } from './order.ts';
import { type Roll, stageOf } from './roll.ts';
import { toldOf } from './told-value.ts';

export interface ListQuery {
  readonly sort: ListSort;
  readonly descending: boolean;
  readonly filter: Filter;
  readonly offset: number;
  readonly limit: number;
}

interface ListPage {
  readonly rows: CustomerRow[];
  readonly total: number;
  /** There are at least so many: the search was not asked for more. */
  readonly isCut?: true;
  /** For each row what of it was looked for; none without a text. */
  readonly marks?: RowMarks[];
  /** What is still being counted, so that nobody can be told yet. */
  readonly waitsFor?: 'goods';
}

/** The rows of the customer list. */
export interface CustomerList {
  /**
   * Absent when the filter asks for what there is not. @param isHurried does not wait for long for what has to be counted first:
   * the page then says what it waits for
   */
  page(query: ListQuery, isHurried?: boolean): Promise<ListPage | undefined>;
  /** The first whom a filter finds, in order. */
  ids(query: Omit<ListQuery, 'offset'>): Promise<{ ids: CustomerId[]; total: number } | undefined>;
  /** Everybody a filter finds, in no order. */
  matching(filter: Filter): Promise<Summary[] | undefined>;
  /** Everybody as filters see them; each only until the next is asked for. */
  subjects(needs: { readonly facts: boolean; readonly models?: boolean }): AsyncIterable<Subject>;
  row(customerId: CustomerId): Promise<CustomerRow | undefined>;
  /** When what goes on behind has come to its end. */
  settled(): Promise<void>;
  /** Everybody has new scores; resolves when they are taken in. */
  rescored(): Promise<void>;
  /** Must be told when the data changed. */
  forget(customerIds: readonly CustomerId[] | 'many', tables: readonly string[]): void;
}

/** So many the search is asked for beside those whom the list itself knows to match: by order number, note, misspelling. */
const SEARCHED = 300;
/** As far down the first page goes without an order of everybody. */
const SELECTED_MOST = 1000;

/** Whom to look for; `isWhole`: as many as there are, however long that takes, for what is done to all of them. */
interface Asked {
  readonly filter: Filter;
  readonly sort?: ListSort;
  readonly isWhole?: boolean;
}

const NONE: Answers = { hits: [], isCut: false };

type Matches = {
  readonly key: string;
  readonly listed: Listed;
  readonly roll: Roll;
  readonly places: Uint8Array;
  readonly total: number;
  readonly isCut: boolean;
  readonly found: Found;
};
type Found = ReadonlyMap<string, Hit>;

export function createCustomerList(
  deps: AppDeps,
  parts: {
    summaries: Summaries;
    scores: Scores;
    facts: FactsStore;
    bought: Bought;
    index: SearchIndex;
    fields: CustomFields;
  },
): CustomerList {
  const { summaries, scores, facts, bought, index, fields } = parts;
  const { settled, rescored, forget, ...kept } = createKeptRoll(deps, parts);
  let last: Matches | undefined;

  async function matches(asked: Asked): Promise<Matches | undefined> {
    const conditions = conditionsOf(asked.filter.where, await fields.all());
    return conditions && found(asked, conditions, await buyersFor(conditions));
  }

  /** Who bought what conditions ask for; known before people are looked at, since counting may take its time. */
  async function buyersFor({ goods }: Conditions): Promise<Buyers | undefined> {
    return goods.length === 0 ? undefined : bought.buyers(goods);
  }

  async function found(
    { filter: { text, where }, sort, isWhole = false }: Asked,
    conditions: Conditions,
    buyers: Buyers | undefined,
  ): Promise<Matches> {
    const given = await kept.listed(sort);
    const key = JSON.stringify([text, where]);
    if (last?.key === key && last.listed === given && !(isWhole && last.isCut)) return last;
    const listed = conditions.needsModels ? await kept.withModels(given) : given;
    const { roll, census } = listed;
    const version = census.version();
    const [known, { hits, isCut }] = await Promise.all([
      conditions.needsFacts ? facts.all() : undefined,
      text.trim() === '' ? NONE : index.look(text, isWhole ? Number.POSITIVE_INFINITY : SEARCHED),
    ]);
    const hitById = new Map(hits.map((hit) => [hit.id, hit]));
    const places = roll.texts.saying(text) ?? new Uint8Array(roll.people.length).fill(1);
    for (const { id } of hits) {
      const place = roll.placeOf(id as CustomerId);
      if (place !== undefined) places[place] = 1;
    }
    const holding = conditions.holding(census.at(deps.now(), { facts: known, buyers }, version));
    let total = 0;
    for (let place = 0; place < places.length; place += 1) {
      if (roll.people[place] === undefined || holding?.[place] === 0) places[place] = 0;
      total += places[place] as number;
    }
    const matches = { key, listed, roll, places, total, isCut, found: hitById };
    // Where somebody has changed meanwhile it is an answer, and no more than that; who bought what another day may change.
    if (census.version() === version && !buyers) last = matches;
    return matches;
  }

  function* placesOf({ places }: Matches): Iterable<number> {
    for (let place = 0; place < places.length; place += 1) if (places[place] === 1) yield place;
  }

  /** The places of one page, in order. */
  function pageOf(found: Matches, { sort, descending, offset, limit }: ListQuery): readonly number[] {
    const { roll, listed } = found;
    const isNew = roll.isNew(sort);
    const ordering = roll.ordering(sort);
    const known = ordering.walk(descending);
    const end = offset + limit;
    if (known) {
      const page: number[] = [];
      let before = 0;
      for (const place of known) {
        if (found.places[place] !== 1) continue;
        before += 1;
        if (before > offset) page.push(place);
        if (before === end) break;
      }
      return page;
    }
    // From now on this order is kept too.
    if (isNew) kept.workOn(listed);
    const compare = ordering.compare(descending);
    if (end <= SELECTED_MOST) return firstOf(placesOf(found), compare, end).slice(offset);
    return [...placesOf(found)].sort(compare).slice(offset, end);
  }

  return {
    async page(query, isHurried = false) {
      const conditions = conditionsOf(query.filter.where, await fields.all());
      if (!conditions) return undefined;
      const isUnknown = isHurried && conditions.goods.length > 0 && !(await bought.soon(conditions.goods));
      if (isUnknown) return { rows: [], total: 0, waitsFor: 'goods' };
      const matching = await found(query, conditions, await buyersFor(conditions));
      const { roll } = matching;
      const { sort } = query;
      const page = pageOf(matching, query);
      const standings = await scores.standings();
      const places = page.filter((place) => roll.people[place]);
      const told = isOfModels(sort) ? places.map((place) => toldOf(roll, place, sort)) : [];
      const people = places.flatMap((place) => roll.people[place] ?? []);
      const own = fieldOfRegister(sort);
      const rows = people.map((summary, index) => {
        const value = own && summary.custom?.[own];
        return { ...rowOf(summary, standings, deps.now()), ...told[index], ...(value === undefined ? {} : { value }) };
      });
      const { text } = query.filter;
      if (text.trim() === '') return { rows, total: matching.total };
      const marksOf = marksOfRow(text);
      return {
        rows,
        total: matching.total,
        ...(matching.isCut ? { isCut: true } : {}),
        marks: people.map((summary) => marksOf(summary, matching.found.get(summary.id)?.fields ?? [])),
      };
    },
    async ids(query) {
      const matching = await matches({ ...query, isWhole: true });
      if (!matching) return undefined;
      const places = pageOf(matching, { ...query, offset: 0 });
      return { ids: places.flatMap((place) => matching.roll.people[place]?.id ?? []), total: matching.total };
    },
    async matching(filter) {
      const matching = await matches({ filter, isWhole: true });
      return matching && [...placesOf(matching)].flatMap((place) => matching.roll.people[place] ?? []);
    },
    async *subjects(needs) {
      const [listed, known] = await Promise.all([kept.listed(), needs.facts ? facts.all() : undefined]);
      const { roll } = needs.models ? await kept.withModels(listed) : listed;
      const now = deps.now();
      const subjectAt = subjectsOf(roll, () => now, factsById(roll, known));
      for (let place = 0; place < roll.people.length; place += 1) {
        const subject = subjectAt(place);
        if (subject) yield subject;
      }
    },
    async row(customerId) {
      const [all, standings] = await Promise.all([summaries.all(), scores.standings()]);
      const summary = all.get(customerId);
      return summary && rowOf(summary, standings, deps.now());
    },
    settled,
    rescored,
    forget,
  };
}

function rowOf({ stats, ...summary }: Summary, standings: Standings, now: number): CustomerRow {
  const standing = standings.of(summary.id);
  const { id, name, company, email, phone, tags, notes } = summary;
  const [net] = stats.net;
  return {
    ...{ id, name, company, email, phone, noteCount: notes, tags: [...tags] },
    orderCount: stats.orderCount,
    ...(stats.lastPurchaseAt === undefined ? {} : { lastPurchaseAt: stats.lastPurchaseAt }),
    ...(net ? { net: { currency: net.currency, amountMinor: net.amountMinor } } : {}),
    ...(standing ? { score: standing.score, tier: standing.tier } : {}),
    stage: stageOf(standing, stats, now, standings.isScored),
  };
}
