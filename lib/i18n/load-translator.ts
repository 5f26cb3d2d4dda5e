import type { Language } from '../domain/settings.ts';
import type { Catalogue } from './catalogue.ts';
import { createTranslator, type Translator } from './translator.ts';

/** How much a page has to say: the panel less than the full pages. */
export type Extent = 'panel' | 'all';

type Load = () => Promise<Partial<Catalogue>>;

// A page loads the one language it speaks, and of it what it says: everything in all three languages would be a third
// of the panel's first load.
const load: Readonly<Record<Language, Readonly<Record<Extent, Load>>>> = {
  en: {
    panel: async () => (await import('./en/panel-texts.ts')).panelTexts,
    all: async () => (await import('./en.ts')).en,
  },
  'zh-CN': {
    panel: async () => (await import('./zh-CN/panel-texts.ts')).panelTexts,
    all: async () => (await import('./zh-CN.ts')).zhCN,
  },
  'zh-TW': {
    panel: async () => (await import('./zh-TW/panel-texts.ts')).panelTexts,
    all: async () => (await import('./zh-TW.ts')).zhTW,
  },
};

/** The translator of a language, once its texts are there. */
export async function loadTranslator(language: Language, extent: Extent = 'all'): Promise<Translator> {
  return createTranslator(language, await load[language][extent]());
}
