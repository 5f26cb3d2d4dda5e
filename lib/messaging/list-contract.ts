import * as z from 'zod/mini';
import { CUSTOMER_FIELDS } from '../domain/customer.ts';
import { Filter, ListSort, SavedFilter, Selection, Where } from '../domain/filter.ts';
import { ActionId, CustomerId } from '../domain/ids.ts';
import { CustomerRow, RowMarks } from '../domain/profile.ts';
import { QUALITY_CHECK_IDS } from '../domain/quality.ts';

const actionId = ActionId;
const Done = z.object({ actionId: ActionId });
const Nothing = z.object({});
const short = z.string().check(z.maxLength(500));

/** One change to many customers. */
const BulkChange = z.discriminatedUnion('do', [
  z.object({ do: z.literal('tag'), tag: short }),
  z.object({ do: z.literal('untag'), tag: short }),
  z.object({ do: z.literal('set'), field: z.enum(CUSTOMER_FIELDS), value: z.nullable(short) }),
  z.object({ do: z.literal('remove') }),
]);
export type BulkChange = z.infer<typeof BulkChange>;

/** Rows of the list in order. */
const ListPage = z.object({
  rows: z.array(CustomerRow),
  total: z.int(),
  /** At least so many match: by a note or a misspelling it may be more. */
  isCut: z.optional(z.boolean()),
  /** For each row what of it the filter's text was found in. */
  marks: z.optional(z.array(RowMarks)),
  /** It is not known yet who matches, because that is being counted; a push `changed` of the table `offers` says when to ask again. */
  waitsFor: z.optional(z.literal('goods')),
});

const ValueCounts = z.array(z.object({ value: z.string(), count: z.int() }));

/** The part of the contract about the list: saved filters, changes to many, data quality, who was opened last. */
export const listMethods = {
  /** Customers whom a text and conditions find, in order, some at a time. */
  'customers.list': {
    request: z.object({
      sort: ListSort,
      descending: z.boolean(),
      filter: short,
      where: z.optional(Where),
      offset: z.int().check(z.minimum(0)),
      limit: z.int().check(z.minimum(1), z.maximum(500)),
      /** Does not wait for long for what has to be counted first. */
      isHurried: z.optional(z.boolean()),
    }),
    reply: ListPage,
  },

  /** The filters kept under a name, by name. */
  'filters.list': { request: Nothing, reply: z.array(SavedFilter) },
  /** Keeps a filter, or with an id changes the one that is kept. */
  'filters.save': {
    request: z.extend(z.omit(SavedFilter, { id: true }), { actionId, id: z.optional(z.uuid()) }),
    reply: z.object({ actionId: ActionId, id: z.uuid() }),
  },
  'filters.remove': { request: z.object({ actionId, id: z.uuid() }), reply: Done },
  /** Whom a filter finds, in order, for going through them one by one; `total` counts those beyond the limit too. */
  'filters.ids': {
    request: z.object({
      filter: Filter,
      sort: ListSort,
      descending: z.boolean(),
      limit: z.int().check(z.minimum(1), z.maximum(1000)),
    }),
    reply: z.object({ ids: z.array(CustomerId), total: z.int() }),
  },
  /** Which values there are to filter by, and how many customers have each; the commonest first. */
  'filters.values': {
    request: Nothing,
    reply: z.object({
      tag: ValueCounts,
      source: ValueCounts,
      currency: ValueCounts,
      /** Months of first purchases, the latest first, and after how many months somebody bought again. */
      cohort: ValueCounts,
      again: ValueCounts,
      /** What amounts of the models are in; absent until there is one. */
      base: z.optional(z.string()),
      /** By field id: choices by their ids, `yes` and `no`, texts; of amounts the currencies. */
      custom: z.record(z.string(), ValueCounts),
    }),
  },

  /**
   * How many customers are chosen, and how many of them a change would change; `people`: a hundred of those from `from` on.
   * `mark` tells them from any others.
   */
  'bulk.preview': {
    request: z.object({
      of: Selection,
      change: z.optional(BulkChange),
      from: z.optional(z.int().check(z.minimum(0))),
    }),
    reply: z.object({ customers: z.int(), changing: z.int(), mark: z.string(), people: z.array(CustomerRow) }),
  },
  /**
   * Changes them all in one action, or none of them when it is cancelled. With the mark of a preview it changes exactly whom
   * that told of, or, when it would be others by now, nobody: `isOther`.
   */
  'bulk.run': {
    request: z.object({ actionId, of: Selection, change: BulkChange, mark: z.optional(short) }),
    reply: z.object({
      actionId: ActionId,
      customers: z.int(),
      changed: z.int(),
      isOther: z.optional(z.boolean()),
    }),
  },
  /** Breaks a running change off, nothing of it stays; without its id the preview that is being counted. */
  'bulk.cancel': { request: z.object({ actionId: z.optional(ActionId) }), reply: Nothing },

  /** The data-quality report: of each check how many customers it holds of. */
  'quality.report': {
    request: Nothing,
    reply: z.object({
      customers: z.int(),
      checks: z.array(z.object({ check: z.enum(QUALITY_CHECK_IDS), count: z.int() })),
    }),
  },

  /** Who was opened last on this device, the latest first. */
  'recent.list': { request: Nothing, reply: z.array(CustomerRow) },
  'recent.add': { request: z.object({ customerId: CustomerId }), reply: Nothing },
} as const;
