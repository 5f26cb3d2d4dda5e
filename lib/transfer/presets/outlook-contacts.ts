import type { Preset } from '../preset.ts';

// Microsoft Support, "Export contacts from Outlook": comma separated values. A birthday of 0/0/00 is none.
export const outlookContacts: Preset = {
  id: 'outlook-contacts',
  name: 'Outlook',
  holds: 'customers',
  signatures: [
    [
      'First Name',
      'Last Name',
      'E-mail Address',
      'E-mail 2 Address',
      'Business Phone',
      'Home Phone',
      'Mobile Phone',
      'Business Street',
      'Home Street',
      'Categories',
    ],
  ],
  columns: {
    'customer.name': [['First Name', 'Middle Name', 'Last Name']],
    'customer.email': [['E-mail Address', 'E-mail 2 Address', 'E-mail 3 Address']],
    'customer.phone': [
      ['Mobile Phone', 'Business Phone', 'Business Phone 2', 'Home Phone', 'Home Phone 2', 'Primary Phone'],
    ],
    'customer.company': ['Company'],
    'customer.address': [
      ['Business Street', 'Business City', 'Business State', 'Business Postal Code', 'Business Country/Region'],
    ],
    'customer.birthday': ['Birthday'],
    'customer.sex': ['Gender'],
    'customer.language': ['Language'],
    'customer.tags': ['Categories'],
    'customer.note': ['Notes'],
  },
  platform: 'outlook',
};
