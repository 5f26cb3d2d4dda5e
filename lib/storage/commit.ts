import type { IDBPTransaction } from 'idb';
import type { Change } from '../domain/change.ts';
import type { MergeMark } from '../domain/customer.ts';
import type { CustomerId } from '../domain/ids.ts';
import type { Table } from '../domain/tables.ts';
import type { ActionHead, CommitEvent, Edit } from './action.ts';
import type { Effect, Erasing, JournalRow, Schema } from './database.ts';
import type { StoreDeps } from './deps.ts';
import { HLC_ZERO, type Hlc, stampPrefix, tick, valueHash } from './hlc.ts';
import { readLayout } from './layout.ts';
import { isOfShop } from './person.ts';
import { createReader, type Reader } from './reader.ts';
import { applyChange, emptyRecord, isErased, liveAdds, type StoredRecord } from './record.ts';
import { editText, firstText } from './text.ts';
import { leave, type WriteTransaction } from './transaction.ts';

/** This browser's clock and id; the id is made when first asked for. */
export async function readClock(transaction: unknown, deps: StoreDeps): Promise<{ clock: Hlc; device: string }> {
  const meta = (transaction as IDBPTransaction<Schema, ['meta'], 'readwrite'>).objectStore('meta');
  const [clock = HLC_ZERO, known] = (await Promise.all([meta.get('clock'), meta.get('device')])) as [Hlc?, string?];
  const device = known ?? deps.newDevice();
  if (known === undefined) await meta.put(device, 'device');
  return { clock, device };
}

interface Touched {
  readonly table: Table;
  readonly record: StoredRecord;
  /** Whose it was before this commit, first the latest. */
  readonly homes: readonly string[];
}

/** What edits are written over. */
interface Ground {
  readonly clock: Hlc;
  readonly device: string;
  readonly erasing: Erasing | undefined;
  readonly before: ReadonlyMap<string, { record: StoredRecord; homes: readonly string[] }>;
}

/** Reads what edits are written over, all at once: of a small edit, waiting for one answer after another is most of the time. */
export async function readGround(
  transaction: WriteTransaction,
  reader: Reader,
  edits: readonly Edit[],
  deps: StoreDeps,
): Promise<Ground> {
  const meta = transaction.objectStore('meta');
  const [clock, erasing, before] = await Promise.all([
    readClock(transaction, deps),
    meta.get('erasing') as Promise<Erasing | undefined>,
    readBefore(transaction, reader, edits),
  ]);
  return { ...clock, erasing, before };
}

/** Writes edits, their log, the undo record and the summaries they change. Nothing when nothing changes. */
export async function applyEdits(
  transaction: WriteTransaction,
  reader: Reader,
  { head, edits, reply, ground }: { head: ActionHead; edits: readonly Edit[]; reply: unknown; ground: Ground },
  deps: StoreDeps,
): Promise<CommitEvent | undefined> {
  const { device, erasing, before } = ground;
  const meta = transaction.objectStore('meta');
  let clock = tick(ground.clock, deps.now());
  /** Registers set by this commit already: the same one again takes a later stamp. */
  const stamped = new Set<string>();
  const stampFor = (edit: Edit, value: unknown) => {
    const register = `${edit.table}/${edit.id}/${edit.field}/${'element' in edit ? edit.element : ''}`;
    if (stamped.has(register)) clock = tick(clock, deps.now());
    stamped.add(register);
    return `${stampPrefix(clock, device)}-${valueHash(value)}`;
  };

  const touched = new Map<string, Touched>();
  const effects: Effect[] = [];
  for (const edit of edits) {
    const { table, id, field } = edit;
    const key = `${table}/${id}`;
    const known = before.get(key);
    const held = touched.get(key)?.record ?? known?.record ?? emptyRecord(id);
    // What is erased stays so, and nothing about it is written down.
    if (isErased(held) || erasing?.targets.some((target) => target.id === id && target.table === table)) continue;
    const step = await stepOf(transaction, edit, held, (value) => stampFor(edit, value));
    if (!step) continue;
    const next = applyChange(held, step.change, head.source);
    const record = step.fields ? { ...next, fields: { ...next.fields, ...step.fields } } : next;
    const created = !touched.has(key) && known === undefined;
    touched.set(key, { table, record, homes: known?.homes ?? [] });
    effects.push({ table, id, field, kind: edit.kind, ...step.effect, ...(created ? { created } : {}) });
    leave(transaction.objectStore('changes').add({ ...step.change, actionId: head.id }));
  }
  // An undo that finds everything changed since is done all the same: the next undo goes on to the action before.
  if (effects.length === 0 && !head.target) return undefined;

  const rows = await rowsOf(reader, touched, deps);
  for (const row of rows) leave(transaction.objectStore(isOfShop(row.table) ? 'shop' : 'journal').put(row));
  const homes = new Set(rows.filter((row) => !isOfShop(row.table)).flatMap((row) => row.homes));
  const parted = await noteMerges(transaction, edits, before);
  const now = parted ? createReader(transaction, deps) : reader.after(rows);
  const changed = [...homes, ...(parted ?? [])];
  const together = await writeSummaries(transaction, changed, deps, { reader: now, at: stampPrefix(clock, device) });

  leave(meta.put(clock, 'clock'));
  const action = {
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
  };
  leave(transaction.objectStore('actions').add(action));
  if (head.target) await markTarget(transaction, head);
  const tables = [...new Set(effects.map((effect) => effect.table))];
  const customers = rows.filter(({ table, homes: [home], record }) => table === 'customers' || home !== record.id);
  const customerIds = new Set([
    ...customers.flatMap((row) => row.homes),
    ...(parted ?? []),
    ...together,
  ]) as Set<CustomerId>;
  return { actionId: head.id, tables, customerIds: [...customerIds] };
}

