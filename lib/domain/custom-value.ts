import * as z from 'zod/mini';
import { type CustomField, fieldOfRegister } from './custom-field.ts';
import { CustomValue, type CustomValues, VALUE_MAX_CHARS } from './custom-schema.ts';
import { Currency, Money, minorDigits } from './money.ts';
import { err, ok, type Result } from './result.ts';
import { DAY_MS, type EpochMs } from './time.ts';

/** Why something is no value of a field. */
export const VALUE_FAULTS = [
  'too-long',
  'no-number',
  'no-amount',
  'no-currency',
  'no-date',
  'no-choice',
  'no-yesno',
  'no-link',
] as const;
export type ValueFault = (typeof VALUE_FAULTS)[number];
export interface BadValue {
  readonly type: ValueFault;
}
export type { CustomValue, CustomValues } from './custom-schema.ts';

const bad = (type: ValueFault) => err<BadValue>({ type });

/** The values that a customer's record holds. What no version of ours wrote is left out. */
export function customValuesOf(record: Readonly<Record<string, unknown>>): CustomValues {
  const values: Record<string, CustomValue> = {};
  for (const [register, value] of Object.entries(record)) {
    const id = fieldOfRegister(register);
    if (id === undefined || value === null || value === undefined) continue;
    const read = storedValue(value);
    if (read !== undefined) values[id] = read;
  }
  return values;
}

/** What a register holds, where it is a value. */
export function storedValue(value: unknown): CustomValue | undefined {
  const read = z.safeParse(CustomValue, value);
  return read.success ? read.data : undefined;
}

/**
 * Reads what was typed, imported or given by a script as a value of a field; `null` for nothing, which clears.
 * Numbers may be grouped (`1,234.50`), amounts name their currency before or after (`EUR 12.50`) or take the field's,
 * dates are written year first, choices by label or id, several apart by commas or semicolons.
 */
export function readCustomValue(field: CustomField, given: unknown): Result<CustomValue | null, BadValue> {
  if (given === null || given === undefined) return ok(null);
  if (Array.isArray(given)) return field.kind === 'choices' ? readChoices(field, given.map(String)) : bad('no-choice');
  if (field.kind === 'money' && typeof given === 'object') {
    const money = z.safeParse(Money, given);
    return money.success ? ok(money.data) : bad('no-amount');
  }
  const text = String(given).trim();
  if (text === '') return ok(null);
  if (text.length > VALUE_MAX_CHARS) return bad('too-long');
  switch (field.kind) {
    case 'text':
      return ok(text);
    case 'link':
      return readLink(text);
    case 'number': {
      const number = readNumber(text);
      return number === undefined ? bad('no-number') : ok(number);
    }
    case 'money':
      return readMoney(text, field.currency);
    case 'date':
      return readDay(text);
    case 'yesno':
      return readYesNo(text);
    case 'choice': {
      const id = choiceId(field, text);
      return id === undefined ? bad('no-choice') : ok(id);
    }
    case 'choices':
      return readChoices(field, choiceId(field, text) === undefined ? text.split(/[,;，；、|\n]/) : [text]);
  }
}

const folded = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

function choiceId({ choices }: CustomField, text: string): string | undefined {
  const wanted = folded(text);
  const fits = (choice: { id: string; label: string }) => choice.id === text || folded(choice.label) === wanted;
  return (choices.find((choice) => !choice.archived && fits(choice)) ?? choices.find(fits))?.id;
}

function readChoices(field: CustomField, texts: readonly string[]): Result<CustomValue | null, BadValue> {
  const wanted = texts.map((text) => text.trim()).filter((text) => text !== '');
  const ids = new Set(wanted.map((text) => choiceId(field, text)));
  if (ids.has(undefined)) return bad('no-choice');
  // In the order of the field, so that the same choices are the same value.
  const chosen = field.choices.map(({ id }) => id).filter((id) => ids.has(id));
  return ok(chosen.length === 0 ? null : chosen);
}

const GROUPED = /^[+-]?\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?$/;
const PLAIN = /^[+-]?\d+(?:\.\d+)?$/;

function readNumber(given: string): number | undefined {
  const text = given.normalize('NFKC').replace('−', '-');
  if (!PLAIN.test(text) && !GROUPED.test(text)) return undefined;
  const number = Number(text.replace(/[, ]/g, ''));
  return Number.isFinite(number) ? number : undefined;
}

const SIGNS: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  US$: 'USD',
  HK$: 'HKD',
  NT$: 'TWD',
  '₩': 'KRW',
};
const AMOUNT = /^([^\d\s+-]*)\s*([+-]?[\d, ]+(?:\.\d+)?)\s*([^\d\s]*)$/;

