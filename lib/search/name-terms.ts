import { GAP, isUnspaced, stringOf } from '../text/fold.ts';
import { eachReading } from '../text/pinyin.ts';

/** A part of a name: how it is spelt, and what of the folded name it stands for. */
export interface NamePiece {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

export const NAME_TERMS = ['word', 'whole', 'initials'] as const;
export type NameTermKind = (typeof NAME_TERMS)[number];

/** Takes one way to type a name, or a part of it: the pieces one after another. */
export type OnNameTerm = (kind: NameTermKind, pieces: readonly NamePiece[]) => void;

/** One way to type a name, as numbers: a piece is `PIECE` of them. The next one takes its place. */
export interface Spelling {
  /** Folded code units, of which the pieces say where they are spelt. */
  readonly units: Uint16Array;
  readonly row: Uint32Array;
  /** Pieces in the row. */
  readonly length: number;
}
export type OnSpelling = (kind: NameTermKind, spelling: Spelling) => void;

/** Numbers of a piece, from the first: where its spelling begins and ends, and what of the name it stands for. */
export const PIECE = 4;
export const BEGIN = 0;
export const END = 1;
const FROM = 2;
const TO = 3;

const PIECES_MAX = 12;
// Longer runs are no names but firms or remarks: they are read, not reversed.
const HAN_NAME_MAX = 6;
const LETTERS_MAX = 8;

/**
 * Every way a name is typed besides its own words: whole, reversed, run together, in pinyin with the surname first or
 * last, as initials, and as the surname with initials.
 * @param folded the name as `fold` gives it
 */
export function nameTerms(folded: string, onTerm: OnNameTerm): void {
  const name = new Uint16Array(folded.length);
  for (let at = 0; at < name.length; at++) name[at] = folded.charCodeAt(at);
  nameSpellings(name, name.length, (kind, { units, row, length }) => {
    const pieces: NamePiece[] = [];
    for (let at = 0; at < length * PIECE; at += PIECE) {
      const text = stringOf(units, row[at + BEGIN] as number, row[at + END] as number);
      pieces.push({ text, from: row[at + FROM] as number, to: row[at + TO] as number });
    }
    onTerm(kind, pieces);
  });
}

// Used again for each name. Spelt is the name itself, and after it the syllables of a reading.
let spelt = new Uint16Array(256);
const pieces = new Uint32Array(PIECES_MAX * 3 * PIECE);
const WORDS = 0;
const RUNS = PIECES_MAX;
const SYLLABLES = PIECES_MAX * 2;
const spelling = { units: spelt, row: new Uint32Array(PIECES_MAX * PIECE), length: 0 };
/** The characters of a run, and where in the name each stands. */
const han = new Uint16Array(PIECES_MAX);
const places = new Uint32Array(PIECES_MAX);

/** The same for a folded name in code units, with nothing made that is not kept. */
export function nameSpellings(name: Uint16Array, length: number, onSpelling: OnSpelling): void {
  if (spelt.length < length + PIECES_MAX * LETTERS_MAX) {
    spelt = new Uint16Array(length * 2 + PIECES_MAX * LETTERS_MAX);
    spelling.units = spelt;
  }
  for (let at = 0; at < length; at++) spelt[at] = name[at] as number;
  spelling.length = 0;
  const { words, runs } = takeApart(length);
  if (words > 0) spacedTerms(words, onSpelling);
  if (runs === 2 && words === 0) {
    // "超 马": of two parts either may be the surname.
    for (const [surname, given] of [
      [RUNS, RUNS + 1],
      [RUNS + 1, RUNS],
    ] as const) {
      put(surname);
      put(given);
      give('whole', onSpelling);
    }
    readTerms(RUNS, RUNS + 1, length, onSpelling);
    readTerms(RUNS + 1, RUNS, length, onSpelling);
    return;
  }
  for (let run = RUNS; run < RUNS + runs; run++) {
    put(run);
    give('whole', onSpelling);
    readTerms(run, undefined, length, onSpelling);
  }
}

function spacedTerms(words: number, onSpelling: OnSpelling): void {
  const last = WORDS + words - 1;
  putAll(WORDS, last + 1);
  give('whole', onSpelling);
  if (words === 1) return;
  put(last);
  putAll(WORDS, last);
  give('whole', onSpelling);
  if (words > 2) {
    put(WORDS);
    put(last);
    give('whole', onSpelling);
    put(last);
    put(WORDS);
    give('whole', onSpelling);
    // "Garcia Lopez, Ana" is written with the given name last.
    putAll(WORDS + 1, last + 1);
    put(WORDS);
    give('whole', onSpelling);
  }
  putAll(WORDS, last + 1, true);
  give('initials', onSpelling);
  put(last, true);
  putAll(WORDS, last, true);
  give('initials', onSpelling);
}

/** @param run that leads @param after it, if any @param used of what is spelt */
function readTerms(run: number, after: number | undefined, used: number, onSpelling: OnSpelling): void {
  const first = charactersOf(run, 0);
  const length = after === undefined ? first : charactersOf(after, first);
  if (length > PIECES_MAX) return;
  eachReading(han, length, (syllables, surnames) => {
    let end = used;
    for (let nth = 0; nth < syllables.length; nth++) {
      const syllable = syllables[nth] as string;
      const begin = end;
      for (let at = 0; at < syllable.length; at++) spelt[end++] = syllable.charCodeAt(at);
      const place = places[nth] as number;
      piece(SYLLABLES + nth, begin, end, place, place + 1);
      if (end === begin) continue;
      put(SYLLABLES + nth);
      give('word', onSpelling);
    }
    const given = SYLLABLES + surnames;
    const to = SYLLABLES + syllables.length;
    putAll(SYLLABLES, to);
    give('whole', onSpelling);
    if (given === to || syllables.length > HAN_NAME_MAX) return;
    putAll(given, to);
    putAll(SYLLABLES, given);
    give('whole', onSpelling);
    putAll(SYLLABLES, given);
    putAll(given, to, true);
    give('word', onSpelling);
    putAll(SYLLABLES, to, true);
    give('initials', onSpelling);
    putAll(given, to, true);
    putAll(SYLLABLES, given, true);
    give('initials', onSpelling);
  });
}

/** Writes the characters of a run to a place among the characters. Gives the place after them, which may be too far. */
function charactersOf(run: number, to: number): number {
  const begin = pieces[run * PIECE + BEGIN] as number;
  const end = pieces[run * PIECE + END] as number;
  for (let at = begin; at < end && to + at - begin < PIECES_MAX; at++) {
    han[to + at - begin] = spelt[at] as number;
    places[to + at - begin] = at;
  }
  return to + end - begin;
}

/** The words of the name, and its runs of characters that are written without spaces, as pieces. */
function takeApart(length: number): { readonly words: number; readonly runs: number } {
  let words = 0;
  let runs = 0;
  for (let from = 0; from < length && words + runs < PIECES_MAX; ) {
    if (spelt[from] === GAP) {
      from += 1;
      continue;
    }
    const unspaced = isUnspaced(spelt[from] as number);
    let to = from + 1;
    while (to < length && spelt[to] !== GAP && isUnspaced(spelt[to] as number) === unspaced) to += 1;
    piece(unspaced ? RUNS + runs++ : WORDS + words++, from, to, from, to);
    from = to;
  }
  return { words, runs };
}

function piece(at: number, begin: number, end: number, from: number, to: number): void {
  pieces[at * PIECE + BEGIN] = begin;
  pieces[at * PIECE + END] = end;
  pieces[at * PIECE + FROM] = from;
  pieces[at * PIECE + TO] = to;
}

/** Puts a piece, or its first letter, at the end of the row. */
function put(piece: number, isInitial = false): void {
  const { row } = spelling;
  const to = spelling.length++ * PIECE;
  const begin = pieces[piece * PIECE + BEGIN] as number;
  const end = pieces[piece * PIECE + END] as number;
  row[to + BEGIN] = begin;
  row[to + END] = isInitial ? Math.min(begin + 1, end) : end;
  row[to + FROM] = pieces[piece * PIECE + FROM] as number;
  row[to + TO] = pieces[piece * PIECE + TO] as number;
}

function putAll(from: number, to: number, isInitial = false): void {
  for (let piece = from; piece < to; piece++) put(piece, isInitial);
}

function give(kind: NameTermKind, onSpelling: OnSpelling): void {
  onSpelling(kind, spelling);
  spelling.length = 0;
}
