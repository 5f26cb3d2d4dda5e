import {
  type CountryCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min';

/** A phone number as lookups compare it. */
export interface PhoneKey {
  /** E.164 (`+8613900000102`), or `~` and the digits without leading zeros where the country is not known. */
  readonly key: string;
  /** For reading: international format, or as it was written. */
  readonly display: string;
}

const TAIL_DIGITS = 7;
// ITU-T E.164: at most 15 digits. Fewer than 7 are short codes and extensions, which name nobody.
const MIN_DIGITS = 7;
const MAX_DIGITS = 15;

const EXTENSION = /\s*(?:;ext=|ext\.?|extension|x|#|转|轉|分机|分機)\s*[:：]?\s*\d{1,7}\s*$/iu;
const NUMBER = /^\+?[\d\s().\-/·]+$/u;

/**
 * The key of a phone number, or undefined for what is not one: masked digits (139****0102), letters, fewer than 7 digits.
 * @param region ISO 3166 country for numbers written without a country code
 */
export function normalisePhone(text: string, region?: string): PhoneKey | undefined {
  if (text.length > 200) return undefined;
  const written = text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[‐-―−]/g, '-')
    .trim()
    .replace(/^tel:/i, '')
    .replace(EXTENSION, '')
    .trim();
  if (!NUMBER.test(written)) return undefined;
  const country = region !== undefined && isSupportedCountry(region) ? region : undefined;
  const parsed = parse(written, country) ?? (/^00[1-9]/.test(written) ? parse(`+${written.slice(2)}`) : undefined);
  if (parsed) return { key: parsed.number, display: parsed.formatInternational() };
  const digits = written.replace(/\D/g, '').replace(/^0+/, '');
  if (digits.length < MIN_DIGITS || digits.length > MAX_DIGITS || written.startsWith('+')) return undefined;
  return { key: `~${digits}`, display: written };
}

/** Whether two keys are one number. A number of unknown country equals one whose national or whole digits it has. */
export function samePhone(a: string, b: string): boolean {
  if (a === b) return true;
  const [open, full] = a.startsWith('~') ? [a, b] : [b, a];
  if (!open.startsWith('~') || !full.startsWith('+')) return false;
  const digits = open.slice(1);
  if (full.slice(1) === digits) return true;
  const national = parsePhoneNumberFromString(full)?.nationalNumber;
  return national !== undefined && national.replace(/^0+/, '') === digits;
}

/** The last 7 digits of a key: what equal numbers have in common whether or not their country is known. */
export function phoneTail(key: string): string {
  return key.replace(/\D/g, '').slice(-TAIL_DIGITS);
}

function parse(text: string, country?: CountryCode): PhoneNumber | undefined {
  const options = country === undefined ? { extract: false } : { extract: false, defaultCountry: country };
  const parsed = parsePhoneNumberFromString(text, options);
  return parsed?.isPossible() && parsed.nationalNumber.length + 1 >= MIN_DIGITS ? parsed : undefined;
}
