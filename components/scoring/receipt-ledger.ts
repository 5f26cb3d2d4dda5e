import type { ScorePart } from '../../lib/domain/score.ts';
import { wholePoints } from '../../lib/view/receipt-points.ts';

/** A score as a sum of whole points: what everybody starts with, the parts, and what is cut off at its ends. */
export interface Ledger {
  readonly base: number;
  /** Parts of which something is known, with whole points that add up. */
  readonly parts: readonly { readonly part: ScorePart; readonly points: number }[];
  /** Of which nothing is known: they give nothing. */
  readonly missing: readonly ScorePart[];
  /** Before it is cut off. */
  readonly raw: number;
  /** What is cut off: 0 when nothing is. */
  readonly cut: number;
  /** The end it is cut off at. */
  readonly limit: 0 | 100;
  readonly score: number;
  /** The most that one part weighs, for bars beside each other. */
  readonly most: number;
}

/** Where every score begins. */
const BASE = 50;

/** Lays a score out so that what is shown adds up: `base + parts + cut = score`. @param score 0..100, as it was given */
export function ledgerOf(parts: readonly ScorePart[], score: number): Ledger {
  const known = parts.filter(({ share }) => share !== undefined);
  const shown = Math.round(score);
  const isCut = score <= 0 || score >= 100;
  const whole = wholePoints(
    known.map(({ points }) => points),
    isCut ? undefined : shown - BASE,
  );
  const raw = BASE + whole.sum;
  return {
    base: BASE,
    parts: known.map((part, at) => ({ part, points: whole.parts[at] ?? 0 })),
    missing: parts.filter(({ share }) => share === undefined),
    raw,
    cut: shown - raw,
    limit: raw < shown ? 0 : 100,
    score: shown,
    most: Math.max(1, ...known.map(({ points }) => Math.abs(points))),
  };
}
