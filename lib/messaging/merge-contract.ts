import * as z from 'zod/mini';
import { ActionId, CustomerId } from '../domain/ids.ts';

const Done = z.object({ actionId: ActionId });

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
  /** What mails of unknown senders left open, the newest first: JSON text of `AskedQuestion[]`. */
  'questions.list': { request: z.object({}), reply: z.string() },
  /** About the person of that key on the page under the panel: JSON text of an `AskedQuestion`; null when there is nothing to ask. */
  'questions.here': {
    request: z.object({ key: z.string().check(z.maxLength(500)) }),
    reply: z.nullable(z.string()),
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
  /** A few customers side by side, as JSON text of `Beside[]`; who is none, or one with another of them by now, is left out. */
  'duplicates.beside': {
    request: z.object({ customerIds: z.array(CustomerId).check(z.maxLength(400)) }),
    reply: z.string(),
  },
} as const;
