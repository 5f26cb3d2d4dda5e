import * as z from 'zod/mini';
import { Currency } from './money.ts';
import { EpochMs } from './time.ts';

export const TIERS = ['A', 'B', 'C', 'D'] as const;
export const Tier = z.enum(TIERS);
export type Tier = z.infer<typeof Tier>;

export const STAGES = ['prospect', 'new', 'active', 'loyal', 'at-risk', 'churned'] as const;
export const Stage = z.enum(STAGES);
export type Stage = z.infer<typeof Stage>;

/** One line of a score receipt: `points` of `maxPoints`, for the fact `value` that `quintile` (1..5) was given for. */
export const ReceiptPart = z.object({
  measure: z.enum(['recency', 'frequency', 'monetary']),
  quintile: z.int().check(z.minimum(1), z.maximum(5)),
  points: z.number(),
  maxPoints: z.number(),
  /** recency: days since the last purchase; frequency: purchase days; monetary: net minor units of `currency`. */
  value: z.number(),
  currency: z.optional(Currency),
  /** When the fact became true: the last purchase. */
  factAt: EpochMs,
});
export type ReceiptPart = z.infer<typeof ReceiptPart>;

/** A score with its parts, which add up to it; or the reason why there is none. */
export const Receipt = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('scored'),
    /** 0..100, the sum of the parts' points. */
    score: z.number(),
    tier: Tier,
    parts: z.array(ReceiptPart),
    /** Customers with a purchase that the quintiles compare with. */
    comparedWith: z.int(),
    /** Below 25 customers the cuts are fixed ones, not quintiles. */
    cuts: z.enum(['quintiles', 'fixed']),
    ruleVersion: z.string(),
    asOf: EpochMs,
  }),
  z.object({ type: z.literal('no-orders') }),
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
