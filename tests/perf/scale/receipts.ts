import { decodeHead, decodeStandings, partsReader } from '../../../lib/app/scoring/generation.ts';
import { SCORES, SCORES_VERSION } from '../../../lib/app/scoring/score-head.ts';
import type { Store } from '../../../lib/storage/store.ts';

/** How many scores are stored, and by how much the parts of one are off its score at most. */
export async function receiptSums(store: Store): Promise<{ count: number; worst: number }> {
  const stored = await store.derived(SCORES);
  const head = stored && (await decodeHead(stored.load, SCORES_VERSION));
  const standings = head && (await decodeStandings(stored.load, head));
  if (!stored || !head || !standings) throw new Error('nothing is scored');
  const partsOf = partsReader(stored.load, head);
  let worst = 0;
  for (let row = 0; row < standings.count; row += 1) {
    const parts = await partsOf(row);
    if (!parts) throw new Error('a score without parts');
    const sum = parts.reduce((all, { points }) => all + points, 50);
    const { score } = standings.at(row);
    worst = Math.max(
      worst,
      Math.abs(Math.min(100, Math.max(0, sum)) - score),
      Math.abs(sum - standings.unclampedAt(row)),
    );
  }
  return { count: standings.count, worst };
}
