import type { Preset } from '../preset.ts';

// Shopify Help Center, "Exporting orders". The rows of an order's further items leave the order's own columns blank.
export const shopifyOrders: Preset = {
  id: 'shopify-orders',
  name: 'Shopify',
  holds: 'orders',
  signatures: [
    [
      'Name',
      'Email',
      'Financial Status',
      'Fulfillment Status',
      'Lineitem quantity',
      'Lineitem name',
      'Lineitem price',
      'Lineitem sku',
      'Billing Name',
    ],
  ],
  columns: {
    'customer.name': ['Billing Name', 'Shipping Name'],
    'customer.email': ['Email'],
    'customer.phone': [['Phone', 'Billing Phone']],
    'customer.company': ['Billing Company'],
    'customer.address': [
      ['Billing Address1', 'Billing Address2', 'Billing City', 'Billing Province', 'Billing Zip', 'Billing Country'],
    ],
    'customer.note': ['Notes'],
    'order.number': ['Name'],
    'order.placedAt': ['Created at'],
    'order.total': ['Total'],
    'order.currency': ['Currency'],
    'order.status': ['Financial Status'],
    'order.refunded': ['Refunded Amount'],
    'line.sku': ['Lineitem sku'],
    'line.name': ['Lineitem name'],
    'line.quantity': ['Lineitem quantity'],
    'line.unitPrice': ['Lineitem price'],
  },
  platform: 'shopify',
  statusRules: [
    { column: 'Cancelled at', status: 'cancelled' },
    { column: 'Financial Status', is: ['refunded'], status: 'refunded' },
    { column: 'Financial Status', is: ['voided', 'expired'], status: 'cancelled' },
    { column: 'Fulfillment Status', is: ['fulfilled'], status: 'shipped' },
  ],
};
