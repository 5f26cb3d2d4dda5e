import type { Language } from '../domain/settings.ts';
import type { Catalogue } from './catalogue.ts';
import { createTranslator, type Translator } from './translator.ts';

/** Gives the translator of a language, once its texts are there. */
export type LoadTranslator = (language: Language) => Promise<Translator>;

// A page loads the one language it speaks, and of it what it says: the panel has a loader of its own, so that it does
// not even name the texts of the full pages.
const load: Readonly<Record<Language, () => Promise<Partial<Catalogue>>>> = {
  en: async () => (await import('./en.ts')).en,
  'zh-CN': async () => (await import('./zh-CN.ts')).zhCN,
  'zh-TW': async () => (await import('./zh-TW.ts')).zhTW,
};

/** All texts: for full pages. */
export const loadTranslator: LoadTranslator = async (language) => createTranslator(language, await load[language]());
