import { composed, foldWithOrigin, isUnspaced } from '../text/fold.ts';
import { nameReadings } from '../text/pinyin.ts';
import { nationalDigits, phoneParts } from './doc-terms.ts';
import type { FieldKind, SearchField } from './document.ts';
import { editsAllowed, editsBetween } from './fuzzy.ts';
import { type NamePiece, nameTerms } from './name-terms.ts';
import type { MaskedNumber, QueryPart } from './query.ts';
import { GRAM } from './term.ts';

/** From and to, in the text that it is a range of. */
export type Range = readonly [from: number, to: number];

/** How well a field answers a part of a query, 0 to 1, and where. */
export interface PartMatch {
  readonly quality: number;
  /** Of the text as it was given. */
  readonly ranges: readonly Range[];
}

/** A field made ready for comparing. */
export interface Prepared {
  readonly kind: FieldKind;
  readonly text: string;
  readonly folded: string;
  readonly origin: Uint32Array | undefined;
}

// Exact before prefix before word before misspelt.
const QUALITY = {
  exact: 1,
  start: 0.9,
  end: 0.86,
  word: 0.8,
  wordStart: 0.7,
  initials: 0.68,
  initialsStart: 0.6,
  inner: 0.55,
  alike: 0.5,
  sameSound: 0.28,
  misspelt: 0.25,
  far: 0.2,
};
const RANGES_MAX = 6;
const SAME_TAIL = 9;

export function prepare({ kind, text }: SearchField): Prepared {
  const whole = composed(text);
  const { text: folded, origin } = foldWithOrigin(whole);
  return { kind, text: whole, folded, origin };
}

/** How a field answers a part of a query. @param isLoose misspelt words and names that sound alike count too */
export function matchPart(field: Prepared, part: QueryPart, isLoose: boolean): PartMatch | undefined {
  if (field.kind === 'phone') return part.isUnspaced ? undefined : matchPhone(field, part.text);
  const found = [inText(field, part)];
  if (field.kind === 'order' || field.kind === 'account' || field.kind === 'email')
    found.push(packed(field, part.text));
  if (field.kind === 'name') found.push(inName(field, part));
  const match = better(found);
  if (match || !isLoose) return match;
  return field.kind === 'name' || field.kind === 'company' || field.kind === 'email' ? loosely(field, part) : undefined;
}

const better = (matches: readonly (PartMatch | undefined)[]): PartMatch | undefined =>
  matches.reduce((a, b) => (a && b ? (b.quality > a.quality ? b : a) : (a ?? b)), undefined);

function inText(field: Prepared, { text, isUnspaced: unspaced }: QueryPart): PartMatch | undefined {
  const { folded } = field;
  let quality = 0;
  const ranges: Range[] = [];
  const start = folded.length - folded.trimStart().length;
  for (let at = folded.indexOf(text); at >= 0; at = folded.indexOf(text, at + 1)) {
    const to = at + text.length;
    let here: number;
    if (at === start && folded.trimEnd().length === to) here = QUALITY.exact;
    else if (unspaced) here = at === start ? QUALITY.start : QUALITY.word;
    else {
      if (at > 0 && !isEdge(folded.charCodeAt(at - 1))) continue;
      const isWord = to === folded.length || isEdge(folded.charCodeAt(to));
      here = at === start ? QUALITY.start : isWord ? QUALITY.word : QUALITY.wordStart;
    }
    quality = Math.max(quality, here);
    if (ranges.length < RANGES_MAX) ranges.push(original(field, at, to));
  }
  return quality > 0 ? { quality, ranges } : undefined;
}

/** Every place of folded text in a field, whatever stands around it. */
export function foldedRanges(field: Prepared, text: string): Range[] {
  const ranges: Range[] = [];
  for (
    let at = field.folded.indexOf(text);
    at >= 0 && ranges.length < RANGES_MAX;
    at = field.folded.indexOf(text, at + text.length)
  )
    ranges.push(original(field, at, at + text.length));
  return ranges;
}

const isEdge = (unit: number): boolean => unit === 32 || isUnspaced(unit);

/** Compares without what stands between letters and digits: numbers by any part, addresses by their beginning. */
function packed(field: Prepared, text: string): PartMatch | undefined {
  let pack = '';
  const places: number[] = [];
  for (let at = 0; at < field.folded.length && field.text[at] !== '@'; at++) {
    if (field.folded[at] === ' ') continue;
    pack += field.folded[at];
    places.push(at);
  }
  const at = pack.indexOf(text);
  if (at < 0) return undefined;
  const to = at + text.length;
  let quality: number;
  if (field.kind === 'email') {
    if (at > 0) return undefined;
    quality = QUALITY.wordStart;
  } else if (text.length < GRAM && pack !== text) return undefined;
  else
    quality =
      at === 0
        ? to === pack.length
          ? QUALITY.exact
          : QUALITY.start
        : to === pack.length
          ? QUALITY.end
          : QUALITY.inner;
  return { quality, ranges: [original(field, places[at] ?? 0, (places[to - 1] ?? 0) + 1)] };
}

function inName(field: Prepared, { text, isUnspaced: unspaced }: QueryPart): PartMatch | undefined {
  let quality = 0;
  let pieces: readonly NamePiece[] = [];
  nameTerms(field.folded, (kind, all) => {
    const whole = all.reduce((text, piece) => text + piece.text, '');
    if (!whole.startsWith(text)) return;
    if (unspaced !== isUnspaced(whole.charCodeAt(0))) return;
    const isWhole = whole.length === text.length;
    const here =
      kind === 'whole'
        ? isWhole
          ? QUALITY.exact
          : QUALITY.start
        : kind === 'word'
          ? isWhole
            ? QUALITY.word
            : QUALITY.wordStart
          : isWhole
            ? QUALITY.initials
            : QUALITY.initialsStart;
    if (kind === 'initials' && text.length < 2) return;
    if (here <= quality) return;
    quality = here;
    pieces = all;
  });
  return quality > 0 ? { quality, ranges: pieceRanges(field, pieces, text.length) } : undefined;
}

