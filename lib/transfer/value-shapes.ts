import { cleanText, isBlank, isDamagedNumber } from './clean-text.ts';
import { currencyOf } from './currency-words.ts';
import type { PlainTarget } from './mapping.ts';
import { readAmount } from './read-amount.ts';
import { isPhone, readEmail, splitEmails, splitPhones } from './read-customer.ts';
import { readQuantity } from './read-order.ts';
import { readSex, readStatus } from './read-words.ts';
import { parseWritten } from './written-date.ts';

/** What the values of a column are, as shares of those that are not blank. */
export interface ColumnShape {
  readonly filled: number;
  readonly email: number;
  readonly mobile: number;
  readonly phone: number;
  readonly date: number;
  /** Dates that also have a time of day. */
  readonly moment: number;
  readonly amount: number;
  /** Amounts with decimals or a currency sign. */
  readonly money: number;
  readonly quantity: number;
  readonly currency: number;
  readonly status: number;
  readonly sex: number;
  readonly hanName: number;
  /** Long numbers and codes. */
  readonly code: number;
  /** Different values among all. */
  readonly distinct: number;
}

const HAN_NAME = /^[\p{Script=Han}·]{2,4}$/u;
const CODE = /^(?=.*\d)[A-Za-z0-9#_\-/.]{6,40}$/;
const MOBILE = /^(?:\+?(?:86|886|852|853)[\s-]?)?(?:1[3-9][\d*]{9}|09\d{8})$/;

/** @param values of one column, as they are in the file */
export function columnShape(values: readonly string[]): ColumnShape {
  const texts = values.map(cleanText).filter((text) => !isBlank(text));
  const share = (test: (text: string) => boolean) =>
    texts.length === 0 ? 0 : texts.filter(test).length / texts.length;
  const date = (text: string) => !/^\d+(?:\.\d+)?$/.test(text) && typeof parseWritten(text, 'dmy') !== 'string';
  return {
    filled: values.length === 0 ? 0 : texts.length / values.length,
    // A cell may list several: the first speaks for the others.
    email: share((text) => readEmail(splitEmails(text)[0] ?? '') !== undefined),
    mobile: share((text) => MOBILE.test((splitPhones(text)[0] ?? '').replace(/[\s-]/g, ''))),
    phone: share((text) => {
      const [first = ''] = splitPhones(text);
      return isPhone(first) && !date(text) && first.replace(/\D/g, '').length >= 7;
    }),
    date: share((text) => date(text) || typeof parseWritten(text, 'mdy') !== 'string'),
    moment: share((text) => date(text) && /\d[:：时時点點]\d?/.test(text)),
    amount: share(
      (text) => typeof readAmount(text, 'USD', '.') !== 'string' || typeof readAmount(text, 'CNY', ',') !== 'string',
    ),
    money: share(
      (text) =>
        (/[.,]\d{2}(?!\d)/.test(text) || /[¥￥$€£元]/.test(text)) &&
        typeof readAmount(text, undefined, '.') !== 'undefined' &&
        /^\D{0,5}[\d.,\s]+\D{0,5}$/.test(text),
    ),
    quantity: share((text) => text.length <= 5 && readQuantity(text) > 0 && readQuantity(text) < 1000),
    currency: share((text) => text.length <= 4 && currencyOf(text, 'CNY') !== undefined && !/\d/.test(text)),
    status: share((text) => text.length < 30 && readStatus(text) !== undefined),
    sex: share((text) => text.length < 10 && readSex(text) !== undefined && !/^\d$/.test(text)),
    hanName: share((text) => HAN_NAME.test(text)),
    code: share((text) => (CODE.test(text) && !date(text)) || isDamagedNumber(text)),
    distinct: texts.length === 0 ? 0 : new Set(texts).size / texts.length,
  };
}

/**
 * How well values fit a target: 1 they prove it, 0 they say nothing, −1 they rule it out.
 * A column without values says nothing.
 */
export function agreement(target: PlainTarget, shape: ColumnShape): number {
  if (shape.filled === 0) return 0;
  switch (target) {
    case 'customer.email':
      return shape.email >= 0.6 ? 1 : shape.email > 0 ? 0 : -1;
    case 'customer.phone':
      return shape.mobile >= 0.6 ? 1 : shape.phone >= 0.6 ? 0.4 : shape.phone > 0.1 ? 0 : -1;
    case 'customer.birthday':
      return shape.date >= 0.8 && shape.moment < 0.2 ? 0.4 : shape.date > 0.1 ? 0 : -1;
    case 'order.placedAt':
      return shape.moment >= 0.6 ? 0.6 : shape.date >= 0.8 ? 0.4 : shape.date > 0 || shape.amount >= 0.8 ? 0 : -1;
    case 'order.total':
    case 'order.refunded':
    case 'line.unitPrice':
    case 'line.total':
      return shape.money >= 0.6 ? 0.4 : shape.amount >= 0.5 ? 0 : -1;
    case 'line.quantity':
      return shape.quantity >= 0.8 ? 0.3 : shape.quantity > 0.3 ? 0 : -1;
    case 'order.currency':
      return shape.currency >= 0.8 ? 1 : -1;
    case 'order.status':
      return shape.status >= 0.6 ? 0.8 : shape.date > 0.5 || shape.money > 0.5 ? -1 : 0;
    case 'customer.sex':
      return shape.sex >= 0.6 ? 0.6 : -1;
    case 'order.number':
      return shape.code >= 0.8 ? 0.4 : shape.email > 0.3 || shape.money > 0.5 || shape.date > 0.5 ? -1 : 0;
    case 'customer.name':
      return shape.hanName >= 0.6
        ? 0.5
        : shape.email > 0.5 || shape.phone > 0.5 || shape.date > 0.5 || shape.amount > 0.5
          ? -1
          : 0;
    case 'customer.account':
      return shape.email > 0.5 || shape.date > 0.5 ? -1 : 0;
    case 'customer.id':
    case 'customer.company':
    case 'customer.address':
    case 'customer.language':
    case 'customer.tags':
    case 'customer.note':
    case 'line.sku':
    case 'line.name':
      return 0;
  }
}
