import * as z from 'zod/mini';
import { Currency } from './money.ts';
import { EpochMs } from './time.ts';

export const TIERS = ['A', 'B', 'C', 'D'] as const;
export const Tier = z.enum(TIERS);
export type Tier = z.infer<typeof Tier>;

export const STAGES = ['prospect', 'new', 'active', 'loyal', 'at-risk', 'churned'] as const;
export const Stage = z.enum(STAGES);
export type Stage = z.infer<typeof Stage>;

const share = z.number().check(z.minimum(0), z.maximum(1));

/** A rule's part of a score. */
export const ScorePart = z.object({
  ruleId: z.string(),
  attribute: z.string(),
  /** What it was given for; absent where nothing is known, which gives no points. */
  value: z.optional(z.union([z.number(), z.string(), z.array(z.string())])),
  share: z.optional(share),
  /** The shop's mean share. */
  mean: z.number(),
  weight: z.number(),
  /** `weight × (share − mean)`. */
  points: z.number(),
  /** When the fact became true, where it has such a day. */
  factAt: z.optional(EpochMs),
});
export type ScorePart = z.infer<typeof ScorePart>;

/** A score with its parts, which add up to it; or the reason why there is none. */
export const Receipt = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('scored'),
    /** 0..100: 50 and the parts' points, kept within. */
    score: z.number(),
    /** 50 and the parts' points. */
    unclamped: z.number(),
    tier: Tier,
    parts: z.array(ScorePart),
    /** Attributes that rules ask for and nothing is known of. */
    missing: z.array(z.string()),
    ruleVersion: z.int(),
    asOf: EpochMs,
    /** Customers with a purchase. */
    comparedWith: z.int(),
  }),
  z.object({ type: z.literal('no-orders') }),
  /** The file has not been scored yet; it is being done. */
  z.object({ type: z.literal('pending') }),
]);
export type Receipt = z.infer<typeof Receipt>;

/** What a customer's orders add up to. Derived, never synced. */
export const CustomerStats = z.object({
  orderCount: z.int(),
  /** Distinct shop-local days with a purchase: what the models count. */
  purchaseDays: z.int(),
  firstPurchaseAt: z.optional(EpochMs),
  lastPurchaseAt: z.optional(EpochMs),
  /** Net of refunds, one entry a currency, largest order count first. Currencies are never added together. */
  net: z.array(z.object({ currency: Currency, amountMinor: z.int(), orderCount: z.int() })),
});
export type CustomerStats = z.infer<typeof CustomerStats>;