function readMoney(given: string, expected: string | undefined): Result<CustomValue, BadValue> {
  const found = AMOUNT.exec(given.normalize('NFKC').trim());
  const number = found ? readNumber((found[2] ?? '').trim()) : undefined;
  if (!found || number === undefined) return bad('no-amount');
  const word = `${found[1] ?? ''}${found[3] ?? ''}`;
  // "¥" and "$" stand for several currencies: they mean the field's own.
  const currency =
    SIGNS[word] ?? (/^[a-z]{3}$/i.test(word) ? word.toUpperCase() : /^[¥$元]?$/.test(word) ? expected : '');
  if (currency === '') return bad('no-amount');
  if (currency === undefined || !z.safeParse(Currency, currency).success) return bad('no-currency');
  // By text, not by multiplying: 1.15 × 100 is not 115.
  const digits = minorDigits(currency);
  const [whole = '0', part = ''] = String(found[2]).replace(/[, ]/g, '').split('.');
  if (part.replace(/0+$/, '').length > digits) return bad('no-amount');
  const amountMinor = Number(`${whole}${part.slice(0, digits).padEnd(digits, '0')}`);
  return Number.isSafeInteger(amountMinor) ? ok({ amountMinor, currency }) : bad('no-amount');
}

const DAY = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T ].*)?$/;

function readDay(text: string): Result<CustomValue, BadValue> {
  const found = DAY.exec(text.normalize('NFKC'));
  if (!found) return bad('no-date');
  const [year, month, day] = found.slice(1, 4).map(Number) as [number, number, number];
  const at = new Date(Date.UTC(year, month - 1, day));
  const isDay = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  return isDay ? ok(at.toISOString().slice(0, 10)) : bad('no-date');
}

const YES = new Set(['true', 'yes', 'y', '1', 'on', 'x', '✓', '是', '有', '对', '對']);
const NO = new Set(['false', 'no', 'n', '0', 'off', '否', '无', '無', '不', '没有', '沒有']);

function readYesNo(text: string): Result<CustomValue, BadValue> {
  const word = folded(text);
  if (YES.has(word)) return ok(true);
  return NO.has(word) ? ok(false) : bad('no-yesno');
}

/** Web pages, mail and phone; a bare `shop.example/page` is taken for a web page. Anything a page could run is none. */
function readLink(text: string): Result<CustomValue, BadValue> {
  const url = URL.parse(/^[a-z][a-z\d+.-]*:/i.test(text) && !/^[^/]+:\d/.test(text) ? text : `https://${text}`);
  if (!url) return bad('no-link');
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  if (isWeb && !/^[^.\s]+(\.[^.\s]+)+$|^localhost$|^\[/.test(url.hostname)) return bad('no-link');
  return isWeb || url.protocol === 'mailto:' || url.protocol === 'tel:' ? ok(url.href) : bad('no-link');
}

/** Values are plain JSON: equal ones are written alike. */
export const isSameValue = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** What a value is found by: the words in it, none for amounts, numbers, days and yes or no. */
export function searchText(field: CustomField, value: CustomValue): string {
  switch (field.kind) {
    case 'text':
    case 'link':
      return typeof value === 'string' ? value : '';
    case 'choice':
    case 'choices': {
      const ids: readonly unknown[] = Array.isArray(value) ? value : [value];
      return field.choices
        .filter(({ id }) => ids.includes(id))
        .map(({ label }) => label)
        .join(' ');
    }
    default:
      return '';
  }
}

/** When a value is to be removed; absent when it may stay. */
export const expiresAt = ({ keepDays }: CustomField, setAt: EpochMs): EpochMs | undefined =>
  keepDays === undefined ? undefined : setAt + keepDays * DAY_MS;

/** What customers are sorted by: a number or a text, amounts by currency first; absent without a value. */
export function sortKeyOf(
  field: CustomField,
  value: CustomValue | undefined,
): { readonly value: string | number | undefined; readonly group?: string } {
  if (value === undefined) return { value: undefined };
  if (typeof value === 'boolean') return { value: value ? 0 : 1 };
  if (typeof value === 'object' && !Array.isArray(value)) return { value: value.amountMinor, group: value.currency };
  if (field.kind === 'choice' || field.kind === 'choices') {
    const ids: readonly unknown[] = Array.isArray(value) ? value : [value];
    return { value: field.choices.find(({ id }) => ids.includes(id))?.position };
  }
  return { value: value as string | number };
}

/** A value as one would type it, so that it reads back to the same; choices as their ids apart by commas. */
export function typedText(value: CustomValue | undefined): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.join(',');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'object') return String(value);
  const { amountMinor, currency } = value;
  const digits = minorDigits(currency);
  const text = String(Math.abs(amountMinor)).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return `${amountMinor < 0 ? '-' : ''}${whole}${digits > 0 ? `.${text.slice(-digits)}` : ''} ${currency}`;
}
