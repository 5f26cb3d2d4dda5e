import type { Message } from '../message.ts';

/** 「今天」页：买过的客户还很少时。 */
export const todayFew = {
  'today.few.lately': '最近谁买过',
  'today.few.bought': '上次下单：{when}',
  'today.few.purchases': { other: '共买过 {n} 次' },
  'today.few.quietest': '还没到预警的客户里，{name} 最接近：已有 {since}没买，超过 {risk}就算预警。',
  'today.few.waiting': '等待付款',
  'today.few.waiting.text': '这些订单还没有付款，付款之前不计入任何评分。',
  'today.few.more': '怎样能看得更准',
  'today.few.more.buyers': { other: '至少有 30 位客户买过，才能给出概率，还差 {n} 位。' },
  'today.few.more.gaps': { other: '有 30 个购买间隔，才能算出本店自己的节奏，现有 {n} 个；在那之前按固定天数计。' },
  'today.few.more.goods': { other: '{of} 笔已付款的订单里，有 {n} 笔没有记录买了什么。接下来推荐什么，要靠这些来算。' },
  'today.few.more.contact': { other: '{n} 位客户没有邮箱、电话或平台账号，页面上只能靠姓名猜是谁。' },
  'today.few.more.import': '导入以往订单',
  'today.few.more.sites': '在邮箱和店铺后台页面上记录',
} as const satisfies Record<string, Message>;
