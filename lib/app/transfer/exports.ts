import { customValuesOf } from '../../domain/custom-value.ts';
import type { CustomerId } from '../../domain/ids.ts';
import { type MergedView, otherOwnValues } from '../../domain/merged-view.ts';
import type { ExportPerson } from '../../messaging/contract.ts';
import type { Whole } from '../../storage/whole.ts';
import { type AppDeps, badRequest, done, type HandlersOf } from '../deps.ts';
import { chosenOf } from '../filter/selection.ts';
import { contactsOf } from '../identity/identities.ts';
import type { CustomerList } from '../list/customer-list.ts';
import { sortNotes } from '../notes.ts';
import { linesByOrder } from '../orders.ts';
import { unlessEnded } from '../scoring/compute-failure.ts';
import type { Summaries } from '../summaries.ts';

/** So many records make a message of about a megabyte; somebody with more of them goes alone. */
const MAX_RECORDS = 3000;

/** So many orders make a message of some hundred kilobytes. */
const NOBODY_AT_ONCE = 500;

/** All that is on file, a few hundred people at a time. */
export function exportHandlers(deps: AppDeps, summaries: Summaries, list: CustomerList): HandlersOf<'export'> {
  let sorted: CustomerId[] = [];
  let ofNobody: ExportPerson[] = [];
  /** Whom `sorted` was made of. */
  let sortedOf: string | undefined;

  return {
    'export.people': ({ customerId, after, limit, of }) =>
      unlessEnded(async () => {
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
        const held = await deps.store.read((reader) => Promise.all(ids.map((id) => reader.whole(id))));
        const people: ExportPerson[] = [];
        let records = 0;
        let last: CustomerId | undefined;
        for (const [at, person] of held.entries()) {
          // Whoever was put together with another meanwhile leaves with that one.
          const isElsewhere = person.id !== ids[at] && isIn(sorted, person.id as CustomerId);
          const found = isElsewhere ? undefined : await personOf(person, list);
          const size = found ? found.orders.length * 2 + found.notes.length + found.interactions.length + 3 : 0;
          if (people.length > 0 && records + size > MAX_RECORDS) break;
          if (found) people.push(found);
          records += size;
          last = ids[at];
        }
        const isMore = customerId === undefined && last !== undefined && last !== sorted.at(-1);
        return done({
          people: JSON.stringify(people),
          count: people.length,
          total: customerId === undefined ? sorted.length : people.length,
          ...(isMore ? { next: last } : {}),
        });
      }),
    async 'export.ofNobody'({ from }) {
      if (from === 0) ofNobody = await ordersOfNobody(deps.store);
      const some = ofNobody.slice(from, from + NOBODY_AT_ONCE);
      const next = from + some.length;
      return done({ people: JSON.stringify(some), ...(next < ofNobody.length ? { next } : {}) });
    },
  };
}

/** Orders whose buyer nobody knows yet: each stands for itself. */
async function ordersOfNobody(store: AppDeps['store']): Promise<ExportPerson[]> {
  const found: ExportPerson[] = [];
  for await (const person of store.people()) {
    if (person.stored('customers').length > 0) continue;
    const orders = person.list('orders');
    if (orders.length === 0) continue;
    const lines = linesByOrder(person);
    const id = person.id as CustomerId;
    const none = { name: '', company: '', email: '', phone: '', tags: [], orderCount: 0, noteCount: 0 };
    found.push({
      customer: { id, tags: [], createdAt: orders[0]?.createdAt ?? 0 },
      row: { id, ...none, stage: 'prospect' },
      identities: [],
      orders: orders.map((order) => ({ ...order, lines: lines.get(order.id) ?? [] })),
      notes: [],
      interactions: [],
    });
  }
  // In the order in which they were put on file: ids begin with the time, or are as good as any order.
  return found.sort((a, b) => (a.customer.id < b.customer.id ? -1 : 1));
}

const otherValuesOf = ({ alternatives }: MergedView): NonNullable<ExportPerson['otherValues']> =>
  Object.fromEntries(Array.from(alternatives, ([field, others]) => [field, others.map(({ value }) => value)]));

const otherCustomOf = (view: MergedView): NonNullable<ExportPerson['otherCustom']> =>
  Object.fromEntries(Array.from(otherOwnValues(view), ([id, others]) => [id, others.map(({ value }) => value)]));

async function personOf(person: Whole, list: CustomerList): Promise<ExportPerson | undefined> {
  const [customer] = person.list('customers');
  const row = customer && (await list.row(customer.id));
  if (!customer || !row) return undefined;
  const lines = linesByOrder(person);
  return {
    customer,
    ...(person.view ? { otherValues: otherValuesOf(person.view), otherCustom: otherCustomOf(person.view) } : {}),
    custom: customValuesOf(customer),
    row,
    identities: contactsOf(person),
    orders: person
      .list('orders')
      .map((order) => ({ ...order, lines: lines.get(order.id) ?? [] }))
      .sort((a, b) => (a.placedAt ?? a.createdAt) - (b.placedAt ?? b.createdAt)),
    notes: sortNotes(person.list('notes')),
    interactions: person.list('interactions').sort((a, b) => (a.at ?? a.createdAt) - (b.at ?? b.createdAt)),
  };
}

const isIn = (ids: readonly CustomerId[], id: CustomerId): boolean => ids[firstAfter(ids, id) - 1] === id;

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
