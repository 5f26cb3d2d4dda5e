import type { CustomField } from '../../domain/custom-field.ts';
import { searchText } from '../../domain/custom-value.ts';
import type { Summary } from '../../domain/summary.ts';
import { nameTerms } from '../../search/name-terms.ts';
import { fold, isUnspaced } from '../../text/fold.ts';

// Stands before a reading, which is found from its beginning only: of 李晓梅 "xiao", but not "iao".
const READING = '\u0001';

/** All that a text filter looks through of a customer: what a list knows of them, folded, and how a Chinese name is read. */
export function haystackOf(summary: Summary, fields: readonly CustomField[]): string {
  const { name, company, email, phone, others, tags, custom = {} } = summary;
  const plain = fold(name);
  const texts = [plain, fold(company), fold(email), fold(phone), phone.replace(/\D/g, '')];
  if (others !== '') texts.push(...others.split('\n').map(fold));
  for (const tag of tags) texts.push(fold(tag));
  for (const field of fields) {
    const value = custom[field.id];
    if (value !== undefined) texts.push(fold(searchText(field, value)));
  }
  let text = texts.join('\n');
  if (isUnspaced(plain.charCodeAt(0)))
    nameTerms(plain, (_kind, pieces) => {
      const reading = pieces.reduce((all, piece) => all + piece.text, '');
      if (reading !== '' && !isUnspaced(reading.charCodeAt(0))) text += READING + reading;
    });
  return text;
}

/** Tells which haystacks have every word of a filter; absent for a filter without words. */
export function wordsIn(filter: string): ((haystack: string) => boolean) | undefined {
  const words = fold(filter).split(' ').filter(Boolean);
  if (words.length === 0) return undefined;
  const wanted = words.map((word) => [word, READING + word] as const);
  // A name typed with its syllables apart.
  const together = words.length > 1 && words.every((word) => /^[a-z]+$/.test(word)) ? READING + words.join('') : '';
  return (haystack) =>
    wanted.every(([word, reading]) => containsPlain(haystack, word) || haystack.includes(reading)) ||
    (together !== '' && haystack.includes(together));
}

/** In what is not a reading. */
function containsPlain(haystack: string, word: string): boolean {
  const at = haystack.indexOf(word);
  if (at < 0) return false;
  const end = haystack.indexOf(READING);
  return end < 0 || at < end;
}
