import { fieldOfRegister } from './custom-field.ts';
import { CUSTOMER_FIELDS, type Customer, type CustomerField } from './customer.ts';
import type { CustomerId } from './ids.ts';

/** Another value of a field, of somebody who was merged. */
export interface Alternative {
  readonly customerId: CustomerId;
  readonly value: string;
}

/** Several merged records as one person. */
export interface MergedView {
  /** With the survivor's id. A field the survivor lacks, the shop's own too, has the others' value; tags are everybody's. */
  readonly customer: Customer;
  /** Whose value each shown field is, where it is not the survivor's. */
  readonly borrowed: ReadonlyMap<CustomerField, CustomerId>;
  /** Every other value of a field, each once. */
  readonly alternatives: ReadonlyMap<CustomerField, readonly Alternative[]>;
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
  const { mergedInto: _, ...own } = survivor;
  const customer = {
    ...own,
    ...customOf([survivor, ...others]),
    ...fields,
    tags: [...new Set([survivor, ...others].flatMap(({ tags }) => tags))],
    createdAt: Math.min(...records.map(({ createdAt }) => createdAt)),
  } as Customer;
  return { customer, borrowed, alternatives };
}

/** The values of the shop's own fields, by register: of several, the first's. */
function customOf(records: readonly Customer[]): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const record of records.toReversed())
    for (const [register, value] of Object.entries(record))
      if (fieldOfRegister(register) !== undefined && value !== null && value !== undefined) values[register] = value;
  return values;
}
