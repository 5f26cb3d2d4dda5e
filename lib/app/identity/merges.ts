import type { MergeMark } from '../../domain/customer.ts';
import type { ActionId, CustomerId } from '../../domain/ids.ts';
import { resolveMerges } from '../../domain/merged-groups.ts';
import { type MergeEdit, mergeEdits, unmergeEdits } from '../../identity/merge.ts';
import type { Edit } from '../../storage/action.ts';
import type { LoadPerson } from '../../storage/load-moves.ts';
import type { Reader } from '../../storage/reader.ts';
import { type AppDeps, done, type HandlersOf, notFound, notMerged } from '../deps.ts';
import type { LongActions, ShowProgress } from '../long-actions.ts';
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
  const { edits, together, known } = await markEdits(reader, deps, groups, mergeId);
  const noLongerTwo = (await rejectedPairs(reader)).filter(
    ([a, b]) => together.has(a) && together.get(a) === together.get(b),
  );
  return {
    edits: [...edits, ...noLongerTwo.flatMap((pair) => pairEdits(deps, pair, false))],
    merged: edits.length,
    known,
  };
}

/**
 * The marks alone, and who is one person by them: by each of them who stands for them.
 * @param soFar the marks that the same action makes of groups before these; those made here are put in
 */
async function markEdits(
  reader: Reader,
  deps: Pick<AppDeps, 'now'>,
  groups: readonly (readonly CustomerId[])[],
  mergeId: ActionId,
  soFar = new Map<CustomerId, MergeMark>(),
): Promise<{ edits: MergeEdit[]; together: ReadonlyMap<CustomerId, CustomerId>; known: number }> {
  const edits: MergeEdit[] = [];
  const together = new Map<CustomerId, CustomerId>();
  let known = 0;
  // Asked all at once: one after the other the waiting would be most of the time.
  const found = await Promise.all(
    groups.map(async (ids) => {
      const there = await onFile(reader, ids);
      return { ids, there, tied: await Promise.all(there.map(reader.tied)) };
    }),
  );
  for (const { ids, there, tied: all } of found) {
    const [survivor, ...others] = there;
    if (survivor === undefined || survivor !== ids[0]) continue;
    known += 1;
    const marks = new Map<CustomerId, MergeMark>();
    for (const tied of all) {
      for (const [one, mark] of tied.marks) marks.set(one, mark);
      for (let at of tied.ids as CustomerId[])
        for (let mark = soFar.get(at); mark && !marks.has(at); mark = soFar.get(at)) {
          marks.set(at, mark);
          at = mark.survivorId;
        }
    }
    const own = mergeEdits(survivor, others, { mergeId, at: deps.now() }, marks);
    for (const { id, value } of own) {
      if (!value) continue;
      marks.set(id, value);
      soFar.set(id, value);
    }
    if (own.length > 0) for (const id of resolveMerges(marks).members(survivor)) together.set(id, survivor);
    edits.push(...own);
  }
  return { edits, together, known };
}

async function onFile(reader: Reader, ids: readonly CustomerId[]): Promise<CustomerId[]> {
  const found = await Promise.all(ids.map((id) => reader.get('customers', id)));
  return ids.filter((_, at) => found[at] !== undefined);
}

/** Above this many groups they are loaded at once instead of edit by edit. */
const LOAD_ABOVE = 25;
/** Groups that are read in one go: between two goes others have their turn. */
const AT_ONCE = 50;

/** Makes customers one person, and takes them apart. */
export function mergeHandlers(deps: AppDeps, long: LongActions): HandlersOf<'merges'> {
  /**
   * Many at once: all of them or, broken off, none. Who was said to be two and is one now stays remembered as two: it counts
   * again when they come apart.
   */
  async function joinMany(
    actionId: ActionId,
    groups: readonly (readonly CustomerId[])[],
    signal: AbortSignal,
    show: ShowProgress,
  ): Promise<number> {
    const pace = deps.pace();
    const marks = new Map<CustomerId, MergeMark>();
    const records = groups.reduce((sum, ids) => sum + ids.length, 0);
    let read = 0;
    async function* people(): AsyncIterable<LoadPerson> {
      for (let from = 0; from < groups.length; from += AT_ONCE) {
        const some = groups.slice(from, from + AT_ONCE);
        const found = await deps.store.read(async (reader) => {
          const { edits } = await markEdits(reader, deps, some, actionId, marks);
          return Promise.all(edits.map(async (edit) => ({ edit, held: await reader.person(edit.id) })));
        });
        for (const { edit, held } of found) {
          const before = { mergedInto: held.stored('customers')[0]?.fields.mergedInto ?? null };
          yield {
            home: edit.id,
            held,
            rows: { customers: [{ id: edit.id, fields: { mergedInto: edit.value }, before }] },
          };
        }
        read += some.reduce((sum, ids) => sum + ids.length, 0);
        show(read / 2, records);
        signal.throwIfAborted();
        if (pace.isDue()) await pace.rest();
      }
    }
    return deps.store.load({ id: actionId, name: 'merges.join', source: USER }, people(), {
      ...{ expectedPeople: records, reply: () => marks.size, signal },
      // Half of the work is to know who they are, the other half how they look together.
      onProgress: (worked) => show((read + Math.min(records, worked)) / 2, records),
    });
  }

  return {
    async 'merges.join'({ actionId, groups }) {
      if (groups.length > LOAD_ABOVE)
        return long.run(actionId, async (signal, show) => {
          const merged = await joinMany(actionId, groups, signal, show);
          return merged > 0 ? done({ actionId, merged }) : notFound;
        });
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
      return parted.length === 0 ? notMerged : done({ actionId, customerIds: parted });
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
