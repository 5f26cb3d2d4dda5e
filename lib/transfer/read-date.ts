import { DAY_MS, type EpochMs } from '../domain/time.ts';
import type { ZoneClock } from './time-zone.ts';
import { calendarMs, type DateFault, type DateOrder, parseWritten, type Written } from './written-date.ts';

/** Reads a cell of a date column: an instant, or why it is none. */
export type DateReader = (text: string) => EpochMs | DateFault;

// Nobody exports orders from before the web, nor from the next century: such a date is a misread number.
const EARLIEST = Date.UTC(1990, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);
const MAX_KNOWN = 50_000;

/**
 * A reader of the dates of one file. Readings without a zone are of `zone`; those like 03/04/2024 need `order`.
 * Days and odd forms are remembered, since a file repeats them.
 */
export function createDateReader(zone: ZoneClock, order: DateOrder | undefined): DateReader {
  const wallByDay = new Map<string, number>();
  const known = new Map<string, EpochMs | DateFault>();

  const dayOf = (text: string): number => {
    const day = text.slice(0, 10);
    let wall = wallByDay.get(day);
    if (wall === undefined) {
      const year = Number(day.slice(0, 4));
      const month = Number(day.slice(5, 7));
      wall = calendarMs(year, month, Number(day.slice(8, 10))) ?? Number.NaN;
      if (wallByDay.size > MAX_KNOWN) wallByDay.clear();
      wallByDay.set(day, wall);
    }
    return wall;
  };

  return (text) => {
    const time = plainTimeMs(text);
    if (time >= 0) {
      const wall = dayOf(text) + time;
      if (wall >= EARLIEST && wall <= LATEST) return zone.toEpoch(wall);
    }
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

const digit = (text: string, at: number) => {
  const value = text.charCodeAt(at) - 48;
  return value >= 0 && value <= 9 ? value : Number.NaN;
};
const two = (text: string, at: number) => digit(text, at) * 10 + digit(text, at + 1);

/** The time of day in `YYYY-MM-DD[ T]HH:MM[:SS]` with - or / in the date, or 0 for the day alone; -1 for any other form. */
function plainTimeMs(text: string): number {
  const { length } = text;
  if (length !== 10 && length !== 16 && length !== 19) return -1;
  const separator = text.charCodeAt(4);
  if ((separator !== 0x2d && separator !== 0x2f) || text.charCodeAt(7) !== separator) return -1;
  const digits = two(text, 0) + two(text, 2) + two(text, 5) + two(text, 8);
  if (Number.isNaN(digits)) return -1;
  if (length === 10) return 0;
  const between = text.charCodeAt(10);
  if ((between !== 0x20 && between !== 0x54) || text.charCodeAt(13) !== 0x3a) return -1;
  const hour = two(text, 11);
  const minute = two(text, 14);
  const second = length === 19 && text.charCodeAt(16) === 0x3a ? two(text, 17) : length === 16 ? 0 : Number.NaN;
  return hour < 24 && minute < 60 && second < 60 ? ((hour * 60 + minute) * 60 + second) * 1000 : -1;
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
