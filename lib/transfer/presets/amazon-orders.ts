import type { Preset } from '../preset.ts';

// Amazon Selling Partner documentation: the order reports (flat file) and the All Orders reports, separated by tabs.
// item-price is that of the whole line. The buyer's address is a relay that changes with the marketplace.
export const amazonOrders: Preset = {
  id: 'amazon-orders',
  name: 'Amazon',
  holds: 'orders',
  signatures: [
    [
      'order-id',
      'order-item-id',
      'purchase-date',
      'buyer-email',
      'buyer-name',
      'sku',
      'product-name',
      'quantity-purchased',
      'ship-service-level',
    ],
    [
      'amazon-order-id',
      'merchant-order-id',
      'purchase-date',
      'order-status',
      'fulfillment-channel',
      'sales-channel',
      'asin',
      'item-price',
    ],
  ],
  columns: {
    'customer.name': ['buyer-name', 'recipient-name'],
    'customer.email': ['buyer-email'],
    'customer.phone': [['buyer-phone-number', 'ship-phone-number']],
    'customer.company': ['buyer-company-name'],
    'customer.address': [
      [
        'ship-address-1',
        'ship-address-2',
        'ship-address-3',
        'ship-city',
        'ship-state',
        'ship-postal-code',
        'ship-country',
      ],
    ],
    'order.number': ['order-id', 'amazon-order-id'],
    'order.placedAt': ['purchase-date'],
    'order.currency': ['currency'],
    'order.status': ['order-status'],
    'line.sku': ['sku', 'asin'],
    'line.name': ['product-name'],
    'line.quantity': ['quantity-purchased', 'quantity'],
    'line.total': ['item-price'],
  },
  platform: 'amazon',
  statuses: {
    'Shipped - Delivered to Buyer': 'delivered',
    'Shipped - Picked Up': 'shipped',
    'Shipped - Out for Delivery': 'shipped',
    'Shipped - Returned to Seller': 'refunded',
    'Shipped - Rejected by Buyer': 'refunded',
    'Pending - Waiting for Pick Up': 'paid',
  },
};
