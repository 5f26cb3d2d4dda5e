import type { CustomerId } from '../domain/ids.ts';
import type { CustomerStats, Receipt } from '../domain/receipt.ts';
import { statsOf } from '../scoring/customer-stats.ts';
import { receiptFor } from '../scoring/receipt.ts';
import { buildColumns, type RfmColumns } from '../scoring/rfm.ts';
import { type AppDeps, done, type HandlersOf } from './deps.ts';
import type { Summaries } from './summaries.ts';

/** A score is a place among the shop's own customers. */
export interface Scores {
  receipt(customerId: CustomerId): Promise<Receipt>;
  /** How to score anybody, everybody's numbers read once. */
  scorer(): Promise<(stats: CustomerStats) => Receipt>;
}

const NO_STATS: CustomerStats = statsOf([]);

export function createScores(deps: AppDeps, summaries: Summaries): Scores {
  let held: { version: number; columns: RfmColumns } | undefined;

  async function columns(): Promise<RfmColumns> {
    const all = await summaries.all();
    const version = summaries.version();
    if (held?.version === version) return held.columns;
    const built = buildColumns(Array.from(all.values(), ({ stats }) => stats));
    held = { version, columns: built };
    return built;
  }

  async function scorer() {
    const compared = await columns();
    return (stats: CustomerStats) => receiptFor(stats, compared, deps.now());
  }

  return {
    scorer,
    async receipt(customerId) {
      const [score, all] = await Promise.all([scorer(), summaries.all()]);
      return score(all.get(customerId)?.stats ?? NO_STATS);
    },
  };
}

export function scoreHandlers(scores: Scores): HandlersOf<'score'> {
  return { 'score.get': async ({ customerId }) => done(await scores.receipt(customerId)) };
}
