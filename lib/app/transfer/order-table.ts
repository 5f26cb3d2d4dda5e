import type { ImportLine, ImportOrder } from '../../transfer/import-row.ts';
import { createNameTable, longer } from './name-table.ts';

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
  /** Makes an order of which nothing is known yet. @param name what names it where it has no number */
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
  const names = createNameTable();
  const unnumbered = new Set<number>();
  /** What no order of a file has takes no room; of what is not said yet a number is not one. */
  const numbers: Partial<Record<(typeof NUMBERS)[number], Float64Array>> = {};
  /** Few different words each, by their place in `spelt` plus one. */
  const words: Partial<Record<(typeof WORDS)[number], Uint32Array>> = {};
  const spelt: string[] = [];
  const placeOfWord = new Map<string, number>();
  /** Lines as JSON, and of each order the first and the last plus one; each line knows the next. */
  const lines: string[] = [];
  const next: number[] = [];
  let firstLine = new Uint32Array(0);
  let lastLine = new Uint32Array(0);

  function numbersFor(field: (typeof NUMBERS)[number], place: number): Float64Array {
    const column = numbers[field] ?? new Float64Array(0);
    if (place < column.length) return column;
    const made = longer(column, place + 1).fill(Number.NaN, column.length);
    numbers[field] = made;
    return made;
  }
  function wordsFor(field: (typeof WORDS)[number], place: number): Uint32Array {
    const column = words[field] ?? new Uint32Array(0);
    if (place < column.length) return column;
    const made = longer(column, place + 1);
    words[field] = made;
    return made;
  }

  function wordOf(text: string): number {
    let place = placeOfWord.get(text);
    if (place === undefined) {
      place = spelt.push(text);
      placeOfWord.set(text, place);
    }
    return place;
  }

  return {
    find: names.find,
    add(number, name) {
      if (number !== undefined) return names.add(number);
      const place = names.keep(name);
      unnumbered.add(place);
      return place;
    },
    fill(place, fields, line) {
      for (const field of NUMBERS) {
        const value = fields[field];
        if (value === undefined) continue;
        const column = numbersFor(field, place);
        if (Number.isNaN(column[place])) column[place] = value;
      }
      for (const field of WORDS) {
        const value = fields[field];
        if (value === undefined) continue;
        const column = wordsFor(field, place);
        if (column[place] === NONE) column[place] = wordOf(value);
      }
      if (!line) return;
      if (place >= firstLine.length) {
        firstLine = longer(firstLine, place + 1);
        lastLine = longer(lastLine, place + 1);
      }
      const added = lines.push(JSON.stringify(line));
      next.push(NONE);
      const last = lastLine[place] as number;
      if (last === NONE) firstLine[place] = added;
      else next[last - 1] = added;
      lastLine[place] = added;
    },
    at(place) {
      const name = names.at(place);
      const fields: Record<string, unknown> = {};
      for (const field of NUMBERS) {
        const value = numbers[field]?.[place] ?? Number.NaN;
        if (!Number.isNaN(value)) fields[field] = value;
      }
      for (const field of WORDS) {
        const word = words[field]?.[place] ?? NONE;
        if (word !== NONE) fields[field] = spelt[word - 1];
      }
      const ofOrder: ImportLine[] = [];
      for (let line = firstLine[place] ?? NONE; line !== NONE; line = next[line - 1] as number)
        ofOrder.push(JSON.parse(lines[line - 1] as string));
      return { name, number: unnumbered.has(place) ? '' : name, fields: fields as OrderFields, lines: ofOrder };
    },
    nameAt: names.at,
    seal: names.seal,
  };
}
