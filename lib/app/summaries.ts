import { customValuesOf } from '../domain/custom-value.ts';
import type { Holds } from '../domain/holds.ts';
import type { CustomerId } from '../domain/ids.ts';
import type { Summary } from '../domain/summary.ts';
import { statsOf } from '../scoring/customer-stats.ts';
import type { SummarySource } from '../storage/person.ts';
import type { AppDeps } from './deps.ts';

/** What is on file of a customer in short; absent when there is no such customer, or no longer. */
export function summaryOf(person: SummarySource): Summary | undefined {
  const [customer] = person.list('customers');
  if (!customer) return undefined;
  const identities = person.list('identities');
  const orders = person.list('orders');
  const custom = customValuesOf(customer);
  const first = (kind: string) => identities.find((identity) => identity.kind === kind)?.display ?? '';
  const members = (person.members ?? []).slice(1).map((member) => member.id as CustomerId);
  // What those who were merged were called: a filter finds the person by it.
  const called = (person.members ?? [])
    .flatMap((member) => member.list('customers'))
    .flatMap(({ name, company }) => [name, company])
    .filter((text) => text && text !== customer.name && text !== customer.company);
  return {
    id: person.id as CustomerId,
    name: customer.name ?? '',
    company: customer.company ?? '',
    email: first('email'),
    phone: first('phone'),
    others: [
      ...identities
        .filter(({ display }) => display !== first('email') && display !== first('phone'))
        .map(({ display }) => display),
      ...new Set(called),
    ].join('\n'),
    tags: customer.tags,
    ...(Object.keys(custom).length > 0 ? { custom } : {}),
    identities: identities.length,
    orders: orders.length,
    interactions: person.list('interactions').length,
    notes: person.list('notes').length,
    stats: statsOf(orders),
    ...(members.length > 0 ? { members } : {}),
  };
}

/** What is on file in numbers. */
export function holdsOf(summaries: ReadonlyMap<CustomerId, Summary>): Holds {
  const counts = { customers: summaries.size, identities: 0, orders: 0, interactions: 0, notes: 0 };
  for (const summary of summaries.values())
    for (const table of ['identities', 'orders', 'interactions', 'notes'] as const) counts[table] += summary[table];
  return counts;
}

/** The summaries of all customers, held in memory. */
export interface Summaries {
  /** Of every living customer: read whole once, then only what changed. Whoever asks meanwhile waits too. */
  all(): Promise<ReadonlyMap<CustomerId, Summary>>;
  /** Must be told of changed customers, so that theirs are read again. */
  forget(customerIds: readonly CustomerId[] | 'many'): void;
}

/** Above this many changed customers reading all anew is the shorter way. */
const REREAD_ALL = 500;

export function createSummaries(deps: Pick<AppDeps, 'store'>): Summaries {
  let reading: Promise<Map<CustomerId, Summary>> | undefined;
  const stale = new Set<CustomerId>();

  const readAgain = (summaries: Map<CustomerId, Summary>, ids: readonly CustomerId[]) =>
    deps.store.read(async (reader) => {
      const found = await Promise.all(ids.map((id) => reader.summary(id)));
      found.forEach((summary, index) => {
        const id = ids[index] as CustomerId;
        if (summary) summaries.set(id, summary);
        else summaries.delete(id);
      });
      return summaries;
    });

  const readAll = () => deps.store.read((reader) => reader.summaries());

  return {
    all() {
      const before = stale.size > REREAD_ALL ? undefined : reading;
      if (before && stale.size === 0) return before;
      const ids = [...stale];
      stale.clear();
      const next = (before ? before.then((summaries) => readAgain(summaries, ids)) : readAll()).catch(
        (error: unknown) => {
          // Nothing read is to be trusted now: the next to ask reads it all.
          reading = undefined;
          throw error;
        },
      );
      reading = next;
      return next;
    },
    forget(customerIds) {
      if (customerIds === 'many') {
        reading = undefined;
        stale.clear();
      } else for (const id of customerIds) stale.add(id);
    },
  };
}
