import { type CustomField, customRegister, fieldOfRegister } from '../../lib/domain/custom-field.ts';
import type { ListSort } from '../../lib/domain/filter.ts';
import { CUSTOMER_SORTS, type CustomSort } from '../../lib/domain/profile.ts';
import type { Translate } from '../../lib/i18n/catalogue.ts';

const COLUMN = {
  name: 'list.column.name',
  email: 'field.email',
  score: 'list.column.score',
  stage: 'list.column.stage',
  orderCount: 'list.column.orders',
  net: 'list.column.net',
  lastPurchaseAt: 'list.column.last',
  noteCount: 'list.column.notes',
} as const;

/** The field by whose values a list is put in order; absent for any other order, and for a field that is gone. */
export const fieldOfSort = (sort: ListSort, fields: readonly CustomField[]): CustomField | undefined =>
  fields.find(({ id }) => id === fieldOfRegister(sort));

/** Every order there is, by the name of its column; a field of the shop's own by its name. */
export function sortNames(t: Translate, fields: readonly CustomField[]) {
  const fixed = CUSTOMER_SORTS.map((sort) => ({ sort: sort as ListSort, name: t(COLUMN[sort]) }));
  const own = fields.flatMap(({ id, name, archived }) =>
    archived ? [] : [{ sort: customRegister(id) as CustomSort as ListSort, name }],
  );
  return [...fixed, ...own];
}
