import type { Preset } from '../preset.ts';

// WooCommerce has no order export of its own: the columns are those of its Customer/Order/Coupon Export extension
// (documentation, "CSV export formats"), one row an item, and of Advanced Order Export.
export const woocommerceOrders: Preset = {
  id: 'woocommerce-orders',
  name: 'WooCommerce',
  holds: 'orders',
  signatures: [
    [
      'order_id',
      'order_number',
      'date',
      'status',
      'order_total',
      'order_currency',
      'billing_email',
      'billing_phone',
      'item_name',
    ],
    [
      'Order Number',
      'Order Status',
      'Order Date',
      'First Name (Billing)',
      'Last Name (Billing)',
      'Email (Billing)',
      'Order Total Amount',
    ],
  ],
  columns: {
    'customer.id': ['customer_id', 'Customer User ID'],
    'customer.name': [
      ['billing_first_name', 'billing_last_name'],
      ['First Name (Billing)', 'Last Name (Billing)'],
    ],
    'customer.email': ['billing_email', 'Email (Billing)'],
    'customer.phone': ['billing_phone', 'Phone (Billing)'],
    'customer.company': ['billing_company', 'Company (Billing)'],
    'customer.address': [
      [
        'billing_address_1',
        'billing_address_2',
        'billing_city',
        'billing_state',
        'billing_postcode',
        'billing_country',
      ],
      [
        'Address 1&2 (Billing)',
        'City (Billing)',
        'State Code (Billing)',
        'Postcode (Billing)',
        'Country Code (Billing)',
      ],
    ],
    'customer.note': ['customer_note', 'Customer Note'],
    'order.number': ['order_number_formatted', 'order_number', 'order_id', 'Order Number'],
    'order.placedAt': ['date', 'order_date', 'Order Date'],
    'order.total': ['order_total', 'Order Total Amount'],
    'order.currency': ['order_currency', 'Order Currency'],
    'order.status': ['status', 'order_status', 'Order Status'],
    'order.refunded': ['refunded_total', 'Order Refund Amount'],
    'line.sku': ['item_sku', 'SKU'],
    'line.name': ['item_name', 'Item Name'],
    'line.quantity': ['item_quantity', 'Quantity (- Refund)', 'Quantity'],
    'line.unitPrice': ['Item Cost'],
    'line.total': ['item_total', 'Order Line Total'],
  },
  platform: 'woocommerce',
  // Of WooCommerce: "completed" is sent and done with, "on-hold" and "pending" are not paid.
  statuses: { completed: 'delivered', Completed: 'delivered', processing: 'paid', Processing: 'paid' },
};
