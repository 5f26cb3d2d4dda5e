import { type FoldBuffer, foldBuffer, foldInto, GAP, isUnspaced, stringOf } from '../text/fold.ts';
import { putText } from '../text/utf8.ts';
import { type ByteSink, reserve } from './bytes.ts';
import type { FieldKind, SearchField } from './document.ts';
import { type Lists, note } from './lists.ts';
import { BEGIN, END, nameSpellings, PIECE } from './name-terms.ts';
import { addTerm, type Postings } from './postings.ts';
import { pairShelf, runShelf, type ShelfFamily } from './shelves.ts';
import { GRAM, HEAD, MARK, MASKED, SPACE, type Space, WHOLE_MAX, WORD_MAX } from './term.ts';

/** Takes what the document that is being read may be found by. */
export interface TermSink {
  readonly postings: Postings;
  readonly shelves: Readonly<Record<ShelfFamily, Lists>>;
}

const WORD_SPACE: Readonly<Record<FieldKind, Space | undefined>> = {
  name: SPACE.name,
  company: SPACE.company,
  email: SPACE.identity,
  account: SPACE.identity,
  phone: undefined,
  tag: SPACE.tag,
  custom: SPACE.tag,
  order: undefined,
  note: SPACE.note,
  other: SPACE.note,
};

const folded: FoldBuffer = foldBuffer();
const packed = new Uint16Array(256);
const MARK_UNIT = MARK.charCodeAt(0);
const MASKED_UNITS = Uint16Array.of(MASKED.charCodeAt(0));
// Longer numbers are no numbers; the rest is compared in the text.
const NUMBER_MAX = 64;

/** Gives every term of a field. @param kept takes its text as it is to be kept: composed */
export function fieldTerms({ kind, text: given }: SearchField, sink: TermSink, kept: ByteSink): void {
  if (kind === 'phone') {
    putText(kept, given);
    phoneTerms(given, sink);
    return;
  }
  const start = kept.length;
  foldInto(given, folded, undefined, kept);
  const text = folded.isDecomposed ? given.normalize('NFC') : given;
  if (text !== given) {
    kept.length = start;
    reserve(kept, text.length * 3);
    foldInto(text, folded, undefined, kept);
  }
  const { units, length } = folded;
  if (kind === 'order' || kind === 'account')
    grams(kind === 'order' ? sink.shelves.orders : sink.shelves.digits, packed, 0, pack(units, length));
  const space = WORD_SPACE[kind];
  if (space !== undefined) words(space, units, length, sink);
  if (kind === 'email') localTerm(text, units, length, sink);
  if (kind === 'name') wholeNameTerms(units, length, sink);
}

function wholeNameTerms(name: Uint16Array, nameLength: number, sink: TermSink): void {
  nameSpellings(name, nameLength, (kind, { units, row, length: pieces }) => {
    let length = kind === 'whole' ? 1 : 0;
    for (let at = 0; at < pieces * PIECE; at += PIECE) {
      const end = row[at + END] as number;
      const begin = row[at + BEGIN] as number;
      if (length + end - begin > WHOLE_MAX) return;
      for (let from = begin; from < end; from++) packed[length++] = units[from] as number;
    }
    if (kind === 'initials') addTerm(sink.postings, SPACE.initials, packed, 0, length);
    else if (kind === 'word') addTerm(sink.postings, SPACE.name, packed, 0, Math.min(length, WORD_MAX));
    else {
      packed[0] = MARK_UNIT;
      packed[length] = MARK_UNIT;
      addTerm(sink.postings, SPACE.name, packed, 0, length + 1);
    }
  });
}

/** The words of a folded text, and the pairs of scripts without spaces; of the last character of a run, itself. */
function words(space: Space, units: Uint16Array, length: number, sink: TermSink): void {
  let at = 0;
  while (at < length) {
    const unit = units[at] as number;
    if (unit === GAP) {
      at += 1;
      continue;
    }
    if (isUnspaced(unit)) {
      if (space === SPACE.note) {
        let first = unit;
        for (at += 1; at < length; at++) {
          const second = units[at] as number;
          if (!isUnspaced(second)) break;
          note(sink.shelves.pairs, pairShelf(first, second));
          first = second;
        }
        continue;
      }
      while (at + 1 < length && isUnspaced(units[at + 1] as number)) {
        addTerm(sink.postings, space, units, at, at + 2);
        at += 1;
      }
      addTerm(sink.postings, space, units, at, at + 1);
      at += 1;
      continue;
    }
    const from = at;
    while (at < length && units[at] !== GAP && !isUnspaced(units[at] as number)) at += 1;
    addTerm(sink.postings, space, units, from, Math.min(at, from + WORD_MAX));
  }
}

/** What stands before the @, without its dots: "john.smith@…" is also found as johnsmith. */
function localTerm(text: string, units: Uint16Array, length: number, sink: TermSink): void {
  const end = Math.min(text.lastIndexOf('@'), length);
  let gap = 0;
  while (gap < end && units[gap] !== GAP) gap += 1;
  if (gap >= end) return;
  const packedLength = pack(units, end);
  if (packedLength > 0) addTerm(sink.postings, SPACE.identity, packed, 0, Math.min(packedLength, WORD_MAX));
}

