import type { ActionId } from '../domain/ids.ts';
import type { HistoryEntry } from '../domain/profile.ts';
import { TABLES, type Table } from '../domain/tables.ts';
import type { StoredAction } from '../storage/database.ts';
import { SCHEMA_VERSION } from '../storage/migrations/registry.ts';
import type { LoadedRow, Reader } from '../storage/reader.ts';
import { inverseOf, redoable, undoable } from '../storage/undo.ts';
import { type AppDeps, done, type HandlersOf } from './deps.ts';
import { holdsOf, type Summaries } from './summaries.ts';

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
      const head = { id, name: `history.${mode}`, source: { type: 'user' as const }, mode, target };
      const answer = (kept: number) => ({ actionId: id, undone: target, action: found.name, kept });
      if (found.load !== undefined) return deps.store.unload(head, found.load, answer);
      return deps.store.commit(head, async (reader) => {
        const { edits, kept } = await inverseOf(found, reader);
        return { edits, reply: answer(kept) };
      });
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
          for (const actionId of new Set(changes.map((change) => change.actionId))) {
            const action = await reader.action(actionId);
            if (action) found.push(...entriesOf(action, table, recordId));
          }
          for (const loaded of await reader.loadsOf(table, recordId)) {
            const action = await reader.action(loaded.actionId);
            if (action) found.push(...entriesOfLoad(action, loaded, table));
          }
        }
        found.sort((a, b) => a.at - b.at);
        return found.reverse();
      });
      return done(entries);
    },
  };
}

function entriesOf({ id, name, at, source, effects }: StoredAction, table: Table, recordId: string): HistoryEntry[] {
  return effects
    .filter((effect) => effect.table === table && effect.id === recordId)
    .map((effect) => {
      const { before, after } = effect.element === undefined ? effect : elementValues(effect);
      return { actionId: id, action: name, at, source, table, field: effect.field, before, after };
    });
}

const entriesOfLoad = ({ id, name, at, source }: StoredAction, loaded: LoadedRow, table: Table): HistoryEntry[] =>
  Object.entries(loaded.fields).map(([field, after]) => ({
    ...{ actionId: id, action: name, at, source, table, field, after },
    before: loaded.before[field],
  }));

/** A set's change as values: an added element comes after, a removed one was before. */
const elementValues = ({ kind, element }: { kind: string; element?: string }) =>
  kind === 'add' ? { before: undefined, after: element } : { before: element, after: undefined };

export function storeHandlers(
  deps: AppDeps,
  summaries: Summaries,
  isPersisted: () => Promise<boolean>,
): HandlersOf<'store'> {
  return {
    async 'store.stats'() {
      const [all, changes] = await Promise.all([summaries.all(), deps.store.read((reader) => reader.countChanges())]);
      return done({
        ...holdsOf(all),
        changes,
        schemaVersion: SCHEMA_VERSION,
        persisted: await isPersisted(),
      });
    },
  };
}
