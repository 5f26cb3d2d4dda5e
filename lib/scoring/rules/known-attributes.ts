import type { CustomField } from '../../domain/custom-field.ts';
import { customRegister } from '../../domain/custom-field.ts';
import type { CustomValue } from '../../domain/custom-value.ts';
import type { SavedFilter } from '../../domain/filter.ts';
import { minorDigits } from '../../domain/money.ts';
import { STAGES } from '../../domain/receipt.ts';
import { ABC, GROUPS, SCORE_ATTRIBUTES, type ScoreAttributeKind } from '../../domain/score.ts';
import { type SegmentRefusal, segmentRefusal } from '../../domain/segment-use.ts';
import { DAY_MS } from '../../domain/time.ts';
import type { AttributeValue } from './attribute-columns.ts';

/** What can be asked of an attribute in this shop. */
export interface KnownAttribute {
  readonly name: string;
  readonly kind: ScoreAttributeKind;
  /** All the words it can be; absent where any. */
  readonly values?: readonly string[];
  /** The numbers it can be, ends included. */
  readonly from?: number;
  readonly to?: number;
  /** Whole numbers alone. */
  readonly isWhole?: boolean;
  /** Somebody can be several of the words, and none. */
  readonly isSeveral?: boolean;
  /** Words that there are and that cannot be asked for, with why not. */
  readonly refused?: ReadonlyMap<string, SegmentRefusal>;
}
export type KnownAttributes = ReadonlyMap<string, KnownAttribute>;

const SHARE = { from: 0, to: 1 };
const COUNT = { from: 0, isWhole: true };
const FIFTH = { from: 1, to: 5, isWhole: true };
const LIMITS: { readonly [A in keyof typeof SCORE_ATTRIBUTES]?: Omit<KnownAttribute, 'name' | 'kind'> } = {
  pBuy: SHARE,
  valueRank: SHARE,
  satisfaction: SHARE,
  refundShare: SHARE,
  netRank: SHARE,
  purchases: { from: 1, isWhole: true },
  sinceDays: COUNT,
  tenureDays: COUNT,
  recency: FIFTH,
  frequency: FIFTH,
  monetary: FIFTH,
  stage: { values: STAGES },
  group: { values: GROUPS },
  abc: { values: ABC },
  tag: { isSeveral: true },
  segment: { isSeveral: true },
};

export const YES_NO = ['yes', 'no'] as const;

/**
 * What rules can be about: the built-in attributes and the shop's own fields, deleted ones not.
 * @param tags those on file; any tag is known when absent
 * @param segments the shop's
 */
export function knownAttributes(
  fields: readonly CustomField[],
  tags?: readonly string[],
  segments: readonly Pick<SavedFilter, 'id' | 'filter'>[] = [],
): KnownAttributes {
  const refusals = segments.map(({ id, filter }) => [id as string, segmentRefusal(filter)] as const);
  const own = fields.map(ownAttribute).filter((one) => one !== undefined);
  const builtIn = Object.entries(SCORE_ATTRIBUTES).map(
    ([name, kind]): KnownAttribute => ({
      name,
      kind,
      ...LIMITS[name as keyof typeof SCORE_ATTRIBUTES],
      ...(name === 'tag' && tags ? { values: tags } : {}),
      ...(name === 'segment'
        ? {
            values: refusals.flatMap(([id, why]) => (why ? [] : [id])),
            refused: new Map(refusals.flatMap(([id, why]) => (why ? [[id, why] as const] : []))),
          }
        : {}),
    }),
  );
  return new Map([...builtIn, ...own].map((one) => [one.name, one]));
}

function ownAttribute(field: CustomField): KnownAttribute | undefined {
  const name = customRegister(field.id);
  switch (field.kind) {
    case 'number':
    case 'money':
      return { name, kind: 'number' };
    case 'date':
      return { name, kind: 'number', isWhole: true };
    case 'yesno':
      return { name, kind: 'choice', values: YES_NO };
    case 'choice':
    case 'choices':
      return { name, kind: 'choice', values: field.choices.map(({ id }) => id) };
    // Words as people write them have no order and no end.
    case 'text':
    case 'link':
      return undefined;
  }
}

/**
 * What a custom field's value is to a rule: numbers as they are, amounts in major units, days as days since then (before 0
 * for days to come), yes or no as words, choices by their ids. Unknown: text, links, amounts of another currency than the
 * field's, or the base currency where it has none.
 * @param day as of which, whole days since 1970-01-01
 */
export function attributeOfField(
  field: CustomField,
  value: CustomValue | undefined,
  day: number,
  baseCurrency?: string,
): AttributeValue {
  if (value === undefined) return undefined;
  switch (field.kind) {
    case 'number':
      return typeof value === 'number' ? value : undefined;
    case 'money': {
      if (typeof value !== 'object' || !('amountMinor' in value)) return undefined;
      const { amountMinor, currency } = value;
      return currency === (field.currency ?? baseCurrency) ? amountMinor / 10 ** minorDigits(currency) : undefined;
    }
    case 'date':
      return typeof value === 'string' ? day - Math.floor(Date.parse(value) / DAY_MS) : undefined;
    case 'yesno':
      return typeof value === 'boolean' ? (value ? 'yes' : 'no') : undefined;
    case 'choice':
      return typeof value === 'string' ? value : undefined;
    case 'choices':
      return Array.isArray(value) ? (value as readonly string[]) : undefined;
    case 'text':
    case 'link':
      return undefined;
  }
}
