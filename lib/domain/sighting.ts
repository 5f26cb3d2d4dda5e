import * as z from 'zod/mini';
import { ORDER_STATUSES } from './order.ts';
import { EpochMs } from './time.ts';

/** The kind of evidence a fact rests on, surest first. */
export const ANCHOR_KINDS = ['url', 'machine', 'source', 'labelled', 'structure'] as const;
export type AnchorKind = (typeof ANCHOR_KINDS)[number];

const text = (max: number) => z.string().check(z.minLength(1), z.maxLength(max));

/** A value read from a page: what it says, which anchor of the recipe gave it, of which kind, and how sure it is (0..1). */
const fact = <T extends z.ZodMiniType>(value: T) =>
  z.object({ value, anchor: text(80), kind: z.enum(ANCHOR_KINDS), sure: z.number().check(z.minimum(0), z.maximum(1)) });

export const TextFact = fact(text(500));
export type TextFact = z.infer<typeof TextFact>;
const TimeFact = fact(EpochMs);
const MinorFact = fact(z.int());
const StatusFact = fact(z.enum(ORDER_STATUSES));

export const PERSON_ROLES = [
  'from',
  'sender',
  'reply-to',
  'to',
  'cc',
  'bcc',
  'attached-from',
  'buyer',
  'customer',
] as const;
export type PersonRole = (typeof PERSON_ROLES)[number];

export const SeenPerson = z.object({
  role: z.enum(PERSON_ROLES),
  email: z.optional(TextFact),
  name: z.optional(TextFact),
  /** Other ways the page writes the same name, as the one in the shipping address. */
  otherNames: z.optional(z.array(TextFact).check(z.maxLength(5))),
  /** Whole, or with hidden digits as marketplaces show them (138****1234). */
  phone: z.optional(TextFact),
  /** The platform's own id of the person's account. */
  account: z.optional(TextFact),
  /** The name the person goes by on the platform. */
  nick: z.optional(TextFact),
});
export type SeenPerson = z.infer<typeof SeenPerson>;

export const VIEWS = [
  'message',
  'thread',
  'list',
  'compose',
  'order',
  'customer',
  'order-list',
  'customer-list',
] as const;
export type View = (typeof VIEWS)[number];

/** How a message was made, where its source says so. */
const AUTOMATIC = ['list', 'bulk', 'auto-generated', 'auto-replied', 'bounce'] as const;

export const SeenMessage = z.object({
  /** Message-ID with its angle brackets, or the site's own stable id. */
  key: TextFact,
  subject: z.optional(TextFact),
  sentAt: z.optional(TimeFact),
  automatic: z.optional(fact(z.enum(AUTOMATIC))),
  /** What the open message's body names, quoted replies included; used only where the sender is not the customer. */
  body: z.optional(
    z.object({
      emails: z.array(text(320)).check(z.maxLength(20)),
      phones: z.array(text(40)).check(z.maxLength(20)),
      names: z.array(text(200)).check(z.maxLength(20)),
      /** Pieces of lines with what may be an order number, what stands around it included; `>` before quoted ones. */
      numbers: z.optional(z.array(text(120)).check(z.maxLength(20))),
    }),
  ),
});
export type SeenMessage = z.infer<typeof SeenMessage>;

export const SeenLine = z.object({
  sku: z.optional(text(100)),
  name: text(300),
  quantity: z.number(),
  unitMinor: z.optional(z.int()),
  totalMinor: z.optional(z.int()),
});
export type SeenLine = z.infer<typeof SeenLine>;

export const SeenOrder = z.object({
  /** The platform's own id, from the URL; not always the number people read. */
  platformId: z.optional(TextFact),
  number: TextFact,
  placedAt: z.optional(TimeFact),
  status: z.optional(StatusFact),
  statusLabel: z.optional(TextFact),
  currency: z.optional(TextFact),
  totalMinor: z.optional(MinorFact),
  refundedMinor: z.optional(MinorFact),
  lines: z.array(SeenLine).check(z.maxLength(200)),
});
export type SeenOrder = z.infer<typeof SeenOrder>;

/** One row of a list; `row` is the interpreter's handle for drawing the badge, meaningless outside the page. */
export const SeenRow = z.object({
  row: z.int(),
  people: z.array(SeenPerson).check(z.maxLength(10)),
  orderNumber: z.optional(TextFact),
});
export type SeenRow = z.infer<typeof SeenRow>;

/** Everything one read of one document gave. Absent means the page did not say, or not surely. */
export const Sighting = z.object({
  recipe: text(60),
  view: z.enum(VIEWS),
  /** Whose account the page is signed in to. */
  owner: z.optional(TextFact),
  people: z.array(SeenPerson).check(z.maxLength(100)),
  message: z.optional(SeenMessage),
  order: z.optional(SeenOrder),
  rows: z.array(SeenRow).check(z.maxLength(200)),
});
export type Sighting = z.infer<typeof Sighting>;
