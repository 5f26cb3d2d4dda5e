import type { gone as english } from '../en/gone.ts';
import type { Message } from '../message.ts';

export const gone = {
  'gone.title': '客戶資料已從這個瀏覽器消失',
  'gone.text': '{when} 這裡還有約 {n} 位客戶，現在卻是空的：瀏覽器或清理軟體刪除了資料。請從備份還原。',
  'gone.backup': '上次備份是 {when}。',
  'gone.no-backup': '這個瀏覽器沒有做過備份；請在別處找找名為 regulars-… 的檔案。',
  'gone.restore': '從備份還原',
  'gone.anew': '重新開始',
  'gone.anew.ask': '放棄舊資料，重新開始？',
  'gone.anew.text': '之後熟客不再提示資料缺失。備份仍可隨時還原。',
} as const satisfies Readonly<Record<keyof typeof english, Message>>;
