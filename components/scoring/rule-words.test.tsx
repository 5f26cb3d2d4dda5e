import { expect, it } from 'vitest';
import { loadTranslator } from '../../lib/i18n/load-translator.ts';
import { factText } from './rule-words.ts';

const rank = async (language: 'en' | 'zh-CN' | 'zh-TW', value: number, comparedWith: number) =>
  factText(
    await loadTranslator(language),
    { rule: 'r', attribute: 'netRank', value, points: 1 } as never,
    [],
    comparedWith,
  );

it('in a small shop the best is above everybody else, not above themselves', async () => {
  expect(await rank('en', 1, 12)).toBe('above 11 of 11 others');
  expect(await rank('en', 1, 2)).toBe('above 1 of 1 other');
  expect(await rank('en', 0, 12)).toBe('above 0 of 11 others');
  expect(await rank('zh-CN', 1, 12)).toBe('高于其他 11 位中的 11 位');
  expect(await rank('zh-TW', 1, 12)).toBe('高於其他 11 位中的 11 位');
});
