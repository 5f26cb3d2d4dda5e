import type { Message } from '../message.ts';

/** 「评分」页里「连带购买」的文字。 */
export const goods = {
  'scores.part.goods': '连带购买',
  'work.phase.pairs': '正在统计一起购买的商品',
  'goods.lead': {
    other: '据 {n} 次记有商品的购买统计，{date}。同一客户同一天付款的全部商品算一次购买；运费、折扣和退回的商品不计。',
  },
  'goods.title': '哪些商品常一起买',
  'goods.verdict.sure': { other: '{n} 对确有关联' },
  'goods.verdict.none': '没有确凿的关联',
  'goods.says.sure': {
    other: '一起买过 5 次以上的有 {found} 对，其中 {n} 对不是巧合。只有这些才会作为推荐：买了一件，就推荐另一件。',
  },
  'goods.says.chance': { other: '一起买过 5 次以上的有 {n} 对，但都还不能排除巧合，因此不作推荐。' },
  'goods.how':
    '一起购买的次数多到很难用巧合解释（费舍尔精确检验），并且考虑了一共比较过多少对，才算确有关联：判为有关联的，预计至多二十分之一是巧合。共比较了 {goods} 种买过 5 次以上的商品，{looked} 对。',
  'goods.rank':
    '给客户推荐时，与其所购商品关联最多的排在前面；已经买过、下过单或退回的不再推荐，一年无人购买的也不推荐。',
  'goods.table': '成对的商品',
  'goods.sort': '排序',
  'goods.sort.surest': '最确凿的在前',
  'goods.sort.often': '一起买得最多',
  'goods.sort.lift': '提升度最高',
  'goods.pair': '买了它 → 也买',
  'goods.pair.text': '{first} → {second}',
  'goods.together': '一起买',
  'goods.confidence': '占前者的比例',
  'goods.support': '支持度',
  'goods.lift': '提升度',
  'goods.p': '巧合概率',
  'goods.verdict': '结论',
  'goods.verdict.of.sure': '确有关联',
  'goods.verdict.of.chance': '可能是巧合',
  'goods.verdict.of.less': '不比巧合多',
  'goods.rest': '共 {found} 对，这里是最确凿的 {shown} 对。',
  'goods.empty.no-goods': '还没有商品记录',
  'goods.empty.no-goods.text':
    '哪些商品常一起买，要从已付款订单的商品明细里统计。可以导入带商品列的订单，也可以在店铺后台页面上逐笔记录。',
  'goods.empty.too-few': '还没有成对的商品',
  'goods.empty.too-few.text': {
    other: '记有商品的购买共 {n} 次，还没有哪两件商品被一起买过 5 次。次数再少，就说明不了什么。',
  },
} as const satisfies Record<string, Message>;
