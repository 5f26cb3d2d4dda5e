import type { Preset } from '../preset.ts';

// WooCommerce documentation: the download of Analytics → Customers, and the Customer/Order/Coupon Export extension.
export const woocommerceCustomers: Preset = {
  id: 'woocommerce-customers',
  name: 'WooCommerce',
  holds: 'customers',
  signatures: [
    ['Name', 'Username', 'Last Active', 'Sign Up', 'Email', 'Orders', 'Total Spend', 'AOV'],
    ['customer_id', 'first_name', 'last_name', 'user_login', 'email', 'date_registered', 'billing_email'],
  ],
  columns: {
    'customer.id': ['customer_id'],
    'customer.name': ['Name', ['first_name', 'last_name']],
    'customer.email': [['Email', 'billing_email']],
    'customer.phone': ['billing_phone'],
    'customer.company': ['billing_company'],
    'customer.address': [
      [
        'billing_address_1',
        'billing_address_2',
        'billing_city',
        'billing_state',
        'billing_postcode',
        'billing_country',
      ],
      ['City', 'Region', 'Postal Code', 'Country / Region'],
    ],
    'customer.account': ['Username', 'user_login'],
  },
  platform: 'woocommerce',
};
