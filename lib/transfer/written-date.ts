import { isDamagedNumber } from './clean-text.ts';

/** The order of day, month and year in dates like 03/04/2024. */
export type DateOrder = 'ymd' | 'dmy' | 'mdy';
/** Why a cell is no date: unreadable, of two readings, or a number that a spreadsheet has rounded. */
export type DateFault = 'bad-date' | 'ambiguous-date' | 'damaged-number';

/** A date as written: an instant, or a wall clock reading (as if in UTC) with the offset that stood beside it, if any. */
export type Written =
  | { readonly kind: 'instant'; readonly at: number }
  | { readonly kind: 'wall'; readonly wallMs: number; readonly offsetMinutes?: number };

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
// Abbreviations that mean one offset only. CST and IST mean several, so a time with them is not guessed.
const ZONES: Readonly<Record<string, number>> = {
  Z: 0,
  UTC: 0,
  GMT: 0,
  BST: 60,
  CET: 60,
  CEST: 120,
  JST: 540,
  HKT: 480,
  SGT: 480,
  EST: -300,
  EDT: -240,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
};
// 1899-12-30: day 0 of Excel's calendar, which holds 1900 for a leap year.
const EXCEL_DAY_ZERO = Date.UTC(1899, 11, 30);

const YEAR_FIRST =
  /^(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?[日号號]?(?=$|[\sT,，上下午早晚凌中(（星周週])/;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?=$|[\sT,])/;
const NAMED_MONTH_FIRST = /^([A-Za-z]{3,9})\.?[\s-](\d{1,2})(?:st|nd|rd|th)?[,\s-]\s?(\d{4}|\d{2})(?=$|[\sT,])/;
const NAMED_DAY_FIRST = /^(\d{1,2})(?:st|nd|rd|th)?[\s-]([A-Za-z]{3,9})\.?[,\s-]\s?(\d{4}|\d{2})(?=$|[\sT,])/;
const REPUBLIC = /^(?:民國|民国|中華民國)\s?(\d{1,3})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?日?/;
const WEEKDAY =
  /^\s*[,，]?\s*[(（]?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?|(?:星期|周|週|禮拜|礼拜)[一二三四五六日天])[)）]?\s*[,，]?\s*/i;
const TIME =
  /^(上午|下午|晚上|晚间|晚間|凌晨|早上|中午|AM|PM)?\s?(\d{1,2})\s?[:：时時點点]\s?(\d{1,2})?(?:\s?[:：分]\s?(?:(\d{1,2})(?:[.,](\d{1,9}))?\s?秒?)?)?\s?(AM|PM|a\.m\.|p\.m\.)?/i;
// The basic form of ISO 8601, as contact cards have it.
const BASIC = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})?(?=$|[Z+-])/;
const OFFSET = /^(?:(?:GMT|UTC)\s?)?([-+−])(\d{1,2}):?(\d{2})?$/i;

/** Reads any written form of a date, with or without a time. `twoDigitYears`: whether 24 may stand for 2024. */
export function parseWritten(
  raw: string,
  order: DateOrder | undefined,
  { twoDigitYears = true }: { twoDigitYears?: boolean } = {},
): Written | DateFault {
  if (raw.length > 64) return 'bad-date';
  const text = raw
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(BASIC, (_, ...[y, mo, d, h, mi, s]: string[]) => `${y}-${mo}-${d} ${h}:${mi}:${s ?? '00'}`);
  if (/^[\d.]+$/.test(text) && !/^\d+\.\d+\./.test(text)) return parseNumber(text);
  if (isDamagedNumber(text)) return 'damaged-number';
  const afterWeekday = text.replace(WEEKDAY, '');
  const day = parseDay(afterWeekday, order, twoDigitYears);
  if (typeof day === 'string') return day;
  const rest = afterWeekday
    .slice(day.length)
    .replace(/^[T,，\s]+/, '')
    .replace(WEEKDAY, '')
    .trim();
  if (rest === '') return { kind: 'wall', wallMs: day.wallMs };
  const time = parseTime(rest);
  return time ? { ...time, wallMs: day.wallMs + time.wallMs } : 'bad-date';
}

// Compact forms, seconds and milliseconds since 1970, and the days of a spreadsheet: each has its own range.
function parseNumber(text: string): Written | DateFault {
  if (/^\d{8}$/.test(text) || /^\d{14}$/.test(text)) {
    const wall = calendarMs(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6, 8)));
    if (wall === undefined) return 'bad-date';
    const [hour, minute, second] = [8, 10, 12].map((at) => Number(text.slice(at, at + 2)));
    if (text.length === 8) return { kind: 'wall', wallMs: wall };
    return inDay(hour, minute, second)
      ? { kind: 'wall', wallMs: wall + (((hour ?? 0) * 60 + (minute ?? 0)) * 60 + (second ?? 0)) * 1000 }
      : 'bad-date';
  }
  if (/^\d{13}$/.test(text)) return { kind: 'instant', at: Number(text) };
  if (/^\d{9,10}(?:\.\d{1,6})?$/.test(text)) return { kind: 'instant', at: Math.round(Number(text) * 1000) };
  // From 1920 to 2119; what lies below is more likely a count or a year.
  if (/^\d{4,5}(?:\.\d+)?$/.test(text) && Number(text) >= 7306 && Number(text) < 80_000) {
    return { kind: 'wall', wallMs: excelWallMs(Number(text)) };
  }
  return 'bad-date';
}

