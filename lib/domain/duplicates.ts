import * as z from 'zod/mini';
import { CustomerId } from './ids.ts';

/** Why two customers are taken for one person, what speaks for it before what speaks against it. The interface words them. */
export const DUPLICATE_REASONS = [
  'same-account',
  'same-nick',
  'same-email',
  'same-relay',
  /** The same mailbox, once a +tag is off, or Gmail's dots. */
  'same-mailbox',
  'email-alike',
  'same-phone',
  'masked-phone-fits',
  'phone-alike',
  'same-name',
  'name-order',
  'name-alike',
  'name-part',
  'same-surname',
  'same-address',
  'same-birthday',
  'same-company',
  'other-name',
  'other-generation',
  'other-birthday',
  'other-email',
  'other-phone',
  'other-account',
] as const;
export type DuplicateReason = (typeof DUPLICATE_REASONS)[number];

export const DUPLICATE_CERTAINTIES = ['sure', 'likely'] as const;
export type DuplicateCertainty = (typeof DUPLICATE_CERTAINTIES)[number];

/** Two customers that seem to be one person. */
export const DuplicatePair = z.object({
  /** The one on file longer first. */
  ids: z.tuple([CustomerId, CustomerId]),
  certainty: z.enum(DUPLICATE_CERTAINTIES),
  /** Log-odds of their being one person, in bits: 0 is even, each bit doubles. */
  bits: z.number(),
  reasons: z.array(z.enum(DUPLICATE_REASONS)),
});
export type DuplicatePair = z.infer<typeof DuplicatePair>;
