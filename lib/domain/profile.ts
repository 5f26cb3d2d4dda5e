import * as z from 'zod/mini';
import { CustomValue } from './custom-schema.ts';
import { Customer } from './customer.ts';
import { Identity } from './identity.ts';
import { ActionId, CustomerId, InteractionId, NoteId, OrderId } from './ids.ts';
import { Note } from './note.ts';
import { ORDER_STATUSES, OrderLine } from './order.ts';
import { CustomerStats, Receipt, Stage, Tier } from './receipt.ts';
import { EpochMs } from './time.ts';

/** Who gave a value: the user, a page by way of a recipe and one of its anchors, or a file. */
export const Source = z.discriminatedUnion('type', [
  z.object({ type: z.literal('user') }),
  z.object({ type: z.literal('page'), recipe: z.string(), anchor: z.string() }),
  z.object({ type: z.literal('sample') }),
  /** A file of that name. */
  z.object({ type: z.literal('import'), file: z.string() }),
  /** The product by itself, as the shop told it to: what has expired, what has lain in the trash for long enough. */
  z.object({ type: z.literal('rule'), rule: z.enum(['expiry', 'trash']) }),
]);
export type Source = z.infer<typeof Source>;

/** Where a field's present value comes from and since when. */
export const Provenance = z.object({ source: Source, at: EpochMs });
export type Provenance = z.infer<typeof Provenance>;

export const TimelineItem = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('order'),
    id: OrderId,
    at: EpochMs,
    number: z.string(),
    status: z.optional(z.enum(ORDER_STATUSES)),
    statusLabel: z.optional(z.string()),
    currency: z.optional(z.string()),
    totalMinor: z.optional(z.int()),
    lines: z.array(OrderLine),
  }),
  z.object({
    type: z.literal('message'),
    id: InteractionId,
    at: EpochMs,
    /** False when the page showed no exact time and `at` is when it was recorded. */
    exact: z.boolean(),
    direction: z.enum(['in', 'out']),
    subject: z.string(),
  }),
  z.object({ type: z.literal('note'), id: NoteId, at: EpochMs, body: z.string() }),
]);
export type TimelineItem = z.infer<typeof TimelineItem>;

/** Everything the panel shows of one customer, in one answer. */
export const Profile = z.object({
  customer: Customer,
  /** Values of custom fields, by field id. */
  custom: z.optional(z.record(z.string(), CustomValue)),
  /** By field name. */
  provenance: z.record(z.string(), Provenance),
  /** Of whom several records were merged: absent for one alone. */
  merged: z.optional(
    z.object({
      /** Whoever stands for the person first; `mergedAt` is absent for them. */
      records: z.array(
        z.object({
          id: CustomerId,
          name: z.string(),
          createdAt: EpochMs,
          mergedAt: z.optional(EpochMs),
          /** The first of what points to the record, to tell it by. */
          contacts: z.array(z.string()),
        }),
      ),
      /** Field → whose value is shown, where it is not that of whoever stands for the person. */
      borrowed: z.record(z.string(), CustomerId),
      /** Field → what others have there. */
      alternatives: z.record(z.string(), z.array(z.object({ customerId: CustomerId, value: z.string() }))),
      /** By id of one of the shop's own fields, what others have there. */
      custom: z.record(z.string(), z.array(z.object({ customerId: CustomerId, value: CustomValue }))),
    }),
  ),
  identities: z.array(z.extend(Identity, { provenance: z.optional(Provenance) })),
  stats: CustomerStats,
  receipt: Receipt,
  stage: z.object({
    stage: Stage,
    /** Days since the last purchase; absent without one. */
    sinceDays: z.optional(z.int()),
    /** This customer's usual gap between purchases in days; absent with fewer than two. */
    usualGapDays: z.optional(z.number()),
  }),
  /** Pinned first, then newest. */
  notes: z.array(Note),
  /** Newest first; the first page. */
  timeline: z.array(TimelineItem),
  timelineTotal: z.int(),
});
export type Profile = z.infer<typeof Profile>;

/** One row of the customer list. */
export const CustomerRow = z.object({
  id: CustomerId,
  name: z.string(),
  company: z.string(),
  email: z.string(),
  phone: z.string(),
  tags: z.array(z.string()),
  orderCount: z.int(),
  lastPurchaseAt: z.optional(EpochMs),
  /** The main currency's net. */
  net: z.optional(z.object({ currency: z.string(), amountMinor: z.int() })),
  score: z.optional(z.number()),
  tier: z.optional(Tier),
  stage: Stage,
  noteCount: z.int(),
  /** Of the custom field that the list is in the order of. */
  value: z.optional(CustomValue),
  /** What the models say that the list is in the order of: an amount, or a share of 1. Absent where they say nothing. */
  told: z.optional(
    z.union([z.object({ currency: z.string(), amountMinor: z.int() }), z.object({ share: z.number() })]),
  ),
});
export type CustomerRow = z.infer<typeof CustomerRow>;

const Ranges = z.array(z.tuple([z.int(), z.int()]));
/** What of a row was looked for: from, to in the text of each field. */
export const RowMarks = z.object({
  name: Ranges,
  company: Ranges,
  email: Ranges,
  phone: Ranges,
  /** What was found where the row itself does not show it: a phone, a tag, an order number, a note. */
  found: z.optional(z.object({ field: z.string(), excerpt: z.string(), ranges: Ranges })),
});
export type RowMarks = z.infer<typeof RowMarks>;

/** Orders by what the models say, the worth of 12 months, the chance of an order, the expected loss: brought when asked for. */
export const MODEL_SORTS = ['clv12', 'pBuy', 'loss'] as const;
export type ModelSort = (typeof MODEL_SORTS)[number];
export const CUSTOMER_SORTS = [
  'name',
  'email',
  'score',
  'stage',
  'orderCount',
  'net',
  'lastPurchaseAt',
  'noteCount',
  ...MODEL_SORTS,
] as const;
/** By a custom field: `custom:<field id>`. */
export type CustomSort = `custom:${string}`;
export const CustomSort = z.string().check(z.regex(/^custom:[0-9a-f-]{36}$/)) as unknown as z.ZodMiniType<
  CustomSort,
  CustomSort
>;

/** One change in a record's history, newest first. */
export const HistoryEntry = z.object({
  actionId: ActionId,
  /** What the user did, as `notes.add`. */
  action: z.string(),
  at: EpochMs,
  source: Source,
  table: z.string(),
  field: z.string(),
  before: z.optional(z.unknown()),
  after: z.optional(z.unknown()),
  /** For one entry of a set, as a tag: the entry. */
  element: z.optional(z.string()),
  /** The earlier value is not the present one and can be put back. */
  canPutBack: z.optional(z.boolean()),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;
