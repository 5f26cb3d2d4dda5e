import type { Preset } from '../preset.ts';

// HubSpot Knowledge Base, "Export records": a view of contacts, all properties.
export const hubspotContacts: Preset = {
  id: 'hubspot-contacts',
  name: 'HubSpot',
  holds: 'customers',
  signatures: [
    ['Record ID', 'First Name', 'Last Name', 'Email', 'Phone Number', 'Contact owner', 'Lead Status', 'Create Date'],
    [
      'Record ID - Contact',
      'First Name',
      'Last Name',
      'Email',
      'Phone Number',
      'Contact owner',
      'Lead Status',
      'Create Date',
    ],
  ],
  columns: {
    'customer.id': ['Record ID', 'Record ID - Contact'],
    'customer.name': [['First Name', 'Last Name']],
    'customer.email': [['Email', 'Additional email addresses']],
    'customer.phone': [['Phone Number', 'Mobile Phone Number']],
    'customer.company': ['Company Name', 'Associated Company'],
    'customer.address': [['Street Address', 'City', 'State/Region', 'Postal Code', 'Country/Region']],
    'customer.birthday': ['Date of birth'],
    'customer.sex': ['Gender'],
    'customer.language': ['Preferred language'],
    'customer.note': ['Message'],
  },
  platform: 'hubspot',
};
