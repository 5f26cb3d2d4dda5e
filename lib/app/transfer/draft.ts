import type { IdentityKind } from '../../domain/identity.ts';
import type { MatchKind } from '../../domain/import-target.ts';
import { nameKeys } from '../../identity/name-keys.ts';
import { normaliseEmail } from '../../identity/normalise-email.ts';
import { relayOf } from '../../identity/relay.ts';
import type { ImportOrder, ImportRow } from '../../transfer/import-row.ts';
import { identityKey } from '../identity/identities.ts';
import { createNameTable } from './name-table.ts';
import { createOrderTable, type OrderDraft } from './order-table.ts';
import { type CustomerDraft, createShelf, type DraftIdentity, Told } from './told.ts';

/** Which of the choices an identity is matched by. A masked phone fits many people: it tells nobody apart. */
export function matchKind(kind: IdentityKind): MatchKind | undefined {
  if (kind === 'relay') return 'email';
  if (kind === 'masked-phone') return undefined;
  return kind === 'email' || kind === 'phone' ? kind : 'account';
}

export interface DraftOptions {
  readonly matchBy: readonly MatchKind[];
  /** `platform:shop`, whose customer ids these are. */
  readonly shop: string;
  /** ISO 3166, for phone numbers without a country code. */
  readonly region?: string | undefined;
}

export interface Drafts {
  add(row: ImportRow): void;
  readonly customers: readonly CustomerDraft[];
  /** No more comes: what tells rows apart is let go. */
  seal(): void;
}

const isRelay = (email: string): boolean => {
  const key = normaliseEmail(email)?.key;
  return key !== undefined && relayOf(key) !== undefined;
};

const LATELY_MAX = 20_000;

/** A number from a file of no known platform reads as it stood there: what its key says of the file names nothing. */
const accountText = (key: string) =>
  key.startsWith('import:') ? key.replace(/^import:[^:]*:/, '').replaceAll('%3A', ':') : key;

const FIELDS = ['name', 'company', 'sex', 'birthday', 'address', 'language'] as const;