/** A spreadsheet's day number, to the second, as a wall clock reading. @param is1904 counted the way old Macs did */
export function excelWallMs(serial: number, is1904 = false): number {
  // Day 60 is the 29th of February 1900, which was none: the days before it count from one day later.
  const days = is1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
  return EXCEL_DAY_ZERO + Math.round(days * 86_400) * 1000;
}

interface Day {
  readonly wallMs: number;
  readonly length: number;
}

function parseDay(text: string, order: DateOrder | undefined, twoDigitYears: boolean): Day | DateFault {
  const made = (match: RegExpExecArray, year: number, month: number, day: number): Day | DateFault => {
    const wallMs = calendarMs(year, month, day);
    return wallMs === undefined ? 'bad-date' : { wallMs, length: match[0].length };
  };
  const yearOf = (digits = '') => {
    if (digits.length === 4) return Number(digits);
    if (!twoDigitYears) return Number.NaN;
    return Number(digits) + (Number(digits) < 70 ? 2000 : 1900);
  };
  let match = YEAR_FIRST.exec(text);
  if (match) return made(match, Number(match[1]), Number(match[2]), Number(match[3]));
  match = REPUBLIC.exec(text);
  if (match) return made(match, Number(match[1]) + 1911, Number(match[2]), Number(match[3]));
  match = NAMED_MONTH_FIRST.exec(text);
  if (match) return made(match, yearOf(match[3]), monthOf(match[1]), Number(match[2]));
  match = NAMED_DAY_FIRST.exec(text);
  if (match) return made(match, yearOf(match[3]), monthOf(match[2]), Number(match[1]));
  match = YEAR_LAST.exec(text);
  if (!match) return 'bad-date';
  const [first, second] = [Number(match[1]), Number(match[3])];
  if (order === 'ymd' && match[4]?.length === 2 && twoDigitYears) {
    return made(match, yearOf(match[1]?.padStart(2, '0')), second, Number(match[4]));
  }
  // Points are written in the countries that begin with the day.
  const isDayFirst = match[2] === '.' || order === 'dmy' || (order !== 'mdy' && first > 12);
  const isMonthFirst = !isDayFirst && (order === 'mdy' || second > 12 || first === second);
  if (!isDayFirst && !isMonthFirst) return 'ambiguous-date';
  return isDayFirst ? made(match, yearOf(match[4]), second, first) : made(match, yearOf(match[4]), first, second);
}

const monthOf = (name = '') => {
  const at = MONTHS.indexOf(name.slice(0, 3).toLowerCase());
  return at + 1;
};

/** Midnight of a calendar day as if in UTC; undefined for a day that no calendar has. */
function calendarMs(year: number, month: number, day: number): number | undefined {
  if (!(year >= 1000 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= 31)) return undefined;
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : undefined;
}

const inDay = (hour = 0, minute = 0, second = 0) => hour < 24 && minute < 60 && second < 60;

function parseTime(text: string): (Written & { kind: 'wall' }) | undefined {
  const match = TIME.exec(text);
  if (!match) return undefined;
  const half = (match[1] ?? match[6] ?? '').toUpperCase().replaceAll('.', '');
  let hour = Number(match[2]);
  const [minute, second] = [Number(match[3] ?? 0), Number(match[4] ?? 0)];
  if (half !== '' && hour > 12 && (half === 'AM' || half === '上午')) return undefined;
  const isAfternoon = half === 'PM' || half === '下午' || half.startsWith('晚') || (half === '中午' && hour < 11);
  if (half !== '' && hour === 12 && !isAfternoon && half !== '中午') hour = 0;
  else if (isAfternoon && hour < 12) hour += 12;
  if (!inDay(hour, minute, second)) return undefined;
  const milliseconds = match[5] ? Math.floor(Number(`0.${match[5]}`) * 1000) : 0;
  const wallMs = ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds;
  const zone = text
    .slice(match[0].length)
    .trim()
    .replace(/^\((.*)\)$/, '$1');
  if (zone === '') return { kind: 'wall', wallMs };
  const offsetMinutes = offsetOf(zone);
  return offsetMinutes === undefined ? undefined : { kind: 'wall', wallMs, offsetMinutes };
}

function offsetOf(zone: string): number | undefined {
  const named = Object.hasOwn(ZONES, zone.toUpperCase()) ? ZONES[zone.toUpperCase()] : undefined;
  if (named !== undefined) return named;
  const match = OFFSET.exec(zone);
  if (!match) return undefined;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return minutes <= 14 * 60 && Number(match[3] ?? 0) < 60 ? (match[1] === '+' ? minutes : -minutes) : undefined;
}

/** How dates like 03/04/2024 in a column are meant, when any of them says; `ambiguous` when there are such and none does. */
export function guessDateOrder(samples: Iterable<string>): DateOrder | 'ambiguous' | undefined {
  let isDayFirst = false;
  let isMonthFirst = false;
  let isOpen = false;
  for (const sample of samples) {
    const match = YEAR_LAST.exec(sample.normalize('NFKC').trim());
    if (!match || match[2] === '.') continue;
    const [first, second] = [Number(match[1]), Number(match[3])];
    if (first > 12 && second <= 12) isDayFirst = true;
    else if (second > 12 && first <= 12) isMonthFirst = true;
    else if (first !== second) isOpen = true;
  }
  // Evidence for both: no single order reads the column.
  if (isDayFirst && isMonthFirst) return 'ambiguous';
  if (isDayFirst) return 'dmy';
  if (isMonthFirst) return 'mdy';
  return isOpen ? 'ambiguous' : undefined;
}
