import type { GroupNames } from '../domain/score.ts';
import type { Translate } from './catalogue.ts';
import type { Translator } from './translator.ts';

/** What a shop has given names to, where words of the catalogue stand otherwise. */
export interface ShopNames {
  /** RFM groups that it calls otherwise. */
  readonly groups?: GroupNames | undefined;
  /** Segments by id. */
  readonly segments?: ReadonlyMap<string, string>;
  /** Segments of others by id: rules that came in a file may ask for them. */
  readonly foreign?: ReadonlyMap<string, string>;
}

const KEY = 'group.';
const known = new WeakMap<Translate, { readonly words: Translate; readonly names: ShopNames }>();

/** The words of a translator, with the RFM groups as the shop calls them: wherever one is named it is named so. */
export function withShopNames<T extends Translator>(translator: T, names: ShopNames): T {
  const { words = translator.t, names: before = {} } = known.get(translator.t) ?? {};
  const all = {
    groups: names.groups ?? before.groups,
    segments: names.segments ?? before.segments ?? new Map(),
    foreign: names.foreign ?? before.foreign ?? new Map(),
  };
  const named = ((key: string, ...params: [never]) => {
    const own = key.startsWith(KEY) ? all.groups?.[key.slice(KEY.length) as keyof GroupNames] : undefined;
    return own ?? (words as (key: string, ...params: [never]) => string)(key, ...params);
  }) as Translate;
  known.set(named, { words, names: all });
  return { ...translator, t: named };
}

/** The words as they come with Regulars: for where the shop gives names of its own. */
export const catalogueWords = (t: Translate): Translate => known.get(t)?.words ?? t;

/** What a segment is called; absent for one that there is not, or where nobody knows. */
export const segmentName = (t: Translate, id: string): string | undefined => known.get(t)?.names.segments?.get(id);

/** What a segment that this shop has not is called where it came from; absent where nobody knows. */
export const foreignSegmentName = (t: Translate, id: string): string | undefined =>
  known.get(t)?.names.foreign?.get(id);
