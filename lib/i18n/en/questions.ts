import type { Message } from '../message.ts';

/** Texts of the question whether the sender of a mail is the buyer of an order it names: the panel loads them when it asks. */
export const questions = {
  'question.ask': 'A mail from {who} names order {number} of {buyer}. Is it the same person?',
  'question.ask-several': 'A mail from {who} names orders of several customers. Whose mail is it?',
  'question.why': 'Because: {why}',
  'question.yes': 'Yes, the same',
  'question.is': 'It is {name}',
  'question.no': 'No',
  'question.none-of-them': 'None of them',
  'question.done.yes': 'Linked to {name}',
  'question.done.no': 'Will not be asked again',
  'bridge.number': 'an order number in the mail',
  'bridge.number-labelled': 'the mail names the order number',
  'bridge.number-quoted': 'the order number stands only in quoted text',
  'bridge.same-name': 'sender has the buyer’s name',
  'bridge.other-name': 'sender has another name than the buyer',
  'bridge.same-phone': 'the mail gives the buyer’s phone',
  'bridge.no-name': 'no name to compare',
  'bridge.buyer-has-other-email': 'the buyer has another email on file',
  'bridge.sender-is-somebody-else': 'the sender is another customer',
  'bridge.several-buyers': 'orders of several buyers',
  'bridge.address-warning': 'the address deserves a second look',
  'bridge.relay-sender': 'sent from a relay address',
} as const satisfies Record<string, Message>;
