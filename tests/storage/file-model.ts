import type { MergeMark } from '../../lib/domain/customer.ts';
import type { ActionId, CustomerId } from '../../lib/domain/ids.ts';
import { resolveMerges } from '../../lib/domain/merged-groups.ts';
import type { Table } from '../../lib/domain/tables.ts';
import type { Edit } from '../../lib/storage/action.ts';

// What a file of customers must hold, in plain maps: no stamps, no segments, no journal.

export interface ModelRecord {
  readonly table: Table;
  readonly id: string;
  readonly fields: Map<string, unknown>;
  readonly tags: Set<string>;
  erased: boolean;
}

/** What an action did to one record; of a load also where the record was: what has left that home is let be. */
type Effect = { readonly key: string; readonly home?: string } & (
  | { readonly kind: 'created' }
  | { readonly kind: 'set'; readonly field: string; readonly before: unknown; readonly after: unknown }
  | { readonly kind: 'add' | 'remove'; readonly element: string }
  | { readonly kind: 'moved'; readonly before: Fields; readonly after: Fields; readonly to: string }
);
type Fields = Readonly<Record<string, unknown>>;

interface ModelAction {
  readonly id: ActionId;
  readonly mode: 'do' | 'undo' | 'redo';
  readonly target?: ActionId;
  readonly isLoad: boolean;
  readonly effects: Effect[];
  undone: boolean;
}

export const keyOf = (table: Table, id: string): string => `${table}/${id}`;
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

export class FileModel {
  readonly records = new Map<string, ModelRecord>();
  readonly actions: ModelAction[] = [];
  /** By record which fields each action changed. */
  readonly log = new Map<string, Set<string>>();
  #now: ModelAction | undefined;

  get(table: Table, id: string): ModelRecord | undefined {
    return this.records.get(keyOf(table, id));
  }
  field(table: Table, id: string, field: string): unknown {
    return this.get(table, id)?.fields.get(field) ?? null;
  }
  isLiving(table: Table, id: string): boolean {
    const record = this.get(table, id);
    return record !== undefined && record.fields.get('deleted') !== true;
  }
  homeOf({ table, id, fields }: ModelRecord): string {
    if (table === 'customers') return id;
    if (table !== 'lines') return (fields.get('customerId') as string | null | undefined) ?? id;
    const order = this.get('orders', fields.get('orderId') as string);
    return order ? this.homeOf(order) : id;
  }
  of(home: string, table?: Table): ModelRecord[] {
    return [...this.records.values()].filter(
      (record) => !record.erased && (table === undefined || record.table === table) && this.homeOf(record) === home,
    );
  }

