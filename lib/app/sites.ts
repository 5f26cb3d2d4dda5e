import type { Site } from '../domain/settings.ts';
import type { Reader } from '../storage/reader.ts';
import type { Edit } from '../storage/store.ts';
import { type AppDeps, done, type HandlersOf } from './deps.ts';

/** What the browser says and does about grants. */
export interface Grants {
  /** Origins (without a path) that the user granted. */
  list(): Promise<string[]>;
  revoke(origin: string): Promise<void>;
}

export async function readSite(reader: Reader, origin: string): Promise<Site | undefined> {
  return (await reader.list('sites', 'origin', origin))[0];
}

export function siteHandlers(
  deps: AppDeps,
  grants: Grants,
  recipeNameOf: (origin: string) => string | undefined,
): HandlersOf<'sites'> {
  return {
    async 'sites.list'() {
      const origins = await grants.list();
      const sites = await deps.store.read((reader) => Promise.all(origins.map((origin) => readSite(reader, origin))));
      return done(
        origins.map((origin, index) => {
          const recording = sites[index]?.recording;
          const recipeName = recipeNameOf(origin);
          return { origin, ...(recording ? { recording } : {}), ...(recipeName ? { recipeName } : {}) };
        }),
      );
    },
    async 'sites.setRecording'({ actionId, origin, recording }) {
      const id = await deps.nameId('site', origin);
      const set = (field: string, value: unknown): Edit => ({ kind: 'set', table: 'sites', id, field, value });
      await deps.store.commit({ id: actionId, name: 'sites.setRecording', source: { type: 'user' } }, async () => ({
        edits: [set('origin', origin), set('recording', recording)],
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
