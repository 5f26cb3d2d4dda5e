import * as z from 'zod/mini';
import { CustomerId } from '../../domain/ids.ts';
import { Tier } from '../../domain/receipt.ts';
import { EpochMs } from '../../domain/time.ts';
import { localKey } from '../../storage/database.ts';
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

/** Writes moves down. One that was written down already, as when the background was stopped after it, is not again. */
export async function addMoves(store: Store, moves: readonly TierMove[]): Promise<void> {
  if (moves.length === 0) return;
  await store.writeLocal(async (transaction) => {
    const meta = transaction.objectStore('meta');
    const held = movesIn(((await meta.get(localKey(MOVES))) as readonly unknown[] | undefined) ?? []);
    const lastTo = new Map(held.toReversed().map(({ customerId, to }) => [customerId, to]));
    const anew = moves.filter(({ customerId, to }) => lastTo.get(customerId) !== to);
    if (anew.length > 0) await meta.put([...anew.toReversed(), ...held].slice(0, MOST), localKey(MOVES));
  });
}
