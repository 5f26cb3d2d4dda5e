import type { CustomField } from '../../domain/custom-field.ts';
import { searchText } from '../../domain/custom-value.ts';
import type { Summary } from '../../domain/summary.ts';
import { nameTerms } from '../../search/name-terms.ts';
import { fold, isUnspaced } from '../../text/fold.ts';
import type { TextColumn } from './text-column.ts';

// Stands before a reading, which is found from its beginning only: of 李晓梅 "xiao", but not "iao".
const READING = '\u0001';

/** All that a text filter looks through of a customer, folded: what a list knows of them. */
export function haystackOf(summary: Summary, fields: readonly CustomField[]): string {
  const { name, company, email, phone, others, tags, custom = {} } = summary;
  const texts = [fold(name), fold(company), fold(email), fold(phone), phone.replace(/\D/g, '')];
  if (others !== '') texts.push(...others.split('\n').map(fold));
  for (const tag of tags) texts.push(fold(tag));
  for (const field of fields) {
    const value = custom[field.id];
    if (value !== undefined) texts.push(fold(searchText(field, value)));
  }
  return texts.join('\n');
}

/** How a Chinese name is read, in full and by initials; empty for any other. */
export function readingsOf({ name }: Summary): string {
  const plain = fold(name);
  let text = '';
  if (isUnspaced(plain.charCodeAt(0)))
    nameTerms(plain, (_kind, pieces) => {
      const reading = pieces.reduce((all, piece) => all + piece.text, '');
      if (reading !== '' && !isUnspaced(reading.charCodeAt(0))) text += READING + reading;
    });
  return text;
}

/** Marks with 1 who has every word of a filter; absent for a filter without words. */
export function whoSays(filter: string, haystacks: TextColumn, readings: TextColumn): Uint8Array | undefined {
  const words = fold(filter).split(' ').filter(Boolean);
  let all: Uint8Array | undefined;
  for (const word of words) {
    const found = either(haystacks.find(word), readings.find(READING + word));
    all = all ? both(all, found) : found;
  }
  // A name typed with its syllables apart.
  const isSpelled = words.length > 1 && words.every((word) => /^[a-z]+$/.test(word));
  return all && isSpelled ? either(all, readings.find(READING + words.join(''))) : all;
}

function either(all: Uint8Array, found: Uint8Array): Uint8Array {
  for (let at = 0; at < all.length; at += 1) all[at] = (all[at] as number) | (found[at] as number);
  return all;
}

function both(all: Uint8Array, found: Uint8Array): Uint8Array {
  for (let at = 0; at < all.length; at += 1) all[at] = (all[at] as number) & (found[at] as number);
  return all;
}
