import type { MergeMark } from './customer.ts';
import type { CustomerId } from './ids.ts';

/** Every customer's `mergedInto` that is set. */
export type MergeMarks = ReadonlyMap<CustomerId, MergeMark>;

/** Which customers make one person. */
export interface MergedGroups {
  /** The customer that stands for the person; the id itself where nobody was merged. */
  canonical(id: CustomerId): CustomerId;
  /** Everybody in the person's group, who stands for them first, the others by id. */
  members(id: CustomerId): readonly CustomerId[];
}

/**
 * Works out the groups of all merges. A customer points to at most one other, so that following the pointers ends at
 * somebody who points to nobody, or in a circle, of which the smallest id leads.
 * @param exists whether a customer is still on file: a pointer to one who was erased counts for nothing
 */
export function resolveMerges(marks: MergeMarks, exists: (id: CustomerId) => boolean = () => true): MergedGroups {
  const leaders = new Map<CustomerId, CustomerId>();
  const next = (id: CustomerId): CustomerId | undefined => {
    const survivor = marks.get(id)?.survivorId;
    return survivor === undefined || survivor === id || !exists(survivor) ? undefined : survivor;
  };
  const leaderOf = (start: CustomerId): CustomerId => {
    const path: CustomerId[] = [];
    const seen = new Set<CustomerId>();
    let at = start;
    while (!leaders.has(at) && !seen.has(at)) {
      path.push(at);
      seen.add(at);
      const following = next(at);
      if (following === undefined) break;
      at = following;
    }
    const known = leaders.get(at);
    // Back at somebody of this very path means a circle: from them on, all are in it.
    const circle = known === undefined && next(at) !== undefined ? path.slice(path.indexOf(at)) : [at];
    const leader = known ?? circle.toSorted()[0] ?? at;
    for (const id of path) leaders.set(id, leader);
    return leader;
  };
  const groups = new Map<CustomerId, CustomerId[]>();
  for (const id of new Set([...marks.keys(), ...[...marks.values()].map(({ survivorId }) => survivorId)])) {
    if (!exists(id)) continue;
    const leader = leaderOf(id);
    const group = groups.get(leader);
    if (group === undefined) groups.set(leader, [id]);
    else group.push(id);
  }
  for (const [leader, ids] of groups) groups.set(leader, [leader, ...ids.filter((id) => id !== leader).sort()]);
  const canonical = (id: CustomerId) => leaders.get(id) ?? id;
  return { canonical, members: (id) => groups.get(canonical(id)) ?? [id] };
}
