import { type Database, EMPTY_LAYOUT, type FileState, type JournalRow, type Layout, storeOf } from './database.ts';
import { byHome } from './layout.ts';
import { createPerson } from './person.ts';
import { fileState } from './scan.ts';
import { type Block, homeAt, type TableView, viewOf } from './segments/block.ts';
import type { Segment } from './segments/segment.ts';

/** Is told of everybody's orders with their lines, one home after the other, without a record of each being made. */
export interface LineVisitor {
  /** What follows is of this home: a customer's record, or a record without one. */
  home(id: string, isCustomer: boolean): void;
  /** An order that is not deleted, before all lines of the home; numbers are NaN where it has none. */
  order(
    id: string,
    placedAt: number,
    status: unknown,
    totalMinor: number,
    refundedMinor: number,
    currency: unknown,
  ): void;
  /** A line that is not deleted, of an order that may be. */
  line(orderId: unknown, sku: unknown, name: unknown, quantity: number, price: number): void;
}

/** Blocks are read in so many groups of people's hashes: few enough at once that nobody waits long. */
const SLICE_BITS = 5;
const SLICES = 1 << SLICE_BITS;

interface View {
  readonly block: Block;
  readonly customers: TableView | undefined;
  readonly orders: ReturnType<typeof orderView>;
  readonly lines: ReturnType<typeof lineView>;
}
interface Placed {
  readonly view: View;
  readonly place: number;
  /** Which segment; the greater the newer. */
  readonly layer: number;
}

/**
 * Everybody's orders with what was in them by the columns of the blocks; whoever is in the journal, or has a record in two
 * segments, by the law of their registers. As `scanColumns`, not one moment's picture, and false when the file was laid out
 * anew meanwhile: then what was told is to be forgotten.
 * @param onSlice how much has been read, 0..1; rests there, and may throw to break off
 */
export async function scanLines(
  database: Database,
  state: FileState,
  visitor: LineVisitor,
  onSlice: (share: number) => Promise<void>,
): Promise<boolean> {
  const layout = ((await storeOf(database, 'meta').get('layout')) as Layout | undefined) ?? EMPTY_LAYOUT;
  const journal = byHome(await storeOf(database, 'journal').getAll());
  const layers = layout.segments.filter(({ retired }) => !retired).map((segment, layer) => ({ segment, layer }));
  const small = layers.filter(({ segment }) => segment.blockBits < SLICE_BITS);
  const large = layers.filter(({ segment }) => segment.blockBits >= SLICE_BITS);
  const held = new Map<string, Placed[]>();
  for (const { segment, layer } of small) put(held, await blocksOf(database, segment, 0, 1), layer);
  const tell = (home: string, placed: readonly Placed[]) => {
    visit(visitor, home, placed, journal.get(home));
    journal.delete(home);
  };
  for (let slice = 0; large.length > 0 && slice < SLICES; slice += 1) {
    const people = new Map<string, Placed[]>();
    for (const { segment, layer } of large)
      put(people, await blocksOf(database, segment, slice / SLICES, (slice + 1) / SLICES), layer);
    for (const [home, placed] of people) {
      const more = held.get(home);
      held.delete(home);
      tell(home, more ? [...placed, ...more].sort((a, b) => a.layer - b.layer) : placed);
    }
    await onSlice((slice + 1) / SLICES);
  }
  for (const [home, placed] of held) tell(home, placed);
  for (const [home, rows] of journal) visit(visitor, home, [], rows);
  await onSlice(1);
  return (await fileState(database)).segments.join() === state.segments.join();
}

/** A segment's blocks from one part of them to another, 0..1. */
function blocksOf(database: Database, { seq, blockBits }: Segment, from: number, to: number): Promise<Block[]> {
  const count = 1 << blockBits;
  return storeOf(database, 'blocks').getAll(IDBKeyRange.bound([seq, from * count], [seq, to * count], false, true));
}

function put(people: Map<string, Placed[]>, blocks: readonly Block[], layer: number): void {
  for (const block of blocks) {
    const view = {
      block,
      customers: viewOf(block, 'customers'),
      orders: orderView(viewOf(block, 'orders')),
      lines: lineView(viewOf(block, 'lines')),
    };
    for (let place = 0; place < block.people; place += 1) {
      const home = homeAt(block, place);
      const known = people.get(home);
      if (known) known.push({ view, place, layer });
      else people.set(home, [{ view, place, layer }]);
    }
  }
}

