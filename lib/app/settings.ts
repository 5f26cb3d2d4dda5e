import { Settings } from '../domain/settings.ts';
import type { Edit } from '../storage/action.ts';
import type { Reader } from '../storage/reader.ts';
import { type AppDeps, done, type HandlersOf } from './deps.ts';

/** The one record of the settings table. */
const ID = '00000000-0000-8000-8000-000000000000';
const SETS = ['ownAddresses', 'neverList'] as const;

/** The settings with every default filled in. */
export async function readSettings(reader: Reader): Promise<Settings> {
  return Settings.parse((await reader.get('settings', ID)) ?? {});
}

export function settingsHandlers(deps: AppDeps): HandlersOf<'settings'> {
  return {
    'settings.get': async () => done(await deps.store.read(readSettings)),
    async 'settings.set'({ actionId, settings }) {
      await deps.store.commit({ id: actionId, name: 'settings.set', source: { type: 'user' } }, async (reader) => {
        const held = await readSettings(reader);
        // Taking back the very first setting deletes the record; setting one again brings it back.
        const edits: Edit[] = [{ kind: 'set', table: 'settings', id: ID, field: 'deleted', value: null }];
        for (const [field, value] of Object.entries(settings)) {
          if (!SETS.includes(field as never))
            edits.push({ kind: 'set', table: 'settings', id: ID, field, value: value ?? null });
        }
        for (const field of SETS) {
          const wanted = settings[field]
            ?.map((entry) => entry.trim().toLowerCase())
            .filter((entry) => entry.length > 0);
          if (!wanted) continue;
          for (const element of wanted) edits.push({ kind: 'add', table: 'settings', id: ID, field, element });
          for (const element of held[field]) {
            if (!wanted.includes(element)) edits.push({ kind: 'remove', table: 'settings', id: ID, field, element });
          }
        }
        return { edits, reply: true };
      });
      return done({ actionId });
    },
  };
}
