import { expect, it } from 'vitest';
import { parseAmount, parseDate } from './amounts.ts';
import { parseMailboxes } from './mailboxes.ts';
import { asEmail, asName, asPhone, clean, sameAddressKey, sameCharacters } from './text.ts';

it('text is cut, composed and freed of signs nobody sees', () => {
  expect(clean('  a\u0000b\u202e c\u200b\n d  ')).toBe('a b c d');
  expect(clean('e\u0301')).toBe('é');
  expect(clean('x'.repeat(10_240))).toHaveLength(500);
  expect(clean(`${'x'.repeat(499)}😀`)).toBe('x'.repeat(499));
  expect(clean(' \u200f ')).toBeUndefined();
});

it.each(['ada@lamps.example', 'ada+tag@sub.lamps.example', 'einkauf@bücher-müller.example', '周杰@例子.example'])(
  '%s is an address',
  (text) => expect(asEmail(text)).toBe(text),
);
it.each([
  '',
  'ada',
  '@x.example',
  'a@b',
  'a@@b.example',
  'a b@c.example',
  'a@b..example',
  'a@-b.example',
  'a@1.2.3.4',
  `${'a'.repeat(65)}@b.example`,
  `a@${'b'.repeat(320)}.example`,
  'javascript:alert(1)',
])('%s is no address', (text) => expect(asEmail(text)).toBeUndefined());

it('two spellings of an international domain are one address, two mailboxes are not', () => {
  expect(sameAddressKey('Einkauf@Bücher.example')).toBe(sameAddressKey('einkauf@xn--bcher-kva.example'));
  expect(sameAddressKey('a@kestrel.example')).not.toBe(sameAddressKey('a@kеstrel.example'));
});

it('phones keep their masks; postcodes and amounts are no phones', () => {
  for (const phone of ['+44 161 496 0114', '139****0102', '028-5550-0115', '(202) 555-0107 ext. 12'])
    expect(asPhone(phone)).toBe(phone);
  for (const other of ['518057', '1,825.00', 'China', '+', '****0102x', '123456789012345678901234'])
    expect(asPhone(other)).toBeUndefined();
});

it('a name that repeats the address is none, and quotes around it are not part of it', () => {
  expect(asName('ADA@lamps.example', 'ada@LAMPS.example')).toBeUndefined();
  expect(asName('"Lovelace, Ada"')).toBe('Lovelace, Ada');
  expect(asName('???')).toBeUndefined();
});

it('超 马 and 马超 are written with the same characters, 马超 and 王伟 are not', () => {
  expect(sameCharacters('超 马', '马超')).toBe(true);
  expect(sameCharacters('Nguyen Olivia', 'Olivia Nguyen')).toBe(true);
  expect(sameCharacters('马超', '王伟')).toBe(false);
});

const money = {
  money: [
    { language: 'en', sign: '$', currency: 'USD' },
    { language: 'zh-hans', sign: '¥', currency: 'CNY' },
  ],
};
it.each([
  ['CN¥1,825.00', 'en', 182500, 'CNY'],
  ['$223.82', 'en', 22382, 'USD'],
  ['-$12.00', 'en', -1200, 'USD'],
  ['¥468.00', 'zh_Hans', 46800, 'CNY'],
  ['￥468.00', 'zh_Hans', 46800, 'CNY'],
  ['US$223.82', 'zh_Hans', 22382, 'USD'],
  ['EUR 5', 'en', 500, 'EUR'],
  ['JP¥1,200', 'en', 1200, 'JPY'],
  ['¥468.00', 'en', 46800, undefined],
  ['$1.00', 'zh_Hans', 100, undefined],
])('%s on a page in %s is %d minor units of %s', (text, language, minor, currency) => {
  expect(parseAmount(text, money, language)).toEqual({ minor, currency });
});
it.each(['$1,00', '$1,2345.00', '$1.0000', 'all of it', 'CHF 12.00 or so', '$1 €', '', '1.825,00 €', '--1'])(
  '%s is no amount',
  (text) => expect(parseAmount(text, money, 'en')).toBeUndefined(),
);

const dates = {
  dates: [
    { language: 'en', format: 'M/D/YY, h:mm A' },
    { language: 'zh-hans', format: 'YY/M/D HH:mm' },
  ],
};
it('dates are read in the formats of the page language, to the minute, in local time', () => {
  expect(parseDate('7/2/26, 12:05\u202fAM', dates, 'en')).toBe(new Date(2026, 6, 2, 0, 5).getTime());
  expect(parseDate('10/28/26, 3:21 PM', dates, 'en')).toBe(new Date(2026, 9, 28, 15, 21).getTime());
  expect(parseDate('24/11/10 02:49', dates, 'zh_Hans')).toBe(new Date(2024, 10, 10, 2, 49).getTime());
});
it.each([
  '24 days ago',
  '2/7/26, 5:38 am',
  '02/07/2026, 05:38',
  '13/1/26, 5:38 AM',
  '2/30/26, 5:38 AM',
  '7/2/26',
  '7/2/26, 13:05 PM',
])('%s is no date in English', (text) => expect(parseDate(text, dates, 'en')).toBeUndefined());

it('address fields are read with quotes, comments, groups and rubbish', () => {
  expect(
    parseMailboxes(
      '"Lovelace, Ada (Lamps)" <ada@lamps.example>, bob@desk.example (Bob \\(B.\\)), Team: a@x.example, <b@x.example>;, nobody, "a\\"b" <c@x.example>',
    ),
  ).toEqual([
    { email: 'ada@lamps.example', name: 'Lovelace, Ada (Lamps)' },
    { email: 'bob@desk.example', name: 'Bob (B.)' },
    { email: 'a@x.example' },
    { email: 'b@x.example' },
    { email: 'c@x.example', name: 'a"b' },
  ]);
  expect(parseMailboxes('"unclosed <a@b.example>, <x')).toEqual([]);
});
