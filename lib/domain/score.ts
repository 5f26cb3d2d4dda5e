import * as z from 'zod/mini';
import { MOST_VALUES } from './filter-limits.ts';
import { Currency } from './money.ts';
import { Stage, Tier } from './receipt.ts';
import { EpochMs } from './time.ts';

export { ScorePart } from './receipt.ts';

/** What a rule can ask of a customer: a number, or one or several of some words. */
export type ScoreAttributeKind = 'number' | 'choice';

/**
 * What score rules can be about. Custom fields are `custom:<field id>`: numbers, money (major units), days (since) and
 * yes/no as they are, choices by the choice's id.
 */
export const SCORE_ATTRIBUTES = {
  /** Probability of a purchase within the horizon, 0..1. */
  pBuy: 'number',
  /** Place of the expected value of 12 months among the shop's customers, 0..1. */
  valueRank: 'number',
  stage: 'choice',
  /** NPS, CSAT or sentiment, 0..1; absent until there is feedback. */
  satisfaction: 'number',
  /** Refunds as a share of what was paid, 0..1. */
  refundShare: 'number',
  purchases: 'number',
  sinceDays: 'number',
  tenureDays: 'number',
  /** Place of the net among the shop's customers, 0..1. */
  netRank: 'number',
  recency: 'number',
  frequency: 'number',
  monetary: 'number',
  group: 'choice',
  abc: 'choice',
  tag: 'choice',
  /** In which of the shop's segments somebody is, by id. */
  segment: 'choice',
} as const satisfies Record<string, ScoreAttributeKind>;

/** RFM groups, the first that fits; their names can be edited, what they mean cannot. */
export const GROUPS = ['vip', 'loyal', 'promising', 'slipping', 'dormant', 'middle'] as const;
export const Group = z.enum(GROUPS);
export type Group = z.infer<typeof Group>;

export const ABC = ['A', 'B', 'C'] as const;
export const Abc = z.enum(ABC);
export type Abc = z.infer<typeof Abc>;

const share = z.number().check(z.minimum(0), z.maximum(1));

/** When a case of a rule holds. Ends of a range are included. */
const RuleTest = z.discriminatedUnion('is', [
  z.object({
    is: z.literal('any-of'),
    values: z.array(z.string().check(z.maxLength(500))).check(z.minLength(1), z.maxLength(MOST_VALUES)),
  }),
  z.object({ is: z.literal('between'), from: z.optional(z.number()), to: z.optional(z.number()) }),
]);
export type RuleTest = z.infer<typeof RuleTest>;

/** How much of a rule's points a value gets, 0..1. */
const RuleShape = z.discriminatedUnion('type', [
  /** Straight lines between points of ascending `at`; level before the first and after the last. */
  z.object({
    type: z.literal('linear'),
    points: z.array(z.object({ at: z.number(), share })).check(z.minLength(2), z.maxLength(12)),
  }),
  /** The first case that holds, else `otherwise`. */
  z.object({
    type: z.literal('cases'),
    cases: z.array(z.object({ when: RuleTest, share })).check(z.minLength(1), z.maxLength(20)),
    otherwise: share,
  }),
]);
export type RuleShape = z.infer<typeof RuleShape>;

/** One rule: gives `points × (share − the shop's mean share)`. */
export const ScoreRule = z.object({
  id: z.string().check(z.minLength(1), z.maxLength(60)),
  attribute: z.string().check(z.minLength(1), z.maxLength(80)),
  shape: RuleShape,
  points: z.number().check(z.minimum(-100), z.maximum(100)),
});
export type ScoreRule = z.infer<typeof ScoreRule>;

/** What the shop promises a tier. */
export const ServicePolicy = z.object({
  sentence: z._default(z.string().check(z.maxLength(300)), ''),
  /** Answer within so many hours. */
  responseHours: z.optional(z.number().check(z.minimum(0), z.maximum(1000))),
  /** Per cent that may be given without asking. */
  discountLimit: z.optional(z.number().check(z.minimum(0), z.maximum(100))),
});
export type ServicePolicy = z.infer<typeof ServicePolicy>;

