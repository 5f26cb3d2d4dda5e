import type { MergeMark } from '../domain/customer.ts';
import type { ActionId, CustomerId } from '../domain/ids.ts';
import { resolveMerges } from '../domain/merged-groups.ts';
import { mergeEdits, unmergeEdits } from '../identity/merge.ts';
import type { Edit } from '../storage/action.ts';
import type { Reader } from '../storage/reader.ts';
import { type AppDeps, done, type HandlersOf, notFound } from './deps.ts';
import { type Pair, pairEdits, pairsOf, rejectedPairs } from './rejected-pairs.ts';

const USER = { type: 'user' as const };

/**
 * The edits that make one person of each group of customers; the first of a group stands for it. That two of them were
 * said to be two is forgotten. `known` counts the groups whose first is on file.
 */
export async function joinEdits(
  reader: Reader,
  deps: Pick<AppDeps, 'now' | 'nameId'>,
  groups: readonly (readonly CustomerId[])[],
  mergeId: ActionId,
): Promise<{ edits: Edit[]; merged: number; known: number }> {
  const edits: Edit[] = [];
  /** Who is one person by these edits, by who stands for them. */
  const together = new Map<CustomerId, CustomerId>();
  let known = 0;
  for (const ids of groups) {
    const [survivor, ...others] = await onFile(reader, ids);
    if (survivor === undefined || survivor !== ids[0]) continue;
    known += 1;
    const marks = new Map<CustomerId, MergeMark>();
    for (const id of [survivor, ...others])
      for (const [one, mark] of (await reader.tied(id)).marks) marks.set(one, mark);
    const own = mergeEdits(survivor, others, { mergeId, at: deps.now() }, marks);
    for (const { id, value } of own) if (value) marks.set(id, value);
    if (own.length > 0) for (const id of resolveMerges(marks).members(survivor)) together.set(id, survivor);
    edits.push(...own);
  }
  const noLongerTwo = (await rejectedPairs(reader)).filter(
    ([a, b]) => together.has(a) && together.get(a) === together.get(b),
  );
  return {
    edits: [...edits, ...noLongerTwo.flatMap((pair) => pairEdits(deps, pair, false))],
    merged: edits.length,
    known,
  };
}

async function onFile(reader: Reader, ids: readonly CustomerId[]): Promise<CustomerId[]> {
  const found = await Promise.all(ids.map((id) => reader.get('customers', id)));
  return ids.filter((_, at) => found[at] !== undefined);
}

/** Makes customers one person, and takes them apart. */
export function mergeHandlers(deps: AppDeps): HandlersOf<'merges'> {
  return {
    async 'merges.join'({ actionId, groups }) {
      const merged = await deps.store.commit({ id: actionId, name: 'merges.join', source: USER }, async (reader) => {
        const joined = await joinEdits(reader, deps, groups, actionId);
        return { edits: joined.edits, reply: joined.known === 0 ? null : joined.merged };
      });
      return merged === null ? notFound : done({ actionId, merged });
    },

    async 'merges.part'({ actionId, customerId }) {
      const parted = await deps.store.commit({ id: actionId, name: 'merges.part', source: USER }, async (reader) => {
        const { marks, groups } = await reader.tied(customerId);
        const edits = unmergeEdits(marks, { customerId });
        const left = new Set(edits.map(({ id }) => id));
        // Whoever was taken apart by hand is not to be found again as one and merged with all the others.
        const two = edits.flatMap(({ id }): Pair[] =>
          groups
            .members(id)
            .filter((other) => !left.has(other))
            .map((other) => [id, other]),
        );
        return { edits: [...edits, ...two.flatMap((pair) => pairEdits(deps, pair, true))], reply: [...left] };
      });
      return parted.length === 0 ? notFound : done({ actionId, customerIds: parted });
    },

    async 'merges.reject'({ actionId, customerIds }) {
      await deps.store.commit({ id: actionId, name: 'merges.reject', source: USER }, async () => ({
        edits: [...pairsOf(customerIds)].flatMap((pair) => pairEdits(deps, pair, true)),
        reply: true,
      }));
      return done({ actionId });
    },
  };
}
