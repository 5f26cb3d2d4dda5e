import * as z from 'zod/mini';
import { CustomerId, IdentityId } from './ids.ts';
import { EpochMs } from './time.ts';

export const IDENTITY_KINDS = ['email', 'phone', 'account', 'nick', 'masked-phone', 'relay', 'order-number'] as const;
export type IdentityKind = (typeof IDENTITY_KINDS)[number];

/** Something that points to a customer: an address, a number, an account, or what a marketplace shows in their place. */
export const Identity = z.object({
  id: IdentityId,
  customerId: CustomerId,
  kind: z.enum(IDENTITY_KINDS),
  /**
   * Normalised; what lookups compare. Email and relay address lower case with an ASCII domain, phone E.164 or `~` and bare
   * digits, masked phone the same with `*` for each hidden digit, account and nick `platform:shop:value`, order number
   * in capitals.
   */
  key: z.string(),
  /** As first written, for reading. */
  display: z.string(),
  /** `recipe:origin` of the console it belongs to; absent where it is the person's own, as an email. */
  shop: z.optional(z.string()),
  /** `likely`: taken from a page or a message that did not say it for certain. Absent counts as sure. */
  confidence: z.optional(z.enum(['sure', 'likely'])),
  /** Several people use it (office@…, a family's phone): it never says by itself who somebody is. */
  shared: z.optional(z.boolean()),
  /** The order number in a mail that linked it to the order's buyer, and the `BridgeEvidence` for and against it. */
  bridge: z.optional(z.object({ orderNumber: z.string(), evidence: z.array(z.string()) })),
  firstSeenAt: EpochMs,
  lastSeenAt: z.optional(EpochMs),
  deleted: z.optional(z.boolean()),
});
export type Identity = z.infer<typeof Identity>;
