import type { Edit } from './action.ts';
import type { StoredAction } from './database.ts';
import type { Reader } from './reader.ts';

/**
 * The edits that take an action back, last effect first. A field that somebody changed since keeps its newer value;
 * `kept` counts those. A record that the action made is deleted whole.
 */
export async function inverseOf(action: StoredAction, reader: Reader): Promise<{ edits: Edit[]; kept: number }> {
  const edits: Edit[] = [];
  let kept = 0;
  const created = new Set(action.effects.filter((effect) => effect.created).map(({ table, id }) => `${table}/${id}`));
  // Several effects of one action on one field are followed back together.
  const followed = new Map<string, unknown>();
  for (const effect of [...action.effects].reverse()) {
    const { table, id, field, kind } = effect;
    if (created.has(`${table}/${id}`)) {
      if (effect.created) edits.push({ kind: 'set', table, id, field: 'deleted', value: true });
      continue;
    }
    const key = `${table}/${id}/${field}`;
    if (kind === 'add' || kind === 'remove') {
      edits.push({ kind: kind === 'add' ? 'remove' : 'add', table, id, field, element: effect.element ?? '' });
      continue;
    }
    const current = followed.has(key) ? followed.get(key) : (await reader.stored(table, id))?.fields[field];
    if (!same(current, effect.after)) {
      kept += 1;
      continue;
    }
    followed.set(key, effect.before);
    if (kind === 'text') edits.push({ kind, table, id, field, text: String(effect.before ?? '') });
    else edits.push({ kind, table, id, field, value: effect.before ?? null });
  }
  return { edits, kept };
}

/** Register values are plain JSON; an absent one and a cleared one are the same. */
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** The action that Undo takes back now: the newest of the user's own that is not taken back already. */
export async function undoable(reader: Reader): Promise<StoredAction | undefined> {
  let found: StoredAction | undefined;
  await reader.newestActions((action) => {
    if (action.mode !== 'do' || action.undone || action.automatic) return false;
    found = action;
    return true;
  });
  return found;
}

/** The action that Redo does again: the one undone last, unless the user has done something new since. */
export async function redoable(reader: Reader): Promise<StoredAction | undefined> {
  let found: StoredAction | undefined;
  let redone = 0;
  await reader.newestActions((action) => {
    if (action.automatic) return false;
    if (action.mode === 'redo') {
      redone += 1;
      return false;
    }
    if (action.mode === 'undo' && redone > 0) {
      redone -= 1;
      return false;
    }
    if (action.mode === 'undo') found = action;
    return true;
  });
  return found;
}
