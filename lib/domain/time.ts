import * as z from 'zod/mini';

/** Milliseconds since 1970-01-01 UTC, whole. */
export const EpochMs = z.int();
export type EpochMs = z.infer<typeof EpochMs>;

export const DAY_MS = 86_400_000;

/**
 * The calendar day of an instant in a time zone, as whole days since 1970-01-01.
 * Differences of two such numbers are calendar days: a day of 23 or 25 hours counts as one.
 */
export function dayNumber(at: EpochMs, timeZone?: string): number {
  const offset = offsetAround(at, timeZone);
  return offset === undefined ? spelledDay(at, timeZone) : Math.floor((at + offset) / DAY_MS);
}

/** By zone and week: how far local time is ahead all that time; absent where the clocks change meanwhile. */
const offsets = new Map<string, Map<number, number | undefined>>();
// No zone has moved its clocks and moved them back within a week.
const STEADY_MS = 7 * DAY_MS;

/** Asking the calendar is some fifty times the work of a sum, and a file spans few weeks. */
function offsetAround(at: EpochMs, timeZone = ''): number | undefined {
  let known = offsets.get(timeZone);
  if (!known) {
    known = new Map();
    offsets.set(timeZone, known);
  }
  const week = Math.floor(at / STEADY_MS);
  const seen = known.get(week);
  if (seen !== undefined || known.has(week)) return seen;
  const [start, end] = [offsetAt(week * STEADY_MS, timeZone), offsetAt((week + 1) * STEADY_MS, timeZone)];
  const offset = start === end ? start : undefined;
  known.set(week, offset);
  return offset;
}

const offsetAt = (at: EpochMs, timeZone: string): number => {
  const part = spell(at, timeZone);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) - at;
};

function spelledDay(at: EpochMs, timeZone = ''): number {
  const part = spell(at, timeZone);
  return Math.round(Date.UTC(part('year'), part('month') - 1, part('day')) / DAY_MS);
}

function spell(at: EpochMs, timeZone: string): (type: string) => number {
  const parts = dayFormat(timeZone).formatToParts(at);
  return (type) => Number(parts.find((entry) => entry.type === type)?.value);
}

const formats = new Map<string, Intl.DateTimeFormat>();
function dayFormat(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn-hc-h23', {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    ...(timeZone ? { timeZone } : {}),
  });
  formats.set(timeZone, format);
  return format;
}

/** Whether a text names a time zone that this browser knows. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
