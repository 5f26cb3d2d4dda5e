import { customRegister, fieldOfRegister } from './custom-field.ts';
import { type CustomValue, isSameValue, storedValue } from './custom-value.ts';
import { CUSTOMER_FIELDS, type Customer, type CustomerField } from './customer.ts';
import type { CustomerId, FieldId } from './ids.ts';

/** Another value of a field, of somebody who was merged. */
export interface Alternative {
  readonly customerId: CustomerId;
  readonly value: string;
}

/** What a record has in one of the shop's own fields. */
interface OwnValue {
  readonly customerId: CustomerId;
  readonly value: unknown;
}

/** Several merged records as one person. */
export interface MergedView {
  /** With the survivor's id. A field the survivor lacks, the shop's own too, has the others' value; tags are everybody's. */
  readonly customer: Customer;
  /** Whose value each shown field is, where it is not the survivor's. */
  readonly borrowed: ReadonlyMap<CustomerField, CustomerId>;
  /** Every other value of a field, each once. */
  readonly alternatives: ReadonlyMap<CustomerField, readonly Alternative[]>;
  /** Every value of the shop's own fields, each once; the first is shown. */
  readonly own: ReadonlyMap<FieldId, readonly OwnValue[]>;
}

/**
 * How merged customers look together. Of the others, who was on file first comes first, so that every browser shows the
 * same. Undefined for nobody; one alone looks as they are.
 * @param records the survivor first
 */
export function viewOfMerged(records: readonly Customer[]): MergedView | undefined {
  const [survivor, ...rest] = records;
  if (survivor === undefined) return undefined;
  const others = rest.toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  const borrowed = new Map<CustomerField, CustomerId>();
  const alternatives = new Map<CustomerField, readonly Alternative[]>();
  const fields: Partial<Record<CustomerField, string>> = {};
  for (const field of CUSTOMER_FIELDS) {
    const values = [survivor, ...others].flatMap((record): Alternative[] => {
      const value = record[field];
      return value === undefined || value === '' ? [] : [{ customerId: record.id, value }];
    });
    const [shown] = values;
    if (shown === undefined) continue;
    fields[field] = shown.value;
    if (shown.customerId !== survivor.id) borrowed.set(field, shown.customerId);
    const different = values.filter(
      ({ value }, at) => value !== shown.value && values.findIndex((other) => other.value === value) === at,
    );
    if (different.length > 0) alternatives.set(field, different);
  }
  const { mergedInto: _, ...survivors } = survivor;
  const own = ownValues([survivor, ...others]);
  const customer = {
    ...survivors,
    ...Object.fromEntries(Array.from(own, ([id, [first]]) => [customRegister(id), first?.value])),
    ...fields,
    tags: [...new Set([survivor, ...others].flatMap(({ tags }) => tags))],
    createdAt: Math.min(...records.map(({ createdAt }) => createdAt)),
  } as Customer;
  return { customer, borrowed, alternatives, own };
}

/** The values of the shop's own fields, those of who comes first first. */
function ownValues(records: readonly Customer[]): Map<FieldId, OwnValue[]> {
  const values = new Map<FieldId, OwnValue[]>();
  for (const record of records)
    for (const [register, value] of Object.entries(record)) {
      const id = fieldOfRegister(register);
      if (id === undefined || value === null || value === undefined) continue;
      const known = values.get(id) ?? [];
      if (!known.some((other) => isSameValue(other.value, value)))
        values.set(id, [...known, { customerId: record.id, value }]);
    }
  return values;
}

/** By field what other records have in the shop's own fields where one value is shown. What no version of ours wrote is left out. */
export function otherOwnValues({ own }: MergedView): Map<FieldId, { customerId: CustomerId; value: CustomValue }[]> {
  const found = new Map<FieldId, { customerId: CustomerId; value: CustomValue }[]>();
  for (const [id, [, ...others]] of own) {
    const values = others.flatMap(({ customerId, value }) => {
      const read = storedValue(value);
      return read === undefined ? [] : [{ customerId, value: read }];
    });
    if (values.length > 0) found.set(id, values);
  }
  return found;
}
