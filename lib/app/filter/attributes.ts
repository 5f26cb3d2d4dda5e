import { type Attribute, type AttributeKind, attributeOf } from '../../domain/attributes.ts';
import type { CustomField } from '../../domain/custom-field.ts';
import { QUALITY_CHECK_IDS } from '../../domain/quality.ts';
import type { Stage, Tier } from '../../domain/receipt.ts';
import type { Summary } from '../../domain/summary.ts';
import type { EpochMs } from '../../domain/time.ts';
import type { Facts } from '../customer-facts.ts';
import { holds, type Telling, tellingOf } from '../quality/checks.ts';
import type { AttributeValue } from './attribute-value.ts';
import { customValueOf } from './custom-attribute.ts';

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

/** What a value is worked out from: it is looked up again when that changes. */
type Basis = 'summary' | 'facts' | 'figures';

interface Reading {
  readonly basis: Basis;
  read(subject: Subject): AttributeValue;
  /** What tells of one of the values, where that depends on the moment; nothing tells of what is no value. */
  telling?(value: string): Telling | undefined;
}
export interface AttributeReader extends Reading {
  readonly kind: AttributeKind;
}

const ofSummary = (read: (summary: Summary) => AttributeValue): Reading => ({
  basis: 'summary',
  read: ({ summary }) => read(summary),
});
const ofFacts = (read: (facts: Facts, now: EpochMs) => AttributeValue): Reading => ({
  basis: 'facts',
  read: ({ facts, now }) => facts && read(facts, now),
});
const none = (text: string) => (text === '' ? undefined : text);

const READERS: Readonly<Record<Attribute, Reading>> = {
  tier: { basis: 'figures', read: ({ tier }) => tier },
  stage: { basis: 'figures', read: ({ stage }) => stage },
  score: { basis: 'figures', read: ({ score }) => score },
  tag: ofSummary(({ tags }) => tags),
  name: ofSummary(({ name }) => none(name)),
  company: ofSummary(({ company }) => none(company)),
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
    telling: (value) => {
      const check = QUALITY_CHECK_IDS.find((id) => id === value);
      return check && tellingOf(check);
    },
  },
};

const netIn = (currency: string): Reading =>
  ofSummary(({ stats }) => stats.net.find((net) => net.currency === currency)?.amountMinor);

/** How an attribute is read: `gone` for one of a field that was deleted, absent for a name that is none. */
export function readerOf(name: string, fields: readonly CustomField[]): AttributeReader | 'gone' | undefined {
  const found = attributeOf(name, fields);
  switch (found?.type) {
    case 'fixed':
      return { kind: found.kind, ...READERS[found.name] };
    case 'net':
      return { kind: found.kind, ...netIn(found.currency) };
    case 'custom': {
      const { fieldId, kind, currency } = found;
      return { kind, ...ofSummary(({ custom }) => customValueOf(kind, custom?.[fieldId], currency)) };
    }
    case 'gone':
      return 'gone';
    default:
      return undefined;
  }
}
