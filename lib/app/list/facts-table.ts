import type { CustomerId } from '../../domain/ids.ts';
import type { Facts } from '../customer-facts.ts';

const SECOND_MS = 1000;
const DAY_MS = 86_400_000;
const LAST_SECOND = 0xffff_ffff;
/** In place of a day: nobody knows, and what is no day. */
const NO_DAY = -0x8000_0000;
const BAD_DAY = NO_DAY + 1;
/** Of each: created, active, contacted, last order, marks, sources. */
export const TIMES = 6;

/** The facts of everybody as columns: times to the second, birthdays to the day. */
export interface FactsTable {
  readonly ids: ReadonlyMap<CustomerId, number>;
  /** A look at somebody's, by their row: one object for all that are looked at with it, each only until the next. */
  look(): (row: number) => Facts;
  put(id: CustomerId, facts: Facts): void;
  remove(id: CustomerId): void;
  /** As it is kept: `TIMES` numbers, and a day. */
  raw(row: number): { readonly times: Uint32Array; readonly day: number };
  /** What the sixth number of each stands for. */
  sources(): readonly (readonly string[])[];
}

/** What a table is made of: rows of whom the places are known, with room at the end. */
export interface FactsRows {
  readonly ids: Map<CustomerId, number>;
  readonly times: Uint32Array;
  readonly days: Int32Array;
  /** By what the sixth number of each says. */
  readonly sources: readonly (readonly string[])[];
}

export const noRows = (): FactsRows => ({
  ids: new Map(),
  times: new Uint32Array(0),
  days: new Int32Array(0),
  sources: [],
});

export function createFactsTable(rows: FactsRows): FactsTable {
  const { ids } = rows;
  let { times, days } = rows;
  let next = ids.size;
  const free: number[] = [];
  const sources = [...rows.sources];
  const sourceOf = new Map(sources.map((names, at) => [names.join('\n'), at]));

  const time = (row: number, column: number) => (times[row * TIMES + column] as number) * SECOND_MS;
  function look(): (row: number) => Facts {
    let at = 0;
    const facts: Facts = {
      get createdAt() {
        return time(at, 0);
      },
      get activeAt() {
        return time(at, 1);
      },
      get contactAt() {
        return time(at, 2);
      },
      get lastOrderAt() {
        return time(at, 3);
      },
      get marks() {
        return times[at * TIMES + 4] as number;
      },
      get sources() {
        return sources[times[at * TIMES + 5] as number] ?? [];
      },
      get birthday() {
        const day = days[at] as number;
        if (day === NO_DAY) return undefined;
        return day === BAD_DAY ? Number.NaN : day * DAY_MS + DAY_MS / 2;
      },
    };
    return (row) => {
      at = row;
      return facts;
    };
  }

  function rowFor(id: CustomerId): number {
    const known = ids.get(id) ?? free.pop() ?? next;
    ids.set(id, known);
    if (known < next) return known;
    next += 1;
    if (next > days.length) {
      const room = Math.max(1024, days.length * 2);
      const [moreTimes, moreDays] = [new Uint32Array(room * TIMES), new Int32Array(room)];
      moreTimes.set(times);
      moreDays.set(days);
      [times, days] = [moreTimes, moreDays];
    }
    return known;
  }

  function placeOf(names: readonly string[]): number {
    const key = names.join('\n');
    const known = sourceOf.get(key);
    if (known !== undefined) return known;
    sourceOf.set(key, sources.length);
    sources.push(names);
    return sources.length - 1;
  }

  return {
    ids,
    look,
    put(id, { createdAt, activeAt, contactAt, lastOrderAt, marks, birthday, sources: names }) {
      const row = rowFor(id);
      const seconds = [createdAt, activeAt, contactAt, lastOrderAt].map(toSeconds);
      times.set([...seconds, marks, placeOf(names)], row * TIMES);
      days[row] = birthday === undefined ? NO_DAY : Number.isNaN(birthday) ? BAD_DAY : Math.floor(birthday / DAY_MS);
    },
    remove(id) {
      const row = ids.get(id);
      if (row === undefined) return;
      ids.delete(id);
      free.push(row);
    },
    raw: (row) => ({
      times: times.subarray(row * TIMES, (row + 1) * TIMES),
      day: days[row] as number,
    }),
    sources: () => sources,
  };
}

const toSeconds = (ms: number): number => Math.max(0, Math.min(LAST_SECOND, Math.floor(ms / SECOND_MS)));
