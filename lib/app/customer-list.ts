import type { CustomerId } from '../domain/ids.ts';
import type { CUSTOMER_SORTS, CustomerRow } from '../domain/profile.ts';
import { DEFAULT_CLOCK, lifecycleOf } from '../scoring/lifecycle.ts';
import type { Reader } from '../storage/reader.ts';
import type { AppDeps } from './deps.ts';
import type { Scores } from './scores.ts';

export interface ListQuery {
  readonly sort: (typeof CUSTOMER_SORTS)[number];
  readonly descending: boolean;
  readonly filter: string;
  readonly offset: number;
  readonly limit: number;
}

/** The rows of the customer list, kept in memory and refreshed where the data changed. */
export interface CustomerList {
  page(query: ListQuery): Promise<{ rows: CustomerRow[]; total: number }>;
  row(customerId: CustomerId): Promise<CustomerRow | undefined>;
  forget(customerIds: readonly CustomerId[]): void;
}

interface Entry {
  readonly row: CustomerRow;
  /** Everything the filter looks at, folded. */
  readonly text: string;
}

/** Case, width and accents do not matter to a filter. */
const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

export function createCustomerList(deps: AppDeps, scores: Scores): CustomerList {
  const collator = new Intl.Collator(undefined, { numeric: true });
  let reading: Promise<Map<CustomerId, Entry>> | undefined;
  const stale = new Set<CustomerId>();
  let sorted: { key: string; entries: Entry[] } | undefined;

  async function entryOf(reader: Reader, customerId: CustomerId): Promise<Entry | undefined> {
    const [customer, identities, notes] = await Promise.all([
      reader.get('customers', customerId),
      reader.list('identities', 'customerId', customerId),
      reader.list('notes', 'customerId', customerId),
    ]);
    return customer && makeEntry(customer, identities, notes.length);
  }

  function makeEntry(
    customer: { id: CustomerId; name?: string | undefined; company?: string | undefined; tags: readonly string[] },
    identities: readonly { kind: string; display: string; key: string }[],
    noteCount: number,
  ): Entry {
    const first = (kind: string) => identities.find((identity) => identity.kind === kind)?.display ?? '';
    const row: CustomerRow = {
      id: customer.id,
      name: customer.name ?? '',
      company: customer.company ?? '',
      email: first('email'),
      phone: first('phone'),
      tags: [...customer.tags],
      orderCount: 0,
      stage: 'prospect',
      noteCount,
    };
    const words = [row.name, row.company, ...row.tags, ...identities.flatMap(({ display, key }) => [display, key])];
    return { row, text: fold(words.join('\n')) };
  }

  /** The numbers change with every order of any customer, so they are put in last. */
  async function withNumbers({ row, text }: Entry): Promise<Entry> {
    const [stats, receipt] = await Promise.all([scores.statsOf(row.id), scores.receipt(row.id)]);
    const net = stats.net[0];
    return {
      text,
      row: {
        ...row,
        orderCount: stats.orderCount,
        ...(stats.lastPurchaseAt === undefined ? {} : { lastPurchaseAt: stats.lastPurchaseAt }),
        ...(net ? { net: { currency: net.currency, amountMinor: net.amountMinor } } : {}),
        ...(receipt.type === 'scored' ? { score: receipt.score, tier: receipt.tier } : {}),
        stage: lifecycleOf(stats, DEFAULT_CLOCK, deps.now()).stage,
      },
    };
  }

  const readAll = () =>
    deps.store.read(async (reader) => {
      const [customers, identities, notes] = await Promise.all([
        reader.all('customers'),
        reader.all('identities'),
        reader.all('notes'),
      ]);
      const identitiesBy = Map.groupBy(identities, (identity) => identity.customerId);
      const notesBy = Map.groupBy(notes, (note) => note.customerId);
      return new Map(
        customers.map((customer) => [
          customer.id,
          makeEntry(customer, identitiesBy.get(customer.id) ?? [], notesBy.get(customer.id)?.length ?? 0),
        ]),
      );
    });

  const readAgain = (entries: Map<CustomerId, Entry>, ids: readonly CustomerId[]) =>
    deps.store.read(async (reader) => {
      for (const id of ids) {
        const entry = await entryOf(reader, id);
        if (entry) entries.set(id, entry);
        else entries.delete(id);
      }
      sorted = undefined;
      return entries;
    });

  /** Every customer's row: read whole once, then only what changed. Whoever asks meanwhile waits too. */
  function current(): Promise<Map<CustomerId, Entry>> {
    const before = reading;
    if (before && stale.size === 0) return before;
    const ids = [...stale];
    stale.clear();
    const next = (before ? before.then((entries) => readAgain(entries, ids)) : readAll()).catch((error: unknown) => {
      reading = undefined;
      throw error;
    });
    reading = next;
    return next;
  }

  return {
    async page({ sort, descending, filter, offset, limit }) {
      const entries = await current();
      const key = JSON.stringify([sort, descending, filter]);
      if (sorted?.key !== key) {
        const words = fold(filter).split(/\s+/).filter(Boolean);
        const matching = [...entries.values()].filter((entry) => words.every((word) => entry.text.includes(word)));
        const full = await Promise.all(matching.map(withNumbers));
        full.sort((a, b) => compare(a.row, b.row, sort, descending, collator));
        sorted = { key, entries: full };
      }
      return {
        rows: sorted.entries.slice(offset, offset + limit).map((entry) => entry.row),
        total: sorted.entries.length,
      };
    },
    async row(customerId) {
      const entry = (await current()).get(customerId);
      return entry && (await withNumbers(entry)).row;
    },
    forget(customerIds) {
      sorted = undefined;
      for (const id of customerIds) stale.add(id);
    },
  };
}

/** Unknown values come last whichever way the list is turned. */
function compare(
  a: CustomerRow,
  b: CustomerRow,
  sort: ListQuery['sort'],
  descending: boolean,
  collator: Intl.Collator,
): number {
  const turn = descending ? -1 : 1;
  const byName = collator.compare(a.name, b.name);
  if (sort === 'name') return Number(a.name === '') - Number(b.name === '') || turn * byName;
  const value = (row: CustomerRow) => (sort === 'net' ? row.net?.amountMinor : row[sort]);
  const [left, right] = [value(a), value(b)];
  if (left === undefined || right === undefined)
    return Number(left === undefined) - Number(right === undefined) || byName;
  // Amounts of different currencies have no order: they are grouped.
  if (sort === 'net' && a.net?.currency !== b.net?.currency)
    return collator.compare(a.net?.currency ?? '', b.net?.currency ?? '');
  return turn * (left - right) || byName;
}
