import type { ActionId } from '../domain/ids.ts';
import type { HistoryEntry } from '../domain/profile.ts';
import { TABLES } from '../domain/tables.ts';
import type { StoredAction } from '../storage/database.ts';
import { SCHEMA_VERSION } from '../storage/migrations/registry.ts';
import type { Reader } from '../storage/reader.ts';
import { inverseOf, redoable, undoable } from '../storage/undo.ts';
import { type AppDeps, done, type HandlersOf } from './deps.ts';

export function historyHandlers(deps: AppDeps): HandlersOf<'history'> {
  /** Commits the inverse of what `choose` finds; what changed in between is seen there and kept. */
  const takeBackNow = (
    id: ActionId,
    mode: 'undo' | 'redo',
    choose: (reader: Reader) => Promise<StoredAction | undefined>,
  ) =>
    deps.store.read(choose).then(async (found) => {
      if (!found) return null;
      // Redo takes back an undo: what it makes true again is the action that the undo was for.
      const target = mode === 'undo' ? found.id : (found.target ?? found.id);
      return deps.store.commit(
        { id, name: `history.${mode}`, source: { type: 'user' }, mode, target },
        async (reader) => {
          const { edits, kept } = await inverseOf(found, reader);
          return { edits, reply: { actionId: id, undone: target, action: found.name, kept } };
        },
      );
    });

  // One after the other: two quick undos are two steps back, not the same step twice.
  let last: Promise<unknown> = Promise.resolve();
  const takeBack: typeof takeBackNow = (...step) => {
    const next = last.then(() => takeBackNow(...step));
    last = next.catch(() => {});
    return next;
  };

  return {
    'history.undo': async ({ actionId, undo }) =>
      done(
        await takeBack(actionId, 'undo', async (reader) => {
          if (!undo) return undoable(reader);
          const action = await reader.action(undo);
          return action && !action.undone && action.mode === 'do' ? action : undefined;
        }),
      ),
    'history.redo': async ({ actionId }) => done(await takeBack(actionId, 'redo', redoable)),

    async 'history.list'({ recordId }) {
      const entries = await deps.store.read(async (reader) => {
        const found: HistoryEntry[] = [];
        for (const table of TABLES) {
          const changes = await reader.changesOf(table, recordId);
          const actionIds = [...new Set(changes.map((change) => change.actionId))];
          for (const actionId of actionIds) {
            const action = await reader.action(actionId);
            if (!action) continue;
            for (const effect of action.effects) {
              if (effect.table !== table || effect.id !== recordId) continue;
              const { id, name, at, source } = action;
              const values = effect.element === undefined ? effect : elementValues(effect);
              found.push({
                actionId: id,
                action: name,
                at,
                source,
                table,
                field: effect.field,
                before: values.before,
                after: values.after,
              });
            }
          }
        }
        return found.reverse();
      });
      return done(entries);
    },
  };
}

/** A set's change as values: an added element comes after, a removed one was before. */
const elementValues = ({ kind, element }: { kind: string; element?: string }) =>
  kind === 'add' ? { before: undefined, after: element } : { before: element, after: undefined };

export function storeHandlers(deps: AppDeps, isPersisted: () => Promise<boolean>): HandlersOf<'store'> {
  return {
    async 'store.stats'() {
      const counts = await deps.store.read(async (reader) => ({
        customers: (await reader.all('customers')).length,
        identities: (await reader.all('identities')).length,
        orders: (await reader.all('orders')).length,
        interactions: (await reader.all('interactions')).length,
        notes: (await reader.all('notes')).length,
        changes: await reader.count('changes'),
      }));
      return done({ ...counts, schemaVersion: SCHEMA_VERSION, persisted: await isPersisted() });
    },
  };
}
