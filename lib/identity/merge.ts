// How two customers become one and come apart again.
//
// A merge rewrites nothing. The merged customer's record gets one register more, `mergedInto`, which says whom it is part
// of; its fields, identities, orders, notes and their history stay as they are and where they are. Whoever reads a customer
// reads the whole group: `resolveMerges` says which records make one person, `viewOfMerged` how they look together.
//
// What follows from that:
// - Nothing is lost: a value that the survivor has too is shown beside the survivor's as an alternative.
// - To unmerge is to clear the register. Both records are then what they were, byte for byte, with whatever was changed on
//   each of them in between.
// - What is added to the merged person goes to the record it was made on (`ownerOfNew`): a note on an order that came from
//   the other customer belongs to that customer and leaves with them, everything else stays with the survivor.
// - Two devices may merge, unmerge and edit at the same time: each register has one value in the end, by its stamp, and the
//   groups are worked out from the registers alone. Merges that point at each other in a circle still make one group; its
//   smallest id leads.
import type { MergeMark } from '../domain/customer.ts';
import type { ActionId, CustomerId } from '../domain/ids.ts';
import { type MergedGroups, type MergeMarks, resolveMerges } from '../domain/merged-groups.ts';
import type { EpochMs } from '../domain/time.ts';

/** The one kind of edit that merging makes. `null` clears. */
export interface MergeEdit {
  readonly kind: 'set';
  readonly table: 'customers';
  readonly id: CustomerId;
  readonly field: 'mergedInto';
  readonly value: MergeMark | null;
}

/**
 * The edits that make some customers one. Whoever already is part of the survivor's group is left alone; of another group,
 * the one who stands for it is merged, so that the group stays together when this merge is undone.
 */
export function mergeEdits(
  survivorId: CustomerId,
  others: readonly CustomerId[],
  merge: { readonly mergeId: ActionId; readonly at: EpochMs },
  marks: MergeMarks,
): MergeEdit[] {
  const { canonical } = resolveMerges(marks);
  const leader = canonical(survivorId);
  const merged = new Set(others.map(canonical).filter((id) => id !== leader));
  return [...merged].sort().map((id) => set(id, { survivorId: leader, ...merge }));
}

/** What to take apart: everything that one merge brought together, or one customer from the rest. */
export type Unmerge = { readonly mergeId: ActionId } | { readonly customerId: CustomerId };

/**
 * The edits that take merged customers apart; none where nothing is merged.
 * By `mergeId`: all that this merge joined and no later one joined anew.
 * By `customerId`: this customer leaves the group, with those who had been merged into them. Where they stand for the
 * group, the latest merge into them is undone.
 */
export function unmergeEdits(marks: MergeMarks, what: Unmerge): MergeEdit[] {
  if ('mergeId' in what) {
    return [...marks].filter(([, mark]) => mark.mergeId === what.mergeId).map(([id]) => set(id, null));
  }
  const { customerId } = what;
  const { canonical } = resolveMerges(marks);
  const own = marks.get(customerId);
  if (own !== undefined) {
    const left = new Set([customerId]);
    // In a circle the way back leads to them as well: those who are on it let go of them too.
    for (let at = own.survivorId; !left.has(at); ) {
      const mark = marks.get(at);
      if (mark === undefined) return [set(customerId, null)];
      if (mark.survivorId === customerId) return [set(customerId, null), set(at, null)];
      left.add(at);
      at = mark.survivorId;
    }
    return [set(customerId, null)];
  }
  const into = [...marks.values()].filter(({ survivorId }) => survivorId === customerId);
  const latest = into.toSorted((a, b) => b.at - a.at || (a.mergeId < b.mergeId ? 1 : -1))[0];
  if (latest === undefined || canonical(customerId) !== customerId) return [];
  return unmergeEdits(marks, { mergeId: latest.mergeId });
}

/**
 * Whose record something new belongs to while people are merged: the customer's whose order, message or note it was made
 * on, where that one is of the group; else the person's own.
 */
export function ownerOfNew(groups: MergedGroups, person: CustomerId, madeOn?: CustomerId): CustomerId {
  const leader = groups.canonical(person);
  return madeOn !== undefined && groups.canonical(madeOn) === leader ? madeOn : leader;
}

const set = (id: CustomerId, value: MergeMark | null): MergeEdit => ({
  kind: 'set',
  table: 'customers',
  id,
  field: 'mergedInto',
  value,
});
