import * as z from 'zod/mini';
import { BRIDGE_EVIDENCE } from '../domain/bridge.ts';
import { Customer } from '../domain/customer.ts';
import { Identity } from '../domain/identity.ts';
import { ActionId, CustomerId } from '../domain/ids.ts';
import { CustomerRow } from '../domain/profile.ts';
import { EpochMs } from '../domain/time.ts';

const Done = z.object({ actionId: ActionId });

/** A customer as far as one is told from another. */
const Beside = z.object({
  customer: Customer,
  row: CustomerRow,
  identities: z.array(z.pick(Identity, { id: true, kind: true, display: true, shared: true })),
});
export type Beside = z.infer<typeof Beside>;

/** A mail names an order: is its sender that order's buyer? */
export const BridgeQuestion = z.object({
  id: z.string(),
  /** Key of the sender's address. */
  email: z.string(),
  /** As the mail writes them. */
  name: z.string(),
  display: z.string(),
  orders: z.array(z.object({ number: z.string(), customerId: CustomerId })),
  evidence: z.array(z.enum(BRIDGE_EVIDENCE)),
  seenAt: EpochMs,
});
export type BridgeQuestion = z.infer<typeof BridgeQuestion>;

/** With the buyers' names as they are now. */
const AskedQuestion = z.extend(BridgeQuestion, {
  buyers: z.array(z.object({ customerId: CustomerId, name: z.string(), email: z.string() })),
});
export type AskedQuestion = z.infer<typeof AskedQuestion>;

/** The part of the contract about one person in several records. */
export const mergeContract = {
  /** Makes one person of each group, all in one action: the first of a group stands for it. `merged`: how many went into others. */
  'merges.join': {
    request: z.object({
      actionId: ActionId,
      groups: z.array(z.array(CustomerId).check(z.minLength(2), z.maxLength(50))).check(z.maxLength(20_000)),
    }),
    reply: z.object({ actionId: ActionId, merged: z.int() }),
  },
  /** Takes a customer out of the person they were merged into; of one who stands for a person, the latest merge. */
  'merges.part': {
    request: z.object({ actionId: ActionId, customerId: CustomerId }),
    reply: z.object({ actionId: ActionId, customerIds: z.array(CustomerId) }),
  },
  /** "Not the same": no two of them are found as one again. */
  'merges.reject': {
    request: z.object({ actionId: ActionId, customerIds: z.array(CustomerId).check(z.minLength(2), z.maxLength(50)) }),
    reply: Done,
  },

  /**
   * Everybody as a search for duplicates compares them, some at a time: `people` is the JSON text of
   * `PersonForMatching[]`; `reading` asks for those who follow, absent with the last.
   */
  'duplicates.read': {
    request: z.object({ reading: z.optional(z.string()) }),
    reply: z.object({ people: z.string(), count: z.int(), total: z.int(), reading: z.optional(z.string()) }),
  },
  /** `pairKey`s of those who were said to be two. */
  'duplicates.rejected': { request: z.object({}), reply: z.array(z.string()) },
  /** What mails of unknown senders left open, the newest first. */
  'questions.list': { request: z.object({}), reply: z.array(AskedQuestion) },
  /** About the person of that key on the page under the panel; null when there is nothing to ask. */
  'questions.here': {
    request: z.object({ key: z.string().check(z.maxLength(500)) }),
    reply: z.nullable(AskedQuestion),
  },
  /** "Yes, the same" as this buyer; without one "no", of all the buyers. Remembered. */
  'questions.answer': {
    request: z.object({
      actionId: ActionId,
      id: z.string().check(z.maxLength(1000)),
      customerId: z.optional(CustomerId),
    }),
    reply: Done,
  },

  /** Of groups that were found those who are still to be decided: on file, not one by now, and not said to be two. */
  'duplicates.open': {
    request: z.object({ groups: z.array(z.array(CustomerId).check(z.maxLength(50))).check(z.maxLength(20_000)) }),
    reply: z.array(z.array(CustomerId)),
  },
  /** A few customers side by side; who is none, or one with another of them by now, is left out. */
  'duplicates.beside': {
    request: z.object({ customerIds: z.array(CustomerId).check(z.maxLength(400)) }),
    reply: z.array(Beside),
  },
} as const;
