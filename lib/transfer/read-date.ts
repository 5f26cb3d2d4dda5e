import { DAY_MS, type EpochMs } from '../domain/time.ts';
import type { ZoneClock } from './time-zone.ts';
import { type DateFault, type DateOrder, parseWritten, type Written } from './written-date.ts';

/** Reads a cell of a date column: an instant, or why it is none. */
export type DateReader = (text: string) => EpochMs | DateFault;

// Nobody exports orders from before the web, nor from the next century: such a date is a misread number.
const EARLIEST = Date.UTC(1990, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);
const MAX_KNOWN = 50_000;

/**
 * A reader of the dates of one file. Readings without a zone are of `zone`; those like 03/04/2024 need `order`.
 * Odd forms are remembered, since a file repeats its dates.
 */
export function createDateReader(zone: ZoneClock, order: DateOrder | undefined): DateReader {
  const known = new Map<string, EpochMs | DateFault>();

  return (text) => {
    const wall = plainWallMs(text);
    if (wall >= EARLIEST && wall <= LATEST) return zone.toEpoch(wall);
    const before = known.get(text);
    if (before !== undefined) return before;
    const at = toEpoch(parseWritten(text, order), zone);
    if (known.size > MAX_KNOWN) known.clear();
    known.set(text, at);
    return at;
  };
}

function toEpoch(written: Written | DateFault, zone: ZoneClock): EpochMs | DateFault {
  if (typeof written === 'string') return written;
  const at =
    written.kind === 'instant'
      ? written.at
      : written.offsetMinutes === undefined
        ? zone.toEpoch(written.wallMs)
        : written.wallMs - written.offsetMinutes * 60_000;
  return at >= EARLIEST && at <= LATEST ? at : 'bad-date';
}

const two = (text: string, at: number) => {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
};
const DAYS_BEFORE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

/**
 * The fast way for `YYYY-MM-DD`, with - or /, alone or with `[ T]HH:MM[:SS]`: the reading as if in UTC, or NaN for any
 * other form, which says nothing against it.
 */
function plainWallMs(text: string): number {
  const { length } = text;
  if (length !== 10 && length !== 16 && length !== 19) return Number.NaN;
  const separator = text.charCodeAt(4);
  if ((separator !== 0x2d && separator !== 0x2f) || text.charCodeAt(7) !== separator) return Number.NaN;
  const year = two(text, 0) * 100 + two(text, 2);
  const month = two(text, 5);
  const day = two(text, 8);
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const before = (DAYS_BEFORE[month - 1] ?? Number.NaN) + (isLeap && month > 2 ? 1 : 0);
  const inMonth = (DAYS_BEFORE[month] ?? Number.NaN) + (isLeap && month > 1 ? 1 : 0) - before;
  if (!(day >= 1 && day <= inMonth)) return Number.NaN;
  // Days of the years before, by the Gregorian rule, from 1970 on.
  const past = year - 1;
  const days = past * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400) - 719_162;
  const midnight = (days + before + day - 1) * DAY_MS;
  if (length === 10) return midnight;
  const between = text.charCodeAt(10);
  if ((between !== 0x20 && between !== 0x54) || text.charCodeAt(13) !== 0x3a) return Number.NaN;
  const hour = two(text, 11);
  const minute = two(text, 14);
  const second = length === 16 ? 0 : text.charCodeAt(16) === 0x3a ? two(text, 17) : Number.NaN;
  return hour < 24 && minute < 60 && second < 60 ? midnight + ((hour * 60 + minute) * 60 + second) * 1000 : Number.NaN;
}

/** A birthday as `YYYY-MM-DD`; undefined for what is none. Years of two digits and years left out are not guessed. */
export function readBirthday(text: string, order: DateOrder | undefined): string | undefined {
  const written = parseWritten(text, order, { twoDigitYears: false });
  if (typeof written === 'string') return undefined;
  // An instant of a birthday is a calendar day that somebody's exporter wrote as midnight in UTC.
  const wall = written.kind === 'instant' ? written.at : written.wallMs;
  const day = new Date(Math.floor(wall / DAY_MS) * DAY_MS);
  const year = day.getUTCFullYear();
  return year >= 1850 && year < 2100 ? day.toISOString().slice(0, 10) : undefined;
}
