import type { questions as english } from '../en/questions.ts';
import type { Message } from '../message.ts';

export const questions = {
  'question.ask': '{who}的來信提到了{buyer}的訂單 {number}，是同一個人嗎？',
  'question.ask-several': '{who}的來信提到了幾位客戶的訂單，這是誰的來信？',
  'question.why': '依據：{why}',
  'question.yes': '是同一人',
  'question.is': '是{name}',
  'question.no': '不是',
  'question.none-of-them': '都不是',
  'question.done.yes': '已關聯到{name}',
  'question.done.no': '以後不再詢問',
  'bridge.number': '郵件中有訂單編號',
  'bridge.number-labelled': '郵件寫明了訂單編號',
  'bridge.number-quoted': '訂單編號只出現在引用內容中',
  'bridge.same-name': '寄件者與買家同名',
  'bridge.other-name': '寄件者與買家姓名不同',
  'bridge.same-phone': '郵件中有買家的電話',
  'bridge.no-name': '沒有姓名可比對',
  'bridge.buyer-has-other-email': '買家已登記其他信箱',
  'bridge.sender-is-somebody-else': '寄件者是另一位客戶',
  'bridge.several-buyers': '涉及多位買家的訂單',
  'bridge.address-warning': '寄件地址可疑',
  'bridge.relay-sender': '由平台轉寄信箱寄出',
} as const satisfies Record<keyof typeof english, Message>;
