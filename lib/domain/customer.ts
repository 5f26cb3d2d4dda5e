import * as z from 'zod/mini';
import { CustomerId } from './ids.ts';
import { EpochMs } from './time.ts';

export const SEXES = ['female', 'male', 'other'] as const;

/** A person or firm who buys. Emails, phones and accounts are identities of their own. */
export const Customer = z.object({
  id: CustomerId,
  name: z.optional(z.string()),
  company: z.optional(z.string()),
  sex: z.optional(z.enum(SEXES)),
  /** Calendar date without a zone, `YYYY-MM-DD`. */
  birthday: z.optional(z.string()),
  address: z.optional(z.string()),
  /** BCP 47, the language to write to them in. */
  language: z.optional(z.string()),
  /** Add-wins set. */
  tags: z._default(z.array(z.string()), []),
  createdAt: EpochMs,
  deleted: z.optional(z.boolean()),
});
export type Customer = z.infer<typeof Customer>;

/** The fields of a customer that a person may type into. */
export const CUSTOMER_FIELDS = ['name', 'company', 'sex', 'birthday', 'address', 'language'] as const;
export type CustomerField = (typeof CUSTOMER_FIELDS)[number];
