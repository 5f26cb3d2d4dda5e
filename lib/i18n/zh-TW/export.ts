import type { exportTexts as english } from '../en/export.ts';
import type { Message } from '../message.ts';

/** Texts of what is taken out of the file. */
export const exportTexts = {
  'export.title': '帶走您的資料',
  'export.text':
    '匯出的檔案可用於試算表程式、其他系統和手機。可能被試算表程式當作公式的文字會作無害處理，數字和日期保持原樣。',
  'export.what': '內容',
  'export.what.customers': '客戶',
  'export.what.customers.text': '每位客戶一列：聯絡方式、地址、標籤、等級、生命週期階段、淨消費額和備註。',
  'export.what.orders': '訂單',
  'export.what.orders.text': '每筆明細一列，整張訂單的資訊寫在它的第一列。',
  'export.what.notes': '備註',
  'export.what.notes.text': '每則備註一列，並註明屬於哪位客戶。',
  'export.format': '格式',
  'export.format.csv': 'CSV 檔案',
  'export.format.xlsx': 'Excel 活頁簿（.xlsx）',
  'export.format.vcf': '聯絡人名片（vCard 4）',
  'export.write': '匯出',
  'export.writing': '正在寫入 {file}',
  'export.progress': '已完成 {done} / {n} 位客戶',
  'export.saved': '已儲存 {file}',
  'export.empty': '還沒有可以匯出的資料。',
  'export.person': '下載這位客戶的資料',
  'export.person.text': '現有的全部資料，供客戶本人或主管機關查閱：可以閱讀，也可以交給其他程式。',
  'export.person.read': '供閱讀（.txt）',
  'export.person.data': '供程式使用（.json）',
  'export.sheet.customers': '客戶',
  'export.sheet.orders': '訂單',
  'export.sheet.notes': '備註',
} as const satisfies Record<keyof typeof english, Message>;
