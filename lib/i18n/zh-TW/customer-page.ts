import type { customerPage as english } from '../en/customer-page.ts';
import type { Message } from '../message.ts';

export const customerPage = {
  'app.name': '熟客',
  'profile.danger': '刪除客戶',
  'profile.delete.ask': '刪除{name}？',
  'profile.delete.text': '備註、訂單和郵件記錄會一併刪除，在回收桶保留 30 天，隨時可以還原。',
  'done.customer-removed': '客戶已刪除',
} as const satisfies Record<keyof typeof english, Message>;
