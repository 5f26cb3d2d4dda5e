import { composed, fold, isUnspaced } from '../text/fold.ts';
import { phoneParts } from './doc-terms.ts';

/** A run of letters and digits, or of a script without spaces, that is looked for. Folded. */
export interface QueryPart {
  readonly text: string;
  readonly isUnspaced: boolean;
}

/** What stood between two spaces: its parts must all be found, or all of it run together. */
export interface QueryWord {
  readonly parts: readonly QueryPart[];
  /** Without what stands between its parts; absent when there is one part only. */
  readonly joined: QueryPart | undefined;
}

/** A number typed with hidden digits. */
export interface MaskedNumber {
  readonly head: string;
  readonly tail: string;
}

export interface Query {
  readonly words: readonly QueryWord[];
  /** All words run together, for names and numbers typed with spaces. */
  readonly joined: QueryPart | undefined;
  readonly masked: MaskedNumber | undefined;
}

const TEXT_MAX = 256;
const WORDS_MAX = 8;
const PARTS_MAX = 6;
const JOINED_MAX = 40;

/** Reads what was typed. Whatever it is, the result is small; text beyond the first 256 characters is not looked for. */
export function parseQuery(typed: string): Query {
  const text = composed(typed.slice(0, TEXT_MAX));
  const words = text
    .split(/\s+/u)
    .map((word) => partsOf(fold(word)))
    .filter((parts) => parts.length > 0)
    .slice(0, WORDS_MAX)
    .map((parts): QueryWord => ({ parts, joined: parts.length > 1 ? join(parts) : undefined }));
  return {
    words,
    joined: words.length > 1 ? join(words.flatMap(({ parts }) => parts)) : undefined,
    masked: maskedNumber(text),
  };
}

function partsOf(folded: string): QueryPart[] {
  const parts: QueryPart[] = [];
  for (let from = 0; from < folded.length && parts.length < PARTS_MAX; ) {
    const unspaced = isUnspaced(folded.charCodeAt(from));
    let to = from + 1;
    while (to < folded.length && folded[to] !== ' ' && isUnspaced(folded.charCodeAt(to)) === unspaced) to += 1;
    if (folded[from] !== ' ') parts.push({ text: folded.slice(from, to), isUnspaced: unspaced });
    from = folded[from] === ' ' ? from + 1 : to;
  }
  return parts;
}

function join(parts: readonly QueryPart[]): QueryPart | undefined {
  const isUnspaced = parts[0]?.isUnspaced ?? false;
  const text = parts.reduce((all, part) => all + part.text, '');
  return parts.every((part) => part.isUnspaced === isUnspaced) && text.length <= JOINED_MAX
    ? { text, isUnspaced }
    : undefined;
}

function maskedNumber(text: string): MaskedNumber | undefined {
  if (!/^[\d\s()+-]*[*•●·✱xX]+[\d\s*•●·✱-]*$/u.test(text.normalize('NFKC'))) return undefined;
  const { head, tail, isMasked } = phoneParts(text);
  return isMasked && (head.length >= 3 || tail.length >= 4) && /\d/.test(text) ? { head, tail } : undefined;
}
