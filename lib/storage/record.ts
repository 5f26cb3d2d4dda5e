import type { Change, Stamp } from '../domain/change.ts';
import type { Customer } from '../domain/customer.ts';
import type { Identity } from '../domain/identity.ts';
import type { Interaction } from '../domain/interaction.ts';
import type { Note } from '../domain/note.ts';
import type { Order, OrderLine } from '../domain/order.ts';
import type { Source } from '../domain/profile.ts';
import type { Rejection, Settings, Site } from '../domain/settings.ts';
import type { Table } from '../domain/tables.ts';

/** What each table's records read as. */
export interface RecordOf {
  readonly customers: Customer;
  readonly identities: Identity;
  readonly orders: Order;
  readonly lines: OrderLine;
  readonly interactions: Interaction;
  readonly notes: Note;
  /** As it is stored; `customFieldOf` reads it. */
  readonly fields: { readonly id: string } & Readonly<Record<string, unknown>>;
  readonly rejections: Rejection;
  readonly sites: Site;
  readonly settings: Settings & { readonly id: string };
  /** As it is stored; `savedRulesOf` reads it. */
  readonly scoreRules: { readonly id: string } & Readonly<Record<string, unknown>>;
}

/** One element of an add-wins set: the adds that were seen and those of them that were taken away. */
export interface SetEntry {
  readonly adds: readonly Stamp[];
  readonly removed: readonly Stamp[];
}

/** A record as stored: registers with their stamps, sets with their adds. Fields this version does not know are kept. */
export interface StoredRecord {
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly stamps: Readonly<Record<string, Stamp>>;
  readonly sets: Readonly<Record<string, Readonly<Record<string, SetEntry>>>>;
  /** Who gave a field's present value, where it was not the user. */
  readonly sources: Readonly<Record<string, Source>>;
}

export const emptyRecord = (id: string): StoredRecord => ({
  id,
  fields: {},
  stamps: {},
  sets: {},
  sources: {},
});

const entryOf = (record: Pick<StoredRecord, 'sets'>, field: string, element: string): SetEntry =>
  record.sets[field]?.[element] ?? { adds: [], removed: [] };

/** The adds of an element that nothing has taken away; the element is in the set while there is one. */
export function liveAdds(record: Pick<StoredRecord, 'sets'>, field: string, element: string): readonly Stamp[] {
  const { adds, removed } = entryOf(record, field, element);
  return adds.filter((stamp) => !removed.includes(stamp));
}

/**
 * The record after one change. Commutative and idempotent: any order and any repetition of the same changes
 * gives the same record (text updates are merged elsewhere; their plain copy is not part of this law).
 */
export function applyChange(record: StoredRecord, change: Change, source: Source): StoredRecord {
  if (change.kind === 'set' && change.field === ERASED && change.value === true)
    return joinRecords(record, tombstone(record.id, change.stamp));
  if (isErased(record)) return record;
  switch (change.kind) {
    case 'set': {
      const present = record.stamps[change.field];
      if (present !== undefined && present >= change.stamp) return record;
      const sources = { ...record.sources };
      if (source.type === 'user') delete sources[change.field];
      else sources[change.field] = source;
      return {
        ...record,
        fields: { ...record.fields, [change.field]: change.value },
        stamps: { ...record.stamps, [change.field]: change.stamp },
        sources,
      };
    }
    case 'add':
    case 'remove': {
      const entry = entryOf(record, change.field, change.element);
      const next: SetEntry =
        change.kind === 'add'
          ? { ...entry, adds: union(entry.adds, [change.stamp]) }
          : { ...entry, removed: union(entry.removed, change.seen) };
      const set = { ...record.sets[change.field], [change.element]: next };
      return { ...record, sets: { ...record.sets, [change.field]: set } };
    }
    case 'text': {
      // The text itself is merged elsewhere; its stamp tells which plain copy of it is the newer.
      const present = record.stamps[change.field];
      if (present !== undefined && present >= change.stamp) return record;
      return { ...record, stamps: { ...record.stamps, [change.field]: change.stamp } };
    }
  }
}

/** The record that both tell of: of each register the greater stamp, of each set all that either has seen. */
export function joinRecords(left: StoredRecord, right: StoredRecord): StoredRecord {
  if (isErased(left) || isErased(right)) {
    const stamps = [left, right].flatMap((record) => (isErased(record) ? [record.stamps[ERASED] ?? ''] : []));
    return tombstone(right.id, stamps.sort().at(-1) ?? '');
  }
  const fields = { ...left.fields };
  const stamps = { ...left.stamps };
  const sources = { ...left.sources };
  for (const [field, value] of Object.entries(right.fields)) {
    const stamp = right.stamps[field] ?? '';
    if (field in fields && (stamps[field] ?? '') > stamp) continue;
    fields[field] = value;
    if (stamp !== '') stamps[field] = stamp;
    const source = right.sources[field];
    if (source) sources[field] = source;
    else delete sources[field];
  }
  const sets = { ...left.sets };
  for (const [field, entries] of Object.entries(right.sets)) {
    const joined = { ...sets[field] };
    for (const [element, entry] of Object.entries(entries)) {
      const known = joined[element];
      joined[element] = known
        ? { adds: union(known.adds, entry.adds), removed: union(known.removed, entry.removed) }
        : entry;
    }
    sets[field] = joined;
  }
  return { ...right, fields, stamps, sources, sets };
}

export const isDeleted = (record: StoredRecord): boolean => record.fields.deleted === true;

/**
 * Whether a record is deleted because the import that brought it was taken back. Nobody deleted it: such a deletion says it
 * is the file's, and a file may bring the record again.
 */
export const isTakenBack = (record: StoredRecord): boolean =>
  isDeleted(record) && record.sources.deleted?.type === 'import';

/** The register that says that a record's values are gone for good. */
export const ERASED = 'erased';
export const isErased = (record: Pick<StoredRecord, 'fields'>): boolean => record.fields[ERASED] === true;

/**
 * What stays of an erased record: that it was, and when it was erased. Nothing that is learned of it later changes it, so
 * that a browser which still has its values does not bring them back.
 */
export const tombstone = (id: string, stamp: Stamp): StoredRecord => ({
  ...emptyRecord(id),
  fields: { deleted: true, [ERASED]: true },
  stamps: { deleted: stamp, [ERASED]: stamp },
});

const union = (left: readonly Stamp[], right: readonly Stamp[]): readonly Stamp[] =>
  [...new Set([...left, ...right])].sort();

/** The record as the rest of the product reads it: cleared fields absent, sets as lists in the order they were added. */
export function materialise<T extends Table>(
  table: T,
  record: Pick<StoredRecord, 'id' | 'fields' | 'sets'>,
): RecordOf[T] {
  const plain: Record<string, unknown> = { id: record.id };
  for (const [field, value] of Object.entries(record.fields)) if (value !== null) plain[field] = value;
  for (const [field, elements] of Object.entries(record.sets)) {
    plain[field] = Object.keys(elements)
      .map((element) => ({ element, since: liveAdds(record, field, element)[0] }))
      .filter((entry): entry is { element: string; since: Stamp } => entry.since !== undefined)
      .sort((a, b) => (a.since < b.since ? -1 : 1))
      .map((entry) => entry.element);
  }
  for (const field of SET_FIELDS[table] ?? []) plain[field] ??= [];
  return plain as unknown as RecordOf[T];
}

/** Fields that are sets and therefore never absent. */
const SET_FIELDS: Partial<Record<Table, readonly string[]>> = {
  customers: ['tags'],
  notes: ['tags'],
  settings: ['ownAddresses', 'neverList'],
};
