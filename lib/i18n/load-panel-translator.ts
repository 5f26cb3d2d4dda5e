import type { Language } from '../domain/settings.ts';
import type { Catalogue } from './catalogue.ts';
import type { LoadTranslator } from './load-translator.ts';
import { createTranslator } from './translator.ts';

const load: Readonly<Record<Language, () => Promise<Partial<Catalogue>>>> = {
  en: async () => (await import('./en/panel-texts.ts')).panelTexts,
  'zh-CN': async () => (await import('./zh-CN/panel-texts.ts')).panelTexts,
  'zh-TW': async () => (await import('./zh-TW/panel-texts.ts')).panelTexts,
};

/** What the panel says, and nothing more: it has to be there at once. */
export const loadPanelTranslator: LoadTranslator = async (language) =>
  createTranslator(language, await load[language]());
