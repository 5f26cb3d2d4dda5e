import { describe, expect, it } from 'vitest';
import type { Condition } from '../../lib/domain/filter.ts';
import { LANGUAGES } from '../../lib/domain/settings.ts';
import { loadTranslator } from '../../lib/i18n/load-translator.ts';
import { isLost, nodeText } from './condition-text.ts';

const say = async (condition: Condition, language: (typeof LANGUAGES)[number] = 'en') =>
  nodeText({ translator: await loadTranslator(language), fields: [] }, condition);

describe('a condition in words', () => {
  it.each(LANGUAGES)('names a month and shows what is none as it is in %s', async (language) => {
    const cohort = await say(
      { attribute: 'cohort', is: 'any-of', values: ['2026-03', '2026', 'spring', ''] },
      language,
    );
    expect(cohort).toContain('2026');
    expect(cohort).toContain('spring');
    expect(cohort).not.toContain('2026-03');
    const again = await say({ attribute: 'again', is: 'any-of', values: ['2', 'x'] }, language);
    expect(again).toContain('x');
    expect(again).not.toContain('NaN');
  });

  it('says when it asks for amounts in a currency they are not worked out in', async () => {
    const naming = { translator: await loadTranslator('en'), fields: [], base: 'CNY' };
    const over = (attribute: string): Condition => ({ attribute, is: 'between', from: 10_000 });
    expect(nodeText(naming, over('clv12:EUR'))).toContain('worked out in CNY now, so nobody is meant');
    expect(isLost(naming, over('worth:EUR'))).toBe(true);
    expect(isLost(naming, over('clv12:CNY'))).toBe(false);
    expect(isLost(naming, over('net:EUR'))).toBe(false);
    expect(isLost({ ...naming, base: undefined }, over('clv12:EUR'))).toBe(false);
  });

  it('keeps the decimals of a limit that is a share', async () => {
    expect(await say({ attribute: 'pBuy', is: 'between', from: 0.125 })).toContain('12.5%');
    expect(await say({ attribute: 'pBuy', is: 'between', from: 0.13 })).toContain('13%');
  });
});
