import type { Stage } from '../domain/receipt.ts';
import type { Abc, Group } from '../domain/score.ts';
import type { Pair } from '../messaging/offer-work.ts';
import { anyOf, exactly, noneOf, peopleHash } from './people-link.ts';

/** The customers that a part of a chart counts, as the address of their list. Nothing is opened where nobody is. */
const opened = (n: number, ...where: Parameters<typeof peopleHash>[0]): string | undefined =>
  n > 0 ? peopleHash(where) : undefined;

export const stageCell = (stage: Stage, n: number) => opened(n, anyOf('stage', stage));
export const groupCell = (group: Group, n: number) => opened(n, anyOf('group', group));
export const abcCell = (abc: Abc, n: number) => opened(n, anyOf('abc', abc));

/** @param r @param f fifths, 1..5 */
export const rfmCell = (r: number, f: number, n: number) => opened(n, exactly('recency', r), exactly('frequency', f));

/** Those who first bought in a month, `2026-03`; of them those who bought again in the month that is so many after. */
export const cohortCell = (month: string, n: number, after?: number) =>
  opened(n, anyOf('cohort', month), ...(after === undefined ? [] : [anyOf('again', String(after))]));

/** Of a pair of products those who bought both, and those who bought the one and not the other yet. */
export function pairCells({ keys: [first, second], customers: { both, firstOnly, secondOnly } }: Pair) {
  const without = (bought: string, other: string, n: number) =>
    opened(n, anyOf('bought', bought), noneOf('bought', other));
  return {
    both: opened(both, anyOf('bought', first), anyOf('bought', second)),
    firstOnly: without(first, second, firstOnly),
    secondOnly: without(second, first, secondOnly),
  };
}
