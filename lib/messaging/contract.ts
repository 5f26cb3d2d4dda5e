import * as z from 'zod/mini';
import type { CustomValue, CustomValues } from '../domain/custom-value.ts';
import { CUSTOMER_FIELDS, Customer, type CustomerField } from '../domain/customer.ts';
import { Selection } from '../domain/filter.ts';
import { IDENTITY_KINDS, type Identity } from '../domain/identity.ts';
import { ActionId, CustomerId, IdentityId, NoteId, OrderId } from '../domain/ids.ts';
import { MATCH_KINDS } from '../domain/import-target.ts';
import type { Interaction } from '../domain/interaction.ts';
import { NOTE_MAX_CHARS, Note } from '../domain/note.ts';
import { ORDER_STATUSES, Order, OrderLine } from '../domain/order.ts';
import { PageContext } from '../domain/page-context.ts';
import { CustomerRow, HistoryEntry, Profile, TimelineItem } from '../domain/profile.ts';
import { RECORDING, Settings } from '../domain/settings.ts';
import { backupContract } from './backup-contract.ts';
import { listMethods } from './list-contract.ts';
import { mergeContract } from './merge-contract.ts';
import type { recordsContract } from './records-contract.ts';

export type { BulkChange } from './list-contract.ts';

const actionId = ActionId;
const Done = z.object({ actionId: ActionId });
const Nothing = z.object({});
const short = z.string().check(z.maxLength(500));

/** A customer as typed or imported, with identities and orders in one go. */
export const NewCustomer = z.object({
  name: z.optional(short),
  company: z.optional(short),
  sex: z.optional(Customer.shape.sex),
  birthday: z.optional(short),
  address: z.optional(short),
  language: z.optional(short),
  tags: z.optional(z.array(short)),
  emails: z.optional(z.array(short)),
  phones: z.optional(z.array(short)),
  /** `recipe:origin:platform id`. */
  accounts: z.optional(z.array(short)),
  orders: z.optional(
    z.array(
      z.object({
        number: short,
        shop: z.optional(short),
        placedAt: z.int(),
        status: z.optional(z.enum(ORDER_STATUSES)),
        currency: z.string().check(z.regex(/^[A-Z]{3}$/)),
        totalMinor: z.int(),
        refundedMinor: z.optional(z.int()),
        lines: z.optional(
          z.array(
            z.object({ sku: z.optional(short), name: short, quantity: z.number(), unitMinor: z.optional(z.int()) }),
          ),
        ),
      }),
    ),
  ),
  notes: z.optional(z.array(z.string().check(z.maxLength(NOTE_MAX_CHARS)))),
});
export type NewCustomer = z.infer<typeof NewCustomer>;

/** How the rows of a file are put together and matched with what is on file. */
export const ImportOptions = z.object({
  /** The file's name, for the history. */
  file: short,
  /** `platform:shop`, whose order numbers and customer ids these are. */
  shop: short,
  matchBy: z.array(z.enum(MATCH_KINDS)),
  /** Whose value a field keeps where file and customer differ. */
  onConflict: z.enum(['mine', 'file']),
  /** ISO 3166, for phone numbers without a country code; the settings' own when absent. */
  region: z.optional(short),
});
export type ImportOptions = z.infer<typeof ImportOptions>;

/** What an import would do or did, in customers and orders. */
const ImportCounts = z.object({
  created: z.int(),
  updated: z.int(),
  /** Of these: their values on file differ and stay, or the file could mean several people. */
  conflicts: z.int(),
  /** Nothing of them changes. */
  skipped: z.int(),
  orders: z.object({
    created: z.int(),
    updated: z.int(),
    skipped: z.int(),
    /** On file without a customer until now: the file says whose they are. */
    claimed: z._default(z.int(), 0),
  }),
  /** The first of the conflicts. `about`: field or order number. */
  examples: z.array(
    z.object({
      row: z.int(),
      name: z.string(),
      type: z.enum(['several-customers', 'differs', 'order-of-another', 'bad-value']),
      about: z.string(),
    }),
  ),
});

