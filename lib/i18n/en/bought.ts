import type { Message } from '../message.ts';

/** Texts about who bought what: choosing goods, and opening their customers. */
export const bought = {
  'filter.is.bought': 'any of these',
  'filter.is.not-bought': 'none of these',
  'filter.say.bought': 'Bought: {values}',
  'filter.say.not-bought': 'Not bought: {values}',
  'bought.find': 'Find a product by name or SKU',
  'bought.goods': 'Products sold',
  'bought.chosen': 'Chosen products',
  'bought.take-out': 'Take out: {name}',
  'bought.customers': { one: '{n} customer bought it', other: '{n} customers bought it' },
  'bought.counting': 'Counting who bought what …',
  'bought.none': 'No paid order on file says what was in it.',
  'bought.not-found': 'No product that was sold has that in its name or SKU.',
  'bought.more': { one: '{n} more product: type to find it.', other: '{n} more products: type to find them.' },
  'bought.basis':
    'The number is how many customers bought it. Orders that are open, cancelled or given back in full do not count.',
  'list.waits': 'Counting who bought what …',
  'list.waits.text': 'In a large shop this takes a moment. The customers appear here by themselves.',
  'goods.both': 'Customers with both',
  'goods.first-only': 'With the first, not the second yet',
  'goods.second-only': 'With the second, not the first yet',
  'goods.open.both': {
    one: '{n} customer who bought both {first} and {second}',
    other: '{n} customers who bought both {first} and {second}',
  },
  'goods.open.without': {
    one: '{n} customer who bought {first}, not {second} yet',
    other: '{n} customers who bought {first}, not {second} yet',
  },
  'goods.whom':
    'Each number of customers opens exactly these people as a list, to be written to, saved as a segment or exported.',
} as const satisfies Record<string, Message>;
