import { type CustomField, customRegister, fieldOfRegister } from '../../lib/domain/custom-field.ts';
import type { ListSort } from '../../lib/domain/filter.ts';
import { CUSTOMER_SORTS, type CustomerRow, type CustomSort, MODEL_SORTS } from '../../lib/domain/profile.ts';
import type { Translate } from '../../lib/i18n/catalogue.ts';
import { customText } from '../../lib/i18n/custom-text.ts';
import type { Translator } from '../../lib/i18n/translator.ts';
import { probability } from '../../lib/view/shares.ts';
import { aboutMinor } from '../scoring/outlook-words.ts';

const COLUMN = {
  name: 'list.column.name',
  email: 'field.email',
  score: 'list.column.score',
  stage: 'list.column.stage',
  orderCount: 'list.column.orders',
  net: 'list.column.net',
  lastPurchaseAt: 'list.column.last',
  noteCount: 'list.column.notes',
  clv12: 'list.column.clv12',
  pBuy: 'list.column.pBuy',
  loss: 'list.column.loss',
} as const;

/** The column of what a list is in the order of, where no other column shows it. */
export interface SortColumn {
  readonly title: string;
  /** Numbers stand at the end of theirs. */
  readonly isNumber: boolean;
  /** What of a customer stands in it; absent for what is unknown. */
  text(row: CustomerRow, translator: Translator): string | undefined;
  /** Why nothing stands there. */
  readonly why: string;
}

/** Absent for an order that has a column anyway, and for a field that is gone. */
export function sortColumn(sort: ListSort, fields: readonly CustomField[], t: Translate): SortColumn | undefined {
  const model = MODEL_SORTS.find((one) => one === sort);
  if (model) return { title: t(COLUMN[model]), isNumber: true, text: toldText, why: t(`list.unknown.${model}`) };
  const field = fields.find(({ id }) => id === fieldOfRegister(sort));
  return (
    field && {
      ...{ title: field.name, isNumber: false, why: t('common.none') },
      text: ({ value }, translator) => (value === undefined ? undefined : customText(field, value, translator)),
    }
  );
}

/** A chance, or an amount that is foretold: no more of its digits than can be known. */
function toldText({ told }: CustomerRow, { language, money }: Translator): string | undefined {
  if (!told) return undefined;
  if ('share' in told) return probability(language, told.share);
  return money(aboutMinor(told.amountMinor, told.currency), told.currency);
}

/** Every order there is, by the name of its column; a field of the shop's own by its name. */
export function sortNames(t: Translate, fields: readonly CustomField[]) {
  const fixed = CUSTOMER_SORTS.map((sort) => ({ sort: sort as ListSort, name: t(COLUMN[sort]) }));
  const own = fields.flatMap(({ id, name, archived }) =>
    archived ? [] : [{ sort: customRegister(id) as CustomSort as ListSort, name }],
  );
  return [...fixed, ...own];
}
