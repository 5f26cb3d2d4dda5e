import type { Profile } from '../../domain/profile.ts';
import type { Receipt } from '../../domain/receipt.ts';
import type { EpochMs } from '../../domain/time.ts';
import { statsOf } from '../../scoring/customer-stats.ts';
import { DEFAULT_CLOCK, lifecycleOf } from '../../scoring/lifecycle.ts';
import type { Person } from '../../storage/person.ts';
import type { Standing } from './score-head.ts';
import { onePersonOf, type ScoredOne, type ScoringNow, scoreOne } from './score-one.ts';

/** What a customer's score and stage are; `one` with all their figures, where the file has been scored. */
export interface Scored {
  readonly receipt: Receipt;
  readonly stage: Profile['stage'];
  readonly one?: ScoredOne;
}
/** Scores somebody who is at hand, as of now. */
export type Score = (person: Person) => Scored;

/** @param known what scoring one needs; absent while the file has not been scored @param standing where somebody stood */
export const scorerOf =
  (known: ScoringNow | undefined, standing: (id: string) => Standing | undefined, now: () => EpochMs): Score =>
  (person) => {
    const one = onePersonOf(person);
    if (!one || !known) {
      const stats = statsOf(one?.orders ?? [], undefined, now());
      const receipt: Receipt = { type: stats.purchaseDays === 0 ? 'no-orders' : 'pending' };
      return { receipt, stage: lifecycleOf(stats, DEFAULT_CLOCK, now()) };
    }
    const scored = scoreOne(one, known, standing(person.id));
    const { stage, sinceDays, usualGapDays } = scored.figures;
    return {
      ...{ one: scored, receipt: scored.receipt },
      stage: {
        stage,
        ...(sinceDays === undefined ? {} : { sinceDays }),
        ...(usualGapDays === undefined ? {} : { usualGapDays }),
      },
    };
  };
