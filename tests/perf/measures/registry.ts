import type { Measure } from '../harness/figure.ts';
import { badges } from './badges.ts';
import { duplicates } from './duplicates.ts';
import { fastSwitches } from './fast-switches.ts';
import { importing } from './import.ts';
import { lists } from './lists.ts';
import { messageToProfile } from './message-to-profile.ts';
import { mutationBurst } from './mutation-burst.ts';
import { noGrant } from './no-grant.ts';
import { openingSteps } from './opening-steps.ts';
import { pageCost } from './page-cost.ts';
import { rightPerson } from './right-person.ts';
import { scale } from './scale.ts';
import { score } from './score.ts';
import { scoreModels } from './score-models.ts';
import { search } from './search.ts';
import { sizes } from './sizes.ts';
import { store } from './store.ts';

/** Every measure of `npm run bench`, in the order of the table. */
export const measures: readonly Measure[] = [
  rightPerson,
  fastSwitches,
  messageToProfile,
  openingSteps,
  pageCost,
  mutationBurst,
  sizes,
  noGrant,
  badges,
  store,
  scale,
  importing,
  lists,
  score,
  duplicates,
  search,
  scoreModels,
];
