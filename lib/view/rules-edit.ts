import type { RuleShape, RuleTest, ScoreRule } from '../domain/score.ts';
import type { KnownAttribute } from '../scoring/rules/known-attributes.ts';

const DEFAULT_POINTS = 10;
export const MAX_POINTS = 12;
export const MAX_CASES = 20;
export const MAX_RULES = 30;

/** A rule about an attribute as one begins with it: the more the better, or the first word against the others. */
export const newRule = (id: string, attribute: KnownAttribute): ScoreRule => ({
  id,
  attribute: attribute.name,
  shape: firstShape(attribute),
  points: DEFAULT_POINTS,
});

export function firstShape(attribute: KnownAttribute): RuleShape {
  return attribute.kind === 'number' ? firstLine(attribute) : firstCases(attribute);
}

export function firstLine({ from = 0, to }: KnownAttribute): Extract<RuleShape, { type: 'linear' }> {
  return {
    type: 'linear',
    points: [
      { at: from, share: 0 },
      { at: to ?? from + 100, share: 1 },
    ],
  };
}

export function firstCases(attribute: KnownAttribute): Extract<RuleShape, { type: 'cases' }> {
  return { type: 'cases', cases: [{ when: firstTest(attribute), share: 1 }], otherwise: 0 };
}

/** Asks for the first word, or for the upper half. */
export function firstTest({ kind, values = [], from = 0, to = 100 }: KnownAttribute): RuleTest {
  return kind === 'choice' ? { is: 'any-of', values: values.slice(0, 1) } : { is: 'between', from: (from + to) / 2 };
}

/** One more point after the last: as far on again, or halfway to the end of what the attribute can be. */
export function withPoint(
  shape: Extract<RuleShape, { type: 'linear' }>,
  { to, isWhole }: KnownAttribute,
): Extract<RuleShape, { type: 'linear' }> {
  const { points } = shape;
  const [before, last] = [points.at(-2), points.at(-1)];
  if (!before || !last) return shape;
  const share = last.share;
  if (to === undefined || last.at < to) {
    const at = last.at + (last.at - before.at || 1);
    return { ...shape, points: [...points, { at: to === undefined ? at : Math.min(to, at), share }] };
  }
  // No room after the last: between it and the one before.
  const middle = (before.at + last.at) / 2;
  const between = { at: isWhole ? Math.round(middle) : middle, share: (before.share + share) / 2 };
  return { ...shape, points: [...points.slice(0, -1), between, last] };
}

/** A list with one entry in another place. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = list.filter((_, index) => index !== from);
  const entry = list[from];
  if (entry !== undefined) next.splice(Math.max(0, Math.min(to, next.length)), 0, entry);
  return next;
}

/** A list with one entry replaced, or left out. */
export const replaced = <T>(list: readonly T[], at: number, by: T | undefined): T[] =>
  list.flatMap((entry, index) => (index === at ? (by === undefined ? [] : [by]) : [entry]));
