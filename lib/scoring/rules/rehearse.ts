import { STAGES, TIERS, type Tier } from '../../domain/receipt.ts';
import type { Rehearsal, RehearsedMonth } from '../../domain/rules-outcome.ts';
import type { RuleSet } from '../../domain/score.ts';
import type { PurchaseColumns, ScoringOptions } from '../columns.ts';
import type { FigureColumns } from '../figure-columns.ts';
import { fitShopInSteps } from '../fit-shop.ts';
import { areaUnderCurve } from '../numeric/ranks.ts';
import { scoreAll } from '../score.ts';
import type { ShopModel } from '../shop-model.ts';
import type { AttributeColumns } from './attribute-columns.ts';
import { type PastMonth, pastMonths } from './month-ends.ts';
import { sampleOf } from './sample.ts';
import { scoreColumns } from './score-columns.ts';
import { tierOf } from './tier-of.ts';

export interface RehearseOptions extends Omit<ScoringOptions, 'asOfDay'> {
  /** The last day that is over: what came after it nobody knows. */
  readonly today: number;
  /** At most so many months; a year unless given. */
  readonly months?: number;
  /** Of larger files so many customers are looked at. */
  readonly mostCustomers?: number;
  /** What rules can ask of some customers by their figures of a day. */
  readonly attributesOf: (figures: FigureColumns, rows: Uint32Array, model: ShopModel) => AttributeColumns;
}

/** Attributes that follow from purchases alone, so that they are known as they were on any past day. */
const WITH_PAST: readonly string[] = [
  'pBuy',
  'valueRank',
  'stage',
  'purchases',
  'sinceDays',
  'tenureDays',
  'netRank',
  'recency',
  'frequency',
  'monetary',
  'group',
  'abc',
];

const YEAR = 12;
const MOST_CUSTOMERS = 20_000;
/** Customers scored between two looks at whether to go on. */
const SLICE = 5000;

/**
 * What rules would have said at the end of each past month, and what then happened. Each month has models of its own,
 * fitted to what was known on its last day; nothing later is looked at but to tell what happened. Of tags, fields of the
 * shop, feedback and refunds it is not on file since when they were so: they count as unknown. Amounts are as they are
 * today, less what was given back since.
 *
 * Gives way with how much is done, in months and parts of them; whoever does not go on has cancelled it.
 */
export function* rehearse(
  file: PurchaseColumns,
  ruleSet: RuleSet,
  options: RehearseOptions,
): Generator<{ readonly done: number; readonly total: number }, Rehearsal> {
  const { today, months: most = YEAR, mostCustomers = MOST_CUSTOMERS } = options;
  const columns = sampleOf(file, mostCustomers);
  const past = pastMonths(firstPurchase(columns), today, most);
  const total = past.length;
  const months: RehearsedMonth[] = [];
  let former: Standing | undefined;
  for (const [index, month] of past.entries()) {
    yield { done: index, total };
    const steps = standingAt(columns, ruleSet, options, month, former);
    let step = steps.next();
    for (; !step.done; step = steps.next()) yield { done: index + step.value, total };
    const standing = step.value;
    if (standing.rows.length > 0) months.push(monthOf(columns, month, standing, former, today));
    former = standing;
  }
  yield { done: total, total };
  const asked = new Set(ruleSet.rules.map(({ attribute }) => attribute));
  return {
    months,
    withoutPast: [...asked].filter((attribute) => !WITH_PAST.includes(attribute)),
    ...(columns === file ? {} : { sample: { customers: columns.count, of: file.count } }),
  };
}

/** Everybody as of the end of a month. */
interface Standing {
  readonly lastDay: number;
  readonly model: ShopModel;
  readonly figures: FigureColumns;
  /** Places of those who had bought by then, and their scores in that order. */
  readonly rows: Uint32Array;
  readonly scores: Float64Array;
  /** By place: in `TIERS`, from 1; 0 for none. */
  readonly tiers: Uint8Array;
}

const FIT_SHARE = 0.1;

