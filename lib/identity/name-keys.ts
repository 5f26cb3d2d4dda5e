import { PLAIN_LETTERS } from '../domain/plain-letters.ts';

// Names longer than this are not names; what is beyond it cannot tell two people apart.
const NAME_MAX_CHARS = 200;
const PARTS_MAX = 12;

// How the same letters are written where the keyboard lacks them (German, Scandinavian).
const SPELT: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' };

const HONORIFICS = new Set([
  'mr',
  'mrs',
  'ms',
  'miss',
  'mx',
  'dr',
  'prof',
  'sir',
  'herr',
  'frau',
  'mme',
  'mlle',
  'sr',
  'sra',
  'srta',
]);
const HAN_HONORIFIC = /(?:先生|女士|小姐|太太|老师|老師)$/u;

const HIDDEN = /[*●•○■□]/u;

// Scripts written without spaces, where a space between two parts says nothing about their order.
const JOINED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々〆]+$/u;
const JOINED_RUN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々〆]+/gu;

/**
 * The keys under which a name may be found; two names with a key in common may be one person. Empty for what names nobody:
 * an address, digits, a single character, a name with starred letters.
 * Without accents, case, punctuation, titles and remarks in brackets; parts in any order ("Smith, John" is "John Smith").
 * Spaces in Chinese, Japanese and Korean names mean nothing, and of two parts both orders count ("超 马" is 马超).
 * Traditional and simplified characters stay different.
 */
export function nameKeys(name: string): string[] {
  return keysOfParts(partsOf(name));
}

/** Whether two names may be one person's: a key in common, and no middle initial that says otherwise. */
export function sameName(a: string, b: string): boolean {
  const [first, second] = [partsOf(a), partsOf(b)];
  const keys = new Set(keysOfParts(first));
  if (!keysOfParts(second).some((key) => keys.has(key))) return false;
  const [one, other] = [initials(first), initials(second)];
  return one === '' || other === '' || one === other;
}

/** The name without what mail systems and people add to it: "Ana Souza via Garden trade", "Siobhán (Kestrel)". */
export function bareName(name: string): string {
  const text = name
    .slice(0, NAME_MAX_CHARS)
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, ' ')
    .replace(/\([^()]*\)|\[[^[\]]*\]|【[^【】]*】/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return (/^(.+?)\s+via\s+\S.*$/u.exec(text)?.[1] ?? text).replace(/^['"“”‘’]+|['"“”‘’]+$/gu, '').trim();
}

/** The parts of a name in lower case, without titles and punctuation; empty for what names nobody. */
export function partsOf(name: string): readonly string[] {
  const bare = bareName(name);
  // What is left of a starred name (张*伟, J*** S***) reads as somebody else's.
  if (bare.includes('@') || HIDDEN.test(bare)) return [];
  const parts = bare
    .toLowerCase()
    .replace(HAN_HONORIFIC, '')
    .replace(/['’‘`´]/gu, '')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((part) => part !== '')
    .slice(0, PARTS_MAX);
  const untitled = parts.filter((part) => !HONORIFICS.has(part));
  const kept = untitled.length > 0 ? untitled : parts;
  return kept.some((part) => /\p{L}/u.test(part)) ? kept : [];
}

/** The keys of a name by its parts. */
export function keysOfParts(parts: readonly string[]): string[] {
  const whole = parts.join('');
  if (JOINED.test(whole)) {
    if ([...whole].length < 2) return [];
    return parts.length === 2 ? [...new Set([whole, `${parts[1]}${parts[0]}`])] : [whole];
  }
  const keys = new Set<string>();
  for (const fold of [(part: string) => plain(part), (part: string) => plain(spelt(part))]) {
    const folded = parts.map(fold);
    addSet(keys, folded, 1);
    // "John A. Smith" is also looked for as "John Smith".
    const full = folded.filter((part) => [...part].length > 1);
    if (full.length < folded.length) addSet(keys, full, 2);
  }
  addMixed(keys, parts);
  return [...keys];
}

// "Wei Zhang 张伟" is found by either of its writings.
function addMixed(keys: Set<string>, parts: readonly string[]): void {
  const han = parts.join(' ').match(JOINED_RUN)?.join('') ?? '';
  if (han === '') return;
  if ([...han].length > 1) keys.add(han);
  addSet(
    keys,
    parts.map((part) => plain(part.replace(JOINED_RUN, ''))).filter((part) => part !== ''),
    2,
  );
}

function addSet(keys: Set<string>, parts: readonly string[], least: number): void {
  const key = [...new Set(parts)].sort().join(' ');
  if (parts.length >= least && [...key].length > 1) keys.add(key);
}

function initials(parts: readonly string[]): string {
  return parts
    .filter((part) => [...part].length === 1 && !JOINED.test(part))
    .sort()
    .join('');
}

const spelt = (part: string): string => part.normalize('NFC').replace(/[äöüøå]/g, (letter) => SPELT[letter] ?? letter);

/** A part of a name or an address in which it plays no part whether ü is written ue or u. */
export const unspelt = (part: string): string => plain(part).replace(/([aou])e/g, '$1');

// Marks are taken off Latin letters only: in Cyrillic or Devanagari they make another letter. Arabic vowel signs are optional.
/** A part of a name without accents and with special letters in plain ones. */
export function plain(part: string): string {
  return part
    .replace(/[ßæœøłđðþıħŋς]/g, (letter) => PLAIN_LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .replace(/[\u064B-\u0652\u0670\u0640]/g, '')
    .normalize('NFC');
}
