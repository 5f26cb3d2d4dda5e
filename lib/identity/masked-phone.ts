import { nationalDigits } from './calling-codes.ts';

/** A phone number of which some digits are hidden. */
export interface MaskedPhone {
  /**
   * `+` (with its country code) or `~` (without), then the digits with `*` for each hidden one. A single `%` stands for
   * hidden digits of unknown number.
   */
  readonly key: string;
  /** As it was written. */
  readonly display: string;
}

// ITU-T E.164: at most 15 digits. With fewer than four known ones a tenth of a file would fit.
const MAX_DIGITS = 15;
const MIN_KNOWN = 4;
// The shortest whole number that a shop prints; what is shorter was shortened by its mask.
const MIN_WRITTEN = 10;

const MASK = /[*•●○◦∙⋆✱✻×☓■□▪█?]/gu;
const LETTER_MASK = /(?<=[\d\s()*-])x{2,}(?=[\d\s()*-]|$)|^x{2,}(?=[\d\s()*-])/giu;
// Three or more of what otherwise parts digits: 138----1234, 138....1234, 138····1234.
const LINE_MASK = /[-_.·#]{3,}/gu;

/**
 * The key of a phone number with hidden digits (138****1234, 138＊＊＊＊1234, 138xxxx1234, (***) ***-1234, 186****1), or
 * undefined for what is none: no digit hidden, fewer than 4 known, other letters.
 * A country code is taken only after a plus sign or 00: a masked number cannot be checked against a country's plan.
 */
export function normaliseMaskedPhone(text: string): MaskedPhone | undefined {
  if (text.length > 60) return undefined;
  const display = text.trim();
  const plain = display
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[‐-―−]/g, '-')
    .replace(/^tel:/i, '');
  const hasEllipsis = /\.{3}/.test(plain) && !/\.{4}/.test(plain);
  const masked = plain
    .replace(MASK, '*')
    .replace(LETTER_MASK, (run) => '*'.repeat(run.length))
    .replace(LINE_MASK, (run) => (run === '...' ? '%' : '*'.repeat(run.length)))
    .replace(/[\s().\-/·]/g, '');
  const [, sign = '', pattern = ''] = /^(\+|00(?=[1-9]))?([\d*%]+)$/.exec(masked) ?? [];
  const known = pattern.replace(/\D/g, '').length;
  if (known < MIN_KNOWN || known === pattern.length || pattern.length > MAX_DIGITS) return undefined;
  if (hasEllipsis && pattern.split('%').length > 2) return undefined;
  return { key: `${sign === '' ? '~' : '+'}${withOpenMask(pattern, sign !== '')}`, display };
}

/** A run of asterisks may be shorter than what it hides: then its length says nothing. */
function withOpenMask(pattern: string, hasCountry: boolean): string {
  const runs = pattern.match(/[*%]+/g) ?? [];
  if (runs.length !== 1 || pattern.includes('%')) return pattern.replace(/\*?%\*?/, '%');
  // No number of ten digits begins with 1[3-9] (North American area codes begin with 2 to 9): a Chinese mobile cut short.
  const isShortMobile = /^1[3-9]/.test(pattern) && pattern.length < 11;
  const isShort = pattern.length < MIN_WRITTEN || isShortMobile;
  return isShort && !hasCountry ? pattern.replace(/\*+/, '%') : pattern;
}

/** The digits that may stand behind a phone key (`+` E.164 or `~` digits), with and without its country code. */
export function phoneForms(key: string): readonly string[] {
  return key.startsWith('+') ? [nationalDigits(key), key.slice(1)] : [key.replace(/\D/g, '')];
}

/**
 * Whether the number behind a phone key has the digits that a masked key shows, where it shows them.
 * That it fits does not make it the number: 138****1234 has ten thousand of them.
 */
export function matchesMasked(maskedKey: string, phoneKey: string): boolean {
  const pattern = maskedKey.slice(1);
  if (maskedKey.startsWith('+') && phoneKey.startsWith('+')) return fits(pattern, phoneKey.slice(1));
  // A number of unknown country is written without its code, and the pattern perhaps with it.
  if (maskedKey.startsWith('+')) return endsWithin(pattern, phoneKey.slice(1));
  return phoneForms(phoneKey).some((digits) => fits(pattern, digits));
}

function endsWithin(pattern: string, digits: string): boolean {
  return [1, 2, 3].some((code) => /^\d+$/.test(pattern.slice(0, code)) && fits(pattern.slice(code), digits));
}

function fits(pattern: string, digits: string): boolean {
  const open = pattern.indexOf('%');
  if (open >= 0) {
    const [head, tail] = [pattern.slice(0, open), pattern.slice(open + 1)];
    // At least two hidden digits, as any mask has.
    if (digits.length < Math.max(pattern.length + 1, MIN_WRITTEN)) return false;
    return samePlaces(head, digits.slice(0, head.length)) && samePlaces(tail, digits.slice(-tail.length));
  }
  return pattern.length === digits.length && samePlaces(pattern, digits);
}

function samePlaces(pattern: string, digits: string): boolean {
  for (let at = 0; at < pattern.length; at++) {
    if (pattern[at] !== '*' && pattern[at] !== digits[at]) return false;
  }
  return true;
}

/** Whether two masked keys may hide one number: no place where both show a digit and differ. Needs equal lengths. */
export function maskedCompatible(a: string, b: string): boolean {
  if (a === b) return true;
  if (a.startsWith('+') && b.startsWith('+')) return agree(a.slice(1), b.slice(1));
  return agree(nationalPattern(a), nationalPattern(b)) || agree(a.slice(1), b.slice(1));
}

function agree(first: string, second: string): boolean {
  if (first.length !== second.length || first.includes('%') || second.includes('%')) return false;
  for (let at = 0; at < first.length; at++) {
    if (first[at] !== '*' && second[at] !== '*' && first[at] !== second[at]) return false;
  }
  return true;
}

const nationalPattern = (maskedKey: string): string =>
  maskedKey.startsWith('+') ? nationalDigits(maskedKey) : maskedKey.slice(1);

/** The first three digits without a country code and the last four, what most masks show; undefined where one is hidden. */
export function maskedFrame(maskedKey: string): string | undefined {
  const [, head, tail] = /^(\d{3})\d*[*%].*?(\d{4})$/.exec(nationalPattern(maskedKey)) ?? [];
  return head === undefined ? undefined : `${head}${tail}`;
}

/**
 * How rarely a number fits a masked key by chance: log2 of one in so many. A known digit is one in ten; the first three
 * together, an operator's or a region's, are shared by about one number in forty.
 */
export function maskedBits(maskedKey: string): number {
  const pattern = nationalPattern(maskedKey);
  const head = /^\d*/.exec(pattern)?.[0].length ?? 0;
  const known = pattern.replace(/\D/g, '').length;
  const headBits = Math.min(head, 3) * (Math.log2(40) / 3);
  return headBits + (known - Math.min(head, 3)) * Math.log2(10);
}

/** The last four digits of a masked key, what it can be looked up by beside a name; undefined where one is hidden. */
export function maskedTail(maskedKey: string): string | undefined {
  return /\d{4}$/.exec(maskedKey)?.[0];
}
