import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalisePhone, phoneTail, samePhone } from './normalise-phone.ts';

const key = (text: string, region?: string) => normalisePhone(text, region)?.key;

describe('the key of a phone number', () => {
  it.each([
    ['+86 10 5550 0101', undefined, '+861055500101'],
    ['+44 (0)20 7946 0106', undefined, '+442079460106'],
    ['+49 30 5550 0109 ext. 12', undefined, '+493055500109'],
    ['+1 202-555-0107 x55', undefined, '+12025550107'],
    ['tel:+1-202-555-0107', undefined, '+12025550107'],
    ['+86 28 5550 0115 转 8', undefined, '+862855500115'],
    ['0044 20 7946 0106', undefined, '+442079460106'],
    ['2079460106', 'GB', '+442079460106'],
    ['139 0000 0102', 'CN', '+8613900000102'],
    ['２０２ ５５５ ０１０７', 'US', '+12025550107'],
    ['028-5550-0115', 'CN', '+862855500115'],
    ['028–5550–0115', undefined, '~2855500115'],
    ['139 0000 0102', undefined, '~13900000102'],
    ['139 0000 0102', 'ZZ', '~13900000102'],
    ['+39 06 698 12345', undefined, '+390669812345'],
  ])('%j in %s is %s', (text, region, expected) => {
    expect(key(text, region)).toBe(expected);
  });

  it.each([
    '',
    '139****0102',
    '138xxxx1234',
    '138••••1234',
    '1-800-FLOWERS',
    '12345',
    '+999 123456789',
    '1234567890123456789',
    'HS-20260314-0051',
    '2026-03-14T10:00',
    '13900000102@netmail.example',
    '1390000.0102 or 1390000.0103',
    '9'.repeat(300),
  ])('%j is no phone', (text) => {
    expect(normalisePhone(text)).toBeUndefined();
    expect(normalisePhone(text, 'CN')).toBeUndefined();
  });

  it('reads a number for people too', () => {
    expect(normalisePhone('+862855500115')?.display).toBe('+86 28 5550 0115');
    expect(normalisePhone('028-5550-0115')?.display).toBe('028-5550-0115');
  });
});

describe('one number written in two ways', () => {
  it.each([
    ['+862855500115', '~2855500115'],
    ['+8613900000102', '~13900000102'],
    ['+8613900000102', '~8613900000102'],
    ['+390669812345', '~669812345'],
    ['~13900000102', '~13900000102'],
  ])('%s is %s', (a, b) => {
    expect(samePhone(a, b)).toBe(true);
    expect(samePhone(b, a)).toBe(true);
    expect(phoneTail(a)).toBe(phoneTail(b));
  });

  it.each([
    ['+862855500115', '+442855500115'],
    ['+862855500115', '~55500115'],
    ['+862855500115', '~5500115'],
    ['~13900000102', '~3900000102'],
  ])('%s is not %s', (a, b) => {
    expect(samePhone(a, b)).toBe(false);
    expect(samePhone(b, a)).toBe(false);
  });

  it('keeps its tail whenever two keys are one number', () => {
    const digits = fc.stringMatching(/^[1-9]\d{7,10}$/);
    fc.assert(
      fc.property(digits, fc.constantFrom('CN', 'GB', 'US', 'DE', 'IT', 'RU', 'BR'), (number, region) => {
        const [known, open] = [key(number, region), key(number)];
        if (known === undefined || open === undefined || !samePhone(known, open)) return;
        expect(phoneTail(known)).toBe(phoneTail(open));
      }),
    );
  });
});
