import { minorDigits } from '../domain/money.ts';
import { isDamagedNumber } from './clean-text.ts';
import { currencyOf } from './currency-words.ts';

/** The sign before the decimals in a column of amounts. */
export type DecimalSign = '.' | ',';
export type AmountFault = 'bad-amount' | 'ambiguous-amount' | 'no-currency' | 'other-currency' | 'damaged-number';

export interface Amount {
  readonly minor: number;
  readonly currency: string;
  /** More decimals were written than the currency has, and not all were zeros. */
  readonly isRounded?: boolean;
}

const MAX_PLAIN_CHARS = 14;

/**
 * The fast way for amounts as programs write them: `-1234.50`, no grouping, no sign.
 * @param digits decimals of the currency
 * @returns minor units, or NaN for any other form, which says nothing against it
 */
export function plainMinor(text: string, digits: number): number {
  const { length } = text;
  if (length === 0 || length > MAX_PLAIN_CHARS) return Number.NaN;
  const isNegative = text.charCodeAt(0) === 0x2d;
  let value = 0;
  let decimals = -1;
  for (let at = isNegative ? 1 : 0; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x30 && code <= 0x39) {
      value = value * 10 + (code - 0x30);
      if (decimals >= 0) decimals++;
    } else if (code === 0x2e && decimals < 0 && at > 0) decimals = 0;
    else return Number.NaN;
  }
  if (decimals === 0 || (isNegative && length === 1)) return Number.NaN;
  // One decimal more than the currency has could be a thousands point: left to the careful reader.
  if (decimals > digits) return Number.NaN;
  for (let missing = digits - Math.max(decimals, 0); missing > 0; missing--) value *= 10;
  return isNegative ? 0 - value : value;
}

