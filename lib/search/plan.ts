import { nameReadings } from '../text/pinyin.ts';
import { nationalDigits } from './doc-terms.ts';
import type { MaskedNumber, QueryPart } from './query.ts';
import { pairShelf, runShelf, type ShelfFamily } from './shelves.ts';
import { GRAM, HEAD, MARK, MASKED, SPACE, type Space, termKey, WHOLE_MAX, WORD_MAX } from './term.ts';

/** A shelf, of which family. */
export type Shelf = readonly [family: ShelfFamily, shelf: number];

/** Terms that a document must all hold, and what it is worth when it does. */
export interface Lookup {
  readonly keys: readonly Uint8Array[];
  /** Shelves that must all hold it, likewise. */
  readonly shelves: readonly Shelf[];
  /** The one key is the beginning of a term. */
  readonly isPrefix: boolean;
  /** 1 to 255; of several lookups the best counts. */
  readonly worth: number;
}

/** How much a match is worth before its text is looked at. What is misspelt is worth less than anything that is not. */
export const WORTH = { misspelt: 30, far: 24, sameSound: 34 } as const;

// In the order of rank: a whole name, its beginning, a word of it, the beginning of a word; initials; other fields.
const NAME = { whole: 200, wholePrefix: 165, word: 150, prefix: 120, initials: 118, initialsPrefix: 90 };
const FIELDS: readonly (readonly [space: Space, exact: number, prefix: number])[] = [
  [SPACE.company, 112, 104],
  [SPACE.identity, 108, 98],
  [SPACE.tag, 86, 80],
];
const NOTE = { word: 50, prefix: 45 };
const PHONE = { tail: 106, head: 96, inner: 92, other: 60 };
const ORDER = 70;
const GRAMS_MAX = 8;
const SAME_TAIL = 9;
/** No number and no account is longer. */
const NUMBER_MAX = 64;

const one = (space: Space, text: string, worth: number, isPrefix = false): Lookup => ({
  keys: [termKey(space, text)],
  shelves: [],
  isPrefix,
  worth,
});
const all = (keys: readonly Uint8Array[], worth: number, shelves: readonly Shelf[] = []): Lookup => ({
  keys,
  shelves,
  isPrefix: false,
  worth,
});

/** Where to look for a part of a query. */
export function lookupsOf(part: QueryPart): Lookup[] {
  return part.isUnspaced ? unspacedLookups(part.text) : wordLookups(part.text);
}

function wordLookups(text: string): Lookup[] {
  const word = text.slice(0, WORD_MAX);
  const lookups = wholeLookups(text);
  lookups.push(one(SPACE.name, word, NAME.word), one(SPACE.name, word, NAME.prefix, true));
  if (/^[a-z]{2,6}$/.test(text))
    lookups.push(one(SPACE.initials, text, NAME.initials), one(SPACE.initials, text, NAME.initialsPrefix, true));
  for (const [space, exact, prefix] of FIELDS) lookups.push(one(space, word, exact), one(space, word, prefix, true));
  lookups.push(one(SPACE.note, word, NOTE.word), one(SPACE.note, word, NOTE.prefix, true));
  return [...lookups, ...numberLookups(text)];
}

/** Runs of four in phones, accounts and order numbers. */
function numberLookups(text: string): Lookup[] {
  if (text.length > NUMBER_MAX) return [];
  const isNumber = /^\d+$/.test(text);
  if (text.length < GRAM) {
    if (!isNumber) return [];
    const lookups = [one(SPACE.digits, MARK + text, PHONE.head, true)];
    if (text.length === HEAD) lookups.push(all([], PHONE.inner, gramsOf('digits', text)));
    return lookups;
  }
  const lookups = [all([], ORDER, gramsOf('orders', text)), all([], PHONE.inner, gramsOf('digits', text))];
  if (!isNumber) return lookups;
  const tail = termKey(SPACE.digits, text.slice(-GRAM) + MARK);
  lookups.push(all([tail], PHONE.tail, gramsOf('digits', text)));
  // Written with and without the prefixes of country and trunk, a number ends alike.
  if (text.length > SAME_TAIL) lookups.push(all([tail], PHONE.other + 40, gramsOf('digits', text.slice(-SAME_TAIL))));
  if (text.length > 6) lookups.push(maskedLookup({ head: nationalDigits(text), tail: text }));
  return lookups;
}

/** Numbers on file with hidden digits that a whole number fits. */
const maskedLookup = ({ head, tail }: MaskedNumber): Lookup =>
  all(
    [
      termKey(SPACE.digits, MASKED),
      termKey(SPACE.digits, MARK + head.slice(0, HEAD)),
      termKey(SPACE.digits, tail.slice(-GRAM) + MARK),
    ],
    PHONE.other,
  );

/** Where to look for a number typed with hidden digits. */
export function maskedLookups({ head, tail }: MaskedNumber): Lookup[] {
  const keys: Uint8Array[] = [];
  if (head.length >= HEAD) keys.push(termKey(SPACE.digits, MARK + nationalDigits(head).slice(0, HEAD)));
  if (tail.length >= GRAM) keys.push(termKey(SPACE.digits, tail.slice(-GRAM) + MARK));
  return [all(keys, PHONE.tail)];
}

function unspacedLookups(text: string): Lookup[] {
  const lookups = wholeLookups(text);
  if (text.length === 1) {
    lookups.push(one(SPACE.name, text, NAME.prefix, true));
    for (const [space, , prefix] of FIELDS) lookups.push(one(space, text, prefix, true));
    return lookups;
  }
  const pairs = spread(text.length - 1).map((at) => text.slice(at, at + 2));
  lookups.push(
    all(
      pairs.map((pair) => termKey(SPACE.name, pair)),
      NAME.prefix,
    ),
  );
  for (const [space, , prefix] of FIELDS)
    lookups.push(
      all(
        pairs.map((pair) => termKey(space, pair)),
        prefix,
      ),
    );
  const shelves = pairs.map((pair): Shelf => ['pairs', pairShelf(pair.charCodeAt(0), pair.charCodeAt(1))]);
  lookups.push(all([], NOTE.word, shelves));
  if (text.length >= GRAM) lookups.push(all([], PHONE.inner, gramsOf('digits', text)));
  return lookups;
}

/** Where whole names stand, and names that begin so. */
function wholeLookups(text: string): Lookup[] {
  if (text.length > WHOLE_MAX) return [];
  return [one(SPACE.name, MARK + text + MARK, NAME.whole), one(SPACE.name, MARK + text, NAME.wholePrefix, true)];
}

/** Names that sound like this one: 张玮 for 张伟. */
export function soundLookups({ text, isUnspaced }: QueryPart): Lookup[] {
  if (!isUnspaced || text.length < 2 || text.length > 6) return [];
  return nameReadings(text).map(({ surname, given }) =>
    one(SPACE.name, `${MARK}${[...surname, ...given].join('')}${MARK}`, WORTH.sameSound),
  );
}

function gramsOf(family: ShelfFamily, text: string): Shelf[] {
  const units = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  return spread(Math.max(1, text.length - GRAM + 1)).map((at) => [
    family,
    runShelf(units, at, Math.min(text.length, at + GRAM)),
  ]);
}

/** Up to eight places out of so many, the first and the last among them. */
function spread(count: number): number[] {
  if (count <= GRAMS_MAX) return Array.from({ length: count }, (_, at) => at);
  return Array.from({ length: GRAMS_MAX }, (_, nth) => Math.round((nth * (count - 1)) / (GRAMS_MAX - 1)));
}
