import type { Language } from '../domain/settings.ts';
import type { Catalogue } from './catalogue.ts';
import type { LoadTranslator } from './load-translator.ts';
import { createTranslator } from './translator.ts';

const load: Readonly<Record<Language, () => Promise<readonly Partial<Catalogue>[]>>> = {
  en: async () => [(await import('./en/panel-texts.ts')).panelTexts, (await import('./en/outlook.ts')).outlook],
  'zh-CN': async () => [
    (await import('./zh-CN/panel-texts.ts')).panelTexts,
    (await import('./zh-CN/outlook.ts')).outlook,
  ],
  'zh-TW': async () => [
    (await import('./zh-TW/panel-texts.ts')).panelTexts,
    (await import('./zh-TW/outlook.ts')).outlook,
  ],
};

/** What the panel says with what a customer's outlook needs beside it, brought when it is first shown. */
export const loadOutlookTranslator: LoadTranslator = async (language) =>
  createTranslator(language, Object.assign({}, ...(await load[language]())));
