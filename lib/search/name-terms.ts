import { isUnspaced } from '../text/fold.ts';
import { nameReadings } from '../text/pinyin.ts';

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

const PIECES_MAX = 12;
// Longer runs are no names but firms or remarks: they are read, not reversed.
const HAN_NAME_MAX = 6;

const first = ({ text, from, to }: NamePiece): NamePiece => ({ text: text.slice(0, 1), from, to });

/**
 * Every way a name is typed besides its own words: whole, reversed, run together, in pinyin with the surname first or
 * last, as initials, and as the surname with initials.
 * @param folded the name as `fold` gives it
 */
export function nameTerms(folded: string, onTerm: OnNameTerm): void {
  const { words, runs } = piecesOf(folded);
  if (words.length > 0) spacedTerms(words, onTerm);
  const [surname, given] = runs;
  if (runs.length === 2 && surname && given && words.length === 0) {
    // "超 马": of two parts either may be the surname.
    onTerm('whole', [surname, given]);
    onTerm('whole', [given, surname]);
    const together = { ...surname, text: surname.text + given.text };
    readTerms(together, onTerm, [surname, given]);
    readTerms({ ...together, text: given.text + surname.text }, onTerm, [given, surname]);
    return;
  }
  for (const run of runs) {
    onTerm('whole', [run]);
    readTerms(run, onTerm, [run]);
  }
}

function spacedTerms(words: readonly NamePiece[], onTerm: OnNameTerm): void {
  onTerm('whole', words);
  if (words.length === 1) return;
  const last = words.at(-1) as NamePiece;
  const lastFirst = [last, ...words.slice(0, -1)];
  onTerm('whole', lastFirst);
  const [leading] = words;
  if (words.length > 2 && leading) {
    onTerm('whole', [leading, last]);
    onTerm('whole', [last, leading]);
    // "Garcia Lopez, Ana" is written with the given name last.
    onTerm('whole', [...words.slice(1), leading]);
  }
  onTerm('initials', words.map(first));
  onTerm('initials', lastFirst.map(first));
}

function readTerms(name: NamePiece, onTerm: OnNameTerm, parts: readonly NamePiece[]): void {
  if (name.text.length > PIECES_MAX) return;
  const places = parts.flatMap(({ text, from }) => Array.from(text, (_, nth) => from + nth));
  for (const reading of nameReadings(name.text)) {
    let nth = 0;
    const piece = (text: string): NamePiece => {
      const from = places[nth++] ?? name.from;
      return { text, from, to: from + 1 };
    };
    const surname = reading.surname.map(piece);
    const given = reading.given.map(piece);
    const all = [...surname, ...given];
    for (const syllable of all) if (syllable.text !== '') onTerm('word', [syllable]);
    onTerm('whole', all);
    if (given.length === 0 || all.length > HAN_NAME_MAX) continue;
    onTerm('whole', [...given, ...surname]);
    onTerm('word', [...surname, ...given.map(first)]);
    onTerm('initials', all.map(first));
    onTerm('initials', [...given, ...surname].map(first));
  }
}

/** The words of a folded name, and its runs of characters that are written without spaces. */
function piecesOf(folded: string): { readonly words: readonly NamePiece[]; readonly runs: readonly NamePiece[] } {
  const words: NamePiece[] = [];
  const runs: NamePiece[] = [];
  let from = 0;
  while (from < folded.length && words.length + runs.length < PIECES_MAX) {
    if (folded[from] === ' ') {
      from += 1;
      continue;
    }
    const unspaced = isUnspaced(folded.charCodeAt(from));
    let to = from + 1;
    while (to < folded.length && folded[to] !== ' ' && isUnspaced(folded.charCodeAt(to)) === unspaced) to += 1;
    (unspaced ? runs : words).push({ text: folded.slice(from, to), from, to });
    from = to;
  }
  return { words, runs };
}
