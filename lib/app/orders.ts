import type { OrderId } from '../domain/ids.ts';
import type { Order, OrderLine } from '../domain/order.ts';
import type { SeenOrder } from '../domain/sighting.ts';
import type { Reader } from '../storage/reader.ts';
import type { Edit } from '../storage/store.ts';
import { type AppDeps, done, type HandlersOf, notFound } from './deps.ts';

/** An order's lines in their order on the page. */
export async function readLines(reader: Reader, orderId: OrderId): Promise<OrderLine[]> {
  return (await reader.list('lines', 'orderId', orderId)).sort((a, b) => a.position - b.position);
}

/** The ids of an order and its lines as a console shows them: equal in every browser that sees the same page. */
export async function orderIds(
  deps: AppDeps,
  shop: string,
  seen: SeenOrder,
): Promise<{ orderId: OrderId; lineIds: string[] }> {
  const name = seen.number.value;
  const orderId = (await deps.nameId(`order:${shop}`, name)) as OrderId;
  const lineIds = await Promise.all(
    seen.lines.map((_line, index) => deps.nameId(`line:${shop}:${name}`, String(index))),
  );
  return { orderId, lineIds };
}

/** The edits that bring an order on file to what the page says. What the page does not say stays. */
export async function orderEdits(
  reader: Reader,
  deps: AppDeps,
  ids: { orderId: OrderId; lineIds: readonly string[] },
  shop: string,
  seen: SeenOrder,
  customerId: string,
  by: 'user' | 'page',
): Promise<Edit[]> {
  const held = await reader.stored('orders', ids.orderId);
  // What the user took off the file stays off until they say otherwise.
  if (by === 'page' && held?.fields.deleted === true) return [];
  const set = (field: string, value: unknown): Edit[] =>
    value === undefined ? [] : [{ kind: 'set', table: 'orders', id: ids.orderId, field, value }];
  const edits = [
    ...set('deleted', null),
    ...(held ? [] : set('createdAt', deps.now())),
    ...set('customerId', customerId),
    ...set('number', seen.number.value),
    ...set('shop', shop),
    ...set('placedAt', seen.placedAt?.value),
    ...set('status', seen.status?.value),
    ...set('statusLabel', seen.statusLabel?.value),
    ...set('currency', seen.currency?.value),
    ...set('totalMinor', seen.totalMinor?.value),
    ...set('refundedMinor', seen.refundedMinor?.value),
  ];
  seen.lines.forEach((line, position) => {
    const id = ids.lineIds[position];
    if (!id) return;
    for (const [field, value] of Object.entries({ deleted: null, orderId: ids.orderId, position, ...line })) {
      if (value !== undefined) edits.push({ kind: 'set', table: 'lines', id, field, value });
    }
  });
  if (seen.lines.length > 0) {
    for (const line of await reader.list('lines', 'orderId', ids.orderId)) {
      if (line.position >= seen.lines.length)
        edits.push({ kind: 'set', table: 'lines', id: line.id, field: 'deleted', value: true });
    }
  }
  return edits;
}

export function orderHandlers(deps: AppDeps): HandlersOf<'orders'> {
  return {
    async 'orders.list'({ customerId, limit }) {
      const orders = await deps.store.read(async (reader) => {
        const found: Order[] = customerId
          ? await reader.list('orders', 'customerId', customerId)
          : await reader.all('orders');
        found.sort((a, b) => (b.placedAt ?? b.createdAt) - (a.placedAt ?? a.createdAt));
        return Promise.all(
          found.slice(0, limit).map(async (order) => ({ ...order, lines: await readLines(reader, order.id) })),
        );
      });
      return done(orders);
    },
    async 'orders.remove'({ actionId, orderId }) {
      const found = await deps.store.commit(
        { id: actionId, name: 'orders.remove', source: { type: 'user' } },
        async (reader) => {
          const exists = (await reader.get('orders', orderId)) !== undefined;
          return {
            edits: exists ? [{ kind: 'set', table: 'orders', id: orderId, field: 'deleted', value: true }] : [],
            reply: exists,
          };
        },
      );
      return found ? done({ actionId }) : notFound;
    },
  };
}
