import type { AttributeValue } from '../filter/attribute-value.ts';
import type { AttributeReader, Subject } from '../filter/attributes.ts';
import { createTextColumn, type TextColumn } from './text-column.ts';
import { foldedText } from './texts.ts';

/** Values of which many people have the same few. */
export interface WordColumn {
  /** By place: which of `sets`; 0 for none. */
  readonly codes: Uint32Array;
  readonly sets: readonly (readonly string[])[];
}

/**
 * What everybody has of the attributes that were asked for, by place: asking of a hundred thousand people is then a walk
 * through an array.
 */
export interface Columns {
  /** `NaN` for none. */
  numbers(name: string, reader: AttributeReader): Float64Array;
  words(name: string, reader: AttributeReader): WordColumn;
  /** Folded. */
  texts(name: string, reader: AttributeReader): TextColumn;
  /** What is on file of somebody is another now. */
  touch(place: number): void;
  /** Scores and stages are others now. */
  rescored(): void;
}

export interface People {
  size(): number;
  /** Absent where nobody is. One object for all, only until the next is asked for. */
  subjectAt(place: number): Subject | undefined;
}

interface Kept {
  readonly reader: AttributeReader;
  /** Looks up again what somebody has; false where that is no longer possible. */
  update(place: number): boolean;
  readonly column: unknown;
  readonly touched: Set<number>;
}

/** Columns of so many attributes are kept; more than any screen asks for. */
const MOST = 48;
/** Room for those who come. */
const SPARE = 1024;

/** @param given texts that are laid out for others anyway, by attribute */
export function createColumns(people: People, given: Readonly<Record<string, TextColumn>>): Columns {
  const kept = new Map<string, Kept>();

  const valueAt = (place: number, reader: AttributeReader): AttributeValue => {
    const subject = people.subjectAt(place);
    return subject && reader.read(subject);
  };

  function column<T>(
    key: string,
    reader: AttributeReader,
    make: () => { readonly column: T; update(place: number): boolean },
  ): T {
    const known = kept.get(key);
    if (known) {
      // Those used last are kept longest.
      kept.delete(key);
      let isWhole = true;
      for (const place of known.touched) isWhole &&= known.update(place);
      known.touched.clear();
      if (isWhole) {
        kept.set(key, known);
        return known.column as T;
      }
    }
    const { column: made, update } = make();
    kept.set(key, { reader, update, column: made, touched: new Set() });
    const [oldest] = kept.keys();
    if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
    return made;
  }

  return {
    numbers: (name, reader) =>
      column(`numbers ${name}`, reader, () => {
        const values = new Float64Array(people.size() + SPARE).fill(Number.NaN);
        const update = (place: number) => {
          const value = valueAt(place, reader);
          values[place] = typeof value === 'number' ? value : Number.NaN;
          return place < values.length;
        };
        for (let place = 0; place < people.size(); place += 1) update(place);
        return { column: values, update };
      }),
    words: (name, reader) =>
      column(`words ${name}`, reader, () => {
        const codes = new Uint32Array(people.size() + SPARE);
        const sets: (readonly string[])[] = [[]];
        const known = new Map<string, number>();
        const update = (place: number) => {
          codes[place] = codeOf(valueAt(place, reader), known, sets);
          return place < codes.length;
        };
        for (let place = 0; place < people.size(); place += 1) update(place);
        return { column: { codes, sets }, update };
      }),
    texts: (name, reader) =>
      given[name] ??
      column(`texts ${name}`, reader, () => {
        const made = createTextColumn(people.size, (place) => {
          const value = valueAt(place, reader);
          return typeof value === 'string' ? foldedText(value) : '';
        });
        return {
          column: made,
          update: (place: number) => {
            made.touch(place);
            return true;
          },
        };
      }),
    touch(place) {
      for (const { touched } of kept.values()) touched.add(place);
    },
    rescored() {
      for (const [key, { reader }] of kept)
        if (reader.basis === 'figures' || reader.basis === 'models') kept.delete(key);
    },
  };
}

function codeOf(value: AttributeValue, known: Map<string, number>, sets: (readonly string[])[]): number {
  if (value === undefined || typeof value === 'number') return 0;
  const values = typeof value === 'string' ? [value] : value;
  if (values.length === 0) return 0;
  const key = values.length === 1 ? (values[0] as string) : values.join('\u0000');
  const code = known.get(key);
  if (code !== undefined) return code;
  known.set(key, sets.length);
  sets.push(values);
  return sets.length - 1;
}