/** The action that an undo or redo is for says so from now on. */
export async function markTarget(transaction: unknown, { target, mode }: ActionHead): Promise<void> {
  const actions = (transaction as IDBPTransaction<Schema, ['actions'], 'readwrite'>).objectStore('actions');
  const action = target && (await actions.index('id').get(target));
  if (action) await actions.put({ ...action, undone: mode === 'undo' });
}

/**
 * Remembers that there are merges, where edits make one. Gives whom they take somebody from, who may be deleted; nothing
 * where nobody is merged or parted.
 */
async function noteMerges(
  transaction: WriteTransaction,
  edits: readonly Edit[],
  before: ReadonlyMap<string, { record: StoredRecord }>,
): Promise<string[] | undefined> {
  const customers = edits.filter(({ table }) => table === 'customers');
  const parted = customers.flatMap(({ id, field }) => {
    const mark = before.get(`customers/${id}`)?.record.fields.mergedInto as MergeMark | null | undefined;
    return mark && (field === 'mergedInto' || field === 'deleted') ? [mark.survivorId] : [];
  });
  if (!customers.some(({ field }) => field === 'mergedInto')) return parted.length > 0 ? parted : undefined;
  const layout = await readLayout(transaction);
  if (!layout.knowsMerges) await transaction.objectStore('meta').put({ ...layout, knowsMerges: true }, 'layout');
  return parted;
}

/**
 * Works the summaries of some people out anew, from what the transaction has by now: one for whoever stands for a person,
 * none for those who were merged into them. Gives all of those whom merges tie to each other.
 * @param given.reader sees all that was written; made here unless given
 * @param given.at the beginning of a stamp of this moment
 */
export async function writeSummaries(
  transaction: WriteTransaction,
  homes: Iterable<string>,
  deps: StoreDeps,
  { reader = createReader(transaction, deps), at }: { readonly reader?: Reader; readonly at?: string } = {},
): Promise<ReadonlySet<string>> {
  const together = new Set<string>();
  const wanted = new Set(homes);
  if (await reader.knowsMerges()) {
    for (const id of [...wanted]) {
      if (together.has(id)) continue;
      const { ids } = await reader.tied(id);
      if (ids.length > 1) for (const one of ids) together.add(one);
    }
    for (const id of together) wanted.add(id);
  }
  await Promise.all(
    Array.from(wanted, async (id) => {
      if ((await reader.person(id)).stored('customers').length === 0) return;
      const one = await reader.whole(id);
      const summary = one.id === id ? (deps.summaryOf(one) ?? null) : null;
      leave(transaction.objectStore('summaries').put({ id, summary, ...(at === undefined ? {} : { at }) }));
    }),
  );
  return together;
}

/** The records that edits are about as they are now, and whose they are; all asked for at once. */
async function readBefore(
  transaction: WriteTransaction,
  reader: Reader,
  edits: readonly Edit[],
): Promise<Map<string, { record: StoredRecord; homes: readonly string[] }>> {
  const wanted = new Map(edits.map(({ table, id }) => [`${table}/${id}`, { table, id }]));
  const found = new Map<string, { record: StoredRecord; homes: readonly string[] }>();
  await Promise.all(
    Array.from(wanted, async ([key, { table, id }]) => {
      const [row, stored] = await Promise.all([
        transaction.objectStore(isOfShop(table) ? 'shop' : 'journal').get(key),
        isOfShop(table) ? undefined : reader.stored(table, id),
      ]);
      const record = isOfShop(table) ? row?.record : stored;
      if (!record) return;
      const home = row ? undefined : await reader.homeOf(table, id);
      found.set(key, { record, homes: row?.homes ?? (home ? [home] : []) });
    }),
  );
  return found;
}

/** The journal's rows for changed records. Lines go where their order goes. */
async function rowsOf(
  reader: Reader,
  touched: ReadonlyMap<string, Touched>,
  { keysOf }: StoreDeps,
): Promise<JournalRow[]> {
  const rows = new Map<string, JournalRow>();
  const put = ({ table, record, homes }: Touched, home: string) => {
    const former = homes.filter((other) => other !== home);
    const key = `${table}/${record.id}`;
    rows.set(key, { key, table, homes: [home, ...former], keys: keysOf(table, record.fields), record });
  };
  const ownerOf = ({ table, record }: Touched) => {
    const { customerId } = record.fields;
    return typeof customerId === 'string' && table !== 'customers' ? customerId : record.id;
  };
  const lines = [...touched.values()].filter(({ table }) => table === 'lines');
  const others = [...touched.values()].filter(({ table }) => table !== 'lines');
  for (const one of others) {
    const home = ownerOf(one);
    put(one, home);
    const [last] = one.homes;
    if (one.table !== 'orders' || last === undefined || last === home) continue;
    for (const record of (await reader.person(last)).stored('lines'))
      if (record.fields.orderId === one.record.id) put({ ...one, table: 'lines', record }, home);
  }
  for (const line of lines) {
    const orderId = String(line.record.fields.orderId);
    const home = rows.get(`orders/${orderId}`)?.homes[0] ?? (await reader.homeOf('orders', orderId));
    const moved = rows.get(`lines/${line.record.id}`);
    put({ ...line, homes: moved?.homes ?? line.homes }, home ?? line.homes[0] ?? line.record.id);
  }
  return [...rows.values()];
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
      // A text that came with a load has no state of its own until it is first edited.
      const loaded = record.fields[field];
      const state = (await texts.get(key)) ?? (typeof loaded === 'string' ? firstText(key, loaded) : undefined);
      const edited = editText(state, edit.text);
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
