import type { CustomField } from '../../domain/custom-field.ts';
import { searchText } from '../../domain/custom-value.ts';
import type { Summary } from '../../domain/summary.ts';
import { nameTerms } from '../../search/name-terms.ts';
import { fold, isUnspaced } from '../../text/fold.ts';
import { addOther, type Mask } from '../filter/mask.ts';
import { createTextColumn, type TextColumn } from './text-column.ts';

// Stands before a reading, which is found from its beginning only: of 李晓梅 "xiao", but not "iao".
const READING = '\u0001';

/** All that a text filter looks through, folded, by what it is of: one-byte texts are looked through faster by themselves. */
export interface Texts {
  readonly columns: Readonly<Record<'name' | 'company' | 'email' | 'phone', TextColumn>>;
  /** Marks with 1 who has every word of a filter; absent for a filter without words. */
  saying(filter: string): Mask | undefined;
  touch(place: number): void;
  warm(): Generator<void, void>;
}

export function createTexts(people: readonly (Summary | undefined)[], fields: readonly CustomField[]): Texts {
  const column = (read: (summary: Summary) => string) =>
    createTextColumn(
      () => people.length,
      (place) => {
        const person = people[place];
        return person ? read(person) : '';
      },
    );
  const columns = {
    name: column(({ name }) => foldedText(name)),
    company: column(({ company }) => foldedText(company)),
    email: column(({ email }) => foldedText(email)),
    phone: column(({ phone }) => foldedText(phone)),
  };
  const readings = column(readingsOf);
  const plain = [...Object.values(columns), column((summary) => restOf(summary, fields))];
  const all = [...plain, readings];
  return {
    columns,
    saying(filter) {
      const words = fold(filter).split(' ').filter(Boolean);
      let found: Mask | undefined;
      // The longest first: it leaves the fewest, and a short one that nearly everybody has is asked of those alone.
      for (const word of words.toSorted((a, b) => b.length - a.length)) {
        const one = readings.find(READING + word, found);
        for (const texts of plain) addOther(one, texts.find(word, found));
        found = one;
      }
      // A name typed with its syllables apart.
      const isSpelled = words.length > 1 && words.every((word) => /^[a-z]+$/.test(word));
      if (found && isSpelled) addOther(found, readings.find(READING + words.join('')));
      return found;
    },
    touch(place) {
      for (const texts of all) texts.touch(place);
    },
    *warm() {
      for (const texts of all) yield* texts.warm();
    },
  };
}

/** Of what has no letter something stays: it is there. */
export const foldedText = (text: string): string => fold(text) || (text === '' ? '' : ' ');

/** What else a list knows of a customer. */
function restOf({ phone, others, tags, custom = {} }: Summary, fields: readonly CustomField[]): string {
  const digits = phone.replace(/\D/g, '');
  const texts = fold(phone).trim() === digits ? [] : [digits];
  if (others !== '') texts.push(...others.split('\n').map(fold));
  for (const tag of tags) texts.push(fold(tag));
  for (const field of fields) {
    const value = custom[field.id];
    if (value !== undefined) texts.push(fold(searchText(field, value)));
  }
  return texts.join('\n');
}

/** How a Chinese name is read, in full and by initials; empty for any other. */
function readingsOf({ name }: Summary): string {
  const plain = fold(name);
  let text = '';
  if (isUnspaced(plain.charCodeAt(0)))
    nameTerms(plain, (_kind, pieces) => {
      const reading = pieces.reduce((all, piece) => all + piece.text, '');
      if (reading !== '' && !isUnspaced(reading.charCodeAt(0))) text += READING + reading;
    });
  return text;
}
