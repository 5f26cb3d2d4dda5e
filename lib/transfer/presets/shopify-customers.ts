import type { Preset } from '../preset.ts';

// Shopify Help Center, "Exporting customers". The id comes with an apostrophe in front.
export const shopifyCustomers: Preset = {
  id: 'shopify-customers',
  name: 'Shopify',
  holds: 'customers',
  signatures: [
    ['Customer ID', 'First Name', 'Last Name', 'Accepts Email Marketing', 'Total Spent', 'Total Orders', 'Tax Exempt'],
    [
      'First Name',
      'Last Name',
      'Accepts Marketing',
      'Province Code',
      'Country Code',
      'Total Spent',
      'Total Orders',
      'Tax Exempt',
    ],
  ],
  columns: {
    'customer.id': ['Customer ID'],
    'customer.name': [['First Name', 'Last Name']],
    'customer.email': ['Email'],
    'customer.phone': [['Phone', 'Default Address Phone']],
    'customer.company': ['Default Address Company', 'Company'],
    'customer.address': [
      [
        'Default Address Address1',
        'Default Address Address2',
        'Default Address City',
        'Default Address Province Code',
        'Default Address Zip',
        'Default Address Country Code',
      ],
      ['Address1', 'Address2', 'City', 'Province', 'Zip', 'Country'],
    ],
    'customer.tags': ['Tags'],
    'customer.note': ['Note'],
  },
  platform: 'shopify',
};