export type ImportCounts = z.infer<typeof ImportCounts>;
export const ImportReport = z.extend(ImportCounts, { undoId: ActionId });
export type ImportReport = z.infer<typeof ImportReport>;

/** One customer with all that is on file of them, for a file to take along. */
export interface ExportPerson {
  /** Values of custom fields by field id. */
  readonly custom?: CustomValues;
  readonly customer: Customer;
  /** Of one made of several records: what the others say where the customer shows something else. */
  readonly otherValues?: Partial<Record<CustomerField, readonly string[]>>;
  /** The same of the shop's own fields, by field id. */
  readonly otherCustom?: Readonly<Record<string, readonly CustomValue[]>>;
  readonly row: CustomerRow;
  readonly identities: readonly Identity[];
  readonly orders: readonly (Order & { readonly lines: readonly OrderLine[] })[];
  readonly notes: readonly Note[];
  readonly interactions: readonly Interaction[];
}

const noteBody = z.string().check(z.maxLength(NOTE_MAX_CHARS));
const Draft = z.object({ customerId: CustomerId, noteId: z.optional(NoteId), body: noteBody, savedAt: z.int() });

/**
 * What an extension page (panel, dashboard, popup) may ask of the background. Requests are parsed by the background,
 * replies by the page. Everything that changes data carries the id of the user action it belongs to: asked twice, done once.
 */
