import type { Message } from '../message.ts';

/** 谁买过什么：挑选商品，打开买过的客户。 */
export const bought = {
  'filter.is.bought': '包含其中任一',
  'filter.is.not-bought': '都不包含',
  'filter.say.bought': '买过：{values}',
  'filter.say.not-bought': '没买过：{values}',
  'bought.find': '按名称或货号查找商品',
  'bought.goods': '卖出过的商品',
  'bought.chosen': '已选商品',
  'bought.take-out': '去掉：{name}',
  'bought.customers': { other: '{n} 位客户买过' },
  'bought.counting': '正在统计谁买过什么…',
  'bought.none': '还没有记下商品明细的已付款订单。',
  'bought.not-found': '卖出过的商品里，没有名称或货号符合的。',
  'bought.more': { other: '另有 {n} 种商品，输入名称即可查找。' },
  'bought.basis': '数字是买过的客户数。未付款、已取消、全额退款的订单不计。',
  'list.waits': '正在统计谁买过什么…',
  'list.waits.text': '店铺较大时需要稍等片刻，统计好后客户会自动列出。',
  'goods.both': '两样都买过的客户',
  'goods.first-only': '买过前者、还没买后者',
  'goods.second-only': '买过后者、还没买前者',
  'goods.open.both': { other: '{n} 位客户买过 {first} 和 {second}' },
  'goods.open.without': { other: '{n} 位客户买过 {first}，还没买过 {second}' },
  'goods.whom': '点客户数，就会列出这些人：可以逐个联系、存为分群，也可以导出。',
} as const satisfies Record<string, Message>;
