import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  maskedBits,
  maskedCompatible,
  maskedTail,
  matchesMasked,
  normaliseMaskedPhone,
  phoneForms,
} from './masked-phone.ts';
import { normalisePhone } from './normalise-phone.ts';

const key = (text: string) => normaliseMaskedPhone(text)?.key;

describe('the key of a phone number with hidden digits', () => {
  it.each([
    ['138****1234', '~138****1234'],
    ['138＊＊＊＊1234', '~138****1234'],
    ['１３８＊＊＊＊１２３４', '~138****1234'],
    ['138•••• 1234', '~138****1234'],
    ['138●●●●1234', '~138****1234'],
    ['138xxxx1234', '~138****1234'],
    ['138XXXX1234', '~138****1234'],
    ['138 xxxx 1234', '~138****1234'],
    ['138-****-1234', '~138****1234'],
    ['138----1234', '~138****1234'],
    ['138####1234', '~138****1234'],
    ['13*******34', '~13*******34'],
    ['*******1234', '~*******1234'],
    ['1380013****', '~1380013****'],
    ['+86 138****1234', '+86138****1234'],
    ['0086 138****1234', '+86138****1234'],
    ['86-138****1234', '~86138****1234'],
    ['(***) ***-1234', '~******1234'],
    ['(202) ***-0107', '~202***0107'],
    ['138***1234', '~138%1234'],
    ['186****1', '~186%1'],
    ['138…1234', '~138%1234'],
    ['138...1234', '~138%1234'],
  ])('%j is %s', (text, expected) => {
    expect(key(text)).toBe(expected);
  });

  it.each(['13800001234', '138****', '***-***-**12', '', '张***', 'order 138****1234', '138*****123456789012', '****'])(
    '%j is none',
    (text) => {
      expect(key(text)).toBeUndefined();
    },
  );

  it('is never a phone, and a phone never is one', () => {
    const digits = fc.stringMatching(/^1[3-9]\d{9}$/);
    fc.assert(
      fc.property(digits, fc.constantFrom('*', '＊', '•', 'x'), (phone, mark) => {
        const masked = `${phone.slice(0, 3)}${mark.repeat(4)}${phone.slice(7)}`;
        expect(normalisePhone(masked, 'CN')).toBeUndefined();
        expect(key(phone)).toBeUndefined();
        expect(matchesMasked(key(masked) ?? '', `+86${phone}`)).toBe(true);
        expect(matchesMasked(key(masked) ?? '', `~${phone}`)).toBe(true);
      }),
    );
  });
});

describe('whether a number fits its mask', () => {
  it.each([
    ['~138****1234', '+8613800001234'],
    ['~138****1234', '~13800001234'],
    ['~138%1234', '+8613855551234'],
    ['~186%1', '+8618612345671'],
    ['+86138****1234', '+8613800001234'],
    ['+86138****1234', '~13800001234'],
    ['~86138****1234', '+8613800001234'],
    ['~202***0107', '+12025550107'],
    ['~1********34', '+8613800001234'],
    ['~6698**345', '+390669812345'],
  ])('%s hides %s', (masked, phone) => {
    expect(matchesMasked(masked, phone)).toBe(true);
  });

  it.each([
    ['~138****1234', '+8613900001234'],
    ['~138****1234', '+8613800001235'],
    ['~138****1234', '+861380001234'],
    ['~138****1234', '+86138000001234'],
    ['~186%1', '~18611'],
    ['+86138****1234', '+85213800001234'],
    ['+44138****1234', '+8613800001234'],
    ['~202***0107', '+12025550108'],
  ])('%s does not hide %s', (masked, phone) => {
    expect(matchesMasked(masked, phone)).toBe(false);
  });

  it('compares two masks by the places where both show a digit', () => {
    expect(maskedCompatible('~138****1234', '~138****1234')).toBe(true);
    expect(maskedCompatible('~138****1234', '~1380013****')).toBe(true);
    expect(maskedCompatible('~138****1234', '~139****1234')).toBe(false);
    expect(maskedCompatible('~138****1234', '~138%1234')).toBe(false);
  });

  it('counts what the digits are worth', () => {
    expect(maskedBits('~138****1234')).toBeCloseTo(Math.log2(40 * 10_000), 5);
    expect(maskedBits('+86138****1234')).toBeCloseTo(maskedBits('~138****1234'), 5);
    expect(maskedBits('~186%1')).toBeLessThan(10);
    expect(maskedTail('~138****1234')).toBe('1234');
    expect(maskedTail('~1380013****')).toBeUndefined();
  });

  it('takes the country code off as the numbering plan has it', () => {
    const national = (phone: string) => phoneForms(phone)[0];
    expect(['+12025550107', '+79161234567', '+8613800001234', '+85298765432', '+390669812345'].map(national)).toEqual([
      '2025550107',
      '9161234567',
      '13800001234',
      '98765432',
      '669812345',
    ]);
  });
});
