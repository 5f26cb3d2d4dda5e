import type { GroupNames } from '../domain/score.ts';
import type { Translate } from './catalogue.ts';
import type { Translator } from './translator.ts';

const KEY = 'group.';
const catalogueOf = new WeakMap<Translate, Translate>();

/** The words of a translator, with the RFM groups as the shop calls them: wherever one is named it is named so. */
export function withGroupNames<T extends Translator>(translator: T, names: GroupNames | undefined): T {
  if (!names || Object.keys(names).length === 0) return translator;
  const words = catalogueWords(translator.t);
  const named = ((key: string, ...params: [never]) => {
    const own = key.startsWith(KEY) ? names[key.slice(KEY.length) as keyof GroupNames] : undefined;
    return own ?? (words as (key: string, ...params: [never]) => string)(key, ...params);
  }) as Translate;
  catalogueOf.set(named, words);
  return { ...translator, t: named };
}

/** The words as they come with Regulars: for where the shop gives names of its own. */
export const catalogueWords = (t: Translate): Translate => catalogueOf.get(t) ?? t;
