import type { CustomerId } from '../domain/ids.ts';
import type { ExportPerson } from '../messaging/contract.ts';
import type { Person } from '../storage/person.ts';
import type { CustomerList } from './customer-list.ts';
import { type AppDeps, badRequest, done, type HandlersOf } from './deps.ts';
import { chosenOf } from './filter/selection.ts';
import { sortNotes } from './notes.ts';
import { linesByOrder } from './orders.ts';
import type { Summaries } from './summaries.ts';

/** So many records make a message of about a megabyte; somebody with more of them goes alone. */
const MAX_RECORDS = 3000;

/** All that is on file, a few hundred people at a time. */
export function exportHandlers(deps: AppDeps, summaries: Summaries, list: CustomerList): HandlersOf<'export'> {
  let sorted: CustomerId[] = [];
  /** Whom `sorted` was made of. */
  let sortedOf: string | undefined;

  return {
    async 'export.people'({ customerId, after, limit, of }) {
      // Somebody put on file meanwhile has a later id than those before, or is seen the next time.
      const begun = JSON.stringify(of);
      if (after === undefined || sorted.length === 0 || begun !== sortedOf) {
        const chosen = of ? await chosenOf(list, of) : [...(await summaries.all()).keys()];
        if (!chosen) return badRequest;
        sorted = chosen.sort();
        sortedOf = begun;
      }
      const from = customerId === undefined ? firstAfter(sorted, after) : 0;
      const ids = customerId === undefined ? sorted.slice(from, from + limit) : [customerId];
      const held = await deps.store.read((reader) => Promise.all(ids.map(reader.person)));
      const people: ExportPerson[] = [];
      let records = 0;
      let last: CustomerId | undefined;
      for (const person of held) {
        const found = await personOf(person, list);
        const size = found ? found.orders.length * 2 + found.notes.length + found.interactions.length + 3 : 0;
        if (people.length > 0 && records + size > MAX_RECORDS) break;
        if (found) people.push(found);
        records += size;
        last = person.id as CustomerId;
      }
      const isMore = customerId === undefined && last !== undefined && last !== sorted.at(-1);
      return done({
        people: JSON.stringify(people),
        count: people.length,
        total: customerId === undefined ? sorted.length : people.length,
        ...(isMore ? { next: last } : {}),
      });
    },
  };
}

async function personOf(person: Person, list: CustomerList): Promise<ExportPerson | undefined> {
  const [customer] = person.list('customers');
  const row = customer && (await list.row(customer.id));
  if (!customer || !row) return undefined;
  const lines = linesByOrder(person);
  return {
    customer,
    row,
    identities: person.list('identities').sort((a, b) => a.firstSeenAt - b.firstSeenAt),
    orders: person
      .list('orders')
      .map((order) => ({ ...order, lines: lines.get(order.id) ?? [] }))
      .sort((a, b) => (a.placedAt ?? a.createdAt) - (b.placedAt ?? b.createdAt)),
    notes: sortNotes(person.list('notes')),
    interactions: person.list('interactions').sort((a, b) => (a.at ?? a.createdAt) - (b.at ?? b.createdAt)),
  };
}

/** The place of the first id that is greater. */
function firstAfter(ids: readonly CustomerId[], after: CustomerId | undefined): number {
  if (after === undefined) return 0;
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ids[middle] as CustomerId) <= after) low = middle + 1;
    else high = middle;
  }
  return low;
}
