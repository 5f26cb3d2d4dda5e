import { TARGETS } from '../domain/import-target.ts';
import { cleanText } from './clean-text.ts';
import { ANOTHER, HEADER_WORDS, OTHER_VALUES, PARTS, SEVERAL } from './header-words.ts';
import { headerKey, type Mapping, type PlainTarget } from './mapping.ts';
import { type DecimalSign, guessDecimalSign } from './read-amount.ts';
import { agreement, type ColumnShape, columnShape } from './value-shapes.ts';
import { type DateOrder, guessDateOrder } from './written-date.ts';

export interface Guess {
  readonly target: PlainTarget;
  readonly columns: readonly string[];
  /** 0 to 1. Above 0.8 the header says so and the values agree; below 0.6 only the values do. */
  readonly confidence: number;
}

const EXACT = 0.9;
const PART = 0.65;
const LEAST = 0.45;

const words = (text: string | undefined) => (text ?? '').split(' ').filter(Boolean);
const WORDS = TARGETS.map((target) => {
  const { exact, part, not } = HEADER_WORDS[target];
  return { target, exact: words(exact), part: words(part), not: words(not) };
});

/**
 * Which column is which, from the words of its header and the shapes of its values. A column serves one target, a
 * target has one column, the parts of a name or an address, or all the emails and phones there are.
 * @param sampleRows a few dozen rows as they are in the file
 */
export function guessMapping(headers: readonly string[], sampleRows: readonly (readonly string[])[]): readonly Guess[] {
  const keys = headers.map(headerKey);
  const shapes = headers.map((_, at) => columnShape(sampleRows.map((cells) => cells[at] ?? '')));
  const candidates = headers.flatMap((_, at) =>
    WORDS.flatMap((word) => {
      const confidence = scoreOf(word, keys[at] ?? '', shapes[at] as ColumnShape);
      return confidence >= LEAST ? [{ at, target: word.target, confidence }] : [];
    }),
  );
  // The surest first; of equal ones the first column, which is the one people fill.
  candidates.sort((one, other) => other.confidence - one.confidence || one.at - other.at);
  const columns = new Map<PlainTarget, { at: readonly number[]; confidence: number }>();
  const others = keys.findIndex((key) => OTHER_VALUES.includes(key));
  const used = new Set(others < 0 ? [] : [others]);
  for (const target of ['customer.name', 'customer.address'] as const) {
    const parts = partsOf(target, keys);
    const single = candidates.find((candidate) => candidate.target === target);
    const isBetter =
      parts.length > 1 && (single === undefined || single.confidence < EXACT || parts.includes(single.at));
    if (!isBetter) continue;
    columns.set(target, { at: parts, confidence: 0.85 });
    for (const at of parts) used.add(at);
  }
  for (const { at, target, confidence } of candidates) {
    if (used.has(at) || columns.has(target)) continue;
    columns.set(target, { at: [at], confidence });
    used.add(at);
  }
  for (const target of SEVERAL) {
    const first = columns.get(target);
    if (!first) continue;
    const more = candidates.filter(
      (candidate) =>
        candidate.target === target &&
        candidate.confidence >= PART &&
        !used.has(candidate.at) &&
        ANOTHER.test(keys[candidate.at] ?? ''),
    );
    const at = [...first.at, ...more.map((one) => one.at).sort((one, other) => one - other)];
    columns.set(target, { at, confidence: first.confidence });
    for (const { at: place } of more) used.add(place);
  }
  if (others >= 0) {
    const notes = columns.get('customer.note');
    columns.set('customer.note', { at: [...(notes?.at ?? []), others], confidence: notes?.confidence ?? EXACT });
  }
  return TARGETS.flatMap((target) => {
    const found = columns.get(target);
    if (!found) return [];
    const confidence = Math.round(found.confidence * 100) / 100;
    return [{ target, columns: found.at.map((at) => headers[at] ?? ''), confidence }];
  });
}

interface Words {
  readonly target: PlainTarget;
  readonly exact: readonly string[];
  readonly part: readonly string[];
  readonly not: readonly string[];
}

function scoreOf({ target, exact, part, not }: Words, key: string, shape: ColumnShape): number {
  const agrees = agreement(target, shape);
  if (agrees < 0) return 0;
  const rank = exact.indexOf(key);
  let named = 0;
  // Words further down the list fit less well: a few thousandths, enough to choose between two columns.
  if (rank >= 0) named = EXACT - Math.min(rank, 60) * 0.001;
  else if (not.some((word) => key.includes(word))) return 0;
  else if (part.some((word) => key.includes(word)) || exact.includes(key.replace(/[2-9]$/, ''))) named = PART;
  if (named > 0) return Math.min(1, named + agrees * 0.1);
  // Only shapes that hardly anything else has speak for themselves.
  if (target === 'customer.email' && agrees === 1) return 0.7;
  if (target === 'customer.phone' && agrees === 1) return 0.6;
  if (target === 'customer.name' && agrees >= 0.5 && shape.distinct > 0.5) return 0.45;
  return target === 'order.placedAt' && agrees >= 0.6 && key.length < 2 ? 0.5 : 0;
}

function partsOf(target: keyof typeof PARTS, keys: readonly string[]): number[] {
  const found = PARTS[target].flatMap((names) => {
    const at = names.map((name) => keys.indexOf(name)).find((position) => position >= 0);
    return at === undefined ? [] : [at];
  });
  // A town or a country alone is no address.
  const isWhole =
    target === 'customer.name'
      ? found.length > 1
      : found.length > 1 &&
        PARTS[target]
          .slice(3, 4)
          .flat()
          .some((name) => keys.includes(name));
  return isWhole ? found : [];
}

/** The guesses as a mapping to start from. */
export function mappingOf(guesses: readonly Guess[]): Mapping {
  return Object.fromEntries(
    guesses.map(({ target, columns }) => [target, columns.length === 1 ? (columns[0] ?? '') : columns]),
  );
}

/** What the mapped columns leave open, for the user to say before the import. */
export interface Conventions {
  readonly dateOrder: DateOrder | 'ambiguous' | undefined;
  readonly decimal: DecimalSign | undefined;
  /** No column of currencies is mapped and some amount carries no sign that names one. */
  readonly needsCurrency: boolean;
}

const DATES: readonly PlainTarget[] = ['order.placedAt', 'customer.birthday'];
const AMOUNTS: readonly PlainTarget[] = ['order.total', 'order.refunded', 'line.unitPrice', 'line.total'];

/** Reads off the sample how the file writes dates and amounts. */
export function guessConventions(
  mapping: Mapping,
  headers: readonly string[],
  sampleRows: readonly (readonly string[])[],
): Conventions {
  const valuesOf = (targets: readonly PlainTarget[]) =>
    targets.flatMap((target) => {
      const named = mapping[target];
      const names = typeof named === 'string' ? [named] : (named ?? []);
      return names.flatMap((name) => {
        const at = headers.findIndex((header) => header === name || headerKey(header) === headerKey(name));
        return sampleRows.map((cells) => cleanText(cells[at] ?? '')).filter((text) => text !== '');
      });
    });
  const amounts = valuesOf(AMOUNTS);
  return {
    dateOrder: guessDateOrder(valuesOf(DATES)),
    decimal: guessDecimalSign(amounts),
    needsCurrency:
      mapping['order.currency'] === undefined &&
      amounts.some((text) => !/[A-Z]{3}|[A-Z]{1,2}\$|[€£₩₹₫₱฿]|人民|台币|台幣|港币|港幣|美元/.test(text)),
  };
}
