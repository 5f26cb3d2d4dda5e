import * as z from 'zod/mini';
import { CustomerId, LineId, OrderId } from './ids.ts';
import { Currency } from './money.ts';
import { EpochMs } from './time.ts';

/** What an order's state means for the shop's books, whatever the platform calls it. */
export const ORDER_STATUSES = ['open', 'paid', 'shipped', 'delivered', 'cancelled', 'refunded'] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

export const Order = z.object({
  id: OrderId,
  customerId: z.optional(CustomerId),
  /** The number people say and write. */
  number: z.string(),
  /** `recipe:origin`, the console it was seen in. */
  shop: z.string(),
  placedAt: z.optional(EpochMs),
  status: z.optional(z.enum(ORDER_STATUSES)),
  /** The platform's own word for the status. */
  statusLabel: z.optional(z.string()),
  currency: z.optional(Currency),
  totalMinor: z.optional(z.int()),
  refundedMinor: z.optional(z.int()),
  createdAt: EpochMs,
  deleted: z.optional(z.boolean()),
});
export type Order = z.infer<typeof Order>;

export const OrderLine = z.object({
  id: LineId,
  orderId: OrderId,
  position: z.int(),
  sku: z.optional(z.string()),
  name: z.string(),
  quantity: z.number(),
  unitMinor: z.optional(z.int()),
  totalMinor: z.optional(z.int()),
  deleted: z.optional(z.boolean()),
});
export type OrderLine = z.infer<typeof OrderLine>;
