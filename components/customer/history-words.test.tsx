import { expect, it } from 'vitest';
import { LANGUAGES } from '../../lib/domain/settings.ts';
import { loadTranslator } from '../../lib/i18n/load-translator.ts';
import { valueText } from './history-words.ts';

it('tags that came in as one value read as a list in every language', async () => {
  const told = LANGUAGES.map(async (language) =>
    valueText({ field: 'tags' }, ['vip', '老客户'], [], await loadTranslator(language)),
  );
  expect(await Promise.all(told)).toEqual(['vip和老客户', 'vip和老客户', 'vip and 老客户']);
  expect(valueText({ field: 'tags' }, [], [], await loadTranslator('en'))).toBe('empty');
});