/** How customers get their tier. */
export const TierRules = z.object({
  /** `score` 0..100; `value`: net in major units of the base currency; `rfm`: the sum of the three fifths, 3..15. */
  by: z.enum(['score', 'value', 'rfm']),
  /** The least of each tier but D, descending. */
  least: z.object({ A: z.number(), B: z.number(), C: z.number() }),
  /** Whoever has a tier keeps it until they are past its limit by so much. */
  margin: z.number().check(z.minimum(0)),
  policies: z.object({ A: ServicePolicy, B: ServicePolicy, C: ServicePolicy, D: ServicePolicy }),
});
export type TierRules = z.infer<typeof TierRules>;

/** What a shop calls the RFM groups, where it calls them otherwise than the catalogue does. */
export const GroupNames = z.partialRecord(Group, z.string().check(z.minLength(1), z.maxLength(40)));
export type GroupNames = z.infer<typeof GroupNames>;

/** The rules of a score as the shop keeps them; each change makes another version. */
export const RuleSet = z.object({
  version: z.int(),
  rules: z.array(ScoreRule).check(z.maxLength(30)),
  tiers: TierRules,
  groupNames: z.optional(GroupNames),
});
export type RuleSet = z.infer<typeof RuleSet>;

/** Why a number is not shown, said in words by the catalogue. */
const UNSURE = [
  'no-orders',
  /** Fewer customers or repeat purchases than a probability needs. */
  'few-customers',
  /** Leaving customers cannot be told from slow ones in this file. */
  'no-churn-signal',
  'not-fitted',
  'no-amounts',
  'unlikely',
] as const;
export const Unsure = z.enum(UNSURE);
export type Unsure = z.infer<typeof Unsure>;

/** What the models say of one customer, as the sidebar shows it. */
export const CustomerOutlook = z.object({
  asOf: EpochMs,
  stage: Stage,
  provisional: z.boolean(),
  wonBack: z.boolean(),
  sinceDays: z.optional(z.int()),
  usualGapDays: z.optional(z.number()),
  /** Quiet days after which they are at risk, and churned. */
  riskDays: z.optional(z.number()),
  churnDays: z.optional(z.number()),
  horizonDays: z.number(),
  /** `1 − P(a purchase within the horizon)`, or why there is none. */
  churn: z.union([z.number(), Unsure]),
  /** Days from today: 10, 50 and 90 per cent of those like them have bought by then. */
  next: z.union([z.object({ from: z.number(), middle: z.number(), to: z.number() }), Unsure]),
  /** Of 12 months, in minor units. */
  value: z.union([
    z.object({ amountMinor: z.number(), currency: Currency, of: z.enum(['revenue', 'margin']) }),
    Unsure,
  ]),
  group: z.optional(Group),
  abc: z.optional(Abc),
  fifths: z.optional(z.object({ r: z.int(), f: z.int(), m: z.int() })),
  /** What the shop calls the RFM groups, where it calls them otherwise. */
  groupNames: z.optional(GroupNames),
  tier: z.optional(Tier),
  policy: z.optional(ServicePolicy),
  /** How the tier came about: its last moves, the newest first, each with the attribute that moved the score most, or what else did. */
  moves: z.optional(z.array(z.object({ at: EpochMs, from: Tier, to: Tier, reason: z.string() }))),
  /** If they order today, for their usual amount. */
  ifToday: z.optional(z.object({ score: z.number(), tier: Tier, stage: Stage })),
  /** Customers, and repeat purchases, that all of it rests on. */
  n: z.object({ customers: z.int(), repeats: z.int() }),
});
export type CustomerOutlook = z.infer<typeof CustomerOutlook>;
