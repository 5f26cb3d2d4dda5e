import type { Translator } from '../../lib/i18n/translator.ts';
import type { ImportRow } from '../../lib/transfer/import-row.ts';
import type { PlainTarget } from '../../lib/transfer/mapping.ts';

/** What a row will put on file in one place, as the pages of the dashboard will show it; empty where it has nothing. */
export function valueText({ customer, order }: ImportRow, target: PlainTarget, translator: Translator): string {
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
      return customer.accounts.map(accountName).join(', ');
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
  }
}

/** `platform:shop:name` → name. */
const accountName = (account: string): string => account.slice(account.lastIndexOf(':') + 1).replaceAll('%3A', ':');