/** Letters and digits without what stands between them. Gives their count. */
function pack(units: Uint16Array, length: number): number {
  let count = 0;
  for (let at = 0; at < length && count < NUMBER_MAX; at++)
    if (units[at] !== GAP) packed[count++] = units[at] as number;
  return count;
}

/** Puts all runs of four on their shelves; of a shorter text, itself. */
function grams(shelves: Lists, units: Uint16Array, from: number, to: number): void {
  if (to > from && to - from < GRAM) note(shelves, runShelf(units, from, to));
  for (let at = from; at + GRAM <= to; at++) note(shelves, runShelf(units, at, at + GRAM));
}

/** A phone number as digits before and after what is hidden; all before when nothing is. */
export interface PhoneParts {
  readonly head: string;
  readonly tail: string;
  readonly isMasked: boolean;
}

/** By code unit whether it may stand between the digits of a number that hides none. */
const IS_BETWEEN = new Uint8Array(128);
for (const sign of ' +().-') IS_BETWEEN[sign.charCodeAt(0)] = 1;

/** Writes the digits of a number into a place. Gives their count; negative when there is more than digits to it. */
function plainDigits(text: string, units: Uint16Array, to: number): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 48 || unit > 57) {
      if (IS_BETWEEN[unit] !== 1) return -1;
    } else if (count < NUMBER_MAX) units[to + count++] = unit;
  }
  return count;
}

/** Reads a phone number, or part of one: "138****1234" has a head and a tail. */
export function phoneParts(text: string): PhoneParts {
  const count = plainDigits(text, packed, 0);
  if (count >= 0) return { head: stringOf(packed, 0, count), tail: '', isMasked: false };
  const plain = text.normalize('NFKC');
  const hidden = /[*•●·✱xX]{2,}|[*•●✱]/.exec(plain);
  const digits = (part: string): string => part.replace(/\D/g, '').slice(0, NUMBER_MAX);
  if (!hidden) return { head: digits(plain), tail: '', isMasked: false };
  const after = plain.slice(hidden.index).replace(/^[^0-9]+/, '');
  return {
    head: digits(plain.slice(0, hidden.index)),
    tail: digits(after.slice(after.search(/\d+\D*$/))),
    isMasked: true,
  };
}

/** The number without the prefix of its country, where it is China's; else as it is. */
export const nationalDigits = (digits: string): string =>
  digits.slice(prefixDigits((at) => digits.charCodeAt(at), digits.length));

/** How many digits come before a number of eleven that begins with 1: 86 or 0086, else none. */
function prefixDigits(digitAt: (at: number) => number, length: number): number {
  const prefix = length - CHINA_LENGTH;
  if (prefix !== 2 && prefix !== 4) return 0;
  if (prefix === 4 && (digitAt(0) !== 48 || digitAt(1) !== 48)) return 0;
  return digitAt(prefix - 2) === 56 && digitAt(prefix - 1) === 54 && digitAt(prefix) === 49 ? prefix : 0;
}

const CHINA_LENGTH = 11;

function phoneTerms(text: string, sink: TermSink): void {
  // Each part stands between two places, which take a mark once its runs are noted.
  const head = 1;
  let headEnd = head + plainDigits(text, packed, head);
  let tail = head;
  let tailEnd = headEnd;
  const isPlain = headEnd >= head;
  let isMasked = false;
  if (!isPlain) {
    const parts = phoneParts(text);
    isMasked = parts.isMasked;
    headEnd = putDigits(parts.head, head);
    tail = isMasked ? headEnd + 1 : head;
    tailEnd = isMasked ? putDigits(parts.tail, tail) : headEnd;
  }
  const { digits } = sink.shelves;
  grams(digits, packed, head, headEnd);
  if (isMasked) grams(digits, packed, tail, tailEnd);
  const national = head + prefixDigits((at) => packed[head + at] as number, headEnd - head);
  packed[tailEnd] = MARK_UNIT;
  if (tailEnd > tail) addTerm(sink.postings, SPACE.digits, packed, Math.max(tail, tailEnd - GRAM), tailEnd + 1);
  if (headEnd > head) beginning(head, headEnd, sink);
  if (national > head) beginning(national, headEnd, sink);
  if (isMasked) addTerm(sink.postings, SPACE.digits, MASKED_UNITS, 0, MASKED_UNITS.length);
}

function beginning(from: number, to: number, sink: TermSink): void {
  packed[from - 1] = MARK_UNIT;
  addTerm(sink.postings, SPACE.digits, packed, from - 1, Math.min(from + HEAD, to));
}

/** Writes text into the shared place. Gives the end. */
function putDigits(text: string, to: number): number {
  for (let at = 0; at < text.length; at++) packed[to + at] = text.charCodeAt(at);
  return to + text.length;
}
