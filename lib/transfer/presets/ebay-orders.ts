import type { Preset } from '../preset.ts';

// eBay Help, "Orders report". A blank line before and after the header, a count and the seller's name at the end;
// an order of several items has a line for itself and one for each.
export const ebayOrders: Preset = {
  id: 'ebay-orders',
  name: 'eBay',
  holds: 'orders',
  signatures: [
    [
      'Sales Record Number',
      'Order Number',
      'Buyer Username',
      'Buyer Name',
      'Buyer Email',
      'Item Number',
      'Item Title',
      'Custom Label',
      'Sold For',
      'Sale Date',
    ],
  ],
  columns: {
    'customer.name': ['Buyer Name', 'Ship To Name'],
    'customer.email': ['Buyer Email'],
    'customer.phone': ['Ship To Phone'],
    'customer.account': ['Buyer Username'],
    'customer.address': [
      ['Ship To Address 1', 'Ship To Address 2', 'Ship To City', 'Ship To State', 'Ship To Zip', 'Ship To Country'],
    ],
    'customer.note': ['Buyer Note'],
    'order.number': ['Order Number'],
    'order.placedAt': ['Sale Date'],
    'order.total': ['Total Price'],
    'line.sku': [['Custom Label', 'Item Number']],
    'line.name': ['Item Title'],
    'line.quantity': ['Quantity'],
    'line.unitPrice': ['Sold For'],
  },
  platform: 'ebay',
  statusRules: [
    { column: 'Shipped On Date', status: 'shipped' },
    { column: 'Paid On Date', status: 'paid' },
  ],
  skip: [{ column: 'Order Number' }, { column: 'Order Number', startsWith: 'record(s) downloaded' }],
};
