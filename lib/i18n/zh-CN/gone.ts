import type { gone as english } from '../en/gone.ts';
import type { Message } from '../message.ts';

export const gone = {
  'gone.title': '客户资料已从这个浏览器中消失',
  'gone.text': '{when} 这里还有约 {n} 位客户，现在却是空的：浏览器或清理软件删除了数据。请从备份恢复。',
  'gone.backup': '上次备份是 {when}。',
  'gone.no-backup': '这个浏览器没有做过备份；请在别处找找名为 regulars-… 的文件。',
  'gone.restore': '从备份恢复',
  'gone.anew': '重新开始',
  'gone.anew.ask': '放弃旧资料，重新开始？',
  'gone.anew.text': '之后熟客不再提示资料缺失。备份仍可随时恢复。',
} as const satisfies Readonly<Record<keyof typeof english, Message>>;
