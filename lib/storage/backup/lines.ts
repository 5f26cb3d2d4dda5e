import * as z from 'zod/mini';
import { Change } from '../../domain/change.ts';
import { ActionId } from '../../domain/ids.ts';
import { Source } from '../../domain/profile.ts';
import { TABLES, type Table } from '../../domain/tables.ts';
import type { StoredAction, StoredDraft } from '../database.ts';
import type { StoredRecord } from '../record.ts';
import type { Batch, Row } from '../segments/row.ts';
import type { Segment } from '../segments/segment.ts';

// A backup is a line a thing, oldest layer first; docs/backup.md describes each kind.

/** What a layer's header says of its segment: everything but how it was cut into blocks. */
export type LayerHead = Pick<Segment, 'seq' | 'kind' | 'at' | 'people' | 'rows' | 'actionId' | 'of' | 'retired'>;

/** A row whose batch is told by its place in the line's batches; the first where none is given. */
export type RowLine = Omit<Row, 'batch'> & { readonly batch?: number };

export type BackupLine =
  | { readonly is: 'meta'; readonly key: string; readonly value: unknown }
  | { readonly is: 'shop'; readonly table: Table; readonly record: StoredRecord }
  | { readonly is: 'layer'; readonly layer: LayerHead }
  | {
      readonly is: 'person';
      readonly id: string;
      readonly batches: readonly (readonly [prefix: string, source: Batch['source']])[];
      readonly rows: Readonly<Partial<Record<Table, readonly RowLine[]>>>;
    }
  | {
      readonly is: 'changed';
      readonly table: Table;
      readonly homes: readonly string[];
      readonly record: StoredRecord;
    }
  | { readonly is: 'text'; readonly key: string; readonly state: string }
  | { readonly is: 'draft'; readonly draft: StoredDraft }
  | { readonly is: 'action'; readonly action: StoredAction }
  | { readonly is: 'change'; readonly change: Record<string, unknown> };

const table = z.enum(TABLES);
const fields = z.record(z.string(), z.unknown());
const stamp = z.string();
const setEntry = z.object({ adds: z.array(stamp), removed: z.array(stamp) });
const sets = z.record(z.string(), z.record(z.string(), setEntry));
// Sources of a later version are kept as they are: what they say is for the eye.
const source = z.union([Source, z.looseObject({ type: z.string() })]);
const record = z.looseObject({
  id: z.string(),
  fields,
  stamps: z.record(z.string(), stamp),
  sets,
  sources: z.record(z.string(), source),
});

const Line = z.discriminatedUnion('is', [
  z.object({ is: z.literal('meta'), key: z.string(), value: z.unknown() }),
  z.object({ is: z.literal('shop'), table, record }),
  z.object({
    is: z.literal('layer'),
    layer: z.object({
      seq: z.int().check(z.minimum(1)),
      kind: z.enum(['load', 'layout']),
      at: z.int(),
      people: z.int(),
      rows: z.int(),
      actionId: z.optional(ActionId),
      of: z.optional(z.array(z.int())),
      retired: z.optional(z.literal(true)),
    }),
  }),
  // A person's rows are looked at one by one: a bad one does not take the others along.
  z.object({
    is: z.literal('person'),
    id: z.string(),
    batches: z.array(z.tuple([z.string(), source])),
    rows: z.record(z.string(), z.array(z.unknown())),
  }),
  z.object({ is: z.literal('changed'), table, homes: z.array(z.string()).check(z.minLength(1)), record }),
  z.object({ is: z.literal('text'), key: z.string(), state: z.string() }),
  z.object({
    is: z.literal('draft'),
    draft: z.looseObject({ key: z.string(), customerId: z.string(), body: z.string(), savedAt: z.int() }),
  }),
  z.object({
    is: z.literal('action'),
    action: z.looseObject({
      seq: z.int(),
      id: z.string(),
      name: z.string(),
      at: z.int(),
      mode: z.string(),
      undone: z.boolean(),
      effects: z.array(z.looseObject({ table: z.string(), id: z.string(), field: z.string(), kind: z.string() })),
    }),
  }),
  z.object({
    is: z.literal('change'),
    change: z.looseObject({ seq: z.int(), actionId: z.string(), table, id: z.string(), field: z.string() }),
  }),
]);

/** A line of a backup, or nothing when it is none that this version can read. */
export function parseLine(text: string): BackupLine | undefined {
  try {
    const value: unknown = JSON.parse(text);
    // As it was written: whatever more it says is kept, in its order.
    return z.safeParse(Line, value).success ? (value as BackupLine) : undefined;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isAbsentOr = (value: unknown, check: (value: unknown) => boolean): boolean => value === undefined || check(value);
const isLists = (value: unknown): boolean =>
  isObject(value) &&
  Object.values(value).every((list) => Array.isArray(list) && list.every((e) => typeof e === 'string'));

/** Whether something is a row of a person. By hand: there may be millions of them. */
export function isRowLine(value: unknown, batches: number): value is RowLine {
  if (!isObject(value)) return false;
  const { id, fields: said, batch = 0, sets: added, extra, before } = value;
  return (
    typeof id === 'string' &&
    isObject(said) &&
    Number.isInteger(batch) &&
    (batch as number) >= 0 &&
    (batch as number) < batches &&
    isAbsentOr(added, isLists) &&
    isAbsentOr(
      extra,
      (found) => isObject(found) && isAbsentOr(found.sets, (past) => z.safeParse(sets, past).success),
    ) &&
    isAbsentOr(before, isObject)
  );
}

/** Bytes as base64 text and back; absent for what is none. */
export const toBase64 = (bytes: Uint8Array): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x2000) text += String.fromCharCode(...bytes.subarray(at, at + 0x2000));
  return btoa(text);
};
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** A change of the log as a line says it, and back. */
export const changeToLine = (change: Change): Record<string, unknown> =>
  change.kind === 'text' ? { ...change, update: toBase64(change.update) } : { ...change };
export function changeOfLine(line: Readonly<Record<string, unknown>>): (Change & { actionId: ActionId }) | undefined {
  const bytes = line.kind === 'text' ? { update: fromBase64(String(line.update)) } : {};
  const whole = { ...line, ...bytes };
  return z.safeParse(Change, whole).success ? (whole as unknown as Change & { actionId: ActionId }) : undefined;
}