/** What of the name the first letters of its pieces stand for. */
function pieceRanges(field: Prepared, pieces: readonly NamePiece[], letters: number): Range[] {
  const ranges: Range[] = [];
  let left = letters;
  for (const { text, from, to } of pieces) {
    if (left <= 0) break;
    const length = text.length === to - from ? Math.min(left, to - from) : to - from;
    ranges.push(original(field, from, from + length));
    left -= text.length;
  }
  return ranges;
}

function loosely(field: Prepared, part: QueryPart): PartMatch | undefined {
  if (part.isUnspaced) return field.kind === 'name' ? alikeInSound(field, part.text) : undefined;
  const most = editsAllowed(part.text.length);
  if (most === 0) return undefined;
  let least = most + 1;
  let ranges: Range[] = [];
  const compare = (word: string, of: () => Range[]): void => {
    const edits = editsBetween(part.text, word, most);
    if (edits >= least) return;
    least = edits;
    ranges = of();
  };
  for (const { 0: word, index } of field.folded.matchAll(/[^ ]+/g))
    compare(word, () => [original(field, index, index + word.length)]);
  if (field.kind === 'name')
    nameTerms(field.folded, (kind, pieces) => {
      if (kind === 'initials') return;
      const whole = pieces.reduce((text, piece) => text + piece.text, '');
      compare(whole, () => pieceRanges(field, pieces, whole.length));
    });
  if (field.kind === 'email') {
    const local = field.folded.slice(0, Math.max(0, field.text.lastIndexOf('@')));
    compare(local.replaceAll(' ', ''), () => [original(field, 0, local.length)]);
  }
  return least > most ? undefined : { quality: least === 1 ? QUALITY.misspelt : QUALITY.far, ranges };
}

function alikeInSound(field: Prepared, text: string): PartMatch | undefined {
  const name = field.folded.trim();
  if (name.length !== text.length) return undefined;
  const spoken = (han: string): string[] =>
    nameReadings(han).map(({ surname, given }) => [...surname, ...given].join(''));
  const wanted = new Set(spoken(text));
  if (!spoken(name).some((sound) => sound !== '' && wanted.has(sound))) return undefined;
  return { quality: QUALITY.sameSound, ranges: [[0, field.text.length]] };
}

function matchPhone(field: Prepared, text: string): PartMatch | undefined {
  if (!/^\d+$/.test(text)) return undefined;
  const { head, tail, isMasked } = phoneParts(field.text);
  const whole: Range[] = [[0, field.text.length]];
  if (isMasked) {
    if (text === head || text === tail) return { quality: QUALITY.word, ranges: whole };
    if (text.length >= GRAM && tail.endsWith(text)) return { quality: QUALITY.end, ranges: whole };
    if (head.startsWith(text)) return { quality: QUALITY.start, ranges: whole };
    const fits =
      text.length > 6 && nationalDigits(text).startsWith(nationalDigits(head)) && tail !== '' && text.endsWith(tail);
    return fits ? { quality: QUALITY.alike, ranges: whole } : undefined;
  }
  const national = nationalDigits(head);
  const skipped = head.length - national.length;
  let at = national.startsWith(text) ? skipped : head.startsWith(text) ? 0 : -1;
  let quality =
    at < 0 ? 0 : text.length === national.length || text.length === head.length ? QUALITY.exact : QUALITY.start;
  if (at < 0 && text.length >= GRAM) {
    at = head.endsWith(text) ? head.length - text.length : head.indexOf(text);
    quality = at < 0 ? 0 : at + text.length === head.length ? QUALITY.end : QUALITY.inner;
  }
  if (at >= 0) return { quality, ranges: [digitRange(field.text, at, at + text.length)] };
  const isSameTail = text.length > SAME_TAIL && head.endsWith(text.slice(-SAME_TAIL));
  return isSameTail ? { quality: QUALITY.alike, ranges: whole } : undefined;
}

/** How a phone number answers one typed with hidden digits. */
export function matchMasked(field: Prepared, { head, tail }: MaskedNumber): PartMatch | undefined {
  if (field.kind !== 'phone') return undefined;
  const own = phoneParts(field.text);
  const begins = [own.head, nationalDigits(own.head)].some((digits) => digits.startsWith(nationalDigits(head)));
  const ends = (own.isMasked ? own.tail : own.head).endsWith(tail);
  if (!begins || !ends) return undefined;
  return { quality: own.isMasked ? QUALITY.exact : QUALITY.end, ranges: [[0, field.text.length]] };
}

/** The range of text in which digits stand, counted among digits. */
function digitRange(text: string, from: number, to: number): Range {
  const places = Array.from(text.matchAll(/\p{Nd}/gu), ({ index }) => index);
  return [places[from] ?? 0, (places[to - 1] ?? text.length - 1) + 1];
}

/** A range of folded text as one of the text itself. */
function original({ origin }: Prepared, from: number, to: number): Range {
  if (!origin || to <= from) return [from, to];
  // Up to the beginning of the next letter: what was dropped after a letter belongs to it.
  return [origin[from] ?? 0, origin[to] ?? 0];
}
