import type { RuleShape, RuleTest, ScoreRule } from '../../domain/score.ts';
import type { AttributeValue } from './attribute-columns.ts';

/**
 * How much of a rule's points a value gets, 0..1; undefined where nothing is known. A rule that asks a word for a range, or
 * a number for words, gives what its `otherwise` says; straight lines have no place for a word.
 */
export function shareOf({ shape }: ScoreRule, value: AttributeValue): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? shareOfNumbers(shape)(value) : undefined;
  if (shape.type === 'linear') return undefined;
  return shape.cases[firstCase(shape, wordsOf(value))]?.share ?? shape.otherwise;
}

/** Which case of a rule holds for a value; the number of cases for `otherwise`; undefined for lines and the unknown. */
export function caseOf({ shape }: ScoreRule, value: AttributeValue): number | undefined {
  if (shape.type === 'linear' || value === undefined) return undefined;
  if (typeof value !== 'number') return firstCase(shape, wordsOf(value));
  const at = shape.cases.findIndex(({ when }) => isWithin(when, value));
  return at < 0 ? shape.cases.length : at;
}

type Cases = Extract<RuleShape, { type: 'cases' }>;
const wordsOf = (value: string | readonly string[]) => (typeof value === 'string' ? [value] : value);

function firstCase({ cases }: Cases, words: readonly string[]): number {
  const at = cases.findIndex(({ when }) => when.is === 'any-of' && words.some((word) => when.values.includes(word)));
  return at < 0 ? cases.length : at;
}

const isWithin = (test: RuleTest, value: number): boolean =>
  test.is === 'between' && value >= lowEnd(test) && value <= highEnd(test);

// What is never within is asked for between two ends that are the wrong way round.
const lowEnd = (test: RuleTest) => (test.is === 'between' ? (test.from ?? Number.NEGATIVE_INFINITY) : 1);
const highEnd = (test: RuleTest) => (test.is === 'between' ? (test.to ?? Number.POSITIVE_INFINITY) : 0);

/** A shape made ready for many numbers, none of them NaN. */
export function shareOfNumbers(shape: RuleShape): (value: number) => number {
  return shape.type === 'linear' ? onLines(shape.points) : inRanges(shape);
}

function inRanges({ cases, otherwise }: Cases): (value: number) => number {
  const from = Float64Array.from(cases, ({ when }) => lowEnd(when));
  const to = Float64Array.from(cases, ({ when }) => highEnd(when));
  const shares = Float64Array.from(cases, ({ share }) => share);
  return (value) => {
    for (let i = 0; i < shares.length; i += 1)
      if (value >= (from[i] as number) && value <= (to[i] as number)) return shares[i] as number;
    return otherwise;
  };
}

/** Straight between the points, level before the first and after the last. */
function onLines(points: Extract<RuleShape, { type: 'linear' }>['points']): (value: number) => number {
  const ats = Float64Array.from(points, ({ at }) => at);
  const shares = Float64Array.from(points, ({ share }) => share);
  const last = points.length - 1;
  return (value) => {
    if (value <= (ats[0] as number)) return shares[0] as number;
    for (let i = 1; i <= last; i += 1) {
      const at = ats[i] as number;
      if (value >= at) continue;
      const from = ats[i - 1] as number;
      const low = shares[i - 1] as number;
      const high = shares[i] as number;
      const share = low + ((value - from) / (at - from)) * (high - low);
      // Rounding must not carry it past the points, so that more is never less.
      return low < high ? Math.min(high, Math.max(low, share)) : Math.min(low, Math.max(high, share));
    }
    return shares[last] as number;
  };
}
