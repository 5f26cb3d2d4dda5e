import { expect, it } from 'vitest';
import { BRIDGE_EVIDENCE } from '../domain/bridge.ts';
import { DUPLICATE_REASONS } from '../domain/duplicates.ts';
import { DAY_MS } from '../domain/time.ts';
import { resolveLanguage } from './languages.ts';
import { loadTranslator } from './load-translator.ts';
import { actionText, bridgeText, duplicateText, evidenceText, fieldText, provenanceText } from './sentences.ts';

const english = await loadTranslator('en');
const mainland = await loadTranslator('zh-CN');
const taiwan = await loadTranslator('zh-TW');
const NOW = Date.UTC(2026, 10, 20, 12);

it('a chosen language wins over the browser', () => {
  expect(resolveLanguage('zh-TW', ['en-US'])).toBe('zh-TW');
});

it('the first language of the browser that we have is taken', () => {
  const follow = (...tags: string[]) => resolveLanguage('system', tags);
  expect(follow('fr', 'de-DE', 'zh', 'en')).toBe('zh-CN');
  expect(follow('en-GB', 'zh-CN')).toBe('en');
  expect(follow()).toBe('en');
  expect(follow('ja')).toBe('en');
});

it('Chinese is traditional by script first, then by region', () => {
  const follow = (tag: string) => resolveLanguage('system', [tag]);
  expect(['zh-TW', 'zh-HK', 'zh-MO', 'zh-Hant', 'zh-Hant-CN', 'zh-hant-hk'].map(follow)).toEqual(
    Array.from({ length: 6 }, () => 'zh-TW'),
  );
  expect(['zh', 'zh-CN', 'zh-SG', 'zh-Hans-HK', 'zh-Hans'].map(follow)).toEqual(
    Array.from({ length: 5 }, () => 'zh-CN'),
  );
});

it('what rounds to nothing has no sign', () => {
  for (const { number, money } of [english, mainland, taiwan]) {
    expect([number(-0), number(-0.0004)]).toEqual(['0', '0']);
    expect(money(-0, 'JPY')).toBe(money(0, 'JPY'));
    expect(number(-1)).toBe('-1');
  }
});

it('plurals follow the language', () => {
  expect(english.t('groups.step', { group: 'VIP', n: 1 })).toBe('VIP: 1 customer');
  expect(english.t('groups.step', { group: 'VIP', n: 1200 })).toBe('VIP: 1,200 customers');
  expect(mainland.t('groups.step', { group: '贵宾', n: 1 })).toBe('贵宾：1 位客户');
});

it('money shows its currency without doubt, and cents only where there are some', () => {
  expect(mainland.money(1_248_000, 'CNY')).toBe('¥12,480');
  expect(english.money(73_450, 'EUR')).toBe('€734.50');
  expect(english.money(500, 'JPY')).toBe('¥500');
  expect(mainland.money(500, 'USD')).toBe('US$5');
  expect(english.money(-250, 'USD')).toBe('-$2.50');
  expect(english.money(1250, 'not a code')).toBe('12.5 not a code');
});

it('days are said as people say them', () => {
  expect(english.ago(NOW - 41 * DAY_MS, NOW)).toBe('41 days ago');
  expect(english.ago(NOW, NOW)).toBe('today');
  expect(english.ago(NOW - DAY_MS, NOW)).toBe('yesterday');
  expect(mainland.ago(NOW - DAY_MS, NOW)).toBe('昨天');
  expect(english.ago(NOW - 92 * DAY_MS, NOW)).toBe('3 months ago');
  expect(english.ago(NOW - 800 * DAY_MS, NOW)).toBe('2 years ago');
  expect(english.days(1)).toBe('1 day');
  expect(mainland.days(26)).toBe('26天');
});

it('a date says its year only when it is not this one', () => {
  expect(english.date(Date.UTC(2026, 2, 3, 12), NOW)).toBe('Mar 3');
  expect(english.date(Date.UTC(2025, 2, 3, 12), NOW)).toBe('Mar 3, 2025');
  expect(mainland.date(Date.UTC(2025, 2, 3, 12), NOW)).toBe('2025年3月3日');
});

