import type { Translate } from '../../lib/i18n/catalogue.ts';

/** What to call somebody: name or contact, else the number of an order, so that two without a name are told apart. */
export function calledText(
  t: Translate,
  { name, order }: { readonly name: string; readonly order?: string | undefined },
): string {
  if (name !== '') return name;
  return order === undefined ? t('common.no-name') : t('today.order', { number: order });
}
