import type { FileState } from '../../storage/database.ts';
import type { Store } from '../../storage/store.ts';
import type { Whole } from '../../storage/whole.ts';

/**
 * Everybody on file, each whole and once, or those of whom something may have changed since a state. Who was merged into
 * somebody comes with them. Not one moment's picture, as the store's own scan.
 */
export async function* everybody(store: Pick<Store, 'read' | 'people'>, since?: FileState): AsyncIterable<Whole> {
  const leaders = await leadersOfMerged(store);
  const due = new Set<string>();
  for await (const person of store.people(since)) {
    const leader = leaders.get(person.id);
    if (leader === undefined) yield { ...person, members: [person] };
    else due.add(leader);
  }
  for (const id of due) yield await store.read((reader) => reader.whole(id));
}

/** Who stands for each of those who are on file in several records. */
async function leadersOfMerged(store: Pick<Store, 'read'>): Promise<ReadonlyMap<string, string>> {
  return store.read(async (reader) => {
    const leaders = new Map<string, string>();
    if (!(await reader.knowsMerges())) return leaders;
    for (const { id, members } of (await reader.summaries()).values())
      if (members) for (const one of [id, ...members]) leaders.set(one, id);
    return leaders;
  });
}
