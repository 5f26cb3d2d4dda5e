import { ATTRIBUTES } from '../domain/attributes.ts';
import type { Condition } from '../domain/filter.ts';
import { hashOf } from './dashboard-route.ts';

/** The address of the list of those of whom all of it holds; absent when the list cannot be asked for that. */
export function peopleHash(where: readonly Condition[]): string | undefined {
  if (!where.every(({ attribute }) => Object.hasOwn(ATTRIBUTES, attribute))) return undefined;
  return hashOf({ page: 'customers', filter: { text: '', where: [...where] } });
}

/** Of whom an attribute has one of these values. */
export const anyOf = (attribute: string, ...values: readonly string[]): Condition => ({
  attribute,
  is: 'any-of',
  values: [...values],
});

/** Of whom an attribute has none of these values. */
export const noneOf = (attribute: string, ...values: readonly string[]): Condition => ({
  attribute,
  is: 'none-of',
  values: [...values],
});

/** Of whom a number is exactly this. */
export const exactly = (attribute: string, value: number): Condition => ({
  attribute,
  is: 'between',
  from: value,
  to: value,
});
