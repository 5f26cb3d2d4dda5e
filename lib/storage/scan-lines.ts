import type { Database, FileState } from './database.ts';
import { orderView } from './scan-columns.ts';
import { type Block, type TableView, viewOf } from './segments/block.ts';
import { walkHomes } from './walk-homes.ts';

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
const blockView = (block: Block) => ({
  orders: orderView(viewOf(block, 'orders')),
  lines: lineView(viewOf(block, 'lines')),
});
type BlockView = ReturnType<typeof blockView>;

/** Everybody's orders with what was in them; for the rest see `walkHomes`. */
export const scanLines = (
  database: Database,
  state: FileState,
  visitor: LineVisitor,
  onSlice: (share: number) => Promise<void>,
): Promise<boolean> =>
  walkHomes<BlockView>(
    database,
    state,
    {
      viewOf: blockView,
      tablesOf: ({ orders, lines }) => [orders?.table, lines?.table],
      home: (id, isCustomer) => visitor.home(id, isCustomer),
      columns(placed) {
        for (const { view, place } of placed) if (view.orders) visitOrders(visitor, view.orders, place);
        for (const { view, place } of placed) if (view.lines) visitLines(visitor, view.lines, place);
      },
      records(person) {
        const number = (value: number | undefined) => value ?? Number.NaN;
        for (const { id, placedAt, status, currency, totalMinor, refundedMinor } of person.list('orders'))
          visitor.order(id, number(placedAt), status, number(totalMinor), number(refundedMinor), currency);
        for (const { orderId, sku, name, quantity, totalMinor, unitMinor } of person.list('lines'))
          visitor.line(orderId, sku, name, number(quantity), number(totalMinor ?? unitMinor));
      },
    },
    onSlice,
  );

function visitOrders(visitor: LineVisitor, orders: NonNullable<BlockView['orders']>, place: number): void {
  const { table, placedAt, status, currency, total, refunded, deleted } = orders;
  const end = table.starts[place + 1] as number;
  for (let row = table.starts[place] as number; row < end; row += 1) {
    if (deleted[row] === true || table.isMoved(row)) continue;
    const [at, sum, back] = [placedAt[row] as number, total[row] as number, refunded[row] as number];
    visitor.order(table.idAt(row), at, status[row] ?? undefined, sum, back, currency[row] ?? undefined);
  }
}

function visitLines(visitor: LineVisitor, lines: NonNullable<BlockView['lines']>, place: number): void {
  const { table, orderId, sku, name, quantity, total, unit, deleted } = lines;
  const end = table.starts[place + 1] as number;
  for (let row = table.starts[place] as number; row < end; row += 1) {
    if (deleted[row] === true || table.isMoved(row)) continue;
    const sum = total[row] as number;
    const price = Number.isNaN(sum) ? (unit[row] as number) : sum;
    visitor.line(orderId[row], sku[row] ?? undefined, name[row] ?? undefined, quantity[row] as number, price);
  }
}
