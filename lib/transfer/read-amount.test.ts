import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountText } from './cell.ts';
import { type DecimalSign, guessDecimalSign, plainMinor, readAmount } from './read-amount.ts';

const minor = (text: string, currency?: string, decimal?: DecimalSign) => {
  const read = readAmount(text, currency, decimal);
  return typeof read === 'string' ? read : read.minor;
};

describe('amounts in the forms of the world', () => {
  it.each([
    ['1,234.50', 123450],
    ['1.234,50', 123450],
    ['1 234,50', 123450],
    ['1\u202f234,50', 123450],
    ["1'234.50", 123450],
    ['1’234.50', 123450],
    ['12,34,567.00', 123456700],
    ['１２３４．５０', 123450],
    ['￥1,234.5', 123450],
    ['¥ 1234.50', 123450],
    ['1234.50元', 123450],
    ['1,234', 123400],
    ['1.234.567', 123456700],
    ['12,5', 1250],
    ['.5', 50],
    ['1000', 100000],
    ['-12.50', -1250],
    ['12.50-', -1250],
    ['−12.50', -1250],
    ['¥-12.50', -1250],
    ['-¥12.50', -1250],
    ['(12.50)', -1250],
    ['¥(12.50)', -1250],
    ['+12.50', 1250],
    ['0.00', 0],
    ['12.500', 1250],
    ['RMB 12', 1200],
    ['人民币12.00', 1200],
    ['12.00 CNY', 1200],
    ['¥12.00元', 1200],
  ])('%s', (text, expected) => {
    expect(minor(text, 'CNY', '.')).toBe(expected);
  });

  it.each([
    ['€12,50', 1250, 'EUR'],
    ['NT$1,280', 128000, 'TWD'],
    ['HK$ 99.9', 9990, 'HKD'],
    ['US $12.00', 1200, 'USD'],
    ['AU $12.00', 1200, 'AUD'],
    ['C $5.00', 500, 'CAD'],
    ['Rs.1,500.00', 150000, 'INR'],
    ['12.00 USD', 1200, 'USD'],
    ['JPY 1,980', 1980, 'JPY'],
    ['BHD 1.234', 1234, 'BHD'],
    ['1.500.000₫', 1500000, 'VND'],
  ])('%s names its currency', (text, minorUnits, currency) => {
    expect(readAmount(text, undefined, undefined)).toEqual({ minor: minorUnits, currency });
  });

  it('signs that several currencies share are those of the file', () => {
    expect(readAmount('$12.50', 'CAD', '.')).toEqual({ minor: 1250, currency: 'CAD' });
    expect(readAmount('¥500', 'JPY', '.')).toEqual({ minor: 500, currency: 'JPY' });
    expect(readAmount('500元', 'TWD', '.')).toEqual({ minor: 50000, currency: 'TWD' });
  });
});

describe('amounts that are not guessed', () => {
  it.each([
    ['$12.50', undefined, 'no-currency'],
    ['12.50', undefined, 'no-currency'],
    ['$12.50', 'CNY', 'other-currency'],
    ['€12.50 USD', 'EUR', 'other-currency'],
    ['1.234', 'USD', 'ambiguous-amount'],
    ['1.23E+05', 'USD', 'damaged-number'],
    ['1,23,4', 'USD', 'bad-amount'],
    ['1.2.3', 'USD', 'bad-amount'],
    ['12 34', 'USD', 'bad-amount'],
    ['--5', 'USD', 'bad-amount'],
    ['(-5)', 'USD', 'bad-amount'],
    ['twelve', 'USD', 'bad-amount'],
    ['12 apples', 'USD', 'bad-amount'],
    ['99999999999999999999', 'USD', 'bad-amount'],
    ['1'.repeat(500), 'USD', 'bad-amount'],
  ])('%s in %s is %s', (text, currency, fault) => {
    expect(minor(text, currency)).toBe(fault);
  });

  it('a currency written beside the amount contradicts its own column', () => {
    expect(readAmount('€5.00', 'USD', '.', true)).toBe('other-currency');
    expect(readAmount('€5.00', 'USD', '.', false)).toEqual({ minor: 500, currency: 'EUR' });
  });

  it('1.234 is told by the column', () => {
    expect(minor('1.234', 'USD', ',')).toBe(123400);
    expect(readAmount('1.234', 'USD', '.')).toEqual({ minor: 123, currency: 'USD', isRounded: true });
    expect(minor('1.234', 'JPY')).toBe(1234);
  });
});

it('decimals beyond those of the currency are rounded half away from zero, and it is said', () => {
  expect(readAmount('0.0125', 'USD', '.')).toEqual({ minor: 1, currency: 'USD', isRounded: true });
  expect(readAmount('-0.0150', 'USD', '.')).toEqual({ minor: -2, currency: 'USD', isRounded: true });
  expect(readAmount('12.3400', 'USD', '.')).toEqual({ minor: 1234, currency: 'USD' });
});

it('any amount reads back as it was written, exactly', () => {
  const currency = fc.constantFrom('USD', 'JPY', 'BHD', 'CNY');
  fc.assert(
    fc.property(fc.integer({ min: -(10 ** 13), max: 10 ** 13 }), currency, (amountMinor, code) => {
      const text = amountText(amountMinor, code);
      expect(readAmount(text, code, '.')).toEqual({ minor: amountMinor === 0 ? 0 : amountMinor, currency: code });
      const digits = { USD: 2, JPY: 0, BHD: 3, CNY: 2 }[code] ?? 2;
      if (text.length <= 14) expect(plainMinor(text, digits)).toBe(amountMinor === 0 ? 0 : amountMinor);
    }),
  );
});

it('the fast way and the careful way never differ', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^-?\d{0,9}(\.\d{0,4})?$/), (text) => {
      const plain = plainMinor(text, 2);
      if (!Number.isNaN(plain)) expect(readAmount(text, 'USD', '.')).toMatchObject({ minor: plain });
    }),
  );
});

it('no text makes the reader throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
      const read = readAmount(text, 'CNY', undefined);
      expect(typeof read === 'string' || Number.isSafeInteger(read.minor)).toBe(true);
    }),
  );
});

it('a column says how it writes decimals', () => {
  expect(guessDecimalSign(['12.50', '1,234.00'])).toBe('.');
  expect(guessDecimalSign(['12,50 €', '1.234,00 €'])).toBe(',');
  expect(guessDecimalSign(['1.234', '5'])).toBeUndefined();
  expect(guessDecimalSign(['12.50', '12,50'])).toBeUndefined();
});
