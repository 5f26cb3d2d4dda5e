import type { Measure } from '../harness/figure.ts';
import { messageToProfile } from './message-to-profile.ts';
import { pageCost } from './page-cost.ts';

/** Every measure of `npm run bench`, in the order of the table. */
export const measures: readonly Measure[] = [messageToProfile, pageCost];
