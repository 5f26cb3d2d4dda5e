import type { OrderId } from '../../domain/ids.ts';
import type { LoadPerson } from '../../storage/load-moves.ts';
import { type Changed, linesOf, movingOrder } from '../../storage/load-moves.ts';
import type { Person } from '../../storage/person.ts';
import { isDeleted, isErased, isTakenBack, type StoredRecord } from '../../storage/record.ts';
import type { NewRow } from '../../storage/segments/block.ts';
import type { AppDeps } from '../deps.ts';
import { totalOf } from './draft.ts';
import type { OrderDraft } from './order-table.ts';
import type { CustomerDraft } from './told.ts';

/** Orders counted. Claimed: on file as nobody's until now. */
export type OrderCounts = Record<'created' | 'updated' | 'skipped' | 'claimed', number>;

/** Whose the orders of the drafts are on file. */
export interface Owners {
  /** A customer, or the order itself where it is nobody's. */
  ownerOf(orderId: OrderId): string | undefined;
  /** Who has an order that is free to go: the order itself where it is nobody's, or a customer who was deleted. */
  guestOf(home: string): Person | undefined;
}

/** For whom an order of the file is, and what they have on file. */
interface Customer {
  readonly home: string;
  readonly draft: CustomerDraft;
  readonly held: Person | undefined;
  /** All that they have, by their ids. */
  readonly orders: ReadonlyMap<string, StoredRecord>;
}
type Rows = Record<'orders' | 'lines', NewRow[]>;

/** Works the orders of drafts out into what to load, and counts them. */
export class OrderPlanner {
  readonly counts: OrderCounts = { created: 0, updated: 0, skipped: 0, claimed: 0 };
  /** What is left to say where orders were that are somebody's now, by that home. */
  readonly #left = new Map<string, LoadPerson>();
  readonly #deps: Pick<AppDeps, 'nameId'>;
  readonly #shop: string;
  readonly #now: number;
  readonly #isAnothers: (draft: CustomerDraft, number: string) => void;

  /** @param options.isAnothers is told of orders that stay with somebody else */
  constructor(
    deps: Pick<AppDeps, 'nameId' | 'now'>,
    {
      shop,
      isAnothers,
    }: { readonly shop: string; readonly isAnothers: (draft: CustomerDraft, number: string) => void },
  ) {
    this.#deps = deps;
    this.#shop = shop;
    this.#now = deps.now();
    this.#isAnothers = isAnothers;
  }

  /** What a draft's order adds or changes. */
  plan({ home, draft, held, orders }: Customer, order: OrderDraft, owners: Owners, rows: Rows): void {
    const shop = this.#shop;
    const id = this.#deps.nameId(`order:${shop}`, order.name) as OrderId;
    const owner = owners.ownerOf(id);
    const total = totalOf(order);
    const said = { ...order.fields, ...(total === undefined ? {} : { totalMinor: total }) };
    const guest = owner !== undefined && owner !== home ? owners.guestOf(owner) : undefined;
    if (guest) {
      this.#claim(home, guest, { order, id, said }, rows);
      return;
    }
    if (owner !== undefined && owner !== home) {
      this.#isAnothers(draft, order.number);
      this.counts.skipped += 1;
      return;
    }
    const present = orders.get(id);
    if (!present) {
      const fields = { customerId: home, number: order.number, shop, ...said, createdAt: this.#now };
      rows.orders.push({ id, fields });
      for (const line of this.#linesOf(order, id)) rows.lines.push(line);
      this.counts.created += 1;
      return;
    }
    if (held && isTakenBack(present)) {
      rows.orders.push({ id, ...anew(present, said) });
      const lines = this.#linesAnew(held, order, id);
      rows.lines.push(...lines.fresh, ...Array.from(lines.known, ([line, changed]) => ({ id: line, ...changed })));
      this.counts.created += 1;
      return;
    }
    // The platform's newer word about its own order; one that the user deleted stays deleted.
    const changed = changesOf(present, said);
    if (Object.keys(changed.fields).length === 0 || isDeleted(present)) {
      this.counts.skipped += 1;
      return;
    }
    this.counts.updated += 1;
    rows.orders.push({ id, ...changed });
  }

  #linesOf({ name, lines }: OrderDraft, orderId: OrderId): NewRow[] {
    const space = `line:${this.#shop}:${name}`;
    return lines.map((line, position) => ({
      id: this.#deps.nameId(space, String(position)),
      fields: { orderId, position, ...line },
    }));
  }

  /** The lines of an order that comes again: as this file has them, those that it shares with the former one on file again. */
  #linesAnew(held: Person, order: OrderDraft, id: OrderId): { known: Map<string, Changed>; fresh: NewRow[] } {
    const present = new Map(linesOf(held, id).map((line) => [line.id, line]));
    const known = new Map<string, Changed>();
    const fresh: NewRow[] = [];
    for (const line of this.#linesOf(order, id)) {
      const former = present.get(line.id);
      if (former) known.set(line.id, anew(former, line.fields));
      else fresh.push(line);
    }
    return { known, fresh };
  }

  /** An order that was nobody's, or a deleted customer's, goes to its customer, with its lines. */
  #claim(
    home: string,
    guest: Person,
    { order, id, said }: { readonly order: OrderDraft; readonly id: OrderId; readonly said: object },
    rows: Rows,
  ): void {
    const present = guest.stored('orders').find((record) => record.id === id);
    const isAlone = guest.id === id;
    if (!present || isErased(present) || (isAlone && isDeleted(present) && !isTakenBack(present))) {
      this.counts.skipped += 1;
      return;
    }
    // What went with a customer, as when their import was taken back, comes again with them.
    const isAgain = isDeleted(present);
    const whose = { ...said, customerId: home };
    const lines = isAgain ? this.#linesAnew(guest, order, id) : undefined;
    const changed = isAgain ? anew(present, whose) : changesOf(present, whose);
    const { come, gone } = movingOrder(guest, present, changed, lines?.known);
    rows.orders.push(...(come.orders ?? []));
    rows.lines.push(...(come.lines ?? []), ...(lines?.fresh ?? []));
    const left = this.#left.get(guest.id)?.rows;
    const both = (table: 'orders' | 'lines') => [...(left?.[table] ?? []), ...(gone[table] ?? [])];
    this.#left.set(guest.id, { home: guest.id, rows: { orders: both('orders'), lines: both('lines') } });
    this.counts[isAlone && !isAgain ? 'claimed' : 'created'] += 1;
  }

  /** What is to be loaded besides those whom the drafts mean: the orders that went from where they were. */
  left(): LoadPerson[] {
    return [...this.#left.values()];
  }
}

/** What stays of an order or line that comes again, whatever the file says: whose it is and when it came. */
const STAYS: readonly string[] = ['customerId', 'orderId', 'number', 'shop', 'createdAt'];

/** A record that comes again says what this file says of it, and nothing that only the former one said. */
function anew(present: StoredRecord, said: object): Changed {
  const former = Object.keys(present.fields).filter((field) => !STAYS.includes(field));
  return changesOf(present, { ...Object.fromEntries(former.map((field) => [field, null])), ...said, deleted: null });
}

/** What a file changes of a record, and what that was before. */
function changesOf({ fields }: StoredRecord, said: object): Changed {
  const changed = Object.entries(said).filter(([field, value]) => (fields[field] ?? null) !== value);
  return {
    fields: Object.fromEntries(changed),
    before: Object.fromEntries(changed.map(([field]) => [field, fields[field] ?? null])),
  };
}
