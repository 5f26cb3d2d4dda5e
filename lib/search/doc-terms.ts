import { type FoldBuffer, foldBuffer, foldInto, GAP, isUnspaced, stringOf } from '../text/fold.ts';
import type { FieldKind, SearchField } from './document.ts';
import { nameTerms } from './name-terms.ts';
import { pairShelf, runShelf, type ShelfFamily } from './shelves.ts';
import { GRAM, HEAD, MARK, MASKED, SPACE, type Space, WHOLE_MAX, WORD_MAX } from './term.ts';

/** Takes a term of the document that is being read. */
export interface TermSink {
  term(space: Space, units: Uint16Array, from: number, to: number): void;
  /** A run of characters that is kept on a shelf. */
  shelf(family: ShelfFamily, shelf: number): void;
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
// Longer numbers are no numbers; the rest is compared in the text.
const NUMBER_MAX = 64;

/** Gives every term of a field. Gives the text as it is to be kept: composed. */
export function fieldTerms({ kind, text: given }: SearchField, sink: TermSink): string {
  if (kind === 'phone') {
    phoneTerms(given, sink);
    return given;
  }
  foldInto(given, folded);
  const text = folded.isDecomposed ? given.normalize('NFC') : given;
  if (text !== given) foldInto(text, folded);
  const { units, length } = folded;
  if (kind === 'order' || kind === 'account')
    grams(kind === 'order' ? 'orders' : 'digits', packed, pack(units, length), sink);
  const space = WORD_SPACE[kind];
  if (space !== undefined) words(space, units, length, sink);
  if (kind === 'email') localTerm(text, units, length, sink);
  if (kind === 'name') wholeNameTerms(stringOf(units, 0, length), sink);
  return text;
}

function wholeNameTerms(name: string, sink: TermSink): void {
  nameTerms(name, (term, pieces) => {
    let length = term === 'whole' ? 1 : 0;
    for (const { text } of pieces) {
      if (length + text.length > WHOLE_MAX) return;
      for (let at = 0; at < text.length; at++) packed[length++] = text.charCodeAt(at);
    }
    if (term === 'initials') sink.term(SPACE.initials, packed, 0, length);
    else if (term === 'word') sink.term(SPACE.name, packed, 0, Math.min(length, WORD_MAX));
    else {
      packed[0] = MARK_UNIT;
      packed[length] = MARK_UNIT;
      sink.term(SPACE.name, packed, 0, length + 1);
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
          sink.shelf('pairs', pairShelf(first, second));
          first = second;
        }
        continue;
      }
      while (at + 1 < length && isUnspaced(units[at + 1] as number)) {
        sink.term(space, units, at, at + 2);
        at += 1;
      }
      sink.term(space, units, at, at + 1);
      at += 1;
      continue;
    }
    const from = at;
    while (at < length && units[at] !== GAP && !isUnspaced(units[at] as number)) at += 1;
    sink.term(space, units, from, Math.min(at, from + WORD_MAX));
  }
}

/** What stands before the @, without its dots: "john.smith@…" is also found as johnsmith. */
function localTerm(text: string, units: Uint16Array, length: number, sink: TermSink): void {
  const local = text.lastIndexOf('@');
  if (units.subarray(0, Math.max(0, local)).indexOf(GAP) < 0) return;
  const packedLength = pack(units, local < 0 ? length : Math.min(local, length));
  if (packedLength > 0) sink.term(SPACE.identity, packed, 0, Math.min(packedLength, WORD_MAX));
}

/** Letters and digits without what stands between them. Gives their count. */
function pack(units: Uint16Array, length: number): number {
  let count = 0;
  for (let at = 0; at < length && count < NUMBER_MAX; at++)
    if (units[at] !== GAP) packed[count++] = units[at] as number;
  return count;
}

function grams(family: ShelfFamily, units: Uint16Array, length: number, sink: TermSink): void {
  if (length > 0 && length < GRAM) sink.shelf(family, runShelf(units, 0, length));
  for (let at = 0; at + GRAM <= length; at++) sink.shelf(family, runShelf(units, at, at + GRAM));
}

/** A phone number as digits before and after what is hidden; all before when nothing is. */
export interface PhoneParts {
  readonly head: string;
  readonly tail: string;
  readonly isMasked: boolean;
}

const PLAIN_NUMBER = /^[0-9 +().-]*$/;
const NO_DIGITS = /[^0-9]+/g;

/** Reads a phone number, or part of one: "138****1234" has a head and a tail. */
export function phoneParts(text: string): PhoneParts {
  if (PLAIN_NUMBER.test(text))
    return { head: text.replace(NO_DIGITS, '').slice(0, NUMBER_MAX), tail: '', isMasked: false };
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
export const nationalDigits = (digits: string): string => /^(?:00)?86(1\d{10})$/.exec(digits)?.[1] ?? digits;

function phoneTerms(text: string, sink: TermSink): void {
  const { head, tail, isMasked } = phoneParts(text);
  const last = isMasked ? tail : head;
  for (const part of isMasked ? [head, tail] : [head]) {
    for (let at = 0; at < part.length; at++) packed[at] = part.charCodeAt(at);
    grams('digits', packed, part.length, sink);
  }
  if (last.length > 0) emit(SPACE.digits, last.slice(-GRAM) + MARK, sink);
  if (head.length > 0) emit(SPACE.digits, MARK + head.slice(0, HEAD), sink);
  const national = nationalDigits(head);
  if (national !== head) emit(SPACE.digits, MARK + national.slice(0, HEAD), sink);
  if (isMasked) emit(SPACE.digits, MASKED, sink);
}

function emit(space: Space, text: string, sink: TermSink): void {
  for (let at = 0; at < text.length; at++) packed[at] = text.charCodeAt(at);
  if (text.length > 0) sink.term(space, packed, 0, text.length);
}
