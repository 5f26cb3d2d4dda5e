import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cleanText,
  isBlank,
  isDamagedNumber,
  isFormulaError,
  isRisky,
  isSuspectNumber,
  neutralise,
} from './clean-text.ts';

describe('what platforms put around values', () => {
  it.each([
    ['="1234567890123456789"', '1234567890123456789'],
    ['="say ""hi"""', 'say "hi"'],
    ["'13800138000", '13800138000'],
    ["'+8613800138000", '+8613800138000'],
    ['\t240305-123\t', '240305-123'],
    ['\u00a0 Ana \u3000', 'Ana'],
    ['\ufeff订单编号', '订单编号'],
    ['\u202a+86 138 0013 8000\u202c', '+86 138 0013 8000'],
    ["'t Hooft", "'t Hooft"],
    ['=SUM(A1)', '=SUM(A1)'],
    ['', ''],
    ['  ', ''],
    ['王', '王'],
  ])('%j is %j', (cell, text) => {
    expect(cleanText(cell)).toBe(text);
  });
});

describe('formulas', () => {
  const PAYLOADS = [
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    ' =1',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    '\u200b=1',
    '\ufeff=1',
  ];
  it.each(PAYLOADS)('%j is neutralised', (text) => {
    expect(neutralise(text)).toBe(`'${text}`);
    expect(isRisky(neutralise(text))).toBe(false);
  });
  it.each(['Ana', '王小明', '12:30', 'a=b', '#1001', '(12)'])('%j is left as it is', (text) => {
    expect(neutralise(text)).toBe(text);
  });

  it('any text comes back as it was, but for blanks at its ends', () => {
    const awkward = fc.stringMatching(/^['=+\-@\t\r ＝]{0,4}[\d"a-z王]{0,5}$/);
    const edges = /^[\p{White_Space}\p{Cf}]+|[\p{White_Space}\p{Cf}]+$/gu;
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), awkward), (written) => {
        const text = written.replace(edges, '');
        expect(cleanText(neutralise(text))).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });
});

it('numbers that a spreadsheet has rounded are known for it', () => {
  for (const text of ['1.23E+17', '1.23457E+18', '2E+10', '3,14E+15', '-1.2e+20'])
    expect(isDamagedNumber(text)).toBe(true);
  for (const text of ['1E5', '12E34', '1234567', 'SKU1E+10', '1.23E-17', '']) expect(isDamagedNumber(text)).toBe(false);
  expect(isSuspectNumber('381234567890123000')).toBe(true);
  expect(isSuspectNumber('381234567890123456')).toBe(false);
  expect(isSuspectNumber('1380000000')).toBe(false);
});

it('signs for nothing are nothing, and names that look like them are names', () => {
  for (const text of ['', '-', '--', '—', '/', 'N/A', 'null', 'NULL', '\\N', '无', '暂无', '0/0/00', '0000-00-00']) {
    expect(isBlank(text), text).toBe(true);
  }
  for (const text of ['Na', '吴', '0', '-1', 'Null Island', 'Nonesuch', '无锡'])
    expect(isBlank(text), text).toBe(false);
  expect(isFormulaError('#REF!')).toBe(true);
  expect(isFormulaError('#1001')).toBe(false);
});
