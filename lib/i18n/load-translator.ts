import type { Language } from '../domain/settings.ts';
import type { Catalogue } from './catalogue.ts';
import { createTranslator, type Translator } from './translator.ts';

// Each page loads the one language it speaks: all three would be a third of the panel's first load.
const load: Readonly<Record<Language, () => Promise<Catalogue>>> = {
  en: async () => (await import('./en.ts')).en,
  'zh-CN': async () => (await import('./zh-CN.ts')).zhCN,
  'zh-TW': async () => (await import('./zh-TW.ts')).zhTW,
};

/** The translator of a language, once its texts are there. */
export async function loadTranslator(language: Language): Promise<Translator> {
  return createTranslator(language, await load[language]());
}
