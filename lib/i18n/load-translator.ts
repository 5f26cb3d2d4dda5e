import type { Language } from '../domain/settings.ts';
import type { Catalogue } from './catalogue.ts';
import { en } from './en.ts';
import { createTranslator, type Translator } from './translator.ts';

/** At hand from the start: what is said before the chosen language is known. */
export const english: Translator = createTranslator('en', en);

// Each page loads the one language it speaks: the others would be a fifth of the panel's first load.
const load: Readonly<Record<Language, () => Promise<Catalogue>>> = {
  en: async () => en,
  'zh-CN': async () => (await import('./zh-CN.ts')).zhCN,
  'zh-TW': async () => (await import('./zh-TW.ts')).zhTW,
};

/** The translator of a language, once its texts are there. */
export async function loadTranslator(language: Language): Promise<Translator> {
  return language === 'en' ? english : createTranslator(language, await load[language]());
}
