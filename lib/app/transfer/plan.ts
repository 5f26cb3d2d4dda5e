import { type CustomField, customRegister } from '../../domain/custom-field.ts';
import { type CustomValue, isSameValue, readCustomValue } from '../../domain/custom-value.ts';
import type { CustomerId, OrderId } from '../../domain/ids.ts';
import type { MatchKind } from '../../domain/import-target.ts';
import type { Table } from '../../domain/tables.ts';
import type { LoadPerson } from '../../storage/load.ts';
import { type Changed, movingOrder } from '../../storage/load-moves.ts';
import type { Person } from '../../storage/person.ts';
import { isDeleted, isErased, type StoredRecord } from '../../storage/record.ts';
import type { NewRow } from '../../storage/segments/block.ts';
import type { AppDeps } from '../deps.ts';
import { totalOf } from './draft.ts';
import type { OrderDraft } from './order-table.ts';
import type { CustomerDraft } from './told.ts';

/**
 * What an import does, or would do, counted in customers and orders: each that the rows tell of is once among the created,
 * updated and skipped.
 */
export interface ImportCounts {
  readonly created: number;
  readonly updated: number;
  /** Of these: their values differ from the file's and stay, or the file could mean several people. */
  readonly conflicts: number;
  /** Nothing of them changes. */
  readonly skipped: number;
  /** Claimed: on file as nobody's until now. */
  readonly orders: Record<'created' | 'updated' | 'skipped' | 'claimed', number>;
}

export interface Conflict {
  readonly row: number;
  readonly name: string;
  readonly type: 'several-customers' | 'differs' | 'order-of-another' | 'bad-value';
  /** Field, `custom:` and the name of one of the shop's own, or order number. */
  readonly about: string;
}

export interface PlanOptions {
  readonly matchBy: readonly MatchKind[];
  readonly shop: string;
  /** Whose value a field keeps when file and customer differ. */
  readonly onConflict: 'mine' | 'file';
  /** The shop's custom fields. */
  readonly custom: readonly CustomField[];
}

/** Whose the orders of the drafts are on file. */
export interface Owners {
  /** A customer, or the order itself where it is nobody's. */
  ownerOf(orderId: OrderId): string | undefined;
  /** Who has an order that is free to go: the order itself where it is nobody's, or a customer who was deleted. */
  guestOf(home: string): Person | undefined;
}

/** Works drafts out into what to load, and counts. */
export class Planner {
  readonly #deps: Pick<AppDeps, 'now' | 'newId' | 'nameId'>;
  readonly #options: PlanOptions;
  readonly #now: number;
  readonly conflicts: Conflict[] = [];
  created = 0;
  updated = 0;
  conflicting = 0;
  skipped = 0;
  readonly orders = { created: 0, updated: 0, skipped: 0, claimed: 0 };
  /** What is left to say where orders were that are somebody's now, by that home. */
  readonly #left = new Map<string, LoadPerson>();

  constructor(deps: Pick<AppDeps, 'now' | 'newId' | 'nameId'>, options: PlanOptions) {
    this.#deps = deps;
    this.#options = options;
    this.#now = deps.now();
  }

  get counts(): ImportCounts {
    const { created, updated, conflicting, skipped, orders } = this;
    return { created, updated, conflicts: conflicting, skipped, orders: { ...orders } };
  }

  /** Some conflicts, in the order of the file. */
  examples(): Conflict[] {
    return this.conflicts.toSorted((one, other) => one.row - other.row).slice(0, 50);
  }

  /** The draft could mean several people on file: nothing is done. */
  ambiguous(draft: CustomerDraft): void {
    this.conflicting += 1;
    this.skipped += 1;
    this.orders.skipped += draft.orderNames.length;
    this.#conflict(draft, 'several-customers', '');
  }

