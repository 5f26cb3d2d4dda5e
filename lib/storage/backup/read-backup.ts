import { TABLES, type Table } from '../../domain/tables.ts';
import { type Database, EMPTY_LAYOUT, type Layout, type StoredAction, watched } from '../database.ts';
import { hash32 } from '../hash.ts';
import { HLC_ZERO, type Hlc } from '../hlc.ts';
import { blocksIn } from '../layout.ts';
import { type Block, homeAt, rowsAt } from '../segments/block.ts';
import type { Batch, Row } from '../segments/row.ts';
import type { Segment } from '../segments/segment.ts';
import { beginRead } from '../transaction.ts';
import { type BackupLine, changeToLine, type LayerHead, type RowLine, toBase64 } from './lines.ts';

/** What can be worked out again, is this browser's own, or says where the file is: not part of what is kept. */
export const NOT_KEPT = /^(?:layout|device|place|summaries-due|derived:.*|mark:.*)$/;

/** About so many characters make a piece: a message that takes some milliseconds on its way. */
const PIECE_CHARS = 600_000;
const LOG_AT_ONCE = 500;
/** Blocks are read in groups of so many people's hashes at a time. */
const RANGE_BITS = 4;

export interface BackupHead {
  /** 16 hex digits; absent where nothing was ever written. */
  readonly device: string | undefined;
  readonly clock: Hlc;
  /** Rows, entries and texts in all, to tell how far the reading is. */
  readonly total: number;
}

/** The file as it was at one moment, however long it takes to read it. */
export interface BackupReading {
  readonly head: BackupHead;
  /** All lines, some at a time, each with a line end. `done` counts towards the head's total. */
  pieces(): AsyncGenerator<{ readonly lines: string; readonly done: number }, void, undefined>;
}

/**
 * Takes the moment's picture: what may change is read now, in one transaction; segments and log entries never change,
 * so they are read while the backup is written. Whoever reads must keep segments from being tidied away meanwhile.
 */
export async function readBackup(database: Database): Promise<BackupReading> {
  const transaction = beginRead(database);
  const all = <T>(name: string) => transaction.objectStore(name as 'drafts').getAll() as unknown as Promise<T[]>;
  const keysOf = (name: string) =>
    transaction.objectStore(name as 'drafts').getAllKeys() as unknown as Promise<string[]>;
  const lastOf = async (name: 'actions' | 'changes') =>
    ((await transaction.objectStore(name).openKeyCursor(null, 'prev'))?.key as number | undefined) ?? 0;
  const [meta, metaKeys, shop, journal, texts, textKeys, drafts] = await Promise.all([
    ...[all<unknown>('meta'), keysOf('meta'), transaction.objectStore('shop').getAll()],
    ...[transaction.objectStore('journal').getAll(), all<Uint8Array>('texts'), keysOf('texts')],
    transaction.objectStore('drafts').getAll(),
  ] as const);
  const [actions, changes, lastAction, lastChange] = await Promise.all([
    ...[transaction.objectStore('actions').count(), transaction.objectStore('changes').count()],
    ...[lastOf('actions'), lastOf('changes')],
  ] as const);
  const kept = new Map(metaKeys.map((key, at) => [key, meta[at]]));
  const layout = (kept.get('layout') as Layout | undefined) ?? EMPTY_LAYOUT;
  const total =
    layout.segments.reduce((sum, { rows }) => sum + rows, 0) +
    [kept, shop, journal, texts, drafts].reduce((sum, some) => sum + ('size' in some ? some.size : some.length), 0) +
    actions +
    changes;

  async function* lines(): AsyncGenerator<{ line: BackupLine; counts: number }> {
    for (const [key, value] of kept) if (!NOT_KEPT.test(key)) yield { line: { is: 'meta', key, value }, counts: 1 };
    yield { line: { is: 'meta', key: 'next-layer', value: layout.next }, counts: 1 };
    for (const { table, record } of shop) yield { line: { is: 'shop', table, record }, counts: 1 };
    for (const segment of layout.segments) {
      yield { line: { is: 'layer', layer: headOf(segment) }, counts: 0 };
      yield* peopleOf(database, segment);
    }
    for (const { table, homes, record } of journal) yield { line: { is: 'changed', table, homes, record }, counts: 1 };
    for (const [at, key] of textKeys.entries())
      yield { line: { is: 'text', key, state: toBase64(texts[at] as Uint8Array) }, counts: 1 };
    for (const draft of drafts) yield { line: { is: 'draft', draft }, counts: 1 };
    for await (const action of actionsUpTo(database, lastAction)) yield { line: { is: 'action', action }, counts: 1 };
    for await (const change of logUpTo(database, 'changes', lastChange))
      yield { line: { is: 'change', change: changeToLine(change) }, counts: 1 };
  }

  return {
    head: {
      device: kept.get('device') as string | undefined,
      clock: (kept.get('clock') as Hlc | undefined) ?? HLC_ZERO,
      total,
    },
    async *pieces() {
      let piece: string[] = [];
      let chars = 0;
      let done = 0;
      for await (const { line, counts } of lines()) {
        const text = JSON.stringify(line);
        piece.push(text, '\n');
        chars += text.length;
        done += counts;
        if (chars < PIECE_CHARS) continue;
        yield { lines: piece.join(''), done };
        piece = [];
        chars = 0;
      }
      yield { lines: piece.join(''), done: total };
    },
  };
}

