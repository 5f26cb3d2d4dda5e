import type { Language } from '../domain/settings.ts';

/** The few words that the shell shows in a page, kept apart so that the background carries no whole catalogue. */
export const shellWords = {
  en: {
    panel: 'Regulars: customer details',
    open: 'Open Regulars',
    collapse: 'Collapse Regulars',
    resize: 'Width of the Regulars panel',
    tier: { A: 'Tier A', B: 'Tier B', C: 'Tier C', D: 'Tier D' },
    hasNotes: 'has notes',
    onFile: 'On file',
  },
  'zh-CN': {
    panel: '熟客：客户资料',
    open: '展开熟客面板',
    collapse: '收起熟客面板',
    resize: '熟客面板宽度',
    tier: { A: 'A 级客户', B: 'B 级客户', C: 'C 级客户', D: 'D 级客户' },
    hasNotes: '有备注',
    onFile: '已建档客户',
  },
  'zh-TW': {
    panel: '熟客：客戶資料',
    open: '展開熟客面板',
    collapse: '收合熟客面板',
    resize: '熟客面板寬度',
    tier: { A: 'A 級客戶', B: 'B 級客戶', C: 'C 級客戶', D: 'D 級客戶' },
    hasNotes: '有備註',
    onFile: '已建檔客戶',
  },
} as const satisfies Record<Language, unknown>;
