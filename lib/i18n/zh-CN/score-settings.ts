import type { scoreSettings as english } from '../en/score-settings.ts';
import type { Message } from '../message.ts';

export const scoreSettings = {
  'score-settings.title': '评分',
  'score-settings.zone': '店铺所在时区',
  'score-settings.zone.own': '与这台电脑相同',
  'score-settings.zone.hint': '同一天的订单算作一次购买。',
  'score-settings.currency': '统一使用的币种',
  'score-settings.currency.own': '订单中最常用的币种',
  'score-settings.rates': '汇率',
  'score-settings.rates.hint': '没有填写汇率的币种不计入金额，但订单仍算作购买。',
  'score-settings.rate': '1 {currency} 折合 {base}',
  'score-settings.rate.bad': '请输入大于 0 的数字。',
  'score-settings.margin': '毛利率（%）',
  'score-settings.margin.hint': '每 100 元收入中留下多少。不填则按收入显示。',
  'score-settings.margin.bad': '请输入 0 到 100 之间的数字。',
  'score-settings.begins': '订单记录的起始日期',
  'score-settings.begins.hint': '如果开店早于这里的记录，请填写：否则老客户会被当成新客户。',
  'score-settings.referral': '记录由谁介绍的字段',
  'score-settings.referral.none': '无',
  'score-settings.referral.no-field': '目前还没有字段，请先在本页“自定义字段”中新增一个。',
  'score-settings.referral.hint': '填了内容或选“是”的客户，算作由他人介绍。',
  'score-settings.horizon': '预测天数',
  'score-settings.horizon.hint': '不填则采用八成回头客会再次购买的时长（还看不出时为 90 天）。',
  'score-settings.horizon.bad': '请输入 1 到 730 之间的整数。',
} as const satisfies Record<keyof typeof english, Message>;
