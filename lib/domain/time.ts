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
  const parts = dayFormat(timeZone).formatToParts(at);
  const part = (type: string) => Number(parts.find((entry) => entry.type === type)?.value);
  return Math.round(Date.UTC(part('year'), part('month') - 1, part('day')) / DAY_MS);
}

const formats = new Map<string, Intl.DateTimeFormat>();
function dayFormat(timeZone = ''): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    ...(timeZone ? { timeZone } : {}),
  });
  formats.set(timeZone, format);
  return format;
}
