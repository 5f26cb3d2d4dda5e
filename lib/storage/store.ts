import type { IDBPTransaction } from 'idb';
import type { Change } from '../domain/change.ts';
import type { ActionId, CustomerId } from '../domain/ids.ts';
import type { Order } from '../domain/order.ts';
import type { Source } from '../domain/profile.ts';
import type { CustomerStats } from '../domain/receipt.ts';
import type { Table } from '../domain/tables.ts';
import { TABLES } from '../domain/tables.ts';
import type { EpochMs } from '../domain/time.ts';
import { log } from '../platform/log.ts';
import type { Database, Effect, Schema, StoredAction } from './database.ts';
import { HLC_ZERO, type Hlc, tick, writeStamp } from './hlc.ts';
import { createReader, type Reader } from './reader.ts';
import { applyChange, emptyRecord, liveAdds, materialise, type StoredRecord } from './record.ts';
import { editText } from './text.ts';

type At = { readonly table: Table; readonly id: string; readonly field: string };
/** A wished change. Those that would change nothing are dropped. `null` clears a register. */
export type Edit =
  | (At & { readonly kind: 'set'; readonly value: unknown })
  | (At & { readonly kind: 'add' | 'remove'; readonly element: string })
  | (At & { readonly kind: 'text'; readonly text: string });

export interface ActionHead {
  readonly id: ActionId;
  /** Contract method or automatic step, as `notes.add`, `record.message`. */
  readonly name: string;
  readonly source: Source;
  readonly mode?: StoredAction['mode'];
  readonly target?: ActionId;
  /** Done by the product on its own: can be undone by its id, but Undo does not stumble over it. */
  readonly automatic?: true;
}

/** What every open page hears after a commit. */
export interface CommitEvent {
  readonly actionId: ActionId;
  readonly tables: readonly Table[];
  readonly customerIds: readonly CustomerId[];
}

export interface StoreDeps {
  readonly now: () => EpochMs;
  /** 16 hex digits, made once for a new database. */
  readonly newDevice: () => string;
  /** Lookup keys of a record; a deleted record has none. */
  readonly keysOf: (table: Table, record: unknown) => readonly string[];
  readonly statsOf: (orders: readonly Order[]) => CustomerStats;
}

const STORES = [...TABLES, 'texts', 'changes', 'actions', 'stats', 'meta', 'drafts'] as const;
export type WriteTransaction = IDBPTransaction<Schema, typeof STORES, 'readwrite'>;

export interface Store {
  /** Reads in one transaction. Inside `work`, await nothing but the reader. */
  read<T>(work: (reader: Reader) => Promise<T>): Promise<T>;
  /**
   * The one door for writes: reads, edits, log, undo record and derived numbers in one transaction. An action id that is
   * already on file answers what it answered then and changes nothing.
   */
  commit<R>(
    head: ActionHead,
    work: (reader: Reader) => Promise<{ readonly edits: readonly Edit[]; readonly reply: R }>,
  ): Promise<R>;
  /** Local rows that neither sync nor undo: drafts. */
  writeLocal(work: (transaction: WriteTransaction) => Promise<void>): Promise<void>;
  /** Hears of every commit, after it is durable. */
  onCommit(listener: (event: CommitEvent) => void): void;
}

/** The store over an open database. Throws what the database throws; see `storageError` for its closed cases. */
export function createStore(open: () => Promise<Database>, deps: StoreDeps): Store {
  const listeners: ((event: CommitEvent) => void)[] = [];

  return {
    async read(work) {
      const transaction = (await open()).transaction(STORES, 'readonly');
      return work(createReader(transaction));
    },

    async commit(head, work) {
      const database = await open();
      const transaction = database.transaction(STORES, 'readwrite');
      // Waited for at the end; it may fail while something else is waited for.
      transaction.done.catch(() => {});
      let committed: { event: CommitEvent | undefined; reply: Awaited<ReturnType<typeof work>>['reply'] };
      try {
        const repeated = await transaction.objectStore('actions').index('id').get(head.id);
        if (repeated) {
          await transaction.done;
          return repeated.reply as never;
        }
        const { edits, reply } = await work(createReader(transaction));
        const event = await applyEdits(transaction, head, edits, reply, deps);
        await transaction.done;
        committed = { event, reply };
      } catch (error) {
        // Half an action must never stay: whatever failed, the whole transaction goes.
        try {
          transaction.abort();
        } catch {
          // It is already over; its own error is the one to report.
        }
        await transaction.done.catch(() => {});
        throw transaction.error ?? error;
      }
      // Durable by now: a listener that fails must not make the write look failed.
      const { event, reply } = committed;
      if (event) for (const listener of listeners) tell(listener, event);
      return reply;
    },

    async writeLocal(work) {
      const transaction = (await open()).transaction(STORES, 'readwrite');
      await work(transaction);
      await transaction.done;
    },

    onCommit(listener) {
      listeners.push(listener);
    },
  };
}

function tell(listener: (event: CommitEvent) => void, event: CommitEvent): void {
  try {
    listener(event);
  } catch (error) {
    log.error('commit.listener', { name: error instanceof Error ? error.name : 'unknown' });
  }
}

