import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { normaliseEmail } from './normalise-email.ts';

// None of these is a top-level domain (IANA root zone, November 2026), and each is one slip of the hand from one that is.
const SLIPS: ReadonlySet<string> = new Set(
  'con comm cmo ocm vom xom cpm coom ccom come cim nett nte ent ner met orgg ogr rog cnn ccn xn edi eud gob'.split(' '),
);
const FEWEST = 7;

/** Whether no mail can be sent to an address: it is none, or its domain ends in a slip of the hand. */
export function isImpossibleEmail(address: string): boolean {
  const email = normaliseEmail(address);
  if (!email) return true;
  return SLIPS.has(email.key.slice(email.key.lastIndexOf('.') + 1));
}

/**
 * Whether nobody can be called under a number: too few digits, one digit all along, or of a length that its country does
 * not have. 137 0000 0000 is a number that people pay for.
 * @param key as lookups compare it: E.164, or `~` and digits where the country is not known
 */
export function isImpossiblePhone(key: string): boolean {
  const digits = key.replace(/\D/g, '');
  if (digits.length < FEWEST) return true;
  const parsed = key.startsWith('+') ? parsePhoneNumberFromString(key) : undefined;
  if (/^(\d)\1*$/.test(parsed?.nationalNumber ?? digits)) return true;
  return key.startsWith('+') && parsed?.isPossible() !== true;
}
