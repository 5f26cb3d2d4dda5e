import type { Summary } from '../../domain/summary.ts';
import type { EpochMs } from '../../domain/time.ts';
import type { Facts } from '../customer-facts.ts';
import type { Subject } from '../filter/attributes.ts';
import type { Census } from '../filter/conditions.ts';
import type { Buyers } from '../scoring/offers/buyers.ts';
import { createColumns } from './columns.ts';
import type { FactsTable } from './facts-table.ts';
import type { Roll } from './roll.ts';

/** The people of a roll as filters see them. */
export interface RollCensus {
  /** How often something has changed. */
  version(): number;
  /** @param version when facts and buyers were asked for */
  at(now: EpochMs, given: Given, version: number): Census;
  /** What is on file of those at some places is another now. */
  touch(places: Iterable<number>): void;
  rescored(): void;
}

/** What is brought for some questions only. */
export interface Given {
  /** Everybody's. */
  readonly facts?: FactsTable | undefined;
  readonly buyers?: Buyers | undefined;
}

const NOBODY = -1;

/**
 * Looks at people one after the other. One object for all, turned from one to the next: a hundred thousand of them made anew
 * were most of the work.
 */
export function subjectsOf(
  roll: Roll,
  now: () => EpochMs,
  factsAt: (place: number) => Facts | undefined,
): (place: number) => Subject | undefined {
  let at = 0;
  const subject: Subject = {
    get summary(): Summary {
      return roll.people[at] as Summary;
    },
    get score() {
      return roll.score(at);
    },
    get tier() {
      return roll.tier(at);
    },
    get stage() {
      return roll.stage(at);
    },
    told: (figure) => roll.told(at, figure),
    get sinceDays() {
      return roll.sinceDays(at);
    },
    get baseCurrency() {
      return roll.baseCurrency();
    },
    get facts() {
      return factsAt(at);
    },
    get now() {
      return now();
    },
  };
  return (place) => {
    at = place;
    return roll.people[place] && subject;
  };
}

/** Looks up facts by whom they are of. */
export function factsById(roll: Roll, facts: FactsTable | undefined): (place: number) => Facts | undefined {
  const look = facts?.look();
  return (place) => {
    const summary = roll.people[place];
    const row = summary && facts?.ids.get(summary.id);
    return row === undefined ? undefined : look?.(row);
  };
}

export function createCensus(roll: Roll): RollCensus {
  let now: EpochMs = 0;
  let version = 0;
  let facts: FactsTable | undefined;
  let look: ((row: number) => Facts) | undefined;
  /** By place, the row of their facts. */
  let rows: number[] = [];
  /** By place, since when other facts are due. */
  const due = new Map<number, number>();

  const rowAt = (place: number): number => {
    const summary = roll.people[place];
    return (summary && facts?.ids.get(summary.id)) ?? NOBODY;
  };
  const people = {
    size: () => roll.people.length,
    subjectAt: subjectsOf(
      roll,
      () => now,
      (place) => {
        const row = rows[place] ?? NOBODY;
        return row === NOBODY ? undefined : look?.(row);
      },
    ),
  };
  const columns = createColumns(people, roll.texts.columns);

  function takeFacts(next: FactsTable, known: number): void {
    if (facts !== next) {
      facts = next;
      look = next.look();
      rows = Array.from({ length: roll.people.length }, (_, place) => rowAt(place));
    }
    for (const [place, since] of due) {
      rows[place] = rowAt(place);
      columns.touch(place);
      // Facts that were asked for before are to be looked at once more.
      if (since <= known) due.delete(place);
    }
  }

  return {
    version: () => version,
    at(moment, given, known) {
      now = moment;
      if (given.facts) takeFacts(given.facts, known);
      const bought = (goods: readonly string[]) => {
        const found = new Uint8Array(roll.people.length);
        for (const id of given.buyers?.anyOf(goods) ?? []) {
          const place = roll.placeOf(id);
          if (place !== undefined) found[place] = 1;
        }
        return found;
      };
      return { ...people, columns, now, bought };
    },
    touch(places) {
      version += 1;
      for (const place of places) {
        columns.touch(place);
        due.set(place, version);
      }
    },
    rescored: () => columns.rescored(),
  };
}
