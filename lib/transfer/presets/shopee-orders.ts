import type { Preset } from '../preset.ts';

// Shopee Seller Education Hub, "Export orders": one row an item, the order's total repeated. In English and for Taiwan.
export const shopeeOrders: Preset = {
  id: 'shopee-orders',
  name: 'Shopee 蝦皮',
  holds: 'orders',
  signatures: [
    [
      'Order ID',
      'Order Status',
      'Order Creation Date',
      'Product Name',
      'SKU Reference No.',
      'Deal Price',
      'Grand Total',
      'Username (Buyer)',
      'Receiver Name',
    ],
    [
      '訂單編號',
      '訂單狀態',
      '買家帳號',
      '訂單成立日期',
      '買家總支付金額',
      '商品名稱',
      '商品選項貨號',
      '數量',
      '收件者姓名',
    ],
  ],
  columns: {
    'customer.name': ['Receiver Name', '收件者姓名'],
    'customer.phone': ['Phone Number', '收件者電話'],
    'customer.account': ['Username (Buyer)', '買家帳號'],
    'customer.address': ['Delivery Address', '收件地址'],
    'customer.note': [
      ['Remark from buyer', 'Note'],
      ['買家備註', '備註'],
    ],
    'order.number': ['Order ID', '訂單編號'],
    'order.placedAt': ['Order Creation Date', '訂單成立日期'],
    'order.total': ['Grand Total', 'Total Amount', '買家總支付金額'],
    'order.status': ['Order Status', '訂單狀態'],
    'line.sku': [
      ['SKU Reference No.', 'Parent SKU Reference No.'],
      ['商品選項貨號', '主商品貨號'],
    ],
    'line.name': ['Product Name', '商品名稱'],
    'line.quantity': ['Quantity', '數量'],
    'line.unitPrice': ['Deal Price', '商品活動價格'],
    'line.total': ['Product Subtotal'],
  },
  platform: 'shopee',
};
