import type { CustomerId, OrderId } from '../domain/ids.ts';
import type { OrderLine } from '../domain/order.ts';
import type { SeenOrder } from '../domain/sighting.ts';
import type { Summary } from '../domain/summary.ts';
import type { Edit } from '../storage/action.ts';
import type { Person } from '../storage/person.ts';
import type { Reader } from '../storage/reader.ts';
import type { StoredRecord } from '../storage/record.ts';
import { type AppDeps, done, type HandlersOf, notFound } from './deps.ts';
import type { Summaries } from './summaries.ts';

/** Each order's lines in their order on the page. */
export function linesByOrder(person: Person): ReadonlyMap<OrderId, OrderLine[]> {
  const lines = person.list('lines').sort((a, b) => a.position - b.position);
  return Map.groupBy(lines, (line) => line.orderId);
}

/** The ids of an order and its lines as a console shows them: equal in every browser that sees the same page. */
export function orderIds(
  deps: Pick<AppDeps, 'nameId'>,
  shop: string,
  seen: SeenOrder,
): { orderId: OrderId; lineIds: string[] } {
  const name = seen.number.value;
  const orderId = deps.nameId(`order:${shop}`, name) as OrderId;
  const lineIds = seen.lines.map((_line, index) => deps.nameId(`line:${shop}:${name}`, String(index)));
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
    ...set('customerId', await ownerOf(reader, held, customerId)),
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
    const home = await reader.homeOf('orders', ids.orderId);
    for (const line of home ? (await reader.person(home)).list('lines') : []) {
      if (line.orderId === ids.orderId && line.position >= seen.lines.length)
        edits.push({ kind: 'set', table: 'lines', id: line.id, field: 'deleted', value: true });
    }
  }
  return edits;
}

/** Whose the order is now: it stays where it is while that is the same person. */
async function ownerOf(reader: Reader, held: StoredRecord | undefined, customerId: string): Promise<string> {
  const owner = held?.fields.customerId;
  if (typeof owner !== 'string' || owner === customerId) return customerId;
  const [theirs, wanted] = await Promise.all([reader.whole(owner), reader.whole(customerId)]);
  return theirs.id === wanted.id ? owner : customerId;
}

/** The customers who bought last: the shop's newest orders are theirs. */
async function latestBuyers(summaries: Summaries, limit: number): Promise<CustomerId[]> {
  const all = [...(await summaries.all()).values()].filter(({ orders }) => orders > 0);
  const since = (summary: Summary) => summary.stats.lastPurchaseAt ?? 0;
  return all
    .sort((a, b) => since(b) - since(a))
    .slice(0, limit)
    .map(({ id }) => id);
}

export function orderHandlers(deps: AppDeps, summaries: Summaries): HandlersOf<'orders'> {
  return {
    async 'orders.list'({ customerId, limit }) {
      const buyers = customerId ? [customerId] : await latestBuyers(summaries, limit);
      const people = await deps.store.read((reader) => Promise.all(buyers.map((id) => reader.whole(id))));
      const orders = people
        .flatMap((person) => {
          const lines = linesByOrder(person);
          return person.list('orders').map((order) => ({ ...order, lines: lines.get(order.id) ?? [] }));
        })
        .sort((a, b) => (b.placedAt ?? b.createdAt) - (a.placedAt ?? a.createdAt))
        .slice(0, limit);
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
