import type { CustomerField } from '../../domain/customer.ts';
import type { IdentityKind } from '../../domain/identity.ts';
import type { OrderDraft, OrderTable } from './order-table.ts';

/** One customer as the rows of a file tell of them together. */
export interface CustomerDraft {
  /** First row that told of them. */
  readonly row: number;
  readonly fields: ReadonlyMap<CustomerField, string>;
  /** Values of custom fields as written, by field id. */
  readonly custom: ReadonlyMap<string, string>;
  readonly identities: ReadonlyMap<string, DraftIdentity>;
  readonly tags: ReadonlySet<string>;
  readonly notes: ReadonlySet<string>;
  readonly orders: readonly OrderDraft[];
  /** What names each of the orders within its shop. */
  readonly orderNames: readonly string[];
  /** What later rows say otherwise than the first did; it is left out, and told. */
  readonly differing: readonly Differing[];
}

interface Differing {
  readonly row: number;
  readonly field: CustomerField;
}

export interface DraftIdentity {
  readonly kind: IdentityKind;
  readonly key: string;
  readonly display: string;
}

/** What the rows say of a customer besides the orders. */
interface Said {
  readonly fields: Map<CustomerField, string>;
  readonly custom: Map<string, string>;
  readonly identities: Map<string, DraftIdentity>;
  readonly tags: Set<string>;
  readonly notes: Set<string>;
  readonly differing: Differing[];
}

/** How many lie open at a time: rows of one customer often follow each other. */
const OPEN_MAX = 50;

/** Where customers lie open; who was opened long ago is closed. */
export interface Shelf {
  opened(customer: Told): void;
}

export function createShelf(): Shelf {
  const open: Told[] = [];
  let next = 0;
  return {
    opened(customer) {
      open[next]?.close();
      open[next] = customer;
      next = (next + 1) % OPEN_MAX;
    },
  };
}

const nameOf = ({ kind, key }: Pick<DraftIdentity, 'kind' | 'key'>) => `${kind}:${key}`;

/** A customer on their way in. Closed, what was said of them is two texts: a third of the room of maps. */
export class Told implements CustomerDraft {
  readonly row: number;
  readonly #orders: OrderTable;
  readonly #places: number[] = [];
  readonly #shelf: Shelf;
  #open: Said | undefined;
  /** Identities by themselves: of plain letters, which take half the room of others. */
  #texts: readonly [words: string, identities: string] | undefined;

  constructor(row: number, orders: OrderTable, shelf: Shelf) {
    this.row = row;
    this.#orders = orders;
    this.#shelf = shelf;
    this.#open = {
      ...{ fields: new Map(), custom: new Map(), identities: new Map() },
      ...{ tags: new Set(), notes: new Set(), differing: [] },
    };
    shelf.opened(this);
  }

  get fields() {
    return this.#read().fields as ReadonlyMap<CustomerField, string>;
  }

  get custom() {
    return this.#read().custom as ReadonlyMap<string, string>;
  }

  get identities() {
    return this.#read().identities as ReadonlyMap<string, DraftIdentity>;
  }

  get tags() {
    return this.#read().tags as ReadonlySet<string>;
  }

  get notes() {
    return this.#read().notes as ReadonlySet<string>;
  }

  get differing() {
    return this.#read().differing as readonly Differing[];
  }

  get orders(): readonly OrderDraft[] {
    return this.#places.map((place) => this.#orders.at(place));
  }

  get orderNames(): readonly string[] {
    return this.#places.map((place) => this.#orders.nameAt(place));
  }

  buys(place: number): void {
    this.#places.push(place);
  }

  isKnownAs(identity: DraftIdentity): void {
    const { identities } = this.#read();
    const name = nameOf(identity);
    if (!identities.has(name)) this.#changed().identities.set(name, identity);
  }

  /** The first value given is kept; one that differs is told once a field. */
  says(row: number, field: CustomerField, value: string): void {
    const { fields, differing } = this.#read();
    const first = fields.get(field);
    if (first === undefined) this.#changed().fields.set(field, value);
    else if (first !== value && !differing.some((one) => one.field === field))
      this.#changed().differing.push({ row, field });
  }

  saysOfOwn(id: string, value: string): void {
    if (!this.#read().custom.has(id)) this.#changed().custom.set(id, value);
  }

  isTagged(tag: string): void {
    if (!this.#read().tags.has(tag)) this.#changed().tags.add(tag);
  }

  isNoted(note: string): void {
    if (!this.#read().notes.has(note)) this.#changed().notes.add(note);
  }

  close(): void {
    if (!this.#open) return;
    this.#texts ??= written(this.#open);
    this.#open = undefined;
  }

  #read(): Said {
    if (this.#open) return this.#open;
    this.#open = readBack(this.#texts as readonly [string, string]);
    this.#shelf.opened(this);
    return this.#open;
  }

  #changed(): Said {
    this.#texts = undefined;
    return this.#read();
  }
}

const written = ({ fields, custom, identities, tags, notes, differing }: Said) =>
  [
    JSON.stringify([[...fields], [...custom], [...tags], [...notes], differing]),
    JSON.stringify(
      Array.from(identities.values(), ({ kind, key, display }) =>
        display === key ? [kind, key] : [kind, key, display],
      ),
    ),
  ] as const;

function readBack([words, identities]: readonly [string, string]): Said {
  const [fields, custom, tags, notes, differing] = JSON.parse(words);
  const known = (JSON.parse(identities) as [IdentityKind, string, string?][]).map(([kind, key, display = key]) => {
    const identity = { kind, key, display };
    return [nameOf(identity), identity] as const;
  });
  return {
    ...{ fields: new Map(fields), custom: new Map(custom), identities: new Map(known) },
    ...{ tags: new Set(tags), notes: new Set(notes), differing },
  };
}
