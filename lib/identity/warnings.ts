import type { WARNINGS } from '../domain/page-context.ts';
import { type EmailKey, normaliseEmail } from './normalise-email.ts';
import { decodeLabel } from './punycode.ts';

export type Warning = (typeof WARNINGS)[number];

const LATIN = /\p{Script=Latin}/u;
const LOOK_ALIKE_SCRIPT = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u;
// Cyrillic and Greek letters drawn like Latin ones; a whole label of them reads as a Latin word (Unicode TR 39).
const LATIN_TWINS = /^[аәсԁеһіјӏոорԛгѕԝхуοαινυρ0-9-]+$/u;
const ADDRESS_IN_TEXT = /[^\s<>()"',;:[\]]+@[^\s<>()"',;:[\]]+/gu;

/**
 * Why an address deserves a second look: a domain that mixes alphabets to look like another one, or a display name that
 * is somebody else's address.
 */
export function warningsFor(email: EmailKey | undefined, name: string | undefined): Warning[] {
  if (email === undefined) return [];
  const warnings: Warning[] = [];
  if (hasMixedScripts(email.key.slice(email.key.lastIndexOf('@') + 1))) warnings.push('mixed-script-domain');
  if (name !== undefined && namesAnotherAddress(email, name)) warnings.push('name-is-another-address');
  return warnings;
}

/** Whether a label of a domain, punycode or not, mixes Latin with a script of look-alike letters, or consists of them. */
export function hasMixedScripts(domain: string): boolean {
  return domain.split('.').some((label) => {
    const text = decodeLabel(label);
    if (!LOOK_ALIKE_SCRIPT.test(text)) return false;
    return LATIN.test(text) || LATIN_TWINS.test(text);
  });
}

function namesAnotherAddress(email: EmailKey, name: string): boolean {
  const named = name.slice(0, 500).replace(/＠/g, '@').match(ADDRESS_IN_TEXT) ?? [];
  return named.some((text) => {
    const other = normaliseEmail(text);
    return other !== undefined && other.base !== email.base;
  });
}
