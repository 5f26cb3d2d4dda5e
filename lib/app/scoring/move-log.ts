import * as z from 'zod/mini';
import { CustomerId } from '../../domain/ids.ts';
import { Tier } from '../../domain/receipt.ts';
import { EpochMs } from '../../domain/time.ts';
import { localKey } from '../../storage/database.ts';
import type { Beside } from '../../storage/derived.ts';
import type { Reader } from '../../storage/reader.ts';
import type { Store } from '../../storage/store.ts';
import type { TierMove } from './score-head.ts';

/** Moves cannot be worked out again: the list is this device's own, in its backups, and whoever is erased leaves it. */
const MOVES = 'tier-moves';
const MOST = 1000;

const Move = z.object({
  ...{ customerId: CustomerId, at: EpochMs, from: Tier, to: Tier },
  score: z.number(),
  reason: z.string(),
});

const movesIn = (list: readonly unknown[]): TierMove[] =>
  list.flatMap((one) => {
    const move = z.safeParse(Move, one);
    return move.success ? [move.data] : [];
  });

/** Tier moves, the newest first; of the last thousand. */
export const readMoves = async (reader: Reader): Promise<TierMove[]> => movesIn(await reader.local(MOVES));

/**
 * Tiers by the log: of whoever is in it the one they moved to last. It is where they stand, whatever became of the stored
 * scores: who is in the log has every later move in it.
 */
export const lastTiers = (moves: readonly TierMove[]): Map<string, Tier> =>
  new Map(moves.toReversed().map(({ customerId, to }) => [customerId, to]));

/**
 * Writes moves down, the earliest first, within a transaction. Each begins where the log says that somebody stands: of two
 * who scored them at the same time, or twice, the later goes on from the earlier.
 * Gives the tiers by the log as it is then, to be held once the transaction has come to its end.
 */
export async function putMoves(meta: Beside, moves: readonly TierMove[]): Promise<Map<string, Tier>> {
  const before = movesIn(((await meta.get(localKey(MOVES))) as readonly unknown[] | undefined) ?? []);
  const tiers = lastTiers(before);
  const anew: TierMove[] = [];
  for (const move of moves) {
    const from = tiers.get(move.customerId) ?? move.from;
    if (from === move.to) continue;
    tiers.set(move.customerId, move.to);
    anew.unshift({ ...move, from });
  }
  if (anew.length === 0) return tiers;
  const list = [...anew, ...before].slice(0, MOST);
  await meta.put(list, localKey(MOVES));
  return lastTiers(list);
}

/** The same in a transaction of its own. */
export async function addMoves(store: Store, moves: readonly TierMove[]): Promise<Map<string, Tier>> {
  let tiers = new Map<string, Tier>();
  await store.writeLocal(async (transaction) => {
    tiers = await putMoves(transaction.objectStore('meta'), moves);
  });
  return tiers;
}
