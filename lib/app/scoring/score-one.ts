import type { CustomField } from '../../domain/custom-field.ts';
import { type CustomValues, customValuesOf } from '../../domain/custom-value.ts';
import type { Order } from '../../domain/order.ts';
import type { Receipt } from '../../domain/receipt.ts';
import type { Summary } from '../../domain/summary.ts';
import { DAY_MS, type EpochMs } from '../../domain/time.ts';
import { statsOf } from '../../scoring/customer-stats.ts';
import type { CustomerFigures } from '../../scoring/figures.ts';
import { evaluate } from '../../scoring/rules/evaluate.ts';
import { tierOf } from '../../scoring/rules/tier-of.ts';
import { scoreCustomer } from '../../scoring/score.ts';
import type { ShopModel } from '../../scoring/shop-model.ts';
import type { Person } from '../../storage/person.ts';
import { summaryOf } from '../summaries.ts';
import { attributesOf } from './attributes.ts';
import { type FileColumns, fileColumns } from './file-columns.ts';
import type { Former } from './former.ts';
import { boughtOf } from './offers/bought-of.ts';
import { createRawFile } from './raw-file.ts';
import { type SegmentSubject, segmentsOf, withSegmentNames } from './rule-segments.ts';
import { LAST_TIER, type ScoreHead, type Standing } from './score-head.ts';
import { dayIn, type ScoreSettings } from './score-settings.ts';
import { type ToldFigures, toldOfOne } from './told-figures.ts';

/** All that scoring one customer needs of the others and of the shop, as of a moment. */
export interface ScoringNow {
  readonly head: ScoreHead;
  /** The head's, as of the day of `at`. */
  readonly model: ShopModel;
  readonly settings: ScoreSettings;
  readonly fields: readonly CustomField[];
  readonly at: EpochMs;
}

export type OrderFacts = Pick<Order, 'placedAt' | 'status' | 'currency' | 'totalMinor' | 'refundedMinor'>;

/** What scoring looks at of one person. */
export interface OnePerson {
  readonly orders: readonly OrderFacts[];
  readonly tags: readonly string[];
  custom(): CustomValues;
  /** What is on file in short; asked for only where rules ask for segments. */
  summary(): Summary | undefined;
  /** What they bought until a day; asked for only where such a segment asks for goods. */
  bought(asOfDay: number, timeZone: string): ReadonlySet<string>;
}

export interface ScoredOne {
  readonly figures: CustomerFigures;
  readonly receipt: Receipt;
  /** Absent for who bought nothing. */
  readonly standing?: Standing;
}

/** A person on file as scoring looks at them; nothing for who is no customer. */
export function onePersonOf(person: Person): OnePerson | undefined {
  const [customer] = person.list('customers');
  if (!customer) return undefined;
  return {
    ...{ orders: person.list('orders'), tags: customer.tags },
    custom: () => customValuesOf(customer),
    summary: () => summaryOf(person),
    bought: (asOfDay, timeZone) =>
      boughtOf({ orders: person.list('orders'), lines: person.list('lines') }, asOfDay, timeZone),
  };
}

/** A head made ready for scoring as of a moment: a model fitted yesterday says what it says as of today. */
export const scoringNow = (
  head: ScoreHead,
  settings: ScoreSettings,
  fields: readonly CustomField[],
  at: EpochMs,
): ScoringNow => {
  const { model } = head;
  const asOfDay = dayIn(settings, at);
  return { head, settings, fields, at, model: model.asOfDay === asOfDay ? model : { ...model, asOfDay } };
};