const SHAPE = /^(\D*?)(\d(?:[\d.,' ]*\d)?)(\D*)$/;
const SPACES = /[\s\u00a0\u202f\u2009]+/g;

/**
 * An amount in any usual form: currency signs and words before or after, grouping of any country, full-width digits,
 * minus on either side, accountants' brackets. Exact: no floating point between text and minor units.
 * @param expected currency of the file or of the row's own column, if known
 * @param decimal how this column writes decimals, if known: `1.234` alone does not say
 */
export function readAmount(
  raw: string,
  expected: string | undefined,
  decimal: DecimalSign | undefined,
  isExpectedSure = false,
): Amount | AmountFault {
  if (raw.length > 60) return 'bad-amount';
  if (isDamagedNumber(raw)) return 'damaged-number';
  let text = raw
    .normalize('NFKC')
    .replace(/[−–‐‑]/g, '-')
    .replace(/[’`´]/g, "'")
    .replace(SPACES, ' ')
    .trim();
  let isNegative = false;
  const bracketed = /^\((.*)\)$/.exec(text) ?? /^([^\d()]*)\(([^()]+)\)([^\d()]*)$/.exec(text);
  if (bracketed) {
    isNegative = true;
    text = bracketed.slice(1).join('');
  }
  const parts = SHAPE.exec(
    text.replace(/^([^\dA-Za-z.,]*)([.,]\d)/, (_, head: string, tail: string) => `${head}0${tail}`),
  );
  if (!parts) return 'bad-amount';
  let [, before = '', digits = '', after = ''] = parts;
  for (const side of [before, after]) {
    if (!side.includes('-')) continue;
    if (isNegative || side.indexOf('-') !== side.lastIndexOf('-')) return 'bad-amount';
    isNegative = true;
  }
  before = before.replace(/[-+]/g, '').trim();
  after = after
    .replace(/[-+]/g, '')
    .trim()
    .replace(/^\.$|^,$/, '');
  const currency = currencyFrom(before, after, expected, isExpectedSure);
  if (typeof currency !== 'string') return currency.fault;
  const number = splitNumber(digits, minorDigits(currency), decimal);
  if (typeof number === 'string') return number;
  const exact = toMinor(number.whole, number.decimals, minorDigits(currency));
  if (!Number.isSafeInteger(exact.minor)) return 'bad-amount';
  const minor = isNegative ? 0 - exact.minor : exact.minor;
  return exact.isRounded ? { minor, currency, isRounded: true } : { minor, currency };
}

function currencyFrom(
  before: string,
  after: string,
  expected: string | undefined,
  isExpectedSure: boolean,
): string | { readonly fault: AmountFault } {
  const words = [before, after].filter((word) => word !== '');
  let found: string | undefined;
  for (const word of words) {
    // "US $12.00 USD" and "¥12元" say one thing twice.
    const named = currencyOf(word, found ?? expected);
    if (named === undefined) {
      const isForeign = currencyOf(word, undefined) !== undefined || /^[$¥元圓]$/.test(word);
      return { fault: isForeign ? (expected === undefined ? 'no-currency' : 'other-currency') : 'bad-amount' };
    }
    if (found !== undefined && found !== named) return { fault: 'other-currency' };
    found = named;
  }
  if (found !== undefined && isExpectedSure && expected !== undefined && found !== expected)
    return { fault: 'other-currency' };
  return found ?? expected ?? { fault: 'no-currency' };
}

interface Parts {
  readonly whole: string;
  readonly decimals: string;
}

function splitNumber(text: string, digits: number, decimal: DecimalSign | undefined): Parts | AmountFault {
  const grouped = text.replace(/(?<=\d)[' ](?=\d{3}(?!\d))/g, '');
  if (/[' ]/.test(grouped)) return 'bad-amount';
  const last = Math.max(grouped.lastIndexOf('.'), grouped.lastIndexOf(','));
  if (last < 0) return { whole: grouped, decimals: '' };
  const sign = grouped.charAt(last);
  const head = grouped.slice(0, last);
  const tail = grouped.slice(last + 1);
  const other = sign === '.' ? ',' : '.';
  if (head.includes(sign)) {
    // The last sign came before: it groups, and nothing else stands between.
    return head.includes(other) || !isGrouped(grouped, sign)
      ? 'bad-amount'
      : { whole: grouped.replaceAll(sign, ''), decimals: '' };
  }
  if (head.includes(other)) {
    return isGrouped(head, other) ? { whole: head.replaceAll(other, ''), decimals: tail } : 'bad-amount';
  }
  const asDecimals = { whole: head, decimals: tail };
  const canGroup = tail.length === 3 && /^[1-9]\d{0,2}$/.test(head);
  if (!canGroup || digits === 3) return asDecimals;
  const asGroup = { whole: head + tail, decimals: '' };
  if (digits === 0) return asGroup;
  if (decimal !== undefined) return sign === decimal ? asDecimals : asGroup;
  // 1,234 with nothing else known: no currency of two decimals writes three after a comma. 1.234 may be either.
  return sign === ',' ? asGroup : 'ambiguous-amount';
}

// Groups of three; those of two are India's lakhs.
const isGrouped = (text: string, sign: string) => {
  const groups = text.split(sign);
  const [first = '', ...rest] = groups;
  const last = rest.at(-1) ?? '';
  return (
    /^\d{1,3}$/.test(first) &&
    last.length === 3 &&
    (rest.every((group) => group.length === 3) ||
      (sign === ',' && first.length < 3 && rest.slice(0, -1).every((group) => group.length === 2)))
  );
};

function toMinor(whole: string, decimals: string, digits: number): { minor: number; isRounded: boolean } {
  const kept = decimals.slice(0, digits).padEnd(digits, '0');
  const cut = decimals.slice(digits);
  const minor = Number(whole + kept);
  // Half away from zero, as shops round prices.
  return /[1-9]/.test(cut)
    ? { minor: minor + (cut.charCodeAt(0) >= 0x35 ? 1 : 0), isRounded: true }
    : { minor, isRounded: false };
}

/** How a column writes decimals, when any of its amounts says so and none contradicts. */
export function guessDecimalSign(samples: Iterable<string>): DecimalSign | undefined {
  let point = false;
  let comma = false;
  for (const sample of samples) {
    const number = /\d[\d.,' ]*/.exec(sample.normalize('NFKC'))?.[0]?.trim() ?? '';
    if (/\.\d{1,2}$|,\d{3}\.\d+$/.test(number) && number.indexOf('.') === number.lastIndexOf('.')) point = true;
    if (/,\d{1,2}$|\.\d{3},\d+$/.test(number) && number.indexOf(',') === number.lastIndexOf(',')) comma = true;
  }
  return point === comma ? undefined : point ? '.' : ',';
}
