import { DAY_MS, type EpochMs } from '../domain/time.ts';

/** Turns wall clock readings of one place into instants. */
export interface ZoneClock {
  /**
   * The instant of a reading given as if it were UTC. A reading that a clock change skips counts from the offset before
   * it, one that comes twice is the first of the two, as Temporal's `compatible` has it.
   */
  toEpoch(wallMs: number): EpochMs;
  /** What the clock there shows at an instant, as if it were UTC. */
  toWall(at: EpochMs): number;
}

const QUARTER_MS = 900_000;

/**
 * @param timeZone IANA name
 * @returns undefined for a name the engine does not know
 */
export function zoneClock(timeZone: string): ZoneClock | undefined {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      era: 'short',
    });
  } catch {
    return undefined;
  }
  // Offsets change on quarter hours; a file repeats its days thousands of times.
  const offsetsByQuarter = new Map<number, number>();
  const offsetAt = (at: EpochMs): number => {
    const quarter = Math.floor(at / QUARTER_MS);
    const known = offsetsByQuarter.get(quarter);
    if (known !== undefined) return known;
    const offset = wallOf(format, quarter * QUARTER_MS) - quarter * QUARTER_MS;
    if (offsetsByQuarter.size > 100_000) offsetsByQuarter.clear();
    offsetsByQuarter.set(quarter, offset);
    return offset;
  };
  // The offset of a whole wall day, or NaN for days around a change.
  const offsetsByDay = new Map<number, number>();
  const offsetOfDay = (day: number): number => {
    const known = offsetsByDay.get(day);
    if (known !== undefined) return known;
    const before = offsetAt((day - 1) * DAY_MS);
    const offset = before === offsetAt((day + 2) * DAY_MS) ? before : Number.NaN;
    if (offsetsByDay.size > 100_000) offsetsByDay.clear();
    offsetsByDay.set(day, offset);
    return offset;
  };
  return {
    toEpoch(wallMs) {
      const day = Math.floor(wallMs / DAY_MS);
      const offset = offsetOfDay(day);
      if (!Number.isNaN(offset)) return wallMs - offset;
      const before = offsetAt((day - 1) * DAY_MS);
      const after = offsetAt((day + 2) * DAY_MS);
      if (offsetAt(wallMs - before) === before) return wallMs - before;
      return offsetAt(wallMs - after) === after ? wallMs - after : wallMs - before;
    },
    toWall: (at) => at + offsetAt(at),
  };
}

function wallOf(format: Intl.DateTimeFormat, at: EpochMs): number {
  let [year, month, day, hour, minute, second] = [0, 1, 1, 0, 0, 0];
  let isBeforeChrist = false;
  for (const { type, value } of format.formatToParts(at)) {
    if (type === 'year') year = Number(value);
    else if (type === 'month') month = Number(value);
    else if (type === 'day') day = Number(value);
    else if (type === 'hour') hour = Number(value);
    else if (type === 'minute') minute = Number(value);
    else if (type === 'second') second = Number(value);
    else if (type === 'era') isBeforeChrist = value.startsWith('B');
  }
  const wall = new Date(Date.UTC(2000, month - 1, day, hour, minute, second));
  // Set apart: Date.UTC takes years below 100 for those of the last century.
  wall.setUTCFullYear(isBeforeChrist ? 1 - year : year, month - 1, day);
  return wall.getTime();
}
