import type { ListSort } from '../../domain/filter.ts';
import type { CustomerId } from '../../domain/ids.ts';
import { MODEL_SORTS, type ModelSort } from '../../domain/profile.ts';
import type { AppDeps } from '../deps.ts';
import type { CustomFields } from '../fields/custom-fields.ts';
import type { Scores } from '../scoring/scores.ts';
import type { Summaries } from '../summaries.ts';
import { createCensus, type RollCensus } from './census.ts';
import type { FactsStore } from './facts.ts';
import { createRoll, type Roll } from './roll.ts';

/** Everybody, and what filters ask of them: another one after each change. */
export interface Listed {
  readonly roll: Roll;
  readonly census: RollCensus;
}

/** The roll of everybody, kept as the file is. */
export interface KeptRoll {
  /** As it is now; with what an order asks for. */
  listed(sort?: ListSort): Promise<Listed>;
  /** With what the models say; once more of new scores, where they came meanwhile. */
  withModels(listed: Listed): Promise<Listed>;
  /** What takes long for many goes on behind; whoever changes the roll ends it first. */
  workOn(listed: Listed): void;
  /** When what goes on behind has come to its end. */
  settled(): Promise<void>;
  /** Everybody has new scores; resolves when they are taken in. */
  rescored(): Promise<void>;
  /** Must be told when the data changed. */
  forget(customerIds: readonly CustomerId[] | 'many', tables: readonly string[]): void;
}

/** A small list is worked out at once; in a large one what is dear may be a moment old. */
const SMALL = 5000;
/** Above this many changed people the roll is made anew. */
const MANY = 500;

/** So often everybody may be scored anew under a question before it is answered with what there is. */
const SCORED_MOST = 5;

export const isOfModels = (sort: ListSort): sort is ModelSort => (MODEL_SORTS as readonly ListSort[]).includes(sort);

export function createKeptRoll(
  deps: AppDeps,
  parts: { summaries: Summaries; scores: Scores; facts: FactsStore; fields: CustomFields },
): KeptRoll {
  const { summaries, scores, facts, fields } = parts;
  let making: Promise<Listed> | undefined;
  let changed = new Set<CustomerId>();
  let isRescoringDue = false;
  let working = new AbortController();
  let behind: Promise<void> = Promise.resolve();

  async function make(): Promise<Listed> {
    const [all, standings, own] = await Promise.all([summaries.all(), scores.standings(), fields.all()]);
    const roll = createRoll(all.values(), standings, deps.now(), own);
    return { roll, census: createCensus(roll) };
  }

  function workOn(listed: Listed): void {
    working.abort();
    working = new AbortController();
    const { signal } = working;
    const work = async () => {
      const { roll, census } = listed;
      await roll.warm(deps.pace(), signal);
      await roll.bringTold();
      if (roll.people.length <= SMALL || !(await facts.isAtHand())) return;
      const version = census.version();
      census.at(deps.now(), { facts: await facts.all() }, version);
    };
    behind = work().catch(() => {});
  }

  // One after the other: whoever asks while changes are taken in sees them too.
  let turn: Promise<unknown> = Promise.resolve();
  function current(): Promise<Listed> {
    const next = turn.then(upToDate);
    turn = next.catch(() => {});
    return next;
  }

  async function upToDate(): Promise<Listed> {
    if (changed.size > MANY) making = undefined;
    if (!making) {
      working.abort();
      changed = new Set();
      isRescoringDue = false;
      making = make().catch((error: unknown) => {
        making = undefined;
        throw error;
      });
      const listed = await making;
      workOn(listed);
      return listed;
    }
    const before = making;
    const known = await before;
    if (changed.size === 0 && !isRescoringDue) return known;
    const listed = { ...known };
    if (making === before) making = Promise.resolve(listed);
    await takeIn(listed);
    if (listed.roll.people.length > SMALL) workOn(listed);
    return listed;
  }

  async function takeIn({ roll, census }: Listed): Promise<void> {
    working.abort();
    const [ids, isRescored] = [[...changed], isRescoringDue];
    changed = new Set();
    isRescoringDue = false;
    try {
      // Their scores must be those of now when they are put where they belong.
      const [all, standings] = await Promise.all([ids.length > 0 ? summaries.all() : undefined, scores.standings()]);
      if (all) census.touch(roll.put(new Map(ids.map((id) => [id, all.get(id)]))));
      if (!isRescored) return;
      await roll.rescore(standings, deps.now(), deps.pace(), new AbortController().signal);
      census.rescored();
    } catch (error) {
      for (const id of ids) changed.add(id);
      isRescoringDue ||= isRescored;
      throw error;
    }
  }

  async function withModels(listed: Listed): Promise<Listed> {
    let now = listed;
    for (let time = 1; !(await now.roll.bringTold()) && time < SCORED_MOST; time += 1) {
      isRescoringDue = true;
      now = await current();
    }
    return now;
  }

  return {
    async listed(sort) {
      const listed = await current();
      return sort !== undefined && isOfModels(sort) ? withModels(listed) : listed;
    },
    withModels,
    workOn,
    settled: () => behind,
    forget(customerIds, tables) {
      // What people are found by depends on the shop's own fields.
      if (customerIds === 'many' || tables.includes('fields')) {
        working.abort();
        making = undefined;
        return;
      }
      for (const id of customerIds) changed.add(id);
    },
    async rescored() {
      isRescoringDue = true;
      if (making) await current();
    },
  };
}
