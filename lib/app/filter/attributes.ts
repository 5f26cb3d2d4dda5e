import { type Attribute, type AttributeKind, attributeOf } from '../../domain/attributes.ts';
import { bitOfMonth, cohortText, monthsAgain } from '../../domain/cohort.ts';
import type { CustomField } from '../../domain/custom-field.ts';
import { QUALITY_CHECK_IDS } from '../../domain/quality.ts';
import type { Stage, Tier } from '../../domain/receipt.ts';
import { ABC, GROUPS } from '../../domain/score.ts';
import type { Summary } from '../../domain/summary.ts';
import type { EpochMs } from '../../domain/time.ts';
import type { Facts } from '../customer-facts.ts';
import { holds, type Telling, tellingOf } from '../quality/checks.ts';
import type { ToldFigure } from '../scoring/told-figures.ts';
import type { AttributeValue } from './attribute-value.ts';
import { customValueOf } from './custom-attribute.ts';

/** A customer as filters see them. */
export interface Subject {
  readonly summary: Summary;
  readonly score: number | undefined;
  readonly tier: Tier | undefined;
  readonly stage: Stage;
  /** What the models say of them, where that has been brought. */
  told(figure: ToldFigure): number | undefined;
  readonly sinceDays: number | undefined;
  /** What amounts that the models go by are in. */
  readonly baseCurrency: string | undefined;
  /** There when a filter needs them. */
  readonly facts: Facts | undefined;
  readonly now: EpochMs;
}

/**
 * What a value is worked out from: it is looked up again when that changes. `models` have to be brought beside figures; who
 * bought what is asked of goods, not of people.
 */
type Basis = 'summary' | 'facts' | 'figures' | 'models' | 'goods';

interface Reading {
  readonly basis: Basis;
  read(subject: Subject): AttributeValue;
  /** What tells of one of the values, where that depends on the moment; nothing tells of what is no value. */
  telling?(value: string): Telling | undefined;
  readonly bits?: Bits;
}
/** Several of a few values as one number: a bit for each. Sets of them are too many to be told apart one by one. */
interface Bits {
  of(subject: Subject): number | undefined;
  /** 0 for what is no value. */
  bit(value: string): number;
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
const ofModels = (read: (subject: Subject) => AttributeValue): Reading => ({ basis: 'models', read });
const told = (figure: ToldFigure): Reading => ofModels((subject) => subject.told(figure));
/** Of a code that is one more than the place of its word. */
const wordOf = (figure: ToldFigure, words: readonly string[]): Reading =>
  ofModels((subject) => words[(subject.told(figure) ?? 0) - 1]);
const fifthOf = (figure: ToldFigure): Reading => ofModels((subject) => subject.told(figure) || undefined);
const amountIn = (figure: ToldFigure, currency: string): Reading =>
  ofModels((subject) => (subject.baseCurrency === currency ? subject.told(figure) : undefined));
const none = (text: string) => (text === '' ? undefined : text);

const READERS: Readonly<Record<Attribute, Reading>> = {
  tier: { basis: 'figures', read: ({ tier }) => tier },
  stage: { basis: 'figures', read: ({ stage }) => stage },
  score: { basis: 'figures', read: ({ score }) => score },
  group: wordOf('group', GROUPS),
  abc: wordOf('abc', ABC),
  recency: fifthOf('recency'),
  frequency: fifthOf('frequency'),
  monetary: fifthOf('monetary'),
  pBuy: told('pBuy'),
  sinceDays: { basis: 'figures', read: ({ sinceDays }) => sinceDays },
  purchases: told('purchases'),
  cohort: ofModels((subject) => {
    const month = subject.told('cohort');
    return month === undefined ? undefined : cohortText(month);
  }),
  again: {
    ...ofModels((subject) => monthsAgain(subject.told('again') ?? 0)),
    bits: { of: (subject) => subject.told('again'), bit: (value) => bitOfMonth(Number(value)) },
  },
  tag: ofSummary(({ tags }) => tags),
  name: ofSummary(({ name }) => none(name)),
  company: ofSummary(({ company }) => none(company)),
  email: ofSummary(({ email }) => none(email)),
  phone: ofSummary(({ phone }) => none(phone)),
  orders: ofSummary(({ stats }) => stats.orderCount),
  lastPurchase: ofSummary(({ stats }) => stats.lastPurchaseAt),
  firstPurchase: ofSummary(({ stats }) => stats.firstPurchaseAt),
  currency: ofSummary(({ stats }) => stats.net[0]?.currency),
  bought: { basis: 'goods', read: () => undefined },
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
    case 'worth':
      return { kind: found.kind, ...amountIn('net', found.currency) };
    case 'clv12':
      return { kind: found.kind, ...amountIn('clv12', found.currency) };
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
