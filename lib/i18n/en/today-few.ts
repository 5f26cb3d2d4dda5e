import type { Message } from '../message.ts';

/** Texts of Today while few have bought. */
export const todayFew = {
  'today.few.lately': 'Who bought last',
  'today.few.bought': 'last order on {when}',
  'today.few.purchases': { one: '{n} purchase', other: '{n} purchases' },
  'today.few.quietest':
    'Of those who are not at risk yet, {name} is nearest to it: {since} without a purchase; after {risk} they count as at risk.',
  'today.few.waiting': 'Not paid yet',
  'today.few.waiting.text': 'Orders that nobody has paid. They count in no score until somebody does.',
  'today.few.more': 'What would tell more',
  'today.few.more.buyers': {
    one: 'Probabilities take at least 30 customers who have bought: {n} more.',
    other: 'Probabilities take at least 30 customers who have bought: {n} more.',
  },
  'today.few.more.gaps': {
    one: 'Your own rhythm takes 30 gaps between purchases; there is {n} on file. Until then fixed days count.',
    other: 'Your own rhythm takes 30 gaps between purchases; there are {n} on file. Until then fixed days count.',
  },
  'today.few.more.goods': {
    one: '{n} of {of} paid orders does not say what was bought. What to offer next is learnt from that.',
    other: '{n} of {of} paid orders do not say what was bought. What to offer next is learnt from that.',
  },
  'today.few.more.contact': {
    one: '{n} customer has no email, phone or account on file: pages can only guess by the name who it is.',
    other: '{n} customers have no email, phone or account on file: pages can only guess by the name who it is.',
  },
  'today.few.more.import': 'Import earlier orders',
  'today.few.more.sites': 'Record from your mailbox and shop',
} as const satisfies Record<string, Message>;
