import type { Language } from '../domain/settings.ts';
import type { Catalogue, Translate } from './catalogue.ts';
import { createTranslator } from './translator.ts';

const load: Readonly<Record<Language, () => Promise<Partial<Catalogue>>>> = {
  en: async () => (await import('./en/palette.ts')).palette,
  'zh-CN': async () => (await import('./zh-CN/palette.ts')).palette,
  'zh-TW': async () => (await import('./zh-TW/palette.ts')).palette,
};

/** What the palette says, and nothing more: the panel loads it when it is first opened. */
export const loadPaletteTranslate = async (language: Language): Promise<Translate> =>
  createTranslator(language, await load[language]()).t;