export const contract = {
  'page.get': { request: z.object({ tabId: z.optional(z.int()) }), reply: PageContext },
  /** The panel has painted what it was told at this epoch: its shell may uncover it. */
  'page.shown': { request: z.object({ epoch: z.int() }), reply: Nothing },
  /** Shows another person of the page. */
  'page.select': { request: z.object({ key: short }), reply: Nothing },
  /** "Yes, it is them": the person's email, phone and account become the customer's identities. */
  'page.link': { request: z.object({ actionId, key: short, customerId: CustomerId }), reply: Done },
  /** "Not this person", remembered. */
  'page.reject': { request: z.object({ actionId, key: short, customerId: CustomerId }), reply: Done },
  /** A customer from the person on the page; `fields` are the values as the user left them in the preview. */
  'page.addCustomer': {
    request: z.object({ actionId, key: short, fields: z.object({ name: short, email: short, phone: short }) }),
    reply: z.object({ actionId: ActionId, customerId: CustomerId }),
  },
  /** Records the open message or order for the person shown. */
  'page.record': {
    /** `key`: the person shown; `of`: the message key or order number, so that a page that has moved on is not recorded. */
    request: z.object({ actionId, key: z.optional(short), of: z.optional(short) }),
    reply: Done,
  },

  /** Opens or collapses the panel over a tab. */
  'panel.toggle': { request: z.object({ tabId: z.int() }), reply: Nothing },

  'customers.get': { request: z.object({ customerId: CustomerId }), reply: z.nullable(Profile) },
  'customers.create': {
    request: z.object({
      actionId,
      customers: z.array(NewCustomer).check(z.maxLength(1000)),
      sample: z.optional(z.boolean()),
    }),
    reply: z.object({ actionId: ActionId, customerIds: z.array(CustomerId) }),
  },
  'customers.update': {
    request: z.object({ actionId, customerId: CustomerId, field: z.enum(CUSTOMER_FIELDS), value: z.nullable(short) }),
    reply: Done,
  },
  'customers.remove': { request: z.object({ actionId, customerId: CustomerId }), reply: Done },
  'customers.tag': {
    request: z.object({ actionId, customerId: CustomerId, tag: short, present: z.boolean() }),
    reply: Done,
  },
  'identities.add': {
    request: z.object({ actionId, customerId: CustomerId, kind: z.enum(IDENTITY_KINDS), value: short }),
    reply: Done,
  },
  'identities.remove': { request: z.object({ actionId, identityId: IdentityId }), reply: Done },
  /** Whether several people use it, so that it says of nobody by itself who they are: for everybody who has it. */
  'identities.share': { request: z.object({ actionId, identityId: IdentityId, shared: z.boolean() }), reply: Done },
  ...mergeContract,

  ...listMethods,

  'notes.list': { request: z.object({ customerId: CustomerId }), reply: z.array(Note) },
  /** `here`: link it to the message or order open on the page. */
  'notes.add': {
    request: z.object({ actionId, customerId: CustomerId, body: noteBody, here: z.optional(z.boolean()) }),
    reply: z.object({ actionId: ActionId, noteId: NoteId }),
  },
  'notes.edit': { request: z.object({ actionId, noteId: NoteId, body: noteBody }), reply: Done },
  'notes.pin': { request: z.object({ actionId, noteId: NoteId, pinned: z.boolean() }), reply: Done },
  'notes.tag': { request: z.object({ actionId, noteId: NoteId, tag: short, present: z.boolean() }), reply: Done },
  'notes.remove': { request: z.object({ actionId, noteId: NoteId }), reply: Done },
  /** Unsaved text of a new note (no `noteId`) or of an edit. An empty body forgets the draft. */
  'drafts.save': {
    request: z.object({ customerId: CustomerId, noteId: z.optional(NoteId), body: noteBody }),
    reply: Nothing,
  },
  'drafts.list': { request: z.object({ customerId: CustomerId }), reply: z.array(Draft) },

  /** An import: a page of ours reads the file and hands its rows over, packed; nothing is written before `run`. */
  'imports.open': { request: z.object({ options: ImportOptions }), reply: z.object({ importId: z.string() }) },
  'imports.add': {
    /** Of pieces numbered from 0 one that comes twice is taken once. */
    request: z.object({ importId: z.string(), piece: z.int().check(z.minimum(0)), rows: z.string() }),
    reply: z.object({ customers: z.int() }),
  },
  'imports.preview': { request: z.object({ importId: z.string() }), reply: ImportCounts },
  'imports.run': { request: z.object({ importId: z.string(), actionId }), reply: ImportReport },
  /** Breaks an import off, running or not: nothing of it stays. */
  'imports.close': { request: z.object({ importId: z.string() }), reply: Nothing },

  /** Customers in the order of their ids, from the one after `after`: as many as make one message, at most `limit`. */
  'export.people': {
    request: z.object({
      /** Of this customer alone. */
      customerId: z.optional(CustomerId),
      after: z.optional(CustomerId),
      limit: z.int().check(z.minimum(1), z.maximum(200)),
      /** Of these alone. */
      of: z.optional(Selection),
    }),
    /** `people`: JSON text of `ExportPerson[]`, for whoever writes the file. `next`: what to ask for `after`; absent at the end. */
    reply: z.object({ people: z.string(), count: z.int(), next: z.optional(CustomerId), total: z.int() }),
  },

  /** Orders that belong to no customer, as people without a name. `next`: what to ask for `from`; absent at the end. */
  'export.ofNobody': {
    request: z.object({ from: z.int().check(z.minimum(0)) }),
    reply: z.object({ people: z.string(), next: z.optional(z.int()) }),
  },
  ...backupContract,

  'orders.list': {
    request: z.object({ customerId: z.optional(CustomerId), limit: z.int().check(z.maximum(500)) }),
    reply: z.array(z.extend(Order, { lines: z.array(OrderLine) })),
  },
  'orders.remove': { request: z.object({ actionId, orderId: OrderId }), reply: Done },
  'timeline.list': {
    request: z.object({ customerId: CustomerId, offset: z.int(), limit: z.int().check(z.maximum(200)) }),
    reply: z.array(TimelineItem),
  },

  'search.run': {
    request: z.object({ text: short, limit: z.int().check(z.maximum(100)) }),
    /** The best first. `excerpt` of `field` answers, `ranges` of it are what was looked for: from, to; the name has `nameRanges`. */
    reply: z.array(
      z.object({
        customer: CustomerRow,
        field: z.string(),
        excerpt: z.string(),
        ranges: z.array(z.tuple([z.int(), z.int()])),
        nameRanges: z.optional(z.array(z.tuple([z.int(), z.int()]))),
      }),
    ),
  },
  'history.list': { request: z.object({ recordId: z.uuid() }), reply: z.array(HistoryEntry) },
  /** Takes back one action, or the latest of this browser that can be. */
  'history.undo': {
    request: z.object({ actionId, undo: z.optional(ActionId) }),
    reply: z.nullable(z.object({ actionId: ActionId, undone: ActionId, action: z.string(), kept: z.int() })),
  },
  'history.redo': {
    /** `redo`: the action to do again; the one undone last when absent. */
    request: z.object({ actionId, redo: z.optional(ActionId) }),
    reply: z.nullable(z.object({ actionId: ActionId, undone: ActionId, action: z.string(), kept: z.int() })),
  },
  'store.stats': {
    request: Nothing,
    reply: z.object({
      customers: z.int(),
      identities: z.int(),
      orders: z.int(),
      interactions: z.int(),
      notes: z.int(),
      changes: z.int(),
      schemaVersion: z.int(),
      persisted: z.boolean(),
    }),
  },

  'settings.get': { request: Nothing, reply: Settings },
  'settings.set': { request: z.object({ actionId, settings: z.partial(Settings) }), reply: Done },
  /** Sites the browser granted, with what is recorded there and the built-in sites known by name. */
  'sites.list': {
    request: Nothing,
    reply: z.array(
      z.object({ origin: z.string(), recording: z.optional(z.enum(RECORDING)), recipeName: z.optional(z.string()) }),
    ),
  },
  'sites.setRecording': { request: z.object({ actionId, origin: short, recording: z.enum(RECORDING) }), reply: Done },
  /** The sites a recipe comes with Regulars for; `origins` is empty for software that runs at any address. */
  'sites.known': {
    request: Nothing,
    reply: z.array(z.object({ recipe: z.string(), name: z.string(), origins: z.array(z.string()) })),
  },
  /** Takes the grant back: every script and panel of ours leaves the site's open pages. */
  'sites.revoke': { request: z.object({ origin: short }), reply: Nothing },
} as const;

