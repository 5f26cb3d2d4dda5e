import type { CustomField } from '../../../lib/domain/custom-field.ts';
import { type CustomValue, typedText } from '../../../lib/domain/custom-value.ts';
import type { ExportPerson } from '../../../lib/messaging/contract.ts';
import type { ExportWords } from '../../../lib/messaging/file-work.ts';
import type { Cell } from '../../../lib/transfer/cell.ts';

type Words = Pick<ExportWords, 'yes' | 'no'>;

/** What a custom field's column is called: its name, with the currency of its amounts. */
export const fieldHeader = ({ name, kind, currency }: CustomField): string =>
  kind === 'money' && currency ? `${name} (${currency})` : name;

/** A person's values of the shop's own fields, a cell a field. */
export const customCells = (person: ExportPerson, fields: readonly CustomField[], words: Words): Cell[] =>
  fields.map((field) => cellOf(field, person.custom?.[field.id], words));

function cellOf(field: CustomField, value: CustomValue | undefined, words: Words): Cell {
  if (value === undefined || typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'object' && !Array.isArray(value))
    // A number where the column says its currency, else with its own beside it.
    return value.currency === field.currency ? value : typedText(value);
  if (field.kind === 'date') return { day: String(value) };
  const ids: readonly string[] = Array.isArray(value) ? value : [value];
  if (field.kind !== 'choice' && field.kind !== 'choices') return String(value);
  return ids.map((id) => field.choices.find((choice) => choice.id === id)?.label ?? '').join('; ');
}

/** The same as pairs of texts, for a contact card. */
export const customPairs = (
  person: ExportPerson,
  fields: readonly CustomField[],
  words: Words,
): [name: string, value: string][] =>
  fields.flatMap((field): [string, string][] => {
    const value = person.custom?.[field.id];
    if (value === undefined) return [];
    return [[field.name, textOf(field, value, words)]];
  });

/** What merged records have in the shop's own fields otherwise, a line a value: `Size: 42`. */
export const otherCustomLines = (
  { otherCustom = {} }: ExportPerson,
  fields: readonly CustomField[],
  words: Words,
): string[] =>
  fields.flatMap((field) =>
    (otherCustom[field.id] ?? []).map((value) => `${field.name}: ${textOf(field, value, words)}`),
  );

function textOf(field: CustomField, value: CustomValue, words: Words): string {
  const cell = cellOf(field, value, words);
  return typeof cell === 'object' ? typedText(value) : String(cell);
}
