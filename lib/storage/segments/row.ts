import type { Stamp } from '../../domain/change.ts';
import type { Source } from '../../domain/profile.ts';
import { valueHash } from '../hlc.ts';
import type { SetEntry, StoredRecord } from '../record.ts';

/** What the registers of one action share: their stamp less its value hash, and who gave them. */
export interface Batch {
  readonly prefix: string;
  readonly source: Source;
}

/** A record, or a part of one, as a segment holds it: one batch for all of it, and apart what differs. */
export interface Row {
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly batch: Batch;
  /** Elements of sets that the batch added. */
  readonly sets?: Readonly<Record<string, readonly string[]>>;
  readonly extra?: Extra;
  /** The record has gone from this person to another. */
  readonly moved?: true;
  /** The batch made the record. */
  readonly created?: true;
  /** What the batch's fields held before it, where the record was there already. */
  readonly before?: Readonly<Record<string, unknown>>;
}

/** By field: stamps (empty for none) and sources (null for the user) that are not the batch's, and sets with a past. */
export interface Extra {
  readonly stamps?: Readonly<Record<string, string>>;
  readonly sources?: Readonly<Record<string, Source | null>>;
  readonly sets?: StoredRecord['sets'];
}

/** Characters of a stamp before the hash of its value. */
const PREFIX = 38;

const prefixOf = (stamp: Stamp): string => stamp.slice(0, PREFIX);
const stampOf = (batch: Batch, value: unknown): Stamp => `${batch.prefix}-${valueHash(value)}`;

/** The record that a row says. */
export function recordOf(row: Row): StoredRecord {
  const { batch, extra } = row;
  const stamps: Record<string, Stamp> = {};
  const sources: Record<string, Source> = {};
  for (const [field, value] of Object.entries(row.fields)) {
    const stamp = extra?.stamps?.[field] ?? stampOf(batch, value);
    if (stamp !== '') stamps[field] = stamp;
    const source = extra?.sources?.[field];
    const given = source === undefined ? batch.source : source;
    if (given && given.type !== 'user') sources[field] = given;
  }
  const sets: Record<string, Record<string, SetEntry>> = {};
  for (const [field, elements] of Object.entries(row.sets ?? {})) {
    sets[field] = Object.fromEntries(
      elements.map((element) => [element, { adds: [stampOf(batch, element)], removed: [] }]),
    );
  }
  for (const [field, entries] of Object.entries(extra?.sets ?? {})) sets[field] = { ...sets[field], ...entries };
  return { id: row.id, fields: row.fields, stamps, sets, sources };
}

const USER: Source = { type: 'user' };

/** The row that says a record. Registers of its commonest action need no stamps of their own. */
export function rowOfRecord(record: StoredRecord): Row {
  const counts = new Map<string, number>();
  let commonest: string | undefined;
  for (const field of Object.keys(record.fields)) {
    const stamp = record.stamps[field];
    if (stamp === undefined) continue;
    const prefix = prefixOf(stamp);
    const count = (counts.get(prefix) ?? 0) + 1;
    counts.set(prefix, count);
    if (commonest === undefined || count > (counts.get(commonest) ?? 0)) commonest = prefix;
  }
  const batch: Batch = { prefix: commonest ?? '', source: USER };
  const stamps: Record<string, string> = {};
  const sources: Record<string, Source | null> = {};
  for (const field of Object.keys(record.fields)) {
    const stamp = record.stamps[field];
    if (stamp === undefined || prefixOf(stamp) !== commonest) stamps[field] = stamp ?? '';
    const source = record.sources[field];
    if (source) sources[field] = source;
  }
  const extra: Extra = {
    ...(isEmpty(stamps) ? {} : { stamps }),
    ...(isEmpty(sources) ? {} : { sources }),
    ...(isEmpty(record.sets) ? {} : { sets: record.sets }),
  };
  return { id: record.id, fields: record.fields, batch, ...(isEmpty(extra) ? {} : { extra }) };
}

const isEmpty = (object: object): boolean => {
  for (const _ in object) return false;
  return true;
};
