import type { Receipt } from '../../lib/domain/receipt.ts';
import type { ScorePart } from '../../lib/domain/score.ts';
import { daysAgo, NOW } from './sample-day.ts';

const part = (
  attribute: string,
  weight: number,
  mean: number,
  share?: number,
  value?: ScorePart['value'],
): ScorePart => ({
  ruleId: `rule-${attribute}`,
  attribute,
  mean,
  weight,
  points: share === undefined ? 0 : weight * (share - mean),
  ...(share === undefined ? {} : { share }),
  ...(value === undefined ? {} : { value }),
  ...(share !== undefined && attribute !== 'valueRank' ? { factAt: daysAgo(41) } : {}),
});

export const scoreParts: readonly ScorePart[] = [
  part('pBuy', 30, 0.22, 0.716, 0.716),
  part('valueRank', 25, 0.5, 0.97, 0.97),
  part('stage', 20, 0.482, 1, 'loyal'),
  part('satisfaction', 15, 0.61),
  part('refundShare', -10, 0.05, 0.14, 0.14),
];

/** A receipt of these parts. */
export function receiptOf(parts: readonly ScorePart[] = scoreParts): Extract<Receipt, { type: 'scored' }> {
  const unclamped = 50 + parts.reduce((sum, { points }) => sum + points, 0);
  return {
    type: 'scored',
    score: Math.min(100, Math.max(0, unclamped)),
    unclamped,
    tier: 'A',
    parts: [...parts],
    missing: parts.filter(({ share }) => share === undefined).map(({ attribute }) => attribute),
    ruleVersion: 3,
    asOf: NOW,
    comparedWith: 2357,
  };
}
