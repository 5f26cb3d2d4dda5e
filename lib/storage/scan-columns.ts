import type { Database, FileState } from './database.ts';
import { type Block, type TableView, viewOf } from './segments/block.ts';
import { walkHomes } from './walk-homes.ts';

/** Is told of everybody's orders and messages, one after the other, without a record of each being made. */
export interface ColumnVisitor {
  /** What follows is of this home: a customer's record, or a record without one. */
  home(id: string, isCustomer: boolean): void;
  /** An order that is not deleted; numbers are NaN where it has none. */
  order(placedAt: number, status: unknown, currency: unknown, totalMinor: number, refundedMinor: number): void;
  /** A message either way. */
  contact(at: number): void;
}

/** The columns of orders that counting them asks for. */
export const orderView = (table: TableView | undefined) =>
  table && {
    table,
    placedAt: table.numbers('placedAt'),
    status: table.values('status'),
    currency: table.values('currency'),
    total: table.numbers('totalMinor'),
    refunded: table.numbers('refundedMinor'),
    deleted: table.values('deleted'),
  };
const messageView = (table: TableView | undefined) =>
  table && {
    table,
    at: table.numbers('at'),
    createdAt: table.numbers('createdAt'),
    deleted: table.values('deleted'),
  };
const blockView = (block: Block) => ({
  orders: orderView(viewOf(block, 'orders')),
  messages: messageView(viewOf(block, 'interactions')),
});
type BlockView = ReturnType<typeof blockView>;

/** Everybody on file with their orders and messages; for the rest see `walkHomes`. */
export const scanColumns = (
  database: Database,
  state: FileState,
  visitor: ColumnVisitor,
  onProgress: (share: number) => void,
): Promise<boolean> =>
  walkHomes<BlockView>(
    database,
    state,
    {
      viewOf: blockView,
      tablesOf: ({ orders, messages }) => [orders?.table, messages?.table],
      home: (id, isCustomer) => visitor.home(id, isCustomer),
      columns(placed) {
        for (const { view, place } of placed) {
          if (view.orders) visitOrders(visitor, view.orders, place);
          if (view.messages) visitMessages(visitor, view.messages, place);
        }
      },
      records(person) {
        const number = (value: number | undefined) => value ?? Number.NaN;
        for (const { placedAt, status, currency, totalMinor, refundedMinor } of person.list('orders'))
          visitor.order(number(placedAt), status, currency, number(totalMinor), number(refundedMinor));
        for (const { at, createdAt } of person.list('interactions')) visitor.contact(at ?? createdAt);
      },
    },
    onProgress,
  );

function visitOrders(visitor: ColumnVisitor, orders: NonNullable<BlockView['orders']>, place: number): void {
  const { table, placedAt, status, currency, total, refunded, deleted } = orders;
  const end = table.starts[place + 1] as number;
  for (let row = table.starts[place] as number; row < end; row += 1) {
    if (deleted[row] === true || table.isMoved(row)) continue;
    const [at, sum, back] = [placedAt[row] as number, total[row] as number, refunded[row] as number];
    visitor.order(at, status[row] ?? undefined, currency[row] ?? undefined, sum, back);
  }
}

function visitMessages(visitor: ColumnVisitor, messages: NonNullable<BlockView['messages']>, place: number): void {
  const { table, at, createdAt, deleted } = messages;
  const end = table.starts[place + 1] as number;
  for (let row = table.starts[place] as number; row < end; row += 1) {
    if (deleted[row] === true || table.isMoved(row)) continue;
    const sent = at[row] as number;
    visitor.contact(Number.isNaN(sent) ? (createdAt[row] as number) : sent);
  }
}
