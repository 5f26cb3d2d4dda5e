import type { Site } from '../../domain/settings.ts';
import { recipes } from '../../sites/recipes/registry.ts';
import type { Edit } from '../../storage/action.ts';
import type { Reader } from '../../storage/reader.ts';
import { type AppDeps, done, type HandlersOf } from '../deps.ts';
import { originKey } from '../keys.ts';

/** What the browser says and does about grants. */
export interface Grants {
  /** Origins (without a path) that the user granted. */
  list(): Promise<string[]>;
  revoke(origin: string): Promise<void>;
}

export async function readSite(reader: Reader, origin: string): Promise<Site | undefined> {
  return (await reader.find('sites', originKey(origin)))[0];
}

export function siteHandlers(
  deps: AppDeps,
  grants: Grants,
  recipeNameOf: (origin: string) => string | undefined,
): HandlersOf<'sites'> {
  return {
    async 'sites.list'() {
      const origins = await grants.list();
      const sites = await deps.store.read((reader) => reader.allOfShop('sites'));
      // A grant is for a host with all its ports, a choice of recording for one of its sites.
      const listed = origins.flatMap((granted): Pick<Site, 'origin' | 'recording'>[] => {
        const chosen = sites.filter((site) => hostOf(site.origin) === hostOf(granted));
        return chosen.length > 0 ? chosen : [{ origin: granted }];
      });
      return done(
        listed.map(({ origin, recording }) => {
          const recipeName = recipeNameOf(origin);
          return { origin, ...(recording ? { recording } : {}), ...(recipeName ? { recipeName } : {}) };
        }),
      );
    },
    'sites.known': async () =>
      done(recipes.map(({ id, name, matches }) => ({ recipe: id, name, origins: [...matches] }))),
    async 'sites.setRecording'({ actionId, origin, recording }) {
      const id = deps.nameId('site', origin);
      const set = (field: string, value: unknown): Edit => ({ kind: 'set', table: 'sites', id, field, value });
      await deps.store.commit({ id: actionId, name: 'sites.setRecording', source: { type: 'user' } }, async () => ({
        edits: [set('deleted', null), set('origin', origin), set('recording', recording)],
        reply: true,
      }));
      return done({ actionId });
    },
    async 'sites.revoke'({ origin }) {
      await grants.revoke(origin);
      return done({});
    },
  };
}

/** Scheme and host without the port; the text itself when it is no address. */
function hostOf(origin: string): string {
  const url = URL.parse(origin);
  return url ? `${url.protocol}//${url.hostname}` : origin;
}