  /** What to load for a customer that is not on file. */
  fresh(home: CustomerId, draft: CustomerDraft, owners: Owners): LoadPerson {
    const custom = this.#customValues(draft);
    if (this.#tellDiffering(draft) || custom.isBad) this.conflicting += 1;
    const own = Object.fromEntries(custom.values.map(({ register, value }) => [register, value]));
    const fields = { ...Object.fromEntries(draft.fields), ...own, createdAt: this.#now };
    const tags = draft.tags.size > 0 ? { sets: { tags: [...draft.tags] } } : {};
    this.created += 1;
    const rows = this.#records(home, draft, undefined, owners);
    return { home, rows: { customers: [{ id: home, fields, ...tags }], ...rows } };
  }

  /** An order whose customer neither the file nor anybody says: on file by itself. */
  *ofNobody(draft: CustomerDraft, owners: Owners): Iterable<LoadPerson> {
    for (const order of draft.orders) {
      const id = this.#deps.nameId(`order:${this.#options.shop}`, order.name);
      // A note is about somebody: with nobody it would never be found again, nor erased.
      const { notes: _notes, ...rows } = this.#records(id, draft, undefined, owners, [order]);
      const orders = rows.orders?.map(({ fields: { customerId: _nobody, ...fields }, ...row }) => ({ ...row, fields }));
      if (orders?.length) yield { home: id, rows: { ...rows, orders } };
    }
  }

  /** What to load for customers of the file who are one on file; nothing when all of it is there. */
  known(drafts: readonly CustomerDraft[], held: Person, owners: Owners): LoadPerson | undefined {
    const rows: Partial<Record<Table, NewRow[]>> = {};
    // An order of nobody is no customer, and does not become one by what else its row says.
    const isCustomer = held.stored('customers').length > 0;
    let differs = false;
    for (const draft of drafts) {
      const customer: { row?: NewRow; differs: boolean } = isCustomer
        ? this.#changedCustomer(draft, held)
        : { differs: false };
      differs = this.#tellDiffering(draft) || customer.differs || differs;
      const { notes = [], ...records } = this.#records(held.id, draft, held, owners);
      for (const [table, more] of Object.entries({
        customers: customer.row ? [customer.row] : [],
        notes: isCustomer ? notes : [],
        ...records,
      })) {
        if (more.length > 0) rows[table as Table] = [...(rows[table as Table] ?? []), ...more];
      }
    }
    if (rows.customers && rows.customers.length > 1) rows.customers = [mergeRows(rows.customers)];
    if (differs) this.conflicting += 1;
    const customers = Number(isCustomer);
    if (Object.keys(rows).length === 0) {
      this.skipped += customers;
      return undefined;
    }
    this.updated += customers;
    return { home: held.id, rows, held };
  }

  #changedCustomer(draft: CustomerDraft, held: Person): { row?: NewRow; differs: boolean } {
    const [customer] = held.list('customers');
    const fields: Record<string, unknown> = {};
    const before: Record<string, unknown> = {};
    let differs = false;
    for (const [field, value] of draft.fields) {
      const present = customer?.[field];
      if (present === value) continue;
      if (present !== undefined && present !== '' && this.#options.onConflict === 'mine') {
        differs = true;
        this.#conflict(draft, 'differs', field);
        continue;
      }
      fields[field] = value;
      before[field] = present ?? null;
    }
    const custom = this.#customValues(draft);
    differs ||= custom.isBad;
    const registers = (customer ?? {}) as Readonly<Record<string, unknown>>;
    for (const { register, value, name } of custom.values) {
      const present = registers[register];
      if (isSameValue(present, value)) continue;
      if (present !== undefined && this.#options.onConflict === 'mine') {
        differs = true;
        this.#conflict(draft, 'differs', `custom:${name}`);
        continue;
      }
      fields[register] = value;
      before[register] = present ?? null;
    }
    const tags = [...draft.tags].filter((tag) => !customer?.tags.includes(tag));
    if (Object.keys(fields).length === 0 && tags.length === 0) return { differs };
    return { row: { id: held.id, fields, before, ...(tags.length > 0 ? { sets: { tags } } : {}) }, differs };
  }

  /** A draft's values of custom fields, read; what a field cannot hold is left out and told. */
  #customValues(draft: CustomerDraft): {
    values: { register: string; name: string; value: CustomValue }[];
    isBad: boolean;
  } {
    const values: { register: string; name: string; value: CustomValue }[] = [];
    let isBad = false;
    for (const [id, text] of draft.custom) {
      const field = this.#options.custom.find((one) => one.id === id);
      if (!field) continue;
      const read = readCustomValue(field, text);
      if (read.ok && read.value !== null)
        values.push({ register: customRegister(id), name: field.name, value: read.value });
      if (read.ok) continue;
      isBad = true;
      this.#conflict(draft, 'bad-value', `custom:${field.name}`);
    }
    return { values, isBad };
  }

