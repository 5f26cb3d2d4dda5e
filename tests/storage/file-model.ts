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
  /** It is deleted because the file that brought it was taken back: nobody deleted it by hand. */
  wentWithFile: boolean;
}

/**
 * What an action did to one record; of a load also where the record was: what has left that home is let be. What several
 * files brought is let be while one of them is in force.
 */
type Effect = { readonly key: string; readonly home?: string } & (
  | { readonly kind: 'created' | 'let be' }
  | { readonly kind: 'set'; readonly field: string; readonly before: unknown; readonly after: unknown }
  | { readonly kind: 'add' | 'remove'; readonly element: string }
  | {
      readonly kind: 'moved';
      readonly before: Fields;
      readonly after: Fields;
      readonly from: string;
      readonly to: string;
    }
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
    this.#now?.effects.push({ ...home, ...effect });
    this.#log(effect.key, ...fields);
  }
  #log(key: string, ...fields: string[]): void {
    const log = this.log.get(key) ?? new Set();
    this.log.set(key, log);
    for (const field of fields) log.add(`${this.#now?.id} ${field}`);
  }

  /** A record that a load brings. */
  create(table: Table, id: string, fields: Fields, tags: readonly string[] = []): void {
    const record = {
      table,
      id,
      fields: new Map(Object.entries(fields)),
      tags: new Set(tags),
      erased: false,
      wentWithFile: false,
    };
    this.records.set(keyOf(table, id), record);
    this.#did({ kind: 'created', key: keyOf(table, id) }, ...Object.keys(fields), ...(tags.length > 0 ? ['tags'] : []));
  }
  edit(edit: Edit): void {
    const key = keyOf(edit.table, edit.id);
    let record = this.records.get(key);
    const isNew = record === undefined;
    record ??= {
      table: edit.table,
      id: edit.id,
      fields: new Map(),
      tags: new Set(),
      erased: false,
      wentWithFile: false,
    };
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
    if (edit.field === 'deleted') record.wentWithFile = false;
    this.records.set(key, record);
    this.#did(isNew ? { kind: 'created', key } : { kind: 'set', key, field: edit.field, before, after }, edit.field);
  }
  /** An order goes from one home to another with a load, and its lines with it: some of them deleted, or on file again. */
  move(id: string, after: Fields, lines: readonly ModelRecord[], areDeleted = false): void {
    const key = keyOf('orders', id);
    const record = this.records.get(key) as ModelRecord;
    const before = Object.fromEntries(Object.keys(after).map((field) => [field, record.fields.get(field) ?? null]));
    const from = this.homeOf(record);
    for (const [field, value] of Object.entries(after)) record.fields.set(field, value);
    if ('deleted' in after) record.wentWithFile = after.deleted === true;
    this.#did({ kind: 'moved', key, before, after, from, to: this.homeOf(record) }, ...Object.keys(after));
    for (const line of lines) {
      line.fields.set('deleted', areDeleted || null);
      line.wentWithFile = areDeleted;
      this.#log(keyOf('lines', line.id), 'deleted');
    }
  }
  erase(records: readonly ModelRecord[]): void {
    for (const record of records) {
      record.erased = true;
      record.wentWithFile = false;
      record.tags.clear();
      for (const field of record.fields.keys()) record.fields.delete(field);
      record.fields.set('deleted', true).set('erased', true);
    }
  }

  /** The lines of an order that are on file, or that went with a file. */
  #linesOf(orderId: string, isOnFile: boolean): ModelRecord[] {
    return [...this.records.values()].filter(
      (line) =>
        line.table === 'lines' &&
        line.fields.get('orderId') === orderId &&
        (isOnFile ? line.fields.get('deleted') !== true : line.wentWithFile),
    );
  }
  /** Whether a load brought a record: made it, took it to its customer, or put it on file again. */
  #brings({ effects }: ModelAction, { table, id, fields }: ModelRecord): boolean {
    const order = keyOf('orders', String(fields.get('orderId')));
    return effects.some(
      (effect) =>
        (effect.key === keyOf(table, id) &&
          (effect.kind === 'created' ||
            effect.kind === 'moved' ||
            (effect.kind === 'set' && effect.field === 'deleted' && effect.before === true))) ||
        (table === 'lines' && effect.kind === 'moved' && effect.key === order),
    );
  }
  /** Whether a load that is in force brought a record, or no load made it. */
  #isBrought(record: ModelRecord, but: ActionId | undefined): boolean {
    const key = keyOf(record.table, record.id);
    const loads = this.actions.filter(({ mode, isLoad }) => mode === 'do' && isLoad);
    if (!loads.some(({ effects }) => effects.some((effect) => effect.kind === 'created' && effect.key === key)))
      return true;
    return loads.some((load) => !load.undone && load.id !== but && this.#brings(load, record));
  }

  takeBack(found: ModelAction): void {
    const { mode, target } = this.#now as ModelAction;
    const isUndo = mode === 'undo';
    const created = new Set(found.effects.filter(({ kind }) => kind === 'created').map(({ key }) => key));
    for (const effect of found.effects.toReversed()) {
      const record = this.records.get(effect.key) as ModelRecord;
      const { table, id } = record;
      if (record.erased) continue;
      // A record that the action made is deleted whole.
      if (effect.kind !== 'created' && created.has(effect.key)) continue;
      if (effect.kind === 'moved') {
        this.#moveBack(record, effect);
        continue;
      }
      const letBe = () => this.#did({ kind: 'let be', key: effect.key, ...(effect.home ? { home: effect.home } : {}) });
      const isHere = effect.home === undefined || this.homeOf(record) === effect.home;
      const takesAway =
        effect.kind === 'created' || (effect.kind === 'set' && effect.field === 'deleted' && effect.before === true);
      const isFiles = found.isLoad && isUndo && takesAway && table !== 'customers';
      if (!isHere) {
        if (effect.kind === 'created' && isFiles) letBe();
      } else if (effect.kind === 'let be') {
        if (!isUndo && record.wentWithFile) this.edit({ kind: 'set', table, id, field: 'deleted', value: null });
      } else if (takesAway && isFiles) {
        if (record.fields.get('deleted') === true) continue;
        if (this.#isBrought(record, target)) letBe();
        else {
          this.edit({ kind: 'set', table, id, field: 'deleted', value: true });
          record.wentWithFile = true;
        }
      } else if (effect.kind === 'created') this.edit({ kind: 'set', table, id, field: 'deleted', value: true });
      else if (effect.kind === 'set') {
        const { field, before, after } = effect;
        if (isSame(record.fields.get(field), after)) this.edit({ kind: 'set', table, id, field, value: before });
      } else if ('element' in effect) {
        const kind = effect.kind === 'add' ? 'remove' : 'add';
        this.edit({ kind, table, id, field: 'tags', element: effect.element });
      }
    }
  }
  /** An order goes back to where a load took it from: also deleted when no load has it on file any more, or on file again. */
  #moveBack(order: ModelRecord, { before, after, from, to }: Extract<Effect, { kind: 'moved' }>): void {
    const { mode, target } = this.#now as ModelAction;
    const isUndo = mode === 'undo';
    const home = this.homeOf(order);
    if (home !== to) {
      // Somebody gave it there already: it is on file again all the same.
      if (isUndo || home !== from) return;
      for (const { table, id } of [order, ...this.#linesOf(order.id, false)].filter(({ wentWithFile }) => wentWithFile))
        this.edit({ kind: 'set', table, id, field: 'deleted', value: null });
      return;
    }
    const back = Object.entries(before).filter(
      ([field]) => field !== 'deleted' && isSame(order.fields.get(field), after[field]),
    );
    const isMeant = (record: ModelRecord) =>
      isUndo ? record.fields.get('deleted') !== true && !this.#isBrought(record, target) : record.wentWithFile;
    const lines = this.#linesOf(order.id, isUndo).filter(isMeant);
    const deleted = isMeant(order) ? { deleted: isUndo || null } : {};
    this.move(order.id, { ...Object.fromEntries(back), ...deleted }, lines, isUndo);
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
