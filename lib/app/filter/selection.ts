import type { Selection } from '../../domain/filter.ts';
import type { CustomerId } from '../../domain/ids.ts';
import type { CustomerList } from '../list/customer-list.ts';

/** The customers of a selection; absent when its filter asks for what there is not. Those named one by one may be gone. */
export async function chosenOf(list: CustomerList, of: Selection): Promise<CustomerId[] | undefined> {
  if ('ids' in of) return [...new Set(of.ids)];
  const found = await list.matching(of.filter);
  const except = new Set(of.except);
  return found?.map(({ id }) => id).filter((id) => !except.has(id));
}
