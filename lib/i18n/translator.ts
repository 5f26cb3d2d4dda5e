import { toMajor } from '../domain/money.ts';
import type { Language } from '../domain/settings.ts';
import { dayNumber, type EpochMs } from '../domain/time.ts';
import type { Catalogue, MessageKey, Translate } from './catalogue.ts';

/** Everything that puts a value into words of one language. */
export interface Translator {
  readonly language: Language;
  readonly t: Translate;
  /** A plain number with the language's separators. */
  number(value: number): string;
  /** Whole minor units of an ISO 4217 currency; cents are left out where there are none. */
  money(amountMinor: number, currency: string): string;
  /** A calendar date; the year only when it is not the one of `now`. */
  date(at: EpochMs, now: EpochMs): string;
  /** Date, year and minute. */
  dateTime(at: EpochMs): string;
  /** Month and year. */
  month(at: EpochMs): string;
  /** A calendar date without a zone, `YYYY-MM-DD`. Anything else comes back as it is. */
  plainDate(iso: string): string;
  /** How long ago in calendar days, months or years: "yesterday", "41 days ago". */
  ago(at: EpochMs, now: EpochMs): string;
  /** A length of time in whole days: "25 days". */
  days(count: number): string;
  /** "a, b and c" */
  list(items: readonly string[]): string;
  /** The name of a BCP 47 language; the tag itself when it is not one. */
  languageName(tag: string): string;
}

/**
 * Builds the translator of one language from its texts; its formats are made when first used and kept.
 * A text that is not there, as one that a newer version knows, comes out as its key.
 */
export function createTranslator(language: Language, catalogue: Partial<Catalogue>): Translator {
  const plural = new Intl.PluralRules(language);
  const kept = new Map<string, unknown>();
  const keep = <T>(name: string, make: () => T): T => {
    if (!kept.has(name)) kept.set(name, make());
    return kept.get(name) as T;
  };
  const dates = (name: string, options: Intl.DateTimeFormatOptions) =>
    keep(name, () => new Intl.DateTimeFormat(language, options));
  // Nothing below 0 that rounds to it is less than 0.
  const plain = () => new Intl.NumberFormat(language, { signDisplay: 'negative' });
  const number = (value: number) => keep('number', plain).format(value);

  const translate = (key: MessageKey, params: Readonly<Record<string, string | number>> = {}): string => {
    const message = catalogue[key] ?? key;
    const category = plural.select(Number(params.n));
    const text = typeof message === 'string' ? message : (category === 'one' && message.one) || message.other;
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = params[name];
      if (value === undefined) return whole;
      return typeof value === 'number' ? number(value) : isolate(value);
    });
  };

  return {
    language,
    t: translate as Translate,
    number,
    money: (amountMinor, currency) =>
      keep(`money ${currency}`, () => moneyFormat(language, currency))(toMajor({ amountMinor, currency })),
    date: (at, now) =>
      new Date(at).getFullYear() === new Date(now).getFullYear()
        ? dates('day', { month: 'short', day: 'numeric' }).format(at)
        : dates('date', { year: 'numeric', month: 'short', day: 'numeric' }).format(at),
    dateTime: (at) => dates('time', { dateStyle: 'medium', timeStyle: 'short' }).format(at),
    month: (at) => dates('month', { year: 'numeric', month: 'short' }).format(at),
    plainDate: (iso) => {
      const at = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? Date.parse(`${iso}T00:00:00Z`) : Number.NaN;
      return Number.isNaN(at) ? iso : dates('plain', { dateStyle: 'medium', timeZone: 'UTC' }).format(at);
    },
    ago: (at, now) => {
      const format = keep('ago', () => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }));
      const days = dayNumber(at) - dayNumber(now);
      if (Math.abs(days) <= 60) return format.format(days, 'day');
      const months = Math.round(days / 30.44);
      return Math.abs(months) < 24 ? format.format(months, 'month') : format.format(Math.trunc(days / 365.25), 'year');
    },
    days: (count) =>
      keep(
        'days',
        () =>
          new Intl.NumberFormat(language, {
            style: 'unit',
            unit: 'day',
            unitDisplay: 'long',
            maximumFractionDigits: 0,
          }),
      ).format(count),
    // The last word before a number stands apart from it, as all our Chinese texts have it; the items stay as they are.
    list: (items) =>
      keep('list', () => new Intl.ListFormat(language, { type: 'conjunction' }))
        .formatToParts(items)
        .map(({ type, value }, at, parts) => {
          const isApart =
            type === 'literal' && /\p{Script=Han}$/u.test(value) && /^\d/.test(parts[at + 1]?.value ?? '');
          return isApart ? `${value} ` : value;
        })
        .join(''),
    languageName: (tag) => {
      try {
        return keep('names', () => new Intl.DisplayNames(language, { type: 'language' })).of(tag) ?? tag;
      } catch {
        return tag;
      }
    },
  };
}

function moneyFormat(language: Language, currency: string): (major: number) => string {
  const options = { style: 'currency', currency, signDisplay: 'negative' } as const;
  try {
    const format = new Intl.NumberFormat(language, { ...options, trailingZeroDisplay: 'stripIfInteger' });
    return (major) => format.format(major);
  } catch {
    // Not a well-formed currency code: the code stands beside the number as the page gave it.
    const format = new Intl.NumberFormat(language);
    return (major) => `${format.format(major)} ${currency}`;
  }
}

const BIDI = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]/;
const BIDI_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;

/** Keeps a right-to-left value from turning the sentence around it. */
function isolate(value: string): string {
  return BIDI.test(value) ? `\u2068${value.replace(BIDI_CONTROLS, '')}\u2069` : value;
}
