import type { Message } from '../message.ts';

/** Texts of the part of the page Scores that tells what is bought together. */
export const goods = {
  'scores.part.goods': 'Bought together',
  'work.phase.pairs': 'Counting what is bought together',
  'goods.lead': {
    one: 'Counted in {n} purchase whose goods are on file, {date}. A purchase is all that a customer paid for on one day; postage, discounts and what was given back are left out.',
    other:
      'Counted in {n} purchases whose goods are on file, {date}. A purchase is all that a customer paid for on one day; postage, discounts and what was given back are left out.',
  },
  'goods.title': 'What goes with what',
  'goods.verdict.sure': { one: '{n} sure pair', other: '{n} sure pairs' },
  'goods.verdict.none': 'No sure pair',
  'goods.says.sure': {
    one: 'Of all pairs bought together 5 times or more ({found}), {n} is no coincidence. Only for it is one product offered to whoever bought the other.',
    other:
      'Of all pairs bought together 5 times or more ({found}), {n} are no coincidence. Only for these is one product offered to whoever bought the other.',
  },
  'goods.says.chance': {
    one: '{n} pair was bought together 5 times or more, but not often enough to rule out coincidence. Nothing is offered for that.',
    other:
      '{n} pairs were bought together 5 times or more, but not often enough to rule out coincidence. Nothing is offered for that.',
  },
  'goods.how':
    'A pair is sure when so many purchases together can hardly be coincidence (Fisher’s exact test), given how many pairs were looked at: of those called sure, at most 1 in 20 is expected to be one. Looked at: {looked}, pairs of {goods} products bought 5 times or more.',
  'goods.rank':
    'To a customer those products are offered first that went with most of what they bought; what they have had, ordered or sent back is left out, and what nobody has bought for a year.',
  'goods.table': 'Pairs of products',
  'goods.sort': 'Sort by',
  'goods.sort.surest': 'Surest first',
  'goods.sort.often': 'Most often together',
  'goods.sort.lift': 'Highest lift',
  'goods.pair': 'Who buys, also buys',
  'goods.pair.text': '{first} → {second}',
  'goods.together': 'Together',
  'goods.confidence': 'Of those with the first',
  'goods.support': 'Support',
  'goods.lift': 'Lift',
  'goods.p': 'By chance alone',
  'goods.verdict': 'Verdict',
  'goods.verdict.of.sure': 'goes together',
  'goods.verdict.of.chance': 'may be coincidence',
  'goods.verdict.of.less': 'no more than by chance',
  'goods.rest': 'The {shown} surest of {found}.',
  'goods.empty.no-goods': 'No goods on file yet',
  'goods.empty.no-goods.text':
    'What is bought together is counted from what was in paid orders. Import orders with a column for the product, or record them from your shop’s pages.',
  'goods.empty.too-few': 'No pair of products yet',
  'goods.empty.too-few.text': {
    one: 'There is {n} purchase whose goods are on file. Two products have to be bought together 5 times before anything can be said of them.',
    other:
      'In the {n} purchases whose goods are on file, no two products were bought together 5 times. With fewer nothing can be said of them.',
  },
} as const satisfies Record<string, Message>;
