import type { Summary } from '../domain/summary.ts';
import type { Table } from '../domain/tables.ts';
import type { EpochMs } from '../domain/time.ts';
import type { SummarySource } from './person.ts';
import type { SegmentCache } from './segments/cache.ts';

export interface ReaderDeps {
  readonly cache: SegmentCache;
  /** Lookup keys of a record; a deleted record has none. */
  readonly keysOf: (table: Table, fields: Readonly<Record<string, unknown>>) => readonly string[];
  /** Absent for whoever is not, or no longer, a customer. */
  readonly summaryOf: (person: SummarySource) => Summary | undefined;
}

export interface StoreOptions extends Omit<ReaderDeps, 'cache'> {
  readonly now: () => EpochMs;
  /** 16 hex digits, made once for a new database. */
  readonly newDevice: () => string;
  /** The file is in another database from now on: it is to be opened anew. */
  readonly onMoved?: () => void;
  /** How many changed records the journal holds before they are laid out; 2,000 unless given. */
  readonly journalFull?: number;
}

export type StoreDeps = StoreOptions & ReaderDeps;
