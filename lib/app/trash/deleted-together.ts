import type { MergeMark } from '../../domain/customer.ts';
import type { ActionId, CustomerId } from '../../domain/ids.ts';
import { resolveMerges } from '../../domain/merged-groups.ts';
import type { Reader } from '../../storage/reader.ts';
import type { DeletedRecord } from './deletions.ts';

/** By `table/id`. */
export type Records = ReadonlyMap<string, DeletedRecord>;

/** Who was one person when they were deleted. */
export interface DeletedTogether {
  /** The customers that were one person with a deleted one and are deleted still; whoever stands for them first. */
  of(reader: Reader, deleted: DeletedRecord, records: Records): Promise<readonly DeletedRecord[]>;
  forget(): void;
}

/** Each action's people are read once, however many of them are asked about. */
export function createDeletedTogether(): DeletedTogether {
  const byAction = new Map<ActionId, Promise<ReadonlyMap<string, readonly CustomerId[]>>>();

  async function read(reader: Reader, ids: readonly CustomerId[]): Promise<ReadonlyMap<string, readonly CustomerId[]>> {
    if (ids.length < 2 || !(await reader.knowsMerges())) return new Map();
    const there = new Set(ids);
    const marks = new Map<CustomerId, MergeMark>();
    for (const record of await Promise.all(ids.map((id) => reader.stored('customers', id)))) {
      const mark = record?.fields.mergedInto as MergeMark | null | undefined;
      if (record && mark) marks.set(record.id as CustomerId, mark);
    }
    const groups = resolveMerges(marks, (id) => there.has(id));
    return new Map(ids.map((id) => [id, groups.members(id)]));
  }

  return {
    async of(reader, deleted, records) {
      const { actionId, id } = deleted;
      let known = byAction.get(actionId);
      if (!known) {
        const along = [...records.values()].filter((one) => one.table === 'customers' && one.actionId === actionId);
        known = read(
          reader,
          along.map((one) => one.id as CustomerId),
        );
        byAction.set(actionId, known);
      }
      const group = ((await known).get(id) ?? [id as CustomerId]).flatMap((one) => {
        const found = records.get(`customers/${one}`);
        return found?.actionId === actionId ? [found] : [];
      });
      return group.length > 0 ? group : [deleted];
    },
    forget: () => byAction.clear(),
  };
}
