import * as z from 'zod/mini';
import { BRIDGE_EVIDENCE } from '../domain/bridge.ts';
import { CustomerId } from '../domain/ids.ts';
import { EpochMs } from '../domain/time.ts';

/** A mail names an order: is its sender that order's buyer? As this device keeps it. */
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