/** One customer's figures, score and standing: what scoring the whole file would say of them by the same model. */
export function scoreOne(person: OnePerson, now: ScoringNow, former: Former | undefined): ScoredOne {
  const { head, model, fields, at } = now;
  const columns = columnsOfOne(person.orders, now);
  const figures = scoreCustomer(columns, model, former);
  if (figures.n === 0 || figures.lastDay === undefined) return { figures, receipt: { type: 'no-orders' } };
  const comparison = { model, netQuantiles: head.netQuantiles, fields, currency: head.currency };
  const told = toldOfOne(figures, columns, model);
  const { tags, custom } = person;
  const segments = segmentsOfOne(person, now, { stage: figures.stage, sinceDays: figures.sinceDays, told });
  const known = { tags, custom: () => custom(), segments };
  const attributes = attributesOf(figures, refundShareOf(columns, model.asOfDay), known, comparison);
  const factAt = factOf(figures.lastDay);
  const factDays = Object.fromEntries(OF_LAST_PURCHASE.map((attribute) => [attribute, factAt]));
  const { score, unclamped, parts, missing } = evaluate(head.rules, attributes, new Map(head.means), factDays);
  const { net, r, f, m } = figures;
  const measures = {
    score,
    net: net === undefined ? undefined : net / 10 ** model.minorDigits,
    rfm: r && f && m ? r + f + m : undefined,
  };
  const tier = tierOf(head.rules.tiers, measures, former?.tier) ?? LAST_TIER;
  return {
    figures,
    standing: {
      ...{ score, tier, stage: figures.stage, lastDay: figures.lastDay },
      told,
    },
    receipt: {
      ...{
        type: 'scored',
        score,
        unclamped,
        tier,
        parts: parts.map((part) => withSegmentNames(part, head.segments)),
        missing: [...missing],
      },
      ...{ ruleVersion: head.rules.version, asOf: at, comparedWith: model.counts.buyers },
    },
  };
}

/** In which of the segments that rules ask for somebody is; absent where they ask for none. */
function segmentsOfOne(
  { orders, summary, bought }: OnePerson,
  { head, model, settings, fields, at }: ScoringNow,
  { told, ...figures }: Pick<SegmentSubject, 'stage' | 'sinceDays'> & { readonly told: ToldFigures },
): readonly string[] | undefined {
  if (head.segments.length === 0) return undefined;
  const known = summary();
  // Of an order that is only supposed the summary knows nothing.
  const subject: SegmentSubject | undefined = known && {
    ...figures,
    summary: { ...known, orders: orders.length, stats: statsOf(orders, settings.timeZone, at) },
    told: (figure) => (Number.isNaN(told[figure]) ? undefined : told[figure]),
    baseCurrency: head.currency,
  };
  let own: ReadonlySet<string> | undefined;
  const hasBought = (goods: readonly string[]) => {
    own ??= bought(model.asOfDay, settings.timeZone);
    return Uint8Array.of(Number(goods.some((key) => own?.has(key))));
  };
  return segmentsOf(head.segments, 1, () => subject, fields, at, hasBought)[0];
}

/** Attributes that are what they are since the last purchase. */
const OF_LAST_PURCHASE = ['pBuy', 'stage', 'sinceDays', 'recency'] as const;

/** A day number as an instant of that day wherever one is. */
const factOf = (day: number): EpochMs => day * DAY_MS + DAY_MS / 2;

/** The columns of one person alone. */
function columnsOfOne(orders: readonly OrderFacts[], { head, settings }: ScoringNow): FileColumns {
  const { visitor, finish } = createRawFile([ONE], orders.length);
  visitor.home(ONE.id, true);
  for (const { placedAt = Number.NaN, status, currency, totalMinor, refundedMinor } of orders)
    visitor.order(placedAt, status, currency, totalMinor ?? Number.NaN, refundedMinor ?? Number.NaN);
  return fileColumns(finish(), { ...settings, baseCurrency: head.currency ?? settings.baseCurrency });
}
const ONE = { id: '00000000-0000-7000-8000-000000000000' as never, tags: [], custom: () => ({}) };

function refundShareOf({ day, paid, refunded }: FileColumns, asOfDay: number): number | undefined {
  let [sum, back] = [0, 0];
  for (let entry = 0; entry < day.length && (day[entry] as number) <= asOfDay; entry += 1) {
    sum += paid[entry] as number;
    back += refunded[entry] as number;
  }
  return sum > 0 ? Math.min(1, back / sum) : undefined;
}
