import * as z from 'zod/mini';
import { ActionId, CustomerId } from './ids.ts';
import { EpochMs } from './time.ts';

export const SEXES = ['female', 'male', 'other'] as const;

/** That a customer was found to be another one. One register, so that its parts never come from two merges. */
export const MergeMark = z.object({
  survivorId: CustomerId,
  /** The action that merged: what it merged comes apart together. */
  mergeId: ActionId,
  at: EpochMs,
});
export type MergeMark = z.infer<typeof MergeMark>;

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
  /** Read this customer as part of another one; absent for who stands alone. Nothing else of the record changes by it. */
  mergedInto: z.optional(MergeMark),
  deleted: z.optional(z.boolean()),
});
export type Customer = z.infer<typeof Customer>;

/** The fields of a customer that a person may type into. */
export const CUSTOMER_FIELDS = ['name', 'company', 'sex', 'birthday', 'address', 'language'] as const;
export type CustomerField = (typeof CUSTOMER_FIELDS)[number];
