import * as z from 'zod/mini';
import { ActivityEntry } from '../domain/activity.ts';
import { CHOICES_MAX, CustomField, FIELD_KINDS, FIELD_NAME_MAX, KEEP_DAYS_MAX } from '../domain/custom-field.ts';
import { CustomValue } from '../domain/custom-schema.ts';
import { ActionId, CustomerId, FieldId } from '../domain/ids.ts';
import { Currency } from '../domain/money.ts';
import { TABLES } from '../domain/tables.ts';
import { TrashItem } from '../domain/trash.ts';
import { offerContract } from './offer-contract.ts';
import { scoreContract } from './score-contract.ts';
import { scoreRulesContract } from './score-rules-contract.ts';

const actionId = ActionId;
const Done = z.object({ actionId: ActionId });
const name = z.string().check(z.maxLength(FIELD_NAME_MAX));
const purpose = z.string().check(z.maxLength(500));
const keepDays = z.int().check(z.minimum(1), z.maximum(KEEP_DAYS_MAX));
const label = z.string().check(z.maxLength(200));
const short = z.string().check(z.maxLength(500));
const Items = z.object({ actionId: ActionId, items: z.int() });

/** Custom fields, what was done last, and the trash: the part of the contract that the panel does not need at once. */
export const recordsContract = {
  ...scoreContract,
  ...offerContract,
  ...scoreRulesContract,

  /** In their order, archived ones too. */
  'fields.list': { request: z.object({}), reply: z.array(CustomField) },
  /** How many customers have a value of it. */
  'fields.usage': { request: z.object({ fieldId: FieldId }), reply: z.object({ customers: z.int() }) },
  /** Refused when the name is empty or another field's. */
  'fields.add': {
    request: z.object({
      ...{ actionId, name, kind: z.enum(FIELD_KINDS), purpose: z.optional(purpose), keepDays: z.optional(keepDays) },
      ...{ currency: z.optional(Currency), choices: z.optional(z.array(label).check(z.maxLength(CHOICES_MAX))) },
    }),
    reply: z.object({ actionId: ActionId, fieldId: FieldId }),
  },
  /** `choices`: all that are offered, in their order; new ones have no id, those left out are offered no longer. */
  'fields.update': {
    request: z.object({
      ...{ actionId, fieldId: FieldId, name: z.optional(name), purpose: z.optional(z.nullable(purpose)) },
      ...{ keepDays: z.optional(z.nullable(keepDays)), currency: z.optional(z.nullable(Currency)) },
      archived: z.optional(z.boolean()),
      choices: z.optional(z.array(z.object({ id: z.optional(z.uuid()), label })).check(z.maxLength(CHOICES_MAX))),
    }),
    reply: Done,
  },
  /** To a place among the others, from 0. */
  'fields.move': { request: z.object({ actionId, fieldId: FieldId, to: z.int().check(z.minimum(0)) }), reply: Done },
  /** Into the trash: its values are hidden, and come back with it. */
  'fields.remove': { request: z.object({ actionId, fieldId: FieldId }), reply: Done },
  /** A customer's value, typed or as it is kept; null clears. Refused when the field cannot hold it. */
  'fields.set': {
    request: z.object({ actionId, customerId: CustomerId, fieldId: FieldId, value: z.nullable(CustomValue) }),
    reply: Done,
  },

  /** Makes a field again what it was before the action `of` changed it: an action of its own. */
  'history.putBack': {
    request: z.object({
      ...{ actionId, of: ActionId, recordId: z.uuid(), table: z.enum(TABLES), field: short },
      element: z.optional(short),
    }),
    reply: Done,
  },

  /** What was done last, the newest first; `next` is what to ask for `before`. */
  'activity.list': {
    request: z.object({
      before: z.optional(z.int()),
      limit: z.int().check(z.minimum(1), z.maximum(200)),
      /** What pages recorded by themselves too. */
      automatic: z.optional(z.boolean()),
    }),
    reply: z.object({ entries: z.array(ActivityEntry), next: z.optional(z.int()) }),
  },
  /** Whether an action was done: answered when it is, where it is still going on. */
  'activity.outcome': { request: z.object({ actionId }), reply: z.object({ isDone: z.boolean() }) },

  'trash.list': {
    request: z.object({ offset: z.int().check(z.minimum(0)), limit: z.int().check(z.minimum(1), z.maximum(200)) }),
    reply: z.object({ items: z.array(TrashItem), total: z.int() }),
  },
  'trash.restore': {
    request: z.object({ actionId, keys: z.array(z.string().check(z.maxLength(100))).check(z.maxLength(1000)) }),
    reply: Items,
  },
  /** For good, at once: there is no way back. */
  'trash.erase': {
    request: z.object({
      actionId,
      keys: z.union([z.literal('all'), z.array(z.string().check(z.maxLength(100))).check(z.maxLength(1000))]),
    }),
    reply: Items,
  },
} as const;
