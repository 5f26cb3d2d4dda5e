import type { Tier } from '../../domain/receipt.ts';
import type { Standing } from './score-head.ts';
import type { StoredScores } from './stored-scores.ts';

/** Where somebody stood before: their tier holds within the margin, a stage said earlier until they buy again. */
export type Former = Pick<Standing, 'tier' | 'stage' | 'lastDay'>;

/** Those who were scored alone since everybody was; null for who has no score any more. */
export type Settled = readonly (readonly [id: string, Former | null])[];

/** Of whom only the tier is known: no stage said earlier holds. */
const ofTier = (tier: Tier): Former => ({ tier, stage: 'prospect', lastDay: Number.NaN });

/**
 * Where everybody stood before: as they were scored alone since, else as they are stored. The tier is that of the log where
 * somebody is in it, so that each move begins where the one before ended.
 */
export function formerBy(
  stored: StoredScores | undefined,
  tiers: ReadonlyMap<string, Tier>,
  settled: Settled = [],
): (id: string) => Former | undefined {
  const alone = new Map(settled);
  // Stages, tiers and moves each ask for everybody.
  const found = new Map<string, Former | undefined>();
  const look = (id: string): Former | undefined => {
    const own = alone.get(id);
    const row = own === undefined ? stored?.standings.rowOf(id) : undefined;
    const former = own ?? (row === undefined ? undefined : stored?.standings.at(row));
    const tier = tiers.get(id);
    if (tier === undefined || tier === former?.tier) return former;
    return former ? { ...former, tier } : ofTier(tier);
  };
  return (id) => {
    if (!found.has(id)) found.set(id, look(id));
    return found.get(id);
  };
}
