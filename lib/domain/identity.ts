import * as z from 'zod/mini';
import { CustomerId, IdentityId } from './ids.ts';
import { EpochMs } from './time.ts';

export const IDENTITY_KINDS = ['email', 'phone', 'account'] as const;
export type IdentityKind = (typeof IDENTITY_KINDS)[number];

/** Something that points to a customer: an address, a number, or an account on a platform. */
export const Identity = z.object({
  id: IdentityId,
  customerId: CustomerId,
  kind: z.enum(IDENTITY_KINDS),
  /** Normalised; what lookups compare. Email lower case with an ASCII domain, phone E.164 or bare digits, account `platform:shop:id`. */
  key: z.string(),
  /** As first written, for reading. */
  display: z.string(),
  firstSeenAt: EpochMs,
  deleted: z.optional(z.boolean()),
});
export type Identity = z.infer<typeof Identity>;
