import * as z from 'zod/mini';
import { CustomerId, InteractionId, NoteId, OrderId } from './ids.ts';
import { EpochMs } from './time.ts';

export const NOTE_MAX_CHARS = 20_000;

export const Note = z.object({
  id: NoteId,
  customerId: CustomerId,
  /** Plain-text copy of the note's Yjs text. */
  body: z.string(),
  pinned: z._default(z.boolean(), false),
  tags: z._default(z.array(z.string()), []),
  /** Written while this message or order was open. */
  interactionId: z.optional(InteractionId),
  orderId: z.optional(OrderId),
  createdAt: EpochMs,
  deleted: z.optional(z.boolean()),
});
export type Note = z.infer<typeof Note>;