const headOf = ({ seq, kind, at, people, rows, actionId, of, retired }: Segment): LayerHead => ({
  ...{ seq, kind, at, people, rows },
  ...(actionId ? { actionId } : {}),
  ...(of ? { of } : {}),
  ...(retired ? { retired } : {}),
});

/** A segment's people in the order of their hashes, however it was cut into blocks. */
async function* peopleOf(database: Database, segment: Segment): AsyncGenerator<{ line: BackupLine; counts: number }> {
  const bits = Math.max(0, segment.blockBits - RANGE_BITS);
  for (let range = 0; range < 1 << bits; range += 1) {
    const blocks = await blocksIn(database, segment, range, bits);
    const people = blocks.flatMap((block) =>
      Array.from({ length: block.people }, (_, place) => {
        const id = homeAt(block, place);
        return { block, place, id, hash: hash32(id) };
      }),
    );
    people.sort((a, b) => a.hash - b.hash || (a.id < b.id ? -1 : 1));
    for (const { block, place, id } of people) yield personLine(block, place, id);
  }
}

function personLine(block: Block, place: number, id: string): { line: BackupLine; counts: number } {
  const batches: Batch[] = [];
  const rows: Partial<Record<Table, RowLine[]>> = {};
  let counts = 0;
  for (const table of TABLES) {
    const found = rowsAt(block, place, table);
    if (found.length === 0) continue;
    counts += found.length;
    rows[table] = found.map((row) => rowLine(row, batches));
  }
  const said = batches.map(({ prefix, source }) => [prefix, source] as const);
  return { line: { is: 'person', id, batches: said, rows }, counts };
}

/** Fields in the order of their names: in a block they stand in the order in which its people first had them. */
function rowLine({ batch, fields, ...row }: Row, batches: Batch[]): RowLine {
  let at = batches.indexOf(batch);
  if (at < 0) at = batches.push(batch) - 1;
  const sorted: Record<string, unknown> = {};
  for (const field of Object.keys(fields).sort()) sorted[field] = fields[field];
  const { id, ...rest } = row;
  return { id, fields: sorted, ...(at === 0 ? {} : { batch: at }), ...rest };
}

async function* logUpTo<N extends 'actions' | 'changes'>(database: Database, name: N, last: number) {
  for (let from = 0; from < last; ) {
    const entries = await watched(database.transaction(name))
      .objectStore(name)
      .getAll(IDBKeyRange.bound(from, last, true), LOG_AT_ONCE);
    if (entries.length === 0) return;
    from = entries.at(-1)?.seq ?? last;
    yield* entries;
  }
}

/** Actions as they were: one that was undone or done again since says what it said before. */
async function* actionsUpTo(database: Database, last: number): AsyncGenerator<StoredAction> {
  for (let from = 0; from < last; ) {
    const store = watched(database.transaction('actions')).objectStore('actions');
    const [entries, later] = await Promise.all([
      store.getAll(IDBKeyRange.bound(from, last, true), LOG_AT_ONCE),
      store.getAll(IDBKeyRange.lowerBound(last, true)),
    ]);
    if (entries.length === 0) return;
    from = entries.at(-1)?.seq ?? last;
    for (const action of entries) {
      const since = later.find(({ target }) => target === action.id);
      yield since ? { ...action, undone: since.mode !== 'undo' } : action;
    }
  }
}
