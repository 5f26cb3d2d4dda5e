import * as z from 'zod/mini';
import { CustomerId } from '../domain/ids.ts';

const goodsKey = z.string().check(z.maxLength(500));

/** A product that was sold. */
export const SoldGoods = z.object({
  /** By what it is known again; conditions on `bought` ask for it. */
  key: z.string(),
  name: z.string(),
  sku: z.optional(z.string()),
  /** Another product has the same name: the SKU tells them apart. */
  isNameShared: z.optional(z.literal(true)),
  /** How many bought it, as the file is now. */
  customers: z.int(),
});
export type SoldGoods = z.infer<typeof SoldGoods>;

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
  /**
   * The goods the shop has sold by a part of their name or SKU, all of them without one, those whom most customers bought
   * first; and what some are called that are known by their keys. Waits until it was counted once who bought what.
   */
  'offers.goods': {
    request: z.object({
      text: z.string().check(z.maxLength(200)),
      limit: z.int().check(z.minimum(0), z.maximum(200)),
      keys: z.optional(z.array(goodsKey).check(z.maxLength(200))),
    }),
    reply: z.object({
      goods: z.array(SoldGoods),
      /** How many were found, also those beyond the limit. */
      total: z.int(),
      /** In the order of the keys; without those that nobody bought. */
      known: z.array(SoldGoods),
    }),
  },
  /** `PairReport`: what is bought together in the whole shop; waits until it was counted once. */
  'offers.pairs': { request: z.object({}), reply: z.string() },
} as const;
