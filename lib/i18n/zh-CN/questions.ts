import type { questions as english } from '../en/questions.ts';
import type { Message } from '../message.ts';

export const questions = {
  'question.ask': '{who}的来信提到了{buyer}的订单 {number}，是同一个人吗？',
  'question.ask-several': '{who}的来信提到了几位客户的订单，这是谁的来信？',
  'question.why': '依据：{why}',
  'question.yes': '是同一人',
  'question.is': '是{name}',
  'question.no': '不是',
  'question.none-of-them': '都不是',
  'question.done.yes': '已关联到{name}',
  'question.done.no': '以后不再询问',
  'bridge.number': '邮件中有订单号',
  'bridge.number-labelled': '邮件写明了订单号',
  'bridge.number-quoted': '订单号只出现在引用内容中',
  'bridge.same-name': '发件人与买家同名',
  'bridge.other-name': '发件人与买家姓名不同',
  'bridge.same-phone': '邮件中有买家的电话',
  'bridge.no-name': '没有姓名可比对',
  'bridge.buyer-has-other-email': '买家已登记其他邮箱',
  'bridge.sender-is-somebody-else': '发件人是另一位客户',
  'bridge.several-buyers': '涉及多位买家的订单',
  'bridge.address-warning': '发件地址可疑',
  'bridge.relay-sender': '由平台转发邮箱发出',
} as const satisfies Record<keyof typeof english, Message>;
