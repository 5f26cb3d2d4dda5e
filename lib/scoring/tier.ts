import type { Tier } from '../domain/receipt.ts';

/** The least score of each tier but the last. */
const CUTS = [
  ['A', 80],
  ['B', 60],
  ['C', 40],
] as const satisfies readonly (readonly [Tier, number])[];

/** The tier of a score from 0 to 100. */
export function tierOf(score: number): Tier {
  return CUTS.find(([, least]) => score >= least)?.[0] ?? 'D';
}
