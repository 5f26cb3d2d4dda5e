import type { CustomerId } from '../domain/ids.ts';
import type { Order } from '../domain/order.ts';
import type { CustomerStats, Receipt } from '../domain/receipt.ts';
import { statsOf } from '../scoring/customer-stats.ts';
import { receiptFor } from '../scoring/receipt.ts';
import { buildColumns, type RfmColumns } from '../scoring/rfm.ts';
import { type AppDeps, done, type HandlersOf } from './deps.ts';

/** Every customer's numbers, held for comparison: a score is a place among the shop's own customers. */
export interface Scores {
  receipt(customerId: CustomerId): Promise<Receipt>;
  statsOf(customerId: CustomerId): Promise<CustomerStats>;
  /** Must be told of changed customers, so that their numbers are read again. */
  forget(customerIds: readonly CustomerId[]): void;
}

export { statsOf };

export const NO_STATS: CustomerStats = statsOf([] as readonly Order[]);

export function createScores(deps: AppDeps): Scores {
  let reading: Promise<Map<string, CustomerStats>> | undefined;
  let columns: RfmColumns | undefined;
  const stale = new Set<CustomerId>();

  const readAll = () =>
    deps.store.read(async (reader) => {
      const all = new Map(await reader.allStats());
      const living = new Set((await reader.all('customers')).map((customer) => customer.id as string));
      for (const id of all.keys()) if (!living.has(id)) all.delete(id);
      return all;
    });

  const readAgain = (stats: Map<string, CustomerStats>, ids: readonly CustomerId[]) =>
    deps.store.read(async (reader) => {
      for (const id of ids) {
        const [customer, fresh] = await Promise.all([reader.get('customers', id), reader.stats(id)]);
        if (customer && fresh) stats.set(id, fresh);
        else stats.delete(id);
      }
      columns = undefined;
      return stats;
    });

  /** The stats of every living customer: read whole once, then only what changed. Whoever asks meanwhile waits too. */
  function current(): Promise<Map<string, CustomerStats>> {
    const before = reading;
    if (before && stale.size === 0) return before;
    const ids = [...stale];
    stale.clear();
    const next = (before ? before.then((stats) => readAgain(stats, ids)) : readAll()).catch((error: unknown) => {
      // Nothing read is to be trusted now: the next to ask reads it all.
      reading = undefined;
      throw error;
    });
    reading = next;
    return next;
  }

  return {
    async receipt(customerId) {
      const stats = await current();
      columns ??= buildColumns([...stats.values()]);
      return receiptFor(stats.get(customerId) ?? NO_STATS, columns, deps.now());
    },
    statsOf: async (customerId) => (await current()).get(customerId) ?? NO_STATS,
    forget(customerIds) {
      for (const id of customerIds) stale.add(id);
    },
  };
}

export function scoreHandlers(scores: Scores): HandlersOf<'score'> {
  return { 'score.get': async ({ customerId }) => done(await scores.receipt(customerId)) };
}
