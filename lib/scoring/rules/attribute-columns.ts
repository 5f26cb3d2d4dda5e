import type { EpochMs } from '../../domain/time.ts';

/** What is known of one customer: `undefined` (or a number that is none) where nothing is. No tags at all are known: `[]`. */
export type AttributeValue = number | string | readonly string[] | undefined;
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** Days on which facts became true, by attribute. */
export type FactDays = Readonly<Record<string, EpochMs | undefined>>;

/** One attribute of all customers, by their places. */
export type AttributeColumn =
  /** `NaN` where unknown. */
  | { readonly kind: 'number'; readonly values: ArrayLike<number> }
  /** Place in `words`, -1 where unknown. */
  | { readonly kind: 'choice'; readonly words: readonly string[]; readonly at: ArrayLike<number> }
  /** Several words: those of customer `i` are `at[starts[i]] … at[starts[i + 1] - 1]`. */
  | {
      readonly kind: 'choices';
      readonly words: readonly string[];
      readonly starts: ArrayLike<number>;
      readonly at: ArrayLike<number>;
      /** 0 where nothing is known; absent where everybody's are. */
      readonly known?: ArrayLike<number>;
    };

/** All that rules can ask of the customers that are scored: those with a purchase. */
export interface AttributeColumns {
  readonly n: number;
  /** Absent for an attribute of which nothing is known of anybody. */
  column(attribute: string): AttributeColumn | undefined;
}

/** What a column says of the customer at a place. */
export function valueAt(column: AttributeColumn | undefined, index: number): AttributeValue {
  if (column === undefined) return undefined;
  if (column.kind === 'number') {
    const value = column.values[index];
    return value === undefined || !Number.isFinite(value) ? undefined : value;
  }
  if (column.kind === 'choice') return column.words[column.at[index] ?? -1];
  if (column.known && !column.known[index]) return undefined;
  const words: string[] = [];
  for (let at = column.starts[index] ?? 0; at < (column.starts[index + 1] ?? 0); at += 1) {
    const word = column.words[column.at[at] ?? -1];
    if (word !== undefined) words.push(word);
  }
  return words;
}

/** The customer at a place, as `evaluate` takes one. */
export const attributesAt = (columns: AttributeColumns, index: number, attributes: Iterable<string>): Attributes =>
  Object.fromEntries(Array.from(attributes, (name) => [name, valueAt(columns.column(name), index)]));
