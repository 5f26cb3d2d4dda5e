import type { ActionId } from '../../domain/ids.ts';
import type { Source } from '../../domain/profile.ts';
import type { Table } from '../../domain/tables.ts';
import type { EpochMs } from '../../domain/time.ts';
import type { StoredAction } from '../../storage/database.ts';
import type { Store } from '../../storage/store.ts';

/** What deleted something. */
interface Deletion {
  readonly seq: number;
  readonly actionId: ActionId;
  readonly action: string;
  readonly source: Source;
  readonly at: EpochMs;
}

export interface DeletedRecord extends Deletion {
  readonly key: string;
  readonly table: Table;
  readonly id: string;
  /** The action deleted customers: what else it deleted was theirs. */
  readonly isPart: boolean;
}

/** A large action that was taken back, or that deleted. */
export interface DeletedLoad extends Deletion {
  readonly key: string;
  /** The segment that says what it deleted. */
  readonly load: number;
  /** The action that was taken back; absent where the load itself deleted. */
  readonly target?: ActionId;
}

/** By what the trash knows what a large action deleted. */
export const loadKey = (actionId: string): string => `load/${actionId}`;
export const isOfLoad = (key: string): boolean => key.startsWith(loadKey(''));

/** What an erasure says of itself. */
export interface Erased {
  readonly erased: number;
  /** The large actions, by the key of what they made, of which nothing is left. */
  readonly erasedLoads: readonly string[];
  /** How many items of the trash all of it was about, of which this may be a part. */
  readonly items?: number;
}

/** What is deleted at present, as the actions tell. */
export interface Deletions {
  readonly records: ReadonlyMap<string, DeletedRecord>;
  readonly loads: ReadonlyMap<string, DeletedLoad>;
}

export interface DeletionLog {
  /** Reads what was done since it was last asked. */
  read(): Promise<Deletions>;
  /** Remembers up to where nothing is left to have back: what came before is not read again. */
  settle(): Promise<void>;
  /** Must be told when records were erased: the actions say less from then on. */
  forget(): void;
}

const AT_ONCE = 500;

/** Follows the actions one by one: what they delete, and what they bring back. */
export function createDeletionLog(store: Pick<Store, 'read' | 'setMark'>): DeletionLog {
  let upTo: number | undefined;
  let records = new Map<string, DeletedRecord>();
  let loads = new Map<string, DeletedLoad>();
  let last: Promise<unknown> = Promise.resolve();

  function takeLoad({ id, mode, target, name }: StoredAction, load: number, said: Deletion): void {
    if (mode === 'do' || target === undefined) {
      if (/\.(remove|delete)$/.test(name)) loads.set(id, { ...said, key: loadKey(id), load });
      return;
    }
    const known = loads.get(target);
    // Taken back is what deleted; done again is what had been taken back.
    if (known && (mode === 'redo' || known.target === undefined)) loads.delete(target);
    else if (mode === 'undo') loads.set(target, { ...said, key: loadKey(target), load, target });
  }

  function take(action: StoredAction): void {
    const { id, at, source, effects, seq = 0 } = action;
    const said: Deletion = { seq, actionId: id, action: action.name, source, at };
    if (action.load !== undefined) takeLoad(action, action.load, said);
    const marks = effects.filter(({ field, kind }) => field === 'deleted' && kind === 'set');
    const isOfCustomers = marks.some(({ table, after }) => table === 'customers' && after === true);
    for (const { table, id: recordId, after } of marks) {
      const key = `${table}/${recordId}`;
      if (after !== true) records.delete(key);
      else records.set(key, { ...said, key, table, id: recordId, isPart: isOfCustomers && table !== 'customers' });
    }
    // What was erased is told by name where its action stays.
    for (const key of (action.reply as Partial<Erased> | null)?.erasedLoads ?? []) loads.delete(key);
    upTo = seq;
  }

  async function readOn(): Promise<Deletions> {
    upTo ??= (await store.read((reader) => reader.mark('trash'))) ?? 0;
    for (;;) {
      const from = upTo;
      const actions = await store.read((reader) => reader.actionsAfter(from, AT_ONCE));
      for (const action of actions) take(action);
      if (actions.length < AT_ONCE) return { records, loads };
    }
  }

  return {
    read() {
      const next = last.then(readOn);
      last = next.catch(() => {});
      return next;
    },
    async settle() {
      const { records: all } = await this.read();
      let first = (upTo ?? 0) + 1;
      for (const { seq } of [...all.values(), ...loads.values()]) first = Math.min(first, seq);
      await store.setMark('trash', first - 1);
    },
    forget() {
      upTo = undefined;
      records = new Map();
      loads = new Map();
    },
  };
}
