import type { ActionId } from '../../domain/ids.ts';
import type { HistoryEntry } from '../../domain/profile.ts';
import { TABLES, type Table } from '../../domain/tables.ts';
import type { ReplyOf } from '../../messaging/contract.ts';
import type { StoredAction } from '../../storage/database.ts';
import type { LoadedRow } from '../../storage/log-reader.ts';
import { SCHEMA_VERSION } from '../../storage/migrations/registry.ts';
import type { Reader } from '../../storage/reader.ts';
import { inverseOf, redoable, undoable } from '../../storage/undo.ts';
import { type AppDeps, done, type HandlersOf, notFound } from '../deps.ts';
import type { LongActions } from '../long-actions.ts';
import { holdsOf, type Summaries } from '../summaries.ts';
import { undoOf } from './activity.ts';
import { changeBy, puttingBack } from './put-back.ts';

type TakenBack = NonNullable<ReplyOf<'history.undo'>>;

export function historyHandlers(deps: AppDeps, long: LongActions): HandlersOf<'history'> {
  /** Commits the inverse of what `choose` finds; what changed in between is seen there and kept. */
  const takeBackNow = (
    id: ActionId,
    mode: 'undo' | 'redo',
    choose: (reader: Reader) => Promise<StoredAction | undefined>,
  ) =>
    deps.store
      .read(async (reader) => ({ before: await reader.action(id), found: await choose(reader) }))
      .then(async ({ before, found }) => {
        // Asked again after the worker was stopped it stays done once, and is answered as it was.
        if (before) return before.reply as TakenBack;
        if (!found) return null;
        // Redo takes back an undo: what it makes true again is the action that the undo was for.
        const target = mode === 'undo' ? found.id : (found.target ?? found.id);
        const head = { id, name: `history.${mode}`, source: { type: 'user' as const }, mode, target };
        const answer = (kept: number): TakenBack => ({ actionId: id, undone: target, action: found.name, kept });
        if (found.load !== undefined) return deps.store.unload(head, found.load, answer);
        return deps.store.commit(head, async (reader) => {
          const { edits, kept } = await inverseOf(found, reader);
          return { edits, reply: answer(kept) };
        });
      });

  // One after the other: two quick undos are two steps back, not the same step twice.
  let last: Promise<unknown> = Promise.resolve();
  const takeBack: typeof takeBackNow = (...step) => {
    const next = long.track(
      step[0],
      last.then(() => takeBackNow(...step)),
    );
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
    'history.redo': async ({ actionId, redo }) =>
      done(await takeBack(actionId, 'redo', redo ? (reader) => undoOf(reader, redo) : redoable)),
    async 'history.putBack'({ actionId, of, table, recordId, field, element }) {
      const head = { id: actionId, name: 'history.putBack', source: { type: 'user' } as const };
      const isThere = await deps.store.commit(head, async (reader) => {
        const change = await changeBy(reader, of, { table, id: recordId, field, element });
        const edit = change && puttingBack(await reader.stored(table, recordId), change);
        return { edits: edit ? [edit] : [], reply: change !== undefined };
      });
      return isThere ? done({ actionId }) : notFound;
    },

    async 'history.list'({ recordId }) {
      const entries = await deps.store.read(async (reader) => {
        const found: HistoryEntry[] = [];
        for (const table of TABLES) {
          const changes = await reader.changesOf(table, recordId);
          const record = await reader.stored(table, recordId);
          const canPutBack = (entry: HistoryEntry): HistoryEntry => ({
            ...entry,
            canPutBack: puttingBack(record, { ...entry, table, id: recordId }) !== undefined,
          });
          for (const actionId of new Set(changes.map((change) => change.actionId))) {
            const action = await reader.action(actionId);
            if (action) found.push(...entriesOf(action, table, recordId).map(canPutBack));
          }
          for (const loaded of await reader.loadsOf(table, recordId)) {
            const action = await reader.action(loaded.actionId);
            if (action) found.push(...entriesOfLoad(action, loaded, table).map(canPutBack));
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
      const { field, element } = effect;
      const of = element === undefined ? {} : { element };
      return { actionId: id, action: name, at, source, table, field, before, after, ...of };
    });
}

function entriesOfLoad({ id, name, at, source }: StoredAction, loaded: LoadedRow, table: Table): HistoryEntry[] {
  const of = { actionId: id, action: name, at, source, table };
  const set = Object.entries(loaded.fields).map(([field, after]) => ({
    ...{ ...of, field, after },
    before: loaded.before[field],
  }));
  const removed = Object.entries(loaded.removed).flatMap(([field, elements]) =>
    elements.map((element) => ({ ...of, field, element, ...elementValues({ kind: 'remove', element }) })),
  );
  return [...set, ...removed];
}

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
