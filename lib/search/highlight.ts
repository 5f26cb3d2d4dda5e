import type { FieldKind } from './document.ts';
import { foldedRanges, matchMasked, matchPart, prepare, type Range } from './match.ts';
import { parseQuery, type Query } from './query.ts';
import { mergeRanges } from './ranges.ts';

/** Texts in which what was typed is to be shown. */
export interface Highlighter {
  /** What of a text answers what was typed, in order, without overlap: indexes into the text as given. */
  ranges(kind: FieldKind, text: string): Range[];
  /** Whether every word that was typed is in the text. */
  fits(kind: FieldKind, text: string): boolean;
}

/** Finds what was typed in single texts: by the search's own comparison, and else as any part of a word. */
export function highlighter(typed: string): Highlighter {
  const query = parseQuery(typed);
  return {
    ranges: (kind, text) => (text === '' ? [] : mergeRanges(wordRanges(query, kind, text).flat())),
    fits: (kind, text) => {
      const found = wordRanges(query, kind, text);
      return found.length > 0 && found.every((ranges) => ranges.length > 0);
    },
  };
}

/** By word, where it is. */
function wordRanges({ words, joined, masked }: Query, kind: FieldKind, text: string): Range[][] {
  const field = prepare({ kind, text });
  // Ranges are of the composed text: where that is another, they would not fit.
  if (field.text !== text) return words.map(() => []);
  const whole = (joined && matchPart(field, joined, false)) ?? (masked && matchMasked(field, masked));
  if (whole) return words.map(() => [...whole.ranges]);
  return words.map(({ parts, joined: together }) => {
    const one = together && matchPart(field, together, false);
    if (one) return [...one.ranges];
    const found = parts.map((part) => matchPart(field, part, false)?.ranges ?? foldedRanges(field, part.text));
    return found.some((ranges) => ranges.length === 0) ? [] : found.flat();
  });
}
