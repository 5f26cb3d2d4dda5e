import type { Preset } from '../preset.ts';

// Google Contacts Help, "Export": Google CSV, as it is since 2024 and as it was before. Several values in a cell are
// separated by " ::: ".
export const googleContacts: Preset = {
  id: 'google-contacts',
  name: 'Google Contacts',
  holds: 'customers',
  signatures: [
    [
      'First Name',
      'Middle Name',
      'Last Name',
      'Phonetic First Name',
      'File As',
      'Organization Name',
      'Labels',
      'E-mail 1 - Label',
      'E-mail 1 - Value',
    ],
    [
      'Name',
      'Given Name',
      'Additional Name',
      'Family Name',
      'Yomi Name',
      'Group Membership',
      'E-mail 1 - Type',
      'E-mail 1 - Value',
    ],
  ],
  columns: {
    'customer.name': ['Name', ['First Name', 'Middle Name', 'Last Name']],
    'customer.email': [['E-mail 1 - Value', 'E-mail 2 - Value', 'E-mail 3 - Value']],
    'customer.phone': [['Phone 1 - Value', 'Phone 2 - Value', 'Phone 3 - Value']],
    'customer.company': ['Organization Name', 'Organization 1 - Name'],
    'customer.address': ['Address 1 - Formatted'],
    'customer.birthday': ['Birthday'],
    'customer.tags': ['Labels', 'Group Membership'],
    'customer.note': ['Notes'],
  },
  platform: 'google',
  ignoredTags: ['* myContacts', '* starred', '* My Contacts', 'myContacts'],
};
