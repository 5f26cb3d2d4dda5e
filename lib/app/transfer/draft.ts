import type { CustomerField } from '../../domain/customer.ts';
import type { IdentityKind } from '../../domain/identity.ts';
import type { MatchKind } from '../../domain/import-target.ts';
import { nameKeys } from '../../identity/name-keys.ts';
import { normaliseEmail } from '../../identity/normalise-email.ts';
import { relayOf } from '../../identity/relay.ts';
import type { ImportLine, ImportOrder, ImportRow } from '../../transfer/import-row.ts';
import { identityKey } from '../identity/identities.ts';

/** Which of the choices an identity is matched by. A masked phone fits many people: it tells nobody apart. */
export function matchKind(kind: IdentityKind): MatchKind | undefined {
  if (kind === 'relay') return 'email';
  if (kind === 'masked-phone') return undefined;
  return kind === 'email' || kind === 'phone' ? kind : 'account';
}

/** One customer as the rows of a file tell of them together. */
export interface CustomerDraft {
  /** First row that told of them. */
  readonly row: number;
  readonly fields: Map<CustomerField, string>;
  /** Values of custom fields as written, by field id. */
  readonly custom: Map<string, string>;
  readonly identities: Map<string, { readonly kind: IdentityKind; readonly key: string; readonly display: string }>;
  readonly tags: Set<string>;
  readonly notes: Set<string>;
  readonly orders: OrderDraft[];
}

export interface OrderDraft {
  readonly row: number;
  /** What names it within its shop: its number, or what the row says of it. */
  readonly name: string;
  readonly number: string;
  fields: Pick<ImportOrder, 'placedAt' | 'totalMinor' | 'currency' | 'status' | 'statusLabel' | 'refundedMinor'>;
  readonly lines: ImportLine[];
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
}

const isRelay = (email: string): boolean => {
  const key = normaliseEmail(email)?.key;
  return key !== undefined && relayOf(key) !== undefined;
};

/** A number from a file of no known platform reads as it stood there: what its key says of the file names nothing. */
const accountText = (key: string) =>
  key.startsWith('import:') ? key.replace(/^import:[^:]*:/, '').replaceAll('%3A', ':') : key;

const FIELDS = ['name', 'company', 'sex', 'birthday', 'address', 'language'] as const;

/** Puts the rows of a file together: rows of one order, and rows of one customer. The first value given is kept. */
export function createDrafts({ matchBy, shop, region }: DraftOptions): Drafts {
  const customers: CustomerDraft[] = [];
  const byKey = new Map<string, CustomerDraft>();
  const byOrder = new Map<string, { customer: CustomerDraft; order: OrderDraft }>();
  const unnamed = new Map<string, number>();

  const isMatched = (kind: IdentityKind) => {
    const choice = matchKind(kind);
    return choice !== undefined && matchBy.includes(choice);
  };

  function identitiesOf({ externalId, emails, phones, accounts, others = [] }: ImportRow['customer']) {
    // The surest reading of each comes first; a number with hidden digits is no phone, a relay address no mailbox.
    const given: [readonly IdentityKind[], string][] = [
      ...(externalId ? [[['account'], `${shop}:${externalId}`] as [IdentityKind[], string]] : []),
      ...accounts.map((value): [IdentityKind[], string] => [['account'], value]),
      ...emails.map((value): [IdentityKind[], string] => [[isRelay(value) ? 'relay' : 'email'], value]),
      ...phones.map((value): [IdentityKind[], string] => [['phone', 'masked-phone'], value]),
    ];
    const found = given.flatMap(([kinds, display]) => {
      for (const kind of kinds) {
        const key = identityKey(kind, display, region);
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

  function customerOf(row: ImportRow): CustomerDraft {
    const identities = identitiesOf(row.customer);
    const keys = identities.filter(({ kind }) => isMatched(kind)).map(({ kind, key }) => `${kind}:${key}`);
    // A name tells nobody apart who has an address or a number.
    if (identities.length === 0 && matchBy.includes('name'))
      keys.push(
        ...nameKeys(row.customer.name ?? '')
          .slice(0, 1)
          .map((key) => `name:${key}`),
      );
    let customer = keys.map((key) => byKey.get(key)).find((known) => known !== undefined);
    if (!customer) {
      customer = {
        row: row.row,
        fields: new Map(),
        custom: new Map(),
        identities: new Map(),
        tags: new Set(),
        notes: new Set(),
        orders: [],
      };
      customers.push(customer);
    }
    for (const key of keys) if (!byKey.has(key)) byKey.set(key, customer);
    for (const identity of identities) {
      const key = `${identity.kind}:${identity.key}`;
      const isTheirs = byKey.get(key) === customer || !byKey.has(key);
      if (isTheirs && !customer.identities.has(key)) customer.identities.set(key, identity);
    }
    return customer;
  }

  function fill(customer: CustomerDraft, given: ImportRow['customer']): void {
    for (const field of FIELDS) {
      const value = given[field];
      if (value !== undefined && !customer.fields.has(field)) customer.fields.set(field, value);
    }
    for (const [id, text] of pairsOf(given.fields)) if (!customer.custom.has(id)) customer.custom.set(id, text);
    for (const tag of given.tags) customer.tags.add(tag);
    if (given.note) customer.notes.add(given.note);
  }

  function orderOf(customer: CustomerDraft, row: number, given: ImportOrder): OrderDraft {
    const { number, line: _line, ...fields } = given;
    const order: OrderDraft = {
      row,
      name: number ?? unnamedOrder(customer, given),
      number: number ?? '',
      fields,
      lines: [],
    };
    customer.orders.push(order);
    if (number !== undefined) byOrder.set(number, { customer, order });
    return order;
  }

  /** Rows without a number are orders of their own, the same ones when the file comes again. */
  function unnamedOrder(customer: CustomerDraft, { placedAt, totalMinor, currency, line }: ImportOrder): string {
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
      const known = given?.number === undefined ? undefined : byOrder.get(given.number);
      const customer = known?.customer ?? customerOf(row);
      fill(customer, told);
      if (!given) return;
      const order = known?.order ?? orderOf(customer, row.row, given);
      const { number: _number, line, ...fields } = given;
      // Rows of one order: what the first leaves open the next may say.
      if (known) order.fields = { ...fields, ...order.fields };
      if (line) order.lines.push(line);
    },
  };
}

/** On its way from the reader a map becomes a list of pairs. */
const pairsOf = (fields: unknown): Iterable<readonly [string, string]> =>
  Array.isArray(fields) || fields instanceof Map ? fields : [];

/** What an order comes to: as the file says, else the sum of its lines where each has an amount. */
export function totalOf({ fields, lines }: OrderDraft): number | undefined {
  if (fields.totalMinor !== undefined) return fields.totalMinor;
  if (lines.length === 0 || lines.some((line) => line.totalMinor === undefined && line.unitMinor === undefined))
    return undefined;
  return lines.reduce((sum, line) => sum + (line.totalMinor ?? Math.round((line.unitMinor ?? 0) * line.quantity)), 0);
}
