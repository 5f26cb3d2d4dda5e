import * as z from 'zod/mini';
import { CustomerId } from '../domain/ids.ts';

/** The part of the contract about what is bought together. Answers are JSON texts of the types in `offer-work.ts`. */
export const offerContract = {
  /**
   * `CustomerOffers`: what to offer somebody next and why, or why nothing. By what was counted last: while nothing was, it is
   * `pending`, and a push `changed` of the table `offers` says when to ask again; with `wait` the answer comes then.
   */
  'offers.of': {
    request: z.object({ customerId: CustomerId, wait: z.optional(z.boolean()) }),
    reply: z.string(),
  },
  /** `PairReport`: what is bought together in the whole shop; waits until it was counted once. */
  'offers.pairs': { request: z.object({}), reply: z.string() },
} as const;
