import type { Language } from '../domain/settings.ts';
import type { Catalogue } from './catalogue.ts';
import type { LoadTranslator } from './load-translator.ts';
import { createTranslator } from './translator.ts';

const load: Readonly<Record<Language, () => Promise<readonly Partial<Catalogue>[]>>> = {
  en: async () => [(await import('./en/panel-texts.ts')).panelTexts, (await import('./en/records.ts')).records],
  'zh-CN': async () => [
    (await import('./zh-CN/panel-texts.ts')).panelTexts,
    (await import('./zh-CN/records.ts')).records,
  ],
  'zh-TW': async () => [
    (await import('./zh-TW/panel-texts.ts')).panelTexts,
    (await import('./zh-TW/records.ts')).records,
  ],
};

/** What the panel says with what its profile tab needs beside it, brought when that tab is opened. */
export const loadRecordsTranslator: LoadTranslator = async (language) =>
  createTranslator(language, Object.assign({}, ...(await load[language]())));
