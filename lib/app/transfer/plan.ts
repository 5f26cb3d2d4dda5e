import { type CustomField, customRegister } from '../../domain/custom-field.ts';
import { type CustomValue, isSameValue, readCustomValue } from '../../domain/custom-value.ts';
import type { CustomerId } from '../../domain/ids.ts';
import type { MatchKind } from '../../domain/import-target.ts';
import type { Table } from '../../domain/tables.ts';
import { AGAIN, type LoadPerson } from '../../storage/load-moves.ts';
import type { Person } from '../../storage/person.ts';
import { isTakenBack } from '../../storage/record.ts';
import type { NewRow } from '../../storage/segments/block.ts';
import type { AppDeps } from '../deps.ts';
import type { OrderDraft } from './order-table.ts';
import { type OrderCounts, OrderPlanner, type Owners } from './plan-orders.ts';
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
  readonly orders: OrderCounts;
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
  readonly #orders: OrderPlanner;

  constructor(deps: Pick<AppDeps, 'now' | 'newId' | 'nameId'>, options: PlanOptions) {
    this.#deps = deps;
    this.#options = options;
    this.#now = deps.now();
    this.#orders = new OrderPlanner(deps, {
      shop: options.shop,
      isAnothers: (draft, number) => this.#conflict(draft, 'order-of-another', number),
    });
  }

  get counts(): ImportCounts {
    const { created, updated, conflicting, skipped } = this;
    return { created, updated, conflicts: conflicting, skipped, orders: { ...this.#orders.counts } };
  }

  /** Some conflicts, in the order of the file. */
  examples(): Conflict[] {
    return this.conflicts.toSorted((one, other) => one.row - other.row).slice(0, 50);
  }

  /** The draft could mean several people on file: nothing is done. */
  ambiguous(draft: CustomerDraft): void {
    this.conflicting += 1;
    this.skipped += 1;
    this.#orders.counts.skipped += draft.orderNames.length;
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
    const known = new Map(
      (held?.stored('identities') ?? []).map((one) => [`${String(one.fields.kind)}:${String(one.fields.key)}`, one]),
    );
    for (const [name, { kind, key, display }] of draft.identities) {
      const present = known.get(name);
      if (present && isTakenBack(present)) rows.identities.push({ id: present.id, ...AGAIN });
      if (present) continue;
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
    for (const order of given) this.#orders.plan({ home, draft, held, orders }, order, owners, rows);
    return Object.fromEntries(Object.entries(rows).filter(([, all]) => all.length > 0));
  }

  /** What is to be loaded besides those whom the drafts mean. */
  left(): LoadPerson[] {
    return this.#orders.left();
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

/** Two parts of a file about one customer: what the first sets stays. */
const mergeRows = (rows: readonly NewRow[]): NewRow =>
  rows.reduce((first, second) => ({
    id: first.id,
    fields: { ...second.fields, ...first.fields },
    before: { ...second.before, ...first.before },
    sets: { tags: [...new Set([...(first.sets?.tags ?? []), ...(second.sets?.tags ?? [])])] },
  }));
