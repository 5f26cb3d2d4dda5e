import type { Message } from '../message.ts';

/** 「評分」頁裡「連帶購買」的文字。 */
export const goods = {
  'scores.part.goods': '連帶購買',
  'work.phase.pairs': '正在統計一起購買的商品',
  'goods.lead': {
    other: '依 {n} 次記有商品的購買統計，{date}。同一客戶同一天付款的全部商品算一次購買；運費、折扣和退回的商品不計。',
  },
  'goods.title': '哪些商品常一起買',
  'goods.verdict.sure': { other: '{n} 對確有關聯' },
  'goods.verdict.none': '沒有確切的關聯',
  'goods.says.sure': {
    other: '一起買過 5 次以上的有 {found} 對，其中 {n} 對不是巧合。只有這些才會用來推薦：買了一件，就推薦另一件。',
  },
  'goods.says.chance': { other: '一起買過 5 次以上的有 {n} 對，但都還不能排除巧合，因此不作推薦。' },
  'goods.how':
    '一起購買的次數多到很難用巧合解釋（費雪精確檢定），並且考慮了總共比較過多少對，才算確有關聯：判為有關聯的，預計至多二十分之一是巧合。總共比較了 {goods} 種買過 5 次以上的商品，{looked} 對。',
  'goods.rank':
    '推薦給客戶時，與其所購商品關聯最多的排在前面；已經買過、下過單或退回的不再推薦，一年無人購買的也不推薦。',
  'goods.table': '成對的商品',
  'goods.sort': '排序',
  'goods.sort.surest': '最確切的在前',
  'goods.sort.often': '一起買得最多',
  'goods.sort.lift': '提升度最高',
  'goods.pair': '買了它 → 也買',
  'goods.pair.text': '{first} → {second}',
  'goods.together': '一起買',
  'goods.confidence': '占前者的比例',
  'goods.support': '支持度',
  'goods.lift': '提升度',
  'goods.p': '巧合機率',
  'goods.verdict': '結論',
  'goods.verdict.of.sure': '確有關聯',
  'goods.verdict.of.chance': '可能是巧合',
  'goods.verdict.of.less': '不比巧合多',
  'goods.rest': '共 {found} 對，這裡是最確切的 {shown} 對。',
  'goods.empty.no-goods': '還沒有商品紀錄',
  'goods.empty.no-goods.text':
    '哪些商品常一起買，要從已付款訂單的商品明細裡統計。可以匯入帶商品欄的訂單，也可以在賣場後台頁面上逐筆記錄。',
  'goods.empty.too-few': '還沒有成對的商品',
  'goods.empty.too-few.text': {
    other: '記有商品的購買共 {n} 次，還沒有哪兩件商品被一起買過 5 次。次數再少，就說明不了什麼。',
  },
} as const satisfies Record<string, Message>;
