import type { Preset } from '../preset.ts';

// Lazada University, "Export orders": one row each piece sold, named as its interface names the fields.
export const lazadaOrders: Preset = {
  id: 'lazada-orders',
  name: 'Lazada',
  holds: 'orders',
  signatures: [
    [
      'orderItemId',
      'lazadaId',
      'sellerSku',
      'lazadaSku',
      'createTime',
      'orderNumber',
      'customerName',
      'paidPrice',
      'unitPrice',
      'itemName',
      'status',
    ],
  ],
  columns: {
    'customer.name': ['customerName', 'shippingName'],
    'customer.email': ['customerEmail'],
    'customer.phone': [['billingPhone', 'shippingPhone']],
    'customer.address': [
      ['shippingAddress', 'shippingAddress2', 'shippingCity', 'shippingPostCode', 'shippingCountry'],
    ],
    'customer.note': ['sellerNote'],
    'order.number': ['orderNumber'],
    'order.placedAt': ['createTime'],
    'order.status': ['status'],
    'line.sku': [['sellerSku', 'lazadaSku']],
    'line.name': ['itemName'],
    'line.unitPrice': ['unitPrice'],
    'line.total': ['paidPrice'],
  },
  platform: 'lazada',
  statuses: {
    confirmed: 'delivered',
    failed_delivery: 'cancelled',
    'Package Returned': 'refunded',
    lost_by_3pl: 'refunded',
  },
};
