import { type Database, EMPTY_LAYOUT, type FileState, type Layout, storeOf, watched } from './database.ts';
import type { StoreDeps } from './deps.ts';
import { HLC_ZERO, type Hlc, stampPrefix } from './hlc.ts';
import { blocksIn, byHome } from './layout.ts';
import { createPerson, type Person } from './person.ts';
import { createReader } from './reader.ts';
import { type Block, homeAt } from './segments/block.ts';
import type { Segment } from './segments/segment.ts';
import { beginRead } from './transaction.ts';

/** How far the file has come by now. */
export async function fileState(database: Database): Promise<FileState> {
  const meta = watched(database.transaction('meta')).objectStore('meta');
  const layout = ((await meta.get('layout')) as Layout | undefined) ?? EMPTY_LAYOUT;
  const clock = ((await meta.get('clock')) as Hlc | undefined) ?? HLC_ZERO;
  return { segments: layout.segments.map(({ seq }) => seq), upTo: stampPrefix(clock, 'f'.repeat(16)) };
}

/** One made of segments that were there says nothing new. */
const isNewTo = (since: FileState | undefined): ((segment: Segment) => boolean) => {
  const known = new Set(since?.segments);
  return ({ seq, of }) => !known.has(seq) && !(of && of.length > 0 && of.every((part) => known.has(part)));
};

/** Who may have changed since a state, where the journal alone tells; `many` where a load has come since. */
export async function changedSince(database: Database, since: FileState): Promise<readonly string[] | 'many'> {
  const layout = ((await storeOf(database, 'meta').get('layout')) as Layout | undefined) ?? EMPTY_LAYOUT;
  const [journal, summaries] = await Promise.all([
    storeOf(database, 'journal').getAll(),
    storeOf(database, 'summaries').getAll(),
  ]);
  // What was there and is no more can only have been laid out anew; a number that comes later is another file's.
  const present = new Set(layout.segments.flatMap(({ seq, of = [] }) => [seq, ...of]));
  const isOther = since.segments.some((seq) => seq >= layout.next || !present.has(seq));
  if (isOther || layout.segments.some((segment) => !segment.retired && isNewTo(since)(segment))) return 'many';
  const changed = new Set<string>();
  for (const { id, at } of summaries) if (at !== undefined && at > since.upTo) changed.add(id);
  for (const { homes, record } of journal)
    if (Object.values(record.stamps).some((stamp) => stamp > since.upTo)) for (const home of homes) changed.add(home);
  return [...changed];
}

/**
 * Everybody on file, or only those of whom something may have changed since a state, block after block. Not one moment's
 * picture: who is changed meanwhile is told of as they are before or after.
 */
export async function* scanPeople(database: Database, deps: StoreDeps, since?: FileState): AsyncIterable<Person> {
  const layout = ((await storeOf(database, 'meta').get('layout')) as Layout | undefined) ?? EMPTY_LAYOUT;
  const segments = layout.segments.filter((segment) => !segment.retired);
  const journal = byHome(await storeOf(database, 'journal').getAll());
  const isNew = isNewTo(since);
  const bits = Math.min(...segments.map(({ blockBits }) => blockBits));
  for (let range = 0; segments.some(isNew) && range < 1 << bits; range += 1) {
    const parts = await Promise.all(
      segments.map(async (segment) => ({ segment, blocks: await blocksIn(database, segment, range, bits) })),
    );
    const places = new Map<string, { block: Block; place: number }[]>();
    const wanted = new Set<string>();
    for (const { segment, blocks } of parts) {
      for (const block of blocks) {
        for (let place = 0; place < block.people; place += 1) {
          const home = homeAt(block, place);
          const placed = places.get(home);
          if (placed) placed.push({ block, place });
          else places.set(home, [{ block, place }]);
          if (isNew(segment)) wanted.add(home);
        }
      }
    }
    for (const home of wanted) {
      yield createPerson(home, places.get(home) ?? [], journal.get(home) ?? []);
      journal.delete(home);
    }
  }
  // Into whom somebody was merged, or from whom somebody was parted, may have nothing new of their own.
  const summed = since ? await storeOf(database, 'summaries').getAll() : [];
  const changed = new Set(summed.filter(({ at }) => since && at !== undefined && at > since.upTo).map(({ id }) => id));
  for (const [home, rows] of journal) {
    const isSaid = rows.some(({ record }) => Object.values(record.stamps).some((stamp) => stamp > (since?.upTo ?? '')));
    if (!since || isSaid) changed.add(home);
  }
  for (const home of changed) yield await createReader(beginRead(database), deps).person(home);
}
