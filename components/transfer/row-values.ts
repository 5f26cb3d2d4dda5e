import type { CustomField } from '../../lib/domain/custom-field.ts';
import { readCustomValue } from '../../lib/domain/custom-value.ts';
import type { Translate } from '../../lib/i18n/catalogue.ts';
import { customText } from '../../lib/i18n/custom-text.ts';
import type { Translator } from '../../lib/i18n/translator.ts';
import type { ImportRow } from '../../lib/transfer/import-row.ts';
import type { PlainTarget, Target } from '../../lib/transfer/mapping.ts';

/** What a row will put on file in one place, as the pages of the dashboard will show it; empty where it has nothing. */
export function valueText(
  { customer, order }: ImportRow,
  target: Target,
  translator: Translator,
  fields: readonly CustomField[],
): string {
  const { t } = translator;
  const money = (minor: number | undefined) =>
    minor === undefined ? '' : order?.currency ? translator.money(minor, order.currency) : String(minor);
  switch (target) {
    case 'customer.id':
      return customer.externalId ?? '';
    case 'customer.name':
      return customer.name ?? '';
    case 'customer.email':
      return customer.emails.join(', ');
    case 'customer.phone':
      return customer.phones.join(', ');
    case 'customer.company':
      return customer.company ?? '';
    case 'customer.address':
      return customer.address ?? '';
    case 'customer.birthday':
      return customer.birthday === undefined ? '' : translator.plainDate(customer.birthday);
    case 'customer.sex':
      return customer.sex === undefined ? '' : t(`sex.${customer.sex}`);
    case 'customer.language':
      return customer.language === undefined ? '' : translator.languageName(customer.language);
    case 'customer.tags':
      return customer.tags.join(', ');
    case 'customer.note':
      return customer.note ?? '';
    case 'customer.account':
      return [...customer.accounts, ...(customer.others ?? []).map(({ key }) => key)].map(accountName).join(', ');
    case 'order.number':
      return order?.number ?? '';
    case 'order.placedAt':
      return order?.placedAt === undefined ? '' : translator.dateTime(order.placedAt);
    case 'order.total':
      return money(order?.totalMinor);
    case 'order.currency':
      return order?.currency ?? '';
    case 'order.status':
      return order?.status ? t(`status.${order.status}`) : (order?.statusLabel ?? '');
    case 'order.refunded':
      return money(order?.refundedMinor);
    case 'line.sku':
      return order?.line?.sku ?? '';
    case 'line.name':
      return order?.line?.name ?? '';
    case 'line.quantity':
      return order?.line ? translator.number(order.line.quantity) : '';
    case 'line.unitPrice':
      return money(order?.line?.unitMinor);
    case 'line.total':
      return money(order?.line?.totalMinor);
    default: {
      const id = target.slice(FIELD.length);
      const text = customer.fields.get(id) ?? '';
      const field = fields.find((one) => one.id === id);
      const read = field && readCustomValue(field, text);
      return field && read?.ok && read.value !== null ? customText(field, read.value, translator) : text;
    }
  }
}

const FIELD = 'field:';

/** What a target is called. */
export function targetText(t: Translate, target: Target, fields: readonly CustomField[]): string {
  return isPlain(target)
    ? t(`target.${target}`)
    : (fields.find(({ id }) => id === target.slice(FIELD.length))?.name ?? '');
}

const isPlain = (target: Target): target is PlainTarget => !target.startsWith(FIELD);

/** `platform:shop:name` → name. */
const accountName = (account: string): string => account.slice(account.lastIndexOf(':') + 1).replaceAll('%3A', ':');
