import type { ScoreRule } from './score.ts';

/** The ids of the segments that rules ask for. */
export const segmentsAsked = (rules: readonly ScoreRule[]): ReadonlySet<string> =>
  new Set(
    rules.flatMap(({ attribute, shape }) =>
      attribute === 'segment' && shape.type === 'cases'
        ? shape.cases.flatMap(({ when }) => (when.is === 'any-of' ? when.values : []))
        : [],
    ),
  );
