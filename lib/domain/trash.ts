import * as z from 'zod/mini';
import { ActionId, CustomerId } from './ids.ts';
import { Source } from './profile.ts';
import { DAY_MS, EpochMs } from './time.ts';

/** How long what was deleted can be had back. */
const TRASH_DAYS = 30;
export const TRASH_MS = TRASH_DAYS * DAY_MS;

export const TRASH_KINDS = ['customers', 'identities', 'orders', 'interactions', 'notes', 'fields', 'load'] as const;

/** Something that was deleted and can be had back. */
export const TrashItem = z.object({
  /** What restores and erases name it by. */
  key: z.string(),
  /** `load`: everything that an import or another large action made, when it was taken back. */
  kind: z.enum(TRASH_KINDS),
  /** What it is called: a name, an address, a number, how a note begins; a file. Empty when it has none. */
  title: z.string(),
  /** Whose it is; absent for customers themselves and for what has no customer. */
  owner: z.optional(z.object({ customerId: CustomerId, name: z.string(), isDeleted: z.boolean() })),
  /** What goes with it. */
  parts: z.object({
    customers: z.int(),
    identities: z.int(),
    orders: z.int(),
    interactions: z.int(),
    notes: z.int(),
  }),
  /** How many merged records a customer is made of, if more than one: they come back, or go, together. */
  records: z.optional(z.int()),
  actionId: ActionId,
  action: z.string(),
  source: Source,
  deletedAt: EpochMs,
  /** From then on it is erased at the next tidying. */
  until: EpochMs,
});
export type TrashItem = z.infer<typeof TrashItem>;

/** Whole days that are left, never less than none. */
export const daysLeft = (until: EpochMs, now: EpochMs): number => Math.max(0, Math.ceil((until - now) / DAY_MS));