it('a calendar date without a zone keeps its day wherever it is read', () => {
  expect(english.plainDate('1988-04-09')).toBe('Apr 9, 1988');
  expect(english.plainDate('in spring')).toBe('in spring');
  expect(english.plainDate('1988-99-99')).toBe('1988-99-99');
});

it('evidence reads as a sentence in each language', () => {
  const from = { by: 'email', role: 'from', view: 'message', value: 'a@b.example' } as const;
  const buyer = { by: 'account', role: 'buyer', view: 'order', value: '42', orderNumber: 'T-10423' } as const;
  expect(evidenceText(english.t, from)).toBe('From of the open message · same email');
  expect(evidenceText(mainland.t, from)).toBe('打开邮件的发件人 · 邮箱相同');
  expect(evidenceText(taiwan.t, from)).toBe('開啟郵件的寄件者 · 信箱相同');
  expect(evidenceText(english.t, buyer)).toBe('buyer of order T-10423 · same account');
  expect(evidenceText(mainland.t, buyer)).toBe('订单 T-10423 的买家 · 账号相同');
});

it('the reasons of a duplicate and of an order’s link read as a list, each in each language', () => {
  expect(duplicateText(english, ['same-phone', 'name-order'])).toBe('same phone; names differ only in order');
  expect(duplicateText(mainland, ['same-phone', 'name-order'])).toBe('电话相同，姓名只是前后顺序不同');
  const mixed = ['same-phone', 'same-name', 'other-email'] as const;
  expect(duplicateText(english, mixed)).toBe('same phone; same name; but emails differ');
  expect(duplicateText(mainland, mixed)).toBe('电话相同，姓名相同，但邮箱不同');
  expect(duplicateText(taiwan, mixed)).toBe('電話相同，姓名相同，但信箱不同');
  for (const translator of [english, mainland, taiwan]) {
    for (const reason of DUPLICATE_REASONS) expect(duplicateText(translator, [reason])).not.toContain('because.');
    for (const one of BRIDGE_EVIDENCE) expect(bridgeText(translator, [one])).not.toContain('bridge.');
  }
});

it('a list sets its own word apart from a number, and leaves what it lists as it is', () => {
  expect(mainland.list(['双11客户', '会员8折'])).toBe('双11客户和会员8折');
  expect(mainland.list(['双11客户', '8折会员'])).toBe('双11客户和 8折会员');
  expect(taiwan.list(['雙11客戶', '會員8折', '3C'])).toBe('雙11客戶、會員8折和 3C');
  expect(english.list(['茶8', '3C'])).toBe('茶8 and 3C');
});

it('a source names who gave a value and when', () => {
  const at = Date.UTC(2026, 2, 3, 12);
  expect(provenanceText(english, { type: 'user' }, at, NOW)).toBe('you, Mar 3');
  expect(provenanceText(mainland, { type: 'page', recipe: 'roundcube', anchor: 'from-title' }, at, NOW)).toBe(
    'Roundcube：from-title，3月3日',
  );
});

it('an action or a field that a newer version wrote still has a word', () => {
  expect(actionText(english.t, 'notes.add')).toBe('Added a note');
  expect(actionText(english.t, 'teleport')).toBe('Changed');
  expect(fieldText(english.t, 'customers', 'birthday')).toBe('Birthday');
  expect(fieldText(english.t, 'notes', 'body')).toBe('Note');
  expect(fieldText(english.t, 'customers', 'aura')).toBe('Record');
});

it('a right-to-left value does not turn the sentence around it, nor bring its own controls', () => {
  expect(english.t('match.is-this', { name: 'سارة' })).toBe('Is this \u2068سارة\u2069?');
  expect(english.t('match.is-this', { name: 'a\u202Eb' })).toBe('Is this \u2068ab\u2069?');
});

it('a value that looks like a parameter stays text', () => {
  expect(english.t('match.is-this', { name: '{name} $& $1' })).toBe('Is this {name} $& $1?');
});
