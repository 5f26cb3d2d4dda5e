import { type CustomField, fieldOfRegister } from '../../lib/domain/custom-field.ts';
import { storedValue } from '../../lib/domain/custom-value.ts';
import type { HistoryEntry } from '../../lib/domain/profile.ts';
import { customText } from '../../lib/i18n/custom-text.ts';
import { fieldText } from '../../lib/i18n/sentences.ts';
import type { Translator } from '../../lib/i18n/translator.ts';

const MOST_CHARS = 500;
/** What belongs to whom and when it began is told by the rest. */
const UNTOLD: readonly string[] = ['customerId', 'orderId', 'position', 'createdAt', 'mergedInto'];

/** Whether an entry says something to a reader. */
export const isTold = ({ field }: HistoryEntry): boolean => !UNTOLD.includes(field);

const customOf = (entry: Pick<HistoryEntry, 'field'>, fields: readonly CustomField[]): CustomField | undefined => {
  const id = fieldOfRegister(entry.field);
  return id === undefined ? undefined : fields.find((field) => field.id === id);
};

/** What the field of an entry is called. */
export function fieldName(
  entry: Pick<HistoryEntry, 'table' | 'field'>,
  fields: readonly CustomField[],
  { t }: Pick<Translator, 't'>,
): string {
  if (fieldOfRegister(entry.field) !== undefined) return customOf(entry, fields)?.name ?? t('field.custom');
  return fieldText(t, entry.table, entry.field);
}

/** A value of an entry's field as it reads. */
export function valueText(
  entry: Pick<HistoryEntry, 'field'>,
  value: unknown,
  fields: readonly CustomField[],
  translator: Translator,
): string {
  const { t, plainDate, languageName, list } = translator;
  if (value === undefined || value === null || value === '') return t('history.nothing');
  const custom = customOf(entry, fields);
  const read = custom && storedValue(value);
  if (custom && read !== undefined) return customText(custom, read, translator);
  if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no');
  if (entry.field === 'sex') return t(`sex.${value as 'female'}`);
  if (entry.field === 'language') return languageName(String(value));
  if (entry.field === 'birthday') return plainDate(String(value));
  // A record that came in whole holds its tags in one value.
  if (Array.isArray(value)) return value.length === 0 ? t('history.nothing') : list(value.map(String));
  return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, MOST_CHARS);
}

/** What an entry says, as one line. */
export function changeText(entry: HistoryEntry, fields: readonly CustomField[], translator: Translator): string {
  const { t } = translator;
  const field = fieldName(entry, fields, translator);
  if (entry.field === 'deleted') return t(entry.after === true ? 'history.deleted' : 'history.restored');
  if (entry.element !== undefined)
    return t(entry.before === undefined ? 'history.added' : 'history.removed', { what: field, value: entry.element });
  const [before, after] = [entry.before, entry.after].map((value) => valueText(entry, value, fields, translator));
  return t('history.change', { field, before: before ?? '', after: after ?? '' });
}
