import type { CustomerId } from '../domain/ids.ts';
import type { CustomerStats, Receipt } from '../domain/receipt.ts';
import { statsOf } from '../scoring/customer-stats.ts';
import { receiptFor } from '../scoring/receipt.ts';
import { buildColumns, type RfmColumns } from '../scoring/rfm.ts';
import type { Reader } from '../storage/reader.ts';
import { type AppDeps, done, type HandlersOf } from './deps.ts';

/** How to score anybody: a score is a place among the shop's own customers. */
export type Score = (stats: CustomerStats) => Receipt;

export interface Scores {
  /** How to score as of now; everybody's numbers are read once. */
  scorer(): Promise<Score>;
  /** Must be told when customers or orders changed. */
  forget(): void;
}

export function createScores(deps: AppDeps): Scores {
  let reading: Promise<RfmColumns> | undefined;
  return {
    async scorer() {
      reading ??= deps.store
        .read((reader) => reader.figures())
        .then((figures) => buildColumns(figures))
        .catch((error: unknown) => {
          reading = undefined;
          throw error;
        });
      const columns = await reading;
      return (stats) => receiptFor(stats, columns, deps.now());
    },
    forget() {
      reading = undefined;
    },
  };
}

export function scoreHandlers(deps: AppDeps, scores: Scores): HandlersOf<'score'> {
  return {
    async 'score.get'({ customerId }) {
      const score = await scores.scorer();
      return done(score(await deps.store.read((reader) => statsIn(reader, customerId))));
    },
  };
}

/** What a customer's orders on file add up to. */
export async function statsIn(reader: Reader, customerId: CustomerId): Promise<CustomerStats> {
  return statsOf((await reader.whole(customerId)).list('orders'));
}
