import type { Preset } from '../preset.ts';

// 京东商家后台（京麦），订单查询 → 订单导出：one row an item, the order's amounts repeated.
export const jdOrders: Preset = {
  id: 'jd-orders',
  name: '京东',
  holds: 'orders',
  signatures: [
    ['订单号', '商品ID', '商品名称', '订购数量', '下单时间', '京东价', '应付金额', '下单帐号', '客户姓名', '客户地址'],
  ],
  columns: {
    'customer.name': ['客户姓名'],
    'customer.phone': ['联系电话'],
    'customer.account': ['下单帐号', '下单账号'],
    'customer.address': ['客户地址'],
    'customer.note': [['订单备注', '商家备注']],
    'order.number': ['订单号'],
    'order.placedAt': ['下单时间'],
    'order.total': ['应付金额', '订单金额'],
    'order.status': ['订单状态'],
    'line.sku': ['商家SKUID', '货号', '商品ID'],
    'line.name': ['商品名称'],
    'line.quantity': ['订购数量'],
    'line.unitPrice': ['京东价'],
  },
  currency: 'CNY',
  timeZone: 'Asia/Shanghai',
  region: 'CN',
  platform: 'jd',
};
