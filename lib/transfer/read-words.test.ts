import { expect, it } from 'vitest';
import { readLanguage, readSex, readStatus } from './read-words.ts';

it.each([
  ['paid', 'paid'],
  ['Awaiting payment', 'open'],
  ['pending_payment', 'open'],
  ['wc-processing', 'paid'],
  ['wc-on-hold', 'open'],
  ['Partially Shipped', 'paid'],
  ['Fulfilled', 'shipped'],
  ['Completed', 'delivered'],
  ['CANCELLED', 'cancelled'],
  ['Cancelled (by buyer)', 'cancelled'],
  ['Returned', 'refunded'],
  ['等待买家付款', 'open'],
  ['买家已付款，等待卖家发货', 'paid'],
  ['卖家已发货，等待买家确认', 'shipped'],
  ['交易成功', 'delivered'],
  ['交易关闭', 'cancelled'],
  ['已发货，待签收', 'shipped'],
  ['已发货，退款成功', 'refunded'],
  ['等待出库', 'paid'],
  ['待出貨', 'paid'],
  ['運送中', 'shipped'],
  ['不成立', 'cancelled'],
  ['已退款', 'refunded'],
])('the status %s is %s', (word, status) => {
  expect(readStatus(word)).toBe(status);
});

it('an unknown status is not guessed', () => {
  for (const word of ['', 'sideways', '审核', 'constructor', '__proto__', 'toString'])
    expect(readStatus(word)).toBeUndefined();
});

it.each([
  ['女', 'female'],
  ['F', 'female'],
  ['Mrs.', 'female'],
  ['先生', 'male'],
  ['Male', 'male'],
  ['其他', 'other'],
  ['未知', 'unsaid'],
  ['保密', 'unsaid'],
  ['blue', undefined],
])('the sex %s is %s', (word, sex) => {
  expect(readSex(word)).toBe(sex);
});

it.each([
  ['简体中文', 'zh-CN'],
  ['繁體中文', 'zh-TW'],
  ['English', 'en'],
  ['EN_us', 'en-US'],
  ['zh-hant-tw', 'zh-TW', 'zh-Hant-TW'],
  ['de', 'de'],
  ['Klingon!', undefined],
])('the language %s is a tag', (word, ...tags) => {
  expect(tags).toContain(readLanguage(word));
});
