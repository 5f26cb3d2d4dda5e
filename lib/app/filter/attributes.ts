import {
  ATTRIBUTE_FAMILIES,
  ATTRIBUTES,
  type Attribute,
  type AttributeFamily,
  splitAttribute,
} from '../../domain/filter.ts';
import { QUALITY_CHECK_IDS } from '../../domain/quality.ts';
import type { Stage, Tier } from '../../domain/receipt.ts';
import type { Summary } from '../../domain/summary.ts';
import type { EpochMs } from '../../domain/time.ts';
import type { Facts } from '../customer-facts.ts';
import { holds } from '../quality/checks.ts';

/** A customer as filters see them. */
export interface Subject {
  readonly summary: Summary;
  readonly score: number | undefined;
  readonly tier: Tier | undefined;
  readonly stage: Stage;
  /** There when a filter needs them. */
  readonly facts: Facts | undefined;
  readonly now: EpochMs;
}

/** What a customer has of an attribute: nothing, one value, or several. */
export type AttributeValue = string | number | undefined | readonly string[];

export interface AttributeReader {
  /** Whether it reads what the summary does not hold. */
  readonly needsFacts?: true;
  read(subject: Subject): AttributeValue;
  /** Tells of one of the values alone, where that is less work. */
  has?(value: string): (subject: Subject) => boolean;
}

const ofSummary = (read: (summary: Summary) => AttributeValue): AttributeReader => ({
  read: ({ summary }) => read(summary),
});
const ofFacts = (read: (facts: Facts, now: EpochMs) => AttributeValue): AttributeReader => ({
  needsFacts: true,
  read: ({ facts, now }) => facts && read(facts, now),
});
const none = (text: string) => (text === '' ? undefined : text);

const READERS: Readonly<Record<Attribute, AttributeReader>> = {
  tier: { read: ({ tier }) => tier },
  stage: { read: ({ stage }) => stage },
  score: { read: ({ score }) => score },
  tag: ofSummary(({ tags }) => tags),
  email: ofSummary(({ email }) => none(email)),
  phone: ofSummary(({ phone }) => none(phone)),
  orders: ofSummary(({ stats }) => stats.orderCount),
  lastPurchase: ofSummary(({ stats }) => stats.lastPurchaseAt),
  firstPurchase: ofSummary(({ stats }) => stats.firstPurchaseAt),
  currency: ofSummary(({ stats }) => stats.net[0]?.currency),
  notes: ofSummary(({ notes }) => notes),
  contacted: ofFacts(({ contactAt }) => contactAt || undefined),
  active: ofFacts(({ activeAt }) => activeAt),
  created: ofFacts(({ createdAt }) => createdAt),
  source: ofFacts(({ sources }) => sources),
  quality: {
    ...ofFacts((facts, now) => QUALITY_CHECK_IDS.filter((check) => holds(check)(facts, now))),
    has: (value) => {
      const check = QUALITY_CHECK_IDS.find((id) => id === value);
      const test = check && holds(check);
      return ({ facts, now }) => facts !== undefined && test?.(facts, now) === true;
    },
  },
};

const FAMILIES: Readonly<Record<AttributeFamily, (member: string) => AttributeReader>> = {
  net: (currency) => ofSummary(({ stats }) => stats.net.find((net) => net.currency === currency)?.amountMinor),
};

/** How an attribute is read, a family's member too; absent for a name that is none. */
export function readerOf(name: string): AttributeReader | undefined {
  const [family = '', member] = splitAttribute(name);
  if (member === undefined) return Object.hasOwn(ATTRIBUTES, name) ? READERS[name as Attribute] : undefined;
  return Object.hasOwn(ATTRIBUTE_FAMILIES, family) ? FAMILIES[family as AttributeFamily](member) : undefined;
}