/** With the methods that pages bring when they first ask one of them; `wholeContract` has them all. */
export type Contract = typeof contract & typeof recordsContract;
export type Method = keyof Contract;
export type RequestOf<M extends Method> = z.input<Contract[M]['request']>;
export type ReplyOf<M extends Method> = z.output<Contract[M]['reply']>;

/** Why a request was refused. Every page shows the same sentence for the same type. */
export const FAILURES = [
  'not-allowed',
  'bad-request',
  'not-found',
  'not-merged',
  'storage-full',
  'storage-blocked',
  'storage-newer',
  'storage-failed',
  'disconnected',
  'cancelled',
] as const;
export const Failure = z.object({ type: z.enum(FAILURES) });
export type Failure = z.infer<typeof Failure>;

const SCORING_PHASES = ['reading', 'fitting', 'scoring', 'rehearsing', 'pairs'] as const;

/** What the background tells an extension page unasked. */
export const Push = z.discriminatedUnion('event', [
  /** The page under the panel changed; `profile` saves asking for the person shown. */
  z.object({ event: z.literal('page'), context: PageContext, profile: z.optional(Profile) }),
  /** Records changed, whoever did it. */
  z.object({
    event: z.literal('changed'),
    actionId: ActionId,
    tables: z.array(z.string()),
    /** Whose records; all may have changed when it is `'many'`. */
    customerIds: z.union([z.literal('many'), z.array(CustomerId)]),
  }),
  /** How far a running import is, in customers. */
  z.object({ event: z.literal('import'), importId: z.string(), done: z.int(), total: z.int() }),
  /** How far a running change to many customers is. */
  z.object({ event: z.literal('bulk'), actionId: ActionId, done: z.int(), total: z.int() }),
  /** How far the scores are that somebody waits for. */
  z.object({ event: z.literal('scoring'), phase: z.enum(SCORING_PHASES), done: z.int(), total: z.int() }),
]);
export type Push = z.infer<typeof Push>;
