import type { Message } from '../message.ts';

/** 誰買過什麼：挑選商品，打開買過的客戶。 */
export const bought = {
  'filter.is.bought': '包含其中任一',
  'filter.is.not-bought': '都不包含',
  'filter.say.bought': '買過：{values}',
  'filter.say.not-bought': '沒買過：{values}',
  'bought.find': '依名稱或貨號尋找商品',
  'bought.goods': '賣出過的商品',
  'bought.chosen': '已選商品',
  'bought.take-out': '移除：{name}',
  'bought.customers': { other: '{n} 位客戶買過' },
  'bought.counting': '正在統計誰買過什麼…',
  'bought.none': '還沒有記下商品明細的已付款訂單。',
  'bought.not-found': '賣出過的商品裡，沒有名稱或貨號符合的。',
  'bought.more': { other: '另有 {n} 種商品，輸入名稱即可尋找。' },
  'bought.basis': '數字是買過的客戶數。未付款、已取消、全額退款的訂單不計。',
  'list.waits': '正在統計誰買過什麼…',
  'list.waits.text': '賣場較大時需要稍候片刻，統計好後客戶會自動列出。',
  'goods.both': '兩樣都買過的客戶',
  'goods.first-only': '買過前者、還沒買後者',
  'goods.second-only': '買過後者、還沒買前者',
  'goods.open.both': { other: '{n} 位客戶買過 {first} 和 {second}' },
  'goods.open.without': { other: '{n} 位客戶買過 {first}，還沒買過 {second}' },
  'goods.whom': '點選客戶數，就會列出這些人：可以逐一聯絡、存成分群，也可以匯出。',
} as const satisfies Record<string, Message>;