function* standingAt(
  columns: PurchaseColumns,
  ruleSet: RuleSet,
  options: RehearseOptions,
  { lastDay }: PastMonth,
  former: Standing | undefined,
): Generator<number, Standing> {
  const fitting = fitShopInSteps(columns, { ...options, asOfDay: lastDay });
  let fitted = fitting.next();
  for (let steps = 1; !fitted.done; steps += 1) {
    yield Math.min(0.5, steps * FIT_SHARE);
    fitted = fitting.next();
  }
  const model = fitted.value;
  const before = former?.figures;
  const earlier = (i: number) => {
    const stage = STAGES[(before?.stage[i] ?? 0) - 1];
    return stage && before ? { stage, lastDay: before.lastDay[i] as number } : undefined;
  };
  let figures = scoreAll(columns, model, { from: 0, to: 0 });
  for (let from = 0; from < columns.count; from += SLICE) {
    const to = Math.min(columns.count, from + SLICE);
    figures = scoreAll(columns, model, { into: figures, from, to, earlier });
    yield 0.5 + (0.5 * to) / columns.count;
  }
  const rows = Uint32Array.from(figures.n.keys()).filter((i) => (figures.n[i] as number) > 0);
  const attributes = options.attributesOf(figures, rows, model);
  const known: AttributeColumns = {
    n: attributes.n,
    column: (name) => (WITH_PAST.includes(name) ? attributes.column(name) : undefined),
  };
  const { score: scores } = scoreColumns(ruleSet, known);
  const tiers = new Uint8Array(columns.count);
  rows.forEach((i, index) => {
    const net = figures.net[i] as number;
    const measures = {
      score: scores[index],
      net: net / 10 ** options.minorDigits,
      rfm: (figures.r[i] as number) + (figures.f[i] as number) + (figures.m[i] as number),
    };
    const tier = tierOf(ruleSet.tiers, measures, TIERS[(former?.tiers[i] ?? 0) - 1]);
    tiers[i] = tier ? 1 + TIERS.indexOf(tier) : 0;
  });
  return { lastDay, model, figures, rows, scores, tiers };
}

function monthOf(
  columns: PurchaseColumns,
  { month, lastDay, nextLastDay }: PastMonth,
  { rows, scores, tiers: tierAt, figures, model }: Standing,
  former: Standing | undefined,
  today: number,
): RehearsedMonth {
  const tiers: Record<Tier, { n: number; bought: number }> = {
    A: { n: 0, bought: 0 },
    B: { n: 0, bought: 0 },
    C: { n: 0, bought: 0 },
    D: { n: 0, bought: 0 },
  };
  const alarms = { raised: 0, right: 0, wrong: 0 };
  let [up, down] = [0, 0];
  const bought = Uint8Array.from(rows, (i) => Number(boughtWithin(columns, i, lastDay, nextLastDay)));
  rows.forEach((i, index) => {
    const [was, is] = [former?.tiers[i] ?? 0, tierAt[i] as number];
    const tier = TIERS[is - 1];
    if (tier) {
      tiers[tier].n += 1;
      tiers[tier].bought += bought[index] as number;
    }
    if (was > 0 && is > 0 && is < was) up += 1;
    if (was > 0 && is > was) down += 1;
    const alarmDay = figures.alarm[i] === 0 ? Number.NaN : (figures.alarmDay[i] as number);
    // Those of earlier months were counted then; in the first month only those of its own days are.
    if (!(alarmDay > (former?.lastDay ?? lastDay - DAYS_OF_MONTH))) return;
    alarms.raised += 1;
    const until = alarmDay + model.horizonDays;
    if (boughtWithin(columns, i, alarmDay, Math.min(until, today))) alarms.wrong += 1;
    else if (until <= today) alarms.right += 1;
  });
  const { length: customers } = rows;
  return { month, customers, tiers, up, down, alarms, auc: areaUnderCurve(scores, bought) ?? null };
}

const DAYS_OF_MONTH = 30;

/** Whether customer `i` made a purchase after one day and up to another. */
function boughtWithin({ start, day, orders }: PurchaseColumns, i: number, after: number, to: number): boolean {
  for (let k = (start[i + 1] as number) - 1; k >= (start[i] as number); k -= 1) {
    const on = day[k] as number;
    if (on <= after) return false;
    if (on <= to && (orders[k] as number) > 0) return true;
  }
  return false;
}

function firstPurchase({ day, orders }: PurchaseColumns): number {
  let first = Number.POSITIVE_INFINITY;
  for (let k = 0; k < day.length; k += 1) if ((orders[k] as number) > 0) first = Math.min(first, day[k] as number);
  return first;
}
