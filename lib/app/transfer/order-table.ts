import { type Column, encodeColumn, valueAt } from '../../storage/segments/column.ts';
import type { ImportLine, ImportOrder } from '../../transfer/import-row.ts';

export type OrderFields = Omit<ImportOrder, 'number' | 'line'>;

/** One order as the rows of a file tell of it together. */
export interface OrderDraft {
  /** What names it within its shop: its number, or what the row says of it. */
  readonly name: string;
  readonly number: string;
  readonly fields: OrderFields;
  readonly lines: readonly ImportLine[];
}

/** The orders of a file on their way in, by the place each was given. */
export interface OrderTable {
  /** The place of the order of a number; absent when none was met. */
  find(number: string): number | undefined;
  /** Makes an order of which nothing is known yet. @param name what names it: its number where it has one */
  add(number: string | undefined, name: string): number;
  /** Says of an order what it leaves open, and one line more. */
  fill(place: number, fields: OrderFields, line: ImportLine | undefined): void;
  at(place: number): OrderDraft;
  nameAt(place: number): string;
  /** No more comes: nobody is looked for by number. */
  seal(): void;
}

const NUMBERS = ['placedAt', 'totalMinor', 'refundedMinor'] as const;
const WORDS = ['currency', 'status', 'statusLabel'] as const;
const NONE = 0;

/** In columns: a million orders as objects take five times the room. */
export function createOrderTable(): OrderTable {
  const places = new Map<string, number>();
  const names: string[] = [];
  /** The names once no more come: as one text, a fifth of the room. */
  let allNames: Column | undefined;
  const unnumbered = new Set<number>();
  const numbers = Object.fromEntries(NUMBERS.map((field) => [field, new Float64Array(1024)])) as Record<
    (typeof NUMBERS)[number],
    Float64Array
  >;
  /** Few different words each, by their place in `spelt` plus one. */
  const words = Object.fromEntries(WORDS.map((field) => [field, new Uint32Array(1024)])) as Record<
    (typeof WORDS)[number],
    Uint32Array
  >;
  const spelt: string[] = [];
  const placeOfWord = new Map<string, number>();
  /** Lines as JSON, and of each order the first and the last plus one; each line knows the next. */
  const lines: string[] = [];
  const next: number[] = [];
  let firstLine = new Uint32Array(1024);
  let lastLine = new Uint32Array(1024);

  function grow(): void {
    const longer = <T extends Float64Array | Uint32Array>(column: T): T => {
      const made = new (column.constructor as new (length: number) => T)(column.length * 2);
      made.set(column);
      return made;
    };
    for (const field of NUMBERS) numbers[field] = longer(numbers[field]);
    for (const field of WORDS) words[field] = longer(words[field]);
    firstLine = longer(firstLine);
    lastLine = longer(lastLine);
  }

  function wordOf(text: string): number {
    let place = placeOfWord.get(text);
    if (place === undefined) {
      place = spelt.push(text);
      placeOfWord.set(text, place);
    }
    return place;
  }

  const nameAt = (place: number) => (allNames ? valueAt(allNames, place) : names[place]) as string;

  return {
    find: (number) => places.get(number),
    add(number, name) {
      const place = names.push(name) - 1;
      if (place === firstLine.length) grow();
      for (const field of NUMBERS) numbers[field][place] = Number.NaN;
      if (number === undefined) unnumbered.add(place);
      else places.set(number, place);
      return place;
    },
    fill(place, fields, line) {
      for (const field of NUMBERS) {
        const value = fields[field];
        if (value !== undefined && Number.isNaN(numbers[field][place])) numbers[field][place] = value;
      }
      for (const field of WORDS) {
        const value = fields[field];
        if (value !== undefined && words[field][place] === NONE) words[field][place] = wordOf(value);
      }
      if (!line) return;
      const added = lines.push(JSON.stringify(line));
      next.push(NONE);
      const last = lastLine[place] as number;
      if (last === NONE) firstLine[place] = added;
      else next[last - 1] = added;
      lastLine[place] = added;
    },
    at(place) {
      const name = nameAt(place);
      const fields: Record<string, unknown> = {};
      for (const field of NUMBERS) {
        const value = numbers[field][place] as number;
        if (!Number.isNaN(value)) fields[field] = value;
      }
      for (const field of WORDS) {
        const word = words[field][place] as number;
        if (word !== NONE) fields[field] = spelt[word - 1];
      }
      const ofOrder: ImportLine[] = [];
      for (let line = firstLine[place] as number; line !== NONE; line = next[line - 1] as number)
        ofOrder.push(JSON.parse(lines[line - 1] as string));
      return { name, number: unnumbered.has(place) ? '' : name, fields: fields as OrderFields, lines: ofOrder };
    },
    nameAt,
    seal() {
      places.clear();
      allNames ??= encodeColumn(names);
      names.length = 0;
    },
  };
}
