import type { Message } from '../message.ts';

/** Texts of what is taken out of the file. */
export const exportTexts = {
  'export.title': 'Take your data along',
  'export.text':
    'Files for spreadsheets, other programs and phones. Text that a spreadsheet could take for a formula is made harmless; numbers and dates stay what they are.',
  'export.what': 'What',
  'export.what.customers': 'Customers',
  'export.what.customers.text': 'One row each: contacts, address, tags, tier, stage, net revenue, notes.',
  'export.what.orders': 'Orders',
  'export.what.orders.text': 'One row for each line; what belongs to the whole order stands in its first row.',
  'export.what.notes': 'Notes',
  'export.what.notes.text': 'One row for each note, with the customer it belongs to.',
  'export.format': 'As',
  'export.format.csv': 'CSV',
  'export.format.xlsx': 'Excel (.xlsx)',
  'export.format.vcf': 'Contact cards (vCard 4)',
  'export.write': 'Export',
  'export.writing': 'Writing {file}',
  'export.progress': { one: '{done} of {n} customer', other: '{done} of {n} customers' },
  'export.saved': '{file} saved',
  'export.empty': 'There is nothing on file to export yet.',
  'export.person': 'Download their data',
  'export.person.text':
    'Everything on file about this customer, for themselves or for an authority: to read, or for another program.',
  'export.person.read': 'To read (.txt)',
  'export.person.data': 'For programs (.json)',
  'export.sheet.customers': 'Customers',
  'export.sheet.orders': 'Orders',
  'export.sheet.notes': 'Notes',
} as const satisfies Record<string, Message>;
