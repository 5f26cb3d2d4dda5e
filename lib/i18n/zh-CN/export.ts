import type { exportTexts as english } from '../en/export.ts';
import type { Message } from '../message.ts';

/** Texts of what is taken out of the file. */
export const exportTexts = {
  'export.title': '带走您的数据',
  'export.text':
    '导出的文件可用于表格程序、其他系统和手机。可能被表格程序当作公式的文字会作无害处理，数字和日期保持原样。',
  'export.what': '内容',
  'export.what.customers': '客户',
  'export.what.customers.text': '每位客户一行：联系方式、地址、标签、等级、生命周期阶段、净消费额和备注。',
  'export.what.orders': '订单',
  'export.what.orders.text': '每条明细一行，整张订单的信息写在它的第一行。',
  'export.what.notes': '备注',
  'export.what.notes.text': '每条备注一行，并注明属于哪位客户。',
  'export.format': '格式',
  'export.format.csv': 'CSV 文件',
  'export.format.xlsx': 'Excel 工作簿（.xlsx）',
  'export.format.vcf': '通讯录名片（vCard 4）',
  'export.write': '导出',
  'export.writing': '正在写入 {file}',
  'export.progress': '已完成 {done} / {n} 位客户',
  'export.saved': '已保存 {file}',
  'export.empty': '还没有可以导出的资料。',
  'export.person': '下载这位客户的资料',
  'export.person.text': '现有的全部资料，供客户本人或主管机关查阅：可以阅读，也可以交给其他程序。',
  'export.person.read': '供阅读（.txt）',
  'export.person.data': '供程序使用（.json）',
  'export.sheet.customers': '客户',
  'export.sheet.orders': '订单',
  'export.sheet.notes': '备注',
} as const satisfies Record<keyof typeof english, Message>;
