import { expect, it } from 'vitest';
import { loadTranslator } from '../i18n/load-translator.ts';
import { countText, percent, probability, shareFigure, shareText, someOf, wilson } from './shares.ts';

it.each([
  // Newcombe 1998, Statistics in Medicine 17, table I, method 3.
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('the interval of %i of %i is the published one', (part, n, low, high) => {
  const interval = wilson(part, n);
  expect(interval.low).toBeCloseTo(low, 4);
  expect(interval.high).toBeCloseTo(high, 4);
});

it('nothing known of nobody', () => {
  expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
});

it('a share of few says how many of how many and what it may really be, of many the percentage', async () => {
  const english = await loadTranslator('en');
  const chinese = await loadTranslator('zh-CN');
  expect(shareText(english, 3, 12)).toBe('3 of 12 (8.9%–53%)');
  expect(shareText(chinese, 3, 12)).toBe('12 位中的 3 位（8.9%–53%）');
  // Of fewer than five the range is nearly everything.
  expect(shareText(english, 1, 1)).toBe('1 of 1');
  expect(shareText(english, 2, 4)).toBe('2 of 4');
  expect(shareText(english, 2, 5)).toBe('2 of 5 (12%–77%)');
  expect(shareText(english, 12, 48)).toBe('25%');
  expect(shareText(english, 0, 0)).toBe('—');
  expect(countText(english, 290, 2400)).toBe('290 · 12%');
  // A bar of few says how many; of how many stands above all of them.
  expect(countText(english, 3, 12)).toBe('3');
  expect(shareFigure(english, 3, 12)).toEqual({ text: '3 / 12', range: '8.9%–53%' });
  expect(shareFigure(english, 1, 1)).toEqual({ text: '1 / 1' });
  expect(shareFigure(english, 12, 48)).toEqual({ text: '25%' });
  expect(shareFigure(english, 0, 0)).toEqual({ text: '—' });
});

it('no probability reads as certain or impossible', () => {
  expect([0, 0.004, 0.284, 0.996, 1].map((value) => probability('en', value))).toEqual([
    '<1%',
    '<1%',
    '28%',
    '>99%',
    '>99%',
  ]);
});

it('small shares keep a decimal', () => {
  expect(percent('en', 0.284)).toBe('28%');
  expect(percent('en', 0.0149)).toBe('1.5%');
  expect(percent('en', 0)).toBe('0%');
  expect(percent('en', 0.0996)).toBe('10%');
});

it('one of very many is not none of them', () => {
  expect(someOf('en', 1 / 9037)).toBe('<0.1%');
  expect(someOf('en', 9 / 9037)).toBe('0.1%');
  expect(someOf('en', 0)).toBe('0%');
});
