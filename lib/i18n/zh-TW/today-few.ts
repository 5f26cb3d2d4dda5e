import type { Message } from '../message.ts';

/** 「今天」頁：買過的客戶還很少時。 */
export const todayFew = {
  'today.few.lately': '最近誰買過',
  'today.few.bought': '上次下單：{when}',
  'today.few.purchases': { other: '共買過 {n} 次' },
  'today.few.quietest': '還沒到預警的客戶裡，{name} 最接近：已有 {since}沒買，超過 {risk}就算預警。',
  'today.few.waiting': '等待付款',
  'today.few.waiting.text': '這些訂單還沒有付款，付款之前不計入任何評分。',
  'today.few.more': '怎樣能看得更準',
  'today.few.more.buyers': { other: '至少有 30 位客戶買過，才能給出機率，還差 {n} 位。' },
  'today.few.more.gaps': { other: '有 30 個購買間隔，才能算出本店自己的節奏，現有 {n} 個；在那之前按固定天數計。' },
  'today.few.more.goods': { other: '{of} 筆已付款的訂單裡，有 {n} 筆沒有記錄買了什麼。接下來推薦什麼，要靠這些來算。' },
  'today.few.more.contact': { other: '{n} 位客戶沒有電子郵件、電話或平台帳號，頁面上只能靠姓名猜是誰。' },
  'today.few.more.import': '匯入以往訂單',
  'today.few.more.sites': '在信箱和商店後台頁面上記錄',
} as const satisfies Record<string, Message>;
