import * as z from 'zod/mini';

/** How much is on file, as a person counts it. */
export const Holds = z.object({
  customers: z.int(),
  identities: z.int(),
  orders: z.int(),
  interactions: z.int(),
  notes: z.int(),
});
export type Holds = z.infer<typeof Holds>;
