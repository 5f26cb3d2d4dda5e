import type { CustomField, FieldKind } from './custom-field.ts';

/**
 * How an attribute is asked about: by some of a few values, by a number's or a day's limits (a share is a number of 0..1 that
 * people read as per cent), by a part of a text, by goods (by what each is known again), or only whether there is one.
 */
export type AttributeKind = 'choice' | 'number' | 'share' | 'money' | 'date' | 'text' | 'goods' | 'known';

/** Under which heading an attribute is looked for. */
export const ATTRIBUTE_GROUPS = ['standing', 'orders', 'contact', 'record', 'fields'] as const;
export type AttributeGroup = (typeof ATTRIBUTE_GROUPS)[number];

/**
 * What customers can be filtered by. An attribute is three lines: its group and kind here, its reader in
 * `lib/app/filter/attributes.ts`, its name in the catalogues (`filter.of.NAME`).
 */
export const ATTRIBUTES = {
  tier: ['standing', 'choice'],
  stage: ['standing', 'choice'],
  score: ['standing', 'number'],
  group: ['standing', 'choice'],
  abc: ['standing', 'choice'],
  recency: ['standing', 'number'],
  frequency: ['standing', 'number'],
  monetary: ['standing', 'number'],
  pBuy: ['standing', 'share'],
  sinceDays: ['orders', 'number'],
  purchases: ['orders', 'number'],
  cohort: ['orders', 'choice'],
  again: ['orders', 'choice'],
  orders: ['orders', 'number'],
  lastPurchase: ['orders', 'date'],
  firstPurchase: ['orders', 'date'],
  currency: ['orders', 'choice'],
  bought: ['orders', 'goods'],
  name: ['contact', 'text'],
  company: ['contact', 'text'],
  email: ['contact', 'text'],
  phone: ['contact', 'text'],
  contacted: ['contact', 'date'],
  tag: ['record', 'choice'],
  notes: ['record', 'number'],
  active: ['record', 'date'],
  created: ['record', 'date'],
  source: ['record', 'choice'],
  quality: ['record', 'choice'],
} as const satisfies Record<string, readonly [AttributeGroup, AttributeKind]>;
export type Attribute = keyof typeof ATTRIBUTES;

const KIND_OF_FIELD: Readonly<Record<FieldKind, AttributeKind>> = {
  text: 'text',
  link: 'text',
  number: 'number',
  // Amounts of different currencies have no order: limits are asked for within one, as `custom:ID:EUR`.
  money: 'known',
  date: 'date',
  choice: 'choice',
  choices: 'choice',
  yesno: 'choice',
};

/** What is needed of the shop's fields to ask about them. */
export type FieldKinds = readonly Pick<CustomField, 'id' | 'kind'>[];

/**
 * An attribute by its name; of families there are as many as the shop has of something: `net:CNY`, `clv12:CNY`, `custom:ID`. One there is, one of a
 * field that is gone, or none at all.
 */
export type FoundAttribute =
  | { readonly type: 'fixed'; readonly name: Attribute; readonly kind: AttributeKind }
  /** Net of refunds in one currency: amounts of different ones have no order. */
  | { readonly type: 'net'; readonly currency: string; readonly kind: 'money' }
  /** What models go by, all in the shop's base currency: the net at the rates of the settings, the value of 12 months. */
  | { readonly type: 'worth' | 'clv12'; readonly currency: string; readonly kind: 'money' }
  | {
      readonly type: 'custom';
      readonly fieldId: string;
      /** Of an amount. */
      readonly currency: string | undefined;
      readonly kind: AttributeKind;
    }
  | { readonly type: 'gone'; readonly fieldId: string }
  | undefined;

/** What the name of an attribute stands for, among the shop's own fields as they are now. */
export function attributeOf(name: string, fields: FieldKinds): FoundAttribute {
  const [family = '', member, currency] = name.split(':');
  if (member === undefined)
    return Object.hasOwn(ATTRIBUTES, name)
      ? { type: 'fixed', name: name as Attribute, kind: ATTRIBUTES[name as Attribute][1] }
      : undefined;
  if (family === 'net' || family === 'worth' || family === 'clv12')
    return currency === undefined ? { type: family, currency: member, kind: 'money' } : undefined;
  if (family !== 'custom') return undefined;
  const field = fields.find(({ id }) => id === member);
  if (!field) return { type: 'gone', fieldId: member };
  const isAmount = field.kind === 'money' && currency !== undefined;
  if (currency !== undefined && !isAmount) return undefined;
  return { type: 'custom', fieldId: member, currency, kind: isAmount ? 'money' : KIND_OF_FIELD[field.kind] };
}

/** How an attribute is asked about; absent for a name that is none, or one of a field that is gone. */
export function attributeKind(name: string, fields: FieldKinds): AttributeKind | undefined {
  const found = attributeOf(name, fields);
  return found === undefined || found.type === 'gone' ? undefined : found.kind;
}

/** The attribute of a field's values; of amounts in one currency. */
export const customAttribute = (fieldId: string, currency?: string): string =>
  currency === undefined ? `custom:${fieldId}` : `custom:${fieldId}:${currency}`;
