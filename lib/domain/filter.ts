import * as z from 'zod/mini';
import { CustomerId } from './ids.ts';
import { CUSTOMER_SORTS } from './profile.ts';

/** How an attribute is asked about: by some of a few values, by a number's or a day's limits, or only whether there is one. */
export type AttributeKind = 'choice' | 'number' | 'money' | 'date' | 'known';

/**
 * What customers can be filtered by. An attribute is three lines: its kind here, its reader in
 * `lib/app/filter/attributes.ts`, its name in the catalogues (`filter.of.NAME`).
 */
export const ATTRIBUTES = {
  tier: 'choice',
  stage: 'choice',
  score: 'number',
  tag: 'choice',
  email: 'known',
  phone: 'known',
  orders: 'number',
  lastPurchase: 'date',
  firstPurchase: 'date',
  currency: 'choice',
  notes: 'number',
  contacted: 'date',
  active: 'date',
  created: 'date',
  source: 'choice',
  quality: 'choice',
} as const satisfies Record<string, AttributeKind>;
export type Attribute = keyof typeof ATTRIBUTES;

/** Attributes of which there are as many as the shop has of something: `net:CNY`. */
export const ATTRIBUTE_FAMILIES = {
  /** Net of refunds in one currency: amounts of different ones have no order. */
  net: 'money',
} as const satisfies Record<string, AttributeKind>;
export type AttributeFamily = keyof typeof ATTRIBUTE_FAMILIES;

const own = <T extends object>(table: T, name: string): name is Extract<keyof T, string> => Object.hasOwn(table, name);

/** The kind of an attribute by its name, a family's member too; absent for a name that is none. */
export function attributeKind(name: string): AttributeKind | undefined {
  const [family = '', member] = splitAttribute(name);
  if (member === undefined) return own(ATTRIBUTES, name) ? ATTRIBUTES[name] : undefined;
  return own(ATTRIBUTE_FAMILIES, family) ? ATTRIBUTE_FAMILIES[family] : undefined;
}

/** `net:CNY` → `['net', 'CNY']`, `tier` → `['tier']`. */
export function splitAttribute(name: string): readonly [string, string?] {
  const at = name.indexOf(':');
  return at < 0 ? [name] : [name.slice(0, at), name.slice(at + 1)];
}

const attribute = z.string().check(z.minLength(1), z.maxLength(80));
const values = z.array(z.string().check(z.maxLength(500))).check(z.minLength(1), z.maxLength(200));
const days = z.int().check(z.minimum(0), z.maximum(36_500));

/** One thing that has to be so. */
export const Condition = z.discriminatedUnion('is', [
  z.object({ attribute, is: z.literal('any-of'), values }),
  z.object({ attribute, is: z.literal('none-of'), values }),
  /** Whole minor units for money, epoch ms for days. Either end may be open. */
  z.object({ attribute, is: z.literal('between'), from: z.optional(z.number()), to: z.optional(z.number()) }),
  z.object({ attribute, is: z.literal('in-last'), days }),
  /** Longer ago than that; what never was is not. */
  z.object({ attribute, is: z.literal('before-last'), days }),
  z.object({ attribute, is: z.literal('known') }),
  z.object({ attribute, is: z.literal('unknown') }),
]);
export type Condition = z.infer<typeof Condition>;

/** Which customers: those in whom the text is found and of whom every condition holds. */
export const Filter = z.object({
  text: z._default(z.string().check(z.maxLength(500)), ''),
  where: z._default(z.array(Condition).check(z.maxLength(20)), []),
});
export type Filter = z.infer<typeof Filter>;

/** A filter kept under a name, with the order its list was in. */
export const SavedFilter = z.object({
  id: z.uuid(),
  name: z.string().check(z.minLength(1), z.maxLength(80)),
  filter: Filter,
  sort: z.enum(CUSTOMER_SORTS),
  descending: z.boolean(),
});
export type SavedFilter = z.infer<typeof SavedFilter>;

/** Customers chosen one by one, or all that match but some. */
export const Selection = z.union([
  z.object({ ids: z.array(CustomerId).check(z.maxLength(20_000)) }),
  z.object({ filter: Filter, except: z._default(z.array(CustomerId).check(z.maxLength(20_000)), []) }),
]);
export type Selection = z.infer<typeof Selection>;
