import { expect, it } from 'vitest';
import { en } from '../../lib/i18n/en.ts';
import { createTranslator } from '../../lib/i18n/translator.ts';
import { issueText } from './issue-words.ts';

it('how far scores reach is rounded to where something is cut off, and nothing is less than 0 by a sign alone', () => {
  const translator = createTranslator('en', en);
  const said = (min: number, max: number) => issueText(translator, { type: 'clamped', min, max }, [], []);
  expect(said(-0.3, 90)).toContain('from -1 to 90');
  expect(said(-0, 100.2)).toContain('from 0 to 101');
  expect(said(12.6, 130)).toContain('from 12 to 130');
});
