import type { CustomerId } from '../../domain/ids.ts';
import type { Edit } from '../../storage/action.ts';
import type { AppDeps } from '../deps.ts';

/** The edits that remember that what a page calls a person is not this customer. */
export function rejectionEdits(deps: Pick<AppDeps, 'nameId'>, personKey: string, customerId: CustomerId): Edit[] {
  const id = deps.nameId('rejection', `${personKey} ${customerId}`);
  const set = (field: string, value: unknown): Edit => ({ kind: 'set', table: 'rejections', id, field, value });
  return [set('personKey', personKey), set('customerId', customerId), set('deleted', false)];
}
