import type { CustomField } from '../domain/custom-field.ts';
import type { CustomValue } from '../domain/custom-value.ts';
import type { Translator } from './translator.ts';

/** A custom field's value as it reads in a language. A choice that is on file no more is told by a dash. */
export function customText(
  { choices }: Pick<CustomField, 'choices'>,
  value: CustomValue,
  { t, number, money, plainDate }: Pick<Translator, 't' | 'number' | 'money' | 'plainDate'>,
): string {
  const labelOf = (id: string) => choices.find((choice) => choice.id === id)?.label;
  if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no');
  if (typeof value === 'number') return number(value);
  if (Array.isArray(value)) return value.map((id) => labelOf(id) ?? '—').join(', ');
  if (typeof value === 'object') return money(value.amountMinor, value.currency);
  return labelOf(value) ?? plainDate(value);
}
