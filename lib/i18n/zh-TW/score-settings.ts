import type { scoreSettings as english } from '../en/score-settings.ts';
import type { Message } from '../message.ts';

export const scoreSettings = {
  'score-settings.title': '評分',
  'score-settings.zone': '商店所在時區',
  'score-settings.zone.own': '與這台電腦相同',
  'score-settings.zone.hint': '同一天的訂單算作一次購買。',
  'score-settings.currency': '統一使用的幣別',
  'score-settings.currency.own': '訂單中最常用的幣別',
  'score-settings.rates': '匯率',
  'score-settings.rates.hint': '沒有填寫匯率的幣別不計入金額，但訂單仍算作購買。',
  'score-settings.rate': '1 {currency} 折合 {base}',
  'score-settings.rate.bad': '請輸入大於 0 的數字。',
  'score-settings.margin': '毛利率（%）',
  'score-settings.margin.hint': '每 100 元營收中留下多少。不填則以營收顯示。',
  'score-settings.margin.bad': '請輸入 0 到 100 之間的數字。',
  'score-settings.begins': '訂單紀錄的起始日期',
  'score-settings.begins.hint': '如果開店早於這裡的紀錄，請填寫：否則老客戶會被當成新客戶。',
  'score-settings.referral': '記錄由誰介紹的欄位',
  'score-settings.referral.none': '無',
  'score-settings.referral.no-field': '目前還沒有欄位，請先在本頁「自訂欄位」中新增一個。',
  'score-settings.referral.hint': '填了內容或選「是」的客戶，算作由他人介紹。',
  'score-settings.horizon': '預測天數',
  'score-settings.horizon.hint': '不填則採用八成回頭客會再次購買的時長（還看不出時為 90 天）。',
  'score-settings.horizon.bad': '請輸入 1 到 730 之間的整數。',
} as const satisfies Record<keyof typeof english, Message>;
