import * as z from 'zod/mini';
import { CustomerId, InteractionId } from './ids.ts';
import { EpochMs } from './time.ts';

/** One contact with a customer. Holds that it happened and its subject, never its body. */
export const Interaction = z.object({
  id: InteractionId,
  customerId: CustomerId,
  kind: z.enum(['email']),
  direction: z.enum(['in', 'out']),
  subject: z.string(),
  /** When it was sent, where the page says so exactly; else absent. */
  at: z.optional(EpochMs),
  /** Message-ID, or the site's own stable id. */
  messageKey: z.string(),
  /** `recipe:origin` of the webmail. */
  site: z.string(),
  createdAt: EpochMs,
  deleted: z.optional(z.boolean()),
});
export type Interaction = z.infer<typeof Interaction>;
