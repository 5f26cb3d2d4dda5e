import { type Database, EMPTY_LAYOUT, type FileState, type JournalRow, type Layout, storeOf } from './database.ts';
import { byHome } from './layout.ts';
import { createPerson } from './person.ts';
import { fileState } from './scan.ts';
import { type Block, homeAt, type TableView, viewOf } from './segments/block.ts';
import type { Segment } from './segments/segment.ts';

/** Is told of everybody's orders and messages, one after the other, without a record of each being made. */
export interface ColumnVisitor {
  /** What follows is of this home: a customer's record, or a record without one. */
  home(id: string, isCustomer: boolean): void;
  /** An order that is not deleted; numbers are NaN where it has none. */
  order(placedAt: number, status: unknown, currency: unknown, totalMinor: number, refundedMinor: number): void;
  /** A message either way. */
  contact(at: number): void;
}

/** Blocks are read in so many groups of people's hashes. */
const SLICE_BITS = 5;

interface Placed {
  readonly view: BlockView;
  readonly place: number;
  /** Which segment; the greater the newer. */
  readonly layer: number;
}

interface BlockView {
  readonly block: Block;
  readonly customers: TableView | undefined;
  readonly orders: OrderView | undefined;
  readonly messages: MessageView | undefined;
}
interface OrderView {
  readonly table: TableView;
  readonly placedAt: ArrayLike<number>;
  readonly status: readonly unknown[];
  readonly currency: readonly unknown[];
  readonly total: ArrayLike<number>;
  readonly refunded: ArrayLike<number>;
  readonly deleted: readonly unknown[];
}
interface MessageView {
  readonly table: TableView;
  readonly at: ArrayLike<number>;
  readonly createdAt: ArrayLike<number>;
  readonly deleted: readonly unknown[];
}

/**
 * Everybody on file by the columns of the blocks; whoever is in the journal, or has a record in two segments, by the law
 * of their registers. Not one moment's picture: who is changed meanwhile is told of as they are before or after. False
 * when the file was laid out anew meanwhile: then what was told is to be forgotten.
 * @param state of the file before any of it was read: from there on changes are to be looked for
 * @param onProgress how much has been read, 0..1; may throw to break off
 */
export async function scanColumns(
  database: Database,
  state: FileState,
  visitor: ColumnVisitor,
  onProgress: (share: number) => void,
): Promise<boolean> {
  const layout = ((await storeOf(database, 'meta').get('layout')) as Layout | undefined) ?? EMPTY_LAYOUT;
  const segments = layout.segments.filter((segment) => !segment.retired);
  const journal = byHome(await storeOf(database, 'journal').getAll());
  const isSmall = ({ blockBits }: Segment) => blockBits < SLICE_BITS;
  const layers = segments.map((segment, layer) => ({ segment, layer }));
  const held = new Map<string, Placed[]>();
  for (const { segment, layer } of layers.filter((one) => isSmall(one.segment)))
    put(held, await blocksBetween(database, segment, 0, 1 << segment.blockBits), layer);
  const large = layers.filter(({ segment }) => !isSmall(segment));
  const tell = (home: string, placed: readonly Placed[]) => {
    visit(visitor, home, placed, journal.get(home));
    journal.delete(home);
  };
  const slices = large.length > 0 ? 1 << SLICE_BITS : 0;
  const read = (slice: number) =>
    Promise.all(
      large.map(async ({ segment, layer }) => {
        const width = 1 << (segment.blockBits - SLICE_BITS);
        return { layer, blocks: await blocksBetween(database, segment, slice * width, (slice + 1) * width) };
      }),
    );
  // The browser reads the next slice while this one is looked at.
  let coming = slices > 0 ? read(0) : undefined;
  for (let slice = 0; coming && slice < slices; slice += 1) {
    const layersOfSlice = await coming;
    coming = slice + 1 < slices ? read(slice + 1) : undefined;
    // Whoever breaks off waits for no more: what was asked for may fail unheard.
    coming?.catch(() => {});
    const people = new Map<string, Placed[]>();
    for (const { blocks, layer } of layersOfSlice) put(people, blocks, layer);
    for (const [home, placed] of people) {
      const more = held.size > 0 ? held.get(home) : undefined;
      if (more) held.delete(home);
      tell(home, more ? [...placed, ...more].sort((a, b) => a.layer - b.layer) : placed);
    }
    onProgress((slice + 1) / slices);
  }
  for (const [home, placed] of held) tell(home, placed);
  for (const [home, rows] of journal) visit(visitor, home, [], rows);
  const after = await fileState(database);
  return after.segments.join() === state.segments.join();
}

