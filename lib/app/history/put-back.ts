import { isSameValue } from '../../domain/custom-value.ts';
import type { ActionId } from '../../domain/ids.ts';
import type { Table } from '../../domain/tables.ts';
import type { Edit } from '../../storage/action.ts';
import type { Reader } from '../../storage/reader.ts';
import { isErased, liveAdds, type StoredRecord } from '../../storage/record.ts';

/** Registers that are no values: what belongs to whom, and when it began. */
const NO_VALUES: readonly string[] = ['customerId', 'orderId', 'createdAt', 'mergedInto', 'position'];

/** What one action did to one field. */
export interface FieldChange {
  readonly table: Table;
  readonly id: string;
  readonly field: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly element?: string | undefined;
  /** The action's name. */
  readonly action?: string;
}

/** What a value was removed by that may be kept no longer: it is not to come back. */
const FOR_GOOD = 'fields.expire';

/** The edit that makes a field again what it was before a change; absent where it is so already, or was nothing. */
export function puttingBack(record: StoredRecord | undefined, change: FieldChange): Edit | undefined {
  const { table, id, field, before, element, action } = change;
  if (!record || isErased(record) || NO_VALUES.includes(field) || action === FOR_GOOD) return undefined;
  if (element !== undefined) {
    const isIn = liveAdds(record, field, element).length > 0;
    return before === undefined || isIn ? undefined : { kind: 'add', table, id, field, element };
  }
  if (field === 'deleted') {
    const isBack = change.after === true && record.fields.deleted === true;
    return isBack ? { kind: 'set', table, id, field, value: null } : undefined;
  }
  if (before === undefined || before === null || before === '' || isSameValue(record.fields[field], before))
    return undefined;
  return table === 'notes' && field === 'body'
    ? { kind: 'text', table, id, field, text: String(before) }
    : { kind: 'set', table, id, field, value: before };
}

/** What an action did to one field of a record, from its effects or from what its load wrote. */
export async function changeBy(
  reader: Reader,
  actionId: ActionId,
  at: { readonly table: Table; readonly id: string; readonly field: string; readonly element?: string | undefined },
): Promise<FieldChange | undefined> {
  const action = await reader.action(actionId);
  if (!action) return undefined;
  const { table, id, field, element } = at;
  if (action.load !== undefined) {
    const loaded = (await reader.loadsOf(table, id)).find((one) => one.actionId === actionId);
    if (element !== undefined)
      return loaded?.removed[field]?.includes(element) ? { table, id, field, element, before: element } : undefined;
    return (
      loaded && { table, id, field, before: loaded.before[field], after: loaded.fields[field], action: action.name }
    );
  }
  const effect = action.effects.find(
    (one) => one.table === table && one.id === id && one.field === field && one.element === element,
  );
  if (!effect) return undefined;
  const { before, after, kind } = effect;
  if (element !== undefined) return { table, id, field, element, ...(kind === 'remove' ? { before: element } : {}) };
  return { table, id, field, before, after, action: action.name };
}
