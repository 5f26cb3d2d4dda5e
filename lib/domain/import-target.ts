/** What a column of a file can become, in the groups and the order in which it is offered. */
export const TARGET_GROUPS = {
  customer: [
    'customer.name',
    'customer.company',
    'customer.address',
    'customer.birthday',
    'customer.sex',
    'customer.language',
    'customer.tags',
    'customer.note',
  ],
  contact: ['customer.email', 'customer.phone', 'customer.account', 'customer.id'],
  order: ['order.number', 'order.placedAt', 'order.total', 'order.currency', 'order.status', 'order.refunded'],
  line: ['line.sku', 'line.name', 'line.quantity', 'line.unitPrice', 'line.total'],
} as const;

export const TARGETS = Object.values(TARGET_GROUPS).flat();
export type PlainTarget = (typeof TARGETS)[number];
/** One of those, or `field:<custom field id>`. */
export type Target = PlainTarget | `field:${string}`;

/** What customers of a file are told apart and found on file by, surest first. */
export const MATCH_KINDS = ['account', 'email', 'phone', 'name'] as const;
export type MatchKind = (typeof MATCH_KINDS)[number];