const blocksBetween = (database: Database, { seq }: Segment, from: number, to: number): Promise<Block[]> =>
  storeOf(database, 'blocks').getAll(IDBKeyRange.bound([seq, from], [seq, to], false, true));

function put(people: Map<string, Placed[]>, blocks: readonly Block[], layer: number): void {
  for (const block of blocks) {
    const view = blockView(block);
    for (let place = 0; place < block.people; place += 1) {
      const home = homeAt(block, place);
      const known = people.get(home);
      if (known) known.push({ view, place, layer });
      else people.set(home, [{ view, place, layer }]);
    }
  }
}

function blockView(block: Block): BlockView {
  const orders = viewOf(block, 'orders');
  const messages = viewOf(block, 'interactions');
  return {
    block,
    customers: viewOf(block, 'customers'),
    orders: orders && {
      table: orders,
      placedAt: orders.numbers('placedAt'),
      status: orders.values('status'),
      currency: orders.values('currency'),
      total: orders.numbers('totalMinor'),
      refunded: orders.numbers('refundedMinor'),
      deleted: orders.values('deleted'),
    },
    messages: messages && {
      table: messages,
      at: messages.numbers('at'),
      createdAt: messages.numbers('createdAt'),
      deleted: messages.values('deleted'),
    },
  };
}

const countAt = (table: TableView | undefined, place: number): number =>
  table ? (table.starts[place + 1] as number) - (table.starts[place] as number) : 0;

function visit(
  visitor: ColumnVisitor,
  home: string,
  placed: readonly Placed[],
  journal: readonly JournalRow[] | undefined,
): void {
  const isCustomer =
    placed.some(({ view, place }) => countAt(view.customers, place) > 0) ||
    journal?.some(({ table }) => table === 'customers') === true;
  visitor.home(home, isCustomer);
  if (journal || !isDisjoint(placed)) {
    visitByRecord(visitor, home, placed, journal ?? []);
    return;
  }
  for (const { view, place } of placed) {
    if (view.orders) visitOrders(visitor, view.orders, place);
    if (view.messages) visitMessages(visitor, view.messages, place);
  }
}

/** Whether every order and message is told of in one place alone. */
function isDisjoint(placed: readonly Placed[]): boolean {
  if (placed.length < 2) return true;
  const seen = new Set<string>();
  for (const { view, place } of placed) {
    for (const table of [view.orders?.table, view.messages?.table]) {
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

function visitOrders(visitor: ColumnVisitor, orders: OrderView, place: number): void {
  const { table, placedAt, status, currency, total, refunded, deleted } = orders;
  const end = table.starts[place + 1] as number;
  for (let row = table.starts[place] as number; row < end; row += 1) {
    if (deleted[row] === true || table.isMoved(row)) continue;
    const [at, sum, back] = [placedAt[row] as number, total[row] as number, refunded[row] as number];
    visitor.order(at, status[row] ?? undefined, currency[row] ?? undefined, sum, back);
  }
}

function visitMessages(visitor: ColumnVisitor, messages: MessageView, place: number): void {
  const { table, at, createdAt, deleted } = messages;
  const end = table.starts[place + 1] as number;
  for (let row = table.starts[place] as number; row < end; row += 1) {
    if (deleted[row] === true || table.isMoved(row)) continue;
    const sent = at[row] as number;
    visitor.contact(Number.isNaN(sent) ? (createdAt[row] as number) : sent);
  }
}

function visitByRecord(
  visitor: ColumnVisitor,
  home: string,
  placed: readonly Placed[],
  journal: readonly JournalRow[],
): void {
  const blocks = placed.map(({ view: { block }, place }) => ({ block, place }));
  const person = createPerson(home, blocks, journal);
  const number = (value: number | undefined) => value ?? Number.NaN;
  for (const { placedAt, status, currency, totalMinor, refundedMinor } of person.list('orders'))
    visitor.order(number(placedAt), status, currency, number(totalMinor), number(refundedMinor));
  for (const { at, createdAt } of person.list('interactions')) visitor.contact(at ?? createdAt);
}
