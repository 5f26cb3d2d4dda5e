import { type Database, EMPTY_LAYOUT, type FileState, type JournalRow, type Layout, storeOf } from './database.ts';
import { byHome } from './layout.ts';
import { createPerson, type Person } from './person.ts';
import { fileState } from './scan.ts';
import { type Block, homeAt, type TableView, viewOf } from './segments/block.ts';
import type { Segment } from './segments/segment.ts';

/** Somebody's place in a block, with what was made of the block. */
export interface Placed<V> {
  readonly view: V;
  readonly place: number;
}

/** What is looked at of everybody, by the columns of the blocks as far as those say all. */
export interface Look<V> {
  /** What is asked of a block, made once for all who are in it. */
  viewOf(block: Block): V;
  /** The tables that are looked through: who has one record twice in them is told of by their records. */
  tablesOf(view: V): readonly (TableView | undefined)[];
  /** What follows is of this home: a customer's record, or a record without one. */
  home(id: string, isCustomer: boolean): void;
  columns(placed: readonly Placed<V>[]): void;
  records(person: Person): void;
}

/** Blocks are looked at in so many groups of people's hashes. */
const SLICE_BITS = 5;
const SLICES = 1 << SLICE_BITS;
/** So many are asked for at once: the database answers whoever shows a page between two such questions. */
const BLOCKS_AT_ONCE = 8;

interface Viewed<V> extends Placed<V> {
  readonly block: Block;
  readonly customers: TableView | undefined;
  /** Which segment; the greater the newer. */
  readonly layer: number;
}

/**
 * Goes through everybody on file by the columns of the blocks; whoever is in the journal, or has a record in two segments, by
 * the law of their registers. Not one moment's picture: who is changed meanwhile is told of as they are before or after. False
 * when the file was laid out anew meanwhile: then what was told is to be forgotten.
 * @param state of the file before any of it was read: from there on changes are to be looked for
 * @param onSlice how much has been read, 0..1; may rest, and may throw to break off
 */
export async function walkHomes<V>(
  database: Database,
  state: FileState,
  look: Look<V>,
  onSlice: (share: number) => void | Promise<void>,
): Promise<boolean> {
  const layout = ((await storeOf(database, 'meta').get('layout')) as Layout | undefined) ?? EMPTY_LAYOUT;
  const journal = byHome(await storeOf(database, 'journal').getAll());
  const layers = layout.segments.filter(({ retired }) => !retired).map((segment, layer) => ({ segment, layer }));
  const small = layers.filter(({ segment }) => segment.blockBits < SLICE_BITS);
  const large = layers.filter(({ segment }) => segment.blockBits >= SLICE_BITS);
  const held = new Map<string, Viewed<V>[]>();
  for (const { segment, layer } of small) put(held, await blocksOf(database, segment, 0, SLICES), layer, look);
  const tell = (home: string, placed: readonly Viewed<V>[]) => {
    visit(look, home, placed, journal.get(home));
    journal.delete(home);
  };
  const read = (slice: number) =>
    Promise.all(
      large.map(async ({ segment, layer }) => ({ layer, blocks: await blocksOf(database, segment, slice, slice + 1) })),
    );
  // The browser reads the next slice while this one is looked at.
  let coming = large.length > 0 ? read(0) : undefined;
  for (let slice = 0; coming && slice < SLICES; slice += 1) {
    const ofSlice = await coming;
    coming = slice + 1 < SLICES ? read(slice + 1) : undefined;
    // Whoever breaks off waits for no more: what was asked for may fail unheard.
    coming?.catch(() => {});
    const people = new Map<string, Viewed<V>[]>();
    for (const { blocks, layer } of ofSlice) put(people, blocks, layer, look);
    for (const [home, placed] of people) {
      const more = held.size > 0 ? held.get(home) : undefined;
      if (more) held.delete(home);
      tell(home, more ? [...placed, ...more].sort((a, b) => a.layer - b.layer) : placed);
    }
    await onSlice((slice + 1) / SLICES);
  }
  for (const [home, placed] of held) tell(home, placed);
  for (const [home, rows] of journal) visit(look, home, [], rows);
  await onSlice(1);
  return (await fileState(database)).segments.join() === state.segments.join();
}

/** A segment's blocks from one slice to another. */
async function blocksOf(
  database: Database,
  { seq, blockBits }: Segment,
  from: number,
  to: number,
): Promise<readonly Block[]> {
  const width = (1 << blockBits) / SLICES;
  const found: Block[] = [];
  for (let first = from * width; first < to * width; first += BLOCKS_AT_ONCE) {
    const range = IDBKeyRange.bound([seq, first], [seq, Math.min(first + BLOCKS_AT_ONCE, to * width)], false, true);
    found.push(...(await storeOf(database, 'blocks').getAll(range)));
  }
  return found;
}

function put<V>(people: Map<string, Viewed<V>[]>, blocks: readonly Block[], layer: number, look: Look<V>): void {
  for (const block of blocks) {
    const view = look.viewOf(block);
    const customers = viewOf(block, 'customers');
    for (let place = 0; place < block.people; place += 1) {
      const home = homeAt(block, place);
      const known = people.get(home);
      if (known) known.push({ block, customers, view, place, layer });
      else people.set(home, [{ block, customers, view, place, layer }]);
    }
  }
}

function visit<V>(
  look: Look<V>,
  home: string,
  placed: readonly Viewed<V>[],
  journal: readonly JournalRow[] | undefined,
): void {
  const isCustomer =
    placed.some(({ customers, place }) => isIn(customers, place)) ||
    journal?.some(({ table }) => table === 'customers') === true;
  look.home(home, isCustomer);
  if (journal || !isDisjoint(look, placed)) look.records(createPerson(home, placed, journal ?? []));
  else look.columns(placed);
}

const isIn = (table: TableView | undefined, place: number): boolean =>
  table !== undefined && (table.starts[place + 1] as number) > (table.starts[place] as number);

/** Whether every record that is looked at is told of in one place alone. */
function isDisjoint<V>(look: Look<V>, placed: readonly Viewed<V>[]): boolean {
  if (placed.length < 2) return true;
  const seen = new Set<string>();
  for (const { view, place } of placed) {
    for (const table of look.tablesOf(view)) {
      if (!table) continue;
      for (let row = table.starts[place] as number; row < (table.starts[place + 1] as number); row += 1) {
        const id = table.idAt(row);
        if (seen.has(id)) return false;
        seen.add(id);
      }
    }
  }
  return true;
}
