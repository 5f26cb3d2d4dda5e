import type { Message } from '../message.ts';

/** Texts of what is done only on the customer's own page: nothing is destroyed from within a web page. */
export const customerPage = {
  'app.name': 'Regulars',
  'profile.danger': 'Delete customer',
  'profile.delete.ask': 'Delete {name}?',
  'profile.delete.text':
    'Their notes, orders and messages go with them. All of it rests in the trash for 30 days and can be restored from there.',
  'done.customer-removed': 'Customer deleted',
} as const satisfies Record<string, Message>;
