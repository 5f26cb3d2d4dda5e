import type { Language } from '../domain/settings.ts';
import type { Catalogue } from './catalogue.ts';
import type { LoadTranslator } from './load-translator.ts';
import { createTranslator } from './translator.ts';

const load: Readonly<Record<Language, () => Promise<Partial<Catalogue>>>> = {
  en: async () => (await import('./en/questions.ts')).questions,
  'zh-CN': async () => (await import('./zh-CN/questions.ts')).questions,
  'zh-TW': async () => (await import('./zh-TW/questions.ts')).questions,
};

/** What a question about a mail's sender says: the panel asks it seldom, and loads its words then. */
export const loadQuestionTranslator: LoadTranslator = async (language) =>
  createTranslator(language, await load[language]());
