import type { Preset } from '../preset.ts';

// Zoho CRM help, "Exporting data": the module Contacts.
export const zohoContacts: Preset = {
  id: 'zoho-contacts',
  name: 'Zoho CRM',
  holds: 'customers',
  signatures: [
    [
      'Record Id',
      'Contact Owner',
      'Lead Source',
      'First Name',
      'Last Name',
      'Account Name',
      'Mailing Street',
      'Mailing City',
      'Email Opt Out',
    ],
  ],
  columns: {
    'customer.id': ['Record Id'],
    'customer.name': [['First Name', 'Last Name'], 'Full Name'],
    'customer.email': [['Email', 'Secondary Email']],
    'customer.phone': [['Mobile', 'Phone', 'Other Phone', 'Home Phone']],
    'customer.company': ['Account Name'],
    'customer.address': [['Mailing Street', 'Mailing City', 'Mailing State', 'Mailing Zip', 'Mailing Country']],
    'customer.birthday': ['Date of Birth'],
    'customer.tags': ['Tag'],
    'customer.note': ['Description'],
  },
  platform: 'zoho',
};