async function applyEdits(
  transaction: WriteTransaction,
  head: ActionHead,
  edits: readonly Edit[],
  reply: unknown,
  deps: StoreDeps,
): Promise<CommitEvent | undefined> {
  const meta = transaction.objectStore('meta');
  let clock = ((await meta.get('clock')) as Hlc | undefined) ?? HLC_ZERO;
  let device = (await meta.get('device')) as string | undefined;
  if (device === undefined) {
    device = deps.newDevice();
    await meta.put(device, 'device');
  }

  const records = new Map<string, { table: Table; record: StoredRecord }>();
  const customerIds = new Set<string>();
  const ordersOf = new Set<string>();
  const effects: Effect[] = [];

  const touch = (table: Table, record: StoredRecord) => {
    const customerId = table === 'customers' ? record.id : record.fields.customerId;
    if (typeof customerId !== 'string') return;
    customerIds.add(customerId);
    if (table === 'orders') ordersOf.add(customerId);
  };

  // All asked at once and all written without a wait in between: in a large action the waiting would be most of the time.
  const writes: Promise<unknown>[] = [];
  const write = (done: Promise<unknown>) => {
    done.catch(() => {});
    writes.push(done);
  };
  const wanted = new Map(edits.map(({ table, id }) => [`${table}/${id}`, { table, id }]));
  const before = new Map(
    await Promise.all(
      [...wanted].map(async ([key, { table, id }]) => [key, await transaction.objectStore(table).get(id)] as const),
    ),
  );

  for (const edit of edits) {
    const { table, id, field } = edit;
    const key = `${table}/${id}`;
    const held = records.get(key)?.record ?? before.get(key) ?? emptyRecord(id);
    clock = tick(clock, deps.now());
    const step = await stepOf(transaction, edit, held, (value) => writeStamp(clock, device, value));
    if (!step) continue;
    touch(table, held);
    const next = {
      ...applyChange(held, step.change, head.source),
      ...(step.fields ? { fields: { ...held.fields, ...step.fields } } : {}),
    };
    touch(table, next);
    const created = !records.has(key) && before.get(key) === undefined;
    records.set(key, { table, record: next });
    effects.push({ table, id, field, kind: edit.kind, ...step.effect, ...(created ? { created } : {}) });
    write(transaction.objectStore('changes').add({ ...step.change, actionId: head.id }));
  }
  // An undo that finds everything changed since is done all the same: the next undo goes on to the action before.
  if (effects.length === 0 && !head.target) return undefined;

  for (const { table, record } of records.values()) {
    const keys = deps.keysOf(table, materialise(table, record));
    write(transaction.objectStore(table).put({ ...record, keys }));
  }
  const reader = createReader(transaction);
  await Promise.all(
    [...ordersOf].map(async (customerId) => {
      const stats = deps.statsOf(await reader.list('orders', 'customerId', customerId));
      write(transaction.objectStore('stats').put(stats, customerId));
    }),
  );
  await meta.put(clock, 'clock');
  await transaction.objectStore('actions').add({
    id: head.id,
    name: head.name,
    at: deps.now(),
    source: head.source,
    mode: head.mode ?? 'do',
    ...(head.target ? { target: head.target } : {}),
    ...(head.automatic ? { automatic: head.automatic } : {}),
    undone: false,
    effects,
    reply,
  });
  if (head.target) await markTarget(transaction, head.target, head.mode === 'undo');
  await Promise.all(writes);
  const tables = [...new Set(effects.map((effect) => effect.table))];
  return { actionId: head.id, tables, customerIds: [...customerIds] as CustomerId[] };
}

async function markTarget(transaction: WriteTransaction, target: ActionId, undone: boolean): Promise<void> {
  const actions = transaction.objectStore('actions');
  const action = await actions.index('id').get(target);
  if (action) await actions.put({ ...action, undone });
}

interface Step {
  readonly change: Change;
  readonly effect: Pick<Effect, 'element' | 'before' | 'after'>;
  /** Fields outside the register law: the plain copy of a text. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** The log entry for one edit, or nothing when the record already says so. */
async function stepOf(
  transaction: WriteTransaction,
  edit: Edit,
  record: StoredRecord,
  stampFor: (value: unknown) => string,
): Promise<Step | undefined> {
  const { table, id, field } = edit;
  switch (edit.kind) {
    case 'set': {
      const before = record.fields[field];
      if (before === edit.value || (edit.value === null && before === undefined)) return undefined;
      const stamp = stampFor(edit.value);
      return {
        change: { kind: 'set', stamp, table, id, field, value: edit.value },
        effect: { ...(before === undefined ? {} : { before }), after: edit.value },
      };
    }
    case 'add': {
      if (liveAdds(record, field, edit.element).length > 0) return undefined;
      const stamp = stampFor(edit.element);
      return {
        change: { kind: 'add', stamp, table, id, field, element: edit.element },
        effect: { element: edit.element },
      };
    }
    case 'remove': {
      const seen = [...liveAdds(record, field, edit.element)];
      if (seen.length === 0) return undefined;
      const stamp = stampFor(edit.element);
      return {
        change: { kind: 'remove', stamp, table, id, field, element: edit.element, seen },
        effect: { element: edit.element },
      };
    }
    case 'text': {
      const texts = transaction.objectStore('texts');
      const key = `${table}/${id}/${field}`;
      const edited = editText(await texts.get(key), edit.text);
      if (!edited) return undefined;
      await texts.put(edited.state, key);
      const stamp = stampFor(edited.update);
      return {
        change: { kind: 'text', stamp, table, id, field, update: edited.update },
        effect: { before: edited.before, after: edit.text },
        fields: { [field]: edit.text },
      };
    }
  }
}