  begin(action: Omit<ModelAction, 'effects' | 'undone'>): void {
    this.#now = { ...action, effects: [], undone: false };
  }
  /** An action that did nothing is none, unless it takes another one back. */
  end(): void {
    const action = this.#now;
    if (!action || (action.effects.length === 0 && !action.target)) return;
    this.actions.push(action);
    const target = this.actions.find(({ id }) => id === action.target);
    if (target) target.undone = action.mode === 'undo';
  }
  #did(effect: Effect, ...fields: string[]): void {
    const home = this.#now?.isLoad ? { home: this.homeOf(this.records.get(effect.key) as ModelRecord) } : {};
    this.#now?.effects.push({ ...effect, ...home });
    const log = this.log.get(effect.key) ?? new Set();
    this.log.set(effect.key, log);
    for (const field of fields) log.add(`${this.#now?.id} ${field}`);
  }

  /** A record that a load brings. */
  create(table: Table, id: string, fields: Fields, tags: readonly string[] = []): void {
    const record = { table, id, fields: new Map(Object.entries(fields)), tags: new Set(tags), erased: false };
    this.records.set(keyOf(table, id), record);
    this.#did({ kind: 'created', key: keyOf(table, id) }, ...Object.keys(fields), ...(tags.length > 0 ? ['tags'] : []));
  }
  edit(edit: Edit): void {
    const key = keyOf(edit.table, edit.id);
    let record = this.records.get(key);
    const isNew = record === undefined;
    record ??= { table: edit.table, id: edit.id, fields: new Map(), tags: new Set(), erased: false };
    if (record.erased) return;
    if ('element' in edit) {
      if (record.tags.has(edit.element) === (edit.kind === 'add')) return;
      if (edit.kind === 'add') record.tags.add(edit.element);
      else record.tags.delete(edit.element);
      this.records.set(key, record);
      this.#did(isNew ? { kind: 'created', key } : { kind: edit.kind, key, element: edit.element }, edit.field);
      return;
    }
    const after = edit.kind === 'set' ? edit.value : edit.text;
    const before = record.fields.get(edit.field) ?? (edit.kind === 'text' ? '' : null);
    if (isSame(before, after)) return;
    record.fields.set(edit.field, after);
    this.records.set(key, record);
    this.#did(isNew ? { kind: 'created', key } : { kind: 'set', key, field: edit.field, before, after }, edit.field);
  }
  /** An order goes from one home to another with a load. */
  move(id: string, after: Fields): void {
    const key = keyOf('orders', id);
    const record = this.records.get(key) as ModelRecord;
    const before = Object.fromEntries(Object.keys(after).map((field) => [field, record.fields.get(field) ?? null]));
    for (const [field, value] of Object.entries(after)) record.fields.set(field, value);
    this.#did({ kind: 'moved', key, before, after, to: this.homeOf(record) }, ...Object.keys(after));
  }
  erase(records: readonly ModelRecord[]): void {
    for (const record of records) {
      record.erased = true;
      record.tags.clear();
      for (const field of record.fields.keys()) record.fields.delete(field);
      record.fields.set('deleted', true).set('erased', true);
    }
  }

  takeBack(found: ModelAction): void {
    const created = new Set(found.effects.filter(({ kind }) => kind === 'created').map(({ key }) => key));
    for (const effect of found.effects.toReversed()) {
      const record = this.records.get(effect.key) as ModelRecord;
      const { table, id } = record;
      if (record.erased) continue;
      // A record that the action made is deleted whole.
      if (effect.kind !== 'created' && created.has(effect.key)) continue;
      if (effect.kind === 'moved') {
        if (this.homeOf(record) !== effect.to) continue;
        const back = Object.entries(effect.before).filter(([field]) =>
          isSame(record.fields.get(field), effect.after[field]),
        );
        this.move(id, Object.fromEntries(back));
        continue;
      }
      if (effect.home !== undefined && this.homeOf(record) !== effect.home) continue;
      if (effect.kind === 'created') this.edit({ kind: 'set', table, id, field: 'deleted', value: true });
      else if (effect.kind === 'set') {
        const { field, before, after } = effect;
        if (isSame(record.fields.get(field), after)) this.edit({ kind: 'set', table, id, field, value: before });
      } else
        this.edit({
          ...{ kind: effect.kind === 'add' ? 'remove' : 'add', table, id, field: 'tags' },
          element: effect.element,
        });
    }
  }

  /** Who stands for each person, and the records that make them up. */
  people(): Map<CustomerId, readonly CustomerId[]> {
    const living = [...this.records.values()].filter(
      ({ table, id }) => table === 'customers' && this.isLiving(table, id),
    );
    const marks = new Map(
      living.flatMap(({ id, fields }) => {
        const mark = fields.get('mergedInto') as MergeMark | null | undefined;
        return mark ? [[id as CustomerId, mark] as const] : [];
      }),
    );
    const groups = resolveMerges(marks, (id) => this.isLiving('customers', id));
    return new Map(
      living.flatMap((one) => {
        const id = one.id as CustomerId;
        return groups.canonical(id) === id ? [[id, groups.members(id)] as const] : [];
      }),
    );
  }
}
