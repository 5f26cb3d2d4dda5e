import type { Preset } from '../preset.ts';

// 拼多多商家后台，订单查询 → 批量导出. Numbers carry a tab behind them.
export const pinduoduoOrders: Preset = {
  id: 'pinduoduo-orders',
  name: '拼多多',
  holds: 'orders',
  signatures: [
    [
      '商品',
      '订单号',
      '订单状态',
      '商品总价(元)',
      '用户实付金额(元)',
      '商家实收金额(元)',
      '商品数量(件)',
      '商品id',
      '商品规格',
      '售后状态',
    ],
  ],
  columns: {
    'customer.name': ['收货人', '收货人姓名'],
    'customer.phone': ['手机', '收货人手机'],
    'customer.address': [['省', '市', '区', '街道', '详细地址'], '收货地址'],
    'customer.note': [['买家留言', '商家备注']],
    'order.number': ['订单号'],
    'order.placedAt': ['订单成交时间', '支付时间', '订单创建时间', '拼单成功时间'],
    'order.total': ['用户实付金额(元)'],
    'order.status': ['订单状态'],
    'order.refunded': ['退款金额(元)'],
    'line.sku': [['商家编码-规格维度', '商家编码-商品维度', '商品id']],
    'line.name': ['商品', '商品名称'],
    'line.quantity': ['商品数量(件)'],
    'line.total': ['商品总价(元)'],
  },
  currency: 'CNY',
  timeZone: 'Asia/Shanghai',
  region: 'CN',
  platform: 'pinduoduo',
  statusRules: [{ column: '售后状态', is: ['退款成功'], status: 'refunded' }],
};
