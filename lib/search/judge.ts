import type { FieldKind, SearchField } from './document.ts';
import { matchMasked, matchPart, type PartMatch, type Prepared, prepare, type Range } from './match.ts';
import type { Query, QueryPart } from './query.ts';
import { mergeRanges } from './ranges.ts';

// A name before a firm and an address, those before a tag, an order number, a note.
const RANK: Readonly<Record<FieldKind, number>> = {
  name: 100,
  company: 92,
  email: 90,
  phone: 90,
  account: 90,
  tag: 78,
  custom: 76,
  order: 70,
  note: 50,
  other: 48,
};
const EXCERPT_MAX = 96;
const BEFORE = 24;
const SHOWN_MAX = 3;

/** A field that answers, as much of it as is shown. */
export interface ShownField {
  readonly kind: FieldKind;
  /** The field, or of a long one the part around what was found, with … where it was cut. */
  readonly text: string;
  /** What was found, in order, without overlap: indexes into `text`. */
  readonly ranges: readonly Range[];
}

export interface Judged {
  /** The larger the better; the same query gives comparable ones. */
  readonly score: number;
  /** Up to three fields, the best first. */
  readonly fields: readonly ShownField[];
}

interface Found {
  readonly score: number;
  readonly hits: readonly { readonly field: Prepared; readonly match: PartMatch }[];
}

/** Compares fields with a query, all of which they must answer together; absent when they do not. */
export function judge(query: Query, fields: readonly SearchField[], isLoose: boolean): Judged | undefined {
  const prepared = fields.map(prepare);
  const best = (match: (field: Prepared) => PartMatch | undefined): Found | undefined => {
    let found: Found | undefined;
    for (const field of prepared) {
      const one = match(field);
      const score = one ? one.quality * RANK[field.kind] : 0;
      if (one && score > (found?.score ?? 0)) found = { score, hits: [{ field, match: one }] };
    }
    return found;
  };
  const part = (wanted: QueryPart): Found | undefined => best((field) => matchPart(field, wanted, isLoose));
  const words = together(
    query.words.map(({ parts, joined }) => larger(together(parts.map(part)), joined && part(joined))),
  );
  const { joined, masked } = query;
  const found = [words, joined && part(joined), masked && best((field) => matchMasked(field, masked))].reduce(larger);
  return found && { score: found.score, fields: shown(found) };
}

const larger = (a: Found | undefined, b: Found | undefined): Found | undefined =>
  a && b ? (b.score > a.score ? b : a) : (a ?? b);

/** All of them, or nothing; worth their mean. */
function together(all: readonly (Found | undefined)[]): Found | undefined {
  if (all.length === 0) return undefined;
  let score = 0;
  const hits: Found['hits'][number][] = [];
  for (const found of all) {
    if (!found) return undefined;
    score += found.score / all.length;
    hits.push(...found.hits);
  }
  return { score, hits };
}

function shown({ hits }: Found): ShownField[] {
  const byField = new Map<Prepared, { ranges: Range[]; rank: number }>();
  for (const { field, match } of hits) {
    const one = byField.get(field) ?? { ranges: [], rank: 0 };
    one.ranges.push(...match.ranges);
    one.rank = Math.max(one.rank, match.quality * RANK[field.kind]);
    byField.set(field, one);
  }
  return [...byField]
    .sort(([, a], [, b]) => b.rank - a.rank)
    .slice(0, SHOWN_MAX)
    .map(([field, { ranges }]) => excerpt(field, mergeRanges(ranges)));
}

function excerpt({ kind, text }: Prepared, ranges: readonly Range[]): ShownField {
  if (text.length <= EXCERPT_MAX) return { kind, text, ranges };
  let from = Math.max(0, Math.min((ranges[0]?.[0] ?? 0) - BEFORE, text.length - EXCERPT_MAX));
  let to = Math.min(text.length, from + EXCERPT_MAX);
  // Never half a character.
  if (isLowHalf(text, from)) from += 1;
  if (isLowHalf(text, to)) to -= 1;
  const lead = from > 0 ? '…' : '';
  const cut = ranges
    .filter((range) => range[0] < to && range[1] > from)
    .map(([a, b]): Range => [Math.max(a, from) - from + lead.length, Math.min(b, to) - from + lead.length]);
  return { kind, text: lead + text.slice(from, to) + (to < text.length ? '…' : ''), ranges: cut };
}

const isLowHalf = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xdc00;