  /** Identities, orders, lines and notes that a draft adds or changes. */
  #records(
    home: string,
    draft: CustomerDraft,
    held: Person | undefined,
    owners: Owners,
    given: readonly OrderDraft[] = draft.orders,
  ): Partial<Record<Table, NewRow[]>> {
    const rows: Record<'identities' | 'orders' | 'lines' | 'notes', NewRow[]> = {
      ...{ identities: [], orders: [], lines: [], notes: [] },
    };
    // What the user took off the file stays off.
    const known = new Set(
      (held?.stored('identities') ?? []).map(({ fields }) => `${String(fields.kind)}:${String(fields.key)}`),
    );
    for (const [name, { kind, key, display }] of draft.identities) {
      if (known.has(name)) continue;
      const fields = { customerId: home, kind, key, display: display.trim(), firstSeenAt: this.#now };
      rows.identities.push({ id: this.#deps.newId(), fields });
    }
    const bodies = new Set(held?.list('notes').map((note) => note.body));
    for (const body of draft.notes) {
      if (bodies.has(body)) continue;
      rows.notes.push({
        id: this.#deps.newId(),
        fields: { customerId: home, body, pinned: false, createdAt: this.#now },
      });
    }
    const orders = new Map(held?.stored('orders').map((record) => [record.id, record]));
    for (const order of given) this.#order(home, draft, order, orders, owners, rows);
    return Object.fromEntries(Object.entries(rows).filter(([, all]) => all.length > 0));
  }

  #order(
    home: string,
    draft: CustomerDraft,
    order: OrderDraft,
    held: ReadonlyMap<string, StoredRecord>,
    owners: Owners,
    rows: Record<'orders' | 'lines', NewRow[]>,
  ): void {
    const { shop } = this.#options;
    const id = this.#deps.nameId(`order:${shop}`, order.name) as OrderId;
    const owner = owners.ownerOf(id);
    const total = totalOf(order);
    const said = { ...order.fields, ...(total === undefined ? {} : { totalMinor: total }) };
    const guest = owner !== undefined && owner !== home ? owners.guestOf(owner) : undefined;
    if (guest) {
      this.#claim(home, guest, id, said, rows);
      return;
    }
    if (owner !== undefined && owner !== home) {
      this.#conflict(draft, 'order-of-another', order.number);
      this.orders.skipped += 1;
      return;
    }
    const present = held.get(id);
    if (!present) {
      const fields = { customerId: home, number: order.number, shop, ...said, createdAt: this.#now };
      rows.orders.push({ id, fields });
      order.lines.forEach((line, position) => {
        const lineId = this.#deps.nameId(`line:${shop}:${order.name}`, String(position));
        rows.lines.push({ id: lineId, fields: { orderId: id, position, ...line } });
      });
      this.orders.created += 1;
      return;
    }
    // The platform's newer word about its own order; one that the user deleted stays deleted.
    const changed = changesOf(present, said);
    if (Object.keys(changed.fields).length === 0 || isDeleted(present)) {
      this.orders.skipped += 1;
      return;
    }
    this.orders.updated += 1;
    rows.orders.push({ id, ...changed });
  }

  /** An order that was nobody's, or a deleted customer's, goes to its customer, with its lines. */
  #claim(home: string, guest: Person, id: OrderId, said: object, rows: Record<'orders' | 'lines', NewRow[]>): void {
    const order = guest.stored('orders').find((record) => record.id === id);
    const isAlone = guest.id === id;
    if (!order || isErased(order) || (isAlone && isDeleted(order))) {
      this.orders.skipped += 1;
      return;
    }
    // What went with a customer, as when their import was taken back, comes again with them.
    const again = isDeleted(order) ? { deleted: null } : {};
    const { come, gone } = movingOrder(guest, order, changesOf(order, { ...said, ...again, customerId: home }));
    rows.orders.push(...(come.orders ?? []));
    rows.lines.push(...(come.lines ?? []).map((line) => (isDeleted(order) ? undeleted(line) : line)));
    const left = this.#left.get(guest.id)?.rows;
    const both = (table: 'orders' | 'lines') => [...(left?.[table] ?? []), ...(gone[table] ?? [])];
    this.#left.set(guest.id, { home: guest.id, rows: { orders: both('orders'), lines: both('lines') } });
    this.orders[isAlone ? 'claimed' : 'created'] += 1;
  }

  /** What is to be loaded besides those whom the drafts mean: the orders that went from where they were. */
  left(): LoadPerson[] {
    return [...this.#left.values()];
  }

  /** Whether the rows of one customer contradict each other. */
  #tellDiffering(draft: CustomerDraft): boolean {
    for (const { row, field } of draft.differing) this.#conflict({ row, fields: draft.fields }, 'differs', field);
    return draft.differing.length > 0;
  }

  #conflict({ row, fields }: Pick<CustomerDraft, 'row' | 'fields'>, type: Conflict['type'], about: string): void {
    // Enough to see what kind they are; the count goes on.
    if (this.conflicts.length < 200) this.conflicts.push({ row, name: fields.get('name') ?? '', type, about });
  }
}

/** A line that comes along, on file again where it was deleted with its order. */
function undeleted({ extra, ...line }: NewRow): NewRow {
  if (line.fields.deleted !== true) return { ...line, ...(extra ? { extra } : {}) };
  const { deleted: _stamp, ...stamps } = extra?.stamps ?? {};
  const { deleted: _source, ...sources } = extra?.sources ?? {};
  const fields = { ...line.fields, deleted: null };
  return { ...line, fields, before: { ...line.before, deleted: true }, extra: { ...extra, stamps, sources } };
}

/** What a file changes of an order, and what that was before. */
function changesOf({ fields }: StoredRecord, said: object): Changed {
  const changed = Object.entries(said).filter(([field, value]) => fields[field] !== value);
  return {
    fields: Object.fromEntries(changed),
    before: Object.fromEntries(changed.map(([field]) => [field, fields[field] ?? null])),
  };
}

/** Two parts of a file about one customer: what the first sets stays. */
const mergeRows = (rows: readonly NewRow[]): NewRow =>
  rows.reduce((first, second) => ({
    id: first.id,
    fields: { ...second.fields, ...first.fields },
    before: { ...second.before, ...first.before },
    sets: { tags: [...new Set([...(first.sets?.tags ?? []), ...(second.sets?.tags ?? [])])] },
  }));
