import type { ActivityEntry } from '../../lib/domain/activity.ts';
import type { CustomField } from '../../lib/domain/custom-field.ts';
import { actionText } from '../../lib/i18n/sentences.ts';
import type { Translator } from '../../lib/i18n/translator.ts';
import { fieldName } from '../customer/history-words.ts';

/** Registers that every new record has, or that say no more than the action itself. */
const UNTOLD: readonly string[] = ['createdAt', 'customerId', 'orderId', 'deleted', 'position', 'mergedInto'];

/** What was done: "Edited", "Import of customers.csv: 2,310 customers". */
export function whatText({ action, file, rows, customerCount }: ActivityEntry, { t }: Pick<Translator, 't'>): string {
  if (action === 'imports.run' && file !== undefined) return t('activity.import', { file, n: rows ?? customerCount });
  if (action === 'trash.erase' && rows !== undefined) return t('trash.erased', { n: rows });
  return actionText(t, action);
}

/** Whom or what it concerned, where that is not told as a link; empty where the count is told already. */
export function whoText({ action, customers, customerCount, things }: ActivityEntry, translator: Translator): string {
  const { t, list } = translator;
  if (action === 'imports.run') return '';
  if (customerCount === 0) return list(things);
  if (customers.length === 0) return t('activity.customers', { n: customerCount });
  const names = customers.map(({ name }) => name || t('common.no-name'));
  const more = customerCount - customers.length;
  return list(more > 0 ? [...names, t('activity.who.more', { n: more })] : names);
}

/** Which fields it changed, where that says more than the action. */
export function fieldsText(
  { action, fields }: ActivityEntry,
  custom: readonly CustomField[],
  translator: Translator,
): string {
  if (!/^(customers\.update|fields\.(set|expire)|history\.putBack|bulk\.)/.test(action)) return '';
  const names = fields.filter(({ field }) => !UNTOLD.includes(field)).map((one) => fieldName(one, custom, translator));
  return names.length === 0 ? '' : translator.list([...new Set(names)]);
}
