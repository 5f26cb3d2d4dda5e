import type { Currency } from '../../domain/money.ts';
import { decodeTold, type ToldReader } from './generation.ts';
import type { Standing } from './score-head.ts';
import type { StoredScores } from './stored-scores.ts';
import type { ToldFigure } from './told-figures.ts';

/** Where everybody stands. */
export interface Standings {
  /** Whether everybody has been scored: whoever has no standing then bought nothing. */
  readonly isScored: boolean;
  /** What the amounts of figures are in. */
  readonly currency: Currency | undefined;
  /** Absent for who bought nothing, or has not been scored yet. */
  of(id: string): Standing | undefined;
  /** Brings what `told` reads. False when everybody has been scored anew meanwhile, and it is gone. */
  bringTold(): Promise<boolean>;
  /** What the models say of somebody; NaN for what they do not, and while it has not been brought. */
  told(standing: Standing, figure: ToldFigure): number;
  /** Days since the last purchase, as of when everybody was scored. */
  sinceDays(standing: Standing): number;
}

/** What the models say beside the standings, once it has been brought: all who ask of one generation share it. */
const brought = new WeakMap<StoredScores, ToldReader>();

interface Newest {
  readonly isScored: boolean;
  /** The newest there is of somebody. */
  readonly of: Standings['of'];
  /** Whether that is of this generation, or scored alone since. */
  readonly isStill: () => boolean;
}

/** The standings of a generation with those that differ since. */
export function standingsOf(generation: StoredScores | undefined, { isScored, of, isStill }: Newest): Standings {
  const asOfDay = generation?.head.model.asOfDay ?? 0;
  return {
    isScored,
    currency: generation?.head.currency,
    of(id) {
      const standing = of(id);
      // What the models say is held by rows of this generation.
      if (isStill() || typeof standing?.told !== 'number') return standing;
      const { told: _, ...rest } = standing;
      return rest;
    },
    async bringTold() {
      if (!generation || brought.has(generation)) return true;
      const told = await decodeTold(generation.load, generation.head);
      if (told) brought.set(generation, told);
      return told !== undefined;
    },
    told({ told }, figure) {
      if (typeof told === 'object') return told[figure];
      const read = generation && brought.get(generation);
      return (told === undefined ? undefined : read?.(told, figure)) ?? Number.NaN;
    },
    sinceDays: ({ lastDay }) => Math.max(0, asOfDay - lastDay),
  };
}
