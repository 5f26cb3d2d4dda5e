import type { CustomValues } from '../../domain/custom-value.ts';
import type { CustomerId } from '../../domain/ids.ts';
import type { Summary } from '../../domain/summary.ts';
import { hash32 } from '../hash.ts';
import { type Column, encodeColumn, valueAt } from './column.ts';

/** The summaries of some thousands of people as columns. */
export interface SummaryChunk {
  readonly count: number;
  /** Of each home, to find without reading every id. */
  readonly hashes: Uint32Array;
  readonly ids: Column;
  readonly columns: Readonly<Record<Exclude<Field, 'members'>, Column> & { members?: Column }>;
}

type Field = keyof typeof FIELDS;

/** How each column is read off a summary. Amounts are those of the main currency; `rest` holds the others. */
const FIELDS = {
  /** The customer is deleted, or never was more than rows without one. */
  absent: (summary: Summary | undefined) => (summary ? undefined : true),
  name: (summary: Summary | undefined) => summary?.name,
  company: (summary: Summary | undefined) => summary?.company,
  email: (summary: Summary | undefined) => summary?.email,
  phone: (summary: Summary | undefined) => summary?.phone,
  others: (summary: Summary | undefined) => summary?.others,
  tags: (summary: Summary | undefined) => (summary?.tags.length ? JSON.stringify(summary.tags) : undefined),
  custom: (summary: Summary | undefined) => (summary?.custom ? JSON.stringify(summary.custom) : undefined),
  identities: (summary: Summary | undefined) => summary?.identities,
  orders: (summary: Summary | undefined) => summary?.orders,
  interactions: (summary: Summary | undefined) => summary?.interactions,
  notes: (summary: Summary | undefined) => summary?.notes,
  purchases: (summary: Summary | undefined) => summary?.stats.orderCount,
  purchaseDays: (summary: Summary | undefined) => summary?.stats.purchaseDays,
  first: (summary: Summary | undefined) => summary?.stats.firstPurchaseAt,
  last: (summary: Summary | undefined) => summary?.stats.lastPurchaseAt,
  currency: (summary: Summary | undefined) => summary?.stats.net[0]?.currency,
  amount: (summary: Summary | undefined) => summary?.stats.net[0]?.amountMinor,
  amountOrders: (summary: Summary | undefined) => summary?.stats.net[0]?.orderCount,
  /** Chunks of before there were merges lack it. */
  members: (summary: Summary | undefined) => (summary?.members ? JSON.stringify(summary.members) : undefined),
  rest: (summary: Summary | undefined) =>
    summary && summary.stats.net.length > 1 ? JSON.stringify(summary.stats.net.slice(1)) : undefined,
} satisfies Record<string, (summary: Summary | undefined) => unknown>;

/** Collects summaries for one chunk. What they say is put into columns at once: summaries that wait take five times the room. */
export function createChunkBuilder() {
  const homes: string[] = [];
  const columns = Object.fromEntries(Object.keys(FIELDS).map((field) => [field, [] as unknown[]])) as Record<
    Field,
    unknown[]
  >;
  return {
    get count() {
      return homes.length;
    },
    /** @param summary `undefined` for one that is not (or no longer) a customer */
    add(home: string, summary: Summary | undefined): void {
      homes.push(home);
      for (const field in FIELDS) columns[field as Field].push(FIELDS[field as Field](summary));
    },
    encode: (): SummaryChunk => ({
      count: homes.length,
      hashes: Uint32Array.from(homes, hash32),
      ids: encodeColumn(homes),
      columns: Object.fromEntries(
        Object.entries(columns).map(([field, values]) => [field, encodeColumn(values)]),
      ) as Record<Field, Column>,
    }),
  };
}

export const summaryIdAt = (chunk: SummaryChunk, place: number): string => valueAt(chunk.ids, place) as string;

/** The summary at a place; `undefined` for one that is not (or no longer) a customer. */
export function summaryAt(chunk: SummaryChunk, place: number): Summary | undefined {
  const value = <T>(field: Exclude<Field, 'members'>): T => valueAt(chunk.columns[field], place) as T;
  if (value<boolean | undefined>('absent')) return undefined;
  const first = value<number | undefined>('first');
  const last = value<number | undefined>('last');
  const currency = value<string | undefined>('currency');
  const tags = value<string | undefined>('tags');
  const rest = value<string | undefined>('rest');
  const members = chunk.columns.members && (valueAt(chunk.columns.members, place) as string | undefined);
  // Chunks that were written before there were custom fields have no column of them.
  const custom = chunk.columns.custom && value<string | undefined>('custom');
  return {
    id: summaryIdAt(chunk, place) as CustomerId,
    name: value('name'),
    company: value('company'),
    email: value('email'),
    phone: value('phone'),
    others: value('others'),
    tags: tags ? JSON.parse(tags) : [],
    ...(custom ? { custom: JSON.parse(custom) } : {}),
    identities: value('identities'),
    orders: value('orders'),
    interactions: value('interactions'),
    notes: value('notes'),
    stats: {
      orderCount: value('purchases'),
      purchaseDays: value('purchaseDays'),
      ...(first === undefined ? {} : { firstPurchaseAt: first }),
      ...(last === undefined ? {} : { lastPurchaseAt: last }),
      net: currency
        ? [
            { currency, amountMinor: value('amount'), orderCount: value('amountOrders') },
            ...(rest ? JSON.parse(rest) : []),
          ]
        : [],
    },
    ...(members ? { members: JSON.parse(members) } : {}),
  };
}

/** Of a customer what their score needs beside the orders: a fifth of the work of reading the whole summary. */
export interface Outline {
  readonly id: CustomerId;
  /** Who was merged into them. */
  readonly members?: readonly CustomerId[] | undefined;
  readonly tags: readonly string[];
  /** Values of custom fields by field id, read when asked for. */
  custom(): CustomValues;
}

const NO_TAGS: readonly string[] = [];
const NO_VALUES: CustomValues = {};

/** The outline of somebody in a chunk; `undefined` for one that is not (or no longer) a customer. */
export function outlineAt({ ids, columns }: SummaryChunk, place: number): Outline | undefined {
  if (valueAt(columns.absent, place)) return undefined;
  const text = (column: Column | undefined) => column && (valueAt(column, place) as string | undefined);
  const [tags, members, custom] = [text(columns.tags), text(columns.members), text(columns.custom)];
  return {
    id: valueAt(ids, place) as CustomerId,
    members: members ? JSON.parse(members) : undefined,
    tags: tags ? JSON.parse(tags) : NO_TAGS,
    custom: () => (custom ? JSON.parse(custom) : NO_VALUES),
  };
}

export const outlineOf = ({ id, members, tags, custom }: Summary): Outline => ({
  ...{ id, members, tags },
  custom: () => custom ?? NO_VALUES,
});