const orderView = (table: TableView | undefined) =>
  table && {
    table,
    placedAt: table.numbers('placedAt'),
    status: table.values('status'),
    currency: table.values('currency'),
    total: table.numbers('totalMinor'),
    refunded: table.numbers('refundedMinor'),
    deleted: table.values('deleted'),
  };
const lineView = (table: TableView | undefined) =>
  table && {
    table,
    orderId: table.values('orderId'),
    sku: table.values('sku'),
    name: table.values('name'),
    quantity: table.numbers('quantity'),
    total: table.numbers('totalMinor'),
    unit: table.numbers('unitMinor'),
    deleted: table.values('deleted'),
  };

const rowsOf = (table: TableView, place: number): readonly [number, number] => [
  table.starts[place] as number,
  table.starts[place + 1] as number,
];

function visit(
  visitor: LineVisitor,
  home: string,
  placed: readonly Placed[],
  journal: readonly JournalRow[] | undefined,
): void {
  const owns = ({ view: { customers }, place }: Placed) => {
    const [from, to] = customers ? rowsOf(customers, place) : [0, 0];
    return to > from;
  };
  visitor.home(home, placed.some(owns) || journal?.some(({ table }) => table === 'customers') === true);
  if (journal || !isDisjoint(placed)) {
    visitByRecord(visitor, home, placed, journal ?? []);
    return;
  }
  for (const { view, place } of placed) if (view.orders) visitOrders(visitor, view.orders, place);
  for (const { view, place } of placed) if (view.lines) visitLines(visitor, view.lines, place);
}

/** Whether every order and line is told of in one place alone. */
function isDisjoint(placed: readonly Placed[]): boolean {
  if (placed.length < 2) return true;
  const seen = new Set<string>();
  for (const { view, place } of placed) {
    for (const table of [view.orders?.table, view.lines?.table]) {
      if (!table) continue;
      const [from, to] = rowsOf(table, place);
      for (let row = from; row < to; row += 1) {
        const id = table.idAt(row);
        if (seen.has(id)) return false;
        seen.add(id);
      }
    }
  }
  return true;
}

function visitOrders(visitor: LineVisitor, orders: NonNullable<View['orders']>, place: number): void {
  const { table, placedAt, status, currency, total, refunded, deleted } = orders;
  const [from, to] = rowsOf(table, place);
  for (let row = from; row < to; row += 1) {
    if (deleted[row] === true || table.isMoved(row)) continue;
    const [at, sum, back] = [placedAt[row] as number, total[row] as number, refunded[row] as number];
    visitor.order(table.idAt(row), at, status[row] ?? undefined, sum, back, currency[row] ?? undefined);
  }
}

function visitLines(visitor: LineVisitor, lines: NonNullable<View['lines']>, place: number): void {
  const { table, orderId, sku, name, quantity, total, unit, deleted } = lines;
  const [from, to] = rowsOf(table, place);
  for (let row = from; row < to; row += 1) {
    if (deleted[row] === true || table.isMoved(row)) continue;
    const sum = total[row] as number;
    const price = Number.isNaN(sum) ? (unit[row] as number) : sum;
    visitor.line(orderId[row], sku[row] ?? undefined, name[row] ?? undefined, quantity[row] as number, price);
  }
}

function visitByRecord(
  visitor: LineVisitor,
  home: string,
  placed: readonly Placed[],
  journal: readonly JournalRow[],
): void {
  const blocks = placed.map(({ view: { block }, place }) => ({ block, place }));
  const person = createPerson(home, blocks, journal);
  const number = (value: number | undefined) => value ?? Number.NaN;
  for (const { id, placedAt, status, currency, totalMinor, refundedMinor } of person.list('orders'))
    visitor.order(id, number(placedAt), status, number(totalMinor), number(refundedMinor), currency);
  for (const { orderId, sku, name, quantity, totalMinor, unitMinor } of person.list('lines'))
    visitor.line(orderId, sku, name, number(quantity), number(totalMinor ?? unitMinor));
}