/** Puts the rows of a file together: rows of one order, and rows of one customer. The first value given is kept. */
export function createDrafts({ matchBy, shop, region }: DraftOptions): Drafts {
  const customers: Told[] = [];
  /** What customers are known by, and by its place who is. */
  const keys = createNameTable();
  const known: Told[] = [];
  const knownBy = (key: string): Told | undefined => {
    const place = keys.find(key);
    return place === undefined ? undefined : known[place];
  };
  const orders = createOrderTable();
  const shelf = createShelf();
  /** By the place of an order whose it is. */
  const buyers: Told[] = [];
  const unnamed = new Map<string, number>();

  /** Of what was met lately: who bought ten times stands in ten rows. */
  const lately = new Map<string, string | undefined>();
  function keyOf(kind: IdentityKind, display: string): string | undefined {
    const name = `${kind} ${display}`;
    if (lately.has(name)) return lately.get(name);
    if (lately.size === LATELY_MAX) lately.clear();
    const key = identityKey(kind, display, region);
    lately.set(name, key);
    return key;
  }

  const isMatched = (kind: IdentityKind) => {
    const choice = matchKind(kind);
    return choice !== undefined && matchBy.includes(choice);
  };

  function identitiesOf({ externalId, emails, phones, accounts, others = [] }: ImportRow['customer']): DraftIdentity[] {
    // The surest reading of each comes first; a number with hidden digits is no phone, a relay address no mailbox.
    const given: [readonly IdentityKind[], string][] = [
      ...(externalId ? [[['account'], `${shop}:${externalId}`] as [IdentityKind[], string]] : []),
      ...accounts.map((value): [IdentityKind[], string] => [['account'], value]),
      ...emails.map((value): [IdentityKind[], string] => [[isRelay(value) ? 'relay' : 'email'], value]),
      ...phones.map((value): [IdentityKind[], string] => [['phone', 'masked-phone'], value]),
    ];
    const found = given.flatMap(([kinds, display]) => {
      for (const kind of kinds) {
        const key = keyOf(kind, display);
        if (key) return [{ kind, key, display: kind === 'account' ? accountText(display) : display }];
      }
      return [];
    });
    for (const { kind, key } of others) {
      // The key of a nick says its shop, which nobody reads.
      const display = kind === 'nick' ? key.slice(key.lastIndexOf(':') + 1).replaceAll('%3A', ':') : key;
      if (identityKey(kind, key, region)) found.push({ kind, key, display });
    }
    return found;
  }

  function customerOf(row: ImportRow): Told {
    const identities = identitiesOf(row.customer);
    const own = identities.filter(({ kind }) => isMatched(kind)).map(({ kind, key }) => `${kind}:${key}`);
    // A name tells nobody apart who has an address or a number.
    if (identities.length === 0 && matchBy.includes('name'))
      own.push(
        ...nameKeys(row.customer.name ?? '')
          .slice(0, 1)
          .map((key) => `name:${key}`),
      );
    let customer = own.map(knownBy).find((one) => one !== undefined);
    if (!customer) {
      customer = new Told(row.row, orders, shelf);
      customers.push(customer);
    }
    for (const key of own) if (keys.find(key) === undefined) known[keys.add(key)] = customer;
    for (const identity of identities) {
      const key = `${identity.kind}:${identity.key}`;
      const whose = knownBy(key);
      if (whose === undefined || whose === customer) customer.isKnownAs(identity);
    }
    return customer;
  }

  function fill(customer: Told, row: number, given: ImportRow['customer']): void {
    for (const field of FIELDS) if (given[field] !== undefined) customer.says(row, field, given[field]);
    for (const [id, value] of given.fields) customer.saysOfOwn(id, value);
    for (const tag of given.tags) customer.isTagged(tag);
    if (given.note) customer.isNoted(given.note);
  }

  /** Rows without a number are orders of their own, the same ones when the file comes again. */
  function unnamedOrder(customer: Told, { placedAt, totalMinor, currency, line }: ImportOrder): string {
    const who = [...customer.identities.keys()][0] ?? customer.fields.get('name') ?? '';
    const said = [who, placedAt, totalMinor, currency, line?.sku, line?.name, line?.quantity, line?.totalMinor];
    const name = JSON.stringify(said);
    const count = (unnamed.get(name) ?? 0) + 1;
    unnamed.set(name, count);
    return `row:${name}:${count}`;
  }

  return {
    customers,
    add(row) {
      const { order: given, customer: told } = row;
      const number = given?.number;
      const known = number === undefined ? undefined : orders.find(number);
      const customer = known === undefined ? customerOf(row) : (buyers[known] as Told);
      fill(customer, row.row, told);
      if (!given) return;
      const { number: _number, line, ...fields } = given;
      let place = known;
      if (place === undefined) {
        place = orders.add(number, number ?? unnamedOrder(customer, given));
        buyers[place] = customer;
        customer.buys(place);
      }
      // Rows of one order: what the first leaves open the next may say.
      orders.fill(place, fields, line);
    },
    seal() {
      for (const former of [unnamed, lately]) former.clear();
      keys.seal();
      known.length = 0;
      orders.seal();
      buyers.length = 0;
    },
  };
}

/** What an order comes to: as the file says, else the sum of its lines where each has an amount. */
export function totalOf({ fields, lines }: OrderDraft): number | undefined {
  if (fields.totalMinor !== undefined) return fields.totalMinor;
  if (lines.length === 0 || lines.some((line) => line.totalMinor === undefined && line.unitMinor === undefined))
    return undefined;
  return lines.reduce((sum, line) => sum + (line.totalMinor ?? Math.round((line.unitMinor ?? 0) * line.quantity)), 0);
}
