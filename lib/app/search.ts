import type { CustomerId } from '../domain/ids.ts';
import type { CustomerRow } from '../domain/profile.ts';
import type { CustomerList } from './customer-list.ts';
import { type AppDeps, done, type HandlersOf } from './deps.ts';
import { numberKey } from './keys.ts';
import type { Summaries } from './summaries.ts';

const EXCERPT = 80;

/** Finds customers by any part of what is on file: names, addresses, numbers, tags; then order numbers; then note text. */
export function searchHandlers(deps: AppDeps, summaries: Summaries, list: CustomerList): HandlersOf<'search'> {
  return {
    async 'search.run'({ text, limit }) {
      const wanted = text.trim();
      if (wanted === '') return done([]);
      const hits = new Map<CustomerId, { customer: CustomerRow; field: string; excerpt: string }>();
      const { rows } = await list.page({ sort: 'lastPurchaseAt', descending: true, filter: wanted, offset: 0, limit });
      for (const customer of rows) hits.set(customer.id, { customer, field: 'customer', excerpt: '' });

      const folded = wanted.toLowerCase();
      const noted = [...(await summaries.all()).values()].filter((summary) => summary.notes > 0);
      const more = await deps.store.read(async (reader) => {
        const orders = await reader.find('orders', numberKey(wanted));
        const people = await Promise.all(noted.map(({ id }) => reader.person(id)));
        return [
          ...orders.flatMap((order) =>
            order.customerId ? [{ customerId: order.customerId, field: 'order', excerpt: order.number }] : [],
          ),
          ...people
            .flatMap((person) => person.list('notes'))
            .filter((note) => note.body.toLowerCase().includes(folded))
            .map((note) => ({ customerId: note.customerId, field: 'note', excerpt: excerptOf(note.body, folded) })),
        ];
      });
      for (const { customerId, field, excerpt } of more) {
        if (hits.size >= limit) break;
        if (hits.has(customerId)) continue;
        const customer = await list.row(customerId);
        if (customer) hits.set(customerId, { customer, field, excerpt });
      }
      return done([...hits.values()]);
    },
  };
}

/** The part of a note around what was looked for. */
function excerptOf(body: string, folded: string): string {
  const at = Math.max(0, body.toLowerCase().indexOf(folded) - EXCERPT / 4);
  return body.slice(at, at + EXCERPT);
}
