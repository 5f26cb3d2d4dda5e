import type { ListSort } from '../domain/filter.ts';

export interface ListOrder {
  readonly sort: ListSort;
  readonly descending: boolean;
}

/** What a list turns to first: texts and stages upwards, everything else from the most. */
const ASCENDING_FIRST: readonly ListSort[] = ['name', 'email', 'stage'];

/** The order after one is chosen: by the same again the list turns round. @param first whether another begins with the most */
export const nextOrder = (
  { sort, descending }: ListOrder,
  next: ListSort,
  first = !ASCENDING_FIRST.includes(next),
): ListOrder => ({ sort: next, descending: next === sort ? !descending : first });
