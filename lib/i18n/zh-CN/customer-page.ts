import type { customerPage as english } from '../en/customer-page.ts';
import type { Message } from '../message.ts';

export const customerPage = {
  'app.name': '熟客',
  'profile.danger': '删除客户',
  'profile.delete.ask': '删除{name}？',
  'profile.delete.text': '备注、订单和邮件记录会一并删除，在回收站保留 30 天，随时可以恢复。',
  'done.customer-removed': '客户已删除',
} as const satisfies Record<keyof typeof english, Message>;
