import type { Tier } from '../../domain/receipt.ts';
import type { TierRules } from '../../domain/score.ts';

/** What tiers can go by. */
export interface TierMeasures {
  /** 0..100. */
  readonly score?: number | undefined;
  /** Net in major units of the base currency. */
  readonly net?: number | undefined;
  /** Sum of the three fifths, 3..15. */
  readonly rfm?: number | undefined;
}

/** What the rules' tiers go by, of this customer. */
export const tierMeasure = ({ by }: Pick<TierRules, 'by'>, measures: TierMeasures): number | undefined =>
  by === 'score' ? measures.score : by === 'value' ? measures.net : measures.rfm;

/**
 * The tier of a customer; undefined where what tiers go by is unknown. Whoever has a tier keeps it until they are past
 * its limit by the margin, up or down: numbers that stay within the margin of one another change it once at the most.
 */
export function tierOf(tiers: TierRules, measures: TierMeasures, former?: Tier): Tier | undefined {
  const value = tierMeasure(tiers, measures);
  if (value === undefined || Number.isNaN(value)) return undefined;
  const plain = plainTier(tiers, value);
  if (former === undefined || former === plain) return plain;
  const { from, below } = limitsOf(tiers, former);
  const isKept = value >= from - tiers.margin && value < below + tiers.margin;
  return isKept ? former : plain;
}

const plainTier = ({ least }: TierRules, value: number): Tier =>
  value >= least.A ? 'A' : value >= least.B ? 'B' : value >= least.C ? 'C' : 'D';

function limitsOf({ least: { A, B, C } }: TierRules, tier: Tier): { readonly from: number; readonly below: number } {
  switch (tier) {
    case 'A':
      return { from: A, below: Number.POSITIVE_INFINITY };
    case 'B':
      return { from: B, below: A };
    case 'C':
      return { from: C, below: B };
    case 'D':
      return { from: Number.NEGATIVE_INFINITY, below: C };
  }
}
