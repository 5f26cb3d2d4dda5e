import type { Preset } from '../preset.ts';

// Etsy Help, "Download your shop data": Orders (EtsySoldOrders), one row an order. Dates are month first.
export const etsyOrders: Preset = {
  id: 'etsy-orders',
  name: 'Etsy',
  holds: 'orders',
  signatures: [
    [
      'Sale Date',
      'Order ID',
      'Buyer User ID',
      'Full Name',
      'Number of Items',
      'Date Shipped',
      'Order Value',
      'Order Total',
      'Card Processing Fees',
      'Order Net',
    ],
  ],
  columns: {
    'customer.name': ['Full Name', ['First Name', 'Last Name']],
    'customer.account': ['Buyer User ID'],
    'customer.address': [['Street 1', 'Street 2', 'Ship City', 'Ship State', 'Ship Zipcode', 'Ship Country']],
    'order.number': ['Order ID'],
    'order.placedAt': ['Sale Date'],
    'order.total': ['Order Total'],
    'order.currency': ['Currency'],
    'order.status': ['Status'],
    'line.sku': ['SKU'],
    'line.quantity': ['Number of Items'],
  },
  dateOrder: 'mdy',
  platform: 'etsy',
  statusRules: [
    { column: 'Status', is: ['Canceled', 'Cancelled'], status: 'cancelled' },
    { column: 'Date Shipped', status: 'shipped' },
  ],
};
